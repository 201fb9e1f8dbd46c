package secant.lime;

/**
 * How far a sample is from the instance, both in the interpretable representation: bits for bins, categories, words and
 * segments, standardised numbers for columns that are not cut into bins.
 */
@FunctionalInterface
public interface Distance {

    /**
     * Measures.
     *
     * @param instance the instance; not to be written to
     * @param sample a sample of the same length, in an array that is used again; not to be written to or kept
     * @return a distance, 0 or more, 0 for the instance itself
     */
    double between(double[] instance, double[] sample);

    /** {@return the distance's name, for the provenance} */
    default String named() {
        return getClass().isSynthetic() || getClass().isAnonymousClass()
                ? "a function"
                : getClass().getName();
    }

    /** {@return √Σ (x − z)², the default for tables} */
    static Distance euclidean() {
        return Distances.EUCLIDEAN;
    }

    /** {@return 1 − cos(x, z), from 0 to 2, the default for texts and pictures; 1 from a vector of zeros} */
    static Distance cosine() {
        return Distances.COSINE;
    }
}
