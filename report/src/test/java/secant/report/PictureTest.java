package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import secant.data.SegmentedImage;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.report.ReportSection.RowOrder;

/** What every picture promises, and what the marks of each stand for. */
class PictureTest {

    private static final Pattern POINT = Pattern.compile("M([-\\d.]+) ([-\\d.]+)h0");

    static Stream<ReportSection> sections() {
        return Gallery.exhibits().values().stream().map(Gallery.Exhibit::section);
    }

    private static Picture picture(ReportSection section) {
        return Picture.of(section).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyPicture_namesItselfAndHasATable(ReportSection section) {
        Picture picture = picture(section);
        Document svg = parse(picture.draw(Canvas.of("p", Frame.WIDE)));
        NodeList first = svg.getDocumentElement().getChildNodes();

        assertThat(first.item(0).getNodeName()).isEqualTo("title");
        assertThat(first.item(0).getTextContent()).isEqualTo(section.title());
        assertThat(first.item(1).getNodeName()).isEqualTo("desc");
        assertThat(first.item(1).getTextContent()).isNotBlank();
        assertThat(picture.summary()).isNotBlank();
        assertThat(picture.table().rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(picture.table().header()));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyPicture_inTheDark_hasTheSameMarksInOtherColours(ReportSection section) {
        SvgWriter writer = new SvgWriter();
        String light = writer.write(section);
        String dark = writer.withTheme(Theme.DARK).write(section);
        String auto = writer.withTheme(Theme.AUTO).write(section);

        assertThat(dark).contains(Ink.PAPER.dark()).isNotEqualTo(light);
        assertThat(dark.replaceAll("#[0-9a-f]{6}", "#")).isEqualTo(light.replaceAll("#[0-9a-f]{6}", "#"));
        assertThat(auto.replaceAll("<style>.*</style>", "")).isEqualTo(light);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyPicture_asText_keepsWithinTheWidth(ReportSection section) {
        for (int width : new int[] {40, 60, 100}) {
            String text = new TextWriter()
                    .withWidth(width)
                    .write(Report.builder("t").add(section).build());
            assertThat(text.lines().mapToInt(CellWidth::of).max().orElse(0)).isLessThanOrEqualTo(width);
            assertThat(text.lines().count()).isGreaterThan(4);
        }
    }

    @Test
    void everyPicture_ofExtremeValues_hasFiniteCoordinates() {
        List<Explanation> extremes = List.of(
                Games.of(0),
                Games.of(-5),
                Games.of(0, 0, 0),
                Games.of(1e300, -1e300, 2e300),
                Games.of(Double.MAX_VALUE / 4, Double.MAX_VALUE / 4, -Double.MAX_VALUE / 4),
                Games.of(-0.75 * Double.MAX_VALUE, 0.9 * Double.MAX_VALUE, 0.8 * Double.MAX_VALUE),
                Games.of(Double.MIN_VALUE, -Double.MIN_VALUE),
                Games.of(1e12, new double[] {1e-3, -2e-3}, new double[] {1e-4, 0}),
                Games.of(0, new double[] {1, 1}, new double[] {1e6, 1e-9}));
        String output = Games.OUTPUT;
        for (Explanation row : extremes) {
            Explanations rows = Explanations.of(List.of(row, row));
            for (ReportSection section : List.of(
                    new ReportSection.Force(row, output),
                    new ReportSection.Bars(row, output),
                    new ReportSection.StackedForce(rows, output),
                    new ReportSection.Violin(rows, output),
                    new ReportSection.Dependence(rows, output, "x0"),
                    new ReportSection.Heatmap(rows, output),
                    new ReportSection.Decision(rows, output),
                    ReportSection.Cohorts.found(rows, output),
                    new ReportSection.Comparison("a", rows, "b", rows, output))) {
                for (Frame frame : List.of(Frame.WIDE, Frame.NARROW)) {
                    String svg = picture(section).draw(new Canvas("p", frame, Theme.LIGHT, Canvas.Scales.BOTH));
                    // What overflows is a coordinate of many digits, if it is not NaN.
                    assertThat(svg).doesNotContain("NaN").doesNotContainPattern("[ MVHLhvx\"=]-?\\d{6,}[.\" VHLMhv]");
                }
            }
        }
    }

    @Test
    void labels_ofValuesWithManyDigits_keepTheirMagnitude() {
        Explanation row = values(-1.0173567555602583E-9, -7.917259751626153E8, 0.1 + 0.2, 20260131);
        String svg = picture(new ReportSection.Waterfall(row, Games.OUTPUT)).draw(Canvas.of("p", Frame.WIDE));

        assertThat(svg).contains("−1.01736e−9<", "−7.91726e8<", "= 0.3<", "= 20260131<");
        assertThat(new TextWriter().write(Report.of(row, Games.OUTPUT))).contains("x0 = −1.01736e−9");
    }

    private static Explanation values(double... row) {
        Explanation plain = Games.of(4, 3, 2, 1);
        return Explanation.of(
                plain.method(), plain.players(), row, plain.outputs(), plain.fidelity(), plain.provenance());
    }

    @Test
    void levels_thatWouldReadTheSame_areToldApart() {
        Explanation year = Games.of(1998.3, new double[] {-0.9, 0.5}, new double[2]);
        for (ReportSection section :
                List.of(new ReportSection.Waterfall(year, Games.OUTPUT), new ReportSection.Force(year, Games.OUTPUT))) {
            String svg = picture(section).draw(Canvas.of("p", Frame.WIDE));
            assertThat(svg).contains("1998.3", "1997.9").doesNotContain("1998<", "1998 ");
        }
    }

    @Test
    void heatmapKey_whereColoursEndBeforeTheValues_saysSo() {
        Explanations even = Explanations.of(Collections.nCopies(10, Games.of(1, -1)));
        List<Explanation> uneven = new ArrayList<>(Collections.nCopies(60, Games.of(1, -1)));
        uneven.add(Games.of(9, -1));

        assertThat(heatmap(even)).contains(">−1.00 lowers<", ">+1.00 raises<");
        assertThat(heatmap(Explanations.of(uneven))).contains(">≤ −1.00 lowers<", ">≥ +1.00 raises<");
        assertThat(heatmap(Explanations.of(List.of(Games.of(0, 0))))).contains(">lowers<", ">raises<");
    }

    private static String heatmap(Explanations rows) {
        return picture(new ReportSection.Heatmap(rows, Games.OUTPUT)).draw(Canvas.of("p", Frame.WIDE));
    }

    @Test
    void bars_ofNothing_haveTheirNumberBesideTheAxis() {
        String svg =
                picture(new ReportSection.Bars(Games.of(2, 0), Games.OUTPUT)).draw(Canvas.of("p", Frame.WIDE));
        Element axis = null;
        NodeList lines = parse(svg).getElementsByTagName("line");
        for (int i = 0; i < lines.getLength(); i++) {
            Element line = (Element) lines.item(i);
            axis = line.getAttribute("class").equals(Ink.GUIDE.cssClass()) ? line : axis;
        }
        Element number = null;
        NodeList texts = parse(svg).getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            number = text.getTextContent().equals("0")
                            && !text.getAttribute("text-anchor").equals("middle")
                    ? text
                    : number;
        }

        assertThat(axis).isNotNull();
        assertThat(number).isNotNull();
        assertThat(Double.parseDouble(number.getAttribute("x")))
                .isEqualTo(Double.parseDouble(axis.getAttribute("x1")) + 6);
    }

    @Test
    void sectionsOfText_asPictures_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SvgWriter().write(new ReportSection.Paragraph("a", "b")))
                .withMessage("a section must have a picture but a Paragraph has none; write it as text or HTML");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SvgWriter().withWidth(319))
                .withMessage("picture width must be 320 or more but is 319");
    }

    @Test
    void coefficients_whereAttributionsMustAddUp_areRefused() {
        Explanations coefficients = Explanations.of(List.of(Gallery.wine()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Force(Gallery.wine(), "barolo"))
                .withMessage("a force picture needs attributions that add up to the prediction but those of LIME are "
                        + "coefficients; show them as bars");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSection.StackedForce(coefficients, "barolo"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSection.Decision(coefficients, "barolo"));
    }

    @Test
    void sections_thatDoNotFit_areRefused() {
        Explanations rows = Credit.rows(3);
        Explanations none = Explanations.of(List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Image(Credit.row(1), Credit.OUTPUT))
                .withMessageStartingWith("an overlay needs the explanation of a picture but it is the Kernel SHAP");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.InteractionMatrix(Credit.row(1), Credit.OUTPUT))
                .withMessageStartingWith("an interaction matrix needs interactions but there are none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Dependence(rows, Credit.OUTPUT, "Region"))
                .withMessage("a dependence picture needs a player of 1 column but 'Region' has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Dependence(rows, Credit.OUTPUT, "age"))
                .withMessageStartingWith("no player is named 'age'; the players are [Region, Income");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Cohorts(List.of(), Credit.OUTPUT))
                .withMessage("cohorts must be 1 to 6 but are 0");
        for (Runnable empty : List.<Runnable>of(
                () -> new ReportSection.Violin(none, "y"),
                () -> new ReportSection.Heatmap(none, "y"),
                () -> new ReportSection.StackedForce(none, "y"),
                () -> new ReportSection.Decision(none, "y"),
                () -> new ReportSection.Dependence(none, "y", "x"),
                () -> ReportSection.Cohorts.found(none, "y"),
                () -> new ReportSection.InteractionMatrix(none, "y"),
                () -> new ReportSection.Comparison("a", none, "b", rows, "y"))) {
            assertThatIllegalArgumentException().isThrownBy(empty::run).withMessageContaining("at least 1 explanation");
        }
    }

    @Test
    void waterfall_ofOverlappingIntervals_marksTies() {
        Explanation row = Games.of(0, new double[] {5, 2, -1.9, 1}, new double[] {0.1, 0.1, 0.1, 0.1});
        Picture picture = picture(new ReportSection.Waterfall(row, Games.OUTPUT));

        assertThat(picture.draw(Canvas.of("p", Frame.WIDE)))
                .containsOnlyOnce("class=\"tie\"")
                .contains("Ranks 2 to 3 are tied: their 95 % intervals overlap.");
        assertThat(picture.summary())
                .endsWith("A line beside the labels joins players that are tied: their intervals " + "overlap.");
        String text = new TextWriter()
                .write(Report.builder("t")
                        .add(new ReportSection.Waterfall(row, Games.OUTPUT))
                        .build());
        assertThat(text.lines().filter(line -> line.contains("≈ ")).toList())
                .hasSize(3) // the note and two players
                .last()
                .asString()
                .startsWith("  x2 = 0");
    }

    @Test
    void waterfall_ofExactValues_hasNoTies() {
        assertThat(new SvgWriter().write(new ReportSection.Waterfall(Games.of(1, 1, -1), Games.OUTPUT)))
                .doesNotContain("tie");
    }

    @Test
    void withProbability_ofLogOdds_putsProbabilitiesWhereTheyBelong() {
        Explanation row = Credit.row(1);
        String svg = new SvgWriter().withProbability().write(new ReportSection.Waterfall(row, Credit.OUTPUT));
        Document document = parse(svg);
        double half = 0;
        List<double[]> ticks = new ArrayList<>();
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            boolean second = text.getParentNode() instanceof Element group
                    && group.getAttribute("class").equals("probability");
            if (second && text.getTextContent().equals("0.5")) {
                half = number(text, "x");
            } else if (!second
                    && text.getTextContent().matches("[−\\d.]+")
                    && text.getAttribute("class").equals("muted")) {
                ticks.add(
                        new double[] {Double.parseDouble(text.getTextContent().replace('−', '-')), number(text, "x")});
            }
        }
        double[] zero = ticks.stream().filter(tick -> tick[0] == 0).findFirst().orElseThrow();

        assertThat(half).isCloseTo(zero[1], within(0.11)); // log-odds of 0
        assertThat(new SvgWriter().withProbability().write(new ReportSection.Waterfall(Games.of(1, 2), Games.OUTPUT)))
                .doesNotContain("probability");
        assertThat(new SvgWriter().write(new ReportSection.Waterfall(row, Credit.OUTPUT)))
                .doesNotContain("class=\"probability\"");
    }

    @Test
    void points_everyRow_isListedWithItsPoint() {
        Explanations rows = Credit.rows(50);
        Document svg = parse(new SvgWriter()
                .write(new ReportSection.Dependence("d", rows, Credit.OUTPUT, "Debt ratio", Optional.of("Home"))));
        double[] x = new double[50];
        double[] y = new double[50];
        Arrays.fill(x, Double.NaN);
        NodeList paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.hasAttribute("data-rows")) {
                int[] listed = Arrays.stream(path.getAttribute("data-rows").split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                List<MatchResult> points =
                        POINT.matcher(path.getAttribute("d")).results().toList();
                assertThat(points).hasSize(listed.length);
                for (int p = 0; p < listed.length; p++) {
                    assertThat(x[listed[p]]).isNaN();
                    x[listed[p]] = Double.parseDouble(points.get(p).group(1));
                    y[listed[p]] = Double.parseDouble(points.get(p).group(2));
                }
            }
        }
        assertLinear(x, r -> rows.get(r).row()[6], 1);
        assertLinear(
                y,
                r -> rows.get(r).output(Credit.OUTPUT).attribution("Debt ratio").value(),
                -1);
    }

    /** Every pixel is the same line of its value, upwards or downwards. */
    private static void assertLinear(double[] pixels, IntToDoubleFunction value, int sign) {
        int low = 0;
        int high = 0;
        for (int r = 0; r < pixels.length; r++) {
            low = value.applyAsDouble(r) < value.applyAsDouble(low) ? r : low;
            high = value.applyAsDouble(r) > value.applyAsDouble(high) ? r : high;
        }
        double slope = (pixels[high] - pixels[low]) / (value.applyAsDouble(high) - value.applyAsDouble(low));
        assertThat(slope * sign).isPositive();
        for (int r = 0; r < pixels.length; r++) {
            assertThat(pixels[r])
                    .isCloseTo(pixels[low] + slope * (value.applyAsDouble(r) - value.applyAsDouble(low)), within(0.2));
        }
    }

    @Test
    void dependence_missingValues_standApart() {
        Explanations rows = Credit.rows(80);
        Picture picture = picture(new ReportSection.Dependence(rows, Credit.OUTPUT, "Months employed"));
        long missing = rows.all().stream().filter(e -> Double.isNaN(e.row()[3])).count();

        assertThat(missing).isPositive();
        assertThat(picture.table().rows())
                .last()
                .satisfies(row -> assertThat(row.subList(0, 2)).containsExactly("missing", "" + missing));
        assertThat(picture.table().rows().stream()
                        .mapToInt(row -> Integer.parseInt(row.get(1)))
                        .sum())
                .isEqualTo(80);
    }

    @Test
    void decision_linesOfRows_endAtTheirAnswers() {
        Explanations rows = Credit.rows(20);
        Document svg = parse(new SvgWriter().write(new ReportSection.Decision("d", rows, Credit.OUTPUT, 4)));
        double[] ends = new double[20];
        double[] starts = new double[20];
        NodeList paths = svg.getElementsByTagName("path");
        int found = 0;
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            if (path.hasAttribute("data-row")) {
                String[] points = path.getAttribute("d").substring(1).split("L", -1);
                assertThat(points).hasSize(6); // the base value, the others, four players
                int row = Integer.parseInt(path.getAttribute("data-row"));
                starts[row] = Double.parseDouble(points[0].split(" ", -1)[0]);
                ends[row] = Double.parseDouble(points[5].split(" ", -1)[0]);
                found++;
            }
        }
        assertThat(found).isEqualTo(20);
        assertThat(Arrays.stream(starts).distinct()).hasSize(1);
        assertLinear(ends, r -> rows.get(r).output(Credit.OUTPUT).prediction(), 1);
    }

    @Test
    void heatmap_rows_areInTheirOrder() {
        Explanations rows = Credit.rows(30);
        for (RowOrder order : RowOrder.values()) {
            Document svg = parse(new SvgWriter().write(new ReportSection.Heatmap("h", rows, Credit.OUTPUT, 3, order)));
            int[] listed = Arrays.stream(columns(svg).getAttribute("data-rows").split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            double[] answers = Arrays.stream(listed)
                    .mapToDouble(r -> rows.get(r).output(Credit.OUTPUT).prediction())
                    .toArray();

            assertThat(Arrays.stream(listed).sorted().toArray())
                    .containsExactly(IntStream.range(0, 30).toArray());
            if (order == RowOrder.GIVEN) {
                assertThat(listed).isSorted();
            } else if (order == RowOrder.PREDICTION) {
                assertThat(answers).isSorted();
            } else {
                assertThat(listed)
                        .containsExactly(RowClusters.of(AttributionTable.of(rows, Credit.OUTPUT))
                                .leaves());
            }
        }
    }

    @Test
    void stackedForce_columns_areAsHighAsTheirAttributions() {
        double[][] values = {{4, -1}, {2, 1}};
        Explanations rows = Explanations.of(List.of(Games.of(values[0]), Games.of(values[1])));
        Document svg = parse(
                new SvgWriter().write(new ReportSection.StackedForce("s", rows, Games.OUTPUT, 5, RowOrder.GIVEN)));
        NodeList paths = columns(svg).getElementsByTagName("path");
        double unit = 0;
        int found = 0;
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            int player = path.getAttribute("data-label").equals("x0") ? 0 : 1;
            for (MatchResult column : Pattern.compile("M(\\d+)\\.5 ([\\d.]+)V([\\d.]+)")
                    .matcher(path.getAttribute("d"))
                    .results()
                    .toList()) {
                double height = Double.parseDouble(column.group(3)) - Double.parseDouble(column.group(2));
                double value = values[Integer.parseInt(column.group(1))][player];
                unit = unit == 0 ? height / value : unit;
                assertThat(height).isCloseTo(unit * value, within(0.3));
                found++;
            }
        }
        assertThat(found).isEqualTo(4);
        assertThat(unit).isPositive(); // what raises hangs below the line, what lowers stands above
    }

    @Test
    void force_ofManyPlayers_groupsTheRestBySide() {
        Explanation row = Games.of(5, -4, 0.5, 0.25, -0.125, 0);
        DataTable table =
                picture(new ReportSection.Force("f", row, Games.OUTPUT, 2)).table();

        assertThat(table.rows())
                .contains(
                        List.of("2 other players", "", "+0.750", "raises"),
                        List.of("2 other players", "", "−0.125", "lowers"));
    }

    @Test
    void interactions_overManyRows_areMeanSizes() {
        Explanation one = Gallery.interacting();
        double pair = one.interactions(Credit.OUTPUT).orElseThrow().pair("Income", "Home");
        Picture picture = picture(new ReportSection.InteractionMatrix(
                "i", Explanations.of(List.of(one, Gallery.interacting())), Credit.OUTPUT, 13));

        assertThat(picture.table().rows())
                .anySatisfy(row -> assertThat(row).contains("Income", "Home", Rounded.of(Math.abs(pair), 0)));
        assertThat(picture.summary()).startsWith("Mean sizes");
    }

    @Test
    void image_largePicture_saysThatBlocksAreMeans() {
        int size = 300;
        int[] labels = new int[size * size];
        labels[5] = 1;
        int[] pixels = new int[labels.length];
        Arrays.fill(pixels, 0xFF336699);
        Explanation row = Games.of(1, -1).withImage(SegmentedImage.of(size, size, pixels, labels));
        Picture picture = picture(new ReportSection.Image(row, Games.OUTPUT));

        assertThat(picture.summary()).endsWith("drawn in blocks of 3 × 3 pixels; segments are exact.");
        assertThat(picture.draw(Canvas.of("p", Frame.WIDE)).length()).isLessThan(20_000);
    }

    private static Element columns(Document svg) {
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            if (((Element) groups.item(i)).getAttribute("class").equals("columns")) {
                return (Element) groups.item(i);
            }
        }
        throw new AssertionError("no columns");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }
}
