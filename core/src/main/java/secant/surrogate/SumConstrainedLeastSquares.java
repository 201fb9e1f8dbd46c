package secant.surrogate;

import static java.util.Objects.requireNonNull;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import secant.data.Matrix;

/**
 * Weighted least squares whose coefficients must add up to a given total, factored once for any number of targets:
 * min Σ w (y − x·φ)² subject to 1·φ = total.
 *
 * <p>With A = XᵀWX and b = XᵀWy the solution is φ = G b + s·total, where s = A⁻¹1 / (1ᵀA⁻¹1) and
 * G = A⁻¹ − A⁻¹11ᵀA⁻¹ / (1ᵀA⁻¹1) maps to coefficients that add up to 0. The constraint is met by construction, not by a
 * large weight, which would cost digits. A may itself be singular along 1, which the
 * constraint decides: the multiple of 11ᵀ that is added before factoring changes nothing on the plane 1·φ = total.
 *
 * <p>Immutable and thread-safe: G and s are explicit, no solver is kept. Cost: p³ to factor, p² a target to solve, for p
 * coefficients; memory p² and, from rows, rows × p.
 */
public final class SumConstrainedLeastSquares {

    /** Block width of the factorization; EJML's own default. */
    private static final int BLOCK = 60;

    /** A pivot below this share of the mean diagonal is rounding, not information. */
    private static final double SMALLEST_PIVOT = 1e-11;

    /** An eigenvalue below this share of the largest is rounding, not information. */
    private static final double SMALLEST_EIGENVALUE = 1e-9;

    private static final int POWER_ITERATIONS = 60;

    private final int size;
    private final double[] inverse;
    private final double[] shares;
    private final double condition;
    private final double[] weighted;

    private SumConstrainedLeastSquares(
            int size, double[] inverse, double[] shares, double condition, double[] weighted) {
        this.size = size;
        this.inverse = inverse;
        this.shares = shares;
        this.condition = condition;
        this.weighted = weighted;
    }

    /**
     * Factors the normal equations of weighted rows.
     *
     * @param design the rows, n × p
     * @param weights one a row, 0 or more
     * @return the factored system, which {@link #solve} takes targets of the n rows for
     * @throws SingularSystemException if the rows do not determine p coefficients of a given sum
     */
    public static SumConstrainedLeastSquares of(Matrix design, double[] weights) {
        requireNonNull(design, "design");
        if (design.columns() == 0) {
            throw new IllegalArgumentException("design must have at least 1 column but is " + design);
        }
        Rows.checkWeights(design, weights);
        double[] weighted = Rows.scale(design, weights);
        return factor(design.columns(), Rows.gram(design, weighted), weighted);
    }

    /**
     * Factors normal equations that were added up elsewhere.
     *
     * @param gram A = XᵀWX, p × p and symmetric; copied
     * @return the factored system, for {@link #solveMoments}
     * @throws SingularSystemException if A does not determine p coefficients of a given sum
     */
    public static SumConstrainedLeastSquares ofGram(Matrix gram) {
        requireNonNull(gram, "gram");
        if (gram.rows() != gram.columns() || gram.rows() == 0) {
            throw new IllegalArgumentException("gram must be square, at least 1 × 1, but is " + gram);
        }
        return factor(gram.rows(), gram.data().clone(), new double[0]);
    }

    /**
     * Factors normal equations that need not determine the coefficients: of all that fit equally well, the solution is the
     * one nearest to equal shares of the total.
     *
     * @param gram A = XᵀWX, p × p and symmetric; copied
     * @return the system, for {@link #solveMoments}; its condition is that of the directions that A determines
     */
    public static SumConstrainedLeastSquares nearestEqualShares(Matrix gram) {
        requireNonNull(gram, "gram");
        if (gram.rows() != gram.columns() || gram.rows() == 0) {
            throw new IllegalArgumentException("gram must be square, at least 1 × 1, but is " + gram);
        }
        int size = gram.rows();
        double[] projected = gram.data().clone();
        takeMeansAway(projected, size);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(size, size, projected.clone()))) {
            throw singular(size);
        }
        double largest = 0;
        for (int v = 0; v < size; v++) {
            largest = Math.max(largest, eigen.getEigenvalue(v).getReal());
        }
        double smallest = largest;
        double[] inverse = new double[size * size];
        for (int v = 0; v < size; v++) {
            double value = eigen.getEigenvalue(v).getReal();
            if (value > SMALLEST_EIGENVALUE * largest) {
                smallest = Math.min(smallest, value);
                double[] vector = eigen.getEigenVector(v).data;
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        inverse[i * size + j] += vector[i] * (vector[j] / value);
                    }
                }
            }
        }
        takeMeansAway(inverse, size);
        double[] shares = new double[size];
        for (int i = 0; i < size; i++) {
            shares[i] = 1.0 / size;
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    shares[i] -= inverse[i * size + j] * (gram.get(j, k) / size);
                }
            }
        }
        return new SumConstrainedLeastSquares(
                size, inverse, shares, largest > 0 ? largest / smallest : 1, new double[0]);
    }

    /** Takes every row's and every column's mean away: A → PAP, where P projects onto vectors that add up to 0. */
    private static void takeMeansAway(double[] matrix, int size) {
        double[] columnMeans = new double[size];
        for (int i = 0; i < size; i++) {
            double mean = 0;
            for (int j = 0; j < size; j++) {
                mean += matrix[i * size + j] / size;
            }
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] -= mean;
                columnMeans[j] += matrix[i * size + j] / size;
            }
        }
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] -= columnMeans[i % size];
        }
    }

    private static SumConstrainedLeastSquares factor(int size, double[] gram, double[] weighted) {
        double meanDiagonal = 0;
        for (int i = 0; i < size; i++) {
            meanDiagonal += gram[i * size + i] / size;
        }
        double[] shifted = gram.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += meanDiagonal / size;
        }
        double[] inverse = invert(size, shifted, meanDiagonal);
        double[] rowSums = new double[size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rowSums[i] += inverse[i * size + j];
            }
            total += rowSums[i];
        }
        double[] shares = new double[size];
        for (int i = 0; i < size; i++) {
            shares[i] = rowSums[i] / total;
            for (int j = 0; j < size; j++) {
                inverse[i * size + j] -= rowSums[i] * (rowSums[j] / total);
            }
        }
        double condition = Math.max(1, largestEigenvalue(size, gram) * largestEigenvalue(size, inverse));
        return new SumConstrainedLeastSquares(size, inverse, shares, condition, weighted);
    }

    private static double[] invert(int size, double[] matrix, double meanDiagonal) {
        CholeskyDecompositionBlock_DDRM cholesky = new CholeskyDecompositionBlock_DDRM(BLOCK);
        if (!(meanDiagonal > 0) || !cholesky.decompose(DMatrixRMaj.wrap(size, size, matrix))) {
            throw singular(size);
        }
        double[] factor = cholesky.getT(null).data;
        for (int i = 0; i < size; i++) {
            double pivot = factor[i * size + i];
            if (!(pivot * pivot >= SMALLEST_PIVOT * meanDiagonal)) {
                throw singular(size);
            }
        }
        return CholeskyInverse.of(factor, size);
    }

    private static SingularSystemException singular(int size) {
        return new SingularSystemException("least squares for " + size
                + " coefficients of a given sum is singular: give it at least " + (size - 1)
                + " rows that are not combinations of each other");
    }

    /**
     * The largest eigenvalue of a positive semidefinite matrix among vectors that add up to 0, from below: power
     * iteration from a fixed start.
     */
    private static double largestEigenvalue(int size, double[] matrix) {
        double[] vector = new double[size];
        double[] image = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = StrictMath.sin(1 + i);
        }
        double value = normalise(vector);
        for (int iteration = 0; iteration < POWER_ITERATIONS && value > 0; iteration++) {
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    sum += matrix[i * size + j] * vector[j];
                }
                image[i] = sum;
            }
            value = normalise(image);
            double[] swap = vector;
            vector = image;
            image = swap;
        }
        return value;
    }

    /** Takes the mean away, divides by the length, and returns the length. */
    private static double normalise(double[] vector) {
        double mean = 0;
        for (double value : vector) {
            mean += value / vector.length;
        }
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= mean;
            squares += vector[i] * vector[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return length;
    }

    /** {@return the number p of coefficients} */
    public int size() {
        return size;
    }

    /**
     * Solves for targets of the rows that were given.
     *
     * @param targets n × k, a column each problem
     * @param totals what the coefficients must add up to, one a problem
     * @return p × k coefficients
     * @throws IllegalArgumentException if the targets do not fit the rows, or the system was made from a Gram matrix
     */
    public Matrix solve(Matrix targets, double[] totals) {
        if (weighted.length == 0) {
            throw new IllegalArgumentException("a system of a Gram matrix has no rows to take targets of; add up the"
                    + " moments and call solveMoments");
        }
        if (weighted.length != (long) targets.rows() * size) {
            throw new IllegalArgumentException("targets must be one a row of the design, " + weighted.length / size
                    + " of them, but are " + targets.rows());
        }
        Matrix moments = Matrix.zeros(size, targets.columns());
        Rows.addMoments(weighted, size, targets, moments);
        return solveMoments(moments, totals);
    }

    /**
     * Solves for moments that were added up elsewhere.
     *
     * @param moments b = XᵀWy, p × k, a column each problem
     * @param totals what the coefficients must add up to, one a problem
     * @return p × k coefficients
     */
    public Matrix solveMoments(Matrix moments, double[] totals) {
        int problems = moments.columns();
        if (moments.rows() != size || totals.length != problems) {
            throw new IllegalArgumentException("moments must be " + size + " × problems with a total each but are "
                    + moments + " with " + totals.length + " totals");
        }
        double[] b = moments.data();
        double[] solution = new double[size * problems];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < problems; k++) {
                solution[i * problems + k] = shares[i] * totals[k];
            }
            for (int j = 0; j < size; j++) {
                double g = inverse[i * size + j];
                for (int k = 0; k < problems; k++) {
                    solution[i * problems + k] += g * b[j * problems + k];
                }
            }
        }
        return Matrix.wrap(size, problems, solution);
    }

    /** {@return a copy of G, p × p, symmetric, with rows that add up to 0 up to rounding} */
    public Matrix constrainedInverse() {
        return Matrix.wrap(size, size, inverse.clone());
    }

    /** {@return a copy of s: how a total is shared out where the targets are 0; adds up to 1} */
    public double[] shares() {
        return shares.clone();
    }

    /**
     * Says how many digits the solution may lose.
     *
     * @return the condition number of A among coefficients that add up to 0, estimated from below by power iteration, 1
     *     or more
     */
    public double condition() {
        return condition;
    }
}
