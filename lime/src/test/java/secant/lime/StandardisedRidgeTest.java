package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.surrogate.SingularSystemException;

class StandardisedRidgeTest {

    private static final int ROWS = 60;
    private static final double[] UNITS = {1, 1e-3, 40, 1, 7};

    private final Matrix x = Samples.normal(ROWS, 5, 1);
    private final Matrix y = Samples.normal(ROWS, 2, 2);
    private final double[] w = Samples.random(3).doubles(ROWS).toArray();

    private WeightedMoments moments() {
        for (int r = 0; r < ROWS; r++) {
            x.data()[5 * r + 4] += 0.9 * x.data()[5 * r];
            for (int i = 0; i < 5; i++) {
                x.data()[5 * r + i] *= UNITS[i];
            }
        }
        WeightedMoments moments = new WeightedMoments(x.row(0), y.row(0));
        moments.add(ROWS, x.data(), y.data(), w);
        return moments;
    }

    private static SimpleMatrix scatter(WeightedMoments moments, int... features) {
        SimpleMatrix scatter = new SimpleMatrix(features.length, features.length);
        for (int i = 0; i < features.length; i++) {
            for (int j = 0; j < features.length; j++) {
                scatter.set(i, j, moments.scatter(features[i], features[j]));
            }
        }
        return scatter;
    }

    private static SimpleMatrix penalised(WeightedMoments moments, double alpha, int... features) {
        SimpleMatrix penalty = SimpleMatrix.identity(features.length).scale(alpha);
        return scatter(moments, features).plus(penalty);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 30})
    void coefficients_ofSomeFeatures_solveTheNormalEquations(double alpha) {
        WeightedMoments moments = moments();
        int[] features = {0, 2, 4};
        StandardisedRidge ridge = StandardisedRidge.of(moments, features, alpha);
        for (int k = 0; k < 2; k++) {
            SimpleMatrix target = new SimpleMatrix(3, 1);
            for (int i = 0; i < 3; i++) {
                target.set(i, moments.targetScatter(features[i], k));
            }
            SimpleMatrix solution = penalised(moments, alpha, features).solve(target);
            double[] coefficients = ridge.coefficients(k);
            assertThat(coefficients).hasSize(5);
            for (int i = 0; i < 3; i++) {
                assertThat(coefficients[features[i]]).isCloseTo(solution.get(i), within(1e-12));
            }
            assertThat(coefficients[1]).isZero();
            assertThat(coefficients[3]).isZero();
        }
        assertThat(ridge.features()).containsExactly(0, 2, 4);
    }

    /** 1 − Σ w (y − fit)² / Σ w (y − mean)², which a penalty does not change the form of. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 5})
    void score_ofAFit_isOneLessTheShareThatIsLeft(double alpha) {
        WeightedMoments moments = moments();
        StandardisedRidge ridge = StandardisedRidge.of(moments, new int[] {0, 1, 3, 4}, alpha);
        double[] coefficients = ridge.coefficients(1);
        double left = 0;
        double spread = 0;
        for (int r = 0; r < ROWS; r++) {
            double fitted = moments.targetMean(1);
            for (int i = 0; i < 5; i++) {
                fitted += coefficients[i] * (x.get(r, i) - moments.mean(i));
            }
            left += w[r] * Math.pow(y.get(r, 1) - fitted, 2);
            spread += w[r] * Math.pow(y.get(r, 1) - moments.targetMean(1), 2);
        }
        assertThat(ridge.score(1, coefficients)).isCloseTo(1 - left / spread, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "3", "100"})
    void shrinkage_anyFeatures_isTheMeanOverThePrincipalDirections(double alpha) {
        WeightedMoments moments = moments();
        double mean = scatter(moments, 0, 1, 3, 4).eig().getEigenvalues().stream()
                .mapToDouble(value -> alpha / (value.getReal() + alpha))
                .average()
                .orElseThrow();

        assertThat(StandardisedRidge.of(moments, new int[] {0, 1, 3, 4}, alpha).shrinkage())
                .isCloseTo(mean, within(1e-12));
    }

    @Test
    void shrinkage_noPenaltyOrNoFeatures_isZero() {
        WeightedMoments moments = moments();

        assertThat(StandardisedRidge.of(moments, new int[] {0, 1}, 0).shrinkage())
                .isZero();
        assertThat(StandardisedRidge.of(moments, new int[0], 3).shrinkage()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 20})
    void condition_ofCorrelatedFeatures_isThatOfTheCorrelations(double alpha) {
        WeightedMoments moments = moments();
        int[] features = {0, 1, 2, 3, 4};
        SimpleMatrix correlations = scatter(moments, features);
        SimpleMatrix scales = new SimpleMatrix(5, 5);
        for (int i = 0; i < 5; i++) {
            scales.set(i, i, 1 / Math.sqrt(correlations.get(i, i)));
        }
        correlations = scales.mult(penalised(moments, alpha, features)).mult(scales);
        double[] values = correlations.eig().getEigenvalues().stream()
                .mapToDouble(value -> value.getReal())
                .sorted()
                .toArray();

        assertThat(StandardisedRidge.of(moments, features, alpha).condition())
                .isBetween(0.97 * values[4] / values[0], 1.0001 * values[4] / values[0]);
        assertThat(StandardisedRidge.of(moments, new int[] {2}, 0).condition()).isEqualTo(1);
        assertThat(StandardisedRidge.of(moments, new int[0], 0).condition()).isEqualTo(1);
    }

    /** The penalty weighs more on the first feature, whose scatter is small: (1 + q, r; r, 1 + s) has two eigenvalues. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10})
    void condition_ofFeaturesOfOtherSizes_isThatOfTheirPenalties(double alpha) {
        for (int r = 0; r < ROWS; r++) {
            x.data()[5 * r] *= 0.1;
        }
        WeightedMoments moments = new WeightedMoments(x.row(0), y.row(0));
        moments.add(ROWS, x.data(), y.data(), w);
        double a = 1 + alpha / moments.scatter(0, 0);
        double b = 1 + alpha / moments.scatter(1, 1);
        double r = moments.scatter(0, 1) / Math.sqrt(moments.scatter(0, 0) * moments.scatter(1, 1));
        double root = Math.sqrt((a - b) * (a - b) + 4 * r * r);
        double expected = (a + b + root) / (a + b - root);
        assertThat(expected).isGreaterThan(1.5);

        assertThat(StandardisedRidge.of(moments, new int[] {0, 1}, alpha).condition())
                .isBetween(0.97 * expected, 1.0001 * expected);
    }

    @Test
    void of_featuresThatDoNotVary_leavesThemOut() {
        for (int r = 0; r < ROWS; r++) {
            x.data()[5 * r + 1] = 0.1;
            x.data()[5 * r + 3] = 1e9 + (r == 7 ? 1e-7 : 0);
        }
        WeightedMoments about = new WeightedMoments(new double[5], x.row(0), y.row(0));
        about.add(ROWS, x.data(), y.data(), w);

        assertThat(StandardisedRidge.of(about, new int[] {0, 1, 2, 3, 4}, 0).features())
                .containsExactly(0, 2, 4);
        assertThat(StandardisedRidge.varies(about, 1)).isFalse();
        assertThat(StandardisedRidge.varies(about, 2)).isTrue();
    }

    @Test
    void of_repeatedFeature_isSingularUnlessPenalised() {
        for (int r = 0; r < ROWS; r++) {
            x.data()[5 * r + 3] = x.data()[5 * r] - x.data()[5 * r + 1];
        }
        WeightedMoments moments = new WeightedMoments(x.row(0), y.row(0));
        moments.add(ROWS, x.data(), y.data(), w);
        int[] all = SelectedFeatures.all(moments);

        assertThatThrownBy(() -> StandardisedRidge.of(moments, all, 0))
                .isInstanceOf(SingularSystemException.class)
                .hasMessage("the local fit of 5 features is singular: feature 3 is a combination of others among the"
                        + " samples; take more samples, select features, or raise the ridge alpha, which is 0.0");
        double[] coefficients = StandardisedRidge.of(moments, all, 1e-3).coefficients(0);
        assertThat(Arrays.stream(coefficients).allMatch(Double::isFinite)).isTrue();
    }
}
