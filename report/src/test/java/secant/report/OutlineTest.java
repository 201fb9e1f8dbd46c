package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.SegmentedImage;

class OutlineTest {

    private static final Pattern STEP = Pattern.compile("([MHVZ])(\\d+)?(?: (\\d+))?");

    private static SegmentedImage image(int width, int... labels) {
        return SegmentedImage.of(width, labels.length / width, new int[labels.length], labels);
    }

    @Test
    void of_onePixel_isItsSquare() {
        assertThat(Outline.of(image(2, 0, 0, 0, 1), 1)).isEqualTo("M1 1H2V2H1V1Z");
    }

    @Test
    void of_ring_hasTwoPaths() {
        SegmentedImage ring = image(3, 0, 0, 0, 0, 1, 0, 0, 0, 0);

        assertThat(Outline.of(ring, 0).chars().filter(c -> c == 'M').count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void of_randomSegments_fillExactlyTheirPixels(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(9);
        int height = 1 + random.nextInt(9);
        int[] labels = random.ints((long) width * height, 0, 3).toArray();
        int[] some = new int[labels.length + 3 * width];
        System.arraycopy(labels, 0, some, 0, labels.length);
        for (int i = labels.length; i < some.length; i++) {
            some[i] = (i - labels.length) / width; // each label is used
        }
        SegmentedImage image = image(width, some);

        for (int segment = 0; segment < 3; segment++) {
            Path2D outline = path(Outline.of(image, segment));
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < width; x++) {
                    assertThat(outline.contains(x + 0.5, y + 0.5)).isEqualTo(image.label(x, y) == segment);
                }
            }
        }
    }

    private static Path2D path(String data) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        STEP.matcher(data).results().forEach(step -> {
            switch (step.group(1)) {
                case "M" -> path.moveTo(Double.parseDouble(step.group(2)), Double.parseDouble(step.group(3)));
                case "H" ->
                    path.lineTo(
                            Double.parseDouble(step.group(2)),
                            path.getCurrentPoint().getY());
                case "V" -> path.lineTo(path.getCurrentPoint().getX(), Double.parseDouble(step.group(2)));
                default -> path.closePath();
            }
        });
        return path;
    }
}
