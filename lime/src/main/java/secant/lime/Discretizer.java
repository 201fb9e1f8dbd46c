package secant.lime;

import static java.util.Objects.requireNonNull;

/** How columns of numbers are cut into bins: the interpretable feature is whether a sample is in the row's bin. */
public sealed interface Discretizer {

    /** {@return the choice in words, for the provenance} */
    String named();

    /** {@return cuts at the quartiles of the training rows, the default} */
    static Discretizer quartile() {
        return new Quantiles("quartile", 4);
    }

    /** {@return cuts at the deciles of the training rows} */
    static Discretizer decile() {
        return new Quantiles("decile", 10);
    }

    /**
     * Cuts where a decision tree of depth 3 on the column alone tells labels apart by entropy; at the median where it finds
     * no cut.
     *
     * @param labels one a training row, class numbers; compared for equality alone; copied
     * @return the discretizer
     */
    static Discretizer entropy(double... labels) {
        return new Entropy(requireNonNull(labels, "labels"));
    }

    /** {@return no bins: the interpretable feature is the standardised number} */
    static Discretizer none() {
        return new None();
    }

    /**
     * Bins of equal frequency.
     *
     * @param named their name
     * @param bins how many, 2 or more
     */
    record Quantiles(String named, int bins) implements Discretizer {

        public Quantiles {
            requireNonNull(named, "named");
            if (bins < 2) {
                throw new IllegalArgumentException("bins must be 2 or more but is " + bins);
            }
        }
    }

    /** Bins that tell labels apart. */
    final class Entropy implements Discretizer {

        private final double[] labels;

        private Entropy(double[] labels) {
            this.labels = labels.clone();
        }

        @Override
        public String named() {
            return "entropy";
        }

        double[] labels() {
            return labels;
        }
    }

    /** No bins. */
    record None() implements Discretizer {

        @Override
        public String named() {
            return "none";
        }
    }
}
