package secant.kernelshap;

import static java.util.Objects.requireNonNull;

/**
 * How Shapley values are estimated from evaluated coalitions. {@link #automatic()} is what measured best at every budget;
 * the others are for those who know which one they want.
 *
 * <p>A game all of whose coalitions are within the budget is enumerated, which is exact, whatever is chosen but
 * {@link ShapCompatible}, which may leave players out and says itself when it enumerates. Where a precision or a time is
 * set, it is not enumerated at once: the estimation may end before, and is exact if it comes to the last coalition. Games
 * of fewer than 4 players, for {@link ShapCompatible} of fewer than 2, are always enumerated.
 */
public sealed interface Estimator {

    /** {@return the policy that chooses by budget, and says in the explanation's provenance what it chose and why} */
    static Estimator automatic() {
        return new Automatic();
    }

    /** {@return every coalition, each evaluated once} */
    static Estimator exact() {
        return new Exact();
    }

    /** {@return weighted least squares on complement pairs} */
    static Estimator leastSquares() {
        return new LeastSquares();
    }

    /** {@return a Gaussian process on the odd part of the game} */
    static Estimator oddProcess() {
        return new OddProcess();
    }

    /**
     * Averages over orders in which the players join.
     *
     * @param orders how the orders are drawn
     * @return the estimator
     */
    static Estimator permutations(PermutationOrders orders) {
        return new Permutations(orders);
    }

    /**
     * Does what the shap package's KernelExplainer does.
     *
     * @param selection which players keep a value
     * @return the estimator
     */
    static Estimator shapCompatible(PlayerSelection selection) {
        return new ShapCompatible(selection);
    }

    /**
     * Does what the R package kernelshap does.
     *
     * @param degree up to which size of coalitions all are evaluated, with their complements: 1 or 2
     * @return the estimator
     */
    static Estimator hybrid(int degree) {
        return new Hybrid(degree);
    }

    /** Chooses by budget; see {@link Estimator#automatic()}. */
    record Automatic() implements Estimator {}

    /** All 2^M − 2 coalitions of M players. */
    record Exact() implements Estimator {}

    /** Complement pairs, sizes by leverage, without replacement (Musco and Witter 2024). */
    record LeastSquares() implements Estimator {}

    /** The odd-part Gaussian process. */
    record OddProcess() implements Estimator {}

    /**
     * Permutation sampling.
     *
     * @param orders how the orders are drawn
     */
    record Permutations(PermutationOrders orders) implements Estimator {

        public Permutations {
            requireNonNull(orders, "orders");
        }
    }

    /**
     * Enumeration of the sizes that the budget covers and sampling of the others, as shap 0.51 does it.
     *
     * @param selection which players keep a value
     */
    record ShapCompatible(PlayerSelection selection) implements Estimator {

        public ShapCompatible {
            requireNonNull(selection, "selection");
        }
    }

    /**
     * All coalitions of the smallest and largest sizes, and paired sampling of the others (Covert and Lee 2021; R package
     * kernelshap 0.9.1).
     *
     * @param degree 1 or 2
     */
    record Hybrid(int degree) implements Estimator {

        public Hybrid {
            if (degree < 1 || degree > 2) {
                throw new IllegalArgumentException("degree must be 1 or 2 but is " + degree);
            }
        }
    }
}
