package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.masking.LinkOrder;
import secant.model.Link;
import secant.model.Predictor;

class KernelShapTest {

    /** Interactions of order 2, 3 and 4, a threshold and a player without effect (the last). */
    private static double tangled(double[] x) {
        return 2 * x[0]
                - x[1] * x[2]
                + 3 * x[0] * x[3] * x[4]
                + x[1] * x[2] * x[3] * x[5]
                + (x[4] > 0 && x[5] > 0.3 ? 1.5 : 0)
                + 7;
    }

    private static Matrix gaussian(int rows, int columns, long seed) {
        RandomGenerator random = Game.random(seed);
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] values(Explanation explanation) {
        return explanation.outputs().get(0).values();
    }

    private static double scale(OutputExplanation output) {
        double magnitudes = Arrays.stream(output.values()).map(Math::abs).sum();
        return Math.max(magnitudes, Math.max(Math.abs(output.baseValue()), Math.abs(output.prediction())));
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("player %d", i).isCloseTo(expected[i], Offset.offset(tolerance));
        }
    }

    @Test
    void explain_interactionsOfOrderFour_equalsBruteForce() {
        Background background = Background.of(gaussian(20, 7, 1));
        KernelShap shap = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .build();
        Matrix rows = gaussian(10, 7, 2);
        for (int r = 0; r < rows.rows(); r++) {
            Explanation explanation = shap.explain(rows.row(r));
            OutputExplanation output = explanation.outputs().get(0);
            double[] expected = BruteForce.values(
                    KernelShapTest::tangled, background, FeatureGroups.singles(background.schema()), rows.row(r));
            assertClose(output.values(), expected, 1e-11 * scale(output));
            assertThat(output.prediction()).isEqualTo(tangled(rows.row(r)));
            assertThat(output.attributions()).allMatch(a -> a.standardError() == 0);
            assertThat(explanation.fidelity()).isInstanceOfSatisfying(Fidelity.Additive.class, fidelity -> {
                assertThat(fidelity.exact()).isTrue();
                assertThat(fidelity.additivityGap()).isLessThanOrEqualTo(1e-12 * scale(output));
            });
            assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.EXACT);
            assertThat(explanation.provenance().coalitions()).isEqualTo(126);
            assertThat(explanation.provenance().modelRows()).isEqualTo(126 * 20 + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 11, 12, 30, 31, 32, 33, 34, 63, 64, 65, 127, 128, 500, 2000})
    void explain_linearModel_equalsTheClosedForm(int columns) {
        double[] slopes = gaussian(1, columns, 3).row(0);
        Background background = Background.of(gaussian(5, columns, 4));
        Predictor linear = rows -> {
            double[] out = new double[rows.rows()];
            for (int r = 0; r < out.length; r++) {
                for (int c = 0; c < columns; c++) {
                    out[r] += slopes[c] * rows.data()[r * columns + c];
                }
            }
            return Matrix.wrap(out.length, 1, out);
        };
        double[] row = gaussian(1, columns, 5).row(0);
        OutputExplanation output = KernelShap.builder(linear, background)
                .seed(6)
                .build()
                .explain(row)
                .outputs()
                .get(0);
        for (int c = 0; c < columns; c++) {
            double mean = 0;
            for (int b = 0; b < 5; b++) {
                mean += background.rows().get(b, c) / 5;
            }
            assertThat(output.attributions().get(c).value())
                    .isCloseTo(slopes[c] * (row[c] - mean), Offset.offset(1e-10 * scale(output)));
        }
    }

    @Test
    void explain_sampled_staysWithinFiveStandardErrors() {
        int columns = 16;
        ToDoubleFunction<double[]> model =
                x -> tangled(x) + x[7] * x[8] * x[9] + Math.max(x[10], Math.max(x[11], x[12])) * x[13];
        Background background = Background.of(gaussian(10, columns, 1));
        KernelShap exact = KernelShap.builder(Predictor.ofScore(model), background)
                .coalitions(65534)
                .build();
        KernelShap sampled = KernelShap.builder(Predictor.ofScore(model), background)
                .coalitions(1000)
                .seed(1)
                .build();
        double[] row = gaussian(1, columns, 9).row(0);
        double[] expected = values(exact.explain(row));
        Explanation estimate = sampled.explain(row);
        assertThat(estimate.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(estimate.provenance().coalitions()).isEqualTo(1000);
        List<Attribution> attributions = estimate.outputs().get(0).attributions();
        int uncertain = 0;
        for (int c = 0; c < columns; c++) {
            double error = attributions.get(c).standardError();
            assertThat(Math.abs(attributions.get(c).value() - expected[c])).isLessThanOrEqualTo(5 * error + 1e-12);
            uncertain += error > 1e-6 ? 1 : 0;
        }
        assertThat(uncertain).isGreaterThan(10);
    }

    @Test
    void explain_symmetricPlayers_getTheSame() {
        ToDoubleFunction<double[]> model = x -> x[0] * x[1] * x[2] + x[0] + x[1];
        double[][] rows = {{0.5, 0.5, 1}, {-1, -1, 2}};
        double[] values = values(KernelShap.builder(Predictor.ofScore(model), Background.of(Matrix.of(rows)))
                .build()
                .explain(2, 2, 3));
        assertThat(values[0]).isEqualTo(values[1]);
    }

    @Test
    void explain_playerWithoutEffect_getsNothing() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(9, 7, 1)))
                .build();
        assertThat(values(shap.explain(gaussian(1, 7, 2).row(0)))[6]).isCloseTo(0, Offset.offset(1e-14));
    }

    @Test
    void explain_sumOfModels_addsTheValues() {
        ToDoubleFunction<double[]> other = x -> Math.sin(x[0] * x[5]) + x[6] * x[2] * x[1];
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        double[] one = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .estimator(Estimator.leastSquares())
                .coalitions(60)
                .seed(1)
                .build()
                .explain(row));
        double[] two = values(KernelShap.builder(Predictor.ofScore(other), background)
                .estimator(Estimator.leastSquares())
                .coalitions(60)
                .seed(1)
                .build()
                .explain(row));
        double[] both =
                values(KernelShap.builder(Predictor.ofScore(x -> 2 * tangled(x) - other.applyAsDouble(x)), background)
                        .estimator(Estimator.leastSquares())
                        .coalitions(60)
                        .seed(1)
                        .build()
                        .explain(row));
        for (int i = 0; i < 7; i++) {
            assertThat(both[i]).isCloseTo(2 * one[i] - two[i], Offset.offset(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"40,60", "-40,60", "40,500", "-40,500"})
    void explain_outputsTimesAPowerOfTwo_scalesEveryBit(int exponent, int coalitions) {
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation plain = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .coalitions(coalitions)
                .build()
                .explain(row);
        Explanation scaled = KernelShap.builder(Predictor.ofScore(x -> Math.scalb(tangled(x), exponent)), background)
                .coalitions(coalitions)
                .build()
                .explain(row);
        for (int i = 0; i < 7; i++) {
            Attribution a = plain.outputs().get(0).attributions().get(i);
            Attribution b = scaled.outputs().get(0).attributions().get(i);
            assertThat(b.value()).isEqualTo(Math.scalb(a.value(), exponent));
            assertThat(b.standardError()).isEqualTo(Math.scalb(a.standardError(), exponent));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1e6, 1e12})
    void explain_outputsPlusAConstant_changesTheBaseValueOnly(double constant) {
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        double[] plain = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .build()
                .explain(row));
        double[] moved = values(KernelShap.builder(Predictor.ofScore(x -> tangled(x) + constant), background)
                .build()
                .explain(row));
        // What the model's own output loses by the constant, and no more.
        assertClose(moved, plain, 4 * Math.ulp(constant + 10));
    }

    @Test
    void explain_playersPermuted_permutesTheValues() {
        int[] order = {3, 6, 0, 5, 1, 4, 2};
        ToDoubleFunction<double[]> permuted = x -> {
            double[] y = new double[7];
            for (int i = 0; i < 7; i++) {
                y[order[i]] = x[i];
            }
            return tangled(y);
        };
        Matrix rows = gaussian(9, 7, 1);
        double[][] permutedRows = new double[9][7];
        double[] row = gaussian(1, 7, 2).row(0);
        double[] permutedRow = new double[7];
        for (int i = 0; i < 7; i++) {
            permutedRow[i] = row[order[i]];
            for (int b = 0; b < 9; b++) {
                permutedRows[b][i] = rows.get(b, order[i]);
            }
        }
        double[] plain = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), Background.of(rows))
                .build()
                .explain(row));
        double[] other = values(KernelShap.builder(Predictor.ofScore(permuted), Background.of(Matrix.of(permutedRows)))
                .build()
                .explain(permutedRow));
        for (int i = 0; i < 7; i++) {
            assertThat(other[i]).isCloseTo(plain[order[i]], Offset.offset(1e-12));
        }
    }

    @Test
    void explain_backgroundReorderedRepeatedOrReweighted_isTheSame() {
        Matrix rows = gaussian(4, 7, 1);
        double[][] r = rows.toRows();
        Schema schema = Schema.unnamed(7);
        double[] row = gaussian(1, 7, 2).row(0);
        List<Background> same = List.of(
                Background.builder(schema, rows).weights(1, 2, 1, 3).build(),
                Background.builder(schema, Matrix.of(new double[][] {r[3], r[0], r[2], r[1]}))
                        .weights(3, 1, 1, 2)
                        .build(),
                Background.of(schema, Matrix.of(new double[][] {r[0], r[1], r[1], r[2], r[3], r[3], r[3]})),
                Background.builder(schema, rows).weights(10, 20, 10, 30).build(),
                Background.builder(schema, Matrix.of(new double[][] {r[0], r[1], {9, 9, 9, 9, 9, 9, 9}, r[2], r[3]}))
                        .weights(1, 2, 0, 1, 3)
                        .build());
        double[] expected = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), same.get(0))
                .build()
                .explain(row));
        for (Background background : same) {
            assertClose(
                    values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                            .build()
                            .explain(row)),
                    expected,
                    1e-13 * 20);
        }
    }

    @Test
    void explain_rowEqualToTheWholeBackground_isZeros() {
        double[] row = {1, 2, 3, 4, 5, 6, 7};
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled), Background.of(Matrix.of(new double[][] {row, row})))
                .build()
                .explain(row);
        assertThat(values(explanation)).containsOnly(0);
        assertThat(explanation.provenance().coalitions()).isZero();
    }

    @Test
    void explain_oneVaryingPlayer_getsAll() {
        double[] row = {1, 2, 3, 4, 5, 6, 7};
        double[] other = {1, 2, 3, 4, 9, 6, 7};
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled), Background.of(Matrix.of(new double[][] {other})))
                .build()
                .explain(row);
        double gain = tangled(row) - tangled(other);
        assertThat(values(explanation)).containsExactly(0, 0, 0, 0, gain, 0, 0);
    }

    /** Values that differ by less than any sensible tolerance are still different values. */
    @ParameterizedTest
    @CsvSource({"1.7e9,1.700000000000001e9,1e6", "5e-9,6e-9,1e9", "0.0,4.9e-324,1e300"})
    void explain_tinyDifferences_keepTheirAttributions(double value, double background, double slope) {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> slope * x[0] + x[1]), Background.of(Matrix.ofRow(background, 1)))
                .build()
                .explain(value, 2);
        assertThat(values(explanation)[0]).isEqualTo(slope * value + 1 - (slope * background + 1), Offset.offset(1e-9));
        assertThat(explanation.provenance().options()).containsEntry("varying players", "2");
    }

    @Test
    void explain_manyOutputs_equalsOneByOne() {
        Predictor three = Predictor.ofRow(x -> new double[] {tangled(x), x[0] * x[1] * x[2], -x[6]});
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        for (int coalitions : new int[] {60, 126}) {
            Explanation together = KernelShap.builder(three, background)
                    .estimator(Estimator.leastSquares())
                    .coalitions(coalitions)
                    .build()
                    .explain(row);
            for (int k = 0; k < 3; k++) {
                int output = k;
                Predictor one =
                        Predictor.ofScore(x -> three.predict(Matrix.ofRow(x)).get(0, output));
                OutputExplanation alone = KernelShap.builder(one, background)
                        .estimator(Estimator.leastSquares())
                        .coalitions(coalitions)
                        .build()
                        .explain(row)
                        .outputs()
                        .get(0);
                assertThat(together.outputs().get(k).values()).containsExactly(alone.values());
            }
        }
    }

    /** Several outputs share one process, so that together they are another estimate than one by one. */
    @Test
    void explain_manyOutputsOfAProcess_agreeWithOneByOne() {
        Predictor three = Predictor.ofRow(x -> new double[] {tangled(x), x[0] * x[1] * x[2], -x[6]});
        Background background = Background.of(gaussian(9, 13, 1));
        double[] row = gaussian(1, 13, 2).row(0);
        Explanation together =
                KernelShap.builder(three, background).coalitions(260).build().explain(row);
        for (int k = 0; k < 3; k++) {
            int output = k;
            Predictor one =
                    Predictor.ofScore(x -> three.predict(Matrix.ofRow(x)).get(0, output));
            OutputExplanation alone = KernelShap.builder(one, background)
                    .coalitions(260)
                    .build()
                    .explain(row)
                    .outputs()
                    .get(0);
            for (int i = 0; i < 13; i++) {
                Attribution a = together.outputs().get(k).attributions().get(i);
                Attribution b = alone.attributions().get(i);
                assertThat(Math.abs(a.value() - b.value()))
                        .isLessThanOrEqualTo(4 * Math.hypot(a.standardError(), b.standardError()));
            }
        }
    }

    @Test
    void explain_table_equalsSingleRowsInAnyOrder() {
        Background background = Background.of(gaussian(9, 7, 1));
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled).threadSafe(), background)
                .coalitions(60)
                .build();
        Matrix rows = gaussian(12, 7, 2);
        Explanations table = shap.explain(rows);
        assertThat(table.size()).isEqualTo(12);
        for (int r = 11; r >= 0; r--) {
            assertThat(shap.explain(rows.row(r))).isEqualTo(table.get(r));
        }
    }

    @Test
    void explain_groups_equalsTheGroupedGame() {
        Schema schema = Schema.unnamed(7);
        FeatureGroups groups = FeatureGroups.builder(schema)
                .group("a", 0, 4)
                .group("b", 5, 2, 6)
                .build();
        Background background = Background.of(schema, gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation explanation = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .groups(groups)
                .build()
                .explain(row);
        assertClose(
                values(explanation), BruteForce.values(KernelShapTest::tangled, background, groups, row), 1e-12 * 20);
        assertThat(explanation.outputs().get(0).attributions())
                .extracting(Attribution::player)
                .containsExactly("a", "b", "x1", "x3");
    }

    @Test
    void explain_rowsWithFewerVaryingPlayers_areRightToo() {
        int columns = 16;
        double[][] backgroundRows = gaussian(3, columns, 1).toRows();
        double[][] rows = new double[columns][];
        for (int r = 0; r < columns; r++) {
            rows[r] = gaussian(1, columns, 100 + r).row(0);
            for (int c = 0; c < r; c++) { // in row r the first r columns are those of every background row
                for (double[] b : backgroundRows) {
                    b[c] = c < 3 ? 0.5 : b[c];
                }
                rows[r][c] = c < 3 ? 0.5 : rows[r][c];
            }
        }
        Predictor model = Predictor.ofScore(x -> x[0] * x[1] + x[2] * x[15] - x[14] * x[3] + x[9]);
        Background background = Background.of(Matrix.of(backgroundRows));
        KernelShap exact =
                KernelShap.builder(model, background).coalitions(65534).build();
        KernelShap sampled =
                KernelShap.builder(model, background).coalitions(32).build();
        for (double[] row : rows) {
            Explanation all = exact.explain(row);
            Explanation some = sampled.explain(row);
            // Order-2 games are exact under pairs, whatever the budget.
            assertClose(values(some), values(all), 1e-9 * scale(all.outputs().get(0)));
        }
    }

    @Test
    void link_logit_explainsLogOdds() {
        ToDoubleFunction<double[]> logOdds = x -> x[0] - 2 * x[1] * x[2];
        Predictor probability = Predictor.ofScore(x -> 1 / (1 + Math.exp(-logOdds.applyAsDouble(x))));
        double[] row = {0.5, -1, 0.25};
        Background one = Background.of(Matrix.ofRow(0, 0.5, 1));
        OutputExplanation output = KernelShap.builder(probability, one)
                .link(Link.LOGIT)
                .build()
                .explain(row)
                .outputs()
                .get(0);
        assertClose(output.values(), BruteForce.values(logOdds, one, FeatureGroups.singles(one.schema()), row), 1e-12);
        assertThat(output.prediction()).isCloseTo(logOdds.applyAsDouble(row), Offset.offset(1e-12));
        assertThat(output.baseValue()).isCloseTo(-1, Offset.offset(1e-12));
    }

    @Test
    void link_meanOfLink_averagesLogOdds() {
        ToDoubleFunction<double[]> logOdds = x -> x[0] - 2 * x[1] * x[2];
        Predictor probability = Predictor.ofScore(x -> 1 / (1 + Math.exp(-logOdds.applyAsDouble(x))));
        double[] row = {0.5, -1, 0.25};
        Background background = Background.of(gaussian(6, 3, 4));
        double[] values = values(KernelShap.builder(probability, background)
                .link(Link.LOGIT, LinkOrder.MEAN_OF_LINK)
                .build()
                .explain(row));
        assertClose(
                values, BruteForce.values(logOdds, background, FeatureGroups.singles(background.schema()), row), 1e-12);
        double[] linkOfMean = values(KernelShap.builder(probability, background)
                .link(Link.LOGIT)
                .build()
                .explain(row));
        assertThat(linkOfMean[1]).isNotCloseTo(values[1], Offset.offset(1e-3));
    }

    @Test
    void link_orderWithIdentity_isRefused() {
        assertThatThrownBy(() -> KernelShap.builder(
                                Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(2, 7, 1)))
                        .link(Link.IDENTITY, LinkOrder.MEAN_OF_LINK)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no meaning with link IDENTITY");
    }

    @Test
    void link_probabilitiesOfZeroAndOne_areClippedAndSaidSo() {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] > 0 ? 1 : 0), Background.of(Matrix.ofRow(-1)))
                .link(Link.LOGIT)
                .build()
                .explain(1);
        assertThat(explanation.outputs().get(0).prediction()).isCloseTo(34.54, Offset.offset(0.1));
        assertThat(explanation.provenance().warnings()).anyMatch(w -> w.startsWith("link LOGIT clipped 2 prob"));
    }

    @ParameterizedTest
    @CsvSource({"0,coalitions must be 1 or more but is 0", "-5,coalitions must be 1 or more but is -5"})
    void coalitions_notPositive_isRefused(int coalitions, String message) {
        KernelShap.Builder builder =
                KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(2, 7, 1)));
        assertThatThrownBy(() -> builder.coalitions(coalitions)).hasMessage(message);
    }

    @Test
    void coalitions_belowTheSmallestBudget_isRefusedWithIt() {
        assertThatThrownBy(() -> KernelShap.builder(
                                Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(2, 7, 1)))
                        .coalitions(13)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 14 for 7 players but is 13");
    }

    @ParameterizedTest
    @CsvSource({
        "31,2147483647,'coalitions must be at most 138547330 for 31 players, or one array cannot hold the regression, "
                + "but is 2147483647'",
        "100,42949674,'coalitions must be at most 42949672 for 100 players, or one array cannot hold the regression, "
                + "but is 42949674'"
    })
    void coalitions_beyondOneArray_areRefusedWithTheLimit(int players, int coalitions, String message) {
        KernelShap.Builder builder =
                KernelShap.builder(rows -> Matrix.zeros(rows.rows(), 1), Background.of(Matrix.zeros(1, players)));
        assertThatThrownBy(() -> builder.coalitions(coalitions).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void build_morePlayersThanOneArrayHolds_saysToGroup() {
        KernelShap.Builder builder =
                KernelShap.builder(rows -> Matrix.zeros(rows.rows(), 1), Background.of(Matrix.zeros(1, 50_000)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("coalitions must be at most 85898 for 50000 players")
                .hasMessageEndingWith("put columns together in groups");
    }

    @Test
    void build_outputNamesTwice_areRefusedBeforeTheModelIsAsked() {
        Predictor twins = new Predictor() {
            @Override
            public Matrix predict(Matrix rows) {
                throw new AssertionError("asked");
            }

            @Override
            public List<String> outputNames() {
                return List.of("a", "a");
            }
        };
        assertThatThrownBy(() -> KernelShap.builder(twins, Background.of(gaussian(2, 3, 1)))
                        .build())
                .hasMessage("output names must be distinct but are [a, a]");
    }

    @ParameterizedTest
    @CsvSource({"14,14", "15,14", "125,124", "126,126", "127,126", "2147483647,126"})
    void coalitions_anyBudget_isKeptAndReported(int budget, int spent) {
        long[] rows = {0};
        Predictor counting = r -> {
            rows[0] += r.rows();
            return Predictor.ofScore(KernelShapTest::tangled).predict(r);
        };
        KernelShap shap = KernelShap.builder(counting, Background.of(gaussian(3, 7, 1)))
                .coalitions(budget)
                .build();
        rows[0] = 0;
        Explanation explanation = shap.explain(gaussian(1, 7, 2).row(0));
        assertThat(explanation.provenance().coalitions()).isEqualTo(spent).isLessThanOrEqualTo(budget);
        assertThat(explanation.provenance().modelRows()).isEqualTo(rows[0]).isEqualTo(3L * spent + 2);
    }

    @Test
    void explain_budgetOfMillionsOfCoalitionsBeyondExact_allocatesNoneOfThem() {
        Background background = Background.of(gaussian(1, 22, 1));
        Predictor cheap = rows -> Matrix.zeros(rows.rows(), 1);
        KernelShap shap = KernelShap.builder(cheap, background)
                .coalitions(Integer.MAX_VALUE)
                .build();
        Explanation explanation = shap.explain(gaussian(1, 22, 2).row(0));
        assertThat(explanation.provenance().coalitions()).isEqualTo((1 << 22) - 2);
        assertThat(values(explanation)).containsOnly(0);
    }

    @Test
    void explain_badRow_namesRowAndColumn() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled),
                        Background.of(Schema.numeric("a", "b", "c", "d", "e", "f", "g"), gaussian(2, 7, 1)))
                .build();
        assertThatThrownBy(() -> shap.explain(1, 2, Double.NaN, 4, 5, 6, 7))
                .hasMessageStartingWith("column 2 ('c') of the explained row is NaN; ");
        assertThatThrownBy(() -> shap.explain(1, 2, 3, Double.NEGATIVE_INFINITY, 5, 6, 7))
                .hasMessage("column 3 ('d') of the explained row must be finite but is -Infinity");
        assertThatThrownBy(() -> shap.explain(1, 2, 3))
                .hasMessage("the explained row must have 7 columns but has 3; the first one missing is 'd'");
        assertThatThrownBy(() -> shap.explain()).hasMessageContaining("but has 0; the first one missing is 'a'");
        assertThatThrownBy(() -> shap.explain(new double[9])).hasMessageContaining("must have 7 columns but has 9");
        assertThatThrownBy(() -> shap.explain((double[]) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> shap.explain(Matrix.zeros(3, 6)))
                .hasMessageStartingWith("the table of explained rows must have 7 columns but has 6");
    }

    @Test
    void explain_tableWithoutRows_givesNothing() {
        int[] calls = {0};
        Predictor counting = rows -> {
            calls[0]++;
            return Predictor.ofScore(KernelShapTest::tangled).predict(rows);
        };
        KernelShap shap =
                KernelShap.builder(counting, Background.of(gaussian(2, 7, 1))).build();
        calls[0] = 0;
        assertThat(shap.explain(Matrix.of(new double[0][])).size()).isZero();
        assertThat(shap.explain(Matrix.zeros(0, 7)).failures()).isEmpty();
        assertThatThrownBy(() -> shap.explain(new double[7], null)).hasMessage("listener");
        assertThat(calls[0]).isZero();
    }

    @Test
    void explain_oneBadRowOfATable_failsOnlyItself() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(2, 7, 1)))
                .build();
        Matrix rows = gaussian(5, 7, 2);
        rows.data()[3 * 7 + 2] = Double.NaN;
        Explanations explanations = shap.explain(rows);
        assertThat(explanations.size()).isEqualTo(4);
        assertThat(explanations.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.row()).isEqualTo(3);
            assertThat(failure.cause()).hasMessageContaining("column 2 ('x2')");
        });
        assertThatThrownBy(explanations::orThrow).hasMessageContaining("column 2 ('x2')");
        assertThat(explanations.rowOf(3)).isEqualTo(4);
    }

    @Test
    void explain_modelThatIsNotDeterministic_warnsWithTheSize() {
        int[] calls = {0};
        Predictor drifting = Predictor.ofScore(x -> x[0] + 1e-3 * calls[0]++);
        Explanation explanation = KernelShap.builder(drifting, Background.of(gaussian(2, 2, 1)))
                .build()
                .explain(3, 4);
        assertThat(explanation.provenance().warnings())
                .anyMatch(w -> w.startsWith("the model is not deterministic: asked twice for the explained row, output "
                        + "output moved by 0.00"));
    }

    @Test
    void explain_duplicateCollinearAndConstantColumns_equalsBruteForce() {
        Matrix rows = gaussian(5, 7, 1);
        for (int r = 0; r < rows.rows(); r++) {
            rows.data()[r * 7 + 1] = rows.get(r, 0);
            rows.data()[r * 7 + 2] = -3 * rows.get(r, 0);
            rows.data()[r * 7 + 4] = 0.5;
        }
        Background background = Background.of(rows);
        double[] row = {1, 1, -3, 2, 0.5, 0.7, 4};
        double[] values = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .build()
                .explain(row));
        assertClose(
                values,
                BruteForce.values(KernelShapTest::tangled, background, FeatureGroups.singles(background.schema()), row),
                1e-12);
        assertThat(values[4]).isZero();
    }

    /** What adds to a player's contribution to every coalition does not lower its value. */
    @ParameterizedTest
    @ValueSource(ints = {14, 40, 126})
    void explain_playerThatAddsMoreToEveryCoalition_getsNoLess(int coalitions) {
        Background background = Background.of(gaussian(4, 7, 1));
        double[] row = {3, 1, 2, -1, 0.5, 0.7, 4}; // x0 beyond the background's
        double less = values(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .coalitions(coalitions)
                .build()
                .explain(row))[0];
        double more = values(KernelShap.builder(
                        Predictor.ofScore(x -> tangled(x) + x[0] * (1 + x[1] * x[1] + Math.abs(x[2] * x[3]))),
                        background)
                .coalitions(coalitions)
                .build()
                .explain(row))[0];
        assertThat(more).isGreaterThan(less);
    }

    @Test
    void explain_extremeRows_areExplained() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> Math.signum(x[0]) + Math.tanh(x[1])),
                        Background.of(Matrix.of(new double[][] {{0, 0}, {-0.0, 1}})))
                .build();
        for (double[] row : new double[][] {{1e300, -1e300}, {Double.MIN_VALUE, -0.0}, {-0.0, 0.0}}) {
            OutputExplanation output = shap.explain(row).outputs().get(0);
            assertThat(output.baseValue() + Arrays.stream(output.values()).sum())
                    .isCloseTo(output.prediction(), Offset.offset(1e-15));
        }
    }

    @Test
    void explain_outputsThatOverflow_saysSo() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] > 0 ? 1.7e308 : -1.7e308), Background.of(Matrix.ofRow(-1)))
                .build();
        assertThatThrownBy(() -> shap.explain(1))
                .hasMessageContaining("overflow")
                .hasMessageContaining("scale");
    }

    @Test
    void explain_constantModel_isZeros() {
        Explanation explanation = KernelShap.builder(
                        rows -> Matrix.wrap(rows.rows(), 1, filled(rows.rows(), 3.25)),
                        Background.of(gaussian(5, 20, 1)))
                .build()
                .explain(gaussian(1, 20, 2).row(0));
        assertThat(values(explanation)).containsOnly(0);
        assertThat(explanation.outputs().get(0).baseValue()).isEqualTo(3.25);
        assertThat(explanation.outputs().get(0).attributions()).allMatch(a -> a.standardError() == 0);
    }

    /** Same for all players and worth nothing in the end: every value is 0, though the coalitions' worths are not. */
    @ParameterizedTest
    @CsvSource({"1,0", "1e9,0", "0.7,0.1"})
    void explain_worthsThatCancel_addUpAllTheSame(double worth, double offset) {
        for (int players = 2; players <= 16; players++) {
            int largest = players <= 11 ? players - 1 : 2; // beyond, only complete sizes cancel
            for (int size = 1; size <= largest; size++) {
                int wanted = size;
                Explanation explanation = KernelShap.builder(
                                Predictor.ofScore(
                                        x -> offset + (Arrays.stream(x).sum() == wanted ? worth : 0)),
                                Background.of(Matrix.zeros(1, players)))
                        .build()
                        .explain(filled(players, 1));
                // More players are sampled: what is left is within the standard errors.
                double errors = players <= 11 ? 0 : 5;
                assertThat(explanation.outputs().get(0).attributions())
                        .allMatch(a -> Math.abs(a.value()) <= 1e-15 * worth + errors * a.standardError());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void explain_outputsWithoutDigits_addUpWithinThem(int players) {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> Double.MIN_VALUE * Math.rint(3 * x[0] * x[1] * x[2] + 5 * x[3] * x[4])),
                        Background.of(Matrix.zeros(1, players)))
                .build()
                .explain(filled(players, 1));
        assertThat(explanation.outputs().get(0).prediction()).isEqualTo(8 * Double.MIN_VALUE);
        assertThat(Arrays.stream(values(explanation))).allMatch(value -> Math.abs(value) < 20 * Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void explain_outputsNearTheLargestNumber_areExplained(int players) {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> 1.5e308 * x[0] - 1.5e308 * x[1]),
                        Background.of(Matrix.zeros(1, players)))
                .build()
                .explain(filled(players, 1));
        assertThat(values(explanation)[0]).isCloseTo(1.5e308, Offset.offset(1e296));
        assertThat(values(explanation)[1]).isCloseTo(-1.5e308, Offset.offset(1e296));
    }

    /** Squares of residuals of 1e-200 vanish, and those of 1e200 overflow; standard errors must do neither. */
    @ParameterizedTest
    @ValueSource(ints = {-660, 660})
    void explain_outputsTimesAnExtremePowerOfTwo_scalesTheStandardErrors(int power) {
        Background background = Background.of(gaussian(3, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation plain = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .coalitions(60)
                .build()
                .explain(row);
        Explanation scaled = KernelShap.builder(Predictor.ofScore(x -> Math.scalb(tangled(x), power)), background)
                .coalitions(60)
                .build()
                .explain(row);
        for (int i = 0; i < 7; i++) {
            Attribution expected = plain.outputs().get(0).attributions().get(i);
            Attribution actual = scaled.outputs().get(0).attributions().get(i);
            assertThat(actual.value()).isEqualTo(Math.scalb(expected.value(), power));
            assertThat(actual.standardError()).isEqualTo(Math.scalb(expected.standardError(), power));
        }
        assertThat(plain.outputs().get(0).attributions()).anyMatch(a -> a.standardError() > 0.01);
    }

    private static double[] filled(int size, double value) {
        double[] array = new double[size];
        Arrays.fill(array, value);
        return array;
    }

    @Test
    void explain_batchSizes_changeNoBit() {
        Background background = Background.of(gaussian(9, 14, 1));
        double[] row = gaussian(1, 14, 2).row(0);
        List<Explanation> all = new ArrayList<>();
        for (int batch : new int[] {1, 5, 9, 64, 100_000}) {
            all.add(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                    .coalitions(300)
                    .batchRows(batch)
                    .build()
                    .explain(row));
        }
        assertThat(all).allMatch(e -> e.equals(all.get(0)));
    }

    @Test
    void explain_callerChangesItsArrays_changesNothing() {
        double[][] rows = gaussian(4, 7, 1).toRows();
        Matrix table = Matrix.of(rows);
        KernelShap shap = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), Background.of(table))
                .build();
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation before = shap.explain(row);
        Arrays.fill(table.data(), 0);
        double[] kept = row.clone();
        Arrays.fill(row, -1);
        assertThat(before.row()).containsExactly(kept);
        assertThat(shap.explain(kept)).isEqualTo(before);
    }

    @Test
    void explain_predictorThatWritesToItsRows_changesNothing() {
        Predictor scribbling = rows -> {
            Matrix answer = Predictor.ofScore(KernelShapTest::tangled).predict(rows);
            Arrays.fill(rows.data(), Double.NaN);
            return answer;
        };
        Background background = Background.of(gaussian(4, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        assertThat(KernelShap.builder(scribbling, background).build().explain(row))
                .isEqualTo(KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                        .build()
                        .explain(row));
    }

    @Test
    void options_thatNeedAThreadSafePredictor_areRefusedWithoutOne() {
        KernelShap.Builder builder =
                KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), Background.of(gaussian(2, 7, 1)));
        assertThatThrownBy(() -> builder.parallelism(2)).hasMessageContaining("declare it with predictor.threadSafe()");
        assertThatThrownBy(() -> builder.executor(Runnable::run))
                .hasMessageContaining("declare it with predictor.threadSafe()");
        assertThatThrownBy(() -> builder.parallelism(0)).hasMessage("parallelism must be 1 or more but is 0");
        assertThatThrownBy(() -> builder.batchRows(0)).hasMessageContaining("batch rows must be from 1 to");
    }

    @Test
    void provenance_saysHowItCameAbout() {
        Background background = Background.builder(Schema.unnamed(13), gaussian(4, 13, 1))
                .weights(1, 1, 1, 3)
                .build();
        Explanation explanation = KernelShap.builder(Predictor.ofScore(KernelShapTest::tangled), background)
                .seed(17)
                .build()
                .explain(gaussian(1, 13, 2).row(0));
        assertThat(explanation.provenance().seed()).isEqualTo(17);
        assertThat(explanation.provenance().backgroundFingerprint()).isEqualTo(background.fingerprint());
        assertThat(explanation.provenance().backgroundSize()).isEqualTo(4);
        assertThat(explanation.provenance().link()).isEqualTo("IDENTITY");
        assertThat(explanation.provenance().warnings())
                .containsExactly("background weights summed to 6.0 and were divided by it");
        assertThat(explanation.provenance().options())
                .containsEntry("chosen", "by the automatic policy")
                .containsEntry(
                        "budget",
                        "automatic: 1.96 standard errors of at most 1 % of the range of the values, at most 2074 coalitions")
                .containsKey("estimator");
    }
}
