package secant.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicTest {

    /** Around grey, by up to so many steps of each colour. */
    private static int[] noise(int pixels, int contrast, long seed) {
        Random random = new Random(seed);
        int[] picture = new int[pixels];
        Arrays.setAll(
                picture,
                p -> 0xFF606060
                        + (random.nextInt(contrast) << 16)
                        + (random.nextInt(contrast) << 8)
                        + random.nextInt(contrast));
        return picture;
    }

    /** Two halves above each other, with noise that is small beside their difference. */
    private static int[] halves(int pixels, long seed) {
        int[] picture = noise(pixels, 30, seed);
        for (int p = 0; p < pixels / 2; p++) {
            picture[p] += 0x401000;
        }
        return picture;
    }

    /** The centre that each pixel is with in the end: all pixels against all centres that look at them, ten times. */
    private static int[] clusters(int width, int height, int[] pixels, int segments, double compactness) {
        double[] lab = LabColours.of(pixels, 1);
        double spacing = Math.sqrt((double) width * height / segments);
        int across = (int) Math.max(1, Math.round(width / spacing));
        int down = (int) Math.max(1, Math.round(height / spacing));
        double[][] centres = new double[across * down][];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                int x = (2 * i + 1) * width / (2 * across);
                int y = (2 * j + 1) * height / (2 * down);
                int p = y * width + x;
                centres[j * across + i] = new double[] {lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], x, y};
            }
        }
        int[] of = new int[pixels.length];
        for (int round = 0; round <= 10; round++) {
            for (int p = 0; p < pixels.length; p++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < centres.length; c++) {
                    double distance = distance(lab, p, width, centres[c], spacing, compactness);
                    if (distance < least) {
                        least = distance;
                        of[p] = c;
                    }
                }
            }
            for (int c = 0; c < centres.length && round < 10; c++) {
                double[] mean = new double[5];
                double count = 0;
                for (int p = 0; p < pixels.length; p++) {
                    if (of[p] == c) {
                        count++;
                        int x = p % width;
                        int y = p / width;
                        double[] own = {lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], x, y};
                        Arrays.setAll(mean, k -> mean[k] + own[k]);
                    }
                }
                if (count > 0) {
                    double pixelsOfIt = count;
                    Arrays.setAll(mean, k -> mean[k] / pixelsOfIt);
                    centres[c] = mean;
                }
            }
        }
        return of;
    }

    private static double distance(
            double[] lab, int p, int width, double[] centre, double spacing, double compactness) {
        int x = p % width;
        int y = p / width;
        int reach = (int) Math.ceil(2 * spacing);
        if (Math.abs(x - (int) centre[3]) > reach || Math.abs(y - (int) centre[4]) > reach) {
            return Double.POSITIVE_INFINITY;
        }
        double dx = x - centre[3];
        double dy = y - centre[4];
        double colour = 0;
        for (int k = 0; k < 3; k++) {
            colour += Math.pow(lab[3 * p + k] - centre[k], 2);
        }
        return colour + Math.pow(compactness / spacing, 2) * (dx * dx + dy * dy);
    }

    /** Connected pieces of what is with one centre, small ones with the one above their first pixel or to the left of it. */
    private static int[] pieces(int width, int[] clusters, double smallest) {
        int[] labels = new int[clusters.length];
        Arrays.fill(labels, -1);
        int next = 0;
        for (int p = 0; p < clusters.length; p++) {
            if (labels[p] >= 0) {
                continue;
            }
            TreeSet<Integer> piece = new TreeSet<>();
            Deque<Integer> open = new ArrayDeque<>();
            open.add(p);
            while (!open.isEmpty()) {
                int at = open.remove();
                if (clusters[at] != clusters[p] || labels[at] >= 0 || !piece.add(at)) {
                    continue;
                }
                if (at % width > 0) {
                    open.add(at - 1);
                }
                if (at % width < width - 1) {
                    open.add(at + 1);
                }
                if (at >= width) {
                    open.add(at - width);
                }
                if (at + width < clusters.length) {
                    open.add(at + width);
                }
            }
            int label = next;
            if (p > 0 && piece.size() < smallest) {
                label = p >= width ? labels[p - width] : labels[p - 1];
            } else {
                next++;
            }
            for (int at : piece) {
                labels[at] = label;
            }
        }
        return labels;
    }

    private static int[] literally(int width, int height, int[] pixels, int segments, double compactness) {
        double spacing = Math.sqrt((double) width * height / segments);
        long centres = Math.max(1, Math.round(width / spacing)) * Math.max(1, Math.round(height / spacing));
        int[] clusters = clusters(width, height, pixels, segments, compactness);
        return pieces(width, clusters, pixels.length / 4.0 / centres);
    }

    @ParameterizedTest
    @CsvSource({"40, 30, 12, 10, 60", "23, 31, 7, 5, 40", "31, 9, 20, 20, 90", "9, 31, 20, 2, 20", "64, 48, 30, 15, 120"
    })
    void segment_noise_isThatOfTheDefinition(int width, int height, int segments, double compactness, int contrast) {
        for (long seed = 0; seed < 3; seed++) {
            int[] noise = noise(width * height, contrast, seed);
            assertThat(new Slic(segments, compactness).segment(width, height, noise))
                    .isEqualTo(literally(width, height, noise, segments, compactness));
            int[] halves = halves(width * height, seed);
            assertThat(new Slic(segments, compactness).segment(width, height, halves))
                    .isEqualTo(literally(width, height, halves, segments, compactness));
        }
    }

    /** A picture of one colour, where pixels lie as far from one centre as from another: the first one has them. */
    @ParameterizedTest
    @CsvSource({"6, 1, 2", "1, 6, 2", "12, 12, 4", "9, 6, 6", "30, 20, 6"})
    void segment_oneColour_givesTiesToTheFirst(int width, int height, int segments) {
        int[] grey = new int[width * height];
        Arrays.fill(grey, 0xFF808080);
        assertThat(new Slic(segments, 10).segment(width, height, grey))
                .isEqualTo(literally(width, height, grey, segments, 10));
    }

    @Test
    void segment_oneSegment_isEverything() {
        assertThat(new Slic(1, 1000).segment(5, 4, noise(20, 10, 1))).containsOnly(0);
    }

    /** Four centres of sixteen pixels: a quarter of the mean is one pixel, which is not too small. */
    @Test
    void segment_piecesOfAQuarterOfTheMean_stay() {
        int[] pixels = new int[16];
        Arrays.fill(pixels, 0xFF000000);
        pixels[5] = 0xFFFFFFFF;
        int[] labels = new Slic(4, 1e-3).segment(4, 4, pixels);
        assertThat(labels).isEqualTo(literally(4, 4, pixels, 4, 1e-3));
        assertThat(labels[5]).isNotEqualTo(labels[1]);
    }
}
