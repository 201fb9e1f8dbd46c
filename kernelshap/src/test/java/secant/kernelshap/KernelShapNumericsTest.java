package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.assertClose;
import static secant.kernelshap.Samples.filled;
import static secant.kernelshap.Samples.gaussian;
import static secant.kernelshap.Samples.tangled;
import static secant.kernelshap.Samples.values;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.model.Predictor;

/** Outputs and rows of any size. */
class KernelShapNumericsTest {

    @ParameterizedTest
    @CsvSource({"40,60", "-40,60", "40,500", "-40,500"})
    void explain_outputsTimesAPowerOfTwo_scalesEveryBit(int exponent, int coalitions) {
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation plain = KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
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
        double[] plain = values(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                .build()
                .explain(row));
        double[] moved = values(KernelShap.builder(Predictor.ofScore(x -> tangled(x) + constant), background)
                .build()
                .explain(row));
        // What the model's own output loses by the constant, and no more.
        assertClose(moved, plain, 4 * Math.ulp(constant + 10));
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
    @Tag("statistical")
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
        Explanation plain = KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
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
}
