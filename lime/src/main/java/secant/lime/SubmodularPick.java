package secant.lime;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;

/**
 * A few rows that show together what matters to a model (SP-LIME: Ribeiro, Singh and Guestrin, KDD 2016, algorithm 2).
 *
 * <p>A player's importance is I<sub>j</sub> = √Σ<sub>i</sub> |W<sub>ij</sub>| over the attributions W of all rows; a set of
 * rows covers the players for which one of them has an attribution other than 0. Rows are picked one after the other, each
 * time the one that adds the most importance to what is covered, the first of equals. Coverage is submodular, so that what
 * is reached is at least 1 − 1/e = 63 % of what the best choice of as many rows reaches. Immutable.
 *
 * <p>Rows whose attributions are all other than 0 cover everything at once: explain with a
 * {@link FeatureSelection} of few features, or say {@link #ofStrongest how many} of each row's attributions count.
 */
public final class SubmodularPick {

    /** The lime package's number of picks. */
    public static final int PICKS = 5;

    /**
     * One row that was picked.
     *
     * @param index the explanation's index among the explanations
     * @param row the row's index in the table that was explained
     * @param gain how much importance it adds to what the rows before it cover, as a share of all
     * @param coverage how much is covered with it, as a share of all, from 0 to 1
     */
    public record Pick(int index, int row, double gain, double coverage) {}

    private final String output;
    private final List<Pick> picks;

    private SubmodularPick(String output, List<Pick> picks) {
        this.output = output;
        this.picks = List.copyOf(picks);
    }

    /**
     * Picks rows by all of their attributions.
     *
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param count how many rows to pick at most, 1 or more; no row is picked twice
     * @return the picks
     * @throws IllegalArgumentException if there is no explanation or no such output
     */
    public static SubmodularPick of(Explanations explanations, String output, int count) {
        return ofStrongest(explanations, output, count, Integer.MAX_VALUE);
    }

    /**
     * Picks rows by the strongest of their attributions: the others count as 0.
     *
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param count how many rows to pick at most, 1 or more; no row is picked twice
     * @param strongest how many attributions of each row count, 1 or more
     * @return the picks
     * @throws IllegalArgumentException if there is no explanation or no such output
     */
    public static SubmodularPick ofStrongest(Explanations explanations, String output, int count, int strongest) {
        requireNonNull(output, "output");
        if (count < 1 || strongest < 1) {
            throw new IllegalArgumentException(
                    "picked rows and counted attributions must be 1 or more but are " + count + " and " + strongest);
        }
        if (explanations.size() == 0) {
            throw new IllegalArgumentException("a pick needs at least 1 explanation but there are 0; "
                    + explanations.failures().size() + " rows failed");
        }
        List<Pick> picks = new ArrayList<>();
        Matrix weights = weights(explanations, output, strongest);
        for (Pick pick : pick(weights, count)) {
            picks.add(new Pick(pick.index(), explanations.rowOf(pick.index()), pick.gain(), pick.coverage()));
        }
        return new SubmodularPick(output, picks);
    }

    /** |W|, a row an explanation, the weaker ones 0. */
    private static Matrix weights(Explanations explanations, String output, int strongest) {
        double[][] weights = new double[explanations.size()][];
        for (int i = 0; i < weights.length; i++) {
            OutputExplanation explained = explanations.get(i).output(output);
            double[] row = explained.values();
            double[] sorted = new double[row.length];
            for (int p = 0; p < row.length; p++) {
                row[p] = Math.abs(row[p]);
                sorted[p] = -row[p];
            }
            Arrays.sort(sorted);
            double weakest = strongest < row.length ? -sorted[strongest - 1] : 0;
            int left = strongest;
            for (int p = 0; p < row.length; p++) {
                left -= row[p] > weakest ? 1 : 0;
            }
            for (int p = 0; p < row.length; p++) { // of those that tie with the weakest, the first ones count
                boolean counts = row[p] > weakest || (row[p] == weakest && left-- > 0);
                row[p] = counts ? row[p] : 0;
            }
            weights[i] = row;
        }
        return Matrix.of(weights);
    }

    /** The greedy choice; the picks' rows are their indices. */
    static List<Pick> pick(Matrix weights, int count) {
        double[] importance = importance(weights);
        double total = Arrays.stream(importance).sum();
        boolean[] covered = new boolean[importance.length];
        boolean[] picked = new boolean[weights.rows()];
        List<Pick> picks = new ArrayList<>();
        double coverage = 0;
        for (int round = 0; round < Math.min(count, weights.rows()); round++) {
            int best = -1;
            double bestGain = -1;
            for (int row = 0; row < weights.rows(); row++) {
                double gain = picked[row] ? -1 : gain(weights, row, importance, covered);
                if (gain > bestGain) {
                    best = row;
                    bestGain = gain;
                }
            }
            picked[best] = true;
            for (int p = 0; p < covered.length; p++) {
                covered[p] |= weights.get(best, p) != 0;
            }
            double share = total == 0 ? 0 : bestGain / total;
            coverage = total == 0 ? 1 : Math.min(1, coverage + share); // nothing to cover is covered
            picks.add(new Pick(best, best, share, coverage));
        }
        return picks;
    }

    static double[] importance(Matrix weights) {
        double[] importance = new double[weights.columns()];
        for (int row = 0; row < weights.rows(); row++) {
            for (int p = 0; p < importance.length; p++) {
                importance[p] += Math.abs(weights.get(row, p));
            }
        }
        for (int p = 0; p < importance.length; p++) {
            importance[p] = Math.sqrt(importance[p]);
        }
        return importance;
    }

    private static double gain(Matrix weights, int row, double[] importance, boolean[] covered) {
        double gain = 0;
        for (int p = 0; p < importance.length; p++) {
            gain += !covered[p] && weights.get(row, p) != 0 ? importance[p] : 0;
        }
        return gain;
    }

    /** {@return the output's name} */
    public String output() {
        return output;
    }

    /** {@return the picked rows, in the order in which they were picked} */
    public List<Pick> picks() {
        return picks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubmodularPick that && output.equals(that.output) && picks.equals(that.picks);
    }

    @Override
    public int hashCode() {
        return 31 * output.hashCode() + picks.hashCode();
    }

    /** {@return the picked rows: {@code rows [3, 17, 5] for bad}} */
    @Override
    public String toString() {
        return "rows " + picks.stream().map(Pick::row).toList() + " for " + output;
    }
}
