package secant.kernelshap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an estimation has done enough: the limits that were set, all of which hold. With none set it is the automatic one:
 * until 1.96 standard errors are 1 % of the range of the values, and at most 2M + 2048 coalitions. Immutable.
 */
final class Budget {

    /** Standard errors to each side of a value in a 95 % interval. */
    static final double INTERVAL = 1.96;

    private static final double AUTOMATIC_PRECISION = 0.01;

    /** A precision or a time alone spends at most this many times the automatic number of coalitions. */
    private static final int OPEN_ENDED = 16;

    private static final int UNSET = 0;

    private final int coalitions;
    private final long modelRows;
    private final double precision;
    private final PrecisionUnit unit;
    private final @Nullable Duration time;

    private Budget(int coalitions, long modelRows, double precision, PrecisionUnit unit, @Nullable Duration time) {
        this.coalitions = coalitions;
        this.modelRows = modelRows;
        this.precision = precision;
        this.unit = unit;
        this.time = time;
    }

    static Budget automatic() {
        return new Budget(UNSET, UNSET, UNSET, PrecisionUnit.RELATIVE, null);
    }

    Budget coalitions(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("coalitions must be 1 or more but is " + limit);
        }
        return new Budget(limit, modelRows, precision, unit, time);
    }

    Budget modelRows(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("model rows must be 1 or more but is " + limit);
        }
        return new Budget(coalitions, limit, precision, unit, time);
    }

    Budget precision(double tolerance, PrecisionUnit tolerated) {
        if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("precision must be above 0 and finite but is " + tolerance);
        }
        return new Budget(coalitions, modelRows, tolerance, tolerated, time);
    }

    Budget time(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("time must be above 0 but is " + limit);
        }
        return new Budget(coalitions, modelRows, precision, unit, limit);
    }

    boolean isAutomatic() {
        return coalitions == UNSET && modelRows == UNSET && precision == UNSET && time == null;
    }

    /** Whether a fixed number of coalitions is asked for and nothing else. */
    boolean isFixed() {
        return !stopsAtPrecision() && time == null;
    }

    /** Whether small standard errors end the work. */
    boolean stopsAtPrecision() {
        return precision != UNSET || isAutomatic();
    }

    /** How far a solution is from the precision: at most 1 where it is reached. */
    double excess(PairSolution solution, int players, int outputs) {
        return isAutomatic()
                ? solution.excess(players, outputs, AUTOMATIC_PRECISION, PrecisionUnit.RELATIVE)
                : solution.excess(players, outputs, precision, unit);
    }

    /** A sentence if a precision was asked for that a solution does not have. */
    List<String> missed(PairSolution solution, int players, int outputs) {
        if (precision == UNSET) {
            return List.of();
        }
        double excess = excess(solution, players, outputs);
        if (excess <= 1) {
            return List.of();
        }
        return List.of("the precision was not reached: 1.96 standard errors are "
                + (excess <= Float.MAX_VALUE
                        ? "up to " + (float) excess + " times what was asked for"
                        : "beyond all measure of what was asked for"));
    }

    @Nullable
    Duration time() {
        return time;
    }

    /** The number of coalitions that was set, or 0. */
    int coalitions() {
        return coalitions;
    }

    /** How {@link #automaticCoalitions} counts, in words. */
    static final String AUTOMATIC_COALITIONS = "2 × players + 2048";

    /** What is spent at most without being asked: 2M + 2048. */
    static long automaticCoalitions(int players) {
        return 2L * players + 2048;
    }

    /**
     * How many coalitions a game may evaluate.
     *
     * @param players how many vary
     * @param rowsBefore how many rows the model has predicted for the game already, and will in the end
     * @param rowsPerCoalition how many rows the model predicts for a coalition at most
     * @throws IllegalArgumentException if the model rows do not pay for the least number of coalitions
     */
    long cap(int players, long rowsBefore, int rowsPerCoalition) {
        long cap = coalitions != UNSET ? coalitions : automaticCoalitions(players) * openEnd();
        if (modelRows != UNSET) {
            long affordable = (modelRows - rowsBefore) / rowsPerCoalition;
            long least = leastCoalitions(players);
            if (affordable < least) {
                throw new IllegalArgumentException(
                        "model rows must be at least " + (rowsBefore + least * rowsPerCoalition)
                                + " for " + players + " players and " + rowsPerCoalition + " rows a coalition but is "
                                + modelRows);
            }
            cap = coalitions == UNSET ? affordable : Math.min(coalitions, affordable);
        }
        return cap;
    }

    private int openEnd() {
        return isAutomatic() ? 1 : OPEN_ENDED;
    }

    /** All coalitions, or two a player if that is less. */
    static long leastCoalitions(int players) {
        return players > ExactEnumeration.MAX_PLAYERS
                ? 2L * players
                : Math.min(2L * players, ExactEnumeration.coalitions(players));
    }

    /** What was asked for, in words, for a game of some number of players. */
    String describe(int players) {
        if (isAutomatic()) {
            return "automatic: 1.96 standard errors of at most 1 % of the range of the values, at most "
                    + automaticCoalitions(players) + " coalitions";
        }
        List<String> limits = new ArrayList<>();
        if (precision != UNSET) {
            limits.add("1.96 standard errors of at most " + precision
                    + (unit == PrecisionUnit.RELATIVE ? " of the range of the values" : " in the output's units"));
        }
        if (coalitions != UNSET) {
            limits.add("at most " + coalitions + " coalitions");
        } else if (modelRows == UNSET) {
            limits.add("at most " + OPEN_ENDED * automaticCoalitions(players) + " coalitions");
        }
        if (modelRows != UNSET) {
            limits.add("at most " + modelRows + " model rows");
        }
        if (time != null) {
            limits.add("at most " + time + " of evaluating");
        }
        return String.join(", ", limits);
    }
}
