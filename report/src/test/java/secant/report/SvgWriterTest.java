package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.GlobalImportance;

class SvgWriterTest {

    private static final Pattern ARROW = Pattern.compile("M([-\\d.]+) [-\\d.]+H[-\\d.]+L([-\\d.]+) .*Z");
    private static final Pattern POINT = Pattern.compile("M([-\\d.]+) ([-\\d.]+)h0");

    @Test
    void write_waterfall_drawsArrowsAsLongAsTheirValues() {
        double[] values = {3, -1.5, 0.75, 0.3};
        Document svg = parse(new SvgWriter().write(waterfall(Games.of(values))));

        List<Double> lengths = arrows(svg);

        assertThat(lengths).hasSize(4);
        double perUnit = lengths.get(0) / values[0];
        for (int i = 0; i < 4; i++) {
            assertThat(lengths.get(i)).isCloseTo(values[i] * perUnit, within(0.11));
        }
    }

    @Test
    void write_waterfall_chainsArrowsFromBaseToPrediction() {
        String svg = new SvgWriter().write(waterfall(Games.of(-2, new double[] {3, -1.5, 0.75}, new double[3])));

        List<MatchResult> arrows =
                ARROW.matcher(svg.replace("/>", "/>\n")).results().toList();

        for (int i = 1; i < arrows.size(); i++) {
            assertThat(arrows.get(i).group(1)).isEqualTo(arrows.get(i - 1).group(2));
        }
        assertThat(svg).contains("−2.000").contains("0.250").contains("Average answer E[f(x)]");
    }

    @Test
    void write_waterfallWithErrors_drawsWhiskersOnlyThere() {
        Document svg = parse(new SvgWriter().write(waterfall(Games.of(0, new double[] {3, 2, 1}, new double[] {
            0, 0.25, Double.POSITIVE_INFINITY
        }))));

        assertThat(classed(svg, "error")).hasSize(1);
    }

    @Test
    void write_importance_drawsBarsAsLongAsTheirValues() {
        Explanations explanations = Explanations.of(List.of(Games.of(4, 2, -1), Games.of(4, -2, 1)));
        Document svg = parse(new SvgWriter().write(ReportSection.Importance.of(explanations, Games.OUTPUT)));

        List<Element> bars = classed(svg, "amount");

        double perUnit = number(bars.get(0), "width") / 4;
        assertThat(number(bars.get(1), "width")).isCloseTo(2 * perUnit, within(0.11));
        assertThat(number(bars.get(2), "width")).isCloseTo(perUnit, within(0.11));
        assertThat(classed(svg, "error")).isEmpty(); // all rows alike: the error is 0
    }

    @Test
    void write_importanceThatOverflowed_isDrawnAllTheSame() {
        GlobalImportance importance = new GlobalImportance(
                Games.OUTPUT,
                2,
                List.of(
                        new GlobalImportance.Importance("a", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                        new GlobalImportance.Importance("b", 1, 0)));
        ReportSection.Importance section = new ReportSection.Importance("Importance", importance, "IDENTITY", 10);
        Report report = Report.builder("overflow").add(section).build();

        assertInside(new SvgWriter().write(section));
        assertThat(new TextWriter().write(report)).contains("∞");
        assertThat(new HtmlWriter().write(report)).contains("∞");
        assertThat(new JsonWriter().write(report)).contains("\"Infinity\"");
    }

    @Test
    void write_importanceOfOneRow_hasNoErrorBars() {
        Explanations explanations = Explanations.of(List.of(Games.of(4, 2)));
        String svg = new SvgWriter().write(ReportSection.Importance.of(explanations, Games.OUTPUT));

        assertThat(classed(parse(svg), "error")).isEmpty();
        assertThat(svg).contains("one row says nothing about others");
    }

    @Test
    void write_beeswarm_drawsEveryPointAndNoneOverAnother() {
        Random random = new Random(1);
        Explanations explanations = Explanations.of(IntStream.range(0, 40)
                .mapToObj(i -> Games.of(random.nextGaussian(), random.nextGaussian() / 2, random.nextDouble()))
                .toList());
        String svg = new SvgWriter().write(new ReportSection.Beeswarm(explanations, Games.OUTPUT));

        assertThat(svg).doesNotContain("overlap");
        for (Element line : classed(parse(svg), "points")) {
            List<double[]> points = points(line);
            assertThat(points).hasSize(40);
            for (int i = 0; i < points.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = points.get(i);
                    double[] b = points.get(j);
                    assertThat(Math.hypot(a[0] - b[0], a[1] - b[1]))
                            .isGreaterThanOrEqualTo(number(line, "stroke-width"));
                }
            }
        }
    }

    @Test
    void write_beeswarm_takesLessThanTwentyBytesAPointWithItsRow() {
        Explanations few = Credit.rows(500);
        Explanations many = Credit.rows(1000);
        SvgWriter writer = new SvgWriter();

        int more = writer.write(new ReportSection.Beeswarm(many, Credit.OUTPUT)).length()
                - writer.write(new ReportSection.Beeswarm(few, Credit.OUTPUT)).length();

        assertThat(more / (500.0 * 10)).isLessThan(20);
    }

    @Test
    void write_beeswarmOfMissingValues_paintsThemGreyAndSaysSo() {
        String svg = new SvgWriter().write(new ReportSection.Beeswarm(Credit.rows(60), Credit.OUTPUT));

        assertThat(classed(parse(svg), "missing")).hasSizeGreaterThan(1);
        assertThat(svg)
                .contains(">missing<")
                .contains(">grouped<")
                .contains(">mortgage<")
                .contains(">low value<");
    }

    @Test
    void write_anyPicture_staysWithinItsBox() {
        List<Explanation> rows = List.of(
                Games.of(0),
                Games.of(5),
                Games.of(-5),
                Games.of(0, 0, 0),
                Games.of(1e300, -1e300, 2e300),
                Games.of(Double.MAX_VALUE / 4, Double.MAX_VALUE / 4, -Double.MAX_VALUE / 4),
                Games.of(-0.75 * Double.MAX_VALUE, 0.9 * Double.MAX_VALUE, 0.8 * Double.MAX_VALUE), // overflows midway
                Games.of(Double.MIN_VALUE, -Double.MIN_VALUE),
                Games.of(2 * Double.MIN_VALUE, 3 * Double.MIN_VALUE),
                Games.of(1e12, new double[] {1e-3, -2e-3}, new double[] {1e-4, 0}),
                Games.of(0, new double[] {1, 1}, new double[] {1e6, 1e-9}),
                Games.of(1, new double[] {-1}, new double[] {0}),
                Games.of(DoubleStream.iterate(1, v -> -v * 0.99).limit(5000).toArray()),
                Credit.row(1),
                Hostile.explanation("w".repeat(500), 1));
        for (Explanation row : rows) {
            String output = row.outputs().get(0).output();
            Explanations once = Explanations.of(List.of(row));
            for (Frame frame : List.of(Frame.WIDE, Frame.NARROW)) {
                assertInside(draw(new ReportSection.Waterfall(row, output), frame));
                assertInside(draw(new ReportSection.Waterfall("", row, output, 9999), frame));
                assertInside(draw(ReportSection.Importance.of(once, output), frame));
                assertInside(draw(new ReportSection.Beeswarm(once, output), frame));
            }
        }
        for (Frame frame : List.of(Frame.WIDE, Frame.NARROW)) {
            assertInside(draw(new ReportSection.Beeswarm(Credit.rows(700), "default"), frame));
        }
    }

    @Test
    void write_allZeroAttributions_drawsLevelsOnly() {
        Document svg = parse(new SvgWriter().write(waterfall(Games.of(0, 0))));

        assertThat(arrows(svg)).containsExactly(0.0, 0.0);
        assertThat(svg.getDocumentElement().getTextContent()).contains("x0 = 0");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_isWellFormed(String text) {
        Explanations explanations = Hostile.explanations(text);
        SvgWriter writer = new SvgWriter();

        for (String svg : List.of(
                writer.write(new ReportSection.Waterfall(text, explanations.get(0), text, 10)),
                writer.write(new ReportSection.Importance(text, explanations.globalImportance(text), text, 10)),
                writer.write(new ReportSection.Beeswarm(text, explanations, text, 10)),
                writer.write(new ReportSection.Force(text, explanations.get(0), text, 10)),
                writer.write(new ReportSection.Bars(text, explanations.get(0), text, 10)),
                writer.write(new ReportSection.StackedForce(explanations, text)),
                writer.write(new ReportSection.Violin(text, explanations, text, 10)),
                writer.write(new ReportSection.Dependence(explanations, text, text)),
                writer.write(new ReportSection.Heatmap(explanations, text)),
                writer.write(new ReportSection.Decision(text, explanations, text, 10)),
                writer.write(ReportSection.Cohorts.found(explanations, text)),
                writer.write(new ReportSection.Comparison(text, explanations, text, explanations, text)),
                writer.write(
                        new ReportSection.InteractionMatrix(Gallery.withInteractions(explanations.get(0), 1), text)),
                writer.write(new ReportSection.Text(text, Hostile.ofText(text), text, 10)))) {
            Document document = parse(svg);
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
            assertThat(document.getElementsByTagName("img").getLength()).isZero();
            NodeList all = document.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                for (int a = 0; a < all.item(i).getAttributes().getLength(); a++) {
                    String name = all.item(i).getAttributes().item(a).getNodeName();
                    assertThat(name).doesNotStartWith("on").isNotEqualTo("style");
                }
            }
        }
    }

    @Test
    void write_anyPicture_namesAndDescribesItself() {
        Document svg = parse(new SvgWriter().write(waterfall(Credit.row(1))));
        Element root = svg.getDocumentElement();

        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("picture-t picture-d");
        assertThat(root.getFirstChild().getTextContent()).isEqualTo("Why default");
        assertThat(root.getFirstChild().getNextSibling().getTextContent())
                .startsWith("On average over the background the model answers −1.124, a probability of 0.245");
    }

    private static String draw(ReportSection section, Frame frame) {
        return Picture.of(section).orElseThrow().draw(Canvas.of("p", frame));
    }

    private static ReportSection.Waterfall waterfall(Explanation explanation) {
        return new ReportSection.Waterfall(
                explanation, explanation.outputs().get(0).output());
    }

    private static List<Double> arrows(Document svg) {
        List<Double> lengths = new ArrayList<>();
        for (Element step : classed(svg, "step")) {
            Element path = (Element) step.getElementsByTagName("path").item(0);
            MatchResult arrow =
                    ARROW.matcher(path.getAttribute("d")).results().findFirst().orElseThrow();
            lengths.add(Double.parseDouble(arrow.group(2)) - Double.parseDouble(arrow.group(1)));
        }
        return lengths;
    }

    private static List<double[]> points(Element line) {
        List<double[]> points = new ArrayList<>();
        NodeList paths = line.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            POINT.matcher(((Element) paths.item(i)).getAttribute("d"))
                    .results()
                    .forEach(m ->
                            points.add(new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))}));
        }
        return points;
    }

    private static void assertInside(String svg) {
        Element root = parse(svg).getDocumentElement();
        double width = number(root, "width");
        double height = number(root, "height");
        assertThat(root.getAttribute("viewBox"))
                .isEqualTo("0 0 " + root.getAttribute("width") + " " + root.getAttribute("height"));
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            for (String x : List.of("x", "x1", "x2")) {
                assertBetween(element, x, width);
            }
            for (String y : List.of("y", "y1", "y2")) {
                assertBetween(element, y, height);
            }
            if (element.getTagName().equals("text")) {
                assertTextInside(element, width);
            }
            double[] numbers = Arrays.stream(element.getAttribute("d").split("[^-\\d.]+", -1))
                    .filter(n -> !n.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(Arrays.stream(numbers).filter(n -> !(n >= 0 && n <= Math.max(width, height))))
                    .isEmpty();
        }
    }

    private static void assertTextInside(Element text, double width) {
        StringBuilder shown = new StringBuilder();
        for (var child = text.getFirstChild(); child != null; child = child.getNextSibling()) {
            shown.append(child.getNodeName().equals("title") ? "" : child.getTextContent());
        }
        double size = text.hasAttribute("font-size") ? number(text, "font-size") : Frame.FONT;
        double length = LabelWidth.of(shown.toString(), size);
        double share = switch (text.getAttribute("text-anchor")) {
            case "end" -> 1;
            case "middle" -> 0.5;
            default -> 0;
        };
        double left = number(text, "x") - share * length;
        assertThat(left).as(shown.toString()).isGreaterThanOrEqualTo(-0.1);
        assertThat(left + length).as(shown.toString()).isLessThanOrEqualTo(width + 0.1);
    }

    private static void assertBetween(Element element, String attribute, double most) {
        if (element.hasAttribute(attribute)) {
            assertThat(number(element, attribute))
                    .as(attribute + " of " + element.getTagName() + " " + element.getTextContent())
                    .isBetween(0.0, most);
        }
    }

    private static List<Element> classed(Document document, String cssClass) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("class").equals(cssClass)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Document parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }
}
