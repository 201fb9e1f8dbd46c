package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;

/**
 * Kernel SHAP for whatever has been masked: a text, a picture, a series. Does for a {@link MaskedSubject} what
 * {@link KernelShap} does for a row, with the same estimators, budgets and errors.
 *
 * <pre>{@code
 * Explanation why = GameShap.builder().seed(42).build().explain(masker.mask("a fine film"));
 * }</pre>
 *
 * <p>Immutable and thread-safe; subjects are used by one thread at a time.
 */
public final class GameShap {

    private final ShapleyEstimation estimation;
    private final long seed;

    private GameShap(Builder builder) {
        this.seed = builder.seed;
        this.estimation = new ShapleyEstimation(builder.estimator, builder.budget, seed, null);
    }

    /** {@return a builder with the automatic estimator and budget, and seed 0} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Explains a subject.
     *
     * @param subject what has been masked
     * @return its explanation
     * @throws IllegalArgumentException if the budget is too small or too large for its players
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(MaskedSubject subject) {
        return explain(subject, ProgressListener.NONE);
    }

    /**
     * Explains a subject and tells how far it is.
     *
     * @param subject what has been masked
     * @param listener is told after each block of coalitions
     * @return its explanation
     * @throws IllegalArgumentException if the budget is too small or too large for its players
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(MaskedSubject subject, ProgressListener listener) {
        return start(subject, listener).finish();
    }

    /**
     * Begins to explain a subject, to be continued step by step. Nothing is evaluated yet.
     *
     * @param subject what has been masked
     * @param listener is told after each block of coalitions
     * @return its explanation in progress
     * @throws IllegalArgumentException if the budget is too small or too large for its players
     */
    public RunningExplanation start(MaskedSubject subject, ProgressListener listener) {
        requireNonNull(subject, "subject");
        requireNonNull(listener, "listener");
        if (subject.players() > 0) { // a row that is its whole background has nothing to spend a budget on
            estimation.check(subject.players());
        }
        return new RunningExplanation(subject, estimation, false, seed, listener);
    }

    /** Collects the options of a {@link GameShap}, which are those of {@link KernelShap.Builder}. Not thread-safe. */
    public static final class Builder {

        private Estimator estimator = Estimator.automatic();
        private Budget budget = Budget.automatic();
        private long seed;

        private Builder() {}

        /**
         * Chooses how values are estimated. Default: {@link Estimator#automatic()}.
         *
         * @param estimator the estimator
         * @return this
         */
        public Builder estimator(Estimator estimator) {
            this.estimator = requireNonNull(estimator, "estimator");
            return this;
        }

        /**
         * Limits how many coalitions are evaluated, as {@link KernelShap.Builder#coalitions}.
         *
         * @param coalitions 1 or more; checked against the players when a subject is explained
         * @return this
         */
        public Builder coalitions(int coalitions) {
            budget = budget.coalitions(coalitions);
            return this;
        }

        /**
         * Limits how many rows, texts or pictures the model predicts, as {@link KernelShap.Builder#modelRows}.
         *
         * @param rows 1 or more; checked against the players when a subject is explained
         * @return this
         */
        public Builder modelRows(long rows) {
            budget = budget.modelRows(rows);
            return this;
        }

        /**
         * Ends the work when the values are known well enough, as {@link KernelShap.Builder#precision}.
         *
         * @param tolerance above 0
         * @param unit what it is counted in
         * @return this
         */
        public Builder precision(double tolerance, PrecisionUnit unit) {
            budget = budget.precision(tolerance, requireNonNull(unit, "unit"));
            return this;
        }

        /**
         * Limits how long coalitions are evaluated, as {@link KernelShap.Builder#time}.
         *
         * @param time above 0
         * @return this
         */
        public Builder time(Duration time) {
            budget = budget.time(requireNonNull(time, "time"));
            return this;
        }

        /**
         * Fixes everything random. Default: 0.
         *
         * @param seed any number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Makes the explainer.
         *
         * @return it
         * @throws IllegalArgumentException if the options contradict each other
         */
        public GameShap build() {
            BudgetCheck.checkTogether(estimator, budget);
            return new GameShap(this);
        }
    }
}
