package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.masking.Coalitions;

class OddKernelTest {

    private static double[] slopes(int players, double largest, boolean alike) {
        double[] slopes =
                Game.random(players).doubles(players, largest / 100, largest).toArray();
        if (alike) {
            Arrays.fill(slopes, largest);
        }
        return slopes;
    }

    /** The covariances of all coalitions of few players with each other, coalition c's bits being those of c. */
    private static double[] gramOfAll(OddKernel kernel, int players) {
        int count = 1 << players;
        long[] points = new long[count];
        Arrays.setAll(points, c -> c);
        double[] gram = new double[count * count];
        kernel.gram(points, count, gram);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * count + i] = gram[i * count + j];
            }
        }
        return gram;
    }

    /** Shapley values of a game by their definition. */
    private static double[] shapley(double[] worth, int from, int step, int players) {
        double[] factorials = new double[players + 1];
        factorials[0] = 1;
        for (int n = 1; n <= players; n++) {
            factorials[n] = n * factorials[n - 1];
        }
        double[] values = new double[players];
        for (int set = 0; set < 1 << players; set++) {
            int size = Integer.bitCount(set);
            for (int i = 0; i < players; i++) {
                if ((set >> i & 1) == 0) {
                    values[i] += (worth[from + (set | 1 << i) * step] - worth[from + set * step])
                            * (factorials[size] * factorials[players - size - 1] / factorials[players]);
                }
            }
        }
        return values;
    }

    /** The covariance with a value is that value of the game that covariances with one coalition are. */
    @ParameterizedTest
    @CsvSource({"3,0.3,false", "5,0.9,false", "8,0.1,true", "10,0.995,false", "10,0.5,true", "10,0.01,false"})
    void shapleyCovariances_fewPlayers_areTheValuesOfTheCovariances(int players, double slope, boolean alike) {
        OddKernel kernel = new OddKernel(slopes(players, slope, alike), 3);
        int count = 1 << players;
        double[] gram = gramOfAll(kernel, players);
        long[] points = new long[count];
        Arrays.setAll(points, c -> c);
        double[] covariances = kernel.shapleyCovariances(points, count);
        for (int c = 0; c < count; c++) {
            double[] expected = shapley(gram, c * count, 1, players);
            for (int i = 0; i < players; i++) {
                assertThat(Math.abs(covariances[c * players + i] - expected[i])).isLessThan(1e-12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,0.3,false", "5,0.9,false", "8,0.1,true", "10,0.995,false", "10,0.5,true"})
    void priorVariances_fewPlayers_areTheValuesOfTheValues(int players, double slope, boolean alike) {
        OddKernel kernel = new OddKernel(slopes(players, slope, alike), 3);
        int count = 1 << players;
        double[] gram = gramOfAll(kernel, players);
        double[] once = new double[count * players];
        for (int c = 0; c < count; c++) {
            System.arraycopy(shapley(gram, c * count, 1, players), 0, once, c * players, players);
        }
        double[] variances = kernel.priorVariances();
        for (int i = 0; i < players; i++) {
            assertThat(Math.abs(variances[i] - shapley(once, i, players, players)[i]))
                    .isLessThan(1e-12);
        }
    }

    private static long[] points(int players, int count) {
        RandomGenerator random = Game.random(players + 1);
        int stride = Coalitions.words(players);
        long[] points = new long[count * stride];
        for (int p = 0; p < count; p++) {
            double density = random.nextDouble();
            for (int j = 0; j < players; j++) {
                points[p * stride + (j >>> 6)] |= random.nextDouble() < density ? 1L << j : 0;
            }
        }
        return points;
    }

    private static int side(long[] points, int stride, int point, int player) {
        return (points[point * stride + (player >>> 6)] >>> player & 1) != 0 ? 1 : -1;
    }

    /** At and around the ends of bytes, halves and words. */
    @ParameterizedTest
    @ValueSource(ints = {3, 8, 9, 31, 32, 33, 63, 64, 65, 127, 129, 200})
    void gram_manyPlayers_isTheFormula(int players) {
        for (boolean alike : new boolean[] {false, true}) {
            double[] slopes = slopes(players, 0.6, alike);
            int count = 20;
            int stride = Coalitions.words(players);
            long[] points = points(players, count);
            double[] gram = new double[count * count];
            new OddKernel(slopes, 2).gram(points, count, gram);
            for (int p = 0; p < count; p++) {
                for (int q = 0; q <= p; q++) {
                    double product = 0;
                    double exponent = 0;
                    double most = 0;
                    for (int j = 0; j < players; j++) {
                        double same = side(points, stride, p, j) * side(points, stride, q, j);
                        double a = Math.log((1 + slopes[j]) / (1 - slopes[j])) / 2;
                        product += same / players;
                        exponent += same * a;
                        most += a;
                    }
                    double expected = product + 2 * Math.sinh(exponent) / Math.sinh(most);
                    assertThat(Math.abs(gram[p * count + q] - expected)).isLessThan(1e-12);
                }
            }
        }
    }

    /** Products over hundreds of players with slopes near 1 leave the range of a double. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 2000})
    void gram_steepestSlopes_neitherOverflowsNorVanishes(int players) {
        double[] slopes = slopes(players, 0.995, false);
        slopes[0] = 0.994;
        Arrays.fill(slopes, 1, players, 0.995);
        int stride = Coalitions.words(players);
        long[] points = points(players, 3);
        for (int w = 0; w < stride; w++) {
            long all = w < stride - 1 || players % 64 == 0 ? -1 : (1L << players) - 1;
            points[stride + w] = all ^ points[w]; // the complement, whose odd part is the opposite
            points[2 * stride + w] = points[w];
        }
        points[2 * stride] ^= 2; // a neighbour, which one player of slope 0.995 sets apart
        double[] gram = new double[9];
        OddKernel kernel = new OddKernel(slopes, 30);
        kernel.gram(points, 3, gram);
        assertThat(gram[0]).isEqualTo(31);
        assertThat(Math.abs(gram[3] + 31)).isLessThan(1e-12);
        assertThat(Math.abs(gram[6] - (1 - 2.0 / players + 30 * 0.005 / 1.995))).isLessThan(1e-13);
        assertThat(Math.abs(gram[7] + gram[6])).isLessThan(1e-13); // the same from the complement's side
        assertThat(kernel.shapleyCovariances(points, 3)).doesNotContain(Double.NaN);
        for (double variance : kernel.priorVariances()) {
            assertThat(variance).isBetween(4.0 / players, 100.0);
        }
    }

    /** The covariances of all values with the full coalition add up to twice its variance: efficiency. */
    @ParameterizedTest
    @CsvSource({"30,0.9", "64,0.995", "64,0.3", "150,0.9", "300,0.5", "300,0.995", "1000,0.9"})
    void shapleyCovariances_manyPlayers_addUpToTheTotal(int players, double slope) {
        for (boolean alike : new boolean[] {false, true}) {
            OddKernel kernel = new OddKernel(slopes(players, slope, alike), 3);
            int stride = Coalitions.words(players);
            long[] all = new long[2 * stride];
            System.arraycopy(points(players, 1), 0, all, 0, stride);
            for (int j = 0; j < players; j++) {
                all[stride + (j >>> 6)] |= 1L << j;
            }
            double[] gram = new double[4];
            kernel.gram(all, 2, gram);
            double[] covariances = kernel.shapleyCovariances(all, 2);
            double some = Arrays.stream(covariances, 0, players).sum();
            double total = Arrays.stream(covariances, players, 2 * players).sum();
            assertThat(Math.abs(some - 2 * gram[2])).isLessThan(1e-11);
            assertThat(Math.abs(total - 2 * gram[3])).isLessThan(1e-11);
        }
    }

    @Test
    void quadrature_polynomials_isExact() {
        for (int n = 1; n <= 80; n++) {
            GaussLegendre rule = new GaussLegendre(n);
            for (int degree : new int[] {0, 1, n, 2 * n - 1}) {
                double integral = 0;
                for (int k = 0; k < n; k++) {
                    integral += rule.weight(k) * Math.pow(rule.node(k), degree);
                }
                assertThat(Math.abs(integral - 1.0 / (degree + 1))).isLessThan(1e-14);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5,0.9,false", "40,0.5,false", "40,0.5,true", "70,0.3,true", "300,0.95,false"})
    void products_anyPlayers_areThoseOverEitherSide(int players, double slope, boolean alike) {
        double[] slopes = slopes(players, slope, alike);
        Arrays.setAll(slopes, j -> alike ? slope : slope - 0.01 * j / players);
        int stride = Coalitions.words(players);
        long[] points = points(players, 4);
        OddKernel kernel = new OddKernel(slopes, 2);
        double[] apart = new double[16];
        double[] together = new double[16];
        kernel.products(points, 4, apart, together);
        double all = 1;
        for (double s : slopes) {
            all *= (1 - s) / (1 + s);
        }
        assertThat(kernel.productOfAll()).isCloseTo(all, within(1e-13 * all));
        for (int p = 0; p < 4; p++) {
            for (int q = 0; q <= p; q++) {
                double different = 1;
                double same = 1;
                for (int j = 0; j < players; j++) {
                    long sides = points[p * stride + (j >>> 6)] ^ points[q * stride + (j >>> 6)];
                    double factor = (1 - slopes[j]) / (1 + slopes[j]);
                    different *= (sides >>> j & 1) != 0 ? factor : 1;
                    same *= (sides >>> j & 1) != 0 ? 1 : factor;
                }
                assertThat(apart[p * 4 + q]).isCloseTo(different, within(1e-12 * different));
                assertThat(together[p * 4 + q]).isCloseTo(same, within(1e-12 * same));
            }
        }
    }
}
