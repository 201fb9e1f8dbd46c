package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.StopReason;
import secant.masking.BackgroundMasker;
import secant.masking.MaskedSubject;
import secant.model.Predictor;

class ShapleyExplanationTest {

    /** f = 3 of two players who are worth what is claimed of them. */
    private static Explanation explain(double... values) {
        MaskedSubject game = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0] + 2 * x[1]), Background.of(Matrix.zeros(1, 2)))
                .build()
                .mask(1, 1);
        Estimate estimate =
                new Estimate(2, values, new double[2], 2, StopReason.EXACT, 1, List.of(), Method.named("a claim"));
        return ShapleyExplanation.of("test", game, estimate, 1, Map.of());
    }

    @Test
    void of_valuesWithinRounding_reportsTheirGap() {
        double gap = 0x1p-43; // 1.1e-13
        assertThat(explain(1 + gap, 2).fidelity()).isEqualTo(new Fidelity.Additive(gap, true, 1));
        assertThat(explain(1 - gap, 2).fidelity()).isEqualTo(new Fidelity.Additive(gap, true, 1));
        assertThat(explain(1, 2).fidelity()).isEqualTo(new Fidelity.Additive(0, true, 1));
    }

    @Test
    void of_valuesFurtherOff_isRefused() {
        assertThatThrownBy(() -> explain(1, 2 + 0x1p-38))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("miss the prediction by 3.6");
    }
}
