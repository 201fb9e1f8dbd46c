package secant.testkit;

import java.util.concurrent.ForkJoinPool;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.ProgressListener;
import secant.explanation.RowsInParallel;
import secant.kernelshap.GameShap;
import secant.masking.BackgroundMasker;

/** {@link GameShap}, which explains whatever has been masked, as an explainer of rows that a background masks. */
final class MaskedRows implements Explainer {

    private final BackgroundMasker masker;
    private final GameShap shap;
    private final Trial trial;

    MaskedRows(Trial trial) {
        BackgroundMasker.Builder masking = BackgroundMasker.builder(trial.predictor(), trial.background());
        if (!trial.link().equals(secant.model.Link.IDENTITY)) {
            masking.link(trial.link());
        }
        trial.groups().ifPresent(masking::groups);
        trial.batchRows().ifPresent(masking::batchRows);
        GameShap.Builder builder = GameShap.builder().seed(trial.seed());
        trial.budget().ifPresent(builder::coalitions);
        this.masker = masking.build();
        this.shap = builder.build();
        this.trial = trial;
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        return shap.explain(masker.mask(row), listener);
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        trial.background().schema().checkWidth(rows.columns(), "the table of explained rows");
        return RowsInParallel.run(
                rows,
                row -> shap.explain(masker.mask(row)),
                trial.parallelism().orElse(1),
                trial.executor().orElse(ForkJoinPool.commonPool()),
                listener);
    }
}
