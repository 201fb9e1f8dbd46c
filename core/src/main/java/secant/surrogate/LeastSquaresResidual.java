package secant.surrogate;

import secant.data.Matrix;

/**
 * What least squares on all columns leaves of the targets, whether or not the columns determine coefficients.
 *
 * <p>Columns are made orthogonal one after the other, each twice (modified Gram–Schmidt; Giraud, Langou and Rozložník
 * 2005), and taken out of the targets. Cost 4 n p² for n rows of p columns.
 */
final class LeastSquaresResidual {

    /** A column of which less than this share of its length is left repeats others. */
    private static final double SMALLEST_SHARE = 1e-10;

    private LeastSquaresResidual() {}

    static double[] of(Matrix design, double[] targets) {
        double[] residual = targets.clone();
        double[][] basis = new double[design.columns()][];
        int rank = 0;
        for (int c = 0; c < design.columns() && rank < design.rows(); c++) {
            double[] column = column(design, c);
            double length = length(column);
            for (int round = 0; round < 2; round++) {
                for (int b = 0; b < rank; b++) {
                    takeOut(basis[b], column);
                }
            }
            double left = length(column);
            if (left > SMALLEST_SHARE * length) {
                for (int r = 0; r < column.length; r++) {
                    column[r] /= left;
                }
                takeOut(column, residual);
                basis[rank++] = column;
            }
        }
        return residual;
    }

    private static double[] column(Matrix design, int column) {
        double[] cells = new double[design.rows()];
        for (int r = 0; r < cells.length; r++) {
            cells[r] = design.data()[r * design.columns() + column];
        }
        return cells;
    }

    /** Takes the part along a unit vector out of another. */
    private static void takeOut(double[] unit, double[] vector) {
        double along = 0;
        for (int r = 0; r < unit.length; r++) {
            along += unit[r] * vector[r];
        }
        for (int r = 0; r < unit.length; r++) {
            vector[r] -= along * unit[r];
        }
    }

    private static double length(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
