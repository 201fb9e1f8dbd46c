package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.ProgressListener;

class ExactInteractionsTest {

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** Random worths of all coalitions, so that interactions are of every order; v(∅) = 0. */
    private static double[] worths(int players, long seed) {
        RandomGenerator random = Game.random(seed);
        double[] worths = new double[1 << players];
        for (int set = 1; set < worths.length; set++) {
            worths[set] = random.nextGaussian();
        }
        return worths;
    }

    /** Σ over T ⊆ N∖S of weight(|T|) Σ over L ⊆ S of (−1)^(|S|−|L|) v(T ∪ L), as it is written. */
    private static double definition(double[] worths, int players, int set, double[] weights) {
        int others = (1 << players) - 1 ^ set;
        double sum = 0;
        for (int t = others; ; t = t - 1 & others) {
            for (int l = set; ; l = l - 1 & set) {
                int sign = Integer.bitCount(set ^ l) % 2 == 0 ? 1 : -1;
                sum += weights[Integer.bitCount(t)] * sign * worths[t | l];
                if (l == 0) {
                    break;
                }
            }
            if (t == 0) {
                return sum;
            }
        }
    }

    private static double[] siiWeights(int players, int size) {
        double[] weights = new double[players - size + 1];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = factorial(t) * factorial(players - t - size) / factorial(players - size + 1);
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void ofOrder_siiOfAnyOrder_isItsDefinition(int players) {
        double[] worths = worths(players, players);
        double[] found = ExactInteractions.ofOrder(worths, players, InteractionIndex.SII, players);
        for (int set = 1; set < found.length; set++) {
            double[] weights = siiWeights(players, Integer.bitCount(set));
            assertThat(found[set]).isCloseTo(definition(worths, players, set, weights), within(1e-12));
        }
    }

    @Test
    void ofOrder_banzhaf_isThePlainMeanOfDerivatives() {
        double[] worths = worths(6, 1);
        double[] found = ExactInteractions.ofOrder(worths, 6, InteractionIndex.BII, 3);
        for (int set = 1; set < found.length; set++) {
            int size = Integer.bitCount(set);
            double[] weights = new double[6 - size + 1];
            Arrays.fill(weights, 1.0 / (1 << (6 - size)));
            assertThat(found[set]).isCloseTo(size > 3 ? 0 : definition(worths, 6, set, weights), within(1e-12));
        }
    }

    /** Of u_T, the SII of S ⊆ T is 1 / (|T| − |S| + 1), and the STII of a pair 2 / (|T| (|T| − 1)). */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6})
    void ofPairs_unanimityGame_hasTheKnownIndices(int size) {
        int players = 6;
        int[] members = IntStream.range(0, size).toArray();
        Game game = new Game(players, 3, new int[][] {members}, new double[] {8});
        GameTable table = GameTable.of(game, ProgressListener.NONE);
        double sii = 8.0 / (size - 1);
        double stii = 16.0 / (size * (size - 1));
        assertThat(pair(table, InteractionIndex.SII)).isCloseTo(sii, within(1e-14));
        assertThat(pair(table, InteractionIndex.K_SII)).isCloseTo(sii, within(1e-14));
        assertThat(pair(table, InteractionIndex.STII)).isCloseTo(stii, within(1e-14));
        assertThat(pair(table, InteractionIndex.BII)).isCloseTo(8.0 / (1 << (size - 2)), within(1e-14));
        assertThat(ExactInteractions.attributions(table, false).value(0, 0)).isCloseTo(8.0 / size, within(1e-14));
        assertThat(ExactInteractions.attributions(table, true).value(0, 0))
                .isCloseTo(8.0 / (1 << (size - 1)), within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(InteractionIndex.class)
    void ofPairs_onePlayerOrNone_hasNone(InteractionIndex index) {
        GameTable one = GameTable.of(new TableGame(1, new double[] {0, 3}), ProgressListener.NONE);
        assertThat(ExactInteractions.ofPairs(one, index).values().get(0).data()).containsExactly(3);
        GameTable none = GameTable.of(new TableGame(0, new double[] {0}), ProgressListener.NONE);
        assertThat(ExactInteractions.ofPairs(none, index).values().get(0).data())
                .isEmpty();
    }

    /** Shapley values add up to the worth of all players, which is 0 here, to the last bits; Banzhaf values are as they are. */
    @Test
    void attributions_roundingOfTheirSum_isSettledForShapleyValues() {
        double[] worths = worths(7, 3);
        worths[127] = 0;
        GameTable table = GameTable.of(new TableGame(7, worths), ProgressListener.NONE);
        double[] shapley = singles(worths, InteractionIndex.SII);
        double[] settled = shapley.clone();
        Estimate.settle(settled, 0, 7, 0, table.largest(0));
        assertThat(settled).isNotEqualTo(shapley);
        assertThat(values(ExactInteractions.attributions(table, false))).containsExactly(settled);

        double[] additive = new double[128];
        for (int set = 1; set < 128; set++) {
            int player = Integer.numberOfTrailingZeros(set);
            additive[set] = additive[set & set - 1] + worths[1 << player];
        }
        double[] banzhaf = singles(additive, InteractionIndex.BII);
        double[] changed = banzhaf.clone();
        Estimate.settle(changed, 0, 7, additive[127], 1);
        assertThat(changed).isNotEqualTo(banzhaf);
        GameTable other = GameTable.of(new TableGame(7, additive), ProgressListener.NONE);
        assertThat(values(ExactInteractions.attributions(other, true))).containsExactly(banzhaf);
    }

    private static double[] singles(double[] worths, InteractionIndex index) {
        double[] found = ExactInteractions.ofOrder(worths, 7, index, 1);
        return IntStream.range(0, 7).mapToDouble(i -> found[1 << i]).toArray();
    }

    private static double[] values(Estimate estimate) {
        return IntStream.range(0, 7).mapToDouble(i -> estimate.value(0, i)).toArray();
    }

    private static double pair(GameTable table, InteractionIndex index) {
        return ExactInteractions.ofPairs(table, index).values().get(0).get(0, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = InteractionIndex.class,
            names = {"K_SII", "STII", "FSII"})
    void ofOrder_anyOrder_addsUp(InteractionIndex index) {
        double[] worths = worths(7, 5);
        for (int order = 1; order <= 9; order++) {
            double sum = 0;
            for (double value : ExactInteractions.ofOrder(worths, 7, index, order)) {
                sum += value;
            }
            assertThat(sum).as("order %d", order).isCloseTo(worths[127], within(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = InteractionIndex.class,
            names = {"K_SII", "STII", "FSII"})
    void ofOrder_allPlayers_isTheMobiusTransform(InteractionIndex index) {
        double[] worths = worths(6, 7);
        double[] found = ExactInteractions.ofOrder(worths, 6, index, 6);
        for (int set = 0; set < worths.length; set++) {
            double sum = 0;
            for (int part = 0; part < worths.length; part++) {
                sum += (part & ~set) == 0 ? found[part] : 0;
            }
            assertThat(sum).isCloseTo(worths[set], within(1e-10));
        }
    }

    /**
     * The faithful interactions are the best fit under the Shapley kernel among those that add up: then no shift of worth
     * from one set to another improves it, so that Σ over S ⊇ A of kernel × residual is the same for all sets A.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void ofOrder_fsii_isTheBestFit(int order) {
        int players = 6;
        double[] worths = worths(players, 11);
        double[] found = ExactInteractions.ofOrder(worths, players, InteractionIndex.FSII, order);
        double[] residuals = new double[worths.length];
        for (int set = 1; set < worths.length - 1; set++) {
            int size = Integer.bitCount(set);
            double kernel = (players - 1) / (SizeClass.binomial(players, size) * size * (players - size));
            double fitted = 0;
            for (int part = 1; part < worths.length; part++) {
                fitted += (part & ~set) == 0 ? found[part] : 0;
            }
            residuals[set] = kernel * (worths[set] - fitted);
        }
        double first = Double.NaN;
        for (int a = 1; a < worths.length; a++) {
            if (Integer.bitCount(a) <= order) {
                double sum = 0;
                for (int set = 1; set < worths.length; set++) {
                    sum += (a & ~set) == 0 ? residuals[set] : 0;
                }
                first = Double.isNaN(first) ? sum : first;
                assertThat(sum).isCloseTo(first, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = InteractionIndex.class,
            names = {"SII", "K_SII", "STII", "FSII", "BII"})
    void ofPairs_anyIndex_isThatOfOrderTwo(InteractionIndex index) {
        Game game = Game.random(7, 5, 20, 3);
        GameTable table = GameTable.of(game, ProgressListener.NONE);
        InteractionEstimate pairs = ExactInteractions.ofPairs(table, index);
        double[] sets = ExactInteractions.ofOrder(table.gains(0), 7, index, 2);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                assertThat(pairs.values().get(0).get(i, j)).isCloseTo(sets[1 << i | 1 << j], within(1e-12));
                assertThat(pairs.standardErrors().get(0).get(i, j)).isZero();
            }
        }
    }

    /** Faithful under uniform weights: residuals at right angles to every set of at most two players. */
    @Test
    void ofPairs_fbii_isTheBestFitOverAllCoalitions() {
        double[] worths = worths(5, 13);
        GameTable table = GameTable.of(new TableGame(5, worths), ProgressListener.NONE);
        Matrix found =
                ExactInteractions.ofPairs(table, InteractionIndex.FBII).values().get(0);
        double[] residuals = new double[32];
        double mean = 0;
        for (int set = 0; set < 32; set++) {
            residuals[set] = worths[set];
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j <= i; j++) {
                    residuals[set] -= (set >> i & set >> j & 1) * found.get(i, j);
                }
            }
            mean += residuals[set] / 32;
        }
        for (int a = 0; a < 32; a++) {
            double sum = 0;
            for (int set = 0; set < 32; set++) {
                sum += (a & ~set) == 0 ? residuals[set] - mean : 0;
            }
            if (Integer.bitCount(a) <= 2) {
                assertThat(sum).isCloseTo(0, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, 40})
    void ofPairs_worthsTimesAPowerOfTwo_areScaledToTheBit(int exponent) {
        double[] worths = worths(6, 17);
        double[] scaled = new double[worths.length];
        for (int set = 0; set < worths.length; set++) {
            scaled[set] = Math.scalb(worths[set], exponent);
        }
        for (InteractionIndex index : InteractionIndex.values()) {
            double[] expected = ExactInteractions.ofPairs(
                            GameTable.of(new TableGame(6, worths), ProgressListener.NONE), index)
                    .values()
                    .get(0)
                    .data();
            double[] actual = ExactInteractions.ofPairs(
                            GameTable.of(new TableGame(6, scaled), ProgressListener.NONE), index)
                    .values()
                    .get(0)
                    .data();
            for (int c = 0; c < expected.length; c++) {
                assertThat(actual[c]).isEqualTo(Math.scalb(expected[c], exponent));
            }
        }
    }

    @Test
    void gameTable_manyBlocks_isTheGame() {
        Game game = Game.random(13, 6, 40, 1);
        GameTable table = GameTable.of(game, ProgressListener.NONE);
        assertThat(game.evaluated()).isEqualTo(8190);
        assertThat(table.gains(0)[0]).isZero();
        double[] expected = game.shapleyValues();
        Estimate estimate = ExactInteractions.attributions(table, false);
        for (int i = 0; i < 13; i++) {
            assertThat(estimate.value(0, i)).isCloseTo(expected[i], within(1e-11 * game.scale()));
        }
    }
}
