package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.surrogate.LassoPath;
import secant.surrogate.WeightedRidge;

class SelectedFeaturesTest {

    private static final int ROWS = 80;
    private static final int FEATURES = 6;

    /** Correlated features of which all have a say in the second answer. */
    private static Matrix features(long seed) {
        Matrix x = Samples.normal(ROWS, FEATURES, seed);
        for (int r = 0; r < ROWS; r++) {
            for (int i = 1; i < FEATURES; i++) {
                x.data()[r * FEATURES + i] += 0.8 * x.data()[r * FEATURES + i - 1];
            }
        }
        return x;
    }

    private static Matrix targets(Matrix x, long seed) {
        Matrix y = Samples.normal(ROWS, 2, seed);
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < FEATURES; i++) {
                y.data()[2 * r + 1] += (i % 2 == 0 ? 1 : -1.5) / (1 + i) * x.get(r, i);
            }
        }
        return y;
    }

    private static double[] weights(long seed) {
        return Samples.random(seed).doubles(ROWS, 0.1, 1).toArray();
    }

    private static WeightedMoments moments(Matrix x, Matrix y, double[] w) {
        WeightedMoments moments = new WeightedMoments(x.row(0), y.row(0));
        moments.add(ROWS, x.data(), y.data(), w);
        return moments;
    }

    private static double score(Matrix x, Matrix y, double[] w, Set<Integer> chosen) {
        Matrix kept = Matrix.zeros(ROWS, chosen.size());
        for (int r = 0; r < ROWS; r++) {
            int at = r * chosen.size();
            for (int i : chosen) {
                kept.data()[at++] = x.get(r, i);
            }
        }
        return WeightedRidge.fit(kept, w, y, 0).scores()[1];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void forward_eachStep_takesTheFeatureOfTheBestScore(long seed) {
        Matrix x = features(seed);
        Matrix y = targets(x, seed + 100);
        double[] w = weights(seed);
        TreeSet<Integer> chosen = new TreeSet<>();
        for (int wanted = 1; wanted <= FEATURES; wanted++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < FEATURES; i++) {
                TreeSet<Integer> tried = new TreeSet<>(chosen);
                if (tried.add(i) && score(x, y, w, tried) > most) {
                    most = score(x, y, w, tried);
                    best = i;
                }
            }
            chosen.add(best);

            assertThat(SelectedFeatures.of(moments(x, y, w), 1, FeatureSelection.forward(wanted)))
                    .containsExactly(chosen.stream().mapToInt(i -> i).toArray());
        }
        assertThat(SelectedFeatures.of(moments(x, y, w), 1, FeatureSelection.forward(FEATURES + 3)))
                .hasSize(FEATURES);
    }

    @Test
    void forward_repeatedOrConstantFeatures_areTakenLast() {
        Matrix x = features(1);
        Matrix y = targets(x, 2);
        double[] w = weights(3);
        for (int r = 0; r < ROWS; r++) {
            x.data()[r * FEATURES] = 4;
            x.data()[r * FEATURES + 2] = 2 * x.get(r, 1) - x.get(r, 3);
        }
        int[] three = SelectedFeatures.of(moments(x, y, w), 1, FeatureSelection.forward(4));
        assertThat(three).doesNotContain(0).hasSize(4);
        assertThat(IntStream.of(three).filter(i -> i >= 1 && i <= 3)).hasSize(2);
        assertThat(SelectedFeatures.of(moments(x, y, w), 1, FeatureSelection.forward(5)))
                .containsExactly(0, three[0], three[1], three[2], three[3]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void highestWeights_areOfTheRidgeTimesTheInstance(int wanted) {
        for (long seed = 1; seed < 6; seed++) {
            Matrix x = features(seed);
            Matrix y = targets(x, seed + 50);
            double[] w = weights(seed);
            Matrix coefficients = WeightedRidge.fit(x, w, y, 0.01).coefficients();
            int[] expected = IntStream.range(0, FEATURES)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -Math.abs(coefficients.get(i, 1) * x.get(0, i))))
                    .limit(wanted)
                    .mapToInt(i -> i)
                    .sorted()
                    .toArray();

            assertThat(SelectedFeatures.of(moments(x, y, w), 1, FeatureSelection.highestWeights(wanted)))
                    .containsExactly(expected);
        }
    }

    /** The path over the weighted rows themselves, about their means. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6})
    void lassoPath_fromItsEnd_isTheFirstKnotOfSoFew(int wanted) {
        for (long seed = 1; seed < 9; seed++) {
            Matrix x = features(seed);
            Matrix y = targets(x, seed + 70);
            double[] w = weights(seed);
            WeightedMoments moments = moments(x, y, w);
            Matrix design = Matrix.zeros(ROWS, FEATURES);
            double[] targets = new double[ROWS];
            for (int r = 0; r < ROWS; r++) {
                double root = Math.sqrt(w[r]);
                for (int i = 0; i < FEATURES; i++) {
                    design.data()[r * FEATURES + i] = root * (x.get(r, i) - moments.mean(i));
                }
                targets[r] = root * (y.get(r, 1) - moments.targetMean(1));
            }
            LassoPath path = LassoPath.of(design, targets, 8 * FEATURES, 0);
            int[] expected = new int[0];
            for (int knot = path.knots() - 1; knot > 0; knot--) {
                double[] coefficients = path.coefficients(knot);
                expected = IntStream.range(0, FEATURES)
                        .filter(i -> coefficients[i] != 0)
                        .toArray();
                if (expected.length <= wanted) {
                    break;
                }
            }

            assertThat(SelectedFeatures.of(moments, 1, FeatureSelection.lassoPath(wanted)))
                    .containsExactly(expected);
        }
    }

    @Test
    void lassoPath_nothingToExplainOrToExplainItBy_keepsAll() {
        Matrix x = features(1);
        Matrix constant = Matrix.zeros(ROWS, 2);
        int[] all = IntStream.range(0, FEATURES).toArray();
        assertThat(SelectedFeatures.of(moments(x, constant, weights(1)), 1, FeatureSelection.lassoPath(2)))
                .containsExactly(all);
        Matrix same = Matrix.zeros(ROWS, FEATURES);
        assertThat(SelectedFeatures.of(moments(same, targets(x, 2), weights(1)), 1, FeatureSelection.lassoPath(2)))
                .containsExactly(all);
    }

    @Test
    void lassoPath_featureThatRepeatsAnother_hasNoSay() {
        Matrix x = features(3);
        Matrix y = targets(x, 4);
        for (int r = 0; r < ROWS; r++) {
            x.data()[r * FEATURES + 5] = 1;
            x.data()[r * FEATURES + 4] = x.get(r, 1) + x.get(r, 2);
        }
        int[] chosen = SelectedFeatures.of(moments(x, y, weights(5)), 1, FeatureSelection.lassoPath(6));
        assertThat(Arrays.stream(chosen)).doesNotContain(4, 5).contains(0, 1, 2, 3);
    }

    /** Units change neither the order of gains nor what counts as rounding. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-3, 1e6})
    void selections_otherUnits_areTheSame(double unit) {
        Matrix x = features(2);
        Matrix y = targets(x, 9);
        double[] w = weights(4);
        Matrix scaled = x.copy();
        Arrays.setAll(scaled.data(), i -> unit * x.data()[i]);
        for (int wanted = 1; wanted < FEATURES; wanted++) {
            for (FeatureSelection selection :
                    List.of(FeatureSelection.forward(wanted), FeatureSelection.lassoPath(wanted))) {
                assertThat(SelectedFeatures.of(moments(scaled, y, w), 1, selection))
                        .as("%s", selection)
                        .containsExactly(SelectedFeatures.of(moments(x, y, w), 1, selection));
            }
        }
    }

    /** Summed about 0, a feature of which one row is a last bit above the others, as the answer is far above the others'. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void selections_featureThatVariesByRoundingAlone_isNotTaken(long seed) {
        Matrix x = features(2);
        Matrix y = targets(x, 9);
        for (int r = 0; r < ROWS; r++) {
            x.data()[r * FEATURES + 3] = r == 7 ? Math.nextUp(1e9) : 1e9;
            y.data()[2 * r + 1] += r == 7 ? 100 : 0;
        }
        WeightedMoments moments = new WeightedMoments(new double[FEATURES], x.row(0), y.row(0));
        moments.add(ROWS, x.data(), y.data(), weights(seed));
        for (int wanted = 1; wanted < FEATURES; wanted++) {
            for (FeatureSelection selection :
                    List.of(FeatureSelection.forward(wanted), FeatureSelection.lassoPath(wanted))) {
                assertThat(SelectedFeatures.of(moments, 1, selection))
                        .as("%s", selection)
                        .doesNotContain(3);
            }
        }
        assertThat(SelectedFeatures.of(moments, 1, FeatureSelection.lassoPath(FEATURES)))
                .containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void none_isAll() {
        Matrix x = features(1);
        assertThat(SelectedFeatures.of(moments(x, targets(x, 2), weights(1)), 0, FeatureSelection.none()))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void selections_anyKind_areNamedAndChecked() {
        assertThat(FeatureSelection.auto(6)).isEqualTo(FeatureSelection.forward(6));
        assertThat(FeatureSelection.auto(7)).isEqualTo(FeatureSelection.highestWeights(7));
        assertThat(FeatureSelection.none().named()).isEqualTo("none");
        assertThat(FeatureSelection.forward(1).named()).isEqualTo("forward selection of 1");
        assertThat(FeatureSelection.highestWeights(7).named()).isEqualTo("highest weights, 7");
        assertThat(FeatureSelection.lassoPath(3).named()).isEqualTo("lasso path, 3");
        for (Runnable bad : List.<Runnable>of(
                () -> FeatureSelection.auto(0),
                () -> FeatureSelection.forward(0),
                () -> FeatureSelection.highestWeights(0),
                () -> FeatureSelection.lassoPath(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(bad::run)
                    .withMessage("selected features must be 1 or more but is 0");
        }
    }
}
