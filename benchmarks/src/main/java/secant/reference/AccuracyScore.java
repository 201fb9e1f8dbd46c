package secant.reference;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds up the ratios of the default policy's error to that of shap's design. */
final class AccuracyScore {

    /** Cases of fewer players are enumerated by default. */
    static final int FEWEST_PLAYERS = 13;

    /** Squared relative errors below this are rounding: 10 digits are right. They count as this. */
    static final double ROUNDING = 1e-20;

    private final Map<AccuracyBudget, Double> logarithms = new EnumMap<>(AccuracyBudget.class);
    private final Map<AccuracyBudget, Integer> counts = new EnumMap<>(AccuracyBudget.class);
    private double worst;
    private String worstWhere = "nowhere";
    private int leftOut;

    /**
     * Counts one case.
     *
     * @param where the case, for the reader
     * @param players M
     * @param ours the default's median error
     * @param theirs that of shap's design
     */
    void add(String where, int players, AccuracyBudget budget, double ours, double theirs) {
        if (ours <= ROUNDING && theirs <= ROUNDING) {
            leftOut++;
            return;
        }
        double ratio = Math.max(ours, ROUNDING) / Math.max(theirs, ROUNDING);
        if (ratio > worst) {
            worst = ratio;
            worstWhere = where + " at " + budget;
        }
        if (players >= FEWEST_PLAYERS) {
            logarithms.merge(budget, Math.log(ratio), Double::sum);
            counts.merge(budget, 1, Integer::sum);
        }
    }

    /** What was counted, in sentences. */
    String notes() {
        return "default / shap, geometric mean over " + counts.values() + " cases of " + FEWEST_PLAYERS
                + " players and more; errors below " + ROUNDING + " count as that; " + leftOut
                + " left out where both are below; the largest ratio of all is at " + worstWhere;
    }

    /** The last line. */
    String line() {
        return Arrays.stream(AccuracyBudget.values())
                .map(budget -> budget + "=" + geometricMean(budget))
                .collect(Collectors.joining(" ", "geomean ", String.format(Locale.ROOT, " worst=%.4g", worst)));
    }

    private String geometricMean(AccuracyBudget budget) {
        Integer count = counts.get(budget);
        Double sum = logarithms.get(budget);
        return count == null || sum == null ? "-" : String.format(Locale.ROOT, "%.4g", Math.exp(sum / count));
    }
}
