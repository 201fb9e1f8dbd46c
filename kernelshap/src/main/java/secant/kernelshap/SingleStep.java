package secant.kernelshap;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedModel;

/** An estimation that has nothing to show before all of it is done. */
final class SingleStep implements ShapleyRun {

    private final ShapleyEstimator estimator;
    private final MaskedModel game;
    private final ProgressListener listener;
    private @Nullable Estimate estimate;

    SingleStep(ShapleyEstimator estimator, MaskedModel game, ProgressListener listener) {
        this.estimator = estimator;
        this.game = game;
        this.listener = listener;
    }

    @Override
    public Estimate toEnd(Function<Estimate, Explanation> write) {
        return advance();
    }

    @Override
    public Estimate advance() {
        if (estimate == null) {
            estimate = estimator.estimate(game, listener);
        }
        return estimate;
    }

    @Override
    public Estimate continueTo(long coalitions) {
        Estimate done = advance();
        if (!done.exact() && coalitions > done.coalitions()) {
            throw new IllegalStateException("'" + estimator.name()
                    + "' cannot go on after its budget; automatic, leastSquares and oddProcess can");
        }
        return done;
    }

    @Override
    public boolean isFinished() {
        return estimate != null;
    }
}
