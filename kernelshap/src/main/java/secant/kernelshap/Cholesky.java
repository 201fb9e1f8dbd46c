package secant.kernelshap;

import java.util.Arrays;

/**
 * Cholesky factors of symmetric positive definite matrices, A = L Lᵀ, row-major, of which only the lower triangle is
 * read.
 *
 * <p>All of the work is done on a row and four multiples at a time, in loops over neighbouring columns that the JIT turns
 * into vector instructions: no sum is taken in an order of the machine's choosing, so that the bits are the same
 * everywhere. The JIT does so only where all arrays of a loop have the same index and its body is small, which is why rows
 * are copied to arrays of their own and back: over one array at several offsets, or for two rows at a time, the same loops
 * take two to three times as long. Cost: n³/3 additions and multiplications to factor, as
 * many again to invert L, 2n² to solve.
 */
final class Cholesky {

    /** Rows that are factored or inverted together; a multiple of 4. */
    private static final int BLOCK = 16;

    /** Columns that are updated together, so that they stay in the cache; a multiple of 4. */
    private static final int TILE = 256;

    private Cholesky() {}

    /**
     * Factors in place.
     *
     * @param a A, n × n; its lower triangle becomes L, what is above is lost
     * @return whether A is positive definite up to rounding; if not, {@code a} is spoilt
     */
    static boolean factor(double[] a, int n) {
        double[][] panel = new double[BLOCK][n];
        double[] one = new double[n];
        for (int k = 0; k < n; k += BLOCK) {
            int width = Math.min(BLOCK, n - k);
            if (!factorDiagonal(a, n, k, width)) {
                return false;
            }
            int rest = n - k - width;
            if (rest > 0) {
                solvePanel(a, n, k, rest, panel);
                updateRest(a, n, k, rest, panel, one);
            }
        }
        return true;
    }

    private static boolean factorDiagonal(double[] a, int n, int k, int width) {
        for (int i = k; i < k + width; i++) {
            for (int j = k; j <= i; j++) {
                double sum = a[i * n + j];
                for (int p = k; p < j; p++) {
                    sum -= a[i * n + p] * a[j * n + p];
                }
                if (j < i) {
                    a[i * n + j] = sum / a[j * n + j];
                } else if (sum > 0) {
                    a[i * n + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** Below the diagonal block, L is A times the inverse of the block's transpose; kept as rows of its transpose too. */
    private static void solvePanel(double[] a, int n, int k, int rest, double[][] panel) {
        int first = k + BLOCK;
        for (int i = 0; i < rest; i++) {
            for (int p = 0; p < BLOCK; p++) {
                panel[p][i] = a[(first + i) * n + k + p];
            }
        }
        for (int p = 0; p < BLOCK; p++) {
            int row = (k + p) * n + k;
            int t = 0;
            for (; t + 4 <= p; t += 4) {
                subtractFour(panel[p], a, row + t, 1, panel, t, 0, rest);
            }
            for (; t < p; t++) {
                subtractOne(panel[p], a[row + t], panel[t], 0, rest);
            }
            double inverse = 1 / a[row + p];
            for (int i = 0; i < rest; i++) {
                panel[p][i] *= inverse;
            }
        }
        for (int i = 0; i < rest; i++) {
            for (int p = 0; p < BLOCK; p++) {
                a[(first + i) * n + k + p] = panel[p][i];
            }
        }
    }

    /** Takes the panel's outer product away from what is left. */
    private static void updateRest(double[] a, int n, int k, int rest, double[][] panel, double[] one) {
        int first = k + BLOCK;
        for (int from = 0; from < rest; from += TILE) {
            for (int i = from; i < rest; i++) {
                int until = Math.min(from + TILE, i + 1);
                int row = (first + i) * n;
                System.arraycopy(a, row + first + from, one, from, until - from);
                for (int p = 0; p < BLOCK; p += 4) {
                    subtractFour(one, a, row + k + p, 1, panel, p, from, until);
                }
                System.arraycopy(one, from, a, row + first + from, until - from);
            }
        }
    }

    /**
     * Inverts a factor in place.
     *
     * @param l L, n × n; becomes L⁻¹, zeros above the diagonal
     */
    static void invert(double[] l, int n) {
        double[] rows = new double[BLOCK * n];
        double[][] inverted = new double[BLOCK][n];
        double[][] four = new double[4][n];
        for (int from = 0; from < n; from += BLOCK) {
            int height = Math.min(BLOCK, n - from);
            for (int i = 0; i < height; i++) {
                System.arraycopy(l, (from + i) * n, rows, i * n, from + i + 1);
                Arrays.fill(inverted[i], 0);
            }
            subtractInverted(l, n, from, height, rows, inverted, four);
            for (int i = 0; i < height; i++) {
                double[] row = inverted[i];
                for (int k = 0; k < i; k++) {
                    subtractOne(row, rows[i * n + from + k], inverted[k], 0, from + k + 1);
                }
                double inverse = 1 / rows[i * n + from + i];
                for (int j = 0; j < from + i; j++) {
                    row[j] *= inverse;
                }
                row[from + i] = inverse;
                System.arraycopy(row, 0, l, (from + i) * n, n);
            }
        }
    }

    /** Takes from a block of rows their multiples of the rows that are inverted already. */
    private static void subtractInverted(
            double[] l, int n, int from, int height, double[] rows, double[][] inverted, double[][] four) {
        for (int tile = 0; tile < from; tile += TILE) {
            for (int k = tile; k < from; k += 4) {
                int until = Math.min(tile + TILE, Math.min(from, k + 4));
                for (int r = 0; r < 4; r++) {
                    System.arraycopy(l, (k + r) * n + tile, four[r], tile, until - tile);
                }
                for (int i = 0; i < height; i++) {
                    subtractFour(inverted[i], rows, i * n + k, 1, four, 0, tile, until);
                }
            }
        }
    }

    /**
     * Solves L X = B in place.
     *
     * @param l n × n; what is above the diagonal is not read
     * @param x B, n rows of m, becomes X
     */
    static void solveForward(double[] l, int n, double[][] x, int m) {
        for (int i = 0; i < n; i++) {
            int k = 0;
            for (; k + 4 <= i; k += 4) {
                subtractFour(x[i], l, i * n + k, 1, x, k, 0, m);
            }
            for (; k < i; k++) {
                subtractOne(x[i], l[i * n + k], x[k], 0, m);
            }
            scale(x[i], 1 / l[i * n + i], m);
        }
    }

    /** Solves Lᵀ X = B in place. */
    static void solveBackward(double[] l, int n, double[][] x, int m) {
        for (int end = n; end > 0; end -= 4) {
            int first = Math.max(0, end - 4);
            for (int i = end - 1; i >= first; i--) {
                scale(x[i], 1 / l[i * n + i], m);
                for (int k = first; k < i; k++) {
                    subtractOne(x[k], l[i * n + k], x[i], 0, m);
                }
            }
            for (int k = 0; k < first; k++) {
                subtractFour(x[k], l, first * n + k, n, x, first, 0, m);
            }
        }
    }

    /**
     * Some columns of L⁻¹, in a half to a sixth of the time that all of them would take.
     *
     * @param l n × n; what is above the diagonal is not read
     * @param columns which ones, ascending
     * @return n rows of as many cells as there are columns
     */
    static double[][] inverseColumns(double[] l, int n, int[] columns) {
        int m = columns.length;
        double[][] x = new double[n][m];
        for (int c = 0; c < m; c++) {
            x[columns[c]][c] = 1;
        }
        int[] begun = new int[n]; // the columns that have begun at a row; the others are 0 there
        for (int i = 0, c = 0; i < n; i++) {
            while (c < m && columns[c] <= i) {
                c++;
            }
            begun[i] = c;
        }
        for (int i = m == 0 ? n : columns[0]; i < n; i++) {
            int k = columns[0];
            for (; k + 4 <= i; k += 4) {
                subtractFour(x[i], l, i * n + k, 1, x, k, 0, begun[k + 3]);
            }
            for (; k < i; k++) {
                subtractOne(x[i], l[i * n + k], x[k], 0, begun[k]);
            }
            scale(x[i], 1 / l[i * n + i], begun[i]);
        }
        return x;
    }

    private static void scale(double[] row, double factor, int until) {
        for (int j = 0; j < until; j++) {
            row[j] *= factor;
        }
    }

    /**
     * The inverse of A from that of its factor, given as L: LᵀL.
     *
     * @param l n × n, zeros above the diagonal
     * @return n × n, of which the lower triangle is the product's
     */
    static double[] multiplyTransposedByItself(double[] l, int n) {
        double[][] from = rows(l, n, n);
        double[][] product = new double[n][n];
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            for (int k = 0; k < i + 4; k++) {
                addFour(product[k], l, i * n + k, n, from, i, k + 1);
            }
        }
        for (; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                subtractOne(product[k], -l[i * n + k], from[i], 0, k + 1);
            }
        }
        return flat(product, n);
    }

    private static double[][] rows(double[] matrix, int n, int m) {
        double[][] rows = new double[n][m];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix, i * m, rows[i], 0, m);
        }
        return rows;
    }

    private static double[] flat(double[][] rows, int m) {
        double[] flat = new double[rows.length * m];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * m, m);
        }
        return flat;
    }

    private static void addFour(double[] to, double[] factors, int f, int step, double[][] rows, int first, int until) {
        double a = factors[f];
        double b = factors[f + step];
        double c = factors[f + 2 * step];
        double d = factors[f + 3 * step];
        double[] p = rows[first];
        double[] q = rows[first + 1];
        double[] r = rows[first + 2];
        double[] s = rows[first + 3];
        for (int j = 0; j < until; j++) {
            to[j] += a * p[j] + b * q[j] + c * r[j] + d * s[j];
        }
    }

    private static void subtractOne(double[] to, double factor, double[] row, int from, int until) {
        for (int j = from; j < until; j++) {
            to[j] -= factor * row[j];
        }
    }

    private static void subtractFour(
            double[] to, double[] factors, int f, int step, double[][] rows, int first, int from, int until) {
        double a = factors[f];
        double b = factors[f + step];
        double c = factors[f + 2 * step];
        double d = factors[f + 3 * step];
        double[] p = rows[first];
        double[] q = rows[first + 1];
        double[] r = rows[first + 2];
        double[] s = rows[first + 3];
        for (int j = from; j < until; j++) {
            to[j] -= a * p[j] + b * q[j] + c * r[j] + d * s[j];
        }
    }

    /** x becomes L⁻¹ x. */
    static void solveForward(double[] l, int n, double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - dot(l, i * n, x, i)) / l[i * n + i];
        }
    }

    /** x becomes L⁻ᵀ x. */
    static void solveBackward(double[] l, int n, double[] x) {
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= l[i * n + i];
            double xi = x[i];
            for (int j = 0; j < i; j++) {
                x[j] -= xi * l[i * n + j];
            }
        }
    }

    /** The inner product of a row with a vector: four sums, each in order. */
    static double dot(double[] rows, int from, double[] vector, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 4 <= length; j += 4) {
            a += rows[from + j] * vector[j];
            b += rows[from + j + 1] * vector[j + 1];
            c += rows[from + j + 2] * vector[j + 2];
            d += rows[from + j + 3] * vector[j + 3];
        }
        for (; j < length; j++) {
            a += rows[from + j] * vector[j];
        }
        return (a + b) + (c + d);
    }
}
