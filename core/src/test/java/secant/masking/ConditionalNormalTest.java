package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

class ConditionalNormalTest {

    /** All combinations of −1 and 1: columns without correlations, of mean 0 and deviation 1. */
    private static Background cube(int columns) {
        Matrix rows = Matrix.zeros(1 << columns, columns);
        Arrays.setAll(rows.data(), i -> ((i / columns) >> (i % columns) & 1) == 0 ? -1 : 1);
        return Background.of(rows);
    }

    private static ConditionalNormal normal(Background background, int draws, long seed) {
        return new ConditionalNormal(background, new Completion.Gaussian(draws, seed));
    }

    private static double[] draw(ConditionalNormal normal, double[] row, int... visible) {
        ConditionalNormal.Draws draws = normal.draws(row);
        draws.fill(new int[] {0, 0}, 2); // whatever was drawn before
        draws.fill(visible, visible.length);
        return draws.rows();
    }

    /** Draw after draw, each column a standard normal: what all draws with so many columns are made of. */
    private static double[] standard(int columns, int draws, long seed) {
        double widening = Math.sqrt(1 / (1 - Math.pow(0.5, columns)));
        double[] drawn = draw(normal(cube(columns), draws, seed), new double[columns]);
        return Arrays.stream(drawn).map(x -> x / widening).toArray();
    }

    private static double[] column(double[] drawn, int columns, int column) {
        return IntStream.range(0, drawn.length / columns)
                .mapToDouble(d -> drawn[d * columns + column])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -7, 123_456_789})
    void fill_nothingVisible_hasOneDrawInEachStratumAndItsOpposite(long seed) {
        double[] drawn = standard(3, 20, seed);
        NormalDistribution normal = new NormalDistribution();
        for (int c = 0; c < 3; c++) {
            double[] column = column(drawn, 3, c);
            assertThat(Arrays.stream(column)
                            .mapToInt(x -> (int) (20 * normal.cumulativeProbability(x)))
                            .sorted())
                    .containsExactly(IntStream.range(0, 20).boxed().toArray(Integer[]::new));
            for (int d = 0; d < 20; d += 2) {
                assertThat(column[d + 1]).isEqualTo(-column[d]);
            }
        }
    }

    /** Were the columns' streams the same or shifted, their magnitudes would be as well. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -7, 123_456_789})
    void fill_columnsOfOneSeed_areDrawnApart(long seed) {
        double[] drawn = standard(4, 40, seed);
        double[] magnitudes = Arrays.stream(drawn).map(Math::abs).sorted().toArray();
        assertThat(Arrays.stream(magnitudes).distinct().count()).isEqualTo(4 * 20);
    }

    private static Background correlated() {
        Matrix rows = CompletionTest.correlated(40, 4, 0.6, 5);
        double[] weights = new double[40];
        Arrays.setAll(weights, b -> 1 + b % 3);
        return Background.builder(Schema.unnamed(4), rows).weights(weights).build();
    }

    private static RealMatrix covariance(Background background, double[] means) {
        double[] weights = background.weights();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        int columns = means.length;
        RealMatrix covariance = new Array2DRowRealMatrix(columns, columns);
        for (int c = 0; c < columns; c++) {
            for (int b = 0; b < weights.length; b++) {
                means[c] += weights[b] * background.rows().get(b, c);
            }
        }
        for (int b = 0; b < weights.length; b++) {
            double[] row = background.rows().row(b);
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    double product = (row[i] - means[i]) * (row[j] - means[j]);
                    covariance.addToEntry(i, j, weights[b] * product / (1 - squares));
                }
            }
        }
        return covariance;
    }

    /** The conditional mean plus the Cholesky factor of the conditional covariance times standard normals. */
    @ParameterizedTest
    @ValueSource(ints = {0b0000, 0b0001, 0b0100, 0b1010, 0b0111, 0b1111})
    void fill_someColumnsVisible_drawsTheOthersFromTheConditionalDistribution(int set) {
        Background background = correlated();
        double[] row = {0.5, 2, 1, 4};
        int[] visible = IntStream.range(0, 4).filter(c -> (set >> c & 1) != 0).toArray();
        int[] hidden = IntStream.range(0, 4).filter(c -> (set >> c & 1) == 0).toArray();
        double[] drawn = draw(normal(background, 6, 9), row, visible);
        double[] standard = standard(4, 6, 9);
        double[] means = new double[4];
        RealMatrix covariance = covariance(background, means);

        for (int d = 0; d < 6; d++) {
            for (int c : visible) {
                assertThat(drawn[4 * d + c]).isEqualTo(row[c]);
            }
            if (hidden.length == 0) {
                continue;
            }
            double[] expected = Arrays.stream(hidden).mapToDouble(c -> means[c]).toArray();
            RealMatrix left = covariance.getSubMatrix(hidden, hidden);
            if (visible.length > 0) {
                RealMatrix slopes = covariance
                        .getSubMatrix(hidden, visible)
                        .multiply(new LUDecomposition(covariance.getSubMatrix(visible, visible))
                                .getSolver()
                                .getInverse());
                double[] away = Arrays.stream(visible)
                        .mapToDouble(c -> row[c] - means[c])
                        .toArray();
                double[] moved = slopes.operate(away);
                Arrays.setAll(expected, i -> expected[i] + moved[i]);
                left = left.subtract(slopes.multiply(covariance.getSubMatrix(visible, hidden)));
            }
            int draw = d;
            double[] noise = new CholeskyDecomposition(left, 1e-9, 1e-12)
                    .getL()
                    .operate(Arrays.stream(hidden)
                            .mapToDouble(c -> standard[4 * draw + c])
                            .toArray());
            for (int i = 0; i < hidden.length; i++) {
                assertThat(drawn[4 * d + hidden[i]]).isCloseTo(expected[i] + noise[i], within(1e-11));
            }
        }
    }

    /** Hidden it is what it always is, visible what the row says, and it tells nothing of the others. */
    @Test
    void fill_constantColumn_isKnown() {
        Matrix rows = CompletionTest.correlated(30, 3, 0.6, 6);
        for (int b = 0; b < 30; b++) {
            rows.data()[3 * b + 1] = 0.1;
        }
        ConditionalNormal normal = normal(Background.of(rows), 8, 2);
        double[] hidden = draw(normal, new double[] {1, 7, 2}, 0);
        double[] visible = draw(normal, new double[] {1, 7, 2}, 0, 1);
        assertThat(column(hidden, 3, 1)).containsOnly(0.1);
        assertThat(column(visible, 3, 1)).containsOnly(7);
        assertThat(column(visible, 3, 2)).containsExactly(column(hidden, 3, 2));
        assertThat(normal.warnings()).isEmpty();
    }

    /** x and −x plus 10⁻⁵ or 10⁻³ of what is not correlated with it: of its variance 10⁻¹⁰ or 10⁻⁶ is left. */
    @Test
    void warnings_columnThatNearlyFollows_saysThatItIsShrunk() {
        for (double rest : new double[] {0, 1e-5, 1e-3}) {
            Matrix rows = cube(2).rows().copy();
            for (int b = 0; b < 4; b++) {
                rows.data()[2 * b + 1] = rest * rows.get(b, 1) - rows.get(b, 0);
            }
            ConditionalNormal normal = normal(Background.of(rows), 4, 1);
            double share = rest == 1e-3 ? 1 : 1 - 1e-6;
            assertThat(normal.warnings()).hasSize(rest == 1e-3 ? 0 : 1);
            // The correlation is −1 / √(1 + rest²), and the row is 3 deviations off.
            double[] column = column(draw(normal, new double[] {3, 0}, 0), 2, 1);
            assertThat(Arrays.stream(column).average().orElseThrow()).isCloseTo(-3 * share, within(1e-9));
            double deviation = Math.sqrt(1 + rest * rest);
            double left = Math.sqrt(1 - Math.pow(share / deviation, 2)) * deviation * Math.sqrt(4.0 / 3);
            double[] standard = column(standard(2, 4, 1), 2, 1);
            for (int d = 0; d < 4; d++) {
                assertThat(column[d]).isCloseTo(-3 * share + left * standard[d], within(1e-8));
            }
        }
    }

    @Test
    void of_twoRows_isEnough() {
        ConditionalNormal normal = normal(Background.of(Matrix.of(new double[][] {{1, 5}, {3, 1}})), 2, 1);
        double[] drawn = draw(normal, new double[] {3, 0}, 0);
        assertThat(drawn[1] + drawn[3]).isCloseTo(2, within(1e-4));
    }

    @Test
    void of_categories_isRefused() {
        Background categories = Background.builder(
                        Schema.of(Feature.numeric("a"), Feature.categorical("b", "x", "y")),
                        Matrix.of(new double[][] {{1, 0}, {2, 1}}))
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> normal(categories, 2, 1));
    }
}
