package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secant.data.SegmentedImage;
import secant.data.Segmenter;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.lime.ImageOverlay;
import secant.lime.TextLime;
import secant.model.TextPredictor;
import secant.report.ExplanationJson;

/** Runs the examples of texts and pictures, and checks what they find against what is known. */
class PerceptionExamplesTest {

    /** A main method. */
    private interface Main {

        void run(String folder) throws IOException;
    }

    private static String printed(Main main, Path folder) throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            main.run(folder.toString());
        } finally {
            System.setOut(terminal);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void reviews_explained_markPraiseAndBlame(@TempDir Path folder) throws IOException {
        String printed = printed(FilmReviews::main, folder);

        assertThat(printed).contains("[−slow]", "[−predictable]", "[+superb]", "With everything hidden");
        assertThat(folder.resolve("review-report.html"))
                .content()
                .contains("<mark class=\"raises")
                .contains(">superb</mark>!");
    }

    @Test
    void reviews_byLime_rankTheWordsThatWereTaught() {
        TextPredictor model = FilmReviews.train();

        Explanation why = TextLime.builder(model)
                .build()
                .explain("the music is dull and the camera is awful, but the cast is funny");
        List<String> strongest = why.output("good").ranked().subList(0, 3).stream()
                .map(Attribution::player)
                .toList();

        assertThat(strongest).containsExactlyInAnyOrder("dull", "awful", "funny");
        assertThat(why.output("good").attribution("funny").value()).isPositive();
        assertThat(why.output("good").attribution("dull").value()).isNegative();
    }

    @Test
    void digits_explained_addUpAndAreDrawn(@TempDir Path folder) throws IOException {
        String printed = printed(HandwrittenDigits::main, folder);

        assertThat(printed).contains("% of the held-out digits are read right");
        HandwrittenDigits.Digits digits = HandwrittenDigits.read();
        assertThat(HandwrittenDigits.accuracy(HandwrittenDigits.train(digits), digits))
                .isGreaterThan(0.85);
        for (String name : List.of("digit-lime.png", "digit-shap.png")) {
            BufferedImage overlay = ImageIO.read(folder.resolve(name).toFile());
            assertThat(overlay.getWidth()).isEqualTo(HandwrittenDigits.SIDE);
        }
        Explanation shap = ExplanationJson.read(folder.resolve("digit-shap.json"));
        OutputExplanation three = shap.output("3");
        double sum =
                three.attributions().stream().mapToDouble(Attribution::value).sum();
        assertThat(three.baseValue() + sum).isCloseTo(three.prediction(), within(1e-12));
        assertThat(three.prediction()).isGreaterThan(0.5);
        assertThat(shap.image().orElseThrow().segments()).isEqualTo(16);
    }

    @Test
    void light_explained_isWhereTheModelLooks(@TempDir Path folder) throws IOException {
        TrafficLight.main(folder.toString());
        assertThat(folder.resolve("light-lime.png")).isNotEmptyFile();
        assertThat(folder.resolve("light-shap.png")).isNotEmptyFile();

        SegmentedImage street = SegmentedImage.of(TrafficLight.street(), Segmenter.slic(60, 10));
        boolean[] red = new boolean[street.segments()];
        int[] pixels = street.pixels();
        int[] labels = street.labels();
        for (int p = 0; p < pixels.length; p++) {
            red[labels[p]] |= (pixels[p] & 0xFFFFFF) == 0xE01010;
        }
        for (Explanation why : List.of(TrafficLight.lime(street), TrafficLight.shap(street))) {
            List<Integer> painted = ImageOverlay.of(why, "stop")
                    .withPositiveOnly()
                    .withSegments(1)
                    .painted();
            assertThat(painted).hasSize(1);
            assertThat(red[painted.get(0)]).isTrue();
            double inLight = 0;
            double all = 0;
            for (int s = 0; s < red.length; s++) {
                double size = Math.abs(why.outputs().get(0).values()[s]);
                all += size;
                inLight += red[s] ? size : 0;
            }
            assertThat(inLight / all).isGreaterThan(0.95);
        }
    }
}
