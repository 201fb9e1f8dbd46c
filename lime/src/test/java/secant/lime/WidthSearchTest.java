package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.model.Predictor;

class WidthSearchTest {

    private static final double[] ROW = {0.3, -0.4};

    /** One output is bent at a scale that only narrow kernels resolve, the other one everywhere. */
    private static final Predictor BENT =
            Predictor.ofRow(x -> new double[] {Math.abs(x[0]) + x[1], x[1] * x[1] * x[1] - x[0]});

    private static Lime.Builder lime() {
        return Lime.builder(
                        BENT,
                        TrainingStatistics.of(Schema.numeric("a", "b"), Samples.normal(500, 2, 4), Discretizer.none()))
                .mode(LimeMode.COMPATIBLE)
                .samples(1000);
    }

    private static Fidelity.LocalSurrogate fidelity(Explanation explanation) {
        return (Fidelity.LocalSurrogate) explanation.fidelity();
    }

    @ParameterizedTest
    @CsvSource({"1e-9", "0.02", "0.2", "0.5"})
    void best_ofNineWidths_isTheOneOfTheBestMeanScoreWithEnoughSamples(double share) {
        double best = Double.NEGATIVE_INFINITY;
        double width = Double.NaN;
        List<Double> tooNarrow = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            double candidate = 0.1 * Math.pow(Math.sqrt(2), i) * Math.sqrt(2);
            Explanation explanation;
            try {
                explanation = lime().kernelWidth(candidate).build().explain(ROW);
            } catch (IllegalArgumentException e) {
                tooNarrow.add(candidate);
                continue;
            }
            double score = fidelity(explanation).fits().stream()
                    .mapToDouble(fit -> fit.weightedR2().orElseThrow())
                    .average()
                    .orElseThrow();
            if (fidelity(explanation).effectiveShare() >= share && score > best) {
                best = score;
                width = candidate;
            }
        }

        Explanation found =
                lime().kernelWidth(KernelWidth.bestFit(share)).build().explain(ROW);

        String named = found.provenance().options().get("kernel width");
        assertThat(named).endsWith(" (of the best fit with an effective share of at least " + share + ")");
        assertThat(Double.parseDouble(named.substring(0, named.indexOf(' ')))).isBetween(width - 1e-9, width + 1e-9);
        assertThat(tooNarrow).hasSizeLessThan(9);
    }

    @Test
    void best_fewSamples_leavesOutWidthsOfFewerThanTenEffectiveOnes() {
        String named = lime().samples(60)
                .kernelWidth(KernelWidth.bestFit(1e-9))
                .build()
                .explain(ROW)
                .provenance()
                .options()
                .get("kernel width");
        double width = Double.parseDouble(named.substring(0, named.indexOf(' ')));

        assertThat(fidelity(lime().samples(60).kernelWidth(width).build().explain(ROW))
                                .effectiveShare()
                        * 60)
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void best_noWidthThatLeavesEnough_isRefusedWithWhatTheWidestLeaves() {
        double widest = 1.6 * Math.sqrt(2);
        double share = fidelity(lime().kernelWidth(widest).build().explain(ROW)).effectiveShare();

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        lime().kernelWidth(KernelWidth.bestFit(0.999)).build().explain(ROW))
                .withMessage(
                        "the search must find a kernel width that leaves an effective share of 0.999 of the samples but"
                                + " the widest of them leaves %.3g; ask for less, or set a width",
                        share);
    }
}
