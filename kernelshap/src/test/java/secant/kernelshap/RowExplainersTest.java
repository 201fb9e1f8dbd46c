package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static secant.kernelshap.Samples.gaussian;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.InteractionIndex;
import secant.explanation.StopReason;
import secant.masking.BackgroundMasker;
import secant.masking.Masker;
import secant.model.Predictor;

/** What holds for each way to explain a row by coalitions. */
class RowExplainersTest {

    private static final Background BACKGROUND = Background.of(gaussian(3, 5, 1));

    private static final double[] ROW = gaussian(1, 5, 2).row(0);

    private static final PlayerTree TREE =
            PlayerTree.group(PlayerTree.players("x0", "x1", "x2", "x3"), PlayerTree.player("x4"));

    private static double model(double[] x) {
        return x[0] * x[1] * x[2] + Math.sin(x[3] + x[4]);
    }

    /** One explainer, made of a predictor or of a masker, the budget being at least so many coalitions. */
    private record Kind(
            String name,
            BiFunction<Predictor, Integer, Explainer> ofPredictor,
            BiFunction<Masker, Integer, Explainer> ofMasker) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "ExactShap",
                        (model, budget) -> ExactShap.builder(model, BACKGROUND).build(),
                        (masker, budget) -> ExactShap.builder(masker).build()),
                new Kind(
                        "PermutationShap",
                        (model, budget) -> PermutationShap.builder(model, BACKGROUND)
                                .coalitions(budget)
                                .build(),
                        (masker, budget) -> PermutationShap.builder(masker)
                                .coalitions(budget)
                                .build()),
                new Kind(
                        "BanzhafValues",
                        (model, budget) -> BanzhafValues.builder(model, BACKGROUND)
                                .coalitions(budget)
                                .build(),
                        (masker, budget) ->
                                BanzhafValues.builder(masker).coalitions(budget).build()),
                new Kind(
                        "ShapInteractions",
                        (model, budget) -> ShapInteractions.builder(model, BACKGROUND)
                                .coalitions(budget)
                                .build(),
                        (masker, budget) -> ShapInteractions.builder(masker)
                                .coalitions(budget)
                                .build()),
                new Kind(
                        "OwenShap",
                        (model, budget) -> OwenShap.builder(model, BACKGROUND, TREE)
                                .coalitions(budget)
                                .build(),
                        (masker, budget) -> OwenShap.builder(masker, TREE)
                                .coalitions(budget)
                                .build()));
    }

    /** With 30 coalitions all are evaluated, with 20 some are, but for the explainer that evaluates all whatever the budget. */
    @ParameterizedTest
    @MethodSource("kinds")
    void builder_masker_explainsAsWithItsPredictorAndBackground(Kind kind) {
        Predictor model = Predictor.ofScore(RowExplainersTest::model);
        Masker masker = BackgroundMasker.builder(model, BACKGROUND).build();
        for (int budget : new int[] {30, 20}) {
            assertThat(kind.ofMasker().apply(masker, budget).explain(ROW))
                    .isEqualTo(kind.ofPredictor().apply(model, budget).explain(ROW));
        }
    }

    /** It says another number each time that it is asked for the row itself. */
    private static Predictor moving() {
        int[] asked = new int[1];
        return Predictor.ofScore(x -> model(x) + (Arrays.equals(x, ROW) ? 1e-12 * asked[0]++ : 0));
    }

    private static void assertWarned(Explanation why) {
        assertThat(why.provenance().warnings())
                .anyMatch(warning -> warning.contains("the model is not deterministic: asked twice"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void explain_modelThatMoves_warns(Kind kind) {
        assertWarned(kind.ofPredictor().apply(moving(), 30).explain(ROW));
        assertWarned(kind.ofPredictor().apply(moving(), 20).explain(ROW));
    }

    @Test
    void explain_interactionsOfAModelThatMoves_warns() {
        assertWarned(BanzhafValues.builder(moving(), BACKGROUND)
                .interactions(InteractionIndex.BII)
                .build()
                .explain(ROW));
    }

    /**
     * 2⁵ − 2 coalitions are all there are: one less is not enough for them. As many are those of the tree: its two groups,
     * and the 2⁴ − 2 parts of the first one with and without x4.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    void explain_budgetForAllCoalitions_isExact(Kind kind) {
        Predictor model = Predictor.ofScore(RowExplainersTest::model);
        Function<Integer, StopReason> reason = budget -> kind.ofPredictor()
                .apply(model, budget)
                .explain(ROW)
                .provenance()
                .stopReason();
        assertThat(reason.apply(30)).isEqualTo(StopReason.EXACT);
        boolean always = kind.name().equals("ExactShap");
        assertThat(reason.apply(29)).isEqualTo(always ? StopReason.EXACT : StopReason.BUDGET);
    }

    @Test
    void explain_playersOneByOne_needNoCoalition() {
        Predictor sum = Predictor.ofScore(x -> x[0] * x[1]);
        Background one = Background.of(Matrix.of(new double[][] {{1, 2}}));
        assertThat(PermutationShap.builder(sum, one)
                        .build()
                        .explain(3, 2)
                        .outputs()
                        .get(0)
                        .values())
                .containsExactly(4, 0);
        assertThat(OwenShap.builder(sum, one, PlayerTree.players("x0", "x1"))
                        .build()
                        .explain(1, 2)
                        .outputs()
                        .get(0)
                        .values())
                .containsExactly(0, 0);
    }

    @Test
    void coalitions_leastOfPermutations_isOneOrderForthAndBack() {
        Predictor model = Predictor.ofScore(RowExplainersTest::model);
        assertThat(PermutationShap.builder(model, BACKGROUND)
                        .coalitions(8)
                        .build()
                        .explain(ROW)
                        .provenance()
                        .coalitions())
                .isEqualTo(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PermutationShap.builder(model, BACKGROUND).coalitions(7).build())
                .withMessage("coalitions must be at least 8, one order forth and back, for 5 players but is 7");
    }

    @Test
    void maxPlayers_inRange_isKept() {
        Predictor model = Predictor.ofScore(RowExplainersTest::model);
        for (int most : new int[] {5, 30}) {
            assertThat(ExactShap.builder(model, BACKGROUND)
                            .maxPlayers(most)
                            .build()
                            .explain(ROW)
                            .provenance()
                            .options())
                    .containsEntry("most varying players", Integer.toString(most));
        }
        ExactShap one = ExactShap.builder(model, BACKGROUND).maxPlayers(1).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.explain(ROW))
                .withMessageStartingWith("varying players must be at most 1 but are 5, which takes 30 coalitions");
    }

    /** No order of one player has anything to evaluate. */
    @Test
    void coalitions_permutationsOfOneColumn_areEnough() {
        Background one = Background.of(Matrix.of(new double[][] {{1}}));
        assertThat(PermutationShap.builder(Predictor.ofScore(x -> 2 * x[0]), one)
                        .coalitions(1)
                        .build()
                        .explain(4)
                        .outputs()
                        .get(0)
                        .values())
                .containsExactly(6);
    }

    @Test
    void coalitions_leastOfBanzhafValues_areTwoPairs() {
        Predictor model = Predictor.ofScore(RowExplainersTest::model);
        assertThat(BanzhafValues.builder(model, BACKGROUND)
                        .coalitions(4)
                        .build()
                        .explain(ROW)
                        .provenance()
                        .coalitions())
                .isEqualTo(4);
    }

    @Test
    void explain_thirtyColumnsTooMany_saysHowManyCoalitionsTheyAre() {
        double[] row = new double[30];
        Arrays.fill(row, 1);
        ExactShap shap = ExactShap.builder(Predictor.ofScore(x -> x[0]), Background.of(Matrix.zeros(1, 30)))
                .batchRows(64)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shap.explain(row))
                .withMessageContaining("are 30, which takes 1073741822 coalitions");
    }

    @Test
    void penalty_notAboveZeroAndFinite_isRefused() {
        for (double penalty : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PlayerSelection.Lasso(penalty))
                    .withMessage("penalty must be above 0 and finite but is " + penalty);
        }
    }
}
