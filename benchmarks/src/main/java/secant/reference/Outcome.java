package secant.reference;

import java.util.Locale;
import java.util.function.DoubleSupplier;

/** What came of one quantity of one case. Its text is its line in the replay's output. */
sealed interface Outcome {

    /** {@return the case's name} */
    String caseName();

    /** {@return what of the case was looked at} */
    String quantity();

    /**
     * A quantity that was compared.
     *
     * @param caseName the case's name
     * @param quantity the quantity's name
     * @param error the largest error found; NaN where there was nothing to compare, because something was thrown
     * @param tolerance the largest error that passes
     * @param note what was thrown; else empty
     */
    record Checked(String caseName, String quantity, double error, double tolerance, String note) implements Outcome {

        boolean passed() {
            return error <= tolerance;
        }

        @Override
        public String toString() {
            String line = String.format(
                    Locale.ROOT,
                    "%s %s %s %.3g %.3g",
                    passed() ? "PASS" : "FAIL",
                    oneWord(caseName),
                    oneWord(quantity),
                    error,
                    tolerance);
            return note.isEmpty() ? line : line + " " + oneLine(note);
        }
    }

    /**
     * A kind of case, or a quantity, that cannot be replayed yet.
     *
     * @param caseName the case's name
     * @param quantity the kind, or the quantity's name
     */
    record Skipped(String caseName, String quantity) implements Outcome {

        @Override
        public String toString() {
            return "SKIP " + oneWord(caseName) + " " + oneWord(quantity);
        }
    }

    /** Compares; what is thrown meanwhile becomes a note. */
    static Outcome check(String caseName, String quantity, double tolerance, DoubleSupplier error) {
        try {
            return new Checked(caseName, quantity, error.getAsDouble(), tolerance, "");
        } catch (RuntimeException e) {
            return new Checked(caseName, quantity, Double.NaN, tolerance, CaseReplay.describe(e));
        }
    }

    private static String oneWord(String name) {
        return name.isEmpty() ? "_" : name.replaceAll("[\\s\\p{Cntrl}]+", "_");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    }
}
