package secant.data;

import static java.util.Objects.requireNonNull;

/**
 * Decides which pixels of a picture come and go together. Those given here are deterministic: the same picture has the
 * same segments on every machine.
 */
@FunctionalInterface
public interface Segmenter {

    /**
     * Labels pixels.
     *
     * @param width of the picture
     * @param height of the picture
     * @param pixels row after row, each {@code 0xAARRGGBB}; the segmenter's to keep
     * @return one label a pixel, from 0 to the number of segments − 1, each used
     */
    int[] segment(int width, int height, int[] pixels);

    /**
     * Cuts into rectangles of sizes that differ by at most a pixel.
     *
     * @param columns how many side by side, from 1 to the picture's width
     * @param rows how many on top of each other, from 1 to the picture's height
     * @return the segmenter
     */
    static Segmenter grid(int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a grid must have at least 1 column and 1 row but has " + columns + " and " + rows);
        }
        return (width, height, pixels) -> {
            if (columns > width || rows > height) {
                throw new IllegalArgumentException("a grid of " + columns + " × " + rows
                        + " needs a picture of at least as many pixels but it is " + width + " × " + height);
            }
            int[] labels = new int[width * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    labels[y * width + x] =
                            (int) ((long) y * rows / height) * columns + (int) ((long) x * columns / width);
                }
            }
            return labels;
        };
    }

    /**
     * Takes a segmentation that is there already.
     *
     * @param labels a row of labels for each row of pixels, from 0 to the number of segments − 1, each used; copied
     * @return the segmenter, for pictures of that size alone
     */
    static Segmenter labels(int[][] labels) {
        int[][] copy = new int[labels.length][];
        for (int y = 0; y < labels.length; y++) {
            copy[y] = requireNonNull(labels[y], "a row of labels").clone();
        }
        return (width, height, pixels) -> {
            int[] flat = new int[width * height];
            for (int y = 0; y < Math.max(height, copy.length); y++) {
                if (copy.length != height || copy[y].length != width) {
                    throw new IllegalArgumentException("labels must be " + height + " rows of " + width
                            + " for this picture but are " + copy.length + " rows"
                            + (y < copy.length ? ", row " + y + " of " + copy[y].length : ""));
                }
                System.arraycopy(copy[y], 0, flat, y * width, width);
            }
            return flat;
        };
    }

    /**
     * Clusters pixels of like colour and place (SLIC: Achanta et al., IEEE TPAMI 34(11), 2012), ten rounds; pieces smaller
     * than a quarter of the mean are joined to a neighbour. Time grows with pixels alone.
     *
     * @param segments about how many, 1 or more
     * @param compactness how much place counts against colour (CIELAB), above 0; 10 suits photographs
     * @return the segmenter
     */
    static Segmenter slic(int segments, double compactness) {
        return new Slic(segments, compactness);
    }

    /**
     * Links every pixel to the nearest one of higher density (Vedaldi and Soatto, ECCV 2008), over colour (CIELAB) and
     * place. What the lime package uses, but for its random tie-breaking: here, ties go to the pixel that comes first.
     * Time grows with pixels × kernel².
     *
     * @param kernel the standard deviation of the density's Gaussian, above 0; larger means fewer segments
     * @param maxDistance no link is longer than this, above 0; larger means fewer segments
     * @param ratio how much colour counts against place, from 0 to 1
     * @return the segmenter
     */
    static Segmenter quickshift(double kernel, double maxDistance, double ratio) {
        return new Quickshift(kernel, maxDistance, ratio);
    }
}
