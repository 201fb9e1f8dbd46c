package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import secant.data.Background;
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
 * are drawn, as many of each size as the leverage scores of the regression ask for, without replacement, and weighted
 * least squares gives the values with a standard error each; they are still exact where no three players interact. In
 * both cases base value and values add up to the prediction, and no value is ever dropped.
 *
 * <p>The coalitions are drawn and the regression is factored when the explainer is built: a row then costs coalitions ×
 * background rows of the model, and little else. All outputs of a model are explained by the same evaluations.
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever
 * the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 *
 * <p>Beside the shap package's KernelExplainer: the automatic budget is the same, all values are kept (shap keeps ten),
 * standard errors are reported, and the seed is an option of the explainer.
 */
public final class KernelShap extends RowExplainer {

    /** Stands for the automatic budget. */
    static final int AUTOMATIC = 0;

    private final Plans plans;
    private final long seed;
    private final int budget;
    private final boolean backgroundErrors;

    private KernelShap(Builder builder) {
        super(builder);
        this.budget = builder.coalitions;
        this.seed = builder.seed;
        this.backgroundErrors = builder.backgroundErrors;
        if (backgroundErrors) {
            BackgroundErrors.check(masker());
        }
        this.plans = new Plans(masker().groups().players(), builder.estimator, budget, seed);
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
        requireNonNull(listener, "listener");
        MaskedSubject game = masker().mask(row);
        ShapleyEstimator estimator = plans.forPlayers(game.players());
        Estimate estimate = estimator.estimate(backgroundErrors ? BackgroundErrors.widen(game) : game, listener);
        game.repeatPrediction();
        return ShapleyExplanation.of(
                "Kernel SHAP",
                game,
                estimate,
                backgroundErrors ? BackgroundErrors.of(game, estimate) : BackgroundErrors.notAskedFor(),
                seed,
                options(game, estimator));
    }

    private Map<String, String> options(MaskedSubject game, ShapleyEstimator estimator) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("estimator", estimator.name());
        options.put(
                "coalition budget",
                Plans.budget(game.players(), budget) + (budget == AUTOMATIC ? " (automatic: 2 × players + 2048)" : ""));
        options.put(
                "background errors",
                backgroundErrors ? "jackknife of " + masker().replicates() + " groups of background rows" : "none");
        return options;
    }

    /** Collects the options of a {@link KernelShap}. Not thread-safe. */
    public static final class Builder extends RowExplainerBuilder<Builder> {

        private Estimator estimator = Estimator.automatic();
        private int coalitions = AUTOMATIC;
        private long seed;
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
         * Limits how many coalitions are evaluated for a row, beside the empty and the full one. An odd last one is not
         * spent. Default: 2 × players + 2048, counting the players that vary, which is exact up to 11 of them.
         *
         * @param coalitions at least 2 × players, or 2^players − 2 if that is less; checked by {@link #build}
         * @return this
         */
        public Builder coalitions(int coalitions) {
            if (coalitions < 1) {
                throw new IllegalArgumentException("coalitions must be 1 or more but is " + coalitions);
            }
            this.coalitions = coalitions;
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
         * Asks the model for the background rows, draws the coalitions and factors the regression.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the budget is too small or too large for the players, naming the limit, or
         *     background errors are asked for where rows cannot be left out: with one background row, with constraints, or
         *     with a completion other than the marginal one
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public KernelShap build() {
            checkBudget();
            return new KernelShap(this);
        }

        private void checkBudget() {
            int players = players();
            long all = players > ExactEnumeration.MAX_PLAYERS ? Long.MAX_VALUE : ExactEnumeration.coalitions(players);
            long smallest = Math.min(2L * players, all);
            long asked = Plans.budget(players, coalitions);
            if (asked < smallest) {
                throw new IllegalArgumentException(
                        "coalitions must be at least " + smallest + " for " + players + " players but is " + asked);
            }
            long largest = PairedLeastSquares.largestBudget(players);
            if (asked < all && asked > largest) {
                throw new IllegalArgumentException("coalitions must be at most " + largest + " for " + players
                        + " players, or one array cannot hold the regression, but is " + asked
                        + (largest < smallest ? "; put columns together in groups" : ""));
            }
        }
    }
}
