package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    private static double[] positiveDefinite(int n) {
        RandomGenerator random = Game.random(n);
        double[] root = random.doubles((long) n * n, -1, 1).toArray();
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i * n + j] += root[i * n + k] * root[j * n + k] / n;
                }
            }
            a[i * n + i] += 1;
        }
        return a;
    }

    private static double[] lower(double[] l, int n) {
        double[] lower = l.clone();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                lower[i * n + j] = 0;
            }
        }
        return lower;
    }

    /** Sizes around a block of 32, a tile of 128, and odd numbers of rows after them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 32, 33, 34, 64, 65, 67, 130, 161, 195, 290})
    void factor_positiveDefinite_timesItsTransposeIsTheMatrix(int n) {
        double[] a = positiveDefinite(n);
        double[] factor = a.clone();
        assertThat(Cholesky.factor(factor, n)).isTrue();
        double[] l = lower(factor, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k <= j; k++) {
                    product += l[i * n + k] * l[j * n + k];
                }
                assertThat(Math.abs(product - a[i * n + j])).isLessThan(1e-13);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 32, 33, 34, 64, 65, 67, 130, 161, 195, 290})
    void invert_factor_undoesIt(int n) {
        double[] factor = positiveDefinite(n);
        Cholesky.factor(factor, n);
        double[] l = lower(factor, n);
        double[] inverse = factor.clone();
        Cholesky.invert(inverse, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                for (int k = 0; k <= i; k++) {
                    product += inverse[i * n + k] * l[k * n + j];
                }
                assertThat(Math.abs(product - (i == j ? 1 : 0))).isLessThan(1e-13);
                assertThat(j <= i || inverse[i * n + j] == 0).isTrue();
            }
        }
    }

    /** From none to all, of which the first and the last have the least in common with others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 31, 34, 67, 195})
    void inverseColumns_someOfThem_areThoseOfTheInverse(int n) {
        double[] factor = positiveDefinite(n);
        Cholesky.factor(factor, n);
        double[] inverse = factor.clone();
        Cholesky.invert(inverse, n);
        for (int step : new int[] {1, 2, 7}) {
            int[] columns = IntStream.range(0, n).filter(j -> j % step == 0).toArray();
            double[][] some = Cholesky.inverseColumns(factor, n, columns);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < columns.length; c++) {
                    assertThat(Math.abs(some[i][c] - inverse[i * n + columns[c]]))
                            .isLessThan(1e-13);
                }
            }
        }
        assertThat(Cholesky.inverseColumns(factor, n, new int[0])).hasDimensions(n, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 40, 131})
    void solve_manyColumns_areThoseOfEachAlone(int n) {
        double[] factor = positiveDefinite(n);
        Cholesky.factor(factor, n);
        double[][] columns = new double[3][];
        double[][] forward = new double[n][3];
        for (int c = 0; c < 3; c++) {
            columns[c] = Game.random(c).doubles(n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                forward[i][c] = columns[c][i];
            }
        }
        double[][] backward = new double[n][];
        Arrays.setAll(backward, i -> forward[i].clone());
        Cholesky.solveForward(factor, n, forward, 3);
        Cholesky.solveBackward(factor, n, backward, 3);
        for (int c = 0; c < 3; c++) {
            double[] x = columns[c].clone();
            Cholesky.solveForward(factor, n, x);
            double[] y = columns[c].clone();
            Cholesky.solveBackward(factor, n, y);
            for (int i = 0; i < n; i++) {
                assertThat(Math.abs(forward[i][c] - x[i])).isLessThan(1e-13);
                assertThat(Math.abs(backward[i][c] - y[i])).isLessThan(1e-13);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 131})
    void solve_bothWays_solvesTheSystem(int n) {
        double[] a = positiveDefinite(n);
        double[] factor = a.clone();
        Cholesky.factor(factor, n);
        double[] expected = Game.random(7).doubles(n, -1, 1).toArray();
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i] += a[i * n + j] * expected[j];
            }
        }
        Cholesky.solveForward(factor, n, x);
        Cholesky.solveBackward(factor, n, x);
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(x[i] - expected[i])).isLessThan(1e-12);
        }
    }

    @Test
    void factor_notPositiveDefinite_saysSo() {
        double[] a = positiveDefinite(70);
        a[69 * 70 + 69] = -1;
        assertThat(Cholesky.factor(a, 70)).isFalse();
        assertThat(Cholesky.factor(new double[] {Double.NaN}, 1)).isFalse();
    }

    @Test
    void factor_lastPivotOfZero_isNotPositiveDefinite() {
        assertThat(Cholesky.factor(new double[] {4, 2, 2, 1}, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 31, 64, 130})
    void multiplyTransposedByItself_inverseFactor_isTheInverse(int n) {
        double[] a = positiveDefinite(n);
        double[] inverse = a.clone();
        Cholesky.factor(inverse, n);
        Cholesky.invert(inverse, n);
        double[] before = inverse.clone();
        double[] product = Cholesky.multiplyTransposedByItself(inverse, n);
        assertThat(inverse).containsExactly(before);
        assertThat(product).hasSize(n * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * product[Math.max(k, j) * n + Math.min(k, j)];
                }
                assertThat(Math.abs(sum - (i == j ? 1 : 0))).isLessThan(1e-12);
            }
        }
    }

    /** Bits are the same everywhere because it is always this order. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 8, 11, 12})
    void dot_anyLength_isFourSumsInOrder(int length) {
        double[] rows = Game.random(1).doubles(20, -1, 1).toArray();
        double[] vector = Game.random(2).doubles(20, -1, 1).toArray();
        double[] sums = new double[4];
        for (int j = 0; j < length; j++) {
            sums[j < length / 4 * 4 ? j % 4 : 0] += rows[5 + j] * vector[j];
        }
        assertThat(Cholesky.dot(rows, 5, vector, length)).isEqualTo((sums[0] + sums[1]) + (sums[2] + sums[3]));
    }
}
