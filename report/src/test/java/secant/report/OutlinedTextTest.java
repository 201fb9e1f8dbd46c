package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OutlinedTextTest {

    private static final String JOINED = "سلام";

    @Test
    void of_lettersThatStandAlone_isTheSamePicture() {
        String svg = svg("end", "Income 収入 🏠");

        assertThat(OutlinedText.of(svg)).isSameAs(svg);
    }

    @Test
    void of_arabic_joinsItsLetters() {
        double joined = width(OutlinedText.of(svg("start", JOINED)));
        double apart = width(OutlinedText.of(svg("start", JOINED.replaceAll("(?<=.)(?=.)", "\u200c"))));

        assertThat(joined).isPositive().isLessThan(0.85 * apart);
    }

    @Test
    void of_hebrew_runsFromRightToLeft() {
        String word = OutlinedText.of(svg("start", "אב"));

        assertThat(word).contains(outline(OutlinedText.of(svg("start", "ב"))));
        assertThat(word).doesNotContain(outline(OutlinedText.of(svg("start", "א"))));
    }

    private static String outline(String svg) {
        return svg.replaceAll("(?s).*<path d=\"([^\"]+)\".*", "$1");
    }

    @Test
    void of_anchors_standWhereTheTextStood() {
        double[] start = span(OutlinedText.of(svg("start", JOINED)));
        double[] middle = span(OutlinedText.of(svg("middle", JOINED)));
        double[] end = span(OutlinedText.of(svg("end", JOINED)));

        assertThat(start[0]).isBetween(99.0, 103.0);
        assertThat(end[1]).isBetween(97.0, 101.0);
        assertThat((middle[0] + middle[1]) / 2).isBetween(98.0, 102.0);
    }

    @Test
    void of_spans_keepTheirColoursAndOrder() {
        String outlined =
                OutlinedText.of("<svg xmlns=\"http://www.w3.org/2000/svg\" font-size=\"13\"><text x=\"0\" y=\"20\""
                        + " fill=\"#111111\">" + JOINED
                        + "<tspan fill=\"#999999\"> = 5</tspan><title>whole</title></text></svg>");
        Matcher paths = Pattern.compile("<path d=\"([^\"]+)\" fill=\"(#\\d+)\"").matcher(outlined);

        assertThat(paths.find()).isTrue();
        assertThat(paths.group(2)).isEqualTo("#111111");
        double end = span(paths.group())[1];
        assertThat(paths.find()).isTrue();
        assertThat(paths.group(2)).isEqualTo("#999999");
        assertThat(span(paths.group())[0]).isGreaterThan(end);
        assertThat(paths.find()).isFalse();
        assertThat(outlined).doesNotContain("whole", "<text");
    }

    private static String svg(String anchor, String text) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" font-size=\"13\"><text x=\"100\" y=\"20\" fill=\"#000000\""
                + " text-anchor=\"" + anchor + "\">" + text + "</text></svg>";
    }

    private static double width(String svg) {
        double[] span = span(svg);
        return span[1] - span[0];
    }

    /** From the leftmost to the rightmost point of the outlines. */
    private static double[] span(String svg) {
        double[] span = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Matcher points = Pattern.compile("(?<=[MLQC ])([-\\d.]+) [-\\d.]+").matcher(outline(svg));
        while (points.find()) {
            span[0] = Math.min(span[0], Double.parseDouble(points.group(1)));
            span[1] = Math.max(span[1], Double.parseDouble(points.group(1)));
        }
        return span;
    }
}
