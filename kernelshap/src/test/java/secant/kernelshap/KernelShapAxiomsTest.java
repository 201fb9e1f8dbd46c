package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static secant.kernelshap.Samples.assertClose;
import static secant.kernelshap.Samples.gaussian;
import static secant.kernelshap.Samples.scale;
import static secant.kernelshap.Samples.tangled;
import static secant.kernelshap.Samples.values;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

/** What Shapley values must do, of whatever model. */
class KernelShapAxiomsTest {

    @Test
    void explain_interactionsOfOrderFour_equalsBruteForce() {
        Background background = Background.of(gaussian(20, 7, 1));
        KernelShap shap = KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                .build();
        Matrix rows = gaussian(10, 7, 2);
        for (int r = 0; r < rows.rows(); r++) {
            Explanation explanation = shap.explain(rows.row(r));
            OutputExplanation output = explanation.outputs().get(0);
            double[] expected = BruteForce.values(
                    Samples::tangled, background, FeatureGroups.singles(background.schema()), rows.row(r));
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

    @Tag("statistical")
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
        KernelShap shap = KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(9, 7, 1)))
                .build();
        assertThat(values(shap.explain(gaussian(1, 7, 2).row(0)))[6]).isCloseTo(0, Offset.offset(1e-14));
    }

    @Test
    void explain_sumOfModels_addsTheValues() {
        ToDoubleFunction<double[]> other = x -> Math.sin(x[0] * x[5]) + x[6] * x[2] * x[1];
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        double[] one = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
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
        double[] plain = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(rows))
                .build()
                .explain(row));
        double[] other = values(KernelShap.builder(Predictor.ofScore(permuted), Background.of(Matrix.of(permutedRows)))
                .build()
                .explain(permutedRow));
        for (int i = 0; i < 7; i++) {
            assertThat(other[i]).isCloseTo(plain[order[i]], Offset.offset(1e-12));
        }
    }

    /** What adds to a player's contribution to every coalition does not lower its value. */
    @ParameterizedTest
    @ValueSource(ints = {14, 40, 126})
    void explain_playerThatAddsMoreToEveryCoalition_getsNoLess(int coalitions) {
        Background background = Background.of(gaussian(4, 7, 1));
        double[] row = {3, 1, 2, -1, 0.5, 0.7, 4}; // x0 beyond the background's
        double less = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
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
        double[] expected = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), same.get(0))
                .build()
                .explain(row));
        for (Background background : same) {
            assertClose(
                    values(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
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
                        Predictor.ofScore(Samples::tangled), Background.of(Matrix.of(new double[][] {row, row})))
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
                        Predictor.ofScore(Samples::tangled), Background.of(Matrix.of(new double[][] {other})))
                .build()
                .explain(row);
        double gain = tangled(row) - tangled(other);
        assertThat(values(explanation)).containsExactly(0, 0, 0, 0, gain, 0, 0);
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
        double[] values = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                .build()
                .explain(row));
        assertClose(
                values,
                BruteForce.values(Samples::tangled, background, FeatureGroups.singles(background.schema()), row),
                1e-12);
        assertThat(values[4]).isZero();
    }
}
