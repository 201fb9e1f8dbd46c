package secant.model;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Any model of pictures: pictures in, outputs out, in batches, blocking.
 *
 * <p>Pictures are of type {@code TYPE_INT_RGB}, or {@code TYPE_INT_ARGB} if what is explained may be transparent.
 *
 * <p>An implementation must give as many rows as it gets pictures, always the same number of outputs, and finite numbers;
 * each of these is checked at every call. It is called by one thread at a time for each explainer, unless it declares
 * itself {@linkplain #isThreadSafe() thread-safe}.
 */
@FunctionalInterface
public interface ImagePredictor {

    /**
     * Predicts a batch.
     *
     * @param pictures at least one; valid during the call only, since they are used again
     * @return one array of outputs a picture
     */
    double[][] predict(List<BufferedImage> pictures);

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
    default ImagePredictor threadSafe() {
        return new DeclaredImagePredictor(this, true, outputNames());
    }

    /**
     * Names the outputs.
     *
     * @param names one an output, in order, distinct
     * @return a predictor that delegates to this one and names its outputs
     */
    default ImagePredictor withOutputNames(String... names) {
        return new DeclaredImagePredictor(this, isThreadSafe(), List.of(names));
    }
}
