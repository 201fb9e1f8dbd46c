package secant.masking;

/** What stands in a picture where a segment is hidden. */
public sealed interface HiddenSegments {

    /**
     * Paints each hidden segment in the mean of its pixels.
     *
     * @return the choice
     */
    static HiddenSegments mean() {
        return new Mean();
    }

    /**
     * Paints hidden segments in one colour.
     *
     * @param rgb {@code 0xRRGGBB}
     * @return the choice
     */
    static HiddenSegments colour(int rgb) {
        return new Colour(rgb);
    }

    /**
     * Shows hidden segments out of focus: each pixel as the mean of its neighbourhood, three times over, which is near to
     * a Gaussian.
     *
     * @param radius how many pixels to each side a neighbourhood reaches, 1 or more
     * @return the choice
     */
    static HiddenSegments blurred(int radius) {
        return new Blurred(radius);
    }

    /** The mean of the segment's pixels. */
    record Mean() implements HiddenSegments {}

    /**
     * One colour, opaque.
     *
     * @param rgb {@code 0xRRGGBB}
     */
    record Colour(int rgb) implements HiddenSegments {

        public Colour {
            if (rgb < 0 || rgb > 0xFFFFFF) {
                throw new IllegalArgumentException(
                        "a colour must be from 0x000000 to 0xFFFFFF but is 0x" + Integer.toHexString(rgb));
            }
        }
    }

    /**
     * The picture out of focus.
     *
     * @param radius in pixels
     */
    record Blurred(int radius) implements HiddenSegments {

        public Blurred {
            if (radius < 1 || radius > 1 << 15) {
                throw new IllegalArgumentException("radius must be from 1 to 32768 pixels but is " + radius);
            }
        }
    }
}
