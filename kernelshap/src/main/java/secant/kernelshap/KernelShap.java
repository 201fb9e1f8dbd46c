package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.Predictor;

/**
 * Kernel SHAP: Shapley values of a model's predictions, for any model that can be called (Lundberg and Lee 2017).
 *
 * <pre>{@code
 * KernelShap shap = KernelShap.builder(predictor, background).seed(42).build();
 * Explanation why = shap.explain(row);
 * }</pre>
 *
 * <p>The value of a set of players is the mean answer of the model for rows that have the set's columns from the explained
 * row and the others from each background row. With M players that vary between row and background, all 2^M − 2
 * coalitions are evaluated if the budget covers them, and the values are exact. Otherwise complement pairs of coalitions
 * are evaluated: if values that just add up explain as many of them as there are players and a few more, they are exact,
 * which they are where no three players interact. If not, the number of pairs grows until the values are known well enough, and a
 * Gaussian process on the odd part of the game gives them with a standard error each ({@link Estimator#automatic()}; other
 * estimators and budgets are options). Base value and values always add up to the prediction, and no value is ever dropped.
 *
 * <p>The least budget is 2 M coalitions, or 2^M − 2 if that is less; without a precision, all that was asked for is spent,
 * but for an odd last one. Which coalitions there are is decided before the model is asked; all outputs of a model are explained by the same
 * ones. Beside the model a row of 30 players costs some three to a hundred milliseconds, by how far it has to go; where that matters,
 * {@link Builder#tunedOn} or {@link Estimator#leastSquares()} bring it below one.
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever
 * the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 *
 * <p>Beside the shap package's KernelExplainer: the automatic budget is at most the same, all values are kept (shap keeps
 * ten), standard errors are reported, and the seed is an option of the explainer. {@link Estimator#shapCompatible} does what
 * shap does.
 */
public final class KernelShap extends RowExplainer {

    private final ShapleyEstimation estimation;
    private final long seed;
    private final boolean backgroundErrors;

    private KernelShap(Builder builder) {
        super(builder);
        this.seed = builder.seed();
        this.backgroundErrors = builder.backgroundErrors;
        if (backgroundErrors) {
            BackgroundErrors.check(masker());
        }
        Matrix typical = builder.typicalRows;
        SharedProcess shared = typical == null ? null : SharedProcess.tune(masker(), typical, seed);
        this.estimation = new ShapleyEstimation(builder.estimator, builder.limits(), seed, shared);
    }

    /**
     * Starts with every column a player, the identity link, the automatic budget and seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    /**
     * Starts with a masker's players and link, the automatic budget and seed 0.
     *
     * @param masker decides what stands in for hidden players
     * @return a builder, whose masker can no longer be changed
     */
    public static Builder builder(Masker masker) {
        return new Builder(masker);
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        return start(row, listener).finish();
    }

    /**
     * Begins to explain a row, to be continued step by step. Nothing but the row itself is evaluated yet.
     *
     * @param row the row's values in the order of the schema's columns; copied
     * @return its explanation in progress
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     */
    public RunningExplanation start(double... row) {
        return start(row, ProgressListener.NONE);
    }

    /**
     * Begins to explain a row and tells how far it is.
     *
     * @param row the row's values in the order of the schema's columns; copied
     * @param listener is told after each block of coalitions
     * @return its explanation in progress
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     */
    public RunningExplanation start(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        MaskedSubject game = masker().mask(row);
        return new RunningExplanation(game, estimation, backgroundErrors, seed, listener);
    }

    /** Collects the options of a {@link KernelShap}. Not thread-safe. */
    public static final class Builder extends SampledExplainerBuilder<Builder> {

        private static final int JACKKNIFE_GROUPS = 32;

        private Estimator estimator = Estimator.automatic();
        /** All limits but that of coalitions. */
        private Budget limits = Budget.automatic();

        private @Nullable Matrix typicalRows;
        private boolean backgroundErrors;

        private Builder(Predictor predictor, Background background) {
            super(predictor, background);
        }

        private Builder(Masker masker) {
            super(masker);
        }

        @Override
        Builder self() {
            return this;
        }

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
         * Limits how many rows the model predicts for a row that is explained. Without a precision, all of them are spent
         * but for a rest that pays for no more coalitions. If they pay for more coalitions than one array can hold, the
         * explanation's options say where the limit lies instead, and a warning if the work ended there.
         *
         * @param rows enough for 2 × players coalitions, which is checked when a row is explained
         * @return this
         */
        public Builder modelRows(long rows) {
            limits = limits.modelRows(rows);
            return this;
        }

        /**
         * Ends the work when the values are known well enough: when 1.96 standard errors of every value are at most a
         * tolerance. Default: 0.01, {@link PrecisionUnit#RELATIVE}, with at most 2 × players + 2048 coalitions; a precision
         * that is asked for spends up to 16 times as many unless another limit is set, and the result warns if it was not
         * reached.
         *
         * @param tolerance above 0
         * @param unit what it is counted in
         * @return this
         */
        public Builder precision(double tolerance, PrecisionUnit unit) {
            limits = limits.precision(tolerance, requireNonNull(unit, "unit"));
            return this;
        }

        /**
         * Limits how long is worked on a row before its last estimate. Counted is time on the clock from the call of
         * {@code explain}, or of each {@link RunningExplanation#advance} and {@link RunningExplanation#finish}, to its end:
         * the model, estimates of the values on the way, and the listener; not what lies between the calls, nor the row's
         * own prediction, which comes before. When it is over, the model is not called again; the values are estimated
         * once more. At least 2 × players coalitions are evaluated, and never more than 16 × (2 × players + 2048) unless
         * another limit is set. How many the time is enough for depends on the machine, and with it the result.
         *
         * @param time above 0
         * @return this
         */
        public Builder time(Duration time) {
            limits = limits.time(requireNonNull(time, "time"));
            return this;
        }

        /**
         * Tunes the odd-part process once, on typical rows, instead of for each row anew. A row then costs one
         * matrix–vector product beside the model, which pays where the model is fast; its errors are a little larger, and
         * its values are linear in the model. Default: each row has its own. Any budget is enough for it; 2 × players
         * coalitions, the least, leave its standard errors rough, as the explanation warns. Rows that need no process, since
         * they are enumerated or additive, say so in their explanations' options; rows that seem additive, with a budget too
         * small to be sure of that, by a warning, too.
         *
         * @param typicalRows a few rows such as those that will be explained, at least 1; when the explainer is built, 800
         *     coalitions (at least 4 × players) are evaluated for each
         * @return this
         * @throws IllegalArgumentException if there is no row
         */
        public Builder tunedOn(Matrix typicalRows) {
            if (requireNonNull(typicalRows, "typicalRows").rows() < 1) {
                throw new IllegalArgumentException("the process must be tuned on at least 1 row but there are 0");
            }
            this.typicalRows = typicalRows;
            return this;
        }

        /**
         * Has every attribution say how much of it is owed to the choice of the background rows, as
         * {@link secant.explanation.Attribution#backgroundError}. For backgrounds that are a random sample; needs no
         * further call of the model. Not part of the standard error, which is that of sampled coalitions. Default: no.
         *
         * <p>The delete-a-group jackknife over at most 32 groups of rows, each of which needs values of its own: the time
         * and memory beside the model are those of up to 33 times as many outputs. In a test with backgrounds of 20, 50
         * and 100 rows, intervals of ± t standard errors, t with groups − 1 degrees of freedom, covered the values
         * against the whole population in 90 to 98 % of cases.
         *
         * @return this
         */
        public Builder backgroundErrors() {
            this.backgroundErrors = true;
            return this;
        }

        /**
         * Foretells how many rows the model will have to predict for a row, and how much memory that takes, without asking
         * the model. If some players do not vary it is less. Not counted are the background's rows, which are predicted
         * once, and those of {@link #tunedOn}.
         *
         * @param outputs how many outputs the model has, 1 or more
         * @return what is known before
         * @throws IllegalArgumentException if {@code build} would refuse the options for the budget, or there are more
         *     outputs than one array can hold values of
         */
        public Forecast forecast(int outputs) {
            if (outputs < 1) {
                throw new IllegalArgumentException("outputs must be 1 or more but is " + outputs);
            }
            BudgetCheck.check(estimator, limits(), players());
            int games = backgroundErrors ? 1 + JACKKNIFE_GROUPS : 1;
            if (outputs > Integer.MAX_VALUE / games) {
                throw new IllegalArgumentException("outputs must be at most " + Integer.MAX_VALUE / games
                        + " with background errors, which need values of " + games
                        + " games for each of them, but is " + outputs);
            }
            return new RowCost(estimator, limits())
                    .forecast(players(), games * outputs, rowsPerCoalition(), batchCells());
        }

        private Budget limits() {
            return budget().isAutomatic() ? limits : limits.coalitions(budget().asked());
        }

        /**
         * Asks the model for the background rows, draws the coalitions and factors the regression.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the budget is too small or too large for the players, naming the limit, or
         *     background errors are asked for where rows cannot be left out: with one background row, with constraints, or
         *     with a completion other than the marginal one; or a row to tune on is none that could be explained
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public KernelShap build() {
            BudgetCheck.check(estimator, limits(), players());
            if (typicalRows != null && !ShapleyEstimation.tunable(estimator)) {
                throw new IllegalArgumentException("rows to tune on apply to the odd-part process, which automatic and"
                        + " oddProcess use, but the estimator is " + estimator);
            }
            return new KernelShap(this);
        }
    }
}
