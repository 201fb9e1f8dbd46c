package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.ProgressListener;
import secant.masking.Coalitions;

class SampledInteractionsTest {

    private static InteractionEstimate estimate(Game game, int budget, long seed) {
        return SampledInteractions.plan(game.players(), budget, seed)
                .estimate(game, InteractionIndex.SII, ProgressListener.NONE);
    }

    @ParameterizedTest
    @CsvSource({"6,56", "13,1000", "20,2000", "30,3480", "65,17000"})
    void estimate_pairwiseGame_isExact(int players, int budget) {
        Game game = Game.random(players, 2, 3 * players, 1);
        InteractionEstimate found = estimate(game, budget, 2);
        Matrix expected = game.shapleyInteractions();
        double[] values = game.shapleyValues();
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(found.values().get(0).get(i, j)).isCloseTo(expected.get(i, j), within(1e-9 * game.scale()));
                assertThat(found.standardErrors().get(0).get(i, j)).isLessThan(1e-9 * game.scale());
            }
            assertThat(found.attributions().value(0, i)).isCloseTo(values[i], within(1e-9 * game.scale()));
        }
        assertThat(game.evaluated()).isLessThanOrEqualTo(budget);
    }

    /** Over 40 designs on a game of order 6: no bias beyond 4 standard errors, 95 % intervals that hold 92 to 98 %. */
    @ParameterizedTest
    @CsvSource({"14,2000", "20,1520", "30,3480"})
    void estimate_higherOrders_isUnbiasedAndCalibrated(int players, int budget) {
        Game game = Game.random(players, 6, 3 * players, 3);
        Matrix expected = game.shapleyInteractions();
        double[] values = game.shapleyValues();
        int seeds = 40;
        long covered = 0;
        long intervals = 0;
        long coveredMains = 0;
        double[] mean = new double[players * players];
        double[] square = new double[players * players];
        for (int seed = 0; seed < seeds; seed++) {
            InteractionEstimate found = estimate(game, budget, seed);
            for (int i = 0; i < players; i++) {
                for (int j = 0; j < i; j++) {
                    double error = found.values().get(0).get(i, j) - expected.get(i, j);
                    covered += Math.abs(error)
                                    <= 1.96 * found.standardErrors().get(0).get(i, j)
                            ? 1
                            : 0;
                    intervals++;
                    mean[i * players + j] += error / seeds;
                    square[i * players + j] += error * error / seeds;
                }
                double error = found.attributions().value(0, i) - values[i];
                coveredMains += Math.abs(error) <= 1.96 * found.attributions().standardError(0, i) ? 1 : 0;
            }
        }
        assertThat(covered / (double) intervals).isBetween(0.92, 0.98);
        assertThat(coveredMains / (double) (seeds * players)).isBetween(0.92, 0.98);
        int far = 0;
        for (int c = 0; c < mean.length; c++) {
            far += Math.abs(mean[c]) > 4 * Math.sqrt(square[c] / seeds) ? 1 : 0;
        }
        assertThat(far).isZero();
    }

    @Test
    void estimate_besidePermutations_isCloser() {
        Game game = Game.random(20, 5, 60, 4);
        Matrix expected = game.shapleyInteractions();
        double ours = 0;
        double walks = 0;
        for (int seed = 0; seed < 20; seed++) {
            ours += squaredError(estimate(game, 1520, seed).values().get(0), expected);
            walks += squaredError(permutationSii(game, 1520, seed), expected);
        }
        assertThat(ours).isLessThan(walks / 8);
    }

    private static double squaredError(Matrix found, Matrix expected) {
        double sum = 0;
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < i; j++) {
                double error = found.get(i, j) - expected.get(i, j);
                sum += error * error;
            }
        }
        return sum;
    }

    /**
     * Permutation sampling of the index (Tsai, Yeh and Ravikumar 2023, appendix): of each order, what neighbours add
     * together when they join; M − 1 pairs for 2 M − 2 coalitions.
     */
    private static Matrix permutationSii(Game game, int budget, long seed) {
        int players = game.players();
        double[] sums = new double[players * players];
        int[] counts = new int[players * players];
        RandomGenerator random = Game.random(seed);
        int[] order = JoiningOrders.identity(players);
        for (int spent = 0; spent + 2 * players - 2 <= budget; spent += 2 * players - 2) {
            JoiningOrders.shuffle(order, players, random);
            boolean[][] sets = new boolean[2 * players][players];
            for (int step = 0; step < players; step++) {
                for (int before = 0; before < step; before++) {
                    sets[2 * step][order[before]] = true;
                    sets[2 * step + 1][order[before]] = before < step - 1;
                }
                sets[2 * step + 1][order[step]] = true;
            }
            double[] gains = new double[2 * players + 1];
            game.gains(Coalitions.of(sets), 0, 2 * players, gains);
            for (int step = 1; step < players; step++) {
                int i = order[step - 1];
                int j = order[step];
                double with = step + 1 < players ? gains[2 * step + 2] : game.totalGains()[0];
                double derivative = with - gains[2 * step] - gains[2 * step + 1] + gains[2 * step - 2];
                int cell = Math.max(i, j) * players + Math.min(i, j);
                sums[cell] += derivative;
                counts[cell]++;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = counts[c] == 0 ? 0 : sums[c] / counts[c];
        }
        return Matrix.wrap(players, players, sums);
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, 40})
    void estimate_worthsTimesAPowerOfTwo_isScaledToTheBit(int exponent) {
        Game game = Game.random(14, 4, 30, 5);
        InteractionEstimate expected = estimate(game, 400, 1);
        InteractionEstimate actual = estimate(game.scaled(exponent), 400, 1);
        for (int c = 0; c < 14 * 14; c++) {
            assertThat(actual.values().get(0).data()[c])
                    .isEqualTo(Math.scalb(expected.values().get(0).data()[c], exponent));
            assertThat(actual.standardErrors().get(0).data()[c])
                    .isEqualTo(Math.scalb(expected.standardErrors().get(0).data()[c], exponent));
        }
    }

    @Test
    void estimate_kSii_leavesHalfOfEachPairToEitherPlayer() {
        Game game = Game.random(15, 5, 40, 6);
        InteractionEstimate found =
                SampledInteractions.plan(15, 800, 3).estimate(game, InteractionIndex.K_SII, ProgressListener.NONE);
        for (int i = 0; i < 15; i++) {
            double sum = found.values().get(0).get(i, i);
            for (int j = 0; j < 15; j++) {
                sum += i == j ? 0 : found.values().get(0).get(i, j) / 2;
            }
            assertThat(sum).isCloseTo(found.attributions().value(0, i), within(1e-12));
        }
    }

    @Test
    void plan_tooSmallABudget_namesTheLeast() {
        assertThatThrownBy(() -> SampledInteractions.plan(30, 115, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 116 for 30 varying players to have interactions but is 115");
    }

    @ParameterizedTest
    @CsvSource({"5,20", "6,32", "13,52", "30,116", "30,117", "30,5000", "100,40000", "127,600", "128,520"})
    void allocate_anyBudget_isSpentAndReachesEverySize(int players, int budget) {
        int[] counts = SampledInteractions.allocate(players, budget / 2);
        int sum = 0;
        for (int size = 1; size <= counts.length; size++) {
            assertThat((double) counts[size - 1]).isBetween(2.0, SizeClass.population(players, size));
            sum += counts[size - 1];
        }
        assertThat(counts[0]).isEqualTo(players);
        assertThat(sum).isLessThanOrEqualTo(budget / 2).isGreaterThan(budget / 2 - players);
    }
}
