package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import secant.data.SegmentedImage;
import secant.data.Segmenter;
import secant.explanation.Explanation;
import secant.masking.HiddenSegments;
import secant.masking.ImageMasker;

class ImageOverlayTest {

    private static final int ORANGE = 0xE66100;
    private static final int BLUE = 0x2A5FD0;

    /** A picture of a few segments, each worth a number as long as its first pixel is not black. */
    private static Explanation explained(int colour, int[][] labels, double... worth) {
        int height = labels.length;
        int width = labels[0].length;
        int[] first = new int[worth.length];
        Arrays.fill(first, -1);
        int[] flat = new int[width * height];
        for (int p = 0; p < flat.length; p++) {
            flat[p] = labels[p / width][p % width];
            first[flat[p]] = first[flat[p]] < 0 ? p : first[flat[p]];
        }
        int[] pixels = new int[flat.length];
        Arrays.fill(pixels, 0xFF000000 | colour);
        ImageMasker masker = ImageMasker.builder(pictures -> pictures.stream()
                        .map(picture -> {
                            double sum = 0;
                            for (int s = 0; s < worth.length; s++) {
                                int rgb = picture.getRGB(first[s] % width, first[s] / width);
                                sum += (rgb & 0xFFFFFF) == colour ? worth[s] : 0;
                            }
                            return new double[] {sum};
                        })
                        .toArray(double[][]::new))
                .segmenter(Segmenter.labels(labels))
                .hidden(HiddenSegments.colour(0))
                .build();
        return ImageLime.builder(masker).build().explain(SegmentedImage.of(width, height, pixels, flat));
    }

    private static int[][] grid(int cells, int size) {
        int[][] labels = new int[cells * size][cells * size];
        for (int y = 0; y < labels.length; y++) {
            for (int x = 0; x < labels.length; x++) {
                labels[y][x] = y / size * cells + x / size;
            }
        }
        return labels;
    }

    private static int at(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xFFFFFF;
    }

    /** A share of the paint over the pixel, channel by channel. */
    private static int mixed(int red, int green, int blue, int paint, double share) {
        long r = Math.round((1 - share) * red + share * (paint >> 16));
        long g = Math.round((1 - share) * green + share * (paint >> 8 & 255));
        long b = Math.round((1 - share) * blue + share * (paint & 255));
        return (int) (r << 16 | g << 8 | b);
    }

    @Test
    void picture_paintedSegments_areMixedByTheirStrength() {
        Explanation why = explained(0x6432C8, new int[][] {{0, 1, 2}}, -2, 5, 0.5);

        BufferedImage picture = ImageOverlay.of(why, "output")
                .withSegments(2)
                .withoutBoundaries()
                .picture();

        assertThat(at(picture, 1, 0)).isEqualTo(mixed(0x64, 0x32, 0xC8, ORANGE, 0.55));
        assertThat(at(picture, 0, 0)).isEqualTo(mixed(0x64, 0x32, 0xC8, BLUE, 0.15 + 0.4 * 0.4));
        // (299 · 100 + 587 · 50 + 114 · 200) / 1000 = 82, and half way to 255
        assertThat(at(picture, 2, 0)).isEqualTo(168 * 0x010101);
    }

    /** Lines run inside of the painted segments, where they touch others, and not along the picture's edge. */
    @Test
    void picture_boundaries_areThePixelsNextToOtherSegments() {
        double[] worth = {1, 0, -2, 0, 3, 0, -4, 0, 5};
        int[][] labels = grid(3, 3);

        BufferedImage picture =
                ImageOverlay.of(explained(0xFFFFFF, labels, worth), "output").picture();

        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 9; x++) {
                boolean line = false;
                for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                    int nx = x + step[0];
                    int ny = y + step[1];
                    line |= nx >= 0 && ny >= 0 && nx < 9 && ny < 9 && labels[ny][nx] != labels[y][x];
                }
                double value = worth[labels[y][x]];
                if (value == 0) {
                    assertThat(at(picture, x, y)).isEqualTo(0xFFFFFF);
                } else {
                    double share = line ? 1 : 0.15 + 0.4 * Math.abs(value) / 5;
                    assertThat(at(picture, x, y)).isEqualTo(mixed(255, 255, 255, value > 0 ? ORANGE : BLUE, share));
                }
            }
        }
    }

    @Test
    void picture_segmentsOfOneRow_haveTheirLineAboveOrBelow() {
        int[][] labels = {{0, 0, 0}, {1, 1, 1}, {1, 1, 1}};
        BufferedImage picture =
                ImageOverlay.of(explained(0xFFFFFF, labels, 1, 1), "output").picture();
        int inside = mixed(255, 255, 255, ORANGE, 0.55);
        for (int x = 0; x < 3; x++) {
            assertThat(at(picture, x, 0)).isEqualTo(ORANGE);
            assertThat(at(picture, x, 1)).isEqualTo(ORANGE);
            assertThat(at(picture, x, 2)).isEqualTo(inside);
        }
    }

    @Test
    void painted_attributionsOfZero_areNone() {
        Explanation why = explained(0xFFFFFF, new int[][] {{0, 1, 2}}, 0, 0, 0);
        assertThat(ImageOverlay.of(why, "output").painted()).isEmpty();
        assertThat(ImageOverlay.of(why, "output").withPositiveOnly().painted()).isEmpty();
        assertThat(at(ImageOverlay.of(why, "output").picture(), 1, 0)).isEqualTo(0xFFFFFF);
    }
}
