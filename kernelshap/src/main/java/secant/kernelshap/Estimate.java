package secant.kernelshap;

import java.util.List;

/**
 * Shapley values with their standard errors, for every output. Owns its arrays.
 */
final class Estimate {

    private final int players;
    private final double[] values;
    private final double[] standardErrors;
    private final boolean exact;
    private final double condition;
    private final List<String> warnings;

    /**
     * @param players the number of players, M
     * @param values output after output, M values each
     * @param standardErrors in the same order
     * @param exact whether every coalition was evaluated
     * @param condition of the regression, 1 where there was none
     * @param warnings sentences for the reader
     */
    Estimate(
            int players,
            double[] values,
            double[] standardErrors,
            boolean exact,
            double condition,
            List<String> warnings) {
        this.players = players;
        this.values = values;
        this.standardErrors = standardErrors;
        this.exact = exact;
        this.condition = condition;
        this.warnings = List.copyOf(warnings);
    }

    double value(int output, int player) {
        return values[output * players + player];
    }

    double standardError(int output, int player) {
        return standardErrors[output * players + player];
    }

    boolean exact() {
        return exact;
    }

    double condition() {
        return condition;
    }

    List<String> warnings() {
        return warnings;
    }
}
