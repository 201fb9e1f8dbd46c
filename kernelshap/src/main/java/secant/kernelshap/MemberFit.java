package secant.kernelshap;

import java.util.Arrays;

/**
 * Weighted least squares on the members of sets, by conjugate gradients (CGLS: Hestenes and Stiefel 1952), stopped where
 * sets that the fit has not seen are predicted best. So there may be more unknowns than sets, and no matrix is ever made:
 * an iteration costs Σ |S| for main effects, Σ |S|² for pairs.
 *
 * <p>Main effects: y(S) ≈ Σ over i ∈ S of β_i, with Σ β = 0. Pairs: y(S) ≈ −½ Σ over i ∈ S, j ∉ S of β_ij, the even part
 * of a sum of pairs, as it stands towards the empty coalition.
 */
final class MemberFit {

    private static final int MOST_ITERATIONS = 300;
    private static final int PATIENCE = 6;

    /** Of the sum of squares: what is left is rounding. */
    private static final double ROUNDING = 1e-29;

    /** Of the first gradient's square: what is left of it is rounding, and no direction to go on in. */
    private static final double ROUNDING_OF_GRADIENT = 1e-26;

    private final int players;
    private final boolean pairs;
    private final int[] starts;
    private final int[] members;
    private final double[] weights;

    /**
     * @param pairs whether pairs are fitted, not main effects
     * @param starts where each set's members start; one more, where the last one ends
     * @param members of the sets, one after the other
     * @param weights of the sets
     */
    MemberFit(int players, boolean pairs, int[] starts, int[] members, double[] weights) {
        this.players = players;
        this.pairs = pairs;
        this.starts = starts;
        this.members = members;
        this.weights = weights;
    }

    int unknowns() {
        return pairs ? players * players : players;
    }

    /**
     * Fits to all sets but those of one fold.
     *
     * @param folds of each set
     * @return β; a pair's in both of its cells
     */
    double[] fit(double[] y, int[] folds, int heldOut) {
        int sets = y.length;
        double[] best = new double[unknowns()];
        double[] solution = new double[unknowns()];
        double[] residuals = y.clone();
        double[] step = new double[sets];
        double[] gradient = adjoint(residuals, folds, heldOut);
        double[] direction = gradient.clone();
        double square = square(gradient);
        double flat = ROUNDING_OF_GRADIENT * square;
        double least = loss(residuals, folds, heldOut);
        double enough = ROUNDING * loss(residuals, folds, -1);
        int since = 0;
        for (int iteration = 0; iteration < MOST_ITERATIONS && square > flat && since < PATIENCE; iteration++) {
            forward(direction, step);
            double curvature = 0;
            for (int s = 0; s < sets; s++) {
                curvature += folds[s] == heldOut ? 0 : weights[s] * step[s] * step[s];
            }
            if (!(curvature > 0)) {
                break;
            }
            double length = square / curvature;
            for (int s = 0; s < sets; s++) {
                residuals[s] -= length * step[s];
            }
            for (int b = 0; b < solution.length; b++) {
                solution[b] += length * direction[b];
            }
            double loss = loss(residuals, folds, heldOut);
            since++;
            if (loss < least) {
                least = loss;
                since = 0;
                System.arraycopy(solution, 0, best, 0, best.length);
            }
            if (loss <= enough) {
                break;
            }
            gradient = adjoint(residuals, folds, heldOut);
            double next = square(gradient);
            for (int b = 0; b < solution.length; b++) {
                direction[b] = gradient[b] + next / square * direction[b];
            }
            square = next;
        }
        if (!pairs) {
            centre(best);
        }
        return best;
    }

    /** Main effects add up to 0; steps add up to rounding, and a small one at the end may be nothing else. */
    private static void centre(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
    }

    /** What the fit says of every set. */
    void forward(double[] solution, double[] fitted) {
        double[] sums = pairs ? rowSums(solution) : solution;
        for (int s = 0; s < fitted.length; s++) {
            double sum = 0;
            double inside = 0;
            for (int a = starts[s]; a < starts[s + 1]; a++) {
                int row = members[a] * players;
                sum += sums[members[a]];
                for (int b = starts[s]; b < a && pairs; b++) {
                    inside += solution[row + members[b]];
                }
            }
            fitted[s] = pairs ? -0.5 * (sum - 2 * inside) : sum;
        }
    }

    private double[] rowSums(double[] table) {
        double[] sums = new double[players];
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < players; j++) {
                sums[i] += table[i * players + j];
            }
        }
        return sums;
    }

    private double[] adjoint(double[] residuals, int[] folds, int heldOut) {
        double[] single = new double[players];
        double[] both = new double[pairs ? players * players : 0];
        for (int s = 0; s < residuals.length; s++) {
            if (folds[s] != heldOut) {
                add(s, weights[s] * residuals[s], single, both);
            }
        }
        if (pairs) {
            for (int i = 0; i < players; i++) {
                for (int j = 0; j < i; j++) {
                    double apart = -0.5 * (single[i] + single[j] - 2 * both[i * players + j]);
                    both[i * players + j] = apart;
                    both[j * players + i] = apart;
                }
            }
            return both;
        }
        centre(single);
        return single;
    }

    /** Adds a number to a set's members, and to its pairs (i, j) with i after j if there is a table for them. */
    void add(int set, double amount, double[] single, double[] both) {
        for (int a = starts[set]; a < starts[set + 1]; a++) {
            single[members[a]] += amount;
            int row = members[a] * players;
            for (int b = starts[set]; b < a && both.length > 0; b++) {
                both[row + members[b]] += amount;
            }
        }
    }

    private double loss(double[] residuals, int[] folds, int heldOut) {
        double loss = 0;
        for (int s = 0; s < residuals.length; s++) {
            loss += folds[s] == heldOut || heldOut < 0 ? weights[s] * residuals[s] * residuals[s] : 0;
        }
        return loss;
    }

    /** A pair's unknown is one, though it is there twice. */
    private double square(double[] gradient) {
        double sum = 0;
        for (double g : gradient) {
            sum += g * g;
        }
        return pairs ? sum / 2 : sum;
    }
}
