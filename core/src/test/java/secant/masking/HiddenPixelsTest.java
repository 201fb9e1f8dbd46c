package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.SegmentedImage;

class HiddenPixelsTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    /** Random pixels, translucent or not, in three segments. */
    private static SegmentedImage noise(int type) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(1);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return SegmentedImage.of(
                picture,
                (width, height, pixels) ->
                        IntStream.range(0, width * height).map(p -> p % 3).toArray());
    }

    private static int channel(int pixel, int channel) {
        return (pixel >> (8 * channel)) & 0xFF;
    }

    /** The mean of each channel over the pixels of a window that are in the picture, to the nearest whole number. */
    private static int[] means(int[] pixels, int across, int down) {
        int[] means = new int[pixels.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < 4; c++) {
                    double sum = 0;
                    int count = 0;
                    for (int v = Math.max(0, y - down); v <= Math.min(HEIGHT - 1, y + down); v++) {
                        for (int u = Math.max(0, x - across); u <= Math.min(WIDTH - 1, x + across); u++) {
                            sum += channel(pixels[v * WIDTH + u], c);
                            count++;
                        }
                    }
                    means[y * WIDTH + x] |= (int) Math.floor(sum / count + 0.5) << (8 * c);
                }
            }
        }
        return means;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 2", "3, 2", "4, 1", "6, 2", "7, 1", "100, 2"}) // 1 RGB, 2 ARGB
    void of_blurred_areThreeRoundsOfMeansAcrossAndDown(int radius, int type) {
        SegmentedImage image = noise(type);
        int[] expected = image.pixels();
        for (int round = 0; round < 3; round++) {
            expected = means(means(expected, radius, 0), 0, radius);
        }

        assertThat(HiddenPixels.of(image, HiddenSegments.blurred(radius))).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
    void of_mean_areThoseOfEachSegmentRoundedDown(int type) {
        SegmentedImage image = noise(type);
        int[] pixels = image.pixels();
        int[] hidden = HiddenPixels.of(image, HiddenSegments.mean());

        assertThat(hidden).hasSize(WIDTH * HEIGHT);
        for (int p = 0; p < hidden.length; p++) {
            for (int c = 0; c < 4; c++) {
                int channel = c;
                double mean = IntStream.iterate(p % 3, q -> q < pixels.length, q -> q + 3)
                        .map(q -> channel(pixels[q], channel))
                        .average()
                        .orElseThrow();
                assertThat(channel(hidden[p], c)).isEqualTo((int) Math.floor(mean + 1e-9));
            }
        }
    }

    @Test
    void of_colour_isThatColourAllOver() {
        int[] pixels = HiddenPixels.of(noise(BufferedImage.TYPE_INT_ARGB), HiddenSegments.colour(0x0A0B0C));

        assertThat(pixels).hasSize(WIDTH * HEIGHT).containsOnly(0xFF0A0B0C);
    }

    @Test
    void hiddenSegments_limits_areAllowedAndNoMore() {
        assertThat(HiddenSegments.colour(0)).isEqualTo(new HiddenSegments.Colour(0));
        assertThat(HiddenSegments.colour(0xFFFFFF)).isEqualTo(new HiddenSegments.Colour(0xFFFFFF));
        assertThat(HiddenSegments.blurred(1)).isEqualTo(new HiddenSegments.Blurred(1));
        assertThat(HiddenSegments.blurred(32768)).isEqualTo(new HiddenSegments.Blurred(32768));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenSegments.colour(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenSegments.colour(0x1000000));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenSegments.blurred(32769));
    }
}
