package secant.lime;

/** How wide the neighbourhood is. */
public sealed interface KernelWidth {

    /** {@return 0.75 · √features, the lime package's and the default} */
    static KernelWidth standard() {
        return perSqrtFeature(ProximityKernel.WIDTH_PER_SQRT_FEATURE);
    }

    /**
     * Grows with the number of features as distances do.
     *
     * @param factor above 0
     * @return factor · √features
     */
    static KernelWidth perSqrtFeature(double factor) {
        return new PerSqrtFeature(factor);
    }

    /**
     * Sets the width itself.
     *
     * @param width above 0, in units of the distance
     * @return the width
     */
    static KernelWidth of(double width) {
        return new Fixed(width);
    }

    /**
     * Sets how much of the neighbourhood agrees with the row, on average over the bins and categories, which says more of
     * locality than a width: with quartiles, the default width gives about 0.26.
     *
     * @param share above what training frequencies give, below 1
     * @return the width at which the kernel's weight on agreeing samples is that share
     */
    static KernelWidth matchedShare(double share) {
        return new MatchedShare(share);
    }

    /**
     * Searches 0.1, 0.14, 0.2, … 1.6 · √features for the width of the best weighted R², on average over the outputs.
     *
     * @param effectiveShare the least effective sample size as a share of the samples, above 0 and below 1
     * @return the best of those widths that leave as many effective samples
     */
    static KernelWidth bestFit(double effectiveShare) {
        return new BestFit(effectiveShare);
    }

    /**
     * A multiple of √features.
     *
     * @param factor above 0
     */
    record PerSqrtFeature(double factor) implements KernelWidth {

        public PerSqrtFeature {
            check("kernel width per √feature", factor, Double.MAX_VALUE);
        }
    }

    /**
     * A width.
     *
     * @param width above 0
     */
    record Fixed(double width) implements KernelWidth {

        public Fixed {
            check("kernel width", width, Double.MAX_VALUE);
        }
    }

    /**
     * A share that agrees.
     *
     * @param share above 0 and below 1
     */
    record MatchedShare(double share) implements KernelWidth {

        public MatchedShare {
            check("matched share", share, Math.nextDown(1.0));
        }
    }

    /**
     * A search.
     *
     * @param effectiveShare above 0 and below 1
     */
    record BestFit(double effectiveShare) implements KernelWidth {

        public BestFit {
            check("effective share", effectiveShare, Math.nextDown(1.0));
        }
    }

    private static void check(String what, double value, double most) {
        if (!(value > 0 && value <= most)) { // negated so that NaN is refused too
            throw new IllegalArgumentException(
                    what + " must be above 0 and " + (most < 1 ? "below 1" : "finite") + " but is " + value);
        }
    }
}
