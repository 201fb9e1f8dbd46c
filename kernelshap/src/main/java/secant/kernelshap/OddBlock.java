package secant.kernelshap;

/**
 * A process conditioned on some pairs and the full coalition, which comes last: the variances that it leaves to the values,
 * and the linear maps from what was observed to the values' means and to the leave-one-out residuals.
 *
 * <p>With K = L Lᵀ the covariance matrix of the observations and C their covariances with the values, the means are Cᵀ K⁻¹ y,
 * and what is observed at a pair less what all the others let expect is e_p = (K⁻¹y)_p / (K⁻¹)_pp. Owns its arrays. Cost:
 * 2/3 n³ + 2 n² M additions and multiplications; memory n² doubles.
 */
final class OddBlock {

    private final int players;
    private final int[] chosen;
    private final int count;
    private final double jitter;
    private final double[] inverse;
    private final double[] precisions;
    private final double[] whitened;
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
        this.inverse = new double[count * count];
        this.jitter = OddCovariance.factor(process, kernel, points, count, inverse);
        Cholesky.invert(inverse, count);
        this.precisions = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                precisions[j] += inverse[i * count + j] * inverse[i * count + j];
            }
        }
        this.whitened = Cholesky.multiply(inverse, count, kernel.shapleyCovariances(points, count), players);
        this.variances = priorVariances.clone();
        for (int p = 0; p < count; p++) {
            for (int j = 0; j < players; j++) {
                variances[j] -= whitened[p * players + j] * whitened[p * players + j];
            }
        }
        for (int j = 0; j < players; j++) {
            variances[j] = Math.max(0, variances[j]); // what is left of a difference of nearly equal numbers
        }
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

    /** (K⁻¹)_pp: one over the variance of pair p, in units of the process, given the others. */
    double precision(int p) {
        return precisions[p];
    }

    /** W = K⁻¹C, count × M. */
    double[] weights() {
        return Cholesky.multiplyTransposed(inverse, count, whitened, players);
    }

    /**
     * The linear map from what was observed to Σ_p e_p h_p, count × M: K⁻¹ H with row p of H divided by (K⁻¹)_pp.
     *
     * @param directions h, M a pair, of all pairs
     */
    double[] corrections(double[] directions) {
        double[] scaled = new double[count * players];
        for (int p = 0; p < chosen.length; p++) {
            for (int j = 0; j < players; j++) {
                scaled[p * players + j] = directions[chosen[p] * players + j] / precisions[p];
            }
        }
        return Cholesky.multiplyTransposed(inverse, count, Cholesky.multiply(inverse, count, scaled, players), players);
    }

    /** Row p of K⁻¹ over its diagonal: what e_p is made of. */
    void residualRow(int p, double[] rows, int offset) {
        for (int i = p; i < count; i++) {
            double factor = inverse[i * count + p] / precisions[p];
            for (int j = 0; j <= i; j++) {
                rows[offset + j] += factor * inverse[i * count + j];
            }
        }
    }

    /** K⁻¹y. */
    double[] solve(double[] y) {
        double[] forward = new double[count];
        for (int i = 0; i < count; i++) {
            forward[i] = Cholesky.dot(inverse, i * count, y, i + 1);
        }
        double[] solution = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                solution[j] += forward[i] * inverse[i * count + j];
            }
        }
        return solution;
    }

    /** The memory that it keeps. */
    long doubles() {
        return (long) inverse.length + precisions.length + whitened.length + variances.length;
    }
}
