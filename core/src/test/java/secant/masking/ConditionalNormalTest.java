package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;

class ConditionalNormalTest {

    private static ConditionalNormal normal(double[][] rows, int draws, long seed) {
        return new ConditionalNormal(
                Background.of(Matrix.of(rows)), (Completion.Gaussian) Completion.gaussian(draws, seed));
    }

    /** One column of the draws for a row of which some columns are visible. */
    private static double[] drawn(ConditionalNormal normal, double[] row, int column, int... visible) {
        ConditionalNormal.Draws draws = normal.draws(row);
        draws.fill(visible, visible.length);
        return IntStream.range(0, normal.draws())
                .mapToDouble(d -> draws.rows()[d * row.length + column])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10, 100})
    void fill_columnThatFollowsFromNothing_hasOneDrawInEveryStratum(int draws) {
        ConditionalNormal normal = normal(new double[][] {{-1, 3}, {-1, 7}, {1, 3}, {1, 7}}, draws, 5);
        double deviation = 2 * Math.sqrt(1 / (1 - 4.0 / 16)); // of the population, from 4 rows of equal weights
        double[] z = Arrays.stream(drawn(normal, new double[] {0.3, 0}, 1, 0))
                .map(x -> (x - 5) / deviation)
                .toArray();
        int[] strata = Arrays.stream(z)
                .mapToInt(x -> (int) (draws * Erf.erfc(-x / Math.sqrt(2)) / 2))
                .sorted()
                .toArray();
        assertThat(strata).containsExactly(IntStream.range(0, draws).toArray());
        for (int d = 0; d < draws; d += 2) {
            assertThat(z[d + 1]).isCloseTo(-z[d], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
    void fill_columnsThatAreIndependent_areDrawnSo(long seed) {
        double[][] rows = new double[16][4]; // every combination of −1 and 1
        for (int i = 0; i < 64; i++) {
            rows[i / 4][i % 4] = (((i / 4) >> (i % 4)) & 1) == 1 ? 1 : -1;
        }
        ConditionalNormal normal = normal(rows, 2000, seed);
        double[][] columns = new double[4][];
        Arrays.setAll(columns, c -> drawn(normal, new double[4], c, 0));
        for (int c = 1; c < 4; c++) {
            for (int other = 1; other < c; other++) {
                double product = 0;
                for (int d = 0; d < 2000; d++) {
                    product += columns[c][d] * columns[other][d] / 2000;
                }
                assertThat(product).isCloseTo(0, within(0.15)); // 1,000 pairs: 4.4 standard errors
            }
        }
    }

    @Test
    void fill_columnThatRepeatsAnother_isDrawnWithTheCorrelationThatWasShrunk() {
        ConditionalNormal normal = normal(new double[][] {{-1, -1}, {1, 1}}, 10, 1);
        double[] repeated = drawn(normal, new double[] {1000, 0}, 1, 0);
        assertThat(Arrays.stream(repeated).average().orElseThrow()).isCloseTo(1000 * 0.999999, within(1e-9));
        double spread = Math.sqrt(2 * (1 - 0.999999 * 0.999999)); // 2 rows: twice the variance
        assertThat(Arrays.stream(repeated).map(x -> Math.abs(x - 999.999)).max().orElseThrow())
                .isBetween(spread, 3 * spread);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-5})
    void warnings_columnThatNearlyRepeatsAnother_beginAtAShareOf1e8(double own) {
        ConditionalNormal normal =
                normal(new double[][] {{-1, -1 - own}, {-1, -1 + own}, {1, 1 - own}, {1, 1 + own}}, 2, 1);
        assertThat(normal.warnings()).hasSize(own * own < 1e-8 ? 1 : 0);
    }

    @Test
    void fill_constantColumn_isThatConstantUnlessItIsVisible() {
        ConditionalNormal normal = normal(new double[][] {{1, 0.1}, {2, 0.1}, {4, 0.1}}, 4, 1);
        assertThat(drawn(normal, new double[] {3, 9}, 1, 0)).containsOnly(0.1);
        assertThat(drawn(normal, new double[] {3, 9}, 1, 1)).containsOnly(9);
    }
}
