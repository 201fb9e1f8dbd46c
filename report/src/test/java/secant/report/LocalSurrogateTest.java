package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;

/** Reports of coefficients: they must not say that these add up to the prediction. */
class LocalSurrogateTest {

    private static Explanation wine(OptionalDouble score) {
        return Explanation.of(
                        "LIME",
                        FeatureGroups.singles(Schema.numeric("alcohol", "ash")),
                        new double[] {13.9, 2.1},
                        List.of(new OutputExplanation(
                                "barolo",
                                0.3,
                                0.9,
                                List.of(new Attribution("alcohol", 0.25, 0.01), new Attribution("ash", -0.05, 0.02)))),
                        new Fidelity.LocalSurrogate(
                                List.of(new Fidelity.LocalSurrogate.Fit(score, 0.5, 0.4, 3.5, 0.06)),
                                0.97,
                                OptionalDouble.of(0.26)),
                        Credit.provenance("IDENTITY"))
                .withConditions(List.of("alcohol > 13.68", ""));
    }

    private static Explanation wine() {
        return wine(OptionalDouble.of(0.42));
    }

    private static String text() {
        return new TextWriter().write(Report.of(wine(), "barolo"));
    }

    @Test
    void json_writtenAndRead_isEqual() {
        assertThat(ExplanationJson.read(ExplanationJson.write(wine()))).isEqualTo(wine());
        Explanation undefined = wine(OptionalDouble.empty());
        assertThat(ExplanationJson.read(ExplanationJson.write(undefined))).isEqualTo(undefined);
        Explanations many = Explanations.of(List.of(wine(), undefined));
        assertThat(ExplanationJson.readAll(ExplanationJson.write(many)).all()).isEqualTo(many.all());
    }

    @Test
    void json_writtenExplanations_meetThePublishedSchema() {
        assertThat(ExplanationJsonTest.violations(ExplanationJson.write(wine())))
                .isEmpty();
        assertThat(ExplanationJsonTest.violations(ExplanationJson.write(wine(OptionalDouble.empty()))))
                .isEmpty();
        assertThat(ExplanationJsonTest.violations(ExplanationJson.write(Explanations.of(List.of(wine())))))
                .isEmpty();
    }

    @Test
    void json_otherNumberOfFitsOrConditions_isRefused() {
        String json = ExplanationJson.write(wine());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replaceAll("\"fits\":\\[.*?\\]", "\"fits\":[]")))
                .withMessageContaining("/fidelity/fits must be an array of 1, one an output,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("\"alcohol > 13.68\",\"\"", "\"a\"")))
                .withMessageContaining("/conditions must be an array of 2, one a player,");
    }

    @Test
    void text_ofCoefficients_saysWhatTheyAreAndNotThatTheyAddUp() {
        String text = text();

        assertThat(text)
                .contains("coefficient in the local model of barolo")
                .contains("explains 42")
                .contains("the coefficients need not add up to either")
                .contains("alcohol > 13.68")
                .contains("ash = 2.1")
                .contains("intercept")
                .contains("local prediction g(x)")
                .contains("Weighted R²")
                .contains("Rows behind the statistics")
                .doesNotContain("average answer")
                .doesNotContain("On average")
                .doesNotContain("Coalitions")
                .doesNotContain("Additivity gap");
    }

    @Test
    void text_ofConstantAnswers_saysThatThereIsNothingToExplain() {
        String text = new TextWriter().write(Report.of(wine(OptionalDouble.empty()), "barolo"));

        assertThat(text.replaceAll("\\s+", " "))
                .contains("has nothing to explain")
                .contains("undefined: the answers do not vary");
    }

    @Test
    void html_ofCoefficients_drawsThemFromZero() {
        String html = new HtmlWriter().write(Report.of(wine(), "barolo"));

        assertThat(html)
                .contains("alcohol &gt; 13.68")
                .contains("Coefficient")
                .contains("Intercept")
                .contains("Local prediction g(x)")
                .doesNotContain("Average answer");
    }
}
