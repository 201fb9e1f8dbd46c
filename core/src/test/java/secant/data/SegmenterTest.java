package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {

    static List<Segmenter> all() {
        return List.of(
                Segmenter.quickshift(4, 200, 0.2),
                Segmenter.quickshift(2, 6, 1),
                Segmenter.slic(9, 10),
                Segmenter.slic(100, 1),
                Segmenter.grid(3, 2));
    }

    /** Four squares of one colour each. */
    private static BufferedImage quarters(int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0xCC2020, 0x20CC20, 0x2020CC, 0xDDDD30};
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                picture.setRGB(x, y, colours[2 * (2 * y / side) + 2 * x / side]);
            }
        }
        return picture;
    }

    private static BufferedImage noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return picture;
    }

    @ParameterizedTest
    @MethodSource("all")
    void segment_anyPicture_givesEveryPixelALabelAndRepeatsItself(Segmenter segmenter) {
        for (BufferedImage picture : List.of(quarters(24), noise(17, 11, 1), noise(3, 40, 2))) {
            SegmentedImage once = SegmentedImage.of(picture, segmenter);

            assertThat(once.segments()).isBetween(1, picture.getWidth() * picture.getHeight());
            assertThat(SegmentedImage.of(picture, segmenter)).isEqualTo(once);
        }
    }

    @Test
    void segment_onePixel_isOneSegment() {
        for (Segmenter segmenter :
                List.of(Segmenter.quickshift(4, 200, 0.2), Segmenter.slic(50, 10), Segmenter.grid(1, 1))) {
            assertThat(SegmentedImage.of(noise(1, 1, 3), segmenter).segments()).isEqualTo(1);
        }
    }

    @Test
    void quickshift_areasOfOneColour_areSegments() {
        SegmentedImage image = SegmentedImage.of(quarters(40), Segmenter.quickshift(3, 5, 1));

        assertThat(image.segments()).isEqualTo(4);
        assertThat(image.label(0, 0)).isZero();
        assertThat(image.label(39, 0)).isEqualTo(1);
        assertThat(image.label(39, 39)).isEqualTo(image.label(20, 20));
    }

    @ParameterizedTest
    @CsvSource({"1.5,2.5,0.5,7", "1,4,0.5,15", "2,5,0.5,63", "3,6,0.5,127", "3,6,1,63"})
    void quickshift_definition_everyLinkLeadsToTheNearestHigherDensity(
            double kernel, double farthest, double ratio, int contrast) {
        BufferedImage picture = noise(14, 9, 4);
        for (int p = 0; p < 14 * 9; p++) { // of little contrast: far colours leave densities of exactly 1, which tie
            picture.setRGB(p % 14, p / 14, 0x808080 + (picture.getRGB(p % 14, p / 14) & (contrast * 0x010101)));
        }

        int[] labels = SegmentedImage.of(picture, Segmenter.quickshift(kernel, farthest, ratio))
                .labels();

        assertThat(labels).isEqualTo(literally(picture, kernel, farthest, ratio));
        assertThat(new HashSet<>(java.util.Arrays.stream(labels).boxed().toList()))
                .hasSizeGreaterThan(2);
    }

    /** Quickshift as its definition reads: all pairs, no window trick, no path halving. */
    private static int[] literally(BufferedImage picture, double kernel, double farthest, double ratio) {
        int width = picture.getWidth();
        int size = width * picture.getHeight();
        double[] lab = LabColours.of(picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width), ratio);
        int radius = (int) Math.ceil(3 * kernel);
        double[] density = new double[size];
        double[][] distance = new double[size][size];
        for (int p = 0; p < size; p++) {
            for (int q = 0; q < size; q++) {
                int dx = q % width - p % width;
                int dy = q / width - p / width;
                double d = dx * dx + dy * dy;
                for (int c = 0; c < 3; c++) {
                    d += Math.pow(lab[3 * p + c] - lab[3 * q + c], 2);
                }
                boolean inside = Math.abs(dx) <= radius && Math.abs(dy) <= radius;
                distance[p][q] = inside ? Math.sqrt(d) : Double.POSITIVE_INFINITY;
                density[p] += inside ? Math.exp(-d / (2 * kernel * kernel)) : 0;
            }
        }
        int[] labels = new int[size];
        java.util.Map<Integer, Integer> numbers = new java.util.LinkedHashMap<>();
        for (int p = 0; p < size; p++) {
            int at = p;
            for (int next = p; next >= 0; ) {
                at = next;
                next = -1;
                for (int q = 0; q < size; q++) {
                    if (density[q] > density[at]
                            && distance[at][q] <= farthest
                            && (next < 0 || distance[at][q] < distance[at][next])) {
                        next = q;
                    }
                }
            }
            numbers.putIfAbsent(at, numbers.size());
            labels[p] = numbers.get(at);
        }
        return labels;
    }

    @Test
    void quickshift_linkAsLongAsTheLongest_isMade() {
        int[] twins = {0xFF808080, 0xFF808080};
        assertThat(Segmenter.quickshift(1, 1, 1).segment(2, 1, twins)).containsExactly(0, 0);
        assertThat(Segmenter.quickshift(1, 0.999, 1).segment(2, 1, twins)).containsExactly(0, 1);
    }

    @Test
    void slic_areasOfOneColour_areRespected() {
        SegmentedImage image = SegmentedImage.of(quarters(60), Segmenter.slic(16, 10));

        assertThat(image.segments()).isBetween(12, 20);
        int[] pixels = image.pixels();
        int[] labels = image.labels();
        int[] colours = new int[image.segments()];
        for (int p = 0; p < pixels.length; p++) {
            colours[labels[p]] = colours[labels[p]] == 0 ? pixels[p] : colours[labels[p]];
            assertThat(pixels[p]).isEqualTo(colours[labels[p]]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17,11,6,10,255",
        "17,11,6,60,255",
        "3,40,12,30,127",
        "40,3,7,5,63",
        "24,24,9,0.5,31",
        "1,30,4,20,255",
        "30,1,4,20,255",
        "9,7,200,10,255",
        "20,13,1,10,255",
        "25,16,30,200,255",
        "30,20,12,3,15",
        "32,8,4,15,127"
    })
    void slic_definition_everyPixelIsWithTheNearestCentreInReach(
            int width, int height, int segments, double compactness, int contrast) {
        BufferedImage picture = noise(width, height, segments);
        for (int p = 0; p < width * height; p++) {
            picture.setRGB(p % width, p / width, picture.getRGB(p % width, p / width) & (contrast * 0x010101));
        }

        int[] labels = SegmentedImage.of(picture, Segmenter.slic(segments, compactness))
                .labels();

        assertThat(labels).isEqualTo(literally(picture, segments, compactness));
    }

    @Test
    void slic_pixelBetweenTwoCentres_isWithTheFirst() {
        int[] grey = {0xFF808080, 0xFF808080, 0xFF808080}; // centres at the first and at the last
        assertThat(Segmenter.slic(2, 10).segment(3, 1, grey)).containsExactly(0, 0, 1);
    }

    /** SLIC as its definition reads, pixel by pixel. */
    private static int[] literally(BufferedImage picture, int segments, double compactness) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int size = width * height;
        double[] lab = LabColours.of(picture.getRGB(0, 0, width, height, null, 0, width), 1);
        double spacing = Math.max(1, Math.sqrt((double) size / segments));
        long across = Math.min(width, Math.max(1, Math.round(width / spacing)));
        long down = Math.min(height, Math.max(1, Math.round(height / spacing)));
        List<double[]> centres = new ArrayList<>();
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                int x = (int) Math.floor((i + 0.5) * width / across); // the middle of an even cell of the grid
                int y = (int) Math.floor((j + 0.5) * height / down);
                int p = y * width + x;
                centres.add(new double[] {lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], x, y});
            }
        }
        int[] nearest = nearest(lab, width, centres, spacing, compactness, new int[size]);
        for (int round = 0; round < 10; round++) {
            for (int c = 0; c < centres.size(); c++) {
                double[] sum = new double[5];
                int count = 0;
                for (int p = 0; p < size; p++) {
                    if (nearest[p] == c) {
                        count++;
                        double[] point = {lab[3 * p], lab[3 * p + 1], lab[3 * p + 2], p % width, Math.floorDiv(p, width)
                        };
                        Arrays.setAll(sum, k -> sum[k] + point[k]);
                    }
                }
                if (count > 0) { // a centre without pixels stays
                    double pixels = count;
                    centres.set(c, Arrays.stream(sum).map(s -> s / pixels).toArray());
                }
            }
            nearest = nearest(lab, width, centres, spacing, compactness, nearest);
        }
        return withoutTinyPieces(nearest, width, size / (4.0 * centres.size()));
    }

    /** The centre of each pixel: the nearest of those at most twice the spacing away in either direction, else the last. */
    private static int[] nearest(
            double[] lab, int width, List<double[]> centres, double spacing, double compactness, int[] last) {
        int reach = (int) Math.ceil(2 * spacing);
        int[] nearest = last.clone();
        for (int p = 0; p < nearest.length; p++) {
            double best = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.size(); c++) {
                double[] centre = centres.get(c);
                int x = p % width;
                int y = p / width;
                if (Math.abs(x - (int) centre[3]) <= reach && Math.abs(y - (int) centre[4]) <= reach) {
                    double colour = 0;
                    for (int k = 0; k < 3; k++) {
                        colour += Math.pow(lab[3 * p + k] - centre[k], 2);
                    }
                    double place = Math.pow(x - centre[3], 2) + Math.pow(y - centre[4], 2);
                    double distance = colour + Math.pow(compactness / spacing, 2) * place;
                    if (distance < best) {
                        best = distance;
                        nearest[p] = c;
                    }
                }
            }
        }
        return nearest;
    }

    /** Numbers pieces by their first pixels; those that are too small go to the pixel above it, else to its left. */
    private static int[] withoutTinyPieces(int[] nearest, int width, double smallest) {
        int[] labels = new int[nearest.length];
        Arrays.fill(labels, -1);
        int pieces = 0;
        for (int p = 0; p < labels.length; p++) {
            if (labels[p] >= 0) {
                continue;
            }
            Set<Integer> piece = new HashSet<>(Set.of(p));
            for (int before = 0; before < piece.size(); ) {
                before = piece.size();
                for (int q = 0; q < labels.length; q++) {
                    boolean beside = (q % width > 0 && piece.contains(q - 1))
                            || (q % width < width - 1 && piece.contains(q + 1))
                            || piece.contains(q - width)
                            || piece.contains(q + width);
                    if (beside && nearest[q] == nearest[p] && labels[q] < 0) {
                        piece.add(q);
                    }
                }
            }
            int above = p >= width ? labels[p - width] : p > 0 ? labels[p - 1] : -1;
            int label = piece.size() < smallest && above >= 0 ? above : pieces++;
            piece.forEach(q -> labels[q] = label);
        }
        return labels;
    }

    @Test
    void slic_segments_areConnectedAndNotTiny() {
        SegmentedImage image = SegmentedImage.of(noise(50, 40, 5), Segmenter.slic(20, 20));
        int[] labels = image.labels();
        int[] sizes = new int[image.segments()];
        for (int label : labels) {
            sizes[label]++;
        }

        for (int s = 1; s < sizes.length; s++) {
            assertThat(sizes[s]).isGreaterThanOrEqualTo(20);
        }
        assertThat(pieces(image)).isEqualTo(image.segments());
    }

    private static int pieces(SegmentedImage image) {
        int pieces = 0;
        Set<Integer> seen = new HashSet<>();
        int[] labels = image.labels();
        for (int p = 0; p < labels.length; p++) {
            if (seen.contains(p)) {
                continue;
            }
            pieces++;
            java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>(List.of(p));
            seen.add(p);
            while (!open.isEmpty()) {
                int q = open.pop();
                int x = q % image.width();
                for (int next : new int[] {
                    q - image.width(), q + image.width(), x > 0 ? q - 1 : -1, x < image.width() - 1 ? q + 1 : -1
                }) {
                    if (next >= 0 && next < labels.length && labels[next] == labels[p] && seen.add(next)) {
                        open.push(next);
                    }
                }
            }
        }
        return pieces;
    }

    @Test
    void grid_ofUnevenSize_differsByAPixel() {
        SegmentedImage image = SegmentedImage.of(noise(7, 5, 6), Segmenter.grid(3, 2));

        assertThat(image.segments()).isEqualTo(6);
        assertThat(image.label(6, 4)).isEqualTo(5);
        assertThat(image.label(2, 0)).isZero();
        assertThat(image.label(3, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "1,6"})
    void grid_finerThanPixels_isRefused(int columns, int rows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(noise(7, 5, 6), Segmenter.grid(columns, rows)))
                .withMessageContaining("but it is 7 × 5");
    }

    @Test
    void labels_ofAnotherSize_areRefused() {
        BufferedImage picture = noise(2, 2, 7);

        for (int[][] labels : List.of(
                new int[][] {{0, 1}}, new int[][] {{0, 1}, {0}}, new int[][] {{0, 0}, {0, 0}, {0, 0}}, new int[0][])) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SegmentedImage.of(picture, Segmenter.labels(labels)))
                    .withMessageContaining("labels must be 2 rows of 2 for this picture but are " + labels.length);
        }
        assertThat(SegmentedImage.of(picture, Segmenter.labels(new int[][] {{0, 1}, {1, 0}}))
                        .labels())
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void labels_outOfRangeOrLeftOut_areRefused() {
        BufferedImage picture = noise(2, 1, 8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(picture, Segmenter.labels(new int[][] {{0, -1}})))
                .withMessageContaining("that of pixel 1 is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(picture, Segmenter.labels(new int[][] {{1, 1}})))
                .withMessageContaining("0 is not and 1 is; number the segments without gaps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(2, 1, new int[2], new int[3]))
                .withMessageContaining("labels must be one a pixel, 2 for a picture of 2 × 1, but are 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(2, 1, new int[1], new int[2]))
                .withMessageContaining("pixels must be 2");
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentedImage.of(0, 1, new int[0], new int[0]));
    }

    @Test
    void options_outOfRange_areRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(bad, 200, 0.2));
            assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.slic(10, bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(4, Double.NaN, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(4, 0, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(1000.1, 200, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(4, 200, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.quickshift(4, 200, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.slic(0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Segmenter.grid(0, 1));
    }

    @Test
    void options_atTheirLimits_areAllowed() {
        int[] grey = {0xFF808080};
        assertThat(Segmenter.quickshift(1000, 1e-300, 0).segment(1, 1, grey)).containsExactly(0);
        assertThat(Segmenter.quickshift(1000, Double.POSITIVE_INFINITY, 1).segment(1, 1, grey))
                .containsExactly(0);
        assertThat(Segmenter.slic(1, 1e-300).segment(1, 1, grey)).containsExactly(0);
    }

    @Test
    void labels_asManyAsPixels_areOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentedImage.of(2, 1, new int[2], new int[] {0, 2}))
                .withMessageContaining("that of pixel 1 is 2 in a picture of 2 pixels");
        assertThat(SegmentedImage.of(2, 1, new int[2], new int[] {1, 0}).segments())
                .isEqualTo(2);
    }

    @Test
    void picture_ofAnOpaqueImage_hasNoAlpha() {
        SegmentedImage image = SegmentedImage.of(quarters(4), Segmenter.grid(2, 2));
        assertThat(image.hasAlpha()).isFalse();
        assertThat(image.picture().getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(image).hasToString("4 segments in a picture of 4 × 4");
        SegmentedImage glass = SegmentedImage.of(2, 1, new int[] {0xFF00FF00, 0xFE00FF00}, new int[] {0, 0});
        assertThat(glass.hasAlpha()).isTrue();
        assertThat(glass.picture().getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
    }

    @Test
    void picture_ofAnImage_isWhatWentIn() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x80FF0000);
        picture.setRGB(1, 0, 0xFF00FF00);
        SegmentedImage image = SegmentedImage.of(picture, Segmenter.grid(2, 1));

        assertThat(image.hasAlpha()).isTrue();
        assertThat(image.picture().getRGB(0, 0)).isEqualTo(0x80FF0000);
        assertThat(image.picture().getRGB(1, 0)).isEqualTo(0xFF00FF00);
    }

    @Test
    void lab_ofPublishedColours_agrees() {
        // CIELAB under D65 of sRGB red, green, blue and white, as tabulated by B. Lindbloom, 4 decimals.
        double[] lab = LabColours.of(new int[] {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF, 0xFF000000}, 1);
        double[] expected = {
            53.2408, 80.0925, 67.2032, 87.7347, -86.1827, 83.1793, 32.2970, 79.1875, -107.8602, 100, 0, 0, 0, 0, 0
        };

        for (int i = 0; i < expected.length; i++) {
            assertThat(lab[i]).isCloseTo(expected[i], within(0.02));
        }
    }

    /** Pictures without alpha are opaque, however they keep their pixels. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void pixels_ofAnImageWithoutAlpha_areOpaque(int type) {
        BufferedImage picture = new BufferedImage(3, 2, type);
        picture.setRGB(1, 1, 0xFFFFFF);
        SegmentedImage image = SegmentedImage.of(picture, Segmenter.grid(1, 1));

        assertThat(image.hasAlpha()).isFalse();
        for (int p = 0; p < 6; p++) {
            assertThat(image.pixels()[p]).isEqualTo(p == 4 ? 0xFFFFFFFF : 0xFF000000);
        }
    }

    @Test
    void equals_samePixelsAndSegments_areEqualWithOneHash() {
        int[] pixels = {0xFF000001, 0xFF000002};
        SegmentedImage image = SegmentedImage.of(2, 1, pixels, new int[] {0, 1});
        SegmentedImage same = SegmentedImage.of(2, 1, pixels.clone(), new int[] {0, 1});

        assertThat(image).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(image).isNotEqualTo(SegmentedImage.of(1, 2, pixels, new int[] {0, 1}));
        for (SegmentedImage other : List.of(
                SegmentedImage.of(2, 1, pixels, new int[] {0, 0}),
                SegmentedImage.of(2, 1, new int[] {0xFF000001, 0xFF000003}, new int[] {0, 1}))) {
            assertThat(other).isNotEqualTo(image).doesNotHaveSameHashCodeAs(image);
        }
    }
}
