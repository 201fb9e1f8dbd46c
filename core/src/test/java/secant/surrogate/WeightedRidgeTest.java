package secant.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;

class WeightedRidgeTest {

    private static Matrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] weights(int rows) {
        double[] weights = new double[rows];
        Arrays.setAll(weights, r -> r % 4 / 3.0);
        return weights;
    }

    /** Intercept and coefficients by ordinary least squares on the rows √w (1, x | y), with √α I below. */
    private static double[] reference(Matrix design, double[] weights, double[] targets, double alpha) {
        int p = design.columns();
        int n = design.rows();
        double[][] x = new double[n + (alpha > 0 ? p : 0)][p + 1];
        double[] y = new double[x.length];
        for (int r = 0; r < n; r++) {
            double scale = Math.sqrt(weights[r]);
            x[r][0] = scale;
            for (int c = 0; c < p; c++) {
                x[r][c + 1] = scale * design.get(r, c);
            }
            y[r] = scale * targets[r];
        }
        for (int c = 0; c < p && alpha > 0; c++) {
            x[n + c][c + 1] = Math.sqrt(alpha);
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.setNoIntercept(true);
        regression.newSampleData(y, x);
        return regression.estimateRegressionParameters();
    }

    private static double[] column(Matrix table, int column) {
        double[] values = new double[table.rows()];
        Arrays.setAll(values, r -> table.get(r, column));
        return values;
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,5", "1,1", "1,5", "100,1", "100,5", "1e-6,5"})
    void fit_anyPenalty_equalsOrdinaryLeastSquaresOfTheAugmentedRows(double alpha, int columns) {
        Matrix design = gaussian(40, columns, 1);
        Matrix targets = gaussian(40, 3, 2);
        WeightedRidge fit = WeightedRidge.fit(design, weights(40), targets, alpha);
        for (int k = 0; k < 3; k++) {
            double[] expected = reference(design, weights(40), column(targets, k), alpha);
            assertThat(fit.intercepts()[k]).isCloseTo(expected[0], within(1e-12));
            for (int c = 0; c < columns; c++) {
                assertThat(fit.coefficients().get(c, k)).isCloseTo(expected[c + 1], within(1e-12));
            }
        }
    }

    @Test
    void fit_knownLine_isFoundWithScoreOne() {
        Matrix design = gaussian(30, 2, 3);
        double[] targets = new double[30];
        Arrays.setAll(targets, r -> 4 + 3 * design.get(r, 0) - 2 * design.get(r, 1));
        WeightedRidge fit = WeightedRidge.fit(design, weights(30), Matrix.wrap(30, 1, targets), 0);
        assertThat(fit.intercepts()).containsExactly(new double[] {4}, within(1e-13));
        assertThat(fit.coefficients().data()).containsExactly(new double[] {3, -2}, within(1e-13));
        assertThat(fit.scores()).containsExactly(new double[] {1}, within(1e-13));
    }

    @Test
    void scores_handComputed_agree() {
        // Slope 0.5 over (0, 0), (1, 1), (2, 1): residuals −1/6, 1/3, −1/6 of a spread of 2/3.
        WeightedRidge fit = WeightedRidge.fit(
                Matrix.of(new double[][] {{0}, {1}, {2}}),
                new double[] {1, 1, 1},
                Matrix.of(new double[][] {{0}, {1}, {1}}),
                0);
        assertThat(fit.coefficients().data()).containsExactly(new double[] {0.5}, within(1e-15));
        assertThat(fit.scores()).containsExactly(new double[] {0.75}, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,0.1", "1,0.1", "1,-7e9", "0,1e-300"})
    void fit_constantTarget_hasNoCoefficientsAndNoScore(double alpha, double value) {
        double[] targets = new double[50];
        Arrays.fill(targets, value);
        targets[4] = 77; // of weight 0
        WeightedRidge fit = WeightedRidge.fit(gaussian(50, 3, 4), weights(50), Matrix.wrap(50, 1, targets), alpha);
        assertThat(Arrays.stream(fit.coefficients().data())).allMatch(c -> c == 0);
        assertThat(fit.intercepts()).containsExactly(value);
        assertThat(fit.scores()).containsExactly(Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"1e-6,1e9", "1e9,1e-6", "1e-9,1e9", "1e-150,1e150"})
    void fit_unpenalisedRawScales_findsTheSameLine(double small, double large) {
        Matrix design = gaussian(40, 3, 5);
        Matrix targets = gaussian(40, 1, 6);
        double[] units = {small, 1, large};
        double[] raw = design.data().clone();
        for (int i = 0; i < raw.length; i++) {
            raw[i] *= units[i % 3];
        }
        double[] expected = WeightedRidge.fit(design, weights(40), targets, 0)
                .coefficients()
                .data();
        double[] found = WeightedRidge.fit(Matrix.wrap(40, 3, raw), weights(40), targets, 0)
                .coefficients()
                .data();
        for (int c = 0; c < 3; c++) {
            assertThat(found[c] * units[c]).isCloseTo(expected[c], within(1e-12));
        }
    }

    @Test
    void fit_farFromTheOrigin_findsTheSlope() {
        Matrix design = gaussian(40, 1, 7);
        double[] targets = new double[40];
        for (int r = 0; r < 40; r++) {
            design.data()[r] = 1.7e9 + Math.rint(100 * design.data()[r]);
            targets[r] = 3 * (design.data()[r] - 1.7e9);
        }
        WeightedRidge fit = WeightedRidge.fit(design, weights(40), Matrix.wrap(40, 1, targets), 0);
        assertThat(fit.coefficients().get(0, 0)).isCloseTo(3, within(1e-11));
        assertThat(fit.scores()[0]).isCloseTo(1, within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e9})
    void fit_unpenalisedCollinearColumns_isSingular(double unit) {
        Matrix design = gaussian(30, 3, 8);
        for (int r = 0; r < 30; r++) {
            design.data()[3 * r + 2] = unit * (design.data()[3 * r] - 2 * design.data()[3 * r + 1]);
        }
        assertThatThrownBy(() -> WeightedRidge.fit(design, weights(30), gaussian(30, 1, 1), 0))
                .isInstanceOf(SingularSystemException.class)
                .hasMessage(
                        "a linear fit of 3 columns and an intercept is singular: give it more rows, leave out columns"
                                + " that repeat others or are constant, or raise alpha, which is 0.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1.7e9, -1e-300})
    void fit_unpenalisedConstantColumn_isSingular(double value) {
        Matrix design = gaussian(30, 2, 9);
        for (int r = 0; r < 30; r++) {
            design.data()[2 * r + 1] = value;
        }
        assertThatThrownBy(() -> WeightedRidge.fit(design, weights(30), gaussian(30, 1, 1), 0))
                .isInstanceOf(SingularSystemException.class);
        assertThat(WeightedRidge.fit(design, weights(30), gaussian(30, 1, 1), 1)
                        .coefficients()
                        .get(1, 0))
                .isZero();
    }

    @Test
    void fit_penalisedCollinearColumns_shareTheEffect() {
        Matrix design = gaussian(30, 2, 10);
        double[] targets = new double[30];
        for (int r = 0; r < 30; r++) {
            design.data()[2 * r + 1] = design.data()[2 * r];
            targets[r] = 6 * design.data()[2 * r];
        }
        Matrix coefficients = WeightedRidge.fit(design, weights(30), Matrix.wrap(30, 1, targets), 1e-6)
                .coefficients();
        assertThat(coefficients.get(0, 0)).isCloseTo(3, within(1e-6));
        assertThat(coefficients.get(1, 0)).isCloseTo(coefficients.get(0, 0), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"3,8", "2,3", "8,8"})
    void fit_noMoreRowsThanColumns_needsAPenalty(int rows, int columns) {
        Matrix design = gaussian(rows, columns, 11);
        Matrix targets = gaussian(rows, 1, 12);
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        assertThatThrownBy(() -> WeightedRidge.fit(design, ones, targets, 0))
                .isInstanceOf(SingularSystemException.class);
        double[] expected = reference(design, ones, targets.data(), 2);
        WeightedRidge fit = WeightedRidge.fit(design, ones, targets, 2);
        assertThat(fit.intercepts()[0]).isCloseTo(expected[0], within(1e-12));
        for (int c = 0; c < columns; c++) {
            assertThat(fit.coefficients().get(c, 0)).isCloseTo(expected[c + 1], within(1e-12));
        }
    }

    @Test
    void fit_oneRow_isItsTarget() {
        WeightedRidge fit = WeightedRidge.fit(Matrix.ofRow(3, 4), new double[] {0.3}, Matrix.ofRow(0.7), 1);
        assertThat(fit.intercepts()).containsExactly(0.7);
        assertThat(Arrays.stream(fit.coefficients().data())).allMatch(c -> c == 0);
        assertThat(fit.scores()).containsExactly(Double.NaN);
    }

    @Test
    void fit_weightK_equalsKCopies() {
        Matrix once = Matrix.of(new double[][] {{1}, {2}, {4}});
        Matrix copies = Matrix.of(new double[][] {{1}, {2}, {2}, {2}, {4}});
        WeightedRidge weighted =
                WeightedRidge.fit(once, new double[] {1, 3, 1}, Matrix.of(new double[][] {{5}, {1}, {2}}), 0.5);
        WeightedRidge copied = WeightedRidge.fit(
                copies, new double[] {1, 1, 1, 1, 1}, Matrix.of(new double[][] {{5}, {1}, {1}, {1}, {2}}), 0.5);
        assertThat(weighted.coefficients().get(0, 0))
                .isCloseTo(copied.coefficients().get(0, 0), within(1e-14));
        assertThat(weighted.intercepts()[0]).isCloseTo(copied.intercepts()[0], within(1e-14));
        assertThat(weighted.scores()[0]).isCloseTo(copied.scores()[0], within(1e-14));
    }

    @Test
    void fit_arraysGivenAndTaken_areLeftAlone() {
        Matrix design = gaussian(20, 2, 13);
        Matrix targets = gaussian(20, 1, 14);
        double[] before = design.data().clone();
        double[] targetsBefore = targets.data().clone();
        WeightedRidge fit = WeightedRidge.fit(design, weights(20), targets, 1);
        assertThat(design.data()).containsExactly(before);
        assertThat(targets.data()).containsExactly(targetsBefore);
        fit.intercepts()[0] = 99;
        fit.scores()[0] = 99;
        assertThat(fit.intercepts()[0]).isNotEqualTo(99);
        assertThat(fit.scores()[0]).isNotEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void fit_notAPenalty_isRefused(double alpha) {
        assertThatThrownBy(() -> WeightedRidge.fit(gaussian(3, 1, 1), new double[] {1, 1, 1}, gaussian(3, 1, 1), alpha))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alpha must be finite and 0 or more but is " + alpha);
    }

    @Test
    void fit_sizesThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> WeightedRidge.fit(Matrix.zeros(0, 1), new double[0], Matrix.zeros(0, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("design must have at least 1 row and 1 column but is 0 × 1 matrix");
        assertThatThrownBy(() -> WeightedRidge.fit(Matrix.zeros(2, 1), new double[2], Matrix.zeros(3, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("targets must be one for each of 2 rows but are 3");
        assertThatThrownBy(() -> WeightedRidge.fit(Matrix.zeros(2, 1), new double[3], Matrix.zeros(2, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must be one for each of 2 rows but are 3");
        assertThatThrownBy(() -> WeightedRidge.fit(Matrix.zeros(2, 1), new double[2], Matrix.zeros(2, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must not all be 0");
    }
}
