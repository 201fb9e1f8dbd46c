package secant.testkit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;

/**
 * Assertions on an explanation, for a model's own tests: what must hold beyond the errors that the explanation itself
 * states. Those that compare values fail where an error is infinite, since nothing is known then. They are about the first
 * output, unless {@link #forOutput} chooses another. Not thread-safe.
 */
public final class ExplanationAssert extends AbstractAssert<ExplanationAssert, Explanation> {

    /** Two values that are this many standard errors apart are different: one chance in 16,000 by the normal law. */
    private static final double DIFFERENT = 4;

    private static final double ROUNDING = 1e-9;

    private int output;

    private ExplanationAssert(Explanation actual) {
        super(actual, ExplanationAssert.class);
    }

    /**
     * Begins assertions.
     *
     * @param actual the explanation, which must not be null
     * @return assertions on it
     */
    public static ExplanationAssert assertThatExplanation(Explanation actual) {
        ExplanationAssert assertion = new ExplanationAssert(actual);
        assertion.isNotNull();
        return assertion;
    }

    /**
     * Turns to another output.
     *
     * @param name an output's name
     * @return this
     * @throws IllegalArgumentException if there is no such output
     */
    public ExplanationAssert forOutput(String name) {
        output = actual.outputs().indexOf(actual.output(name));
        return this;
    }

    /**
     * Asserts that base value and values are the prediction, within rounding.
     *
     * @return this
     */
    public ExplanationAssert addsUp() {
        double sum = output().baseValue();
        double size = Math.max(Math.abs(sum), Math.abs(output().prediction()));
        for (double value : output().values()) {
            sum += value;
            size += Math.abs(value);
        }
        if (!(Math.abs(sum - output().prediction()) <= ROUNDING * size)) {
            failWithMessage(
                    "base value + values of '%s' must be the prediction %s but are %s",
                    output().output(), output().prediction(), sum);
        }
        return this;
    }

    /**
     * Asserts that a player's value is above 0 by more than its standard error explains.
     *
     * @param player a player's name
     * @return this
     */
    public ExplanationAssert hasPositive(String player) {
        Attribution found = known(output().attribution(player));
        if (!(found.value() > DIFFERENT * found.standardError())) {
            failWithMessage("the value of '%s' must be above 0 but is %s", player, told(found));
        }
        return this;
    }

    /**
     * Asserts that a player's value is below 0 by more than its standard error explains.
     *
     * @param player a player's name
     * @return this
     */
    public ExplanationAssert hasNegative(String player) {
        Attribution found = known(output().attribution(player));
        if (!(found.value() < -DIFFERENT * found.standardError())) {
            failWithMessage("the value of '%s' must be below 0 but is %s", player, told(found));
        }
        return this;
    }

    /**
     * Asserts that a player's value is a number, within its standard error and a tolerance.
     *
     * @param player a player's name
     * @param expected what it is to be
     * @param tolerance 0 or more, in the output's units
     * @return this
     */
    public ExplanationAssert hasValue(String player, double expected, double tolerance) {
        Attribution found = known(output().attribution(player));
        if (!(Math.abs(found.value() - expected) <= tolerance + DIFFERENT * found.standardError())) {
            failWithMessage(
                    "the value of '%s' must be %s within %s but is %s", player, expected, tolerance, told(found));
        }
        return this;
    }

    /**
     * Asserts that a player, such as one that the model must not use, gets nothing, within its standard error and a
     * tolerance.
     *
     * @param player a player's name
     * @param tolerance 0 or more, in the output's units
     * @return this
     */
    public ExplanationAssert ignores(String player, double tolerance) {
        return hasValue(player, 0, tolerance);
    }

    /**
     * Asserts that no other player's value is larger in magnitude than these players', in this order, by more than the
     * standard errors of both explain.
     *
     * @param players names of players, the most important first
     * @return this
     */
    public ExplanationAssert ranksHighest(String... players) {
        List<String> first = List.of(players);
        for (int i = 0; i < players.length; i++) {
            Attribution ahead = known(output().attribution(players[i]));
            for (Attribution other : output().attributions()) {
                known(other);
                int place = first.indexOf(other.player());
                if ((place < 0 || place > i) && isLarger(other, ahead)) {
                    failWithMessage(
                            "'%s' must rank before '%s' but their values are %s and %s",
                            ahead.player(), other.player(), told(ahead), told(other));
                }
            }
        }
        return this;
    }

    private static boolean isLarger(Attribution one, Attribution other) {
        double apart = Math.abs(one.value()) - Math.abs(other.value());
        return apart > DIFFERENT * Math.hypot(one.standardError(), other.standardError());
    }

    /**
     * Asserts that another explanation says the same of this output: each value within the standard errors of both, the
     * base value and prediction within rounding.
     *
     * @param expected such as that of an earlier release of the model
     * @return this
     */
    public ExplanationAssert agreesWith(Explanation expected) {
        OutputExplanation other = expected.output(output().output());
        agree("the base value", output().baseValue(), other.baseValue(), 0);
        agree("the prediction", output().prediction(), other.prediction(), 0);
        for (Attribution found : output().attributions()) {
            Attribution earlier = known(other.attribution(found.player()));
            known(found);
            agree(
                    "the value of '" + found.player() + "'",
                    found.value(),
                    earlier.value(),
                    DIFFERENT * Math.hypot(found.standardError(), earlier.standardError()));
        }
        return this;
    }

    private void agree(String what, double value, double expected, double tolerance) {
        double size = Math.max(Math.abs(output().prediction()), Math.abs(output().baseValue()));
        if (!(Math.abs(value - expected) <= tolerance + ROUNDING * size)) {
            failWithMessage("%s must be %s within %s but is %s", what, expected, tolerance + ROUNDING * size, value);
        }
    }

    /**
     * Asserts that all values are known well enough: no standard error is above a share of the range of the values.
     *
     * @param share above 0, such as 0.05
     * @return this
     */
    public ExplanationAssert isPreciseTo(double share) {
        double least = 0;
        double most = 0;
        for (double value : output().values()) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (Attribution found : output().attributions()) {
            if (!(found.standardError() <= share * (most - least))) {
                failWithMessage(
                        "standard errors must be at most %s of the range %s but that of '%s' is %s",
                        share, most - least, found.player(), found.standardError());
            }
        }
        return this;
    }

    /**
     * Asserts that there is nothing that the reader of the explanation should be warned of.
     *
     * @return this
     */
    public ExplanationAssert hasNoWarnings() {
        List<String> warnings = actual.provenance().warnings();
        if (!warnings.isEmpty()) {
            failWithMessage("there must be no warnings but there are %s", warnings);
        }
        return this;
    }

    private Attribution known(Attribution attribution) {
        if (Double.isInfinite(attribution.standardError())) {
            failWithMessage(
                    "the value of '%s' must be known but is %s: its standard error could not be estimated; spend more on it",
                    attribution.player(), told(attribution));
        }
        return attribution;
    }

    private OutputExplanation output() {
        return actual.outputs().get(output);
    }

    private static String told(Attribution attribution) {
        return attribution.value() + " ± " + attribution.standardError();
    }
}
