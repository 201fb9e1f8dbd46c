package secant.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks along the lasso's path. Mutable, used by one thread, for one walk.
 *
 * <p>With G = XᵀX, c = Xᵀy and r = c − Gβ, every active column has |r_j| = level, the others have less. Along the direction d
 * with G_AA d_A = the signs of r_A, the level falls by 1 a unit and r_j by a_j = (G d)_j. The next knot is where an inactive
 * column's |r_j| meets the level, where an active coefficient returns to 0, or where the level is 0.
 */
final class LeastAngleSteps {

    /** What is left of a column's squared length beside the active ones, as a share, below which it is taken for 0. */
    private static final double SMALLEST_PIVOT = 1e-12;

    /** Levels and differences of levels below this share of the first level are rounding. */
    private static final double ROUNDING = 1e-12;

    /** An inactive column whose r falls as the level does, up to this, never meets it. */
    private static final double SMALLEST_APPROACH = 1e-10;

    private static final int NONE = -1;

    private final int size;
    private final int rows;
    private final double[] gram;
    private final double[] moments;
    private final double noise;

    private final double[] beta;
    private final double[] remaining;
    private final double[] direction;
    private final double[] falls;
    private final int[] actives;
    private final double[] signs;
    private final boolean[] isActive;
    private final boolean[] repeats;
    private final double[] factor;
    private int count;
    private double level;

    private final List<Double> penalties = new ArrayList<>();
    private final List<double[]> coefficients = new ArrayList<>();
    private final List<int[]> active = new ArrayList<>();

    /**
     * @param gram XᵀX, p × p
     * @param moments Xᵀy
     * @param rows n
     */
    LeastAngleSteps(double[] gram, double[] moments, int rows) {
        this.size = moments.length;
        this.rows = rows;
        this.gram = gram;
        this.moments = moments;
        this.beta = new double[size];
        this.remaining = moments.clone();
        this.direction = new double[size];
        this.falls = new double[size];
        this.actives = new int[size];
        this.signs = new double[size];
        this.isActive = new boolean[size];
        this.repeats = new boolean[size];
        this.factor = new double[size * size];
        for (double moment : moments) {
            level = Math.max(level, Math.abs(moment));
        }
        this.noise = ROUNDING * level;
    }

    /**
     * Walks.
     *
     * @param steps the most columns to take up or drop
     * @param smallestPenalty where to stop
     */
    void walk(int steps, double smallestPenalty) {
        double end = Math.max(smallestPenalty * rows, noise);
        record();
        int next = first();
        for (int step = 0; step < steps && level > end; step++) {
            if (next != NONE) {
                takeUp(next);
            }
            turn();
            next = NONE;
            double length = level;
            for (int j = 0; j < size; j++) {
                double meeting = isActive[j] || repeats[j] ? Double.POSITIVE_INFINITY : meeting(j);
                if (meeting < length) {
                    length = meeting;
                    next = j;
                }
            }
            int leaving = NONE;
            for (int a = 0; a < count; a++) {
                double zero = -beta[actives[a]] / direction[actives[a]];
                if (zero > 0 && zero < length) {
                    length = zero;
                    leaving = a;
                }
            }
            advance(length);
            if (leaving != NONE) {
                drop(leaving);
                next = NONE;
            }
            record();
        }
    }

    /** The column with the largest |r|, of equal ones the first. */
    private int first() {
        int first = 0;
        for (int j = 1; j < size; j++) {
            if (Math.abs(remaining[j]) > Math.abs(remaining[first])) {
                first = j;
            }
        }
        return first;
    }

    /** Appends a column to the active ones and their Cholesky factor, unless it repeats them. */
    private void takeUp(int column) {
        if (!factorNext(column)) {
            repeats[column] = true;
            return;
        }
        isActive[column] = true;
        signs[column] = Math.signum(remaining[column]);
        actives[count++] = column;
    }

    private boolean factorNext(int column) {
        int row = count * size;
        double pivot = gram[column * size + column];
        for (int a = 0; a < count; a++) {
            double sum = gram[column * size + actives[a]];
            for (int b = 0; b < a; b++) {
                sum -= factor[row + b] * factor[a * size + b];
            }
            factor[row + a] = sum / factor[a * size + a];
            pivot -= factor[row + a] * factor[row + a];
        }
        if (!(pivot > SMALLEST_PIVOT * gram[column * size + column])) {
            return false;
        }
        factor[row + count] = Math.sqrt(pivot);
        return true;
    }

    /** Finds the direction for the active columns, and how fast every column's r falls along it. */
    private void turn() {
        double[] solution = new double[count];
        for (int a = 0; a < count; a++) {
            double sum = signs[actives[a]];
            for (int b = 0; b < a; b++) {
                sum -= factor[a * size + b] * solution[b];
            }
            solution[a] = sum / factor[a * size + a];
        }
        for (int a = count - 1; a >= 0; a--) {
            double sum = solution[a];
            for (int b = a + 1; b < count; b++) {
                sum -= factor[b * size + a] * solution[b];
            }
            solution[a] = sum / factor[a * size + a];
        }
        Arrays.fill(falls, 0);
        for (int a = 0; a < count; a++) {
            int from = actives[a] * size;
            direction[actives[a]] = solution[a];
            for (int j = 0; j < size; j++) {
                falls[j] += solution[a] * gram[from + j];
            }
        }
    }

    /** How far to go until an inactive column's |r| is as large as the level. */
    private double meeting(int column) {
        double above = meeting(level - remaining[column], 1 - falls[column]);
        double below = meeting(level + remaining[column], 1 + falls[column]);
        return Math.min(above, below);
    }

    private double meeting(double distance, double approach) {
        if (!(approach > SMALLEST_APPROACH)) {
            return Double.POSITIVE_INFINITY;
        }
        return distance <= noise ? 0 : distance / approach;
    }

    private void advance(double length) {
        level = length == level ? 0 : level - length;
        System.arraycopy(moments, 0, remaining, 0, size);
        for (int a = 0; a < count; a++) {
            int column = actives[a];
            beta[column] += length * direction[column];
            for (int j = 0; j < size; j++) {
                remaining[j] -= beta[column] * gram[column * size + j];
            }
        }
    }

    /** Takes an active column out, and factors those that came after it again. What repeated it may be of use now. */
    private void drop(int position) {
        int dropped = actives[position];
        isActive[dropped] = false;
        beta[dropped] = 0;
        direction[dropped] = 0;
        int[] later = Arrays.copyOfRange(actives, position + 1, count);
        count = position;
        for (int column : later) {
            factorNext(column);
            actives[count++] = column;
        }
        Arrays.fill(repeats, false);
    }

    private void record() {
        penalties.add(level / rows);
        coefficients.add(beta.clone());
        active.add(Arrays.copyOf(actives, count));
    }

    /** Whether the walk came to a penalty of 0. */
    boolean complete() {
        return level <= noise;
    }

    double[] penalties() {
        return penalties.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[][] coefficients() {
        return coefficients.toArray(double[][]::new);
    }

    int[][] active() {
        return active.toArray(int[][]::new);
    }
}
