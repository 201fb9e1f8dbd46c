package secant.kernelshap;

import java.util.Arrays;

/**
 * A process conditioned on some pairs and the full coalition, which comes last: the variances that it leaves to the values,
 * and the linear maps from what was observed to the values' means and to the leave-one-out residuals.
 *
 * <p>With K = L Lᵀ the covariance matrix of the observations and C their covariances with the values, the means are Cᵀ K⁻¹ y,
 * and what is observed at a pair less what all the others let expect is e_p = (K⁻¹y)_p / (K⁻¹)_pp. Owns its arrays. Cost:
 * n³/3 + n² M additions and multiplications, as many again as n² M for the weights, up to n³/3 for the precisions; memory n²
 * doubles.
 */
final class OddBlock {

    /** Columns of L⁻¹ that are there at a time. */
    private static final int COLUMNS = 128;

    private final int players;
    private final int[] chosen;
    private final int count;
    private final double jitter;
    private final double[] factor;
    private final double[][] whitened;
    private final double[] variances;

    /**
     * @param chosen which of the pairs, in order
     * @param priorVariances of the values
     */
    OddBlock(OddProcess process, OddKernel kernel, OddPairs pairs, int[] chosen, double[] priorVariances) {
        long[] points = pairs.points(chosen);
        this.players = pairs.players();
        this.chosen = chosen;
        this.count = chosen.length + 1;
        this.factor = new double[count * count];
        this.jitter = OddCovariance.factor(process, kernel, points, count, factor);
        this.whitened = rows(kernel.shapleyCovariances(points, count));
        Cholesky.solveForward(factor, count, whitened, players);
        this.variances = priorVariances.clone();
        for (double[] row : whitened) {
            for (int j = 0; j < players; j++) {
                variances[j] -= row[j] * row[j];
            }
        }
        for (int j = 0; j < players; j++) {
            variances[j] = Math.max(0, variances[j]); // what is left of a difference of nearly equal numbers
        }
    }

    private double[][] rows(double[] matrix) {
        double[][] rows = new double[count][players];
        for (int p = 0; p < count; p++) {
            System.arraycopy(matrix, p * players, rows[p], 0, players);
        }
        return rows;
    }

    /** Its pairs, as indices into all. */
    int[] chosen() {
        return chosen;
    }

    /** How many observations it has: its pairs, and the full coalition. */
    int count() {
        return count;
    }

    double jitter() {
        return jitter;
    }

    /** The values' variances, in units of the process. */
    double[] variances() {
        return variances;
    }

    /** W = K⁻¹C, count rows of M. */
    double[][] weights() {
        double[][] weights = new double[count][];
        for (int p = 0; p < count; p++) {
            weights[p] = whitened[p].clone();
        }
        Cholesky.solveBackward(factor, count, weights, players);
        return weights;
    }

    /**
     * (K⁻¹)_pp: one over the variance of a pair, in units of the process, given the others.
     *
     * @param pairs which of its pairs, ascending
     */
    double[] precisions(int[] pairs) {
        double[] precisions = new double[pairs.length];
        for (int from = 0; from < pairs.length; from += COLUMNS) {
            int[] some = Arrays.copyOfRange(pairs, from, Math.min(from + COLUMNS, pairs.length));
            for (double[] row : Cholesky.inverseColumns(factor, count, some)) {
                for (int c = 0; c < some.length; c++) {
                    precisions[from + c] += row[c] * row[c];
                }
            }
        }
        return precisions;
    }

    /**
     * The linear map from what was observed to Σ_p e_p h_p, count rows of M: K⁻¹ H with row p of H divided by (K⁻¹)_pp.
     *
     * @param directions h, M a pair, of all pairs
     * @param precisions of all its pairs
     */
    double[][] corrections(double[] directions, double[] precisions) {
        double[][] corrections = new double[count][players];
        for (int p = 0; p < chosen.length; p++) {
            for (int j = 0; j < players; j++) {
                corrections[p][j] = directions[chosen[p] * players + j] / precisions[p];
            }
        }
        Cholesky.solveForward(factor, count, corrections, players);
        Cholesky.solveBackward(factor, count, corrections, players);
        return corrections;
    }

    /**
     * Rows of K⁻¹ over their diagonals, count cells each: what the e_p are made of.
     *
     * @param pairs which of its pairs, ascending
     */
    double[] residualRows(int[] pairs) {
        double[][] columns = Cholesky.inverseColumns(factor, count, pairs);
        Cholesky.solveBackward(factor, count, columns, pairs.length);
        double[] rows = new double[pairs.length * count];
        for (int c = 0; c < pairs.length; c++) {
            double precision = columns[pairs[c]][c];
            for (int p = 0; p < count; p++) {
                rows[c * count + p] = columns[p][c] / precision;
            }
        }
        return rows;
    }

    /** K⁻¹y. */
    double[] solve(double[] y) {
        double[] solution = y.clone();
        Cholesky.solveForward(factor, count, solution);
        Cholesky.solveBackward(factor, count, solution);
        return solution;
    }

    /** The memory that it keeps. */
    long doubles() {
        return (long) factor.length + (long) count * players + variances.length;
    }
}
