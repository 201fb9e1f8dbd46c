package secant.surrogate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import secant.data.Matrix;

/**
 * The whole path of the lasso: min 1/(2n) Σ (y − x·β)² + penalty · Σ|β| for every penalty from where the first coefficient
 * leaves 0 downwards.
 *
 * <p>β is linear in the penalty between knots, where a column becomes active or its coefficient returns to 0; the path is
 * followed from knot to knot by least-angle regression (Efron, Hastie, Johnstone and Tibshirani 2004). A column that is a
 * combination of the active ones, up to 10⁻⁶ of its length, is passed over as long as it is one. Of columns that are tied,
 * the first in the design comes first. Columns are not standardised. The answers are those of scikit-learn's
 * {@code lars_path(method="lasso")}, {@code LassoLarsIC} and {@code Lasso}.
 *
 * <p>Immutable and thread-safe. Cost, for n rows of p columns: n p² for the products of the columns, and p² a knot; memory
 * n p + p² and p a knot.
 */
public final class LassoPath {

    /** Up to this size a coefficient is not a degree of freedom; so does scikit-learn count. */
    private static final double SMALLEST_COEFFICIENT = 0x1p-52;

    private final Matrix design;
    private final double[] targets;
    private final boolean intercept;
    private final double[] penalties;
    private final double[][] coefficients;
    private final int[][] active;
    private final boolean complete;

    private LassoPath(Matrix design, double[] targets, boolean intercept, LeastAngleSteps walked) {
        this.design = design;
        this.targets = targets;
        this.intercept = intercept;
        this.penalties = walked.penalties();
        this.coefficients = walked.coefficients();
        this.active = walked.active();
        this.complete = walked.complete();
    }

    /** How the number of columns is weighed against the fit. */
    public enum Criterion {
        /** Akaike's: a coefficient costs 2. */
        AKAIKE {
            @Override
            double price(int rows) {
                return 2;
            }
        },
        /** The Bayesian one of Schwarz: a coefficient costs log n. */
        BAYESIAN {
            @Override
            double price(int rows) {
                return StrictMath.log(rows);
            }
        };

        abstract double price(int rows);
    }

    /**
     * Follows the path of a fit through the origin.
     *
     * @param design the rows, n × p, n and p at least 1; copied
     * @param targets one a row; copied
     * @param steps the most columns to take up or drop, 1 or more
     * @param smallestPenalty where to stop, 0 or more; 0 goes on to the least-squares fit
     * @return the path
     * @throws IllegalArgumentException if the sizes do not fit, or a number is not finite
     */
    public static LassoPath of(Matrix design, double[] targets, int steps, double smallestPenalty) {
        return walk(design, targets, false, steps, smallestPenalty);
    }

    /**
     * Follows the path of a fit with an intercept that is not penalised: columns and targets are centred first.
     *
     * @param design the rows, n × p, n and p at least 1; copied
     * @param targets one a row; copied
     * @param steps the most columns to take up or drop, 1 or more
     * @param smallestPenalty where to stop, 0 or more; 0 goes on to the least-squares fit
     * @return the path
     * @throws IllegalArgumentException if the sizes do not fit, or a number is not finite
     */
    public static LassoPath withIntercept(Matrix design, double[] targets, int steps, double smallestPenalty) {
        return walk(design, targets, true, steps, smallestPenalty);
    }

    private static LassoPath walk(
            Matrix design, double[] targets, boolean intercept, int steps, double smallestPenalty) {
        requireNonNull(targets, "targets");
        if (design.rows() == 0 || design.columns() == 0) {
            throw new IllegalArgumentException("design must have at least 1 row and 1 column but is " + design);
        }
        if (targets.length != design.rows()) {
            throw new IllegalArgumentException(
                    "targets must be one for each of " + design.rows() + " rows but are " + targets.length);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more but is " + steps);
        }
        checkPenalty("smallest penalty", smallestPenalty);
        checkFinite("design", design.data(), design.columns());
        checkFinite("targets", targets, 1);
        Matrix copied = design.copy();
        Matrix aimed = Matrix.wrap(targets.length, 1, targets.clone());
        if (intercept) {
            centre(copied);
            centre(aimed);
        }
        Matrix moments = Matrix.zeros(design.columns(), 1);
        Rows.addMoments(copied.data(), design.columns(), aimed, moments);
        double[] gram = Rows.gram(copied, copied.data());
        LeastAngleSteps walked = new LeastAngleSteps(gram, moments.data(), design.rows());
        walked.walk(steps, smallestPenalty);
        return new LassoPath(copied, aimed.data(), intercept, walked);
    }

    private static void checkPenalty(String name, double penalty) {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) { // negated so that NaN is refused too
            throw new IllegalArgumentException(name + " must be 0 or more and finite but is " + penalty);
        }
    }

    private static void checkFinite(String name, double[] cells, int columns) {
        for (int i = 0; i < cells.length; i++) {
            if (!Double.isFinite(cells[i])) {
                throw new IllegalArgumentException(
                        name + " must be finite but row " + i / columns + " has " + cells[i]);
            }
        }
    }

    /** Takes each column's mean away; the second round takes away what rounding left of it. */
    private static void centre(Matrix table) {
        double[] cells = table.data();
        int columns = table.columns();
        for (int c = 0; c < columns; c++) {
            for (int round = 0; round < 2; round++) {
                double mean = 0;
                for (int i = c; i < cells.length; i += columns) {
                    mean += cells[i];
                }
                mean /= table.rows();
                for (int i = c; i < cells.length; i += columns) {
                    cells[i] -= mean;
                }
            }
        }
    }

    /** {@return the number of knots, 1 or more: the first has all coefficients 0} */
    public int knots() {
        return penalties.length;
    }

    /** {@return the number p of columns} */
    public int columns() {
        return design.columns();
    }

    /**
     * Says where a knot is.
     *
     * @param knot its index, from the largest penalty to the smallest
     * @return its penalty
     */
    public double penalty(int knot) {
        return penalties[knot];
    }

    /**
     * Gives the coefficients at a knot.
     *
     * @param knot its index
     * @return a copy, one a column; exactly 0 for a column that is not active
     */
    public double[] coefficients(int knot) {
        return coefficients[knot].clone();
    }

    /**
     * Lists the columns that were moved on the way to a knot and not dropped there.
     *
     * @param knot its index; none are active at the first
     * @return a copy, in the order in which they became active
     */
    public int[] active(int knot) {
        return active[knot].clone();
    }

    /**
     * Gives the coefficients at one penalty, by interpolation between knots.
     *
     * @param penalty 0 or more
     * @return a new array, one a column
     * @throws IllegalArgumentException if the path was stopped at a larger penalty
     */
    public double[] at(double penalty) {
        checkPenalty("penalty", penalty);
        int last = penalties.length - 1;
        if (penalty < penalties[last] && !complete) {
            throw new IllegalArgumentException("penalty must be at least " + penalties[last]
                    + ", where the path was stopped, but is " + penalty + "; allow more steps");
        }
        int after = 0;
        while (after <= last && penalties[after] > penalty) {
            after++;
        }
        if (after == 0 || after > last) {
            return coefficients[Math.min(after, last)].clone();
        }
        double share = (penalties[after - 1] - penalty) / (penalties[after - 1] - penalties[after]);
        double[] between = new double[columns()];
        for (int c = 0; c < between.length; c++) {
            double from = coefficients[after - 1][c];
            between[c] = from + share * (coefficients[after][c] - from);
        }
        return between;
    }

    /**
     * Finds the knot with the least information criterion: n log 2πσ² + RSS/σ² + price · coefficients that are not 0 (Zou,
     * Hastie and Tibshirani 2007), where σ² is the residual variance of least squares on all columns.
     *
     * @param criterion what a coefficient costs
     * @return the knot's index; of equal ones the first. Where least squares leaves no residual at all, that is the first
     *     knot that leaves none, or as little as any
     * @throws IllegalArgumentException if there are not more rows than columns and intercept, so that σ² is unknown
     */
    public int least(Criterion criterion) {
        int freedom = design.rows() - design.columns() - (intercept ? 1 : 0);
        if (freedom <= 0) {
            throw new IllegalArgumentException("the criterion must have more rows than coefficients but " + design
                    + " leaves none for the noise; choose a number of columns or a penalty instead");
        }
        double variance = squaredLength(LeastSquaresResidual.of(design, targets)) / freedom;
        double price = criterion.price(design.rows());
        int least = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int knot = 0; knot < penalties.length; knot++) {
            double misfit = squaredLength(residual(coefficients[knot]));
            double value = variance > 0 ? misfit / variance + price * freedoms(coefficients[knot]) : misfit;
            if (value < smallest) {
                smallest = value;
                least = knot;
            }
        }
        return least;
    }

    private double[] residual(double[] slopes) {
        double[] residual = targets.clone();
        double[] cells = design.data();
        for (int r = 0; r < residual.length; r++) {
            double fitted = 0;
            for (int c = 0; c < slopes.length; c++) {
                fitted += slopes[c] * cells[r * slopes.length + c];
            }
            residual[r] -= fitted;
        }
        return residual;
    }

    private static int freedoms(double[] slopes) {
        return (int) Arrays.stream(slopes)
                .filter(slope -> Math.abs(slope) > SMALLEST_COEFFICIENT)
                .count();
    }

    private static double squaredLength(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        return squares;
    }
}
