package secant.kernelshap;

import java.util.Map;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;

/**
 * An explanation in progress: step by step, with the values so far and their standard errors after each step, and further
 * than it was meant to go if they are not good enough. What has been evaluated is kept and never paid for again.
 *
 * <pre>{@code
 * RunningExplanation running = shap.start(row);
 * while (!running.isFinished()) {
 *     show(running.advance());
 * }
 * Explanation better = running.continueTo(20_000);
 * }</pre>
 *
 * <p>A limit of {@linkplain KernelShap.Builder#time time} counts the work alone: from the call of {@link #advance} or
 * {@link #finish} to its end, one after the other, and nothing in between. {@link #continueTo} is not limited by it.
 *
 * <p>Used by one thread at a time.
 */
public final class RunningExplanation {

    private final MaskedSubject game;
    private final ShapleyEstimation estimation;
    private final boolean backgroundErrors;
    private final CoalitionLimit limit;
    private final ShapleyRun run;
    private final long seed;
    private boolean repeated;

    /** @param backgroundErrors whether the game is played without parts of the background, too */
    RunningExplanation(
            MaskedSubject game,
            ShapleyEstimation estimation,
            boolean backgroundErrors,
            long seed,
            ProgressListener listener) {
        this.game = game;
        this.estimation = estimation;
        this.backgroundErrors = backgroundErrors;
        this.limit = estimation.limit(game);
        this.run = estimation.start(game, backgroundErrors ? BackgroundErrors.widen(game) : game, limit, listener);
        this.seed = seed;
    }

    /** {@return whether it has come to where the explainer's options end it} */
    public boolean isFinished() {
        return run.isFinished();
    }

    /**
     * Evaluates more coalitions, half as many again or so, unless it is finished.
     *
     * @return the values so far; its stop reason is {@link secant.explanation.StopReason#RUNNING} if there is more to come
     * @throws secant.model.PredictorException if the model fails; what was evaluated before is kept
     * @throws java.util.concurrent.CancellationException if the thread was interrupted; what was evaluated before is kept
     */
    public Explanation advance() {
        return write(run.advance());
    }

    /**
     * Goes on to where the explainer's options end it.
     *
     * @return the explanation
     * @throws secant.model.PredictorException if the model fails; what was evaluated before is kept
     * @throws java.util.concurrent.CancellationException if the thread was interrupted; what was evaluated before is kept
     */
    public Explanation finish() {
        Estimate estimate = run.toEnd(this::write);
        if (!repeated) {
            repeated = true;
            game.repeatPrediction();
        }
        return write(estimate);
    }

    /**
     * Goes on to a number of coalitions, whatever limits the explainer's options set, that of model rows included. How it
     * came so far changes no bit of the values.
     *
     * @param coalitions how many in all; nothing is done if as many have been evaluated, or the values are exact
     * @return the values that they give
     * @throws IllegalArgumentException if it is more than one array can hold, or less than determines the values
     * @throws IllegalStateException if the estimator is one that spends its budget at once
     * @throws secant.model.PredictorException if the model fails; what was evaluated before is kept
     * @throws java.util.concurrent.CancellationException if the thread was interrupted; what was evaluated before is kept
     */
    public Explanation continueTo(int coalitions) {
        if (coalitions < 1) {
            throw new IllegalArgumentException("coalitions must be 1 or more but is " + coalitions);
        }
        return write(run.continueTo(coalitions));
    }

    private Explanation write(Estimate estimate) {
        BackgroundErrors errors =
                backgroundErrors ? BackgroundErrors.of(game, estimate) : BackgroundErrors.notAskedFor();
        Map<String, String> options = estimation.options(limit, estimate);
        options.put("background errors", backgroundErrors ? BackgroundErrors.describe(game) : "none");
        Estimate told = estimate.with(estimation.warnings(limit, estimate));
        return ShapleyExplanation.of("Kernel SHAP", game, told, errors, seed, options);
    }
}
