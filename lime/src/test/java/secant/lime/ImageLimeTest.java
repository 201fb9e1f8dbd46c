package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secant.data.Matrix;
import secant.data.Segmenter;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.masking.HiddenSegments;
import secant.masking.ImageMasker;
import secant.model.ImagePredictor;

class ImageLimeTest {

    private static final int WHITE = 0xFFFFFF;

    private static BufferedImage white(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, WHITE);
            }
        }
        return picture;
    }

    /** One pixel a player of the game: white is there, black is not. */
    private static ImagePredictor pixels(PresenceGame game) {
        return pictures -> {
            double[][] answers = new double[pictures.size()][2];
            for (int i = 0; i < answers.length; i++) {
                BufferedImage picture = pictures.get(i);
                boolean[] present = new boolean[picture.getWidth()];
                for (int x = 0; x < present.length; x++) {
                    present[x] = (picture.getRGB(x, 0) & WHITE) == WHITE;
                }
                answers[i] = new double[] {game.value(present, 0), game.value(present, 1)};
            }
            return answers;
        };
    }

    private static ImageMasker masker(PresenceGame game, int players) {
        return ImageMasker.builder(pixels(game))
                .segmenter(Segmenter.grid(players, 1))
                .hidden(HiddenSegments.colour(0))
                .build();
    }

    @Test
    void explain_fewSegments_isTheWeightedFitToAllCoalitions() {
        PresenceGame game = new PresenceGame(9, 2);
        Matrix target = game.target(1000, PresenceLaw.IMAGE, 0.25, 0);

        Explanation why = ImageLime.builder(masker(game, 9)).build().explain(white(9, 1));

        for (int p = 0; p < 9; p++) {
            assertThat(why.output("output 1").values()[p]).isCloseTo(target.get(p, 1), within(1e-10));
        }
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.EXACT);
    }

    @Tag("statistical")
    @Test
    void explain_stable_hasLessErrorThanCompatibleAndHonestIntervals() {
        int samples = 400;
        PresenceGame game = new PresenceGame(12, 3);
        Matrix target = game.target(samples, PresenceLaw.IMAGE, 0.25, 0);
        double[] stable = errors(game, target, LimeMode.STABLE, samples);
        double[] compatible = errors(game, target, LimeMode.COMPATIBLE, samples);

        assertThat(stable[1]).isBetween(0.92, 0.98);
        assertThat(stable[0]).as("against " + compatible[0]).isLessThan(0.9 * compatible[0]);
    }

    /** The root mean square error and the coverage of 95 % intervals over 100 seeds. */
    private static double[] errors(PresenceGame game, Matrix target, LimeMode mode, int samples) {
        double squares = 0;
        double covered = 0;
        int all = 0;
        for (int seed = 0; seed < 100; seed++) {
            Explanation why = ImageLime.builder(masker(game, 12))
                    .mode(mode)
                    .samples(samples)
                    .featureSelection(FeatureSelection.none())
                    .seed(seed)
                    .build()
                    .explain(white(12, 1));
            for (int k = 0; k < 2; k++) {
                for (int p = 0; p < 12; p++) {
                    Attribution attribution =
                            why.outputs().get(k).attributions().get(p);
                    double error = attribution.value() - target.get(p, k);
                    squares += error * error;
                    covered += Math.abs(error) <= 1.96 * attribution.standardError() ? 1 : 0;
                    all++;
                }
            }
        }
        return new double[] {Math.sqrt(squares / all), covered / all};
    }

    @Test
    void explain_manyOutputs_givesTheTopFive() {
        ImagePredictor seven = pictures -> {
            double[][] answers = new double[pictures.size()][];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = new double[] {0, 6, 1, 5, 2, 4, 3};
            }
            return answers;
        };

        assertThat(ImageLime.builder(seven).build().explain(white(3, 3)).outputs())
                .extracting(OutputExplanation::output)
                .containsExactly("output 1", "output 3", "output 4", "output 5", "output 6");
        assertThat(ImageLime.builder(seven)
                        .topOutputs(1)
                        .build()
                        .explain(white(3, 3))
                        .outputs())
                .extracting(OutputExplanation::output)
                .containsExactly("output 1");
    }

    @Test
    void explain_listener_isToldAndChangesNothing() {
        PresenceGame game = new PresenceGame(9, 2);
        ImageLime lime = ImageLime.builder(masker(game, 9)).build();
        List<Long> told = new ArrayList<>();

        Explanation why = lime.explain(white(9, 1), progress -> told.add(progress.done()));

        assertThat(why).isEqualTo(lime.explain(white(9, 1)));
        assertThat(told).endsWith(512L).hasSize(11); // of 50, a twentieth being less
    }

    @Test
    void explain_onePixel_isOneSegment() {
        Explanation why = ImageLime.builder(pictures -> pictures.stream()
                        .map(picture -> new double[] {picture.getRGB(0, 0) & 0xFF})
                        .toArray(double[][]::new))
                .build()
                .explain(white(1, 1));

        assertThat(why.players().names()).containsExactly("segment 0");
        assertThat(why.image().orElseThrow().segments()).isEqualTo(1);
        assertThat(why.outputs().get(0).values()).containsExactly(0); // its mean is the pixel itself
    }

    @Test
    void overlay_ofStrongSegments_paintsThemByTheirSign(@TempDir Path folder) throws IOException {
        Explanation why = rises();
        ImageOverlay overlay = ImageOverlay.of(why, "output").withSegments(2);
        BufferedImage picture = overlay.picture();

        assertThat(overlay.painted()).containsExactly(2, 0);
        assertThat(picture.getRGB(0, 0) & WHITE).isNotEqualTo(picture.getRGB(4, 0) & WHITE);
        assertThat(picture.getRGB(4, 0) >> 16 & 0xFF).isGreaterThan(picture.getRGB(4, 0) & 0xFF); // orange
        assertThat(picture.getRGB(0, 0) & 0xFF).isGreaterThan(picture.getRGB(0, 0) >> 16 & 0xFF); // blue
        assertThat(picture.getRGB(2, 0) & WHITE).isEqualTo(WHITE); // faded
        assertThat(overlay.withPositiveOnly().painted()).containsExactly(2, 1);
        assertThat(overlay.withSegments(9).painted()).containsExactly(2, 0, 1, 3); // 3 by rounding alone

        Path file = folder.resolve("why.png");
        Files.writeString(file, "old");
        overlay.write(file);
        BufferedImage read = ImageIO.read(file.toFile());
        for (int x = 0; x < 8; x++) {
            assertThat(read.getRGB(x, 1)).isEqualTo(picture.getRGB(x, 1));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Segments worth −2, 1, 3 and 0. */
    private static Explanation rises() {
        double[] worth = {-2, 1, 3, 0};
        return ImageLime.builder(ImageMasker.builder(pictures -> pictures.stream()
                                .map(picture -> {
                                    double sum = 0;
                                    for (int s = 0; s < 4; s++) {
                                        sum += (picture.getRGB(2 * s, 0) & WHITE) == WHITE ? worth[s] : 0;
                                    }
                                    return new double[] {sum};
                                })
                                .toArray(double[][]::new))
                        .segmenter(Segmenter.grid(4, 1))
                        .hidden(HiddenSegments.colour(0))
                        .build())
                .build()
                .explain(white(8, 6));
    }

    @Test
    void overlay_boundaries_areLinesInThePaintedColour() {
        BufferedImage with = ImageOverlay.of(rises(), "output").withSegments(1).picture();
        BufferedImage without = ImageOverlay.of(rises(), "output")
                .withSegments(1)
                .withoutBoundaries()
                .picture();

        assertThat(with.getRGB(4, 3) & WHITE).isEqualTo(0xE66100);
        assertThat(without.getRGB(4, 3)).isEqualTo(without.getRGB(5, 2)).isNotEqualTo(with.getRGB(4, 3));
    }

    @Test
    void overlay_badRequests_areRefused(@TempDir Path folder) {
        ImageOverlay overlay = ImageOverlay.of(rises(), "output");
        Explanation text =
                TextLime.builder(texts -> new double[texts.size()][1]).build().explain("a b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageOverlay.of(text, "output"))
                .withMessageContaining("needs the explanation of a picture");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageOverlay.of(rises(), "cat"));
        assertThatIllegalArgumentException().isThrownBy(() -> overlay.withSegments(0));
        for (Path bad : List.of(folder, folder.resolve("none").resolve("why.png"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> overlay.write(bad));
        }
        assertThatThrownBy(() -> overlay.write(Path.of("/proc/why.png"))).isInstanceOf(UncheckedIOException.class);
    }
}
