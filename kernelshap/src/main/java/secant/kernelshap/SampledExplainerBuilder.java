package secant.kernelshap;

import secant.data.Background;
import secant.masking.Masker;
import secant.model.Predictor;

/**
 * Collects the options of explainers that draw coalitions at random, beside those of all explainers of rows. Not
 * thread-safe.
 *
 * @param <B> the builder itself
 */
abstract class SampledExplainerBuilder<B extends SampledExplainerBuilder<B>> extends RowExplainerBuilder<B> {

    private static final int UNSET = 0;

    private int coalitions = UNSET;
    private long seed;

    SampledExplainerBuilder(Predictor predictor, Background background) {
        super(predictor, background);
    }

    SampledExplainerBuilder(Masker masker) {
        super(masker);
    }

    /**
     * Limits how many coalitions are evaluated for a row, beside the empty and the full one. Where they cover all that
     * there are, the values are exact; what is left over for less than one pair or order is not spent. What it is by
     * default, and at least, says the explainer.
     *
     * @param coalitions 1 or more; whether it is enough for the players is checked by {@code build}, or for a row's varying
     *     ones when it is explained
     * @return this
     */
    public B coalitions(int coalitions) {
        if (coalitions < 1) {
            throw new IllegalArgumentException("coalitions must be 1 or more but is " + coalitions);
        }
        this.coalitions = coalitions;
        return self();
    }

    /**
     * Fixes everything random. Default: 0.
     *
     * @param seed any number
     * @return this
     */
    public B seed(long seed) {
        this.seed = seed;
        return self();
    }

    final CoalitionBudget budget() {
        return new CoalitionBudget(coalitions);
    }

    final long seed() {
        return seed;
    }

    /**
     * How many coalitions were asked for.
     *
     * @param asked 0 if none was set
     */
    record CoalitionBudget(int asked) {

        boolean isAutomatic() {
            return asked == UNSET;
        }

        /** What was asked for, or the default. */
        long or(long automatic) {
            return isAutomatic() ? automatic : asked;
        }

        /** For the provenance. */
        String describe(long automatic, String rule) {
            return isAutomatic() ? automatic + " (automatic: " + rule + ")" : Integer.toString(asked);
        }
    }
}
