package secant.masking;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import secant.data.SegmentedImage;
import secant.data.Segmenter;
import secant.model.CheckedModel;
import secant.model.ImagePredictor;
import secant.model.Link;

/**
 * Turns pictures into games: the players are segments, and hidden ones are painted over.
 *
 * <p>v(S) is the link of the model's answer for the picture in which only the segments of S are shown; the base value is
 * that for the picture with every segment hidden, so that no background is needed. Players are named {@code segment 0},
 * {@code segment 1}, …. Immutable and thread-safe. Memory of a game: one batch of pictures, which are used again.
 */
public final class ImageMasker {

    /** The batch size of the lime package. */
    private static final int DEFAULT_BATCH = 10;

    private final SubjectGame.Setting<BufferedImage> setting;
    private final Segmenter segmenter;
    private final HiddenSegments hidden;
    private final int batch;

    private ImageMasker(Builder builder) {
        this.segmenter = builder.segmenter;
        this.hidden = builder.hidden;
        this.batch = builder.batch;
        Map<String, String> options = new LinkedHashMap<>();
        options.put("hidden segments", describe(hidden));
        this.setting = new SubjectGame.Setting<>(CheckedModel.ofPictures(builder.predictor), builder.link, options);
    }

    private static String describe(HiddenSegments hidden) {
        if (hidden instanceof HiddenSegments.Colour colour) {
            return "colour #" + Integer.toHexString(0x1000000 | colour.rgb()).substring(1);
        }
        return hidden instanceof HiddenSegments.Blurred blurred ? "blurred by " + blurred.radius() : "mean colour";
    }

    /**
     * Starts with quickshift segments of kernel 4, distance 200 and ratio 0.2, hidden by their mean colour, batches of
     * {@value #DEFAULT_BATCH} pictures, as the lime package does, and the identity link.
     *
     * @param predictor the model
     * @return a builder
     */
    public static Builder builder(ImagePredictor predictor) {
        return new Builder(predictor);
    }

    /**
     * Makes the game of one picture. Asks the model for the picture itself and for it with every segment hidden.
     *
     * @param picture the picture; copied
     * @return its game
     * @throws IllegalArgumentException if the segmenter does not suit the picture
     * @throws secant.model.PredictorException if the model fails
     */
    public MaskedSubject mask(BufferedImage picture) {
        return mask(SegmentedImage.of(picture, segmenter));
    }

    /**
     * Makes the game of a picture that is cut already, whatever the segmenter of this masker.
     *
     * @param image the picture with its segments
     * @return its game
     * @throws secant.model.PredictorException if the model fails
     */
    public MaskedSubject mask(SegmentedImage image) {
        List<String> names = new ArrayList<>(image.segments());
        for (int s = 0; s < image.segments(); s++) {
            names.add("segment " + s);
        }
        return new SubjectGame<>(
                setting,
                names,
                new Composer(image, HiddenPixels.of(image, hidden)),
                batch,
                Optional.empty(),
                Optional.of(image));
    }

    /** {@return whether the model may be called by several threads at the same time} */
    public boolean isThreadSafe() {
        return setting.model().isThreadSafe();
    }

    /** {@return the scale of the values} */
    public Link link() {
        return setting.link();
    }

    /** Paints the picture that is left, over pictures that were painted before. */
    private static final class Composer implements SubjectGame.Composer<BufferedImage> {

        private final SegmentedImage image;
        private final int[] shown;
        private final int[] hidden;
        private final int[] labels;
        private final int type;
        private final boolean[] present;
        private final List<BufferedImage> batch = new ArrayList<>();

        Composer(SegmentedImage image, int[] hidden) {
            this.image = image;
            this.shown = image.pixels();
            this.hidden = hidden;
            this.labels = image.labels();
            this.type = image.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
            this.present = new boolean[image.segments()];
        }

        @Override
        public BufferedImage compose(Coalitions coalitions, int coalition, int place) {
            if (place == batch.size()) {
                batch.add(new BufferedImage(image.width(), image.height(), type));
            }
            for (int s = 0; s < present.length; s++) {
                present[s] = coalitions.contains(coalition, s);
            }
            BufferedImage picture = batch.get(place);
            int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = present[labels[p]] ? shown[p] : hidden[p];
            }
            return picture;
        }
    }

    /** Collects the options of a masker. Not thread-safe. */
    public static final class Builder {

        private final ImagePredictor predictor;
        private Segmenter segmenter = Segmenter.quickshift(4, 200, 0.2);
        private HiddenSegments hidden = HiddenSegments.mean();
        private Link link = Link.IDENTITY;
        private int batch = DEFAULT_BATCH;

        private Builder(ImagePredictor predictor) {
            this.predictor = requireNonNull(predictor, "predictor");
        }

        /**
         * Chooses which pixels belong together.
         *
         * @param segmenter cuts pictures
         * @return this
         */
        public Builder segmenter(Segmenter segmenter) {
            this.segmenter = requireNonNull(segmenter, "segmenter");
            return this;
        }

        /**
         * Chooses what stands in the place of hidden segments. Default: their mean.
         *
         * @param hidden the choice
         * @return this
         */
        public Builder hidden(HiddenSegments hidden) {
            this.hidden = requireNonNull(hidden, "hidden");
            return this;
        }

        /**
         * Chooses the scale of the values. Default: the identity.
         *
         * @param link the link
         * @return this
         */
        public Builder link(Link link) {
            this.link = requireNonNull(link, "link");
            return this;
        }

        /**
         * Limits how many pictures the model gets in one call. Default: {@value ImageMasker#DEFAULT_BATCH}.
         *
         * @param pictures 1 or more; all are held at the same time
         * @return this
         */
        public Builder batchPictures(int pictures) {
            if (pictures < 1) {
                throw new IllegalArgumentException("batch pictures must be 1 or more but is " + pictures);
            }
            this.batch = pictures;
            return this;
        }

        /** {@return the masker} */
        public ImageMasker build() {
            return new ImageMasker(this);
        }
    }
}
