package secant.kernelshap;

import java.util.Arrays;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.surrogate.LassoPath;
import secant.surrogate.SumConstrainedLeastSquares;

/**
 * Kernel SHAP's regression on the players that a {@link PlayerSelection} keeps, chosen as shap 0.51 chooses them.
 *
 * <p>The lasso knows no constraint, so that every coalition S of s among M players is given to it twice: once with its gain
 * v(S) − v(∅) and weight w (M − s), and once seen from the full coalition, x − 1 with gain v(S) − v(N) and weight w s. For
 * the information criteria columns are divided by their standard deviations and the fit has an intercept; for one penalty it
 * has an intercept; for the first players neither. The values are those of the constrained regression on the chosen columns
 * alone.
 *
 * <p>Where shap stops a path at a penalty of 1.2e-7, whatever the unit of the gains, this does so after they are brought to
 * a size of 1 to 2. Where a coefficient returns to 0 on the path to the first players, it loses its place here; shap lets it
 * keep it.
 */
final class SelectedRegression {

    /** scikit-learn's limit: below the precision of a float a penalty is none. */
    private static final double SMALLEST_PENALTY = 0x1p-23;

    /** scikit-learn's limit of steps along a path. */
    private static final int STEPS = 500;

    private final Matrix members;
    private final double[] weights;

    /**
     * @param members a row a coalition, 1 for a member and 0 for any other; not written to
     * @param weights one a coalition
     */
    SelectedRegression(Matrix members, double[] weights) {
        this.members = members;
        this.weights = weights;
    }

    /**
     * Chooses players.
     *
     * @param gains v(S) − v(∅), one a coalition
     * @param total v(N) − v(∅)
     * @return their indices, ascending; none if the lasso keeps none
     * @throws IllegalArgumentException if a criterion is asked for but there are no more coalitions than half of the players
     */
    int[] choose(double[] gains, double total, PlayerSelection selection) {
        if (selection instanceof PlayerSelection.All) {
            return IntStream.range(0, members.columns()).toArray();
        }
        if (selection instanceof PlayerSelection.Lasso lasso) {
            LassoPath path =
                    LassoPath.withIntercept(doubled(), doubledTargets(gains, total, 0), STEPS, lasso.penalty());
            return kept(path.at(lasso.penalty()));
        }
        int exponent = exponent(gains, total);
        double[] targets = doubledTargets(gains, total, exponent);
        if (selection instanceof PlayerSelection.Top top) {
            LassoPath path = LassoPath.of(doubled(), targets, top.players(), SMALLEST_PENALTY);
            int[] first = path.active(path.knots() - 1);
            Arrays.sort(first);
            return first;
        }
        LassoPath path = LassoPath.withIntercept(standardised(doubled()), targets, STEPS, SMALLEST_PENALTY);
        return kept(path.coefficients(path.least(
                selection instanceof PlayerSelection.Akaike
                        ? LassoPath.Criterion.AKAIKE
                        : LassoPath.Criterion.BAYESIAN)));
    }

    /**
     * Solves for the values of chosen players.
     *
     * @param chosen their indices
     * @return one value a player, 0 for those that were not chosen; all 0 if none were
     * @throws secant.surrogate.SingularSystemException if the coalitions do not determine them
     */
    double[] solve(int[] chosen, double[] gains, double total) {
        double[] values = new double[members.columns()];
        if (chosen.length == 0) {
            return values;
        }
        Matrix kept = Matrix.zeros(members.rows(), chosen.length);
        for (int c = 0; c < members.rows(); c++) {
            for (int i = 0; i < chosen.length; i++) {
                kept.data()[c * chosen.length + i] = members.get(c, chosen[i]);
            }
        }
        Matrix solution = SumConstrainedLeastSquares.of(kept, weights)
                .solve(Matrix.wrap(gains.length, 1, gains), new double[] {total});
        for (int i = 0; i < chosen.length; i++) {
            values[chosen[i]] = solution.get(i, 0);
        }
        return values;
    }

    /** √(w (M − s)) x, and below √(w s) (x − 1). */
    private Matrix doubled() {
        int coalitions = members.rows();
        int players = members.columns();
        Matrix doubled = Matrix.zeros(Math.multiplyExact(2, coalitions), players);
        for (int c = 0; c < coalitions; c++) {
            int size = size(c);
            double inside = Math.sqrt(weights[c] * (players - size));
            double outside = Math.sqrt(weights[c] * size);
            for (int p = 0; p < players; p++) {
                double member = members.get(c, p);
                doubled.data()[c * players + p] = inside * member;
                doubled.data()[(coalitions + c) * players + p] = outside * (member - 1);
            }
        }
        return doubled;
    }

    private double[] doubledTargets(double[] gains, double total, int exponent) {
        double[] targets = new double[2 * gains.length];
        double all = Math.scalb(total, -exponent);
        for (int c = 0; c < gains.length; c++) {
            int size = size(c);
            double gain = Math.scalb(gains[c], -exponent);
            targets[c] = Math.sqrt(weights[c] * (members.columns() - size)) * gain;
            targets[gains.length + c] = Math.sqrt(weights[c] * size) * (gain - all);
        }
        return targets;
    }

    private int size(int coalition) {
        int size = 0;
        for (int p = 0; p < members.columns(); p++) {
            size += members.get(coalition, p) == 0 ? 0 : 1;
        }
        return size;
    }

    /** The power of two of the largest gain. */
    private static int exponent(double[] gains, double total) {
        double largest = Math.abs(total);
        for (double gain : gains) {
            largest = Math.max(largest, Math.abs(gain));
        }
        return Math.getExponent(largest);
    }

    /** Divides each column by its standard deviation, in place; one that does not vary is left as it is. */
    private static Matrix standardised(Matrix table) {
        double[] cells = table.data();
        int columns = table.columns();
        for (int column = 0; column < columns; column++) {
            double mean = 0;
            for (int i = column; i < cells.length; i += columns) {
                mean += cells[i] / table.rows();
            }
            double squares = 0;
            for (int i = column; i < cells.length; i += columns) {
                squares += (cells[i] - mean) * (cells[i] - mean);
            }
            double deviation = squares > 0 ? Math.sqrt(squares / table.rows()) : 1;
            for (int i = column; i < cells.length; i += columns) {
                cells[i] /= deviation;
            }
        }
        return table;
    }

    private static int[] kept(double[] coefficients) {
        return IntStream.range(0, coefficients.length)
                .filter(p -> coefficients[p] != 0)
                .toArray();
    }
}
