package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class HtmlWriterTest {

    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/](?:\"[^\"]*\"|[^\">])*>");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"secant-data\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void write_anyReport_allowsOnlyItsOwnStyleAndScript() throws Exception {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        assertThat(html)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-" + hashOf(STYLE, html)
                        + "&#39;; script-src &#39;sha256-" + hashOf(SCRIPT, html)
                        + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"")
                .doesNotContain("unsafe");
        assertThat(html.split("<style", -1)).hasSize(2);
        assertThat(html.split("<script", -1)).hasSize(3);
    }

    private static String hashOf(Pattern element, String html) throws Exception {
        Matcher found = element.matcher(html);
        assertThat(found.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_staysWithinItsData(String text) {
        Matcher data = DATA.matcher(new HtmlWriter().write(Hostile.page(text)));

        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<").matches("\\A\\p{ASCII}*\\z");
        JsonNode json = new ObjectMapper().readTree(data.group(1));
        assertThat(json.get("outputs").get(0).asString()).isEqualTo(PlayerLabel.shown(text));
        assertThat(json.get("sets").get(0).get("rows")).hasSize(2);
    }

    @Test
    void withRows_fewerThanThereAre_saysSo() {
        Report report = Report.of(Credit.rows(20), Credit.OUTPUT);

        assertThat(new HtmlWriter().withRows(5).write(report))
                .contains("The first 5 of 20 rows.")
                .doesNotContain("<tr data-row=\"5\">");
        assertThat(new HtmlWriter().write(report))
                .contains("<tr data-row=\"19\">")
                .doesNotContain("The first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HtmlWriter().withRows(0))
                .withMessage("rows of the row list must be 1 or more but is 0");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void fragment_hostileTexts_makesNoElementsAndNoAttributes(String text) {
        String html = new HtmlWriter().fragment(Hostile.page(text));
        String plain = new HtmlWriter().fragment(Hostile.page("plain"));

        assertThat(html).startsWith("<div class=\"secant-report\">").endsWith("</div>\n");
        if (!text.isBlank()) {
            assertThat(namesOf(html)).isEqualTo(namesOf(plain));
        }
        assertThat(html).doesNotContain("<script").doesNotContain("<style");
    }

    @Test
    void fragment_twoReports_haveDistinctIds() {
        String one = new HtmlWriter().fragment(Report.of(Credit.row(1)));
        String other = new HtmlWriter().fragment(Report.of(Credit.row(2)));

        assertThat(idsOf(one)).hasSize(2).doesNotContainAnyElementsOf(idsOf(other));
    }

    @Test
    void write_realisticReport_needsNoNetwork() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));
        html = SCRIPT.matcher(html).replaceAll("");

        assertThat(html)
                .doesNotContainIgnoringCase("<link")
                .doesNotContainIgnoringCase("@import")
                .doesNotContain("url(");
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("//");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_makesNoElementsAndNoAttributes(String text) {
        String html = new HtmlWriter().write(Hostile.page(text));
        String plain = new HtmlWriter().write(Hostile.page("plain"));

        if (!text.isBlank()) { // blank paragraphs are left out
            assertThat(namesOf(html)).isEqualTo(namesOf(plain));
        }
        for (Matcher tag = TAG.matcher(html); tag.find(); ) {
            String withoutValues = tag.group().replaceAll("\"[^\"]*\"", "");
            assertThat(withoutValues)
                    .doesNotContainIgnoringCase(" on")
                    .doesNotContain(" style")
                    .doesNotContain("'");
        }
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_hidesNothing(String text) {
        String html = new HtmlWriter().write(Hostile.page(text));

        // The page's own marks of direction, around words and after cut ones.
        String others = html.replaceAll("\u2068([^\u2068\u2069<]*)\u2069", "$1").replace("…\u200f", "…");
        assertThat(others.codePoints()
                        .filter(c -> c != '\n')
                        .mapToObj(Character::toString)
                        .filter(c -> !VisibleText.of(c).equals(c)))
                .isEmpty();
        assertThat(html.length()).isLessThan(text.length() > 1000 ? 15_000_000 : 300_000);
    }

    @Test
    void write_severalPictures_haveDistinctIds() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        assertThat(idsOf(html)).hasSizeGreaterThan(5 * 2 * 2).doesNotHaveDuplicates();
    }

    private static List<String> idsOf(String html) {
        return Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void write_everyPicture_hasATableBesideIt() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        assertThat(html.split("<details>", -1)).hasSize(1 + 5);
        assertThat(html).contains("<td dir=\"auto\">35983</td>").contains("probability of");
    }

    @Test
    void write_failures_listsRowsAndReasons() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(4), Credit.OUTPUT));

        assertThat(html)
                .contains("2 of 6 rows have none.")
                .contains("but is 9.0")
                .contains("java.lang.IllegalStateException");
    }

    /** The names of all elements and attributes in document order, which no text may change. */
    private static List<String> namesOf(String html) {
        return TAG.matcher(html)
                .results()
                .map(match -> match.group().replaceAll("\"[^\"]*\"", ""))
                .filter(tag -> !tag.startsWith("<path") && !tag.contains("tspan") && !tag.contains("title"))
                .toList();
    }
}
