package secant.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.testkit.ExplanationAssert.assertThatExplanation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

class ExplanationAssertTest {

    private static Explanation explanation(double debt, double error, String... warnings) {
        OutputExplanation output = new OutputExplanation(
                "risk",
                0.25,
                0.25 + debt - 0.125,
                List.of(
                        new Attribution("debt", debt, error),
                        new Attribution("age", -0.125, error),
                        new Attribution("home", 0, 0)));
        return Explanation.of(
                "test",
                FeatureGroups.singles(Schema.numeric("debt", "age", "home")),
                new double[3],
                List.of(output),
                new Fidelity.Additive(0, true, 1),
                new Provenance("test", Map.of(), 0, "IDENTITY", 1, "", 0, 0, StopReason.EXACT, List.of(warnings)));
    }

    @Test
    void assertions_thatHold_pass() {
        assertThatExplanation(explanation(0.5, 0.01))
                .forOutput("risk")
                .addsUp()
                .hasPositive("debt")
                .hasNegative("age")
                .hasValue("debt", 0.47, 0)
                .ignores("home", 0)
                .ranksHighest("debt", "age")
                .isPreciseTo(0.05)
                .hasNoWarnings();
        assertThatExplanation(explanation(0.13, 0.01)).ranksHighest("age");
        assertThatExplanation(explanation(0.5, 0)).agreesWith(explanation(0.5, 0));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(e -> assertThatExplanation(e).hasNegative("debt"), "'debt' must be below 0 but is 0.5 ± 0.01"),
                broken(e -> assertThatExplanation(e).hasPositive("home"), "'home' must be above 0"),
                broken(e -> assertThatExplanation(e).hasValue("debt", 0.4, 0.05), "'debt' must be 0.4 within 0.05"),
                broken(e -> assertThatExplanation(e).ignores("age", 0), "'age' must be 0"),
                broken(e -> assertThatExplanation(e).ranksHighest("age"), "'age' must rank before 'debt'"),
                broken(e -> assertThatExplanation(e).ranksHighest("debt", "home"), "'home' must rank before 'age'"),
                broken(e -> assertThatExplanation(e).isPreciseTo(0.001), "at most 0.001 of the range 0.625"),
                broken(e -> assertThatExplanation(e).hasNoWarnings(), "[look here]"),
                broken(
                        e -> assertThatExplanation(e).agreesWith(explanation(0.3, 0.01)),
                        "the prediction must be 0.425"));
    }

    private static Arguments broken(Consumer<Explanation> assertion, String says) {
        return Arguments.of(assertion, says);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void assertion_thatDoesNotHold_saysWhat(Consumer<Explanation> assertion, String says) {
        assertThatThrownBy(() -> assertion.accept(explanation(0.5, 0.01, "look here")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(says);
    }

    /** Where an error could not be estimated, anything would be within it. */
    @ParameterizedTest
    @MethodSource("comparisons")
    void comparisons_errorThatIsNotKnown_fail(Consumer<ExplanationAssert> comparison) {
        Explanation unknown = explanation(0.5, Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> comparison.accept(assertThatExplanation(unknown)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must be known but is")
                .hasMessageContaining("± Infinity");
    }

    static Stream<Consumer<ExplanationAssert>> comparisons() {
        return Stream.of(
                is -> is.hasPositive("debt"),
                is -> is.hasNegative("age"),
                is -> is.hasValue("debt", 0.5, 0),
                is -> is.ignores("age", 1),
                is -> is.ranksHighest("debt"),
                is -> is.ranksHighest("home"),
                is -> is.agreesWith(explanation(0.5, 0.01)));
    }

    @Test
    void agreesWith_earlierErrorThatIsNotKnown_fails() {
        assertThatThrownBy(() -> assertThatExplanation(explanation(0.5, 0.01))
                        .agreesWith(explanation(0.5, Double.POSITIVE_INFINITY)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must be known but is");
    }
}
