package secant.lime;

/**
 * Which features the local model may use; the others get a coefficient of exactly 0. All choices are made for each output
 * alone.
 */
public sealed interface FeatureSelection {

    /** Up to this many features {@link #auto} takes one after the other; the lime package's figure. */
    int FORWARD_UP_TO = 6;

    /** {@return the choice in words, for the provenance} */
    String named();

    /** {@return all features: nothing that was computed is hidden; the default} */
    static FeatureSelection none() {
        return new None();
    }

    /**
     * The lime package's default: {@link #forward} up to 6 features, else {@link #highestWeights}.
     *
     * @param features the most features to use, 1 or more
     * @return the selection
     */
    static FeatureSelection auto(int features) {
        return features <= FORWARD_UP_TO ? new Forward(features) : new HighestWeights(features);
    }

    /**
     * Takes one feature after the other, each time the one that raises the weighted R² of least squares the most.
     *
     * @param features the most features to use, 1 or more
     * @return the selection
     */
    static FeatureSelection forward(int features) {
        return new Forward(features);
    }

    /**
     * Takes the features of the largest |coefficient × value of the instance| in a ridge fit of all, its α 0.01.
     *
     * @param features the most features to use, 1 or more
     * @return the selection
     */
    static FeatureSelection highestWeights(int features) {
        return new HighestWeights(features);
    }

    /**
     * Takes the features that are active where the path of the lasso last has no more than asked for.
     *
     * @param features the most features to use, 1 or more
     * @return the selection
     */
    static FeatureSelection lassoPath(int features) {
        return new Lasso(features);
    }

    /** All features. */
    record None() implements FeatureSelection {

        @Override
        public String named() {
            return "none";
        }
    }

    /**
     * One feature after the other.
     *
     * @param features the most features to use
     */
    record Forward(int features) implements FeatureSelection {

        public Forward {
            check(features);
        }

        @Override
        public String named() {
            return "forward selection of " + features;
        }
    }

    /**
     * The largest coefficients.
     *
     * @param features the most features to use
     */
    record HighestWeights(int features) implements FeatureSelection {

        public HighestWeights {
            check(features);
        }

        @Override
        public String named() {
            return "highest weights, " + features;
        }
    }

    /**
     * The path of the lasso.
     *
     * @param features the most features to use
     */
    record Lasso(int features) implements FeatureSelection {

        public Lasso {
            check(features);
        }

        @Override
        public String named() {
            return "lasso path, " + features;
        }
    }

    private static void check(int features) {
        if (features < 1) {
            throw new IllegalArgumentException("selected features must be 1 or more but is " + features);
        }
    }
}
