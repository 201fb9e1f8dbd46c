package secant.masking;

import java.util.Arrays;
import secant.data.SegmentedImage;

/** The pixels of a picture in which every segment is hidden. */
final class HiddenPixels {

    private static final int CHANNELS = 4;
    private static final int BLURS = 3;

    private HiddenPixels() {}

    static int[] of(SegmentedImage image, HiddenSegments hidden) {
        if (hidden instanceof HiddenSegments.Colour colour) {
            int[] pixels = new int[image.width() * image.height()];
            Arrays.fill(pixels, 0xFF000000 | colour.rgb());
            return pixels;
        }
        if (hidden instanceof HiddenSegments.Blurred blurred) {
            return blur(image, blurred.radius());
        }
        return means(image);
    }

    private static int[] means(SegmentedImage image) {
        int[] pixels = image.pixels();
        int[] labels = image.labels();
        long[] sums = new long[CHANNELS * image.segments()];
        long[] counts = new long[image.segments()];
        for (int p = 0; p < pixels.length; p++) {
            counts[labels[p]]++;
            for (int c = 0; c < CHANNELS; c++) {
                sums[CHANNELS * labels[p] + c] += channel(pixels[p], c);
            }
        }
        int[] means = new int[image.segments()];
        for (int s = 0; s < means.length; s++) {
            for (int c = 0; c < CHANNELS; c++) {
                means[s] |= (int) (sums[CHANNELS * s + c] / counts[s]) << (8 * c); // rounded down, as lime does
            }
        }
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = means[labels[p]];
        }
        return pixels;
    }

    private static int[] blur(SegmentedImage image, int radius) {
        int[] pixels = image.pixels();
        int[] scratch = new int[pixels.length];
        int width = image.width();
        int height = image.height();
        for (int round = 0; round < BLURS; round++) {
            for (int y = 0; y < height; y++) {
                blurLine(pixels, scratch, y * width, 1, width, radius);
            }
            for (int x = 0; x < width; x++) {
                blurLine(scratch, pixels, x, width, height, radius);
            }
        }
        return pixels;
    }

    /** Sliding means of one row or column; what lies beyond the border is left out. */
    private static void blurLine(int[] from, int[] to, int start, int step, int length, int radius) {
        for (int c = 0; c < CHANNELS; c++) {
            long sum = 0;
            int count = 0;
            for (int i = -radius; i < length; i++) {
                int in = i + radius;
                int out = i - radius - 1;
                if (in < length) {
                    sum += channel(from[start + in * step], c);
                    count++;
                }
                if (out >= 0) {
                    sum -= channel(from[start + out * step], c);
                    count--;
                }
                if (i >= 0) {
                    int mean = (int) ((sum + count / 2) / count);
                    int at = start + i * step;
                    to[at] = (c == 0 ? 0 : to[at]) | (mean << (8 * c));
                }
            }
        }
    }

    private static int channel(int pixel, int channel) {
        return (pixel >>> (8 * channel)) & 0xFF;
    }
}
