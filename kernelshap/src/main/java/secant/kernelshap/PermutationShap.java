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
 * Permutation SHAP: Shapley values as what each player adds when players join in some order, averaged over orders that are
 * walked forth and back (Castro, Gómez and Tejada 2009; Mitchell, Cooper, Frank and Holmes 2022).
 *
 * <pre>{@code
 * PermutationShap shap = PermutationShap.builder(predictor, background).seed(42).build();
 * Explanation why = shap.explain(row);
 * }</pre>
 *
 * <p>With M players that vary, an order costs 2 (M − 1) coalitions, which is the least budget; 10 orders are the default.
 * Values are exact where no three players interact, and where the budget covers all 2^M − 2 coalitions, which are then
 * enumerated: by default up to 6 players. Standard errors are the spread over orders, widened by Student's t. {@link KernelShap} gets closer with as many coalitions; orders are simpler, and each by itself
 * adds up to the prediction.
 *
 * <p>Orders are drawn when the explainer is built, and once more for each smaller number of players that vary. Immutable and thread-safe. The same seed gives the same bits, however
 * many threads and rows there are and whatever the batch size, provided that the model's answer for a row does not depend
 * on the rows beside it.
 */
public final class PermutationShap extends RowExplainer {

    private static final int DEFAULT_ORDERS = 10; // as shap's PermutationExplainer

    private final SampledExplainerBuilder.CoalitionBudget budget;
    private final PermutationOrders orders;
    private final long seed;
    private final PlanCache<Integer, ShapleyEstimator> plans = new PlanCache<>(ShapleyEstimator::bytes);

    private PermutationShap(Builder builder) {
        super(builder);
        this.budget = builder.budget();
        this.orders = builder.orders;
        this.seed = builder.seed();
        planned(masker().groups().players());
    }

    /**
     * Starts with every column a player, the identity link, 10 random orders and seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    /**
     * Starts with a masker's players and link, 10 random orders and seed 0.
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
        ShapleyEstimator estimator = planned(game.players());
        Estimate estimate = estimator.estimate(game, listener);
        game.repeatPrediction();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("estimator", estimator.name());
        options.put("coalition budget", budget.describe(automatic(game.players()), DEFAULT_ORDERS + " orders"));
        return ShapleyExplanation.of("Permutation SHAP", game, estimate, seed, options);
    }

    private static long automatic(int varying) {
        return DEFAULT_ORDERS * PermutationSampling.coalitionsPerWalk(Math.max(1, varying));
    }

    private ShapleyEstimator planned(int varying) {
        return plans.get(varying, () -> plan(varying));
    }

    private ShapleyEstimator plan(int varying) {
        long most = budget.or(automatic(varying));
        if (varying <= ExactEnumeration.MAX_PLAYERS && ExactEnumeration.coalitions(varying) <= most) {
            return new ExactEnumeration(varying);
        }
        return PermutationSampling.plan(varying, most, orders, seed);
    }

    /** Collects the options of a {@link PermutationShap}. Not thread-safe. */
    public static final class Builder extends SampledExplainerBuilder<Builder> {

        private PermutationOrders orders = PermutationOrders.RANDOM;

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
         * Chooses how orders are drawn. Default: {@link PermutationOrders#RANDOM}.
         *
         * @param orders independent, or from orthogonal directions
         * @return this
         */
        public Builder orders(PermutationOrders orders) {
            this.orders = requireNonNull(orders, "orders");
            return this;
        }

        /**
         * Asks the model for the background rows and draws the orders.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the budget is too small for one order of all players, naming the least
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public PermutationShap build() {
            if (!budget().isAutomatic() && players() > 1) {
                PermutationSampling.walks(players(), budget().or(0));
            }
            return new PermutationShap(this);
        }
    }
}
