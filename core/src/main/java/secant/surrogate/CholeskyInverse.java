package secant.surrogate;

import java.util.Arrays;

/**
 * The inverse of a symmetric positive definite matrix from its Cholesky factor: A⁻¹ = L⁻ᵀ L⁻¹.
 *
 * <p>Both steps add multiples of whole rows, four at a time, which the JIT turns into vector instructions; EJML's own
 * inversion of a factored matrix walks down columns, which takes several times as long from 1,000 rows on. Cost: 2/3 p³
 * multiplications; in place but for the result.
 */
final class CholeskyInverse {

    private CholeskyInverse() {}

    /**
     * Inverts.
     *
     * @param factor L, row-major, p × p; what is above the diagonal is not read; overwritten with L⁻¹
     * @param size p
     * @return A⁻¹, row-major, exactly symmetric
     */
    static double[] of(double[] factor, int size) {
        invertTriangle(factor, size);
        double[] inverse = new double[size * size];
        int k = 0;
        for (; k + 4 <= size; k += 4) {
            addFourOuterProducts(factor, size, k, inverse);
        }
        for (; k < size; k++) {
            for (int i = 0; i <= k; i++) {
                addRow(factor[k * size + i], factor, k * size, inverse, i * size, i + 1);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j * size + i] = inverse[i * size + j];
            }
        }
        return inverse;
    }

    /** Row i of L⁻¹ is (unit row − Σ over k < i of L_ik · row k of L⁻¹) / L_ii. */
    private static void invertTriangle(double[] l, int size) {
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            int from = i * size;
            System.arraycopy(l, from, row, 0, i);
            Arrays.fill(l, from, from + i, 0);
            int k = 0;
            for (; k + 4 <= i; k += 4) {
                double a = -row[k];
                double b = -row[k + 1];
                double c = -row[k + 2];
                double d = -row[k + 3];
                int ra = k * size;
                int rb = ra + size;
                int rc = rb + size;
                int rd = rc + size;
                for (int j = 0; j <= k; j++) {
                    l[from + j] += a * l[ra + j] + b * l[rb + j] + c * l[rc + j] + d * l[rd + j];
                }
                l[from + k + 1] += b * l[rb + k + 1] + c * l[rc + k + 1] + d * l[rd + k + 1];
                l[from + k + 2] += c * l[rc + k + 2] + d * l[rd + k + 2];
                l[from + k + 3] += d * l[rd + k + 3];
            }
            for (; k < i; k++) {
                addRow(-row[k], l, k * size, l, from, k + 1);
            }
            double scale = 1 / l[from + i];
            for (int j = 0; j < i; j++) {
                l[from + j] *= scale;
            }
            l[from + i] = scale;
        }
    }

    /** Adds rows k … k + 3 of L⁻¹ to A⁻¹ as outer products; cells above a row's end are 0 and read as such. */
    private static void addFourOuterProducts(double[] l, int size, int k, double[] inverse) {
        int ra = k * size;
        int rb = ra + size;
        int rc = rb + size;
        int rd = rc + size;
        for (int r = 0; r < 4; r++) { // beyond a row's end
            Arrays.fill(l, ra + r * size + k + r + 1, ra + r * size + Math.min(k + 4, size), 0);
        }
        for (int i = 0; i < k + 4; i++) {
            double a = l[ra + i];
            double b = l[rb + i];
            double c = l[rc + i];
            double d = l[rd + i];
            int to = i * size;
            for (int j = 0; j <= i; j++) {
                inverse[to + j] += a * l[ra + j] + b * l[rb + j] + c * l[rc + j] + d * l[rd + j];
            }
        }
    }

    private static void addRow(double factor, double[] from, int fromOffset, double[] to, int toOffset, int length) {
        for (int j = 0; j < length; j++) {
            to[toOffset + j] += factor * from[fromOffset + j];
        }
    }
}
