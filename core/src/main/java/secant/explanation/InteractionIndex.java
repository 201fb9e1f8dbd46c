package secant.explanation;

/**
 * What an interaction of players means: how the differences Δ_S(T) = Σ over L ⊆ S of (−1)^(|S|−|L|) v(T ∪ L) that the
 * players S make among the others T are averaged, and what is left to smaller sets.
 *
 * <p>They agree where no more players interact than the order that was asked for. With more, each shares the surplus out
 * in its own way.
 */
public enum InteractionIndex {
    /**
     * The Shapley interaction index (Grabisch and Roubens 1999): a pair's difference, averaged over the orders in which
     * the pair joins as one. The main effects are the Shapley values, so that mains and pairs do not add up.
     */
    SII("Shapley interaction index", false),
    /**
     * n-Shapley values (Bordt and von Luxburg 2023): the pairs of {@link #SII}, and main effects that leave half of each
     * pair to either player. Adds up.
     */
    K_SII("k-Shapley interaction index", true),
    /**
     * The Shapley–Taylor interaction index (Sundararajan, Dhamdhere and Agarwal 2020): the main effect of a player is what
     * it does alone, and pairs share all the rest. Adds up.
     */
    STII("Shapley–Taylor interaction index", true),
    /**
     * The faithful Shapley interaction index (Tsai, Yeh and Ravikumar 2023): the coefficients of the best fit by main
     * effects and pairs under the Shapley kernel. Adds up.
     */
    FSII("faithful Shapley interaction index", true),
    /** The Banzhaf interaction index (Grabisch and Roubens 1999): a pair's difference, averaged over all coalitions. */
    BII("Banzhaf interaction index", false),
    /** The faithful Banzhaf interaction index (Tsai, Yeh and Ravikumar 2023): the best fit with all coalitions alike. */
    FBII("faithful Banzhaf interaction index", false);

    private final String title;
    private final boolean additive;

    InteractionIndex(String title, boolean additive) {
        this.title = title;
        this.additive = additive;
    }

    /** {@return the name as it is written in papers} */
    public String title() {
        return title;
    }

    /** {@return whether main effects and pairs add up to prediction − base value} */
    public boolean isAdditive() {
        return additive;
    }

    /** {@return whether it refines Banzhaf values, not Shapley values} */
    public boolean isBanzhaf() {
        return this == BII || this == FBII;
    }

    /**
     * Says whether a player's main effect and half of each of its pairs add up to its attribution.
     *
     * @return true for all but {@link #SII} and {@link #BII}, whose main effects are the attributions
     */
    public boolean splitsAttributions() {
        return this != SII && this != BII;
    }
}
