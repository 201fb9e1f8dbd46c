package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.data.Token;

class ExplanationTest {

    private static Explanation of(FeatureGroups players, double[] row, OutputExplanation... outputs) {
        return Explanation.of("test", players, row, List.of(outputs), Sample.EXACT, Sample.provenance());
    }

    @Test
    void of_attributionsOfOtherPlayers_namesBoth() {
        FeatureGroups players = FeatureGroups.singles(Schema.numeric("a", "c"));
        assertThatThrownBy(() -> of(players, new double[2], Sample.output("risk", 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attributions of 'risk' must be those of the players [a, c] but are those of [a, b]");
    }

    @Test
    void of_oneAttributionShort_isRefused() {
        assertThatThrownBy(() -> of(Sample.PLAYERS, new double[2], Sample.output("risk", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but are those of [a]");
    }

    @Test
    void of_wrongWidth_namesTheMissingColumn() {
        assertThatThrownBy(() -> of(Sample.PLAYERS, new double[1], Sample.output("risk", 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the explained row must have 2 columns but has 1; the first one missing is 'b'");
    }

    @Test
    void of_noOutput_isRefused() {
        assertThatThrownBy(() -> of(Sample.PLAYERS, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an explanation must have at least 1 output but has 0");
    }

    @Test
    void of_outputTwice_isRefused() {
        assertThatThrownBy(() ->
                        of(Sample.PLAYERS, new double[2], Sample.output("risk", 1, 2), Sample.output("risk", 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outputs must have distinct names but are [risk, risk]");
    }

    @Test
    void row_changedOutside_keepsItsOwn() {
        double[] row = {1, 2};
        Explanation explanation = of(Sample.PLAYERS, row, Sample.output("risk", 1, 2));
        row[0] = 99;
        explanation.row()[1] = 99;
        assertThat(explanation.row()).containsExactly(1, 2);
    }

    @Test
    void outputs_listChangedOutside_keepsItsOwn() {
        List<OutputExplanation> outputs = new ArrayList<>(List.of(Sample.output("risk", 1, 2)));
        Explanation explanation =
                Explanation.of("test", Sample.PLAYERS, new double[2], outputs, Sample.EXACT, Sample.provenance());
        outputs.clear();
        assertThat(explanation.outputs()).hasSize(1);
    }

    @Test
    void output_name_findsIt() {
        Explanation explanation =
                of(Sample.PLAYERS, new double[2], Sample.output("no", 1, 2), Sample.output("yes", 3, 4));
        assertThat(explanation.output("yes").values()).containsExactly(3, 4);
        assertThatThrownBy(() -> explanation.output("maybe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no output is named 'maybe'; the outputs are [no, yes]");
    }

    @Test
    void formatValue_category_writesItsLabel() {
        FeatureGroups players =
                FeatureGroups.singles(Schema.of(Feature.numeric("a"), Feature.categorical("b", "rent", "own")));
        assertThat(of(players, new double[] {1, 1}, Sample.output("risk", 1, 2)).formatValue(1))
                .isEqualTo("own");
    }

    @Test
    void equals_sameParts_isEqual() {
        assertThat(Sample.of(1, 2)).isEqualTo(Sample.of(1, 2)).hasSameHashCodeAs(Sample.of(1, 2));
    }

    @Test
    void equals_anythingElse_differs() {
        Explanation explanation = of(Sample.PLAYERS, new double[] {0.0, 1}, Sample.output("risk", 1, 2));
        assertThat(explanation)
                .isNotEqualTo(of(Sample.PLAYERS, new double[] {-0.0, 1}, Sample.output("risk", 1, 2)))
                .isNotEqualTo(of(Sample.PLAYERS, new double[] {0.0, 1}, Sample.output("risk", 1, Math.nextUp(2.0))))
                .isNotEqualTo(of(Sample.PLAYERS, new double[] {0.0, 1}, Sample.output("loss", 1, 2)))
                .isNotEqualTo(Explanation.of(
                        "test",
                        Sample.PLAYERS,
                        new double[] {0.0, 1},
                        explanation.outputs(),
                        new Fidelity.Additive(0, false, 1),
                        Sample.provenance()))
                .isNotEqualTo(Explanation.of(
                        "test",
                        Sample.PLAYERS,
                        new double[] {0.0, 1},
                        explanation.outputs(),
                        Sample.EXACT,
                        Sample.provenance(List.of("careful"))))
                .isNotEqualTo(Explanation.of(
                        "other",
                        Sample.PLAYERS,
                        new double[] {0.0, 1},
                        explanation.outputs(),
                        Sample.EXACT,
                        Sample.provenance()));
    }

    @Test
    void toString_rowOfAPerson_hasNoValues() {
        assertThat(Sample.of(31337, 2)).hasToString("test explanation of 2 players for outputs [output]");
    }

    @ParameterizedTest
    @CsvSource({"NaN,1", "1,NaN", "Infinity,1", "1,-Infinity"})
    void outputExplanation_notFinite_saysBoth(double base, double prediction) {
        assertThatThrownBy(() -> new OutputExplanation("risk", base, prediction, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "base value and prediction of 'risk' must be finite but are " + base + " and " + prediction);
    }

    @Test
    void ranked_equalMagnitudes_keepThePlayersOrder() {
        assertThat(Sample.output("risk", 1, -3, 3, 0, -1).ranked())
                .extracting(Attribution::player)
                .containsExactly("b", "c", "a", "e", "d");
    }

    @Test
    void attribution_unknownPlayer_listsThem() {
        assertThat(Sample.output("risk", 1, 2).attribution("b").value()).isEqualTo(2);
        assertThatThrownBy(() -> Sample.output("risk", 1, 2).attribution("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no player is named 'c'; the players are [a, b]");
    }

    @Test
    void withTextAndImage_ofAsManyPlayers_arePartOfTheExplanation() {
        Explanation plain = of(Sample.PLAYERS, new double[2], Sample.output("risk", 1, 2));
        TextSpans text = TextSpans.of("a b", List.of(List.of(new Token(0, 1)), List.of(new Token(2, 3))));
        SegmentedImage image = SegmentedImage.of(2, 1, new int[] {1, 2}, new int[] {0, 1});

        Explanation both = plain.withText(text).withImage(image);

        assertThat(plain.text()).isEmpty();
        assertThat(plain.image()).isEmpty();
        assertThat(both.text()).contains(text);
        assertThat(both.image()).contains(image);
        assertThat(both)
                .isEqualTo(plain.withImage(SegmentedImage.of(2, 1, new int[] {1, 2}, new int[] {0, 1}))
                        .withText(text))
                .isNotEqualTo(plain)
                .isNotEqualTo(plain.withText(text));
    }

    @Test
    void withTextAndImage_ofOtherPlayers_areRefused() {
        Explanation plain = of(Sample.PLAYERS, new double[2], Sample.output("risk", 1, 2));

        assertThatThrownBy(() -> plain.withText(TextSpans.of("a", List.of(List.of(new Token(0, 1))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("places in the text must be those of the 2 players but are of 1");
        assertThatThrownBy(() -> plain.withImage(SegmentedImage.of(1, 1, new int[1], new int[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segments of the picture must be those of the 2 players but are of 1");
    }
}
