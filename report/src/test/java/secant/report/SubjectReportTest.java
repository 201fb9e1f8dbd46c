package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.data.Token;
import secant.explanation.Explanation;

/** Explanations of texts and of pictures, and picked rows, in every form of a report. */
class SubjectReportTest {

    private static final String TEXT = "A slow, but good,\ngood film";

    private static Explanation text() {
        FeatureGroups players = FeatureGroups.singles(Schema.numeric("A", "slow", "good", "film"));
        return Games.of(players, "score", "IDENTITY", 0.5, new double[] {0, -2, 4, 0.1}, new double[4])
                .withText(TextSpans.of(
                        TEXT,
                        List.of(
                                List.of(new Token(0, 1)),
                                List.of(new Token(2, 6)),
                                List.of(new Token(12, 16), new Token(18, 22)),
                                List.of(new Token(23, 27)))));
    }

    private static Explanation picture() {
        Random random = new Random(1);
        int[] pixels = random.ints(35).toArray(); // with alpha
        int[] labels = new int[35];
        for (int p = 0; p < labels.length; p++) {
            labels[p] = p * p / 7 % 3;
        }
        return Games.of(2, 1, -1).withImage(SegmentedImage.of(7, 5, pixels, labels));
    }

    @Test
    void json_ofText_readsBackTheSame() throws IOException {
        String json = ExplanationJson.write(text());

        assertThat(ExplanationJson.read(json)).isEqualTo(text());
        assertThat(ExplanationJson.read(json).text().orElseThrow().text()).isEqualTo(TEXT);
        assertThat(violations(json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void json_ofHostileText_readsBackTheSame(String text) {
        Explanation explanation = Hostile.ofText(text);

        assertThat(ExplanationJson.read(ExplanationJson.write(explanation))).isEqualTo(explanation);
    }

    @Test
    void json_ofAPicture_readsBackTheSame() throws IOException {
        String json = ExplanationJson.write(picture());

        assertThat(ExplanationJson.read(json)).isEqualTo(picture());
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void json_ofAnOpaquePicture_readsBackTheSame() {
        Explanation picture =
                Games.of(1).withImage(SegmentedImage.of(2, 1, new int[] {0xFF102030, 0xFFFFFFFF}, new int[2]));

        assertThat(ExplanationJson.read(ExplanationJson.write(picture))).isEqualTo(picture);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"spans\":[[0,1]|\"spans\":[[0,1,2]|/text/spans/0 must be an array of starts and ends in turn",
                "\"spans\":[[0,1]|\"spans\":[[0,99]|tokens must follow each other",
                "\"spans\":[[0,1],|\"spans\":[|places in the text must be those of the 4 players but are of 3",
                "\"content\":|\"contents\":|unknown field 'contents' in /text",
            })
    void read_badText_saysWhatAndWhere(String from, String to, String message) {
        assertRefused(ExplanationJson.write(text()), from, to, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"width\":7|\"width\":8|a picture of 8 × 5",
                "\"width\":7|\"width\":2000000000|such that there are 1 to 268435456 pixels",
                "\"width\":7|\"width\":0|such that there are 1 to",
                "\"png\":\"iVBO|\"png\":\"AAAA|/picture/png must be a picture as PNG",
                "\"png\":\"|\"png\":\"%|/picture/png must be bytes as Base64",
                "\"labels\":[0,3|\"labels\":[0,2000000000|/picture/labels/1 must be from 1 to the 35 pixels that are left",
                "\"labels\":[0,3|\"labels\":[0,-3|/picture/labels/1 must be from 1 to",
                "\"labels\":[0,3|\"labels\":[0,2|/picture/labels must be labels and lengths in turn for 35 pixels",
                "\"labels\":[0,3|\"labels\":[9,3|9 is; number the segments without gaps",
            })
    void read_badPicture_saysWhatAndWhere(String from, String to, String message) {
        assertRefused(ExplanationJson.write(picture()), from, to, message);
    }

    private static void assertRefused(String json, String from, String to, String message) {
        assertThat(json).contains(from);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(
                        json.replaceFirst(Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to))))
                .withMessageContaining(message);
    }

    @Test
    void text_ofAText_marksTheStrongestAndSpeaksOfTheText() {
        String page = new TextWriter().write(Report.of(text(), "score"));

        assertThat(page)
                .contains("A [−slow], but [+good],\n  [+good] film\n")
                .contains("With everything hidden the model answers 0.500; for this text it answers 2.600.")
                .contains("everything hidden f(∅)", "this text f(x)")
                .doesNotContain("good = ", "this row")
                .containsPattern("good +\\+4");
    }

    @Test
    void html_ofAText_marksEveryTokenByItsStrength() {
        String page = new HtmlWriter().write(Report.of(text(), "score"));

        assertThat(page)
                .contains("A <mark class=\"lowers2\" title=\"−2.00\">slow</mark>, but "
                        + "<mark class=\"raises4\" title=\"+4.00\">good</mark>,\n"
                        + "<mark class=\"raises4\" title=\"+4.00\">good</mark> film</p>");
    }

    @Test
    void html_ofAHostileText_isEscaped() {
        String page = new HtmlWriter()
                .write(Report.of(
                        Hostile.ofText("</mark><script>alert(1)</script> \u202Eevil"),
                        "</mark><script>alert(1)</script> \u202Eevil"));

        assertThat(page)
                .doesNotContain("<script>alert", "\u202E")
                .contains("&lt;/mark>&lt;script>".replace(">", "&gt;"));
    }

    @Test
    void report_ofAPicture_speaksOfThePicture() {
        String page = new TextWriter().write(Report.of(picture(), "score"));

        assertThat(page).contains("for this picture it answers 2.0").doesNotContain(" = 0");
    }

    @Test
    void section_ofAText_needsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Text(Games.of(1, 2), "score"))
                .withMessageContaining("needs the explanation of a text");
    }

    @Test
    void picks_ofRows_showWhatTheyCover() {
        Report report = Report.builder("Which rows")
                .add(new ReportSection.Picks(List.of(
                        new ReportSection.Picks.PickedRow(17, 0.625, 0.625),
                        new ReportSection.Picks.PickedRow(3, 0.25, 0.875))))
                .build();

        assertThat(new TextWriter().write(report))
                .contains("together they cover 87.5 %")
                .containsPattern("Row 17 +.*62.5 %")
                .containsPattern("Row 3 +.*87.5 %");
        assertThat(new HtmlWriter().write(report)).contains("Row 17", "62.5 %", "25.0 %", "87.5 %");
        assertThat(new JsonWriter().write(report))
                .contains("{\"type\":\"picks\"", "{\"rowIndex\":17,\"gain\":0.625,\"coverage\":0.625}");
        assertThat(new TextWriter()
                        .write(Report.builder("none")
                                .add(new ReportSection.Picks(List.of()))
                                .build()))
                .contains("No row was picked.");
    }

    @ParameterizedTest
    @CsvSource({"-0.1,0.5", "0.1,1.5", "NaN,0.5", "0.5,NaN"})
    void pickedRow_notShares_isRefused(double gain, double coverage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Picks.PickedRow(0, gain, coverage))
                .withMessageContaining("must be shares from 0 to 1");
    }

    private static List<?> violations(String json) throws IOException {
        try (InputStream in = ExplanationJson.class.getResourceAsStream("/secant/report/explanation.schema.json")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(json, InputFormat.JSON);
        }
    }
}
