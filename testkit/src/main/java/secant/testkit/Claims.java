package secant.testkit;

import java.util.Arrays;
import java.util.List;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;

/** What checks claim of numbers; each throws an {@link AssertionError} that says what is not so. */
final class Claims {

    private Claims() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static double[] values(Explanation explanation) {
        return values(explanation, 0);
    }

    static double[] values(Explanation explanation, int output) {
        return explanation.outputs().get(output).values();
    }

    static double[] errors(Explanation explanation) {
        return explanation.outputs().get(0).attributions().stream()
                .mapToDouble(Attribution::standardError)
                .toArray();
    }

    static void close(double actual, double expected, double tolerance, String what) {
        // Negated so that NaN fails, too.
        that(
                Math.abs(actual - expected) <= tolerance,
                what + " must be " + expected + " within " + tolerance + " but is " + actual + ", "
                        + Math.abs(actual - expected) + " off");
    }

    static void close(double[] actual, double[] expected, double tolerance, String what) {
        that(actual.length == expected.length, what + " must be " + expected.length + " but are " + actual.length);
        for (int i = 0; i < actual.length; i++) {
            close(actual[i], expected[i], tolerance, what + " [" + i + "]");
        }
    }

    static void sameBits(double[] actual, double[] expected, String what) {
        that(
                Arrays.equals(actual, expected),
                what + " must be the same to the bit but are " + Arrays.toString(actual) + " and not "
                        + Arrays.toString(expected));
    }

    /** The same attributions, base values and predictions, to the bit. */
    static void sameOutputs(Explanation actual, Explanation expected, String what) {
        List<OutputExplanation> one = actual.outputs();
        List<OutputExplanation> other = expected.outputs();
        that(one.equals(other), what + " must be the same to the bit but are " + one + " and not " + other);
    }

    static void adds(Explanation explanation, double relative) {
        for (OutputExplanation output : explanation.outputs()) {
            double sum = 0;
            double magnitudes = 0;
            for (double value : output.values()) {
                sum += value;
                magnitudes += Math.abs(value);
            }
            double size = Math.max(magnitudes, Math.max(Math.abs(output.baseValue()), Math.abs(output.prediction())));
            close(output.baseValue() + sum, output.prediction(), relative * size, "base value + values");
        }
    }

    static void contains(String text, String... parts) {
        for (String part : parts) {
            that(text.contains(part), "the message must say '" + part + "' but is: " + text);
        }
    }
}
