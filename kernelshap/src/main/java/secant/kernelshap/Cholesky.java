package secant.kernelshap;

import java.util.Arrays;

/**
 * Cholesky factors of symmetric positive definite matrices, A = L Lᵀ, row-major, of which only the lower triangle is
 * read.
 *
 * <p>All of the work is done on two rows and four multiples at a time, in loops over neighbouring columns that the JIT
 * turns into vector instructions: no sum is taken in an order of the machine's choosing, so that the bits are the same
 * everywhere. EJML's blocks of columns take about twice as long. Cost: n³/3 additions and multiplications to factor, as
 * many again to invert L, 2n² to solve.
 */
final class Cholesky {

    /** Rows that are factored or inverted together; a multiple of 4. */
    private static final int BLOCK = 32;

    /** Columns that are updated together, so that they stay in the cache; a multiple of 4. */
    private static final int TILE = 128;

    private Cholesky() {}

    /**
     * Factors in place.
     *
     * @param a A, n × n; its lower triangle becomes L, what is above is lost
     * @return whether A is positive definite up to rounding; if not, {@code a} is spoilt
     */
    static boolean factor(double[] a, int n) {
        double[] panel = new double[BLOCK * n];
        for (int k = 0; k < n; k += BLOCK) {
            int width = Math.min(BLOCK, n - k);
            if (!factorDiagonal(a, n, k, width)) {
                return false;
            }
            int rest = n - k - width;
            if (rest > 0) {
                solvePanel(a, n, k, rest, panel);
                updateRest(a, n, k, rest, panel);
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
    private static void solvePanel(double[] a, int n, int k, int rest, double[] panel) {
        int first = k + BLOCK;
        for (int i = 0; i < rest; i++) {
            for (int p = 0; p < BLOCK; p++) {
                panel[p * rest + i] = a[(first + i) * n + k + p];
            }
        }
        for (int p = 0; p < BLOCK; p++) {
            int row = (k + p) * n + k;
            int t = 0;
            for (; t + 4 <= p; t += 4) {
                subtractFour(panel, p * rest, a, row + t, panel, t * rest, rest, rest);
            }
            for (; t < p; t++) {
                subtractOne(panel, p * rest, a[row + t], panel, t * rest, rest);
            }
            double inverse = 1 / a[row + p];
            for (int i = 0; i < rest; i++) {
                panel[p * rest + i] *= inverse;
            }
        }
        for (int i = 0; i < rest; i++) {
            for (int p = 0; p < BLOCK; p++) {
                a[(first + i) * n + k + p] = panel[p * rest + i];
            }
        }
    }

    /** Takes the panel's outer product away from what is left; the first of two rows may touch one cell above. */
    private static void updateRest(double[] a, int n, int k, int rest, double[] panel) {
        int first = k + BLOCK;
        for (int from = 0; from < rest; from += TILE) {
            for (int i = from; i < rest; i += 2) {
                int length = Math.min(from + TILE, Math.min(rest, i + 2)) - from;
                int row = (first + i) * n;
                boolean two = i + 1 < rest;
                for (int p = 0; p < BLOCK; p += 4) {
                    int to = row + first + from;
                    int source = p * rest + from;
                    if (two) {
                        subtractFourTwice(a, to, to + n, a, row + k + p, row + n + k + p, panel, source, rest, length);
                    } else {
                        subtractFour(a, to, a, row + k + p, panel, source, rest, length);
                    }
                }
            }
        }
    }

    /**
     * Inverts a factor in place.
     *
     * @param l L, n × n; becomes L⁻¹, zeros above the diagonal
     */
    static void invert(double[] l, int n) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(l, i * n + i + 1, (i + 1) * n, 0);
        }
        double[] rows = new double[BLOCK * n];
        for (int from = 0; from < n; from += BLOCK) {
            int height = Math.min(BLOCK, n - from);
            for (int i = 0; i < height; i++) {
                int row = (from + i) * n;
                System.arraycopy(l, row, rows, i * n, from + i + 1);
                Arrays.fill(l, row, row + from + i + 1, 0);
            }
            subtractInverted(l, n, from, height, rows);
            for (int i = 0; i < height; i++) {
                int row = (from + i) * n;
                for (int k = from; k < from + i; k++) {
                    subtractOne(l, row, rows[i * n + k], l, k * n, k + 1);
                }
                double inverse = 1 / rows[i * n + from + i];
                for (int j = 0; j < from + i; j++) {
                    l[row + j] *= inverse;
                }
                l[row + from + i] = inverse;
            }
        }
    }

    /** Takes from a block of rows their multiples of the rows that are inverted already. */
    private static void subtractInverted(double[] l, int n, int from, int height, double[] rows) {
        for (int tile = 0; tile < from; tile += TILE) {
            for (int k = tile; k < from; k += 4) {
                int length = Math.min(tile + TILE, Math.min(from, k + 4)) - tile;
                int i = 0;
                for (; i + 2 <= height; i += 2) {
                    int to = (from + i) * n + tile;
                    subtractFourTwice(l, to, to + n, rows, i * n + k, (i + 1) * n + k, l, k * n + tile, n, length);
                }
                if (i < height) {
                    subtractFour(l, (from + i) * n + tile, rows, i * n + k, l, k * n + tile, n, length);
                }
            }
        }
    }

    /**
     * Multiplies L by a matrix of columns.
     *
     * @param l n × n, zeros above the diagonal
     * @param columns n × m, row-major
     * @return n × m
     */
    static double[] multiply(double[] l, int n, double[] columns, int m) {
        double[] product = new double[n * m];
        for (int i = 0; i < n; i++) {
            int k = 0;
            for (; k + 4 <= i + 1; k += 4) {
                addFour(product, i * m, l, i * n + k, 1, columns, k * m, m);
            }
            for (; k <= i; k++) {
                subtractOne(product, i * m, -l[i * n + k], columns, k * m, m);
            }
        }
        return product;
    }

    /** The same for Lᵀ. */
    static double[] multiplyTransposed(double[] l, int n, double[] columns, int m) {
        double[] product = new double[n * m];
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            for (int k = 0; k < i + 4; k++) {
                addFour(product, k * m, l, i * n + k, n, columns, i * m, m);
            }
        }
        for (; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                subtractOne(product, k * m, -l[i * n + k], columns, i * m, m);
            }
        }
        return product;
    }

    private static void addFour(
            double[] to, int at, double[] factors, int f, int step, double[] from, int source, int length) {
        double a = factors[f];
        double b = factors[f + step];
        double c = factors[f + 2 * step];
        double d = factors[f + 3 * step];
        int second = source + length;
        int third = second + length;
        int fourth = third + length;
        for (int j = 0; j < length; j++) {
            to[at + j] += a * from[source + j] + b * from[second + j] + c * from[third + j] + d * from[fourth + j];
        }
    }

    private static void subtractOne(double[] to, int at, double factor, double[] from, int source, int length) {
        for (int j = 0; j < length; j++) {
            to[at + j] -= factor * from[source + j];
        }
    }

    private static void subtractFour(
            double[] to, int at, double[] factors, int f, double[] from, int source, int stride, int length) {
        double a = factors[f];
        double b = factors[f + 1];
        double c = factors[f + 2];
        double d = factors[f + 3];
        int second = source + stride;
        int third = second + stride;
        int fourth = third + stride;
        for (int j = 0; j < length; j++) {
            to[at + j] -= a * from[source + j] + b * from[second + j] + c * from[third + j] + d * from[fourth + j];
        }
    }

    private static void subtractFourTwice(
            double[] to,
            int at,
            int next,
            double[] factors,
            int f,
            int g,
            double[] from,
            int source,
            int stride,
            int length) {
        double fa = factors[f];
        double fb = factors[f + 1];
        double fc = factors[f + 2];
        double fd = factors[f + 3];
        double ga = factors[g];
        double gb = factors[g + 1];
        double gc = factors[g + 2];
        double gd = factors[g + 3];
        int second = source + stride;
        int third = second + stride;
        int fourth = third + stride;
        for (int j = 0; j < length; j++) {
            double a = from[source + j];
            double b = from[second + j];
            double c = from[third + j];
            double d = from[fourth + j];
            to[at + j] -= fa * a + fb * b + fc * c + fd * d;
            to[next + j] -= ga * a + gb * b + gc * c + gd * d;
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
            subtractOne(x, 0, x[i], l, i * n, i);
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
