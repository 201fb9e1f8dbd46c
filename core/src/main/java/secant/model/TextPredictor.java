package secant.model;

import java.util.List;

/**
 * Any model of texts: texts in, outputs out, in batches, blocking.
 *
 * <p>An implementation must give as many rows as it gets texts, always the same number of outputs, and finite numbers;
 * each of these is checked at every call. It is called by one thread at a time for each explainer, unless it declares
 * itself {@linkplain #isThreadSafe() thread-safe}.
 */
@FunctionalInterface
public interface TextPredictor {

    /**
     * Predicts a batch.
     *
     * @param texts at least one
     * @return one array of outputs a text
     */
    double[][] predict(List<String> texts);

    /** {@return whether several threads may call {@link #predict} at the same time; by default not} */
    default boolean isThreadSafe() {
        return false;
    }

    /** {@return the outputs' names in order, or an empty list where they have none} */
    default List<String> outputNames() {
        return List.of();
    }

    /**
     * Declares that several threads may call this predictor at the same time.
     *
     * @return a predictor that delegates to this one and is thread-safe
     */
    default TextPredictor threadSafe() {
        return new DeclaredTextPredictor(this, true, outputNames());
    }

    /**
     * Names the outputs.
     *
     * @param names one an output, in order, distinct
     * @return a predictor that delegates to this one and names its outputs
     */
    default TextPredictor withOutputNames(String... names) {
        return new DeclaredTextPredictor(this, isThreadSafe(), List.of(names));
    }
}
