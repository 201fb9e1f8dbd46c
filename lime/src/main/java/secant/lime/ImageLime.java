package secant.lime;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import secant.data.SegmentedImage;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.ImageMasker;
import secant.model.ImagePredictor;

/**
 * LIME for pictures (Ribeiro, Singh and Guestrin, KDD 2016): which segments a model's answer hangs on, by a linear model of
 * the answers for the picture with segments painted over, weighted by how much is left.
 *
 * <p>An attribution is a coefficient: what the segment's presence adds, on average over the neighbourhood. The base value
 * is the intercept. Attributions need not add up; {@link secant.explanation.Fidelity.LocalSurrogate} says how well the
 * linear model fits. {@link ImageOverlay} draws the result.
 *
 * <p>{@link LimeMode#COMPATIBLE} gives the lime package's numbers; {@link LimeMode#STABLE}, the default, the same weighted
 * fit without the ridge penalty, from pairs of complements in proportion to their weight, and exactly where the samples
 * reach all coalitions of segments (up to 9 segments by default).
 *
 * <p>Immutable and thread-safe; a predictor that is not thread-safe is asked by one thread at a time. Cost: the samples'
 * model rows, and samples × players² / 2 for the fit.
 *
 * <pre>{@code
 * Explanation why = ImageLime.builder(predictor).seed(42).build().explain(picture);
 * ImageOverlay.of(why, "cat").write(Path.of("why.png"));
 * }</pre>
 */
public final class ImageLime {

    private static final int SAMPLES = 1000; // of the lime package, as the width and the outputs
    private static final double KERNEL_WIDTH = 0.25;
    private static final int TOP_OUTPUTS = 5;

    private final ImageMasker masker;
    private final PresenceLime lime;

    private ImageLime(Builder builder) {
        this.masker = builder.masker;
        this.lime = new PresenceLime(builder);
    }

    /**
     * Starts with the lime package's neighbourhood: 1000 samples in batches of 10, kernel width 0.25, quickshift segments,
     * hidden by their mean colour; the 5 outputs with the largest answers.
     *
     * @param predictor the model
     * @return a builder
     */
    public static Builder builder(ImagePredictor predictor) {
        return builder(ImageMasker.builder(predictor).build());
    }

    /**
     * Starts with a masker that says what a segment is, what stands in for hidden ones, and on which scale answers are.
     *
     * @param masker turns pictures into games
     * @return a builder
     */
    public static Builder builder(ImageMasker masker) {
        return new Builder(requireNonNull(masker, "masker"));
    }

    /**
     * Explains a picture.
     *
     * @param picture the picture; copied
     * @return one attribution a segment, for each explained output
     * @throws IllegalArgumentException if the picture has more segments than the samples can tell apart
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(BufferedImage picture) {
        return lime.explain(masker.mask(picture), ProgressListener.NONE);
    }

    /**
     * Explains a picture, and tells a listener how far it is.
     *
     * @param picture the picture; copied
     * @param listener is told of samples that are answered
     * @return one attribution a segment, for each explained output
     * @throws IllegalArgumentException if the picture has more segments than the samples can tell apart
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(BufferedImage picture, ProgressListener listener) {
        requireNonNull(listener, "listener");
        return lime.explain(masker.mask(picture), listener);
    }

    /**
     * Explains a picture that is cut already.
     *
     * @param image the picture with its segments
     * @return one attribution a segment, for each explained output
     * @throws IllegalArgumentException if the picture has more segments than the samples can tell apart
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(SegmentedImage image) {
        return lime.explain(masker.mask(image), ProgressListener.NONE);
    }

    /** Collects the options. Not thread-safe. */
    public static final class Builder extends PresenceLime.Options<Builder> {

        private final ImageMasker masker;

        private Builder(ImageMasker masker) {
            super("LIME", PresenceLaw.IMAGE, SAMPLES, KERNEL_WIDTH, TOP_OUTPUTS);
            this.masker = masker;
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the explainer} */
        public ImageLime build() {
            return new ImageLime(this);
        }
    }
}
