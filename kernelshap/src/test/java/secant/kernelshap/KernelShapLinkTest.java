package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.assertClose;
import static secant.kernelshap.Samples.gaussian;
import static secant.kernelshap.Samples.values;

import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.masking.LinkOrder;
import secant.model.Link;
import secant.model.Predictor;

/** On which scale values add up. */
class KernelShapLinkTest {

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
        assertThatThrownBy(
                        () -> KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(2, 7, 1)))
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
}
