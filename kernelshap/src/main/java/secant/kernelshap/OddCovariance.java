package secant.kernelshap;

/**
 * The covariance matrix of the odd parts at some pairs and the coalition of all players, which comes last, as its Cholesky
 * factor.
 *
 * <p>Pairs have the nugget of the process on the diagonal, the full coalition, whose worth is what the values add up to,
 * next to none. On top comes a jitter of 10⁻¹⁰, or of the first power of ten above it with which the matrix is positive
 * definite in spite of rounding.
 */
final class OddCovariance {

    /** The jitter that every matrix has. */
    static final double LEAST_JITTER = 1e-10;

    private static final double LARGEST_NUGGET_OF_TOTAL = 1e-8;

    private OddCovariance() {}

    /**
     * Fills in and factors.
     *
     * @param process the prior
     * @param kernel of the process
     * @param points coalitions, the full one last
     * @param count how many
     * @param matrix receives L, row-major count × count, with anything above the diagonal
     * @return the jitter that it took
     * @throws ArithmeticException if covariances are not finite, so that no jitter is enough
     */
    static double factor(OddProcess process, OddKernel kernel, long[] points, int count, double[] matrix) {
        double nugget = process.nugget();
        double jitter = LEAST_JITTER;
        while (jitter <= Double.MAX_VALUE) {
            kernel.gram(points, count, matrix);
            for (int p = 0; p < count; p++) {
                matrix[p * count + p] += nugget(nugget, p == count - 1) + jitter;
            }
            if (Cholesky.factor(matrix, count)) {
                return jitter;
            }
            jitter *= 10;
        }
        throw new ArithmeticException("the covariances of observations must be finite but are not for " + count
                + " of them under the process of " + process);
    }

    /**
     * What a part has on the diagonal beside the jitter.
     *
     * @param nugget of the pairs
     * @param total whether it is the full coalition's
     */
    static double nugget(double nugget, boolean total) {
        return total ? Math.min(nugget, LARGEST_NUGGET_OF_TOTAL) : nugget;
    }
}
