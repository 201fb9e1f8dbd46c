package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngWriterTest {

    static Stream<ReportSection> exhibits() {
        return Gallery.exhibits().values().stream().map(Gallery.Exhibit::section);
    }

    @ParameterizedTest
    @MethodSource("exhibits")
    void write_anyPicture_isAsLargeAsTheSvgAndHasItsColours(ReportSection section) {
        String svg = new SvgWriter().write(section);
        BufferedImage image = read(new PngWriter().withScale(1).write(section));

        assertThat(svg).contains("width=\"" + image.getWidth() + "\"");
        double height = Double.parseDouble(svg.replaceAll("(?s)^<svg[^>]* height=\"([^\"]*)\".*", "$1"));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(height));
        assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Color.WHITE);
        assertThat(pixels(image, Color.WHITE)).isLessThan(image.getWidth() * image.getHeight() * 99 / 100);
    }

    @Test
    void write_waterfall_paintsArrows() {
        BufferedImage image = read(new PngWriter().write(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT)));

        assertThat(image.getWidth()).isEqualTo(2 * 760);
        assertThat(pixels(image, Color.decode(Ink.RAISES.light()))).isGreaterThan(5000);
        assertThat(pixels(image, Color.decode(Ink.LOWERS.light()))).isGreaterThan(5000);
    }

    @Test
    void write_beeswarm_paintsEveryColourOfItsPoints() {
        BufferedImage image = read(new PngWriter().write(new ReportSection.Beeswarm(Credit.rows(60), Credit.OUTPUT)));

        for (String colour : Ink.LOW_TO_HIGH) {
            assertThat(pixels(image, Color.decode(colour))).as(colour).isGreaterThan(500);
        }
    }

    @Test
    void as_darkWriter_paintsOnDarkPaper() {
        ReportSection section = new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT);
        SvgWriter dark = new SvgWriter().withTheme(Theme.DARK).withWidth(400);
        BufferedImage image = read(new PngWriter().withScale(1).as(dark).write(section));

        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Color.decode(Ink.PAPER.dark()));
        assertThat(pixels(image, Color.decode(Ink.RAISES.dark()))).isGreaterThan(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PngWriter().as(new SvgWriter().withTheme(Theme.AUTO)))
                .withMessage("the theme of an image must be LIGHT or DARK but is AUTO");
    }

    @Test
    void write_thousandsOfMarks_paintsThemAll() {
        ReportSection tall = new ReportSection.Waterfall("", Games.of(new double[3000]), Games.OUTPUT, 3000);

        assertThat(read(new PngWriter().withScale(0.25).write(tall)).getHeight())
                .isGreaterThan(20_000);
    }

    @Test
    void write_noPictureOrTooLarge_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PngWriter().write(new ReportSection.Paragraph("", "")))
                .withMessageContaining("a section must have a picture");
        ReportSection tall = new ReportSection.Waterfall("", Games.of(new double[3000]), Games.OUTPUT, 3000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PngWriter().withScale(8).write(tall))
                .withMessageContaining("choose a smaller scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PngWriter().withScale(Double.NaN))
                .withMessage("the scale of an image must be above 0 and at most 8.0 but is NaN");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_drawsTheSameNumberOfPixels(String text) {
        var explanations = Hostile.explanations(text);
        ReportSection section = new ReportSection.Waterfall(text, explanations.get(0), text, 10);

        assertThat(read(new PngWriter().withScale(0.5).write(section)).getWidth())
                .isEqualTo(380);
    }

    private static int pixels(BufferedImage image, Color colour) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return found;
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
