package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;
import secant.model.Predictor;

class BanzhafValuesTest {

    private static final Background ZEROS = Background.of(Matrix.zeros(1, 4));

    /** u_{0,1,2} times 8, and a player without effect. */
    private static final Predictor UNANIMITY = Predictor.ofScore(x -> 8 * x[0] * x[1] * x[2] + 0 * x[3]);

    @Test
    void explain_unanimityGame_isTheShareOfCoalitionsWithTheOthers() {
        Explanation why = BanzhafValues.builder(UNANIMITY, ZEROS)
                .interactions(InteractionIndex.BII)
                .build()
                .explain(1, 1, 1, 1);
        assertThat(why.outputs().get(0).values()).containsExactly(2, 2, 2, 0);
        Interactions pairs = why.interactions("output").orElseThrow();
        assertThat(pairs.pair("x0", "x1")).isEqualTo(4);
        assertThat(pairs.main(0)).isEqualTo(2);
        assertThat(pairs.pair(0, 3)).isZero();
    }

    @Test
    void explain_anything_doesNotClaimToAddUp() {
        Explanation why = BanzhafValues.builder(UNANIMITY, ZEROS).build().explain(1, 1, 1, 1);
        assertThat(why.fidelity()).isEqualTo(new Fidelity.NotAdditive(2, true));
        assertThat(why.interactions("output")).isEmpty();
        assertThat(why.method()).isEqualTo("Banzhaf values");
    }

    @Test
    void explain_fbii_splitsValuesByHalves() {
        Explanation why = BanzhafValues.builder(Predictor.ofScore(x -> x[0] * x[1] * x[2] - x[1] * x[3] + x[0]), ZEROS)
                .interactions(InteractionIndex.FBII)
                .build()
                .explain(1, 2, 3, 4);
        Matrix table = why.interactions().get(0).matrix();
        for (int i = 0; i < 4; i++) {
            assertThat(Arrays.stream(table.row(i)).sum())
                    .isCloseTo(why.outputs().get(0).values()[i], within(1e-14));
        }
    }

    /** Over 300 seeds: no bias beyond 4 standard errors, 95 % intervals that hold 92 to 98 %. */
    @Test
    void estimate_sampled_isUnbiasedAndCalibrated() {
        int players = 14;
        Game game = Game.random(players, 5, 40, 1);
        Estimate exact = ExactInteractions.attributions(GameTable.of(game, ProgressListener.NONE), true);
        double[] mean = new double[players];
        double[] square = new double[players];
        double covered = 0;
        int seeds = 300;
        for (int seed = 0; seed < seeds; seed++) {
            Estimate found = new BanzhafSampling(players, 200, seed).estimate(game, ProgressListener.NONE);
            for (int i = 0; i < players; i++) {
                double error = found.value(0, i) - exact.value(0, i);
                mean[i] += error / seeds;
                square[i] += error * error / seeds;
                covered += Math.abs(error) <= 1.96 * found.standardError(0, i) ? 1 : 0;
            }
        }
        for (int i = 0; i < players; i++) {
            assertThat(Math.abs(mean[i])).isLessThanOrEqualTo(4 * Math.sqrt(square[i] / seeds));
        }
        assertThat(covered / (players * seeds)).isBetween(0.92, 0.98);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void explain_sampledByAnyParallelism_givesTheSameBits(int parallelism) {
        Background background = Background.of(Matrix.zeros(1, 70));
        Predictor model = Predictor.ofScore(x -> x[0] * x[1] * x[69] + x[40]);
        Matrix rows = Matrix.zeros(5, 70);
        Arrays.fill(rows.data(), 1);
        BanzhafValues alone =
                BanzhafValues.builder(model, background).coalitions(301).build();
        BanzhafValues together = BanzhafValues.builder(model.threadSafe(), background)
                .coalitions(301)
                .parallelism(parallelism)
                .build();
        assertThat(together.explain(rows).all()).isEqualTo(alone.explain(rows).all());
        assertThat(alone.explain(rows).get(0).provenance().coalitions()).isEqualTo(300);
        assertThat(alone.explain(rows).get(0).provenance().stopReason()).isEqualTo(StopReason.BUDGET);
    }

    @Test
    void interactions_ofShapleyValues_areRefusedWithTheWayOut() {
        assertThatThrownBy(() -> BanzhafValues.builder(UNANIMITY, ZEROS).interactions(InteractionIndex.SII))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "interactions of Banzhaf values must be BII or FBII but are SII; for those of Shapley values"
                                + " use ShapInteractions");
    }

    @Test
    void explain_interactionsBeyondTheBudget_areRefused() {
        BanzhafValues values = BanzhafValues.builder(UNANIMITY, ZEROS)
                .coalitions(13)
                .interactions(InteractionIndex.BII)
                .build();
        assertThatThrownBy(() -> values.explain(1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BII needs every coalition of the 4 varying players: coalitions must be at"
                        + " least 2^4 − 2, for at most 24 players, but is 13");
        assertThatThrownBy(() ->
                        BanzhafValues.builder(UNANIMITY, ZEROS).coalitions(3).build())
                .hasMessage("coalitions must be 4 or more but is 3");
    }

    /** Three of four pairs have neither all of players 0, 1 and 2 nor none of them, and the same worth. */
    @Test
    void estimate_fewPairsThatAgree_areNoProof() {
        Game game = new Game(5, 0, new int[][] {{0, 1, 2}}, new double[] {1});
        int agreeing = 0;
        for (int seed = 0; seed < 50; seed++) {
            Estimate few = new BanzhafSampling(5, 4, seed).estimate(game, ProgressListener.NONE);
            for (int i = 0; i < 5; i++) {
                assertThat(few.standardError(0, i)).isPositive();
            }
            agreeing += few.value(0, 0) == 0 && Double.isInfinite(few.standardError(0, 0)) ? 1 : 0;
        }
        assertThat(agreeing).isBetween(15, 40);
    }
}
