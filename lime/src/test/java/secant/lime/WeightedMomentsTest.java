package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Matrix;

class WeightedMomentsTest {

    private static final Offset<Double> ROUNDING = within(1e-11);

    private static double[] weights(int rows) {
        return Samples.random(rows).doubles(rows).toArray();
    }

    private static WeightedMoments moments(Matrix x, Matrix y, double[] w, double[] origin) {
        WeightedMoments moments = new WeightedMoments(origin, x.row(0), y.row(0));
        moments.add(x.rows(), x.data(), y.data(), w);
        return moments;
    }

    /** Σ w (a − ā)(b − b̄). */
    private static double scatter(double[] a, double[] b, double[] w) {
        double meanA = mean(a, w);
        double meanB = mean(b, w);
        double sum = 0;
        for (int r = 0; r < w.length; r++) {
            sum += w[r] * (a[r] - meanA) * (b[r] - meanB);
        }
        return sum;
    }

    private static double mean(double[] a, double[] w) {
        double sum = 0;
        for (int r = 0; r < w.length; r++) {
            sum += w[r] * a[r];
        }
        return sum / Arrays.stream(w).sum();
    }

    private static double[] column(Matrix table, int c) {
        double[] column = new double[table.rows()];
        Arrays.setAll(column, r -> table.get(r, c));
        return column;
    }

    private static void assertMoments(WeightedMoments moments, Matrix x, Matrix y, double[] w) {
        int d = x.columns();
        double sum = Arrays.stream(w).sum();
        double squares = Arrays.stream(w).map(v -> v * v).sum();
        assertThat(moments.samples()).isEqualTo(w.length);
        assertThat(moments.weight()).isCloseTo(sum, ROUNDING);
        assertThat(moments.effectiveSamples()).isCloseTo(sum * sum / squares, ROUNDING);
        for (int i = 0; i < d; i++) {
            double[] feature = column(x, i);
            assertThat(moments.mean(i)).isCloseTo(mean(feature, w), ROUNDING);
            for (int j = 0; j < d; j++) {
                assertThat(moments.scatter(i, j)).isCloseTo(scatter(feature, column(x, j), w), ROUNDING);
            }
            for (int k = 0; k < y.columns(); k++) {
                assertThat(moments.targetScatter(i, k)).isCloseTo(scatter(feature, column(y, k), w), ROUNDING);
            }
        }
        for (int k = 0; k < y.columns(); k++) {
            double[] target = column(y, k);
            assertThat(moments.targetMean(k)).isCloseTo(mean(target, w), ROUNDING);
            assertThat(moments.targetSpread(k)).isCloseTo(scatter(target, target, w), ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,1", "4,2", "5,3"})
    void add_rows_givesWeightedMeansAndScatters(int features, int outputs) {
        Matrix x = Samples.normal(40, features, 1);
        Matrix y = Samples.normal(40, outputs, 2);
        double[] w = weights(40);

        assertMoments(moments(x, y, w, x.row(0)), x, y, w);
        assertMoments(moments(x, y, w, new double[features]), x, y, w);
    }

    @Test
    void squares_ofRows_areAboutTheOriginAndTheRowsAnswer() {
        Matrix x = Matrix.of(new double[][] {{2, 7}, {3, 5}, {6, 7}});
        Matrix y = Matrix.of(new double[][] {{10}, {11}, {7}});
        WeightedMoments moments = moments(x, y, new double[] {1, 2, 0.5}, new double[] {1, 7});

        assertThat(moments.square(0)).isEqualTo(1 + 2 * 4 + 0.5 * 25);
        assertThat(moments.square(1)).isEqualTo(2 * 4);
        assertThat(moments.targetSquare(0)).isEqualTo(2 * 1 + 0.5 * 9);
        assertThat(moments.instance(0)).isEqualTo(2);
        assertThat(moments.instanceTarget(0)).isEqualTo(10);
        assertThat(moments.outputs()).isEqualTo(1);
        assertThat(moments.features()).isEqualTo(2);
    }

    @Test
    void add_withAnOffset_takesTheTargetsFromThere() {
        Matrix x = Samples.normal(5, 2, 1);
        Matrix y = Samples.normal(9, 2, 2);
        double[] w = weights(5);
        WeightedMoments moments = new WeightedMoments(x.row(0), y.row(0));
        moments.add(5, x.data(), y.data(), 4, w);

        assertMoments(moments, x, Matrix.wrap(5, 2, Arrays.copyOfRange(y.data(), 8, 18)), w);
    }

    /** Tiles of bits, weighted or not, are the same as rows. */
    @ParameterizedTest
    @CsvSource({"64,1,true", "64,2,false", "37,3,true", "37,4,false", "1,1,false", "1,2,true"})
    void addBits_tiles_areTheSameAsRows(int count, int outputs, boolean weighted) {
        int features = 6;
        RandomGenerator random = Samples.random(7);
        double[] w = weights(2 * count);
        if (!weighted) {
            Arrays.fill(w, 1);
        }
        Matrix x = Matrix.zeros(2 * count, features);
        Matrix y = Samples.normal(2 * count, outputs, 3);
        WeightedMoments bits = new WeightedMoments(new double[features], new double[features], y.row(0));
        for (int tile = 0; tile < 2; tile++) {
            long[] words = new long[features];
            for (int c = 0; c < features; c++) {
                for (int i = 0; i < count; i++) {
                    if (random.nextInt(3) > 0) {
                        words[c] |= 1L << i;
                        x.data()[(tile * count + i) * features + c] = 1;
                    }
                }
            }
            double[] tileWeights = weighted ? Arrays.copyOfRange(w, tile * count, (tile + 1) * count) : new double[0];
            bits.addBits(words, count, y.data(), tile * count, tileWeights);
        }

        assertMoments(bits, x, y, w);
    }

    @Test
    void merge_bothWays_addsAndTakesAway() {
        Matrix x = Samples.normal(30, 3, 1);
        Matrix y = Samples.normal(30, 2, 2);
        double[] w = weights(30);
        WeightedMoments all = new WeightedMoments(x.row(0), y.row(0));
        WeightedMoments group = all.fresh();
        all.add(30, x.data(), y.data(), w);
        for (int r = 20; r < 30; r++) {
            group.add(x.data(), 3 * r, y.data(), 2 * r, w[r]);
        }
        all.merge(group, -1);
        Matrix first = Matrix.wrap(20, 3, Arrays.copyOf(x.data(), 60));
        Matrix firstTargets = Matrix.wrap(20, 2, Arrays.copyOf(y.data(), 40));

        assertMoments(all, first, firstTargets, Arrays.copyOf(w, 20));
        all.merge(group, 1);
        assertMoments(all, x, y, w);
    }

    @Test
    void effectiveSamples_nothingThatCounts_isZero() {
        assertThat(new WeightedMoments(new double[] {1}, new double[] {1}).effectiveSamples())
                .isZero();
    }

    @Test
    void takeLine_ofATarget_isAsIfItHadBeenTakenFromTheAnswers() {
        Matrix x = Samples.normal(30, 3, 1);
        Matrix y = Samples.normal(30, 2, 2);
        double[] w = weights(30);
        double[] origin = {0.5, -1, 2};
        double[] slopes = {2, -0.5, 1.5};
        WeightedMoments moments = moments(x, y, w, origin);
        Matrix reduced = y.copy();
        double product = 0;
        for (int r = 0; r < 30; r++) {
            double line = 4 + 2 * x.get(r, 0) - 0.5 * x.get(r, 1) + 1.5 * x.get(r, 2);
            reduced.data()[2 * r + 1] -= line;
            product += w[r] * line * (y.get(r, 1) - y.get(0, 1));
        }

        assertThat(moments.lineProduct(1, 4, slopes)).isCloseTo(product, ROUNDING);
        moments.takeLine(1, 4, slopes);
        assertMoments(moments, x, reduced, w);
        double square = 0;
        for (int r = 0; r < 30; r++) {
            square += w[r] * Math.pow(reduced.get(r, 1) - y.get(0, 1), 2);
        }
        assertThat(moments.targetSquare(1)).isCloseTo(square, ROUNDING);
    }

    @Test
    void regressed_secondHalf_isTakenFromTheFirstButForItsSpread() {
        Matrix x = Samples.normal(30, 3, 1);
        Matrix y = Samples.normal(30, 4, 2);
        double[] w = weights(30);
        WeightedMoments moments = new WeightedMoments(new double[3], x.row(0), new double[] {1, 2, 0, 0});
        moments.add(30, x.data(), y.data(), w);
        double[] shares = {0.7, -1.2};
        Matrix reduced = Matrix.zeros(30, 2);
        for (int r = 0; r < 30; r++) {
            reduced.data()[2 * r] = y.get(r, 0) - 0.7 * y.get(r, 2);
            reduced.data()[2 * r + 1] = y.get(r, 1) + 1.2 * y.get(r, 3);
        }

        WeightedMoments regressed = moments.regressed(shares);

        assertThat(regressed.outputs()).isEqualTo(2);
        assertThat(regressed.samples()).isEqualTo(30);
        assertThat(regressed.effectiveSamples()).isEqualTo(moments.effectiveSamples());
        assertThat(regressed.instanceTarget(1)).isEqualTo(2);
        for (int k = 0; k < 2; k++) {
            assertThat(regressed.targetMean(k)).isCloseTo(mean(column(reduced, k), w), ROUNDING);
            assertThat(regressed.targetSpread(k)).isEqualTo(moments.targetSpread(k));
            assertThat(regressed.targetSquare(k)).isEqualTo(moments.targetSquare(k));
            for (int i = 0; i < 3; i++) {
                assertThat(regressed.targetScatter(i, k))
                        .isCloseTo(scatter(column(x, i), column(reduced, k), w), ROUNDING);
                assertThat(regressed.scatter(i, 2 - i)).isEqualTo(moments.scatter(i, 2 - i));
                assertThat(regressed.mean(i)).isEqualTo(moments.mean(i));
            }
        }
        WeightedMoments twice = regressed.fresh();
        twice.merge(regressed, 1);
        assertThat(twice.targetMean(0)).isCloseTo(regressed.targetMean(0), ROUNDING);
        double sum = 0;
        for (int r = 0; r < 30; r++) {
            sum += w[r] * (y.get(r, 0) - 1);
        }
        assertThat(moments.targetProduct(0, 2)).isCloseTo(sum * mean(column(y, 2), w), ROUNDING);
    }

    /** Also of what was regressed out, which is in the sums of targets but not in their squares. */
    @Test
    void without_group_isWhatTheOthersHave() {
        Matrix x = Samples.normal(60, 3, 1);
        Matrix y = Samples.normal(60, 4, 2);
        double[] w = weights(60);
        double[] shares = {0.5, -2};
        WeightedMoments[] groups = new WeightedMoments[3];
        WeightedMoments all = new WeightedMoments(x.row(0), x.row(0), new double[] {y.get(0, 0), y.get(0, 1)});
        WeightedMoments others = all.fresh();
        for (int g = 0; g < groups.length; g++) {
            WeightedMoments group = new WeightedMoments(x.row(0), x.row(0), y.row(0));
            for (int r = g * 20; r < (g + 1) * 20; r++) {
                group.add(x.data(), r * 3, y.data(), r * 4, w[r]);
            }
            groups[g] = group.regressed(shares);
            all.merge(groups[g], 1);
            if (g != 1) {
                others.merge(groups[g], 1);
            }
        }

        WeightedMoments rest = all.without(groups[1]);

        assertThat(rest.samples()).isEqualTo(40);
        assertThat(rest.weight()).isCloseTo(others.weight(), ROUNDING);
        assertThat(rest.effectiveSamples()).isCloseTo(others.effectiveSamples(), ROUNDING);
        for (int k = 0; k < 2; k++) {
            assertThat(rest.targetMean(k)).isCloseTo(others.targetMean(k), ROUNDING);
            assertThat(rest.targetSpread(k)).isCloseTo(others.targetSpread(k), ROUNDING);
            assertThat(rest.targetSquare(k)).isCloseTo(others.targetSquare(k), ROUNDING);
            for (int i = 0; i < 3; i++) {
                assertThat(rest.mean(i)).isCloseTo(others.mean(i), ROUNDING);
                assertThat(rest.targetScatter(i, k)).isCloseTo(others.targetScatter(i, k), ROUNDING);
                for (int j = 0; j < 3; j++) {
                    assertThat(rest.scatter(i, j)).isCloseTo(others.scatter(i, j), ROUNDING);
                }
            }
        }
    }

    /** Of the rest of a target when a share of another is taken away, in two groups with shares of their own. */
    @Test
    void pulls_ofRegressedTargets_areThoseOfWhatIsLeft() {
        Matrix x = Samples.normal(40, 2, 1);
        Matrix y = Samples.normal(40, 2, 2);
        double[] w = weights(40);
        double[] slopes = {0.7, -0.3};
        double[] shares = {0.4, -0.9};
        WeightedMoments all = new WeightedMoments(x.row(0), y.row(0)).regressed(new double[1]);
        List<WeightedMoments> groups = new ArrayList<>();
        double[] left = new double[40];
        for (int g = 0; g < 2; g++) {
            WeightedMoments both = new WeightedMoments(x.row(0), y.row(0));
            for (int r = 20 * g; r < 20 * g + 20; r++) {
                both.add(x.data(), 2 * r, y.data(), 2 * r, w[r]);
                left[r] = y.get(r, 0) - shares[g] * (y.get(r, 1) - y.get(0, 1)); // the origin is the first row
            }
            groups.add(both.regressed(new double[] {shares[g]}));
            all.merge(groups.get(g), 1);
        }
        double[] first = column(x, 0);
        double[] second = column(x, 1);
        for (int g = 0; g < 2; g++) {
            double[] expected = new double[2];
            for (int r = 20 * g; r < 20 * g + 20; r++) {
                double one = first[r] - mean(first, w);
                double two = second[r] - mean(second, w);
                double residual = left[r] - mean(left, w) - slopes[0] * one - slopes[1] * two;
                expected[0] += w[r] * one * residual;
                expected[1] += w[r] * two * residual;
            }
            assertThat(groups.get(g).pulls(all, 0, slopes)).containsExactly(expected, ROUNDING);
        }
    }
}
