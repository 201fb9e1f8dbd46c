package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.Predictor;

/**
 * Banzhaf values: what a player changes on average over all coalitions of the others, each as likely as any other
 * (Banzhaf 1965; for models: Wang and Jia 2023).
 *
 * <pre>{@code
 * Explanation why = BanzhafValues.builder(predictor, background).build().explain(row);
 * }</pre>
 *
 * <p>They do not add up to the prediction and are not made to: the explanation has a {@link Fidelity.NotAdditive}, whose
 * gap is for information. They rank players more stably than Shapley values where the model is noisy, since no coalition
 * weighs more than another.
 *
 * <p>Exact where the budget, by default of 65,534 coalitions, covers all 2^M − 2 of the M ≤ 24 players that vary, which
 * takes 2^M doubles an output. Otherwise complement pairs of coalitions are drawn uniformly and each is used for every player (maximum sample
 * reuse); the standard errors are the spread over pairs. Exact there, too, but for sampling errors: no bias.
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever
 * the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 */
public final class BanzhafValues extends RowExplainer {

    private static final int DEFAULT_COALITIONS = (1 << 16) - 2;

    /** Two pairs, so that there is a spread. */
    private static final int LEAST_COALITIONS = 4;

    private final SampledExplainerBuilder.CoalitionBudget budget;
    private final @Nullable InteractionIndex interactions;
    private final long seed;

    private BanzhafValues(Builder builder) {
        super(builder);
        this.budget = builder.budget();
        this.interactions = builder.interactions;
        this.seed = builder.seed();
    }

    /**
     * Starts with every column a player, the identity link, 65,534 coalitions at most, no interactions and seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    /**
     * Starts with a masker's players and link, 65,534 coalitions at most, no interactions and seed 0.
     *
     * @param masker decides what stands in for hidden players
     * @return a builder, whose masker can no longer be changed
     */
    public static Builder builder(Masker masker) {
        return new Builder(masker);
    }

    /**
     * Explains one row.
     *
     * @throws IllegalArgumentException if the row does not fit the schema, or interactions are asked for and the budget
     *     does not cover all coalitions
     */
    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        MaskedSubject game = masker().mask(row);
        int players = game.players();
        Map<String, String> options = new LinkedHashMap<>();
        int coalitions = Math.toIntExact(budget.or(DEFAULT_COALITIONS));
        options.put("coalition budget", Integer.toString(coalitions));
        options.put(
                "interactions",
                Optional.ofNullable(interactions).map(Enum::name).orElse("none"));
        if (players <= GameTable.MAX_PLAYERS && ExactEnumeration.coalitions(players) <= coalitions) {
            return exact(game, options, listener);
        }
        if (interactions != null) {
            throw new IllegalArgumentException(interactions + " needs every coalition of the " + players
                    + " varying players: coalitions must be at least 2^" + players + " − 2, for at most "
                    + GameTable.MAX_PLAYERS + " players, but is " + coalitions
                    + "; put columns together in groups or leave interactions out");
        }
        BanzhafSampling sampling = new BanzhafSampling(players, coalitions, seed);
        options.put("estimator", sampling.name());
        Estimate estimate = sampling.estimate(game, listener);
        game.repeatPrediction();
        return ShapleyExplanation.notAdditive("Banzhaf values", game, estimate, seed, options);
    }

    private Explanation exact(MaskedSubject game, Map<String, String> options, ProgressListener listener) {
        options.put("estimator", "exact enumeration");
        GameTable table = GameTable.of(game, listener);
        if (interactions == null) {
            Estimate estimate = ExactInteractions.attributions(table, true);
            game.repeatPrediction();
            return ShapleyExplanation.notAdditive("Banzhaf values", game, estimate, seed, options);
        }
        InteractionEstimate found = ExactInteractions.ofPairs(table, interactions);
        game.repeatPrediction();
        return ShapleyExplanation.notAdditive("Banzhaf values", game, found.attributions(), seed, options)
                .withInteractions(found.expand(game, interactions));
    }

    /** Collects the options of {@link BanzhafValues}. Not thread-safe. */
    public static final class Builder extends SampledExplainerBuilder<Builder> {

        private @Nullable InteractionIndex interactions;

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
         * Adds the interactions of pairs. Default: none. They need every coalition.
         *
         * @param index {@link InteractionIndex#BII} or {@link InteractionIndex#FBII}
         * @return this
         * @throws IllegalArgumentException if the index refines Shapley values
         */
        public Builder interactions(InteractionIndex index) {
            if (!index.isBanzhaf()) {
                throw new IllegalArgumentException("interactions of Banzhaf values must be BII or FBII but are " + index
                        + "; for those of Shapley values use ShapInteractions");
            }
            this.interactions = index;
            return this;
        }

        /**
         * Asks the model for the background rows.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the coalitions are fewer than 4
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public BanzhafValues build() {
            long coalitions = budget().or(DEFAULT_COALITIONS);
            if (coalitions < LEAST_COALITIONS) {
                throw new IllegalArgumentException(
                        "coalitions must be " + LEAST_COALITIONS + " or more but is " + coalitions);
            }
            return new BanzhafValues(this);
        }
    }
}
