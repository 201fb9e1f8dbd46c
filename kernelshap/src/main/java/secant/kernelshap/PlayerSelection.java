package secant.kernelshap;

/**
 * Which players keep a value in a regression that is asked to be sparse; the others get 0. Secant never selects unless it
 * is asked to.
 */
public sealed interface PlayerSelection {

    /** Every player keeps its value. */
    record All() implements PlayerSelection {}

    /**
     * The first players on the lasso's path.
     *
     * @param players how many, 1 or more
     */
    record Top(int players) implements PlayerSelection {

        public Top {
            if (players < 1) {
                throw new IllegalArgumentException("players must be 1 or more but is " + players);
            }
        }
    }

    /** The players at the point of the lasso's path with the least Akaike criterion. */
    record Akaike() implements PlayerSelection {}

    /** The players at the point of the lasso's path with the least Bayesian criterion. */
    record Bayesian() implements PlayerSelection {}

    /**
     * The players of the lasso with a given penalty.
     *
     * @param penalty the weight of Σ|φ|, above 0
     */
    record Lasso(double penalty) implements PlayerSelection {

        public Lasso {
            if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("penalty must be above 0 and finite but is " + penalty);
            }
        }
    }
}
