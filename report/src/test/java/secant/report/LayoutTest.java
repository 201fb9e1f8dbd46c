package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.explanation.Explanation;
import secant.explanation.Explanations;

/** No label of any picture covers another or leaves the picture, whatever the names, their number and the width. */
class LayoutTest {

    /** Labels may touch by this much, in pixels: widths are guesses on the generous side. */
    private static final double SLACK = 0.5;

    /** A label's box. */
    private record Box(String text, double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left + SLACK < other.right
                    && other.left + SLACK < right
                    && top + SLACK < other.bottom
                    && other.top + SLACK < bottom;
        }
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        "a",
                        "A very long name that goes on and on ".repeat(6).substring(0, 200),
                        "借款人最近两年逾期六十天以上的次数",
                        "عدد مرات التأخر في السداد",
                        "👩‍👩‍👧‍👦 household 🏠")
                .flatMap(name -> Stream.of(1, 10, 60, 500).map(players -> Arguments.of(name, players)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void draw_anyNamesAndWidth_overlapsNoLabels(String name, int players) {
        for (ReportSection section : sections(name, players)) {
            Picture picture = Picture.of(section).orElseThrow();
            for (double width : new double[] {400, 800, 1400}) {
                for (Canvas.Scales scales : List.of(Canvas.Scales.BOTH, Canvas.Scales.EITHER)) {
                    Canvas canvas = new Canvas("p", Frame.of(width), Theme.LIGHT, scales);
                    String what =
                            section.getClass().getSimpleName() + " of " + players + " players, " + width + " wide";
                    assertLaidOut(what, picture.draw(canvas), width);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void draw_galleryAtAnyWidth_overlapsNoLabels(String unused, int width) {
        double pixels = Math.max(400, 2.8 * width);
        for (Gallery.Exhibit exhibit : Gallery.exhibits().values()) {
            String svg = Picture.of(exhibit.section())
                    .orElseThrow()
                    .draw(new Canvas("p", Frame.of(pixels), Theme.AUTO, Canvas.Scales.BOTH));
            assertLaidOut(exhibit.section().title(), svg, pixels);
        }
    }

    static List<ReportSection> sections(String name, int players) {
        Explanations rows = Gallery.table(24, players, name);
        Explanation first = rows.get(0);
        String output = "y";
        int all = Math.min(players, 60);
        List<ReportSection> sections = new ArrayList<>(List.of(
                new ReportSection.Waterfall(first, output),
                new ReportSection.Force(first, output),
                new ReportSection.Bars(first, output),
                ReportSection.Importance.of(rows, output),
                new ReportSection.Beeswarm(rows, output),
                new ReportSection.Violin(rows, output),
                new ReportSection.Dependence(rows, output, first.players().name(0)),
                new ReportSection.Heatmap(rows, output),
                new ReportSection.StackedForce(rows, output),
                new ReportSection.Decision(rows, output),
                ReportSection.Cohorts.found(rows, output),
                new ReportSection.Comparison(name, rows, name + "!", rows, output),
                new ReportSection.Waterfall(name, first, output, all),
                new ReportSection.Force(name, first, output, all),
                new ReportSection.Decision(name, rows, output, all),
                new ReportSection.Heatmap(name, rows, output, all, ReportSection.RowOrder.GIVEN),
                new ReportSection.StackedForce(name, rows, output, all, ReportSection.RowOrder.GIVEN),
                text(name, players),
                image(name, players),
                new ReportSection.Picks(
                        name,
                        Collections.nCopies(Math.min(players, 40), new ReportSection.Picks.PickedRow(3, 0.1, 0.9)))));
        if (players > 3) {
            sections.add(new ReportSection.Dependence(
                    name,
                    rows,
                    output,
                    first.players().name(3),
                    Optional.of(first.players().name(0))));
            sections.add(new ReportSection.Dependence(
                    name,
                    rows,
                    output,
                    first.players().name(0),
                    Optional.of(first.players().name(3))));
        }
        if (players <= 60) {
            Explanation interacting = Gallery.withInteractions(first, 3);
            sections.add(new ReportSection.InteractionMatrix(interacting, output));
            sections.add(new ReportSection.InteractionMatrix(name, Explanations.of(List.of(interacting)), output, all));
        }
        return sections;
    }

    private static ReportSection text(String name, int players) {
        int count = Math.min(players, 60);
        String[] words = new String[count];
        double[] values = new double[count];
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < count; p++) {
            words[p] = name.strip() + "–" + p + ";";
            values[p] = (p % 2 == 0 ? 1 : -1) * (p + 1.0) / count;
            text.append(words[p]).append(p % 5 == 4 ? "\n" : " ");
        }
        return new ReportSection.Text(Gallery.text(text.toString(), words, values), "positive");
    }

    private static ReportSection image(String name, int players) {
        int size = 40;
        int[] labels = new int[size * size];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i * players / labels.length;
        }
        double[] values = new double[players];
        for (int p = 0; p < players; p++) {
            values[p] = p % 3 - 1;
        }
        FeatureGroups segments = FeatureGroups.singles(Schema.unnamed(players));
        Explanation explanation = Games.of(segments, name, "IDENTITY", 0, values, new double[players])
                .withImage(SegmentedImage.of(size, size, new int[labels.length], labels));
        return new ReportSection.Image(explanation, name);
    }

    private static void assertLaidOut(String what, String svg, double width) {
        Element root = parse(svg);
        for (String hidden : List.of(Canvas.ON_OWN, Canvas.ON_LINK)) {
            assertLaidOut(what, root, hidden, width);
        }
    }

    /** Of what is there for either scale, a page shows only one. */
    private static void assertLaidOut(String what, Element root, String hidden, double width) {
        double height = Double.parseDouble(root.getAttribute("height"));
        List<Box> boxes = boxes(root, hidden);
        assertThat(boxes).as(what).isNotEmpty();
        for (Box box : boxes) {
            assertThat(box.left >= -SLACK && box.right <= width + SLACK && box.top >= -1 && box.bottom <= height + 1)
                    .as("%s: inside %s × %s: %s", what, width, height, box)
                    .isTrue();
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(boxes.get(i).overlaps(boxes.get(j)))
                        .as("%s: %s overlaps %s", what, boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
    }

    private static List<Box> boxes(Element root, String hidden) {
        List<Box> boxes = new ArrayList<>();
        NodeList texts = root.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            StringBuilder shown = new StringBuilder();
            for (var child = text.getFirstChild(); child != null; child = child.getNextSibling()) {
                shown.append(child.getNodeName().equals("title") ? "" : child.getTextContent());
            }
            double size = fontSize(text);
            double length = LabelWidth.of(shown.toString(), size);
            double share = switch (text.getAttribute("text-anchor")) {
                case "end" -> 1;
                case "middle" -> 0.5;
                default -> 0;
            };
            double left = Double.parseDouble(text.getAttribute("x")) - share * length;
            double baseline = Double.parseDouble(text.getAttribute("y"));
            if (!shown.isEmpty() && !isIn(text, hidden)) {
                boxes.add(
                        new Box(shown.toString(), left, baseline - 0.78 * size, left + length, baseline + 0.22 * size));
            }
        }
        return boxes;
    }

    private static boolean isIn(Element element, String cssClass) {
        for (Node at = element; at instanceof Element parent; at = at.getParentNode()) {
            if (parent.getAttribute("class").equals(cssClass)) {
                return true;
            }
        }
        return false;
    }

    private static double fontSize(Element element) {
        Element at = element;
        while (!at.hasAttribute("font-size")) {
            at = (Element) at.getParentNode();
        }
        return Double.parseDouble(at.getAttribute("font-size"));
    }

    private static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }
}
