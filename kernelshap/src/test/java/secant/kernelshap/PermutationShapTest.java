package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;
import secant.model.Predictor;

class PermutationShapTest {

    private static final Background ZEROS_20 = Background.of(Matrix.zeros(1, 20));

    private static final Predictor TRIPLE =
            Predictor.ofScore(x -> x[0] * x[1] * x[2] + 2 * x[3] - x[4] * x[5] * x[6] * x[7]);

    private static double[] ones(int count) {
        double[] row = new double[count];
        Arrays.fill(row, 1);
        return row;
    }

    @ParameterizedTest
    @EnumSource(PermutationOrders.class)
    void estimate_pairwiseGame_isExactInOneOrder(PermutationOrders orders) {
        for (int players : new int[] {3, 20, 65, 130}) {
            Game game = Game.random(players, 2, 3 * players, players);
            Estimate estimate = PermutationSampling.plan(players, 2L * (players - 1), orders, 1)
                    .estimate(game, ProgressListener.NONE);
            double[] expected = game.shapleyValues();
            for (int i = 0; i < players; i++) {
                assertThat(estimate.value(0, i)).isCloseTo(expected[i], within(1e-12 * game.scale()));
                assertThat(estimate.standardError(0, i)).isInfinite();
            }
            assertThat(estimate.warnings()).anyMatch(w -> w.contains("spread of 1 orders"));
            assertThat(game.evaluated()).isEqualTo(2L * (players - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(PermutationOrders.class)
    void estimate_additiveGame_hasNoError(PermutationOrders orders) {
        Game game = Game.random(40, 1, 40, 1);
        Estimate estimate = PermutationSampling.plan(40, 1000, orders, 1).estimate(game, ProgressListener.NONE);
        for (int i = 0; i < 40; i++) {
            assertThat(estimate.standardError(0, i)).isZero();
        }
    }

    /** Over 400 designs on a game of order 6: no bias beyond 4 standard errors, 95 % intervals that hold 92 to 98 %. */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"RANDOM,5", "RANDOM,40", "ORTHOGONAL,5", "ORTHOGONAL,40"})
    void estimate_higherOrders_isUnbiasedAndCalibrated(PermutationOrders orders, int walks) {
        int players = 12;
        Game game = Game.random(players, 6, 30, 2);
        double[] expected = game.shapleyValues();
        int seeds = 400;
        double covered = 0;
        double[] mean = new double[players];
        double[] square = new double[players];
        for (int seed = 0; seed < seeds; seed++) {
            Estimate estimate =
                    PermutationSampling.plan(players, walks * 22L, orders, seed).estimate(game, ProgressListener.NONE);
            for (int i = 0; i < players; i++) {
                double error = estimate.value(0, i) - expected[i];
                covered += Math.abs(error) <= 1.96 * estimate.standardError(0, i) + 1e-12 ? 1 : 0;
                mean[i] += error / seeds;
                square[i] += error * error / seeds;
            }
        }
        // Orders at right angles spread more evenly than independent ones, so that their intervals are wide.
        assertThat(covered / (seeds * players)).isBetween(0.92, orders == PermutationOrders.RANDOM ? 0.98 : 1);
        for (int i = 0; i < players; i++) {
            assertThat(Math.abs(mean[i])).isLessThanOrEqualTo(4 * Math.sqrt(square[i] / seeds) + 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(PermutationOrders.class)
    void draw_manyOrders_everyOrderAlikeOften(PermutationOrders kind) {
        int[] counts = new int[27];
        int draws = 6000;
        for (int seed = 0; seed < draws; seed++) {
            int[] order = JoiningOrders.draw(kind, 3, 2, seed)[1];
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += count == 0 ? 0 : (count - draws / 6.0) * (count - draws / 6.0) / (draws / 6.0);
        }
        assertThat(Arrays.stream(counts).filter(c -> c > 0).count()).isEqualTo(6);
        assertThat(chiSquare).isLessThan(20.5); // χ² with 5 degrees of freedom: exceeded once in 1,000
    }

    @Test
    void explain_budgetNotAMultiple_spendsWholeOrders() {
        Explanation why = PermutationShap.builder(TRIPLE, ZEROS_20)
                .coalitions(2 * 19 * 7 + 37)
                .build()
                .explain(ones(20));
        assertThat(why.provenance().coalitions()).isEqualTo(2 * 19 * 7);
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(why.provenance().options())
                .containsEntry("estimator", "permutations, random orders, antithetic")
                .containsEntry("coalition budget", "303");
        assertThat(why.fidelity())
                .isInstanceOfSatisfying(
                        Fidelity.Additive.class,
                        f -> assertThat(f.additivityGap()).isLessThan(1e-14));
    }

    @Test
    void explain_fewVaryingPlayers_isExact() {
        double[] row = new double[20];
        Arrays.fill(row, 0, 5, 1);
        Explanation why = PermutationShap.builder(TRIPLE, ZEROS_20).build().explain(row);
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(why.outputs().get(0).values()).startsWith(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-15));
    }

    /** A plan for fewer players is made once and depends on how many vary, not on which, or on who came first. */
    @ParameterizedTest
    @EnumSource(PermutationOrders.class)
    void explain_rowsWithFewerVaryingPlayers_areTheSameInAnyOrder(PermutationOrders orders) {
        double[] first = ones(20);
        double[] last = ones(20);
        first[19] = 0;
        last[0] = 0;
        PermutationShap shap =
                PermutationShap.builder(TRIPLE, ZEROS_20).orders(orders).seed(4).build();
        Explanation before = shap.explain(last);
        assertThat(shap.explain(first).provenance().coalitions()).isEqualTo(10 * 2 * 18);
        assertThat(shap.explain(last)).isEqualTo(before);
        assertThat(PermutationShap.builder(TRIPLE, ZEROS_20)
                        .orders(orders)
                        .seed(4)
                        .build()
                        .explain(last))
                .isEqualTo(before);
    }

    @Test
    void build_tooSmallABudget_namesTheLeast() {
        assertThatThrownBy(() ->
                        PermutationShap.builder(TRIPLE, ZEROS_20).coalitions(37).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 38, one order forth and back, for 20 players but is 37");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void explain_anyParallelism_givesTheSameBits(int parallelism) {
        Matrix rows = Matrix.wrap(
                6, 20, IntStream.range(0, 120).mapToDouble(i -> i % 7).toArray());
        PermutationShap alone = PermutationShap.builder(TRIPLE, ZEROS_20)
                .orders(PermutationOrders.ORTHOGONAL)
                .seed(3)
                .build();
        PermutationShap together = PermutationShap.builder(TRIPLE.threadSafe(), ZEROS_20)
                .orders(PermutationOrders.ORTHOGONAL)
                .seed(3)
                .parallelism(parallelism)
                .batchRows(5)
                .build();
        assertThat(together.explain(rows).all()).isEqualTo(alone.explain(rows).all());
    }

    @Test
    void kernelShap_permutations_givesTheSameValues() {
        double[] values = PermutationShap.builder(TRIPLE, ZEROS_20)
                .coalitions(760)
                .seed(5)
                .build()
                .explain(ones(20))
                .outputs()
                .get(0)
                .values();
        assertThat(KernelShap.builder(TRIPLE, ZEROS_20)
                        .estimator(Estimator.permutations(PermutationOrders.RANDOM))
                        .coalitions(760)
                        .seed(5)
                        .build()
                        .explain(ones(20))
                        .outputs()
                        .get(0)
                        .values())
                .isEqualTo(values);
    }

    /** v(S) = 1 if S has players 0, 1 and 2: a walk gives ½, ½ and 0 to whoever is the middle one. */
    private static Game triple(int players) {
        return new Game(players, 0, new int[][] {{0, 1, 2}}, new double[] {1});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void estimate_fewOrdersThatAgree_areNoProof(int walks) {
        int agreeing = 0;
        for (int seed = 0; seed < 50; seed++) {
            Estimate estimate = PermutationSampling.plan(5, walks * 8L, PermutationOrders.RANDOM, seed)
                    .estimate(triple(5), ProgressListener.NONE);
            for (int i = 0; i < 5; i++) {
                assertThat(estimate.standardError(0, i)).isPositive();
            }
            agreeing += Double.isInfinite(estimate.standardError(0, 0)) ? 1 : 0;
        }
        double expected = 50 * Math.pow(3, 1 - walks);
        assertThat((double) agreeing).isBetween(expected / 2, Math.min(50, 2 * expected));
    }

    @Test
    void estimate_someOrders_sharesThatAgreeAmongOthersHaveTheirError() {
        Estimate estimate = PermutationSampling.plan(20, 6 * 38L, PermutationOrders.RANDOM, 1)
                .estimate(triple(20), ProgressListener.NONE);
        double largest = 0;
        for (int i = 0; i < 3; i++) {
            largest = Math.max(largest, estimate.standardError(0, i));
        }
        assertThat(largest).isBetween(0.01, 1.0);
        for (int i = 3; i < 20; i++) {
            assertThat(estimate.standardError(0, i)).isEqualTo(largest);
        }
        Estimate many = PermutationSampling.plan(20, 10 * 38L, PermutationOrders.RANDOM, 1)
                .estimate(triple(20), ProgressListener.NONE);
        assertThat(many.standardError(0, 3)).isZero();
    }

    @Test
    void estimate_fourOrdersOfAPairwiseGame_agreeForSure() {
        Estimate estimate = PermutationSampling.plan(20, 4 * 38L, PermutationOrders.RANDOM, 1)
                .estimate(Game.random(20, 2, 60, 1), ProgressListener.NONE);
        for (int i = 0; i < 20; i++) {
            assertThat(estimate.standardError(0, i)).isZero();
        }
    }
}
