package secant.kernelshap;

import java.util.ArrayList;
import java.util.List;
import secant.explanation.StopReason;

/**
 * Shapley values with their standard errors, for every output. Owns its arrays.
 */
final class Estimate {

    /** What rounding may add to a sum of values, relative to the largest worth: 1,000 players' worth of ulps and more. */
    private static final double ROUNDING = 1e-11;

    private final int players;
    private final double[] values;
    private final double[] standardErrors;
    private final long coalitions;
    private final StopReason stopReason;
    private final double condition;
    private final List<String> warnings;
    private final Method method;

    /**
     * @param players the number of players, M
     * @param values output after output, M values each
     * @param standardErrors in the same order
     * @param coalitions how many coalitions were evaluated, without the empty and the full one
     * @param stopReason why no more were
     * @param condition of the regression, 1 where there was none
     * @param warnings sentences for the reader
     * @param method how the values were found
     */
    Estimate(
            int players,
            double[] values,
            double[] standardErrors,
            long coalitions,
            StopReason stopReason,
            double condition,
            List<String> warnings,
            Method method) {
        this.players = players;
        this.values = values;
        this.standardErrors = standardErrors;
        this.coalitions = coalitions;
        this.stopReason = stopReason;
        this.condition = condition;
        this.warnings = List.copyOf(warnings);
        this.method = method;
    }

    /**
     * Shares the rounding error of one output's values out evenly, so that they add up to a total.
     *
     * <p>That error is relative to the worths that the values were made of. Where these cancel, as in a game that is the
     * same for all players and worth nothing in the end, it may be all there is of the values. What is more than rounding
     * is left as it is, for the check of additivity to find. The second round takes away what the first one's division
     * rounded.
     *
     * @param largestWorth the largest magnitude among the odd parts that the values were made of
     */
    static void settle(double[] values, int output, int players, double total, double largestWorth) {
        double rounding = ROUNDING * Math.max(Math.abs(total), largestWorth);
        for (int round = 0; round < 2; round++) {
            double excess = -total;
            for (int i = output * players; i < (output + 1) * players; i++) {
                excess += values[i];
            }
            if (!(Math.abs(excess) <= rounding)) {
                return;
            }
            for (int i = output * players; i < (output + 1) * players; i++) {
                values[i] -= excess / players;
            }
        }
    }

    /** The same with more to say. */
    Estimate with(List<String> moreWarnings) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(moreWarnings);
        return new Estimate(players, values, standardErrors, coalitions, stopReason, condition, all, method);
    }

    double value(int output, int player) {
        return values[output * players + player];
    }

    double standardError(int output, int player) {
        return standardErrors[output * players + player];
    }

    /** Whether the values are those of the game itself. */
    boolean exact() {
        return stopReason == StopReason.EXACT || stopReason == StopReason.ADDITIVE;
    }

    long coalitions() {
        return coalitions;
    }

    StopReason stopReason() {
        return stopReason;
    }

    double condition() {
        return condition;
    }

    List<String> warnings() {
        return warnings;
    }

    Method method() {
        return method;
    }
}
