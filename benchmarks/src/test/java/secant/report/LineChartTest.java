package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LineChartTest {

    private static final LineChart.Line FALLING = new LineChart.Line(
            "a <b>",
            List.of(new LineChart.Point(10, 1), new LineChart.Point(100, 0.1), new LineChart.Point(1000, 1e-4)));

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void draw_twoLines_isWellFormedWithTitleNamesAndTicks() throws Exception {
        LineChart.Line flat = new LineChart.Line("flat", List.of(new LineChart.Point(20, 1e-4)));
        Document svg = parse(LineChart.draw("id", "A & B", "calls", "error", List.of(FALLING, flat)));
        NodeList texts = svg.getElementsByTagName("text");
        List<String> written = java.util.stream.IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
        assertThat(written).contains("a <b>", "flat", "calls", "error", "10", "100", "0.01");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A & B");
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2 * 4);
    }

    @Test
    void draw_namesOfLinesThatEndTogether_doNotTouch() throws Exception {
        List<LineChart.Line> six = Collections.nCopies(6, FALLING);
        NodeList texts = parse(LineChart.draw("id", "t", "x", "y", six)).getElementsByTagName("text");
        double last = Double.NEGATIVE_INFINITY;
        int names = 0;
        for (int i = 0; i < texts.getLength(); i++) {
            if (texts.item(i).getTextContent().equals("a <b>")) {
                double y = Double.parseDouble(((Element) texts.item(i)).getAttribute("y"));
                assertThat(y).isGreaterThanOrEqualTo(last + 15.9).isLessThan(380);
                last = y;
                names++;
            }
        }
        assertThat(names).isEqualTo(6);
    }

    @Test
    void draw_noLineOrTooMany_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineChart.draw("id", "t", "x", "y", List.of()))
                .withMessage("lines must be 1 to 6 but are 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new LineChart.Point(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LineChart.Point(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new LineChart.Line("x", List.of()));
    }

    @Test
    void at_powersOfTen_areEvenlySpaced() {
        LogScale scale = LogScale.around(new double[] {1, 1000}, 0, 108);
        assertThat(scale.at(10) - scale.at(1)).isCloseTo(scale.at(1000) - scale.at(100), within(1e-12));
        assertThat(scale.ticks().stream().map(Scale.Tick::label)).containsExactly("1", "10", "100", "1000");
        assertThat(LogScale.around(new double[] {3, 60}, 0, 100).ticks().stream()
                        .map(Scale.Tick::value))
                .containsExactly(5.0, 10.0, 20.0, 50.0);
    }
}
