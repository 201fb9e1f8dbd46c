package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import secant.data.Background;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.Predictor;

/**
 * Exact Shapley values by their definition: all 2^M coalitions of the M players that vary are evaluated, each once
 * (Shapley 1953). Nothing is drawn at random, and every standard error is 0.
 *
 * <pre>{@code
 * Explanation why = ExactShap.builder(predictor, background).build().explain(row);
 * }</pre>
 *
 * <p>A row costs (2^M − 2) × background rows of the model; memory does not grow with 2^M. A row with more varying players
 * than {@linkplain Builder#maxPlayers allowed} is refused. Immutable and thread-safe; the same bits however many threads
 * there are and whatever the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 */
public final class ExactShap extends RowExplainer {

    private final int maxPlayers;

    private ExactShap(Builder builder) {
        super(builder);
        this.maxPlayers = builder.maxPlayers;
    }

    /**
     * Starts with every column a player, the identity link, and at most 16 varying players.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    /**
     * Starts with a masker's players and link, and at most 16 varying players.
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
     * @throws IllegalArgumentException if the row does not fit the schema, or more players vary than are allowed
     */
    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        MaskedSubject game = masker().mask(row);
        int players = game.players();
        if (players > maxPlayers) {
            throw new IllegalArgumentException("varying players must be at most " + maxPlayers + " but are " + players
                    + ", which takes " + power(players) + " coalitions; raise maxPlayers (to "
                    + ExactEnumeration.MAX_PLAYERS + " at most), put columns together in groups, or sample with"
                    + " KernelShap");
        }
        Estimate estimate = new ExactEnumeration(players).estimate(game, listener);
        game.repeatPrediction();
        return ShapleyExplanation.of(
                "Exact SHAP", game, estimate, 0, Map.of("most varying players", Integer.toString(maxPlayers)));
    }

    private static String power(int players) {
        return players <= ExactEnumeration.MAX_PLAYERS
                ? Long.toString(ExactEnumeration.coalitions(players))
                : "2^" + players + " − 2";
    }

    /** Collects the options of an {@link ExactShap}. Not thread-safe. */
    public static final class Builder extends RowExplainerBuilder<Builder> {

        private static final int DEFAULT_MAX_PLAYERS = 16; // as shap's ExactExplainer

        private int maxPlayers = DEFAULT_MAX_PLAYERS;

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
         * Guards against 2^players by accident. Default: 16.
         *
         * @param players how many players may vary in a row, from 1 to 30
         * @return this
         */
        public Builder maxPlayers(int players) {
            if (players < 1 || players > ExactEnumeration.MAX_PLAYERS) {
                throw new IllegalArgumentException(
                        "maxPlayers must be from 1 to " + ExactEnumeration.MAX_PLAYERS + " but is " + players);
            }
            this.maxPlayers = players;
            return this;
        }

        /**
         * Asks the model for the background rows.
         *
         * @return the explainer
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public ExactShap build() {
            return new ExactShap(this);
        }
    }
}
