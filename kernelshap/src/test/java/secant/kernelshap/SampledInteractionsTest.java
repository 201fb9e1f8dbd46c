package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;

class SampledInteractionsTest {

    private static InteractionEstimate estimate(InteractionIndex index, Game game, int budget, long seed) {
        return SampledInteractions.plan(index, game.players(), budget, seed).estimate(game, ProgressListener.NONE);
    }

    /** With every coalition drawn, nothing is left to chance, whatever interacts. */
    @ParameterizedTest
    @CsvSource({"SII,9", "K_SII,9", "STII,9", "FSII,9", "SII,10", "K_SII,10", "STII,10", "FSII,10", "STII,4", "FSII,5"})
    void estimate_everyCoalition_isTheDefinition(InteractionIndex index, int players) {
        Game game = Game.random(players, 7, 40, 1);
        InteractionEstimate found = estimate(index, game, (1 << players) - 2, 2);
        Matrix expected = game.interactions(index);
        InteractionEstimate exact = ExactInteractions.ofPairs(GameTable.of(game, ProgressListener.NONE), index);
        for (int c = 0; c < players * players; c++) {
            assertThat(found.values().get(0).data()[c]).isCloseTo(expected.data()[c], within(1e-12 * game.scale()));
            assertThat(exact.values().get(0).data()[c]).isCloseTo(expected.data()[c], within(1e-12 * game.scale()));
            assertThat(found.standardErrors().get(0).data()[c]).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SII,6,56",
        "SII,13,1000",
        "SII,20,2000",
        "SII,30,3480",
        "SII,65,17000",
        "STII,6,56",
        "STII,20,2000",
        "STII,30,3480",
        "FSII,6,56",
        "FSII,20,2000",
        "FSII,30,3480"
    })
    void estimate_pairwiseGame_isExact(InteractionIndex index, int players, int budget) {
        Game game = Game.random(players, 2, 3 * players, 1);
        InteractionEstimate found = estimate(index, game, budget, 2);
        Matrix expected = game.interactions(index);
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
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({
        "SII,14,2000",
        "SII,20,1520",
        "SII,30,3480",
        "K_SII,14,2000",
        "K_SII,20,1520",
        "STII,14,2000",
        "STII,20,1520",
        "STII,30,3480",
        "FSII,14,2000",
        "FSII,20,1520",
        "FSII,30,3480"
    })
    void estimate_higherOrders_isUnbiasedAndCalibrated(InteractionIndex index, int players, int budget) {
        Coverage coverage = new Coverage(index, Game.random(players, 6, 3 * players, 3));
        for (int seed = 0; seed < 40; seed++) {
            coverage.add(budget, seed);
        }
        assertThat(coverage.ofPairs()).isBetween(0.92, 0.98);
        assertThat(coverage.ofMains()).isBetween(coverage.leastOfMains(), coverage.mostOfMains());
        assertThat(coverage.ofValues()).isBetween(0.92, 0.98);
        assertThat(coverage.biased()).isZero();
    }

    /** 100 players at the default budget of eight coalitions a pair: 9,900 intervals of pairs, 200 of values. */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"SII", "K_SII", "STII", "FSII"})
    void estimate_aHundredPlayers_isCalibrated(InteractionIndex index) {
        Coverage coverage = new Coverage(index, Game.random(100, 5, 300, 3));
        coverage.add(39_600, 1);
        coverage.add(39_600, 2);
        assertThat(coverage.ofPairs()).isBetween(0.92, 0.98);
        assertThat(coverage.ofMains()).isBetween(coverage.leastOfMains(), coverage.mostOfMains());
        assertThat(coverage.ofValues()).isBetween(0.92, 0.98);
    }

    /** How often 1.96 standard errors hold what they say. */
    private static final class Coverage {

        private final InteractionIndex index;
        private final Game game;
        private final Matrix expected;
        private final double[] mean;
        private final double[] square;
        private int pairs;
        private int mains;
        private int values;
        private int designs;

        Coverage(InteractionIndex index, Game game) {
            this.index = index;
            this.game = game;
            this.expected = game.interactions(index);
            this.mean = new double[game.players() * game.players()];
            this.square = new double[mean.length];
        }

        void add(int budget, long seed) {
            InteractionEstimate found = estimate(index, game, budget, seed);
            double[] shapley = game.shapleyValues();
            double[] errors = found.standardErrors().get(0).data();
            int players = game.players();
            designs++;
            for (int i = 0; i < players; i++) {
                for (int j = 0; j <= i; j++) {
                    int cell = i * players + j;
                    double error = found.values().get(0).data()[cell] - expected.data()[cell];
                    int held = Math.abs(error) <= 1.96 * errors[cell] + 1e-9 * game.scale() * (i == j ? 1 : 0) ? 1 : 0;
                    pairs += i == j ? 0 : held;
                    mains += i == j ? held : 0;
                    mean[cell] += error;
                    square[cell] += error * error;
                }
                double error = found.attributions().value(0, i) - shapley[i];
                values += Math.abs(error) <= 1.96 * found.attributions().standardError(0, i) ? 1 : 0;
            }
        }

        double ofPairs() {
            return 2.0 * pairs / designs / game.players() / (game.players() - 1);
        }

        double ofMains() {
            return (double) mains / designs / game.players();
        }

        /** Main effects of STII are evaluated, not estimated: all of them hold. */
        double leastOfMains() {
            return index == InteractionIndex.STII ? 1 : 0.92;
        }

        double mostOfMains() {
            return index == InteractionIndex.STII ? 1 : 0.98;
        }

        double ofValues() {
            return (double) values / designs / game.players();
        }

        /** Cells whose mean error is beyond 4 of its own standard errors. */
        int biased() {
            int far = 0;
            for (int c = 0; c < mean.length; c++) {
                far += Math.abs(mean[c] / designs) > 4 * Math.sqrt(square[c]) / designs + 1e-9 * game.scale() ? 1 : 0;
            }
            return far;
        }
    }

    @ParameterizedTest
    @CsvSource({"SII,-40", "SII,40", "SII,-600", "SII,600", "STII,-40", "STII,40", "FSII,40"})
    void estimate_worthsTimesAPowerOfTwo_isScaledToTheBit(InteractionIndex index, int exponent) {
        assertScales(Game.random(14, 4, 30, 5), index, exponent);
        // All players together are worth nothing, so that the total says nothing of how large the others are.
        int[][] sets = {{0, 1, 2}, {2, 3}, {4, 5, 6, 7}, {8, 9, 10}, {11}, {12}, {13}};
        assertScales(new Game(14, 0, sets, new double[] {1, 2, -3, 1, -1, 3, -3}), index, exponent);
    }

    private static void assertScales(Game game, InteractionIndex index, int exponent) {
        InteractionEstimate expected = estimate(index, game, 400, 1);
        InteractionEstimate actual = estimate(index, game.scaled(exponent), 400, 1);
        for (int c = 0; c < 14 * 14; c++) {
            assertThat(actual.values().get(0).data()[c])
                    .isEqualTo(Math.scalb(expected.values().get(0).data()[c], exponent));
            assertThat(actual.standardErrors().get(0).data()[c])
                    .isEqualTo(Math.scalb(expected.standardErrors().get(0).data()[c], exponent));
        }
    }

    @ParameterizedTest
    @CsvSource({"K_SII", "STII", "FSII"})
    void estimate_additiveIndex_leavesHalfOfEachPairToEitherPlayer(InteractionIndex index) {
        Game game = Game.random(15, 5, 40, 6);
        InteractionEstimate found = estimate(index, game, 800, 3);
        for (int i = 0; i < 15; i++) {
            double sum = found.values().get(0).get(i, i);
            for (int j = 0; j < 15; j++) {
                sum += i == j ? 0 : found.values().get(0).get(i, j) / 2;
            }
            assertThat(sum).isCloseTo(found.attributions().value(0, i), within(1e-12));
        }
    }

    /**
     * Of a game with interactions of up to five players and of one with pairs alone. The fits stop early, and in most
     * designs where they stop hinges on rounding, which by hand is not the same: in these it does not.
     */
    @ParameterizedTest
    @CsvSource({
        "SII,7,96,53",
        "K_SII,7,96,53",
        "STII,7,96,53",
        "FSII,7,96,250",
        "SII,8,171,53",
        "K_SII,8,171,53",
        "STII,8,171,53",
        "FSII,8,171,53"
    })
    void estimate_someCoalitions_isTheFitAndItsResidualsByHand(
            InteractionIndex index, int players, int budget, long seed) {
        Both both = new Both(Game.random(players, 5, 40, 1), Game.random(players, 2, 30, 2), 7);
        RecordedGame game = new RecordedGame(both);
        InteractionEstimate found =
                SampledInteractions.plan(index, players, budget, seed).estimate(game, ProgressListener.NONE);
        for (int k = 0; k < 2; k++) {
            InteractionsByHand expected = new InteractionsByHand(index, game, k);
            Matrix values = found.values().get(k);
            Matrix errors = found.standardErrors().get(k);
            for (int i = 0; i < players; i++) {
                assertThat(found.attributions().value(k, i)).isCloseTo(expected.value(i), within(1e-9));
                assertThat(found.attributions().standardError(k, i)).isCloseTo(expected.valueError(i), within(1e-9));
                assertThat(values.get(i, i)).isCloseTo(expected.main(i), within(1e-9));
                assertThat(errors.get(i, i)).isCloseTo(expected.mainError(i), within(1e-9));
                for (int j = 0; j < i; j++) {
                    assertThat(values.get(i, j)).isCloseTo(expected.pair(i, j), within(1e-9));
                    assertThat(values.get(j, i)).isEqualTo(values.get(i, j));
                    assertThat(errors.get(i, j)).isCloseTo(expected.pairError(i, j), within(1e-9));
                    assertThat(errors.get(j, i)).isEqualTo(errors.get(i, j));
                }
            }
        }
        assertThat(found.attributions().coalitions())
                .isEqualTo(game.coalitions().size())
                .isLessThanOrEqualTo(budget);
        assertThat(found.attributions().method().name())
                .isEqualTo("quadratic fit and stratified residuals of complement pairs");
    }

    /** Pairs are exact in both outputs, over more blocks than one, which are whole calls of at least 1,024 coalitions. */
    @ParameterizedTest
    @CsvSource({"7,1029", "1024,1024", "1025,1025", "300,1200"})
    void estimate_manyBlocks_isExactForPairsAndToldOfWholeCalls(int perCall, int block) {
        Both game = new Both(Game.random(20, 2, 60, 1), Game.random(20, 2, 60, 2), perCall);
        List<Progress> told = new ArrayList<>();
        InteractionEstimate found =
                SampledInteractions.plan(InteractionIndex.SII, 20, 2600, 1).estimate(game, told::add);
        long all = found.attributions().coalitions();
        assertThat(told).extracting(Progress::done).containsExactly((long) block, 2L * block, all);
        assertThat(told).extracting(Progress::total).containsOnly(all);
        for (int k = 0; k < 2; k++) {
            Matrix expected = (k == 0 ? game.first() : game.second()).interactions(InteractionIndex.SII);
            for (int i = 0; i < 20; i++) {
                for (int j = 0; j <= i; j++) {
                    assertThat(found.values().get(k).get(i, j)).isCloseTo(expected.get(i, j), within(1e-8));
                }
            }
        }
    }

    /** Few coalitions for many unknowns: fits that are done early must not go on along rounding. */
    @ParameterizedTest
    @CsvSource({"SII,4", "STII,5", "FSII,6", "SII,6", "K_SII,9", "STII,9"})
    void estimate_smallGames_addUpAtTheLeastBudgets(InteractionIndex index, int players) {
        int least = (int) SampledInteractions.least(players);
        for (int seed = 0; seed < 300; seed++) {
            Game game = Game.random(players, 1 + seed % players, 1 + seed % 20, seed);
            int budget = Math.min(least + 2 * (seed % 4), (1 << players) - 4);
            InteractionEstimate found = estimate(index, game, Math.max(least, budget), seed);
            double sum = 0;
            for (int i = 0; i < players; i++) {
                sum += found.attributions().value(0, i);
            }
            assertThat(sum).as("seed %d", seed).isCloseTo(game.totalGains()[0], within(1e-12 * game.scale()));
        }
    }

    /** 28 pairs of eight players: 56 evaluated pairs are two for each of them. */
    @ParameterizedTest
    @CsvSource({"112,false", "110,true"})
    void estimate_fewerThanFourCoalitionsAPair_warnsOfRoughErrors(int budget, boolean rough) {
        InteractionEstimate found = estimate(InteractionIndex.SII, Game.random(8, 4, 30, 1), budget, 1);
        assertThat(found.attributions().coalitions()).isEqualTo(budget);
        assertThat(found.attributions().warnings())
                .isEqualTo(
                        rough
                                ? List.of(
                                        "standard errors of values and interactions are rough: 110 coalitions are fewer than 4"
                                                + " for each of 28 pairs of players")
                                : List.of());
    }

    /** Of a size that has neither two pairs nor all, count ≤ level × √E[a²] < count + 1, by one level for all sizes. */
    @ParameterizedTest
    @CsvSource({
        "SII,9,70",
        "SII,10,100",
        "SII,10,400",
        "STII,9,70",
        "STII,10,100",
        "STII,10,400",
        "FSII,9,70",
        "FSII,10,100",
        "FSII,10,400"
    })
    void allocate_sizesBeyondTheLeast_haveOneLevel(InteractionIndex index, int players, int pairs) {
        int[] counts = SampledInteractions.allocate(index, players, pairs);
        double least = 0;
        double most = Double.POSITIVE_INFINITY;
        int drawn = counts[0];
        for (int size = 2; size <= players / 2; size++) {
            double population = InteractionsByHand.population(players, size);
            double root = population * Math.sqrt(squares(index, players, (1 << size) - 1));
            int count = counts[size - 1];
            least = Math.max(least, count == 2 ? 0 : count / root);
            most = Math.min(most, count == population ? most : (count + 1) / root);
            drawn += count;
        }
        assertThat(least).isLessThan(most);
        assertThat(counts[0]).isEqualTo(players);
        assertThat(drawn).isEqualTo(pairs);
    }

    /** Two sizes have the same root there, so that both of them would get one more at one level, and one is left. */
    @ParameterizedTest
    @CsvSource({"10,24", "17,66", "18,50", "21,551"})
    void allocate_sizesOfOneRoot_spendsThePairThatIsLeft(int players, int pairs) {
        int[] counts = SampledInteractions.allocate(InteractionIndex.SII, players, pairs);
        assertThat(counts).hasSize(players / 2).startsWith(players);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(pairs);
        int[] before = SampledInteractions.allocate(InteractionIndex.SII, players, pairs - 1);
        before[1]++;
        assertThat(counts).containsExactly(before);
    }

    /** What the even and the odd part of a coalition and its complement count, squared and added up over all pairs. */
    private static double squares(InteractionIndex index, int players, int set) {
        double[] one = InteractionsByHand.coefficients(index, players, set, 2);
        double[] other = InteractionsByHand.coefficients(index, players, ~set & (1 << players) - 1, 2);
        double sum = 0;
        for (int pair = 0; pair < 1 << players; pair++) {
            double even = one[pair] + other[pair];
            double odd = one[pair] - other[pair];
            sum += Integer.bitCount(pair) == 2 ? even * even + odd * odd : 0;
        }
        return sum;
    }

    /** Coalitions of a size are all different, and the first ones are the players. */
    @Test
    void estimate_anyBudget_evaluatesDistinctCoalitionsAndTheirComplements() {
        RecordedGame game = new RecordedGame(Game.random(70, 3, 100, 1));
        SampledInteractions.plan(InteractionIndex.FSII, 70, 600, 1).estimate(game, ProgressListener.NONE);
        assertThat(game.coalitions()).doesNotHaveDuplicates();
        for (int p = 0; p < game.coalitions().size() / 2; p++) {
            BitSet complement = (BitSet) game.coalitions().get(2 * p).clone();
            complement.flip(0, 70);
            assertThat(game.coalitions().get(2 * p + 1)).isEqualTo(complement);
            assertThat(game.coalitions().get(2 * p).cardinality()).isLessThanOrEqualTo(35);
            assertThat(game.coalitions().get(2 * p).cardinality() == 1).isEqualTo(p < 70);
        }
    }

    @Test
    void least_ofFewPlayers_isNoMoreThanThereAre() {
        assertThat(SampledInteractions.least(4)).isEqualTo(12); // 2 × (4 + 2)
        assertThat(SampledInteractions.least(3)).isEqualTo(6); // 2³ − 2
        assertThat(SampledInteractions.least(2)).isEqualTo(2);
        assertThat(SampledInteractions.least(30)).isEqualTo(116);
        assertThat(SampledInteractions.least(31)).isEqualTo(118); // 2 × (31 + 2 × 14)
    }

    @Test
    void plan_leastBudget_isEnough() {
        Game game = Game.random(30, 2, 60, 1);
        assertThat(estimate(InteractionIndex.SII, game, 116, 1).attributions().coalitions())
                .isEqualTo(116);
    }

    @Test
    void plan_tooSmallABudget_namesTheLeast() {
        assertThatThrownBy(() -> SampledInteractions.plan(InteractionIndex.SII, 30, 115, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 116 for 30 varying players to have interactions but is 115");
    }

    @ParameterizedTest
    @CsvSource({"5,20", "6,32", "13,52", "30,116", "30,117", "30,5000", "100,40000", "127,600", "128,520"})
    void allocate_anyBudget_isSpentAndReachesEverySize(int players, int budget) {
        for (InteractionIndex index :
                new InteractionIndex[] {InteractionIndex.SII, InteractionIndex.STII, InteractionIndex.FSII}) {
            checkAllocation(index, players, budget);
        }
    }

    private static void checkAllocation(InteractionIndex index, int players, int budget) {
        int[] counts = SampledInteractions.allocate(index, players, budget / 2);
        int sum = 0;
        for (int size = 1; size <= counts.length; size++) {
            assertThat((double) counts[size - 1]).isBetween(2.0, SizeClass.population(players, size));
            sum += counts[size - 1];
        }
        assertThat(counts[0]).isEqualTo(players);
        assertThat(sum).isLessThanOrEqualTo(budget / 2).isGreaterThan(budget / 2 - players);
    }
}
