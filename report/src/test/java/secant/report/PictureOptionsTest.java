package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import secant.explanation.Explanations;
import secant.report.NumberFormat.Separators;

/** What options do, to every kind of picture. */
class PictureOptionsTest {

    private static final PictureOptions DEFAULT = PictureOptions.DEFAULT;

    static Stream<ReportSection> sections() {
        return Gallery.exhibits().values().stream().map(Gallery.Exhibit::section);
    }

    private static ReportSection with(ReportSection section, PictureOptions options) throws Exception {
        Method with = section.getClass().getMethod("with", PictureOptions.class);
        return (ReportSection) with.invoke(section, options);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void with_anyPicture_keepsAllButItsOptions(ReportSection section) throws Exception {
        assertThat(with(section, section.options())).isEqualTo(section);
        PictureOptions other = section.options().withShown(4).withWidth(500);
        assertThat(with(section, other).options()).isEqualTo(other);
        assertThat(with(with(section, other), section.options())).isEqualTo(section);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void widthAndTheme_ofASection_countMoreThanTheWriters(ReportSection section) throws Exception {
        ReportSection dark = with(section, section.options().withWidth(500).withTheme(Theme.DARK));

        assertThat(new SvgWriter().write(dark))
                .isEqualTo(new SvgWriter().withWidth(500).withTheme(Theme.DARK).write(section));
        assertThat(new HtmlWriter().write(Report.builder("t").add(dark).build()))
                .contains("data-theme=\"dark\"", "data-width=\"500\"");
    }

    @ParameterizedTest
    @MethodSource("sections")
    void separators_ofASection_areInEveryNumberOfItsPicture(ReportSection section) throws Exception {
        String points = new SvgWriter().write(section);
        String commas = new SvgWriter()
                .write(with(section, section.options().withNumbers(NumberFormat.DEFAULT.with(Separators.COMMA))));

        // Numbers of the data, such as Debt ratio = 0.053, are written as the schema has them.
        List<String> numbers = numbers(points);
        assertThat(numbers(commas)).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers(commas).get(i)).isEqualTo(numbers.get(i).replace('.', ','));
        }
    }

    /** Labels that are nothing but a number. */
    private static List<String> numbers(String svg) {
        List<String> numbers = new ArrayList<>();
        for (Matcher m = Pattern.compile(">([+−]?[0-9]+[.,]?[0-9]*(e−?[0-9]+)?)</text>")
                        .matcher(svg);
                m.find(); ) {
            numbers.add(m.group(1));
        }
        return numbers;
    }

    @Test
    void order_ofPlayers_isThatOfTheLabels() {
        Explanations rows = Credit.rows(30);
        List<String> names = rows.get(0).players().names();
        for (ReportSection section : List.of(
                new ReportSection.Waterfall(rows.get(1), Credit.OUTPUT).with(schema()),
                new ReportSection.Bars(rows.get(1), Credit.OUTPUT).with(schema()),
                ReportSection.Importance.of(rows, Credit.OUTPUT).with(schema()),
                new ReportSection.Beeswarm(rows, Credit.OUTPUT).with(schema()),
                new ReportSection.Violin(rows, Credit.OUTPUT).with(schema()),
                new ReportSection.Heatmap(rows, Credit.OUTPUT).with(schema()),
                new ReportSection.StackedForce(rows, Credit.OUTPUT).with(schema()),
                ReportSection.Cohorts.found(rows, Credit.OUTPUT).with(schema()),
                new ReportSection.Comparison("a", rows, "b", rows, Credit.OUTPUT).with(schema()))) {
            List<Integer> shown = Picture.of(section).orElseThrow().table().rows().stream()
                    .map(cells -> names.indexOf(cells.get(0)))
                    .filter(player -> player >= 0)
                    .toList();
            assertThat(shown).as(section.getClass().getSimpleName()).hasSize(5).isSorted();
        }
        List<Integer> decision = Picture.of(new ReportSection.Decision(rows, Credit.OUTPUT).with(schema()))
                .orElseThrow()
                .table()
                .rows()
                .stream()
                .map(cells -> names.indexOf(cells.get(0)))
                .filter(player -> player >= 0)
                .toList();
        assertThat(decision).hasSize(5).isSortedAccordingTo((a, b) -> b - a); // from the bottom
    }

    private static PictureOptions schema() {
        return DEFAULT.withShown(5).withOrder(PlayerOrder.SCHEMA);
    }

    @Test
    void order_byValue_goesFromWhatRaisesToWhatLowers() {
        WaterfallSteps steps = WaterfallSteps.of(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT)
                .with(DEFAULT.withShown(6).withOrder(PlayerOrder.VALUE)));

        List<Double> values =
                steps.steps().stream().limit(6).map(WaterfallSteps.Step::value).toList();
        assertThat(values).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(steps.ties()).isEmpty();
        WaterfallSteps ranked =
                WaterfallSteps.of(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT).with(DEFAULT.withShown(6)));
        assertThat(ranked.steps().stream().limit(6).map(WaterfallSteps.Step::value))
                .containsExactlyInAnyOrderElementsOf(values);
    }

    @ParameterizedTest
    @CsvSource({
        "0.123456, 0, 5, POINT, 0.12346",
        "0.123456, 0.021, 5, POINT, 0.123", // the error supports no more
        "0.123456, 0, 1, POINT, 0.1",
        "1234567, 0, 3, POINT, 1234567",
        "1234567, 0, 3, POINT_AND_SPACES, 1\\u202f234\\u202f567",
        "-12345.25, 0, 7, COMMA_AND_SPACES, −12\\u202f345\\u002c25",
        "1234, 0, 3, POINT_AND_SPACES, 1234",
        "0.000001234, 0, 3, COMMA, 1\\u002c23e−6",
        "-0.5, 0, 3, COMMA, −0\\u002c500",
        "Infinity, 0, 3, COMMA_AND_SPACES, ∞"
    })
    void of_anyFormat_isWrittenSo(double value, double error, int digits, Separators separators, String text) {
        NumberFormat format = new NumberFormat(digits, separators);

        assertThat(format.of(value, error))
                .isEqualTo(text.replace("\\u202f", "\u202f").replace("\\u002c", ","));
    }

    @Test
    void options_outOfTheirRanges_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withShown(0))
                .withMessage("players shown must be 1 or more but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withWidth(319))
                .withMessage("picture width must be 320 or more but is 319");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumberFormat.DEFAULT.withDigits(0))
                .withMessage("digits must be 1 to 12 but are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PngWriter()
                        .write(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT)
                                .with(DEFAULT.withTheme(Theme.AUTO))))
                .withMessage("the theme of an image must be LIGHT or DARK but is AUTO");
    }
}
