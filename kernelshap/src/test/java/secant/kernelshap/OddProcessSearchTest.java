package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.masking.Coalitions;

class OddProcessSearchTest {

    private static final int PLAYERS = 7;
    private static final int ALL = (1 << PLAYERS) - 1;

    /** What is observed of some outputs at pairs, and what the search is expected to make of it, from definitions. */
    private static final class Observed {

        private final int[] words;
        private final double[] odd;
        private final double[] even;
        private final double[] totals;

        Observed(int[] words, int outputs, long seed) {
            RandomGenerator random = Game.random(seed);
            this.words = words;
            this.odd = new double[outputs * words.length];
            this.even = new double[odd.length];
            Arrays.setAll(odd, p -> random.nextDouble(-1, 1));
            Arrays.setAll(even, p -> random.nextDouble(0, 5));
            this.totals = random.doubles(outputs, 1, 2).toArray();
        }

        /** Of one output. */
        Observed(Game game, int[] words) {
            this.words = words;
            this.odd = new double[words.length];
            this.even = new double[words.length];
            this.totals = game.totalGains();
            long[] sets = new long[2 * words.length];
            for (int p = 0; p < words.length; p++) {
                sets[2 * p] = words[p];
                sets[2 * p + 1] = ALL & ~words[p];
            }
            double[] gains = new double[sets.length];
            game.gains(Coalitions.wrap(PLAYERS, sets.length, sets), 0, sets.length, gains);
            for (int p = 0; p < words.length; p++) {
                odd[p] = (gains[2 * p] - gains[2 * p + 1]) / 2;
                even[p] = (gains[2 * p] + gains[2 * p + 1]) / 2;
            }
        }

        /** Only some of the pairs. */
        Observed(Observed all, int[] chosen) {
            this.words = Arrays.stream(chosen).map(p -> all.words[p]).toArray();
            int outputs = all.totals.length;
            this.odd = new double[outputs * chosen.length];
            this.even = new double[outputs * chosen.length];
            this.totals = all.totals;
            for (int k = 0; k < outputs; k++) {
                for (int p = 0; p < chosen.length; p++) {
                    odd[k * chosen.length + p] = all.odd[k * all.words.length + chosen[p]];
                    even[k * chosen.length + p] = all.even[k * all.words.length + chosen[p]];
                }
            }
        }

        OddPairs pairs() {
            return new OddPairs(
                    PLAYERS,
                    Arrays.stream(words).asLongStream().toArray(),
                    new double[words.length],
                    new int[words.length]);
        }

        OddProcessSearch search(RandomGenerator random) {
            return new OddProcessSearch(pairs(), odd, even, totals, random);
        }

        OddProcessSearch search() {
            return search(Game.random(1));
        }

        /** The full coalition is observed as well; odd and even parts in turns, in units of a power of two. */
        List<double[]> targets() {
            List<double[]> targets = new ArrayList<>();
            for (int k = 0; k < totals.length; k++) {
                double[] oddTarget = target(odd, k);
                if (Arrays.stream(oddTarget).allMatch(y -> y == 0)) {
                    continue;
                }
                double[] evenTarget = target(even, k);
                double mean = Arrays.stream(evenTarget).average().orElseThrow();
                targets.add(oddTarget);
                targets.add(Arrays.stream(evenTarget)
                        .map(y -> Math.abs(y - mean) < 1e-12 * mean ? 0 : y - mean)
                        .toArray());
            }
            return targets;
        }

        private double[] target(double[] parts, int output) {
            double[] target = Arrays.copyOf(
                    Arrays.copyOfRange(parts, output * words.length, (output + 1) * words.length), words.length + 1);
            target[words.length] = totals[output] / 2;
            double largest = Arrays.stream(target).map(Math::abs).max().orElseThrow();
            double unit = largest == 0 ? 1 : Math.scalb(1, Math.getExponent(largest));
            return Arrays.stream(target).map(y -> y / unit).toArray();
        }

        /** Where the prior has log a, with the Shapley values of all covariances written out. */
        double[] means(OddProcess process) {
            int[] points = Arrays.copyOf(words, words.length + 1);
            points[words.length] = ALL;
            SimpleMatrix gram = ProcessByHand.gram(process, points);
            SimpleMatrix covariances = ProcessByHand.shapleyCovariances(process, points);
            double[] squares = new double[PLAYERS];
            List<double[]> targets = targets();
            for (int k = 0; k < targets.size(); k += 2) {
                SimpleMatrix values =
                        covariances.mult(gram.solve(new SimpleMatrix(points.length, 1, true, targets.get(k))));
                for (int j = 0; j < PLAYERS; j++) {
                    squares[j] += Math.pow(values.get(j) / values.elementMaxAbs(), 2);
                }
            }
            double largest = Arrays.stream(squares).max().orElseThrow();
            double[] means = new double[PLAYERS];
            Arrays.setAll(means, j -> Math.log((Math.sqrt(squares[j] / largest) + 0.03) / 1.03));
            double level = Math.log(OddProcess.initial(PLAYERS).reaches()[0])
                    - Arrays.stream(means).average().orElseThrow() / 2;
            return Arrays.stream(means).map(mean -> mean + level).toArray();
        }

        OddEvidence evidence(OddProcess start) {
            int[] all = IntStream.range(0, words.length).toArray();
            return new OddEvidence(PLAYERS, pairs().points(all), words.length + 1, targets(), means(start));
        }
    }

    private static OddProcess process(double factor, double curvature, double nugget) {
        double[] reaches = {0.1, 0.5, 0.3, 0.05, 0.2, 0.4, 0.25};
        return new OddProcess(Arrays.stream(reaches).map(a -> factor * a).toArray(), curvature, nugget);
    }

    /** Distinct pairs, of all sizes. */
    private static int[] pairs(int count) {
        return IntStream.range(0, count).map(p -> (1 + 29 * p) % 64).toArray();
    }

    private static double[] logarithms(OddProcess process) {
        double[] at = Arrays.copyOf(process.reaches(), PLAYERS + 3);
        at[PLAYERS] = process.curvature();
        at[PLAYERS + 1] = process.relativeNugget();
        at[PLAYERS + 2] = process.relativeNugget();
        double[] least = new double[PLAYERS + 3];
        double[] largest = new double[PLAYERS + 3];
        bounds(least, largest);
        Arrays.setAll(at, j -> Math.min(Math.max(Math.log(at[j]), least[j]), largest[j]));
        return at;
    }

    /** Of reaches, of the curvature, and of the nuggets, as logarithms. */
    private static void bounds(double[] least, double[] largest) {
        Arrays.setAll(least, j -> j < PLAYERS ? -7 : j == PLAYERS ? -14 : -18);
        Arrays.setAll(largest, j -> j < PLAYERS ? 1.5 : j == PLAYERS ? 4 : 0);
    }

    /** The last ones lie beyond the bounds of the search, which takes them for the nearest inside. */
    @ParameterizedTest
    @CsvSource({"1, 0.4, 0.03", "3, 2, 1e-4", "1, 30, 1e-7", "1e-3, 1e-8, 1e-9", "40, 80, 1.7", "0.01, 0.1, 0.5"})
    void objective_anyProcess_isTheEvidenceWithThePriorAroundWhatAFirstProcessFinds(
            double factor, double curvature, double nugget) {
        OddProcess process = process(factor, curvature, nugget);
        for (int outputs = 1; outputs <= 3; outputs++) {
            Observed observed = new Observed(pairs(40), outputs, outputs);
            for (OddProcess start : List.of(OddProcess.initial(PLAYERS), process(1.5, 1.2, 0.01))) {
                double expected = observed.evidence(start).at(logarithms(process), new double[PLAYERS + 3]);
                assertThat(observed.search().objective(process, start))
                        .isCloseTo(expected, within(1e-8 * Math.abs(expected)));
            }
        }
    }

    /** An output whose odd parts are zeros says nothing, whatever its even parts are. */
    @Test
    void objective_outputWithoutOddParts_isThatOfTheOthers() {
        Observed observed = new Observed(pairs(30), 3, 5);
        Arrays.fill(observed.odd, 30, 60, 0);
        observed.totals[1] = 0;
        OddProcess start = OddProcess.initial(PLAYERS);
        double expected = observed.evidence(start).at(logarithms(start), new double[PLAYERS + 3]);
        assertThat(observed.targets()).hasSize(4);
        assertThat(observed.search().objective(start, start)).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }

    /** Their mean is taken away, and of what is the same everywhere nothing stays, in spite of rounding. */
    @Test
    void objective_constantEvenParts_isThatOfTheOddPartsAlone() {
        Observed observed = new Observed(pairs(30), 1, 6);
        observed.totals[0] = 1.4;
        Arrays.fill(observed.even, 0.7);
        double[] odd = observed.targets().get(0);
        OddProcess start = OddProcess.initial(PLAYERS);
        int[] all = IntStream.range(0, 30).toArray();
        double expected = new OddEvidence(
                        PLAYERS, observed.pairs().points(all), 31, List.of(odd, new double[31]), observed.means(start))
                .at(logarithms(start), new double[PLAYERS + 3]);
        assertThat(observed.search().objective(start, start)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    /** Every pair that is left has to be taken in the end, and none is once there are enough. */
    @Test
    void objective_moreThanSixtyFourPairs_isThatOfThoseDrawn() {
        int[] words = IntStream.range(0, 100).map(p -> 1 + p).toArray();
        Observed observed = new Observed(words, 2, 7);
        assertDrawn(observed, bound -> 0, IntStream.range(0, 64).toArray());
        assertDrawn(observed, bound -> bound - 1, IntStream.range(36, 100).toArray());
        // 63 is below 64, and at 0 alone: from then on 63 or fewer are wanted.
        int[] first =
                IntStream.concat(IntStream.of(0), IntStream.range(37, 100)).toArray();
        assertDrawn(observed, bound -> Math.min(63, bound - 1), first);
    }

    private static void assertDrawn(Observed observed, IntUnaryOperator draws, int[] chosen) {
        RandomGenerator scripted = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("draws numbers below a bound");
            }

            @Override
            public int nextInt(int bound) {
                return draws.applyAsInt(bound);
            }
        };
        OddProcess start = OddProcess.initial(PLAYERS);
        assertThat(observed.search(scripted).objective(start, start))
                .isEqualTo(new Observed(observed, chosen).search().objective(start, start));
    }

    /**
     * Steps of BFGS with all matrices written out, along which coordinates that the gradient holds at bounds stay; the first
     * of at most six halves of each that brings a ten-thousandth of what the slope promises is taken.
     */
    private static double[] descend(OddEvidence evidence, double[] from, int steps, List<String> events) {
        int length = from.length;
        double[] least = new double[length];
        double[] largest = new double[length];
        bounds(least, largest);
        double[] at = from;
        double[] slopes = new double[length];
        double value = evidence.at(at, slopes);
        List<SimpleMatrix> moves = new ArrayList<>();
        List<SimpleMatrix> turns = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            SimpleMatrix downhill = new SimpleMatrix(length, 1);
            for (int j = 0; j < length; j++) {
                boolean held = slopes[j] > 0 ? at[j] == least[j] : at[j] == largest[j];
                downhill.set(j, held ? 0 : -slopes[j]);
                if (held) {
                    events.add("held " + (at[j] == least[j] ? "below" : "above"));
                }
            }
            SimpleMatrix direction = inverseHessian(moves, turns, downhill).mult(downhill);
            double[] next = new double[length];
            double[] nextSlopes = new double[length];
            double nextValue = 0;
            boolean lower = false;
            for (int halving = 0; halving < 6 && !lower; halving++) {
                double expected = 0;
                for (int j = 0; j < length; j++) {
                    double way = downhill.get(j) == 0 ? 0 : Math.scalb(direction.get(j), -halving);
                    next[j] = Math.min(Math.max(at[j] + way, least[j]), largest[j]);
                    expected += slopes[j] * (next[j] - at[j]);
                }
                nextValue = evidence.at(next, nextSlopes);
                lower = expected < 0 && nextValue <= value + 1e-4 * expected;
                events.add(lower ? "step" : "half");
            }
            if (!lower) {
                events.add("stuck");
                return at;
            }
            moves.add(difference(at, next));
            turns.add(difference(slopes, nextSlopes));
            double gain = value - nextValue;
            at = next;
            slopes = nextSlopes;
            value = nextValue;
            if (gain < 0.01) {
                events.add("flat");
                return at;
            }
        }
        return at;
    }

    private static SimpleMatrix inverseHessian(
            List<SimpleMatrix> moves, List<SimpleMatrix> turns, SimpleMatrix downhill) {
        int length = downhill.getNumRows();
        SimpleMatrix identity = SimpleMatrix.identity(length);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            if (moves.get(i).dot(turns.get(i)) > 0) {
                kept.add(i);
            }
        }
        if (kept.isEmpty()) {
            return identity.scale(Math.min(1, 1 / downhill.normF()));
        }
        int last = kept.get(kept.size() - 1);
        SimpleMatrix turn = turns.get(last);
        SimpleMatrix inverse = identity.scale(moves.get(last).dot(turn) / turn.dot(turn));
        for (int i : kept.subList(Math.max(0, kept.size() - 8), kept.size())) {
            SimpleMatrix s = moves.get(i);
            SimpleMatrix y = turns.get(i);
            SimpleMatrix left = identity.minus(s.mult(y.transpose()).scale(1 / s.dot(y)));
            inverse = left.mult(inverse)
                    .mult(left.transpose())
                    .plus(s.mult(s.transpose()).scale(1 / s.dot(y)));
        }
        return inverse;
    }

    private static SimpleMatrix difference(double[] from, double[] to) {
        SimpleMatrix difference = new SimpleMatrix(from.length, 1);
        for (int j = 0; j < from.length; j++) {
            difference.set(j, to[j] - from[j]);
        }
        return difference;
    }

    private static List<String> assertDescends(Observed observed, @Nullable OddProcess warm) {
        OddProcess start = warm == null ? OddProcess.initial(PLAYERS) : warm;
        OddEvidence evidence = observed.evidence(start);
        double[] from = logarithms(start);
        if (warm == null) {
            System.arraycopy(observed.means(start), 0, from, 0, PLAYERS);
        }
        List<String> events = new ArrayList<>();
        double[] expected = descend(evidence, from, warm == null ? 12 : 6, events);
        OddProcess found = observed.search().run(warm);
        for (int j = 0; j < PLAYERS; j++) {
            assertThat(Math.log(found.reaches()[j])).isCloseTo(expected[j], within(1e-6));
        }
        assertThat(Math.log(found.curvature())).isCloseTo(expected[PLAYERS], within(1e-6));
        assertThat(Math.log(found.relativeNugget())).isCloseTo(expected[PLAYERS + 1], within(1e-6));
        return events;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void run_interactions_takesStepsOfBfgs(long seed) {
        Observed observed = new Observed(Game.random(PLAYERS, 4, 20, seed), pairs(45));
        assertThat(assertDescends(observed, null)).filteredOn("step"::equals).hasSize(12);
        assertThat(assertDescends(observed, process(1, 1, 1e-3)))
                .filteredOn("step"::equals)
                .hasSize(6);
    }

    /** What adds up holds the curvature and the nuggets at their least values, noise the nuggets at their largest. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void run_fromBounds_staysWhereTheGradientHoldsIt(long seed) {
        Observed adding = new Observed(Game.random(PLAYERS, 1, 0, seed), pairs(45));
        assertThat(assertDescends(adding, process(1, 1e-9, 1e-9))).startsWith("held below", "held below");
        Observed noise = new Observed(pairs(45), 2, seed);
        assertThat(assertDescends(noise, null)).contains("held above");
        assertThat(assertDescends(noise, process(12, 100, 2))).startsWith("held above");
        assertDescends(noise, process(1e-3, 100, 2));
    }

    @Test
    void run_nothingLowerInSixHalves_endsWhereItIs() {
        Observed noise = new Observed(pairs(45), 2, 2);
        assertThat(assertDescends(noise, process(1e-3, 100, 2)))
                .endsWith("step", "held above", "half", "half", "half", "half", "half", "half", "stuck");
    }

    @Test
    void run_littleGain_isTheLastStep() {
        assertThat(assertDescends(new Observed(pairs(45), 2, 3), null)).endsWith("step", "flat");
    }

    @Test
    void run_interruptedThread_givesUpAndKeepsTheFlag() {
        OddProcessSearch search = new Observed(pairs(20), 1, 1).search();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> search.run(null)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
