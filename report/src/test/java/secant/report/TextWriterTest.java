package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;

class TextWriterTest {

    @Test
    void write_oneRow_isATableWithBars() {
        String text = new TextWriter()
                .withWidth(60)
                .write(Report.builder("Why")
                        .add(new ReportSection.Waterfall(
                                Games.of(0.5, new double[] {2, -1, 0.123456}, new double[] {0, 0.25, 0}), Games.OUTPUT))
                        .build());

        assertThat(text).isEqualTo("""
                        Why
                        ═══

                        Why score
                        ─────────
                          score. On average over the background the model answers
                          0.500; for this row it answers 1.623. ± is the standard
                          error of sampling.

                          average answer E[f(x)]   0.500
                          x0 = 0                   +2.00                  │█████████
                          x1 = 0                   −1.00 ± 0.25      ▐████│
                          x2 = 0                  +0.123                  │▌
                          this row f(x)            1.623
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 41, 57, 80, 100, 200})
    void write_anyWidth_keepsWithinIt(int width) {
        TextWriter writer = new TextWriter().withWidth(width);

        assertWithin(writer.write(Report.of(Credit.rows(50), Credit.OUTPUT)), width);
        Hostile.texts().forEach(text -> assertWithin(writer.write(Hostile.page(text)), width));
    }

    @Test
    void withWidth_below40_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextWriter().withWidth(39))
                .withMessage("text width must be 40 or more but is 39");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_showsEscapes(String text) {
        String written = new TextWriter().write(Hostile.page(text));

        assertThat(written.codePoints()
                        .filter(c -> c != '\n')
                        .mapToObj(Character::toString)
                        .filter(c -> !VisibleText.of(c).equals(c)))
                .isEmpty();
    }

    @Test
    void write_terminalEscape_isVisible() {
        String written = new TextWriter().write(Hostile.report("a\u001b[31mred\u202Edne"));

        assertThat(written).contains("a\\u001B[31mred\\u202Edne");
    }

    @Test
    void withAnsiColour_bars_areColoured() {
        Report report = Report.of(Games.of(1, -1));

        assertThat(new TextWriter().write(report)).doesNotContain("\u001b");
        assertThat(new TextWriter().withAnsiColour().write(report))
                .contains("\u001b[33m█")
                .contains("\u001b[34m█");
    }

    @Test
    void write_groupsAndMissingValues_readAsAPersonWouldWriteThem() {
        FeatureGroups players = FeatureGroups.builder(Schema.of(
                        Feature.numeric("red"), Feature.numeric("green"), Feature.categorical("Home", "rent", "own")))
                .group("colour", "red", "green")
                .build();
        String text = new TextWriter()
                .write(Report.of(Games.of(players, "y", "LOG", 0, new double[] {1, 2}, new double[] {0, 0})));

        assertThat(text)
                .contains("colour (red = 0, green = 0)")
                .contains("Home = rent")
                .contains("y (log).")
                .contains("3.000, that is 20.1.");
    }

    @Test
    void write_manyPlayers_groupsTheTail() {
        double[] values = new double[5000];
        java.util.Arrays.fill(values, 0.001);
        values[4999] = -3;

        String text = new TextWriter().write(Report.of(Games.of(values), Games.OUTPUT));

        assertThat(text).contains("x4999 = 0").contains("4990 other players").contains("+4.99");
    }

    @Test
    void write_oneOtherPlayer_isShownItself() {
        String text = new TextWriter()
                .write(Report.builder("t")
                        .add(new ReportSection.Waterfall("w", Games.of(3, 2, 1), Games.OUTPUT, 2))
                        .build());

        assertThat(text).contains("x2 = 0").doesNotContain("other player");
    }

    private static void assertWithin(String text, int width) {
        assertThat(text.lines().mapToInt(CellWidth::of).max().orElse(0)).isLessThanOrEqualTo(width);
    }

    @Test
    void hasColours_onTerminalsThatWantThem_only() {
        assertThat(Terminal.hasColours(true, Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.hasColours(true, Map.of())).isTrue();
        assertThat(Terminal.hasColours(false, Map.of("TERM", "xterm"))).isFalse();
        assertThat(Terminal.hasColours(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.hasColours(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.hasColours(true, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void colour_piped_isNotWritten(@TempDir Path directory) throws IOException {
        Report report = Report.of(Credit.row(1));

        assertThat(new TextWriter().withTerminalColour().write(report))
                .doesNotContain("\u001b"); // tests have no terminal
        assertThat(new TextWriter().withAnsiColour().write(report)).contains("\u001b");
        new TextWriter().withAnsiColour().write(report, directory.resolve("a.txt"));
        assertThat(directory.resolve("a.txt")).hasContent(new TextWriter().write(report));
    }
}
