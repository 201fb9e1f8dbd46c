package secant.testkit;

/** What an explainer claims to do. Each claim calls for the checks that would show it to be false. */
public enum Capability {
    /** Without a budget, games of up to 11 players get exact values; with one, those whose coalitions it covers. */
    EXACT,
    /** A budget of fewer than all coalitions is kept, and every value then has a standard error. */
    SAMPLED,
    /** With 4 coalitions a player, linear models get exact Shapley values. */
    LINEAR,
    /** Coalitions are evaluated with their complements: 4 a player give exact values where no three players interact. */
    PAIRED,
    /** The weights of background rows count. */
    WEIGHTS,
    /** Values are given on the scale of a link that is applied to the mean over the background. */
    LINK,
    /** Columns can be put together as one player. */
    GROUPS,
    /** Explanations carry interactions of pairs. */
    INTERACTIONS,
    /** Base value and values add up to the prediction. */
    ADDITIVE,
    /**
     * Values depend on the game alone, not on the players' names or order, and a player's value is a weighted sum of what it
     * adds to coalitions (a semivalue: Dubey, Neyman and Weber 1981), such as the Shapley and the Banzhaf value.
     */
    SEMIVALUE,
    /** Attributions are coefficients of a local model that stands for the real one, and are not values of a game. */
    SURROGATE,
    /** A surrogate of the columns' numbers themselves, not of bins: linear models are reproduced. */
    NUMBERS
}
