package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Variance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.surrogate.SingularSystemException;
import secant.surrogate.WeightedRidge;

class LocalFitTest {

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static Matrix normal(int rows, int columns, long seed) {
        RandomGenerator random = random(seed);
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] weights(int rows, long seed) {
        return random(seed).doubles(rows).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 25})
    void of_anyData_agreesWithWeightedRidge(double alpha) {
        Matrix x = normal(200, 6, 1);
        Matrix y = normal(200, 2, 2);
        double[] w = weights(200, 3);

        LocalFit fit = LocalFit.of(x, y, w, FeatureSelection.none(), alpha);

        WeightedRidge oracle = WeightedRidge.fit(x, w, y, alpha);
        for (int k = 0; k < 2; k++) {
            assertThat(fit.intercept(k)).isCloseTo(oracle.intercepts()[k], within(1e-13));
            assertThat(fit.score(k).orElseThrow()).isCloseTo(oracle.scores()[k], within(1e-13));
            double local = oracle.intercepts()[k];
            for (int i = 0; i < 6; i++) {
                assertThat(fit.coefficient(k, i))
                        .isCloseTo(oracle.coefficients().get(i, k), within(1e-13));
                local += oracle.coefficients().get(i, k) * x.get(0, i);
            }
            assertThat(fit.localPrediction(k)).isCloseTo(local, within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1, 1e9})
    void of_otherUnits_givesTheSameStandardisedCoefficients(double unit) {
        Matrix x = normal(100, 3, 4);
        Matrix y = normal(100, 1, 5);
        double[] w = weights(100, 6);
        Matrix scaled = x.copy();
        for (int r = 0; r < 100; r++) {
            scaled.data()[3 * r] *= unit;
        }

        LocalFit fit = LocalFit.of(x, y, w, FeatureSelection.none(), 0);
        LocalFit other = LocalFit.of(scaled, y, w, FeatureSelection.none(), 0);

        assertThat(other.coefficient(0, 0) * unit).isCloseTo(fit.coefficient(0, 0), within(1e-14));
        assertThat(other.coefficient(0, 2)).isCloseTo(fit.coefficient(0, 2), within(1e-14));
        assertThat(other.standardError(0, 0) * unit).isCloseTo(fit.standardError(0, 0), within(1e-14));
    }

    @Test
    void of_constantAnswers_givesZerosAndNoScore() {
        Matrix y = Matrix.wrap(50, 1, new double[50]);
        Arrays.fill(y.data(), 0.1);

        LocalFit fit = LocalFit.of(normal(50, 3, 7), y, weights(50, 8), FeatureSelection.none(), 1);

        assertThat(fit.score(0)).isEmpty();
        assertThat(fit.intercept(0)).isEqualTo(0.1);
        assertThat(fit.coefficient(0, 1)).isZero();
        assertThat(fit.standardError(0, 1)).isZero();
        assertThat(fit.localPrediction(0)).isEqualTo(0.1);
    }

    @Test
    void of_constantFeature_leavesItOut() {
        Matrix x = normal(50, 3, 9);
        for (int r = 0; r < 50; r++) {
            x.data()[3 * r + 1] = 0.3;
        }

        LocalFit fit = LocalFit.of(x, normal(50, 1, 10), weights(50, 11), FeatureSelection.none(), 0);

        assertThat(fit.coefficient(0, 1)).isZero();
        assertThat(fit.coefficient(0, 0)).isNotZero();
    }

    @Test
    void of_repeatedFeatureWithoutPenalty_isRefused() {
        Matrix x = normal(50, 2, 12);
        for (int r = 0; r < 50; r++) {
            x.data()[2 * r + 1] = 3 * x.data()[2 * r] + 1;
        }

        assertThatThrownBy(() -> LocalFit.of(x, normal(50, 1, 13), weights(50, 14), FeatureSelection.none(), 0))
                .isInstanceOf(SingularSystemException.class)
                .hasMessageContaining("feature 1 is a combination of others");
    }

    @Test
    void standardErrors_overSeeds_coverTheTrueCoefficients() {
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 150; seed++) {
            Matrix x = normal(300, 3, 100 + seed);
            double[] noise = normal(300, 1, 1000 + seed).data();
            double[] y = new double[300];
            for (int r = 0; r < 300; r++) { // noise grows with the first feature: no textbook error would hold
                y[r] = 2 * x.get(r, 0) - x.get(r, 1) + noise[r] * Math.abs(x.get(r, 0));
            }
            double[] w = weights(300, 2000 + seed);
            LocalFit fit = LocalFit.of(x, Matrix.wrap(300, 1, y), w, FeatureSelection.none(), 0);
            double[] truth = {2, -1, 0};
            for (int i = 0; i < 3; i++) {
                covered += Math.abs(fit.coefficient(0, i) - truth[i]) <= 1.96 * fit.standardError(0, i) ? 1 : 0;
                all++;
            }
        }

        assertThat(covered / (double) all).isBetween(0.92, 0.98);
    }

    /** Each group is a stretch of rows, successive ones are a sequence; what balances is computed from residuals. */
    @ParameterizedTest
    @CsvSource({"2, 2, 0", "2, 2, 7", "3, 2, 7", "2, 3, 7", "3, 4, 7"})
    void standardErrors_partsOfSequences_areTheJackknifesTimesWhatBalances(int sequences, int parts, double alpha) {
        int rows = 20 * sequences * parts;
        Matrix x = normal(rows, 3, 40);
        Matrix y = normal(rows, 1, 41);
        for (int r = 0; r < rows; r++) {
            y.data()[r] += x.get(r, 0);
        }
        double[] w = weights(rows, 42);
        WeightedRidge oracle = WeightedRidge.fit(x, w, y, alpha);
        double sum = Arrays.stream(w).sum();
        double[] mean = new double[3];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < 3; i++) {
                mean[i] += w[r] * x.get(r, i) / sum;
            }
        }
        double[][][] pulls = new double[3][sequences][parts];
        double[] scatter = new double[3];
        for (int r = 0; r < rows; r++) {
            double residual = y.get(r, 0) - oracle.intercepts()[0];
            for (int i = 0; i < 3; i++) {
                residual -= oracle.coefficients().get(i, 0) * x.get(r, i);
            }
            int part = r / 20;
            for (int i = 0; i < 3; i++) {
                pulls[i][part / parts][part % parts] += w[r] * (x.get(r, i) - mean[i]) * residual;
                scatter[i] += w[r] * Math.pow(x.get(r, i) - mean[i], 2);
            }
        }
        double between = 0; // variance of a sequence's sum, as it is, and if parts were independent
        double within = 0;
        Variance variance = new Variance();
        for (int i = 0; i < 3; i++) {
            double[] sums = Arrays.stream(pulls[i])
                    .mapToDouble(own -> Arrays.stream(own).sum())
                    .toArray();
            between += variance.evaluate(sums) / scatter[i];
            for (double[] own : pulls[i]) {
                within += parts * variance.evaluate(own) / sequences / scatter[i];
            }
        }
        double share = (3 * between / within + 2) / 5;

        List<WeightedMoments> groups = stretches(x, y, w, sequences * parts);
        LocalFit independent = LocalFit.of(groups, FeatureSelection.none(), alpha);
        LocalFit balanced = LocalFit.of(groups, parts, FeatureSelection.none(), alpha);

        int freedom = sequences * parts - 1;
        for (int i = 0; i < 3; i++) {
            double ratio = balanced.standardError(0, i) / independent.standardError(0, i);
            assertThat(ratio * ratio)
                    .isCloseTo(freedom * share / (sequences * (parts - 1) + (sequences - 1) * share), within(1e-12));
            assertThat(balanced.coefficient(0, i)).isEqualTo(independent.coefficient(0, i));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e150, 1e154})
    void standardErrors_answersOfAnySize_balanceAlike(double size) {
        Matrix x = normal(80, 3, 43);
        Matrix y = normal(80, 1, 44);
        double[] scaled = Arrays.stream(y.data()).map(v -> v * size).toArray();
        double[] w = weights(80, 45);
        double[] ratios = new double[2];
        for (int i = 0; i < 2; i++) {
            Matrix answers = i == 0 ? y : Matrix.wrap(80, 1, scaled);
            List<WeightedMoments> groups = stretches(x, answers, w, 4);
            ratios[i] = LocalFit.of(groups, 2, FeatureSelection.none(), 0).standardError(0, 1)
                    / LocalFit.of(groups, FeatureSelection.none(), 0).standardError(0, 1);
        }

        assertThat(ratios[0]).isNotEqualTo(1);
        assertThat(ratios[1]).isCloseTo(ratios[0], within(1e-12));
    }

    private static List<WeightedMoments> stretches(Matrix x, Matrix y, double[] w, int groups) {
        WeightedMoments first = new WeightedMoments(x.row(0), y.row(0));
        List<WeightedMoments> moments = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            moments.add(g == 0 ? first : first.fresh());
        }
        for (int r = 0; r < x.rows(); r++) {
            moments.get(r * groups / x.rows()).add(x.data(), r * x.columns(), y.data(), r * y.columns(), w[r]);
        }
        return moments;
    }

    /** The noise of a sequence's second half is that of its first with the other sign, up to a correlation. */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.3, -0.6})
    void standardErrors_halvesThatBalance_coverTheTrueCoefficients(double correlation) {
        int covered = 0;
        int all = 0;
        double ratio = 0;
        for (int seed = 0; seed < 400; seed++) {
            Matrix x = normal(400, 6, 100 + seed);
            double[] noise = normal(400, 1, 5000 + seed).data();
            double[] y = new double[400];
            for (int r = 0; r < 400; r++) {
                if (r / 100 % 2 == 1) {
                    System.arraycopy(x.data(), (r - 100) * 6, x.data(), r * 6, 6);
                    noise[r] = correlation * noise[r - 100] + Math.sqrt(1 - correlation * correlation) * noise[r];
                }
                y[r] = 2 * x.get(r, 0) - x.get(r, 1) + noise[r];
            }
            double[] w = new double[400];
            Arrays.fill(w, 1);
            List<WeightedMoments> groups = stretches(x, Matrix.wrap(400, 1, y), w, 4);
            LocalFit fit = LocalFit.of(groups, 2, FeatureSelection.none(), 0);
            ratio += fit.standardError(0, 0)
                    / LocalFit.of(groups, FeatureSelection.none(), 0).standardError(0, 0)
                    / 400;
            double[] truth = {2, -1, 0, 0, 0, 0};
            for (int i = 0; i < 6; i++) {
                covered += Math.abs(fit.coefficient(0, i) - truth[i]) <= 1.96 * fit.standardError(0, i) ? 1 : 0;
                all++;
            }
        }

        assertThat(covered / (double) all).isBetween(0.92, 0.98);
        // six features, and two more that are supposed not to balance
        double share = (6 * (1 + correlation) / (1 - correlation) + 2) / 8;
        assertThat(ratio).isCloseTo(Math.sqrt(3 * share / (2 + share)), within(0.05));
    }

    @Test
    void shrinkage_orthogonalFeatures_isAlphaOverScatterPlusAlpha() {
        Matrix x = Matrix.of(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}});
        Matrix y = Matrix.of(new double[][] {{1}, {2}, {4}, {3}});

        LocalFit fit = LocalFit.of(x, y, new double[] {1, 1, 1, 1}, FeatureSelection.none(), 1);

        assertThat(fit.fidelity().fits().get(0).shrinkage()).isCloseTo(0.2, within(1e-15));
    }

    /** The fit is repeated by another solver without each twentieth of the rows. */
    @Test
    void standardErrors_twentyGroups_areTheJackknifes() {
        Matrix x = normal(60, 3, 20);
        Matrix y = normal(60, 2, 21);
        double[] w = weights(60, 22);
        double[][] left = new double[20][];
        for (int g = 0; g < 20; g++) {
            double[] others = w.clone();
            for (int r = g; r < 60; r += 20) {
                others[r] = 0;
            }
            Matrix coefficients = WeightedRidge.fit(x, others, y, 2).coefficients();
            left[g] = new double[] {coefficients.get(0, 1), coefficients.get(1, 1), coefficients.get(2, 1)};
        }
        double student = new TDistribution(null, 19).inverseCumulativeProbability(0.975) / 1.959963984540054;

        LocalFit fit = LocalFit.of(x, y, w, FeatureSelection.none(), 2);

        for (int i = 0; i < 3; i++) {
            int feature = i;
            double mean =
                    Arrays.stream(left).mapToDouble(l -> l[feature]).average().orElseThrow();
            double squares = Arrays.stream(left)
                    .mapToDouble(l -> Math.pow(l[feature] - mean, 2))
                    .sum();
            assertThat(fit.standardError(1, i)).isCloseTo(student * Math.sqrt(squares * 19 / 20), within(1e-12));
        }
    }

    @Test
    void of_anyData_knowsItsSamplesMeansAndGap() {
        Matrix x = normal(50, 2, 30);
        Matrix y = normal(50, 1, 31);
        double[] w = weights(50, 32);
        double sum = Arrays.stream(w).sum();
        double mean = 0;
        for (int r = 0; r < 50; r++) {
            mean += w[r] * x.get(r, 1) / sum;
        }

        LocalFit fit = LocalFit.of(x, y, w, FeatureSelection.none(), 0);

        double effective = sum * sum / Arrays.stream(w).map(v -> v * v).sum();
        assertThat(fit.samples()).isEqualTo(50);
        assertThat(fit.mean(1)).isCloseTo(mean, within(1e-14));
        assertThat(fit.effectiveSamples()).isCloseTo(effective, within(1e-12));
        assertThat(fit.effectiveShare()).isCloseTo(effective / 50, within(1e-14));
        assertThat(fit.fidelity().fits().get(0).predictionGap())
                .isCloseTo(y.get(0, 0) - fit.localPrediction(0), within(1e-15));
    }

    @Test
    void of_oneGroup_hasErrorsWithoutEnd_butNoneWhereAllIsKnown() {
        Matrix x = normal(50, 3, 40);
        Arrays.setAll(x.data(), i -> i % 3 == 2 ? 4 : x.data()[i]);
        Matrix y = normal(50, 1, 41);
        WeightedMoments all = new WeightedMoments(x.row(0), y.row(0));
        all.add(50, x.data(), y.data(), weights(50, 42));

        LocalFit one = LocalFit.of(List.of(all), FeatureSelection.none(), 0);
        LocalFit exact = LocalFit.exact(all, FeatureSelection.none(), 0);

        assertThat(one.standardError(0, 0)).isInfinite();
        assertThat(one.standardError(0, 2)).isZero(); // which does not vary
        assertThat(one.effectiveSamples()).isLessThan(50);
        assertThat(exact.standardError(0, 0)).isZero();
        assertThat(exact.coefficient(0, 0)).isEqualTo(one.coefficient(0, 0)).isNotZero();
        assertThat(exact.samples()).isEqualTo(50);
        assertThat(exact.effectiveSamples()).isEqualTo(50);
    }

    @Test
    void of_selectionForEachOutput_hasFeaturesOfItsOwn() {
        Matrix x = normal(50, 2, 50);
        double[] y = new double[100];
        for (int r = 0; r < 50; r++) {
            y[2 * r] = x.get(r, 0);
            y[2 * r + 1] = x.get(r, 1);
        }

        LocalFit fit = LocalFit.of(x, Matrix.wrap(50, 2, y), weights(50, 51), FeatureSelection.forward(1), 0);

        assertThat(fit.coefficient(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(fit.coefficient(0, 1)).isZero();
        assertThat(fit.coefficient(1, 0)).isZero();
        assertThat(fit.coefficient(1, 1)).isCloseTo(1, within(1e-12));
    }
}
