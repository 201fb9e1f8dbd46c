package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static secant.kernelshap.Samples.gaussian;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;
import secant.masking.BackgroundMasker;
import secant.masking.MaskedSubject;
import secant.model.Predictor;

class GameShapTest {

    private static final Background ZEROS = Background.of(Matrix.zeros(1, 14));

    private static final Predictor MODEL =
            Predictor.ofScore(x -> x[0] * x[1] * x[2] + Math.sin(x[3] + x[4] + x[5]) - x[6] * x[7] * x[13]);

    private static MaskedSubject subject() {
        return BackgroundMasker.builder(MODEL, ZEROS)
                .build()
                .mask(gaussian(1, 14, 2).row(0));
    }

    private static Explanation explain(GameShap.Builder builder) {
        return builder.build().explain(subject());
    }

    private static KernelShap.Builder rows() {
        return KernelShap.builder(MODEL, ZEROS);
    }

    private static void assertSame(GameShap.Builder builder, KernelShap.Builder expected) {
        Explanation found = explain(builder);
        Explanation ofRow = expected.build().explain(gaussian(1, 14, 2).row(0));
        assertThat(found.outputs()).isEqualTo(ofRow.outputs());
        assertThat(found.provenance().coalitions()).isEqualTo(ofRow.provenance().coalitions());
        assertThat(found.provenance().stopReason()).isEqualTo(ofRow.provenance().stopReason());
        assertThat(found.provenance().seed()).isEqualTo(ofRow.provenance().seed());
    }

    @Test
    void explain_anyOptions_doesWhatKernelShapDoesForARow() {
        assertSame(
                GameShap.builder()
                        .estimator(Estimator.leastSquares())
                        .coalitions(200)
                        .seed(3),
                rows().estimator(Estimator.leastSquares()).coalitions(200).seed(3));
        assertSame(
                GameShap.builder().precision(0.2, PrecisionUnit.RELATIVE).seed(4),
                rows().precision(0.2, PrecisionUnit.RELATIVE).seed(4));
        assertSame(GameShap.builder().modelRows(120), rows().modelRows(120));
    }

    /** Two coalitions a player are evaluated however short the time, here four a call. */
    @Test
    void time_tooShort_endsIt() {
        MaskedSubject subject = BackgroundMasker.builder(MODEL, ZEROS)
                .batchRows(4)
                .build()
                .mask(gaussian(1, 14, 2).row(0));
        Explanation found = GameShap.builder().time(Duration.ofNanos(1)).build().explain(subject);
        assertThat(found.provenance().stopReason()).isEqualTo(StopReason.TIME);
        assertThat(found.provenance().coalitions()).isEqualTo(28);
    }

    @Test
    void start_tooSmallABudget_isRefusedBeforeAnythingIsEvaluated() {
        GameShap shap = GameShap.builder().coalitions(27).build();
        MaskedSubject subject = subject();
        long before = subject.modelRows();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shap.start(subject, ProgressListener.NONE))
                .withMessage("coalitions must be at least 28 for 14 players but is 27");
        assertThat(subject.modelRows()).isEqualTo(before);
        assertThat(GameShap.builder()
                        .coalitions(28)
                        .build()
                        .start(subject, ProgressListener.NONE)
                        .isFinished())
                .isFalse();
    }

    /** A row that is its background has no players: nothing to estimate, whatever the budget. */
    @Test
    void explain_nobodyPlays_hasNothingToSpendABudgetOn() {
        MaskedSubject nobody = BackgroundMasker.builder(MODEL, ZEROS).build().mask(new double[14]);
        Explanation found = GameShap.builder().coalitions(1).build().explain(nobody);
        assertThat(found.outputs().get(0).values()).containsOnly(0);
        assertThat(found.provenance().coalitions()).isZero();
    }

    @Test
    void build_optionsThatContradictEachOther_isRefused() {
        GameShap.Builder builder =
                GameShap.builder().estimator(Estimator.exact()).coalitions(100);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("a budget does not apply to the exact estimator, which evaluates every coalition");
    }

    @Test
    void nothing_isRefused() {
        GameShap shap = GameShap.builder().build();
        assertThatNullPointerException().isThrownBy(() -> GameShap.builder().estimator(null));
        assertThatNullPointerException().isThrownBy(() -> GameShap.builder().time(null));
        assertThatNullPointerException().isThrownBy(() -> GameShap.builder().precision(1, null));
        assertThatNullPointerException()
                .isThrownBy(() -> shap.start(null, ProgressListener.NONE))
                .withMessage("subject");
        assertThatNullPointerException()
                .isThrownBy(() -> shap.start(subject(), null))
                .withMessage("listener");
    }

    /** A hybrid needs more than four players, but for none. */
    @Test
    void explain_nobodyPlays_isNoMatterOfTheEstimator() {
        MaskedSubject nobody = BackgroundMasker.builder(MODEL, ZEROS).build().mask(new double[14]);
        for (Estimator estimator : new Estimator[] {Estimator.hybrid(2), Estimator.automatic()}) {
            Explanation found = GameShap.builder().estimator(estimator).build().explain(nobody);
            assertThat(found.outputs().get(0).values()).containsOnly(0);
        }
    }
}
