package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static secant.kernelshap.Samples.gaussian;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

class ShapInteractionsTest {

    private static final Predictor TWO_OUTPUTS = Predictor.ofRow(x ->
                    new double[] {x[0] * x[1] * x[2] - Math.max(x[2], x[3]) * x[4] + 3, x[0] * x[4] - x[1]})
            .withOutputNames("risk", "gain");

    @ParameterizedTest
    @EnumSource(
            value = InteractionIndex.class,
            names = {"K_SII", "STII", "FSII"})
    void explain_additiveIndex_splitsAttributionsAndAddsUp(InteractionIndex index) {
        Explanation why = ShapInteractions.builder(TWO_OUTPUTS, Background.of(gaussian(7, 6, 1)))
                .index(index)
                .build()
                .explain(gaussian(1, 6, 2).row(0));
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        for (OutputExplanation output : why.outputs()) {
            Interactions found = why.interactions(output.output()).orElseThrow();
            assertThat(found.index()).isEqualTo(index);
            for (int i = 0; i < 6; i++) {
                assertThat(Arrays.stream(found.matrix().row(i)).sum()).isCloseTo(output.values()[i], within(1e-13));
                assertThat(i == 5 ? 0 : found.pair(i, 5)).isZero(); // the last column is not used
            }
            assertThat(found.sum()).isCloseTo(output.prediction() - output.baseValue(), within(1e-13));
        }
    }

    @Test
    void explain_attributions_areThoseOfExactShap() {
        Background background = Background.of(gaussian(7, 6, 1));
        double[] row = gaussian(1, 6, 2).row(0);
        double[] expected = ExactShap.builder(TWO_OUTPUTS, background)
                .build()
                .explain(row)
                .output("risk")
                .values();
        assertThat(ShapInteractions.builder(TWO_OUTPUTS, background)
                        .build()
                        .explain(row)
                        .output("risk")
                        .values())
                .containsExactly(expected, within(1e-13));
    }

    @Test
    void explain_playersThatDoNotVary_haveNoInteractions() {
        Background background = Background.of(Matrix.of(new double[][] {{1, 0, 5}, {1, 2, 6}}));
        Explanation why = ShapInteractions.builder(Predictor.ofScore(x -> x[0] * x[1] * x[2]), background)
                .build()
                .explain(1, 3, 7);
        Interactions found = why.interactions().get(0);
        assertThat(found.pair(0, 1)).isZero();
        assertThat(found.main(0)).isZero();
        assertThat(found.pair(1, 2)).isEqualTo(7 * 3 - 7.0 * 1 - 5.5 * 3 + 6);
    }

    @Test
    void explain_playersPermuted_permutesInteractions() {
        Background background = Background.of(gaussian(5, 5, 3));
        double[] row = gaussian(1, 5, 4).row(0);
        int[] order = {3, 0, 4, 1, 2};
        double[][] moved = new double[5][5];
        double[] movedRow = new double[5];
        for (int c = 0; c < 5; c++) {
            movedRow[order[c]] = row[c];
            for (int b = 0; b < 5; b++) {
                moved[b][order[c]] = background.rows().get(b, c);
            }
        }
        Predictor model = Predictor.ofScore(x -> x[0] * x[1] * x[2] - Math.max(x[2], x[3]) * x[4]);
        Predictor movedModel = Predictor.ofScore(x -> x[3] * x[0] * x[4] - Math.max(x[4], x[1]) * x[2]);
        Interactions expected = ShapInteractions.builder(model, background)
                .build()
                .explain(row)
                .interactions()
                .get(0);
        Interactions actual = ShapInteractions.builder(movedModel, Background.of(Matrix.of(moved)))
                .build()
                .explain(movedRow)
                .interactions()
                .get(0);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(actual.pair(order[i], order[j])).isCloseTo(expected.pair(i, j), within(1e-13));
            }
        }
    }

    /** By any index a model's main effects and pairs add up, also where they are sampled. */
    @ParameterizedTest
    @EnumSource(
            value = InteractionIndex.class,
            names = {"K_SII", "STII", "FSII"})
    void explain_sampled_splitsAttributionsAndAddsUp(InteractionIndex index) {
        Predictor model =
                Predictor.ofScore(x -> x[0] * x[1] * x[2] * x[3] + Math.exp(x[4] * x[5]) - x[6] * x[7] * x[8]);
        Explanation why = ShapInteractions.builder(model, Background.of(gaussian(3, 18, 1)))
                .index(index)
                .build()
                .explain(gaussian(1, 18, 2).row(0));
        OutputExplanation output = why.outputs().get(0);
        Interactions found = why.interactions().get(0);
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(found.pairStandardError(0, 1)).isPositive();
        for (int i = 0; i < 18; i++) {
            assertThat(Arrays.stream(found.matrix().row(i)).sum()).isCloseTo(output.values()[i], within(1e-10));
        }
        assertThat(found.sum()).isCloseTo(output.prediction() - output.baseValue(), within(1e-10));
    }

    @Test
    void explain_fewestCoalitionsOfFewPlayers_isNoMoreThanThereAre() {
        ShapInteractions shap = ShapInteractions.builder(
                        Predictor.ofScore(x -> x[0] * x[1]), Background.of(Matrix.zeros(1, 2)))
                .coalitions(1)
                .build();
        assertThatThrownBy(() -> shap.explain(1, 1))
                .hasMessage("coalitions must be at least 2 for 2 varying players to have interactions but is 1");
    }

    /** 30 players: pairs are exact where no four interact. */
    @Test
    void explain_manyPlayers_findsWhatInteracts() {
        Predictor model = Predictor.ofScore(x -> 3 * x[0] * x[1] + x[2] * x[3] * x[4] + x[5] + Math.sin(x[6] + x[7]));
        Background background = Background.of(Matrix.zeros(1, 30));
        double[] row = new double[30];
        Arrays.fill(row, 1);
        Explanation why = ShapInteractions.builder(model, background).build().explain(row);
        Interactions found = why.interactions().get(0);
        assertThat(why.provenance().coalitions()).isLessThanOrEqualTo(4096).isGreaterThan(4000);
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(found.pair(0, 1)).isCloseTo(3, within(1e-9));
        assertThat(found.pair(2, 3)).isCloseTo(0.5, within(1e-9));
        assertThat(found.pair(6, 7)).isCloseTo(Math.sin(2) - 2 * Math.sin(1), within(1e-9));
        assertThat(found.pair(20, 21)).isCloseTo(0, within(1e-9));
        for (int i = 0; i < 30; i++) {
            assertThat(Arrays.stream(found.matrix().row(i)).sum())
                    .isCloseTo(why.outputs().get(0).values()[i], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void explain_anyParallelism_givesTheSameBits(int parallelism) {
        Background background = Background.of(gaussian(2, 15, 5));
        Predictor model = Predictor.ofScore(x -> x[0] * x[1] * x[2] + Math.max(x[3], x[14]));
        Matrix rows = gaussian(6, 15, 6);
        ShapInteractions alone = ShapInteractions.builder(model, background)
                .coalitions(600)
                .seed(9)
                .build();
        ShapInteractions together = ShapInteractions.builder(model.threadSafe(), background)
                .coalitions(600)
                .seed(9)
                .parallelism(parallelism)
                .batchRows(3)
                .build();
        assertThat(together.explain(rows).all()).isEqualTo(alone.explain(rows).all());
        assertThat(alone.explain(rows.row(2))).isEqualTo(alone.explain(rows).get(2));
    }

    @Test
    void ofOrder_moreThanCanBeEnumerated_saysTheWayOut() {
        ShapInteractions shap = ShapInteractions.builder(
                        Predictor.ofScore(x -> x[0]), Background.of(Matrix.zeros(1, 30)))
                .build();
        double[] row = new double[30];
        Arrays.fill(row, 1);
        assertThatThrownBy(() -> shap.ofOrder(3, row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("coalitions at least 2^30 − 2");
        assertThatThrownBy(
                        () -> ShapInteractions.builder(Predictor.ofScore(x -> x[0]), Background.of(Matrix.zeros(1, 3)))
                                .index(InteractionIndex.BII))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must be SII, K_SII, STII or FSII but is BII, which refines Banzhaf values; use"
                        + " BanzhafValues");
    }

    /** 4 × 23,171 × 23,170 coalitions are the first that an int cannot count. */
    @Test
    void explain_moreCoalitionsThanAnIntCounts_areRefusedWithTheWayOut() {
        int players = 23_171;
        double[] row = new double[players];
        Arrays.fill(row, 1);
        ShapInteractions shap = ShapInteractions.builder(
                        Predictor.ofScore(x -> x[0]), Background.of(Matrix.zeros(1, players)))
                .build();
        assertThatThrownBy(() -> shap.explain(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be set for 23171 varying players, whose pairs take 2147488280 by default,"
                        + " but at most 2147483647 can be drawn; or put columns together in groups");
    }

    /** Eight coalitions a pair of 33 players are 4,224, more than the 4,096 of fewer players. */
    @ParameterizedTest
    @CsvSource({"33,4224", "32,4096"})
    void explain_budgetByDefault_isEightCoalitionsAPair(int players, int budget) {
        double[] row = new double[players];
        Arrays.fill(row, 1);
        Explanation why = ShapInteractions.builder(
                        Predictor.ofScore(x -> x[0] * x[1]), Background.of(Matrix.zeros(1, players)))
                .build()
                .explain(row);
        assertThat(why.provenance().options())
                .containsEntry("coalition budget", budget + " (automatic: 4 × players × (players − 1), at least 4096)");
        assertThat(why.provenance().coalitions()).isEqualTo(budget);
    }

    @Test
    void ofOrder_one_areTheValues() {
        ShapInteractions shap = ShapInteractions.builder(
                        Predictor.ofScore(x -> 6 * x[0] * x[1] * x[2] + x[3]), Background.of(Matrix.zeros(1, 5)))
                .index(InteractionIndex.SII)
                .build();
        assertThat(shap.ofOrder(1, 1, 1, 1, 2, 3).get("output"))
                .extracting(Interaction::value)
                .containsExactly(2.0, 2.0, 2.0, 2.0, 0.0);
        assertThatThrownBy(() -> shap.ofOrder(0, 1, 1, 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order must be 1 or more but is 0");
    }

    /** 2²¹ − 1 sets of 21 players are more than 2²⁰, those of up to three of them are 1,561. */
    @Test
    void ofOrder_tooManySets_saysHowMany() {
        Background zeros = Background.of(Matrix.zeros(1, 21));
        double[] row = new double[21];
        Arrays.fill(row, 1);
        ShapInteractions shap = ShapInteractions.builder(Predictor.ofScore(x -> x[0]), zeros)
                .coalitions((1 << 21) - 2)
                .build();
        assertThatThrownBy(() -> shap.ofOrder(21, row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be at most 1048576 sets")
                .hasMessageContaining("but are 2097151.0 and 2097150");
        ShapInteractions few = ShapInteractions.builder(Predictor.ofScore(x -> x[0]), zeros)
                .coalitions(100)
                .build();
        assertThatThrownBy(() -> few.ofOrder(3, row)).hasMessageContaining("but are 1561.0 and 100");
    }

    @Test
    void ofOrder_three_listsSetsBySize() {
        Predictor model = Predictor.ofScore(x -> 6 * x[0] * x[1] * x[2] + x[3]);
        Map<String, List<Interaction>> found = ShapInteractions.builder(model, Background.of(Matrix.zeros(1, 5)))
                .index(InteractionIndex.STII)
                .build()
                .ofOrder(3, 1, 1, 1, 2, 0);
        List<Interaction> sets = found.get("output");
        assertThat(sets).hasSize(4 + 6 + 4); // x4 does not vary
        assertThat(sets.get(10)).isEqualTo(new Interaction(List.of("x0", "x1", "x2"), 6));
        assertThat(sets.get(3)).isEqualTo(new Interaction(List.of("x3"), 2));
        assertThat(sets.get(4)).isEqualTo(new Interaction(List.of("x0", "x1"), 0));
    }
}
