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

    /**
     * Shares the rounding error of one output's values out evenly, so that they add up to a total.
     *
     * <p>That error is relative to the worths that the values were made of. Where these cancel, as in a game that is the
     * same for all players and worth nothing in the end, it may be all there is of the values. The second round takes
     * away what the first one's division rounded.
     */
    static void settle(double[] values, int output, int players, double total) {
        int from = output * players;
        for (int round = 0; round < 2; round++) {
            double excess = -total;
            for (int i = from; i < from + players; i++) {
                excess += values[i];
            }
            for (int i = from; i < from + players; i++) {
                values[i] -= excess / players;
            }
        }
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
