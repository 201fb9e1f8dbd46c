package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The posterior against all matrices written out, and that of two blocks against its blocks. */
class OddPosteriorByMatricesTest {

    private static final int PLAYERS = 5;
    private static final int ALL = (1 << PLAYERS) - 1;

    /** Pairs, some of them more than once, with a weight and a class each, and what is observed there: noise. */
    private static final class Case {

        private final OddProcess process;
        private final int[] points;
        private final double[] weights;
        private final int[] classes;
        private final double[] odd;
        private final double total;
        private final SimpleMatrix inverse;
        private final double[] residuals;
        private final SimpleMatrix covariances;

        /** @param ends where each class ends */
        Case(double curvature, double nugget, int... ends) {
            int count = ends[ends.length - 1];
            RandomGenerator random = Game.random(count);
            this.process = new OddProcess(new double[] {0.4, 0.1, 0.7, 0.2, 0.3}, curvature, nugget);
            this.points = IntStream.rangeClosed(0, count)
                    .map(p -> p == count ? ALL : 1 + 7 * p % 15)
                    .toArray();
            this.weights = new double[count];
            this.classes = new int[count];
            for (int p = 0; p < count; p++) {
                int pair = p;
                classes[p] =
                        (int) Arrays.stream(ends).filter(end -> end <= pair).count();
                weights[p] = 0.5 + classes[p];
            }
            this.odd = new double[count];
            Arrays.setAll(odd, p -> random.nextGaussian() * (1 + p % 3));
            this.total = random.nextGaussian();
            this.inverse = ProcessByHand.gram(process, points).invert();
            this.covariances = ProcessByHand.shapleyCovariances(process, points);
            double[] solution = inverse.mult(observed()).getDDRM().data;
            this.residuals = new double[count];
            Arrays.setAll(residuals, p -> solution[p] / inverse.get(p, p));
        }

        OddPairs pairs() {
            long[] words = Arrays.stream(points, 0, odd.length).asLongStream().toArray();
            return new OddPairs(PLAYERS, words, weights, classes);
        }

        SimpleMatrix observed() {
            SimpleMatrix observed = new SimpleMatrix(points.length, 1);
            Arrays.setAll(observed.getDDRM().data, p -> p < odd.length ? odd[p] : total / 2);
            return observed;
        }

        /** z, points × players. */
        SimpleMatrix sides() {
            SimpleMatrix sides = new SimpleMatrix(points.length, PLAYERS);
            for (int p = 0; p < points.length; p++) {
                for (int j = 0; j < PLAYERS; j++) {
                    sides.set(p, j, (points[p] >>> j & 1) != 0 ? 1 : -1);
                }
            }
            return sides;
        }

        /** W, points × players. */
        SimpleMatrix map() {
            return inverse.mult(covariances.transpose());
        }

        /** W (2I − T)ᵀ with T = ½ WᵀZ, where next to all is taken for exact. */
        SimpleMatrix refined(SimpleMatrix map) {
            SimpleMatrix kept = map.transpose().mult(sides()).scale(0.5);
            return map.mult(SimpleMatrix.identity(PLAYERS).scale(2).minus(kept).transpose());
        }

        double[] settled(SimpleMatrix map) {
            double[] values = map.transpose().mult(observed()).getDDRM().data;
            double missing = total - Arrays.stream(values).sum();
            return Arrays.stream(values).map(value -> value + missing / PLAYERS).toArray();
        }

        /** h, what a residual adds to the values in least squares that are to add up to 0, pairs × players. */
        SimpleMatrix directions() {
            SimpleMatrix sides = sides();
            SimpleMatrix gram = new SimpleMatrix(PLAYERS, PLAYERS);
            for (int p = 0; p < odd.length; p++) {
                SimpleMatrix side = sides.extractVector(true, p);
                gram = gram.plus(side.transpose().mult(side).scale(weights[p] / 4));
            }
            SimpleMatrix free = gram.invert();
            SimpleMatrix ones = SimpleMatrix.ones(PLAYERS, 1);
            SimpleMatrix along = free.mult(ones);
            SimpleMatrix bound = free.minus(along.mult(along.transpose()).scale(1 / along.elementSum()));
            SimpleMatrix directions = new SimpleMatrix(odd.length, PLAYERS);
            for (int p = 0; p < odd.length; p++) {
                SimpleMatrix direction = bound.mult(sides.extractVector(true, p).transpose());
                for (int j = 0; j < PLAYERS; j++) {
                    directions.set(p, j, weights[p] / 2 * direction.get(j));
                }
            }
            return directions;
        }

        /** From the squares of each pair's residual, which those of its group may stand for. */
        double[] sampling(SimpleMatrix map, double[] squares) {
            double[] sampling = new double[PLAYERS];
            for (int j = 0; j < PLAYERS; j++) {
                for (int p = 0; p < odd.length; p++) {
                    sampling[j] += map.get(p, j) * map.get(p, j) * squares[p];
                }
            }
            return sampling;
        }

        /** The posterior variances in units of what the residuals of the pairs that are left out were. */
        double[] posterior(int[] out) {
            double calibration = Arrays.stream(out)
                    .mapToDouble(p -> residuals[p] * residuals[p] * inverse.get(p, p))
                    .average()
                    .orElseThrow();
            int[] every = IntStream.rangeClosed(0, ALL).toArray();
            SimpleMatrix shapley = ProcessByHand.shapley(PLAYERS);
            SimpleMatrix left = ProcessByHand.shapleyCovariances(process, every)
                    .mult(shapley.transpose())
                    .minus(covariances.mult(map()));
            double[] posterior = new double[PLAYERS];
            Arrays.setAll(posterior, j -> calibration * left.get(j, j));
            return posterior;
        }

        double[] squares() {
            return IntStream.range(0, odd.length)
                    .mapToDouble(p -> residuals[p] * residuals[p])
                    .toArray();
        }
    }

    private static double[] errors(double[] posterior, double[] sampling, double excess) {
        double[] errors = new double[PLAYERS];
        Arrays.setAll(errors, j -> Math.sqrt(posterior[j] + excess * Math.max(0, sampling[j] - posterior[j])));
        return errors;
    }

    private static void assertClose(double[] actual, double[] expected) {
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).containsExactly(expected, within(1e-8 * scale));
    }

    private static RandomGenerator always(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("draws numbers from 0 to 1");
            }

            @Override
            public double nextDouble() {
                return number;
            }
        };
    }

    /** The last ones are taken for exact, in spite of many interactions. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.03, 20", "3, 1e-3, 25", "2, 0.1, 26", "1, 0.2, 90", "3, 4e-7, 6", "30, 1e-7, 14"})
    void standardErrors_allPairsLeftOut_areTheFormula(double curvature, double nugget, int count) {
        Case one = new Case(curvature, nugget, count / 3, count);
        OddPosterior posterior = OddPosterior.of(one.process, one.pairs(), Game.random(1));
        OddPosterior many = OddPosterior.ofMany(one.process, one.pairs(), Game.random(1));
        SimpleMatrix map = nugget < 5e-7 ? one.refined(one.map()) : one.map();
        double[] totals = {one.total};
        assertClose(posterior.values(one.odd, totals), one.settled(map));
        int[] all = IntStream.range(0, count).toArray();
        double excess = Math.pow(Math.min(1, 25.0 / count), 2);
        double[] expected = errors(one.posterior(all), one.sampling(map, one.squares()), excess);
        assertClose(posterior.standardErrors(one.odd, totals), expected);
        assertClose(many.standardErrors(one.odd, totals), expected);
        assertThat(posterior.corrected()).isNull();
    }

    /** From 40 pairs a player on. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.03, 200", "3, 0.5, 230", "0.1, 1e-3, 211"})
    void corrected_manyPairs_addsTheRegressionOfTheResiduals(double curvature, double nugget, int count) {
        Case one = new Case(curvature, nugget, 30, 90, count);
        OddPosterior corrected = Objects.requireNonNull(
                OddPosterior.of(one.process, one.pairs(), Game.random(1)).corrected());
        SimpleMatrix sides = one.sides();
        SimpleMatrix directions = one.directions();
        SimpleMatrix scaled = new SimpleMatrix(count + 1, PLAYERS);
        SimpleMatrix influence = new SimpleMatrix(count, PLAYERS);
        for (int p = 0; p < count; p++) {
            double leverage = 0;
            for (int j = 0; j < PLAYERS; j++) {
                scaled.set(p, j, directions.get(p, j) / one.inverse.get(p, p));
                leverage += sides.get(p, j) * directions.get(p, j) / 2;
            }
            for (int j = 0; j < PLAYERS; j++) {
                influence.set(p, j, directions.get(p, j) / (1 - leverage));
            }
        }
        SimpleMatrix map = one.map().plus(one.inverse.mult(scaled));
        double[] totals = {one.total};
        assertClose(corrected.values(one.odd, totals), one.settled(map));
        double[] sampling = one.sampling(influence, one.squares());
        assertClose(
                corrected.standardErrors(one.odd, totals),
                Arrays.stream(sampling).map(Math::sqrt).toArray());
    }

    /**
     * One pair of each of 128 stretches is left out: in each case its first one, or its last. Five and four of the first two
     * classes stand for those together, eight of the third for that alone, and the two of the last are put to the one before.
     */
    @ParameterizedTest
    @CsvSource({"0, 160", "0, 130", "0.999999, 160"})
    void standardErrors_pairsSampled_standForTheirSizes(double draw, int count) {
        int[] sampled = IntStream.range(0, 128)
                .map(s -> (int) Math.floor((s + draw) * count / 128))
                .toArray();
        int[] ends = {sampled[4] + 1, sampled[8] + 1, sampled[16] + 1, sampled[125] + 1, count};
        Case one = new Case(0.5, 0.05, ends);
        int[] groups = Arrays.stream(one.classes)
                .map(c -> Math.min(Math.max(c - 1, 0), 2))
                .toArray();
        double[] squares = new double[count];
        for (int p = 0; p < count; p++) {
            int group = groups[p];
            squares[p] = Arrays.stream(sampled)
                    .filter(s -> groups[s] == group)
                    .mapToDouble(s -> one.residuals[s] * one.residuals[s])
                    .average()
                    .orElseThrow();
        }
        double excess = Math.pow(25.0 / count, 2);
        double[] expected = errors(one.posterior(sampled), one.sampling(one.map(), squares), excess);
        OddPosterior many = OddPosterior.ofMany(one.process, one.pairs(), always(draw));
        assertClose(many.standardErrors(one.odd, new double[] {one.total}), expected);
        // The map from what is observed to the values, squares of three groups, and the rows of residuals.
        assertThat(many.bytes()).isEqualTo(8L * ((count + 1) * PLAYERS + 3 * PLAYERS + 128 * (count + 1)));
    }

    @Test
    void bytes_oneRow_countsMatricesAndBothEstimates() {
        Case one = new Case(0.5, 0.05, 200);
        long estimate = 201 * PLAYERS + 200 * PLAYERS;
        long block = 201 * 201 + 201 * PLAYERS + PLAYERS;
        assertThat(OddPosterior.of(one.process, one.pairs(), Game.random(1)).bytes())
                .isEqualTo(8 * (2 * estimate + block));
    }

    /** Up to 512 pairs of one row are all left out. */
    @Test
    void standardErrors_fiveHundredAndTwelvePairs_dependOnNoDraws() {
        Case one = new Case(0.5, 0.05, 512);
        double[] totals = {one.total};
        assertThat(OddPosterior.of(one.process, one.pairs(), always(0)).standardErrors(one.odd, totals))
                .containsExactly(
                        OddPosterior.of(one.process, one.pairs(), always(0.9)).standardErrors(one.odd, totals));
    }

    @Test
    void favoursCorrected_biasOfOnePlayer_isWeighedAgainstTheVarianceOfAll() {
        double[] values = {5, -2};
        double[] errors = {3, 0};
        double[] larger = {2, 1};
        assertThat(OddPosterior.favoursCorrected(values, errors, new double[] {6, -2}, larger))
                .isFalse(); // 1 + 9 against 2 (4 + 1)
        assertThat(OddPosterior.favoursCorrected(values, errors, new double[] {6.01, -2}, larger))
                .isTrue();
    }

    /** Every other pair is in the one block, the rest in the other: maps and posterior variances are their averages. */
    @Test
    void standardErrors_twoBlocks_averageTheirPosteriorVariances() {
        int count = 3 * OddPosterior.BLOCK / 2 + 1; // the fewest that make two blocks
        RandomGenerator random = Game.random(1);
        OddProcess process = new OddProcess(new double[] {0.4, 0.1, 0.7, 0.2, 0.3}, 0.5, 0.05);
        long[] words = IntStream.range(0, count).mapToLong(p -> 1 + 7 * p % 15).toArray();
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        OddPairs pairs = new OddPairs(PLAYERS, words, weights, new int[count]);
        double[] odd = new double[count];
        Arrays.setAll(odd, p -> (1 + 2 * (p % 2)) * random.nextGaussian()); // three times as large in the second block
        double total = 2;
        int[] sampled = IntStream.range(0, OddPosterior.SAMPLED)
                .map(s -> s * count / OddPosterior.SAMPLED)
                .toArray();

        double[] mean = new double[PLAYERS];
        double[] squaredWeights = new double[PLAYERS];
        double[] posterior = new double[PLAYERS];
        double squares = 0;
        OddKernel kernel = process.kernel();
        for (int b = 0; b < 2; b++) {
            int first = b;
            int[] mine = IntStream.range(0, count).filter(p -> p % 2 == first).toArray();
            OddBlock block = new OddBlock(process, kernel, pairs, mine, kernel.priorVariances());
            double[] observed = new double[mine.length + 1];
            Arrays.setAll(observed, p -> p < mine.length ? odd[mine[p]] : total / 2);
            double[][] map = block.weights();
            for (int j = 0; j < PLAYERS; j++) {
                for (int p = 0; p < observed.length; p++) {
                    mean[j] += observed[p] * map[p][j] / 2;
                    squaredWeights[j] += p < mine.length ? map[p][j] * map[p][j] / 4 : 0;
                }
            }
            int[] out = IntStream.range(0, mine.length)
                    .filter(p -> Arrays.binarySearch(sampled, mine[p]) >= 0)
                    .toArray();
            double[] solution = block.solve(observed);
            double[] precisions = block.precisions(out);
            double calibration = 0;
            for (int p = 0; p < out.length; p++) {
                double residual = solution[out[p]] / precisions[p];
                squares += residual * residual / sampled.length;
                calibration += residual * residual * precisions[p] / out.length;
            }
            for (int j = 0; j < PLAYERS; j++) {
                posterior[j] += calibration * block.variances()[j] / 2;
            }
        }
        double[] sampling = new double[PLAYERS];
        double missing = total - Arrays.stream(mean).sum();
        for (int j = 0; j < PLAYERS; j++) {
            sampling[j] = squaredWeights[j] * squares;
            mean[j] += missing / PLAYERS;
        }

        OddPosterior two = OddPosterior.of(process, pairs, always(0));
        assertThat(two.blocks()).isEqualTo(2);
        assertClose(two.values(odd, new double[] {total}), mean);
        double excess = Math.pow((double) OddPosterior.TRUSTED_FROM * PLAYERS / count, 2);
        assertClose(two.standardErrors(odd, new double[] {total}), errors(posterior, sampling, excess));
    }
}
