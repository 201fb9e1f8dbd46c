package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddPosteriorTest {

    /** What a game is worth at the pairs of a design. */
    private static double[] observe(Game game, PairedDesign design) {
        double[] gains = new double[2 * design.pairs()];
        game.gains(
                PairSequence.withComplements(
                        design.players(), design.pairs(), design.coalitions().words()),
                0,
                gains.length,
                gains);
        double[] odd = new double[design.pairs()];
        Arrays.setAll(odd, p -> (gains[2 * p] - gains[2 * p + 1]) / 2);
        return odd;
    }

    /** The even parts of a game at the pairs of a design. */
    private static double[] observeEven(Game game, PairedDesign design) {
        double[] gains = new double[2 * design.pairs()];
        game.gains(
                PairSequence.withComplements(
                        design.players(), design.pairs(), design.coalitions().words()),
                0,
                gains.length,
                gains);
        double[] even = new double[design.pairs()];
        Arrays.setAll(even, p -> (gains[2 * p] + gains[2 * p + 1]) / 2);
        return even;
    }

    private static double[] leastSquares(PairedDesign design, double[] odd, double[] totals) {
        double[] inSequence = new double[odd.length];
        for (int p = 0; p < odd.length; p++) {
            inSequence[design.order(p)] = odd[p];
        }
        return PairedLeastSquares.of(design)
                .solve(new double[][] {inSequence}, totals)
                .values();
    }

    private static OddProcess tuned(OddPairs pairs, double[] odd, double[] even, double[] totals) {
        return OddProcess.tune(pairs, odd, even, totals, null, Game.random(5));
    }

    /** Of games whose even part is constant. */
    private static OddProcess tuned(OddPairs pairs, double[] odd, double[] totals) {
        return OddProcess.tune(pairs, odd, new double[odd.length], totals, null, Game.random(5));
    }

    static List<GoldenProcess> golden() {
        return GoldenProcess.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void values_goldenCases_areReproduced(GoldenProcess golden) {
        OddPosterior posterior = OddPosterior.of(golden.process(), golden.pairs(), Game.random(3));
        double[] values = posterior.values(golden.odd(), golden.numbers("total"));
        double[] errors = posterior.standardErrors(golden.odd(), golden.numbers("total"));
        double[] expected = golden.numbers("values");
        double[] posteriorErrors = golden.numbers("posterior");
        double[] sandwich = golden.numbers("sandwich");
        double scale = Arrays.stream(expected).map(Math::abs).sum();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(values[i] - expected[i])).isLessThan(1e-10 * scale);
            assertThat(Math.abs(errors[i] - Math.max(posteriorErrors[i], sandwich[i])))
                    .isLessThan(1e-9 * scale);
        }
        assertThat(posterior.jitter()).isEqualTo(1e-10);
    }

    /** Every pair in turn is taken out and predicted from the others, with all matrices written out. */
    @Test
    void residuals_eachPair_areWhatTheOthersLeaveOpen() {
        GoldenProcess golden = GoldenProcess.all().get(1);
        OddProcess process = golden.process();
        OddPairs pairs = golden.pairs();
        int n = pairs.count();
        int[] all = IntStream.range(0, n).toArray();
        double[] observed = Arrays.copyOf(golden.odd(), n + 1);
        observed[n] = golden.numbers("total")[0] / 2;
        OddBlock block = new OddBlock(
                process, process.kernel(), pairs, all, process.kernel().priorVariances());
        double[] solution = block.solve(observed);
        double[] precisions = block.precisions(all);
        double[] rows = block.residualRows(all);
        double[] gram = new double[(n + 1) * (n + 1)];
        process.kernel().gram(pairs.points(all), n + 1, gram);
        for (int out = 0; out < n; out++) {
            SimpleMatrix others = new SimpleMatrix(n, n);
            SimpleMatrix known = new SimpleMatrix(n, 1);
            SimpleMatrix between = new SimpleMatrix(n, 1);
            for (int i = 0; i < n; i++) {
                int a = i < out ? i : i + 1;
                known.set(i, 0, observed[a]);
                between.set(i, 0, gram[Math.max(a, out) * (n + 1) + Math.min(a, out)]);
                for (int j = 0; j < n; j++) {
                    int b = j < out ? j : j + 1;
                    others.set(i, j, gram[Math.max(a, b) * (n + 1) + Math.min(a, b)]);
                }
                others.set(
                        i,
                        i,
                        others.get(i, i) + (a == n ? Math.min(1e-8, process.nugget()) : process.nugget()) + 1e-10);
            }
            double left = observed[out] - between.dot(others.solve(known));
            double variance = gram[out * (n + 2)] + process.nugget() + 1e-10 - between.dot(others.solve(between));
            assertThat(Math.abs(solution[out] / precisions[out] - left)).isLessThan(1e-9);
            assertThat(Math.abs(1 / precisions[out] - variance)).isLessThan(1e-9 * variance);
            assertThat(Math.abs(Cholesky.dot(rows, out * (n + 1), observed, n + 1) - left))
                    .isLessThan(1e-9);
        }
    }

    /** With few pairs a player, with so many that the residuals are regressed, and in two blocks. */
    @ParameterizedTest
    @CsvSource({"20,40", "20,100", "20,300", "20,800", "70,280", "16,2000", "130,300"})
    void values_interactionsOfOrderTwo_areExact(int players, int count) {
        for (long seed = 0; seed < 2; seed++) {
            Game game = Game.random(players, 2, 5 * players, seed);
            PairedDesign design = PairedDesign.draw(players, count, seed);
            OddPairs pairs = OddPairs.of(design);
            double[] odd = observe(game, design);
            OddPosterior posterior = OddPosterior.of(
                    tuned(pairs, odd, observeEven(game, design), game.totalGains()), pairs, Game.random(3));
            double[] values = posterior.values(odd, game.totalGains());
            double[] expected = game.shapleyValues();
            for (int i = 0; i < players; i++) {
                assertThat(Math.abs(values[i] - expected[i])).isLessThan(1e-9 * game.scale());
            }
            assertThat(Math.abs(Arrays.stream(values).sum() - game.totalGains()[0]))
                    .isLessThan(1e-12 * game.scale());
            OddPosterior corrected = posterior.corrected();
            if (count < 40 * players) {
                assertThat(corrected).isNull();
            } else {
                assertThat(Objects.requireNonNull(corrected).values(odd, game.totalGains()))
                        .usingComparatorWithPrecision(1e-9 * game.scale())
                        .containsExactly(expected);
            }
        }
    }

    /** Root mean square errors over four games of order 5 and four designs each. */
    @ParameterizedTest
    @CsvSource({"20,100,0.75", "20,200,0.65", "20,400,0.6"})
    void values_interactionsOfOrderFive_errFarLessThanLeastSquares(int players, int count, double ratio) {
        double process = 0;
        double leastSquares = 0;
        for (long g = 0; g < 4; g++) {
            Game game = Game.random(players, 5, 3 * players, g);
            double[] expected = game.shapleyValues();
            for (long seed = 0; seed < 4; seed++) {
                PairedDesign design = PairedDesign.draw(players, count, seed);
                OddPairs pairs = OddPairs.of(design);
                double[] odd = observe(game, design);
                double[] values = OddPosterior.of(
                                tuned(pairs, odd, observeEven(game, design), game.totalGains()), pairs, Game.random(3))
                        .values(odd, game.totalGains());
                double[] peer = leastSquares(design, odd, game.totalGains());
                for (int i = 0; i < players; i++) {
                    process += Math.pow(values[i] - expected[i], 2);
                    leastSquares += Math.pow(peer[i] - expected[i], 2);
                }
            }
        }
        assertThat(Math.sqrt(process / leastSquares)).isLessThan(ratio);
    }

    /** Where the corrected estimate has three times the noise. */
    @Test
    void favoursCorrected_biasAgainstVariance_weighsThem() {
        double[] zeros = new double[2];
        double[] small = {0.1, 0.1};
        double[] large = {0.3, 0.3};

        // The squared difference, 2 δ², against 2 · 2 · 0.09 − 2 · 0.01 = 0.34.
        assertThat(OddPosterior.favoursCorrected(zeros, small, new double[] {0.41, 0.41}, large))
                .isFalse();
        assertThat(OddPosterior.favoursCorrected(zeros, small, new double[] {0.42, 0.42}, large))
                .isTrue();
        assertThat(OddPosterior.favoursCorrected(zeros, small, new double[] {0.59, 0}, large))
                .isTrue();
        assertThat(OddPosterior.favoursCorrected(zeros, zeros, zeros, zeros)).isFalse();
        for (double factor : new double[] {1e-300, 1e300}) {
            assertThat(OddPosterior.favoursCorrected(
                            zeros,
                            new double[] {0.1 * factor, 0.1 * factor},
                            new double[] {0.42 * factor, 0.42 * factor},
                            new double[] {0.3 * factor, 0.3 * factor}))
                    .isTrue();
        }
    }

    /**
     * 95 % intervals of 8 games of order 4 × 6 designs × 16 players, from 5 coalitions a player on, to so many that not every
     * pair is left out for one row either. Of 768 intervals, for the errors of one row and for those of many.
     */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(ints = {40, 80, 160, 240, 600})
    void standardErrors_interactionsOfOrderFour_coverAsStated(int count) {
        int one = 0;
        int many = 0;
        int all = 0;
        for (long g = 0; g < 8; g++) {
            Game game = Game.random(16, 4, 60, 50 + g);
            double[] expected = game.shapleyValues();
            for (long seed = 0; seed < 6; seed++) {
                PairedDesign design = PairedDesign.draw(16, count, seed);
                OddPairs pairs = OddPairs.of(design);
                double[] odd = observe(game, design);
                OddProcess process = tuned(pairs, odd, observeEven(game, design), game.totalGains());
                OddPosterior posterior = OddPosterior.of(process, pairs, Game.random(3));
                double[] values = posterior.values(odd, game.totalGains());
                double[] errors = posterior.standardErrors(odd, game.totalGains());
                double[] sampled =
                        OddPosterior.ofMany(process, pairs, Game.random(seed)).standardErrors(odd, game.totalGains());
                for (int i = 0; i < 16; i++) {
                    double error = Math.abs(values[i] - expected[i]);
                    one += error <= 1.96 * errors[i] ? 1 : 0;
                    many += error <= 1.96 * sampled[i] ? 1 : 0;
                    all++;
                }
            }
        }
        assertThat((double) one / all).isBetween(0.92, 0.99);
        assertThat((double) many / all).isBetween(0.92, 0.99);
    }

    private static final int PLAYERS = 18;
    private static final PairedDesign DESIGN = PairedDesign.draw(PLAYERS, 200, 4);

    private static double[] concatenate(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] scale(double[] values, int exponent) {
        return Arrays.stream(values).map(v -> Math.scalb(v, exponent)).toArray();
    }

    /** Down to where values are subnormal, and up to where their squares overflow; both lose no more than those must. */
    @ParameterizedTest
    @ValueSource(ints = {40, -40, 990, -990})
    void values_outputsTimesAPowerOfTwo_scaleBitByBit(int exponent) {
        Game game = Game.random(PLAYERS, 4, 60, 1);
        OddPairs pairs = OddPairs.of(DESIGN);
        double[] odd = observe(game, DESIGN);
        double[] totals = game.totalGains();
        OddProcess process = tuned(pairs, odd, totals);
        OddPosterior posterior = OddPosterior.of(process, pairs, Game.random(3));
        double[] scaled = scale(odd, exponent);
        double[] scaledTotals = scale(totals, exponent);
        OddProcess other = tuned(pairs, scaled, scaledTotals);
        assertThat(other.toString()).isEqualTo(process.toString());
        OddPosterior same = OddPosterior.of(other, pairs, Game.random(3));
        assertThat(same.values(scaled, scaledTotals)).isEqualTo(scale(posterior.values(odd, totals), exponent));
        assertThat(same.standardErrors(scaled, scaledTotals))
                .isEqualTo(scale(posterior.standardErrors(odd, totals), exponent));
    }

    @Test
    void values_smallestAndLargestNumbers_stayFinite() {
        Game game = Game.random(PLAYERS, 4, 60, 1);
        OddPairs pairs = OddPairs.of(DESIGN);
        for (double factor : new double[] {Double.MIN_VALUE, 1e-318, 1e300}) {
            double[] odd =
                    Arrays.stream(observe(game, DESIGN)).map(o -> o * factor).toArray();
            double[] even = Arrays.stream(observeEven(game, DESIGN))
                    .map(e -> e * factor)
                    .toArray();
            double[] totals = {game.totalGains()[0] * factor};
            OddPosterior posterior = OddPosterior.of(tuned(pairs, odd, even, totals), pairs, Game.random(3));
            double[] values = posterior.values(odd, totals);
            double[] errors = posterior.standardErrors(odd, totals);
            double[] expected = game.shapleyValues();
            for (int i = 0; i < PLAYERS; i++) {
                assertThat(Math.abs(values[i] / factor - expected[i])).isLessThan(factor == Double.MIN_VALUE ? 3 : 0.3);
                assertThat(errors[i]).isBetween(0.0, 10 * factor);
            }
        }
    }

    @Test
    void values_manyOutputs_areThoseOfEachAlone() {
        Game first = Game.random(PLAYERS, 4, 60, 1);
        Game second = Game.random(PLAYERS, 3, 40, 2);
        OddPairs pairs = OddPairs.of(DESIGN);
        double[] zeros = new double[DESIGN.pairs()];
        double[] odd = concatenate(observe(first, DESIGN), zeros, observe(second, DESIGN));
        double[] totals = concatenate(first.totalGains(), new double[1], second.totalGains());
        OddProcess process = tuned(pairs, odd, totals);
        for (OddPosterior posterior : List.of(
                OddPosterior.of(process, pairs, Game.random(3)), OddPosterior.ofMany(process, pairs, Game.random(3)))) {
            assertThat(posterior.values(odd, totals))
                    .isEqualTo(concatenate(
                            posterior.values(observe(first, DESIGN), first.totalGains()),
                            new double[PLAYERS],
                            posterior.values(observe(second, DESIGN), second.totalGains())));
            assertThat(posterior.standardErrors(odd, totals))
                    .isEqualTo(concatenate(
                            posterior.standardErrors(observe(first, DESIGN), first.totalGains()),
                            new double[PLAYERS],
                            posterior.standardErrors(observe(second, DESIGN), second.totalGains())));
        }
    }

    @Test
    void values_oneRowOrMany_areTheSame() {
        Game game = Game.random(PLAYERS, 4, 60, 1);
        OddPairs pairs = OddPairs.of(DESIGN);
        double[] odd = observe(game, DESIGN);
        OddProcess process = tuned(pairs, odd, game.totalGains());
        OddPosterior one = OddPosterior.of(process, pairs, Game.random(3));
        OddPosterior many = OddPosterior.ofMany(process, pairs, Game.random(3));
        assertThat(many.values(odd, game.totalGains())).isEqualTo(one.values(odd, game.totalGains()));
        assertThat(many.bytes()).isLessThan(one.bytes());
        assertThat(many.standardErrors(odd, game.totalGains()))
                .isEqualTo(OddPosterior.ofMany(process, pairs, Game.random(3)).standardErrors(odd, game.totalGains()));
    }

    @Test
    void of_interruptedThread_givesUpAndKeepsTheFlag() {
        OddPairs pairs = OddPairs.of(DESIGN);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> OddPosterior.of(OddProcess.initial(PLAYERS), pairs, Game.random(3)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("explanation was interrupted while values were estimated");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void jitter_pairsThatRoundingMakesDependent_isReported() {
        // Sixty times the same pair, which the smallest nugget hardly tells apart.
        long[] words = new long[60];
        Arrays.fill(words, 3);
        OddPairs pairs = new OddPairs(8, words, new double[60], new int[60]);
        double[] ones = new double[8];
        Arrays.fill(ones, 0.01);
        OddPosterior posterior = OddPosterior.of(new OddProcess(ones, 0.01, 1e-8), pairs, Game.random(3));
        assertThat(posterior.jitter()).isEqualTo(OddCovariance.LEAST_JITTER);
        assertThat(posterior.values(new double[60], new double[1])).containsOnly(0);
    }
}
