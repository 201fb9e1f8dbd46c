package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.report.PointColours.Kind;

/**
 * Draws violins: for each player the outline of how its attributions are spread, sliced by colour where its values are
 * numbers, with the quartiles as a bar and the median as a point.
 */
final class ViolinPicture implements Picture {

    private static final double TOP = 36;
    private static final double HALF = 17;
    private static final double PITCH = 40;
    private static final double BOTTOM = 46;
    private static final int PLACES = 120;

    /** What is thinner than this is not drawn, in pixels. */
    private static final double THINNEST = 0.4;

    private final ReportSection.Violin section;
    private final SwarmLines swarm;

    ViolinPicture(ReportSection.Violin section) {
        this.section = section;
        this.swarm = SwarmLines.of(section);
    }

    @Override
    public String summary() {
        return "How the attributions of " + RowNoun.count(swarm.rows())
                + " are spread: the wider, the more rows. The bar is the middle half, the point the median; colours are the "
                + "mean value of the rows there." + swarm.leftOut();
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (SwarmLines.Line line : swarm.lines()) {
            List<String> cells = new ArrayList<>(List.of(line.label().name()));
            for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
                cells.add(swarm.numbers().signed(line.quantile(share), 0));
            }
            rows.add(cells);
        }
        return new DataTable(
                List.of("Player", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest"), rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose(swarm.axis() + ". From the lowest to the highest, and how many of the " + swarm.rows()
                + " rows are where between.");
        page.densities(swarm);
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        double pitch = PITCH + frame.labelHeight();
        double bottom = TOP + pitch * swarm.lines().size();
        Svg svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        double low = Math.min(0, swarm.lowest());
        double high = Math.max(0, swarm.highest());
        Scale scale = Scale.around(low, high, frame.plotLeft() + 4, frame.plotRight() - 4)
                .in(swarm.numbers());
        frame.axis(svg, scale, swarm.axis(), TOP, bottom);
        svg.line(Ink.GUIDE, scale.at(0), TOP, scale.at(0), bottom);
        key(svg, frame);
        // For a page's script, which marks where one row is.
        svg.open(
                "g",
                "class",
                "spread",
                "data-scale",
                scale.from() + " " + scale.to() + " " + scale.low() + " " + scale.high());
        for (int i = 0; i < swarm.lines().size(); i++) {
            violin(svg, frame, scale, swarm.lines().get(i), TOP + i * pitch + frame.labelHeight() + PITCH / 2);
        }
        svg.close();
        return svg.end();
    }

    private void key(Svg svg, Frame frame) {
        boolean values = has(Kind.LOW_TO_HIGH);
        Key key = new Key(frame.plotLeft() + (values ? BeeswarmPicture.lowToHighWidth() : 0), frame.width(), Key.SHORT);
        if (values) {
            BeeswarmPicture.lowToHigh(svg, frame.plotLeft(), 14, BeeswarmPicture.LOW);
        }
        if (has(Kind.CATEGORIES) || has(Kind.NONE)) {
            key.add((into, left, y) -> into.rect(Ink.AMOUNT, left, y - 5, 10, 10), "unordered");
        }
        key.draw(svg, 14 - key.height() / 2);
    }

    private boolean has(Kind kind) {
        return swarm.lines().stream().anyMatch(line -> line.colours().kind() == kind);
    }

    private void violin(Svg svg, Frame frame, Scale scale, SwarmLines.Line line, double y) {
        frame.label(svg, line.label(), y, HALF - 3);
        svg.open("g", "class", "violin", "data-label", line.label().name(), "data-y", Svg.coordinate(y));
        svg.element(
                "title",
                line.label().name() + ": median " + swarm.numbers().signed(line.median(), 0) + ", from "
                        + swarm.numbers().signed(line.lowest(), 0) + " to "
                        + swarm.numbers().signed(line.highest(), 0));
        double left = scale.at(line.lowest());
        double right = scale.at(line.highest());
        if (right - left < 2) {
            svg.rect(Ink.AMOUNT, (left + right) / 2 - 1, y - HALF, 2, 2 * HALF);
            svg.close();
            return;
        }
        Density density = Density.of(line.values(), line.lowest(), line.highest(), PLACES);
        int[] colours = sliceColours(line);
        for (int from = 0; from < PLACES - 1; ) {
            int to = from + 1;
            while (to < PLACES - 1 && colours[to] == colours[from]) {
                to++;
            }
            slice(svg, density, colours[from], from, to, left, right, y);
            from = to;
        }
        double first = scale.at(line.quantile(0.25));
        double third = scale.at(line.quantile(0.75));
        svg.open("g", "stroke-linecap", "round");
        svg.path(Ink.HALO, level(first, third, y), "stroke-width", "5");
        svg.path(Ink.ERROR, level(first, third, y), "stroke-width", "2.6");
        String median = level(scale.at(line.median()), scale.at(line.median()), y);
        svg.path(Ink.ERROR, median, "stroke-width", "9");
        svg.path(Ink.HALO, median, "stroke-width", "5");
        svg.close();
        svg.close();
    }

    private static String level(double from, double to, double y) {
        return "M" + Svg.coordinate(from) + " " + Svg.coordinate(y) + "H" + Svg.coordinate(to);
    }

    private static void slice(
            Svg svg, Density density, int colour, int from, int to, double left, double right, double y) {
        StringBuilder data = new StringBuilder();
        double step = (right - left) / (PLACES - 1);
        boolean drawn = false;
        for (int i = from; i <= to; i++) {
            double half = density.height(i) * HALF;
            drawn |= half > THINNEST;
            Svg.coordinate(data.append(i == from ? 'M' : 'L'), left + i * step);
            Svg.coordinate(data.append(' '), y - Math.max(half, THINNEST / 2));
        }
        for (int i = to; i >= from; i--) {
            Svg.coordinate(data.append('L'), left + i * step);
            Svg.coordinate(data.append(' '), y + Math.max(density.height(i) * HALF, THINNEST / 2));
        }
        data.append('Z');
        String width = drawn ? "0.6" : "0.3"; // closes the seams between slices
        if (colour < 0) {
            svg.path(Ink.AMOUNT, data.toString());
        } else {
            svg.path(
                    Ink.LOW_TO_HIGH.get(colour),
                    data.toString(),
                    "fill",
                    Ink.LOW_TO_HIGH.get(colour),
                    "stroke-width",
                    width);
        }
    }

    /** The mean colour of the rows at each place; −1 where values are no numbers. Where there is no row, that to its left. */
    private static int[] sliceColours(SwarmLines.Line line) {
        int[] colours = new int[PLACES];
        Arrays.fill(colours, -1);
        if (line.colours().kind() != Kind.LOW_TO_HIGH) {
            return colours;
        }
        double[] sums = new double[PLACES];
        int[] counts = new int[PLACES];
        double span = line.highest() - line.lowest();
        for (int row = 0; row < line.values().length; row++) {
            int colour = line.colours().ofRow(row);
            if (colour < Ink.LOW_TO_HIGH.size()) { // not a missing value
                int place = (int) ((line.value(row) - line.lowest()) / span * (PLACES - 1));
                // A row speaks for its neighbourhood, or single rows would make stripes.
                for (int near = Math.max(0, place - 3); near <= Math.min(PLACES - 1, place + 3); near++) {
                    sums[near] += colour;
                    counts[near]++;
                }
            }
        }
        for (int place = 0; place < PLACES; place++) {
            colours[place] = counts[place] > 0
                    ? (int) Math.round(sums[place] / counts[place])
                    : place > 0 ? colours[place - 1] : -1;
        }
        for (int place = PLACES - 2; place >= 0; place--) {
            colours[place] = colours[place] < 0 ? colours[place + 1] : colours[place];
        }
        return colours;
    }
}
