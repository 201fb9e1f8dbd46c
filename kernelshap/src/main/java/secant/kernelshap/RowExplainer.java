package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanations;
import secant.explanation.ProgressListener;
import secant.explanation.RowsInParallel;
import secant.masking.Masker;

/** What the explainers of rows have in common: a masker, and tables explained by several threads. */
abstract class RowExplainer implements Explainer {

    private final Masker masker;
    private final int parallelism;
    private final Executor executor;

    RowExplainer(RowExplainerBuilder<?> builder) {
        this.masker = builder.masker();
        this.parallelism = builder.parallelism();
        this.executor = builder.executor();
    }

    final Masker masker() {
        return masker;
    }

    @Override
    public final Explanations explain(Matrix rows, ProgressListener listener) {
        requireNonNull(rows, "rows");
        if (rows.rows() > 0) { // a table without rows may not know its columns
            masker.groups().schema().checkWidth(rows.columns(), "the table of explained rows");
        }
        return RowsInParallel.run(rows, this::explain, parallelism, executor, listener);
    }
}
