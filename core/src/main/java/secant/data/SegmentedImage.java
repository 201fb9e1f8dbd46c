package secant.data;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture and which segment each of its pixels belongs to. Pixels are sRGB with 8 bits a channel and alpha, as
 * {@link BufferedImage#getRGB(int, int)} gives them. Immutable.
 */
public final class SegmentedImage {

    private final int width;
    private final int height;
    private final int[] pixels;
    private final int[] labels;
    private final int segments;

    private SegmentedImage(int width, int height, int[] pixels, int[] labels, int segments) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.labels = labels;
        this.segments = segments;
    }

    /**
     * Cuts a picture into segments.
     *
     * @param picture the picture; copied
     * @param segmenter decides which pixels belong together
     * @return the picture with its segments
     * @throws IllegalArgumentException if the segmenter does not give one label a pixel, from 0 to the number of segments
     *     − 1, each used
     */
    public static SegmentedImage of(BufferedImage picture, Segmenter segmenter) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        int[] labels = requireNonNull(segmenter.segment(width, height, pixels.clone()), "the segmenter returned null");
        return of(width, height, pixels, labels);
    }

    /**
     * Puts pixels and labels together.
     *
     * @param width of the picture, 1 or more
     * @param height of the picture, 1 or more
     * @param pixels row after row, each {@code 0xAARRGGBB}; copied
     * @param labels the segment of each pixel, from 0 to the number of segments − 1, each used; copied
     * @return the picture with its segments
     * @throws IllegalArgumentException if the sizes do not fit together, or a label is out of range or left out
     */
    public static SegmentedImage of(int width, int height, int[] pixels, int[] labels) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a picture must be at least 1 × 1 pixels but is " + width + " × " + height);
        }
        long size = (long) width * height;
        if (pixels.length != size) {
            throw new IllegalArgumentException("pixels must be " + size + " for a picture of " + width + " × " + height
                    + " but are " + pixels.length);
        }
        if (labels.length != size) {
            throw new IllegalArgumentException("labels must be one a pixel, " + size + " for a picture of " + width
                    + " × " + height + ", but are " + labels.length);
        }
        int[] copy = labels.clone();
        return new SegmentedImage(width, height, pixels.clone(), copy, countSegments(copy));
    }

    private static int countSegments(int[] labels) {
        boolean[] used = new boolean[labels.length];
        int segments = 0;
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label < 0 || label >= labels.length) {
                throw new IllegalArgumentException(
                        "labels must be from 0 to the number of segments − 1 but that of pixel " + i + " is " + label
                                + " in a picture of " + labels.length + " pixels");
            }
            used[label] = true;
            segments = Math.max(segments, label + 1);
        }
        for (int s = 0; s < segments; s++) {
            if (!used[s]) {
                throw new IllegalArgumentException(
                        "labels must be from 0 to the number of segments − 1, each used, but " + s + " is not and "
                                + (segments - 1) + " is; number the segments without gaps");
            }
        }
        return segments;
    }

    /** {@return the picture's width in pixels} */
    public int width() {
        return width;
    }

    /** {@return the picture's height in pixels} */
    public int height() {
        return height;
    }

    /** {@return a copy of the pixels, row after row, each {@code 0xAARRGGBB}} */
    public int[] pixels() {
        return pixels.clone();
    }

    /** {@return a copy of the labels, in the order of the pixels} */
    public int[] labels() {
        return labels.clone();
    }

    /** {@return the number of segments} */
    public int segments() {
        return segments;
    }

    /**
     * Reads the segment of a pixel.
     *
     * @param x from the left, from 0
     * @param y from the top, from 0
     * @return its label
     */
    public int label(int x, int y) {
        return labels[Math.multiplyExact(y, width) + x];
    }

    /** {@return whether some pixel is not opaque} */
    public boolean hasAlpha() {
        return Arrays.stream(pixels).anyMatch(pixel -> pixel >>> 24 != 0xFF);
    }

    /** {@return the picture as a new image, with alpha if it needs it} */
    public BufferedImage picture() {
        BufferedImage picture =
                new BufferedImage(width, height, hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        return picture;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentedImage that
                && width == that.width
                && Arrays.equals(pixels, that.pixels)
                && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pixels) + Arrays.hashCode(labels);
    }

    /** {@return the sizes: {@code 64 segments in a picture of 640 × 480}} */
    @Override
    public String toString() {
        return segments + " segments in a picture of " + width + " × " + height;
    }
}
