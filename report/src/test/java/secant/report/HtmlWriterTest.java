package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlWriterTest {

    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/][^>]*>");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    @Test
    void write_anyReport_allowsOnlyItsOwnStyle() throws Exception {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        Matcher style = STYLE.matcher(html);
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(html)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "&#39;;")
                .doesNotContain("unsafe");
        assertThat(style.find()).isFalse();
    }

    @Test
    void write_realisticReport_needsNoNetworkAndNoScript() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        assertThat(html)
                .doesNotContainIgnoringCase("<script")
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
        String html = new HtmlWriter().write(Hostile.report(text));
        String plain = new HtmlWriter().write(Hostile.report("plain"));

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
        String html = new HtmlWriter().write(Hostile.report(text));

        assertThat(html.codePoints()
                        .filter(c -> c != '\n')
                        .mapToObj(Character::toString)
                        .filter(c -> !VisibleText.of(c).equals(c)))
                .isEmpty();
        assertThat(html.length()).isLessThan(text.length() > 1000 ? 15_000_000 : 300_000);
    }

    @Test
    void write_severalPictures_haveDistinctIds() {
        String html = new HtmlWriter().write(Report.of(Credit.rows(20), Credit.OUTPUT));

        List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(ids).hasSize(5 * 2 * 2).doesNotHaveDuplicates();
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
