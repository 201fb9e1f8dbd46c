package secant.surrogate;

import static java.util.Objects.requireNonNull;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.linsol.qr.LinearSolverQrHouseCol_DDRM;
import secant.data.Matrix;

/**
 * A weighted linear fit with an intercept and a penalty on the coefficients, for all outputs at once:
 * min Σ w (y − c − x·β)² + α |β|². The intercept is not penalised.
 *
 * <p>Columns and targets are centred by their weighted means, rows scaled by √w, and the rows √α I appended; one
 * Householder QR then serves every output. Columns are not standardised: α is in squared units of the columns times
 * weight. Immutable. Cost: n p² for n rows of p columns; memory 2 n p while fitting.
 */
public final class WeightedRidge {

    /** A diagonal of R below this share of its column's length is rounding, not information, whatever the units. */
    private static final double SMALLEST_DIAGONAL = 1e-12;

    private final double[] intercepts;
    private final Matrix coefficients;
    private final double[] scores;

    private WeightedRidge(double[] intercepts, Matrix coefficients, double[] scores) {
        this.intercepts = intercepts;
        this.coefficients = coefficients;
        this.scores = scores;
    }

    /**
     * Fits.
     *
     * @param design the rows, n × p, n and p at least 1
     * @param weights one a row, 0 or more, not all 0
     * @param targets n × k, a column each output
     * @param alpha the penalty, 0 or more
     * @return the fit
     * @throws SingularSystemException if α is 0 and the rows do not determine p coefficients and an intercept
     */
    public static WeightedRidge fit(Matrix design, double[] weights, Matrix targets, double alpha) {
        check(design, weights, targets, alpha);
        double[] columnMeans = means(design, weights);
        double[] targetMeans = means(targets, weights);
        int penaltyRows = alpha > 0 ? design.columns() : 0;
        DMatrixRMaj left = centred(design, weights, columnMeans, penaltyRows);
        for (int i = 0; i < penaltyRows; i++) {
            left.set(design.rows() + i, i, Math.sqrt(alpha));
        }
        DMatrixRMaj right = centred(targets, weights, targetMeans, penaltyRows);
        DMatrixRMaj solution = solve(left, right, alpha);
        Matrix coefficients = Matrix.wrap(design.columns(), targets.columns(), solution.data);
        double[] intercepts = targetMeans.clone();
        for (int i = 0; i < design.columns(); i++) {
            for (int k = 0; k < intercepts.length; k++) {
                intercepts[k] -= columnMeans[i] * coefficients.get(i, k);
            }
        }
        return new WeightedRidge(
                intercepts, coefficients, scores(design, weights, targets, targetMeans, intercepts, coefficients));
    }

    private static void check(Matrix design, double[] weights, Matrix targets, double alpha) {
        requireNonNull(targets, "targets");
        if (design.rows() == 0 || design.columns() == 0) {
            throw new IllegalArgumentException("design must have at least 1 row and 1 column but is " + design);
        }
        if (targets.rows() != design.rows()) {
            throw new IllegalArgumentException(
                    "targets must be one for each of " + design.rows() + " rows but are " + targets.rows());
        }
        if (!(alpha >= 0) || Double.isInfinite(alpha)) { // negated so that NaN is refused too
            throw new IllegalArgumentException("alpha must be finite and 0 or more but is " + alpha);
        }
        Rows.checkWeights(design, weights);
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("weights must not all be 0");
        }
    }

    private static double[] means(Matrix table, double[] weights) {
        double[] means = new double[table.columns()];
        double total = 0;
        for (int r = 0; r < weights.length; r++) {
            total += weights[r];
            for (int c = 0; c < means.length; c++) {
                means[c] += weights[r] * table.data()[r * means.length + c];
            }
        }
        for (int c = 0; c < means.length; c++) {
            means[c] = constantOr(means[c] / total, table, weights, c);
        }
        return means;
    }

    /** A column's only value, whose computed mean may be off by rounding: what is constant must become 0 exactly. */
    private static double constantOr(double mean, Matrix table, double[] weights, int column) {
        double only = Double.NaN;
        for (int r = 0; r < weights.length; r++) {
            double value = table.get(r, column);
            if (weights[r] > 0 && value != only) {
                if (!Double.isNaN(only)) {
                    return mean;
                }
                only = value;
            }
        }
        return only;
    }

    private static DMatrixRMaj centred(Matrix table, double[] weights, double[] means, int extraRows) {
        int columns = table.columns();
        DMatrixRMaj centred = new DMatrixRMaj(table.rows() + extraRows, columns);
        for (int r = 0; r < table.rows(); r++) {
            double scale = Math.sqrt(weights[r]);
            for (int c = 0; c < columns; c++) {
                centred.data[r * columns + c] = scale * (table.data()[r * columns + c] - means[c]);
            }
        }
        return centred;
    }

    private static double columnLength(DMatrixRMaj triangle, int column) {
        double length = 0;
        for (int i = 0; i <= column; i++) {
            length = StrictMath.hypot(length, triangle.get(i, column));
        }
        return length;
    }

    private static DMatrixRMaj solve(DMatrixRMaj left, DMatrixRMaj right, double alpha) {
        int columns = left.numCols;
        LinearSolverQrHouseCol_DDRM solver = new LinearSolverQrHouseCol_DDRM();
        boolean determined = left.numRows >= columns && solver.setA(left);
        if (determined) {
            QRDecompositionHouseholderColumn_DDRM qr = (QRDecompositionHouseholderColumn_DDRM)
                    solver.<QRDecompositionHouseholderColumn_DDRM>getDecomposition();
            DMatrixRMaj triangle = qr.getR(null, true);
            for (int i = 0; i < columns; i++) {
                determined &= Math.abs(triangle.get(i, i)) > SMALLEST_DIAGONAL * columnLength(triangle, i);
            }
        }
        if (!determined) {
            throw new SingularSystemException("a linear fit of " + columns + " columns and an intercept is singular: "
                    + "give it more rows, leave out columns that repeat others or are constant, or raise alpha, which is "
                    + alpha);
        }
        DMatrixRMaj solution = new DMatrixRMaj(columns, right.numCols);
        solver.solve(right, solution);
        return solution;
    }

    private static double[] scores(
            Matrix design, double[] weights, Matrix targets, double[] means, double[] intercepts, Matrix coefficients) {
        int outputs = targets.columns();
        double[] scores = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double residual = 0;
            double spread = 0;
            for (int r = 0; r < design.rows(); r++) {
                double fitted = intercepts[k];
                for (int c = 0; c < design.columns(); c++) {
                    fitted += design.get(r, c) * coefficients.get(c, k);
                }
                double y = targets.get(r, k);
                residual += weights[r] * (y - fitted) * (y - fitted);
                spread += weights[r] * (y - means[k]) * (y - means[k]);
            }
            scores[k] = 1 - residual / spread;
        }
        return scores;
    }

    /** {@return a copy of the intercepts, one an output} */
    public double[] intercepts() {
        return intercepts.clone();
    }

    /** {@return the coefficients, p × k; not to be written to} */
    public Matrix coefficients() {
        return coefficients;
    }

    /** {@return a copy of the weighted R² of each output; NaN where the targets do not vary, which leaves it undefined} */
    public double[] scores() {
        return scores.clone();
    }
}
