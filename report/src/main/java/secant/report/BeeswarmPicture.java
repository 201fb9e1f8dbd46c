package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.report.PointColours.Kind;

/** Draws a beeswarm: a line of points a player, with the key to their colours. */
final class BeeswarmPicture {

    private static final double KEY_TOP = 14;
    private static final double KEY_LINE = 19;
    private static final double PLOT_BELOW_KEY = 20;
    private static final double AXIS = 46;
    private static final double SMALLEST_HALF = 13;
    private static final double LARGEST_HALF = 32;
    private static final int KEY_STEP = 11;
    private static final String LOW = "low value";
    private static final String HIGH = "high";

    private final SwarmLines swarm;
    private final Frame frame;
    private final double diameter;
    private final Scale scale;
    private final boolean greysBelow;
    private final double top;
    private final List<Swarm> placed = new ArrayList<>();

    private BeeswarmPicture(SwarmLines swarm, Frame frame) {
        this.swarm = swarm;
        this.frame = frame;
        this.diameter = diameter(swarm.rows());
        this.scale = Scale.around(
                Math.min(0, swarm.lowest()),
                Math.max(0, swarm.highest()),
                frame.plotLeft() + diameter,
                frame.plotRight() - diameter);
        this.greysBelow = frame.plotLeft() + valueKeyWidth() + greyWidth() > frame.width();
        this.top = KEY_TOP + PLOT_BELOW_KEY + (greysBelow ? KEY_LINE : 0);
        for (SwarmLines.Line line : swarm.lines()) {
            double[] x = new double[swarm.rows()];
            for (int row = 0; row < x.length; row++) {
                x[row] = scale.at(line.value(row));
            }
            // Coordinates are rounded to tenths of a pixel: the extra tenth keeps neighbours apart all the same.
            placed.add(Swarm.of(x, diameter + 0.15, LARGEST_HALF - diameter / 2));
        }
    }

    static String draw(ReportSection.Beeswarm section, String id, Frame frame) {
        return new BeeswarmPicture(SwarmLines.of(section), frame).draw(id, section.title());
    }

    /** Smaller points for more rows, in pixels. */
    private static double diameter(int rows) {
        if (rows <= 100) {
            return 6.4;
        }
        if (rows <= 400) {
            return 5;
        }
        return rows <= 1500 ? 4 : 2.8;
    }

    private String draw(String id, String title) {
        double plotBottom = top;
        for (Swarm points : placed) {
            plotBottom += 2 * half(points) + frame.labelHeight();
        }
        CategoryKey key = CategoryKey.of(swarm.lines(), frame, plotBottom + AXIS);
        Svg svg =
                Svg.picture(id, frame.width(), key.bottom(), PlayerLabel.shown(title), swarm.summary() + crowdedNote());
        frame.axis(svg, scale, swarm.axis(), top, plotBottom);
        svg.line(Ink.GUIDE, scale.at(0), top, scale.at(0), plotBottom);
        valueKey(svg);
        double y = top;
        for (int i = 0; i < placed.size(); i++) {
            double half = half(placed.get(i));
            y += frame.labelHeight() + half;
            line(svg, swarm.lines().get(i), placed.get(i), y);
            y += half;
        }
        key.draw(svg);
        return svg.end();
    }

    private double half(Swarm points) {
        return Math.max(SMALLEST_HALF, points.reach() + diameter / 2 + 2);
    }

    private String crowdedNote() {
        int crowded = placed.stream().mapToInt(Swarm::crowded).sum();
        return crowded == 0 ? "" : " " + crowded + " points overlap others for lack of room.";
    }

    private void line(Svg svg, SwarmLines.Line line, Swarm points, double y) {
        frame.label(svg, line.label(), y, half(points) - 4);
        PointColours colours = line.colours();
        StringBuilder[] paths = new StringBuilder[colours.swatches().size()];
        for (int row = 0; row < swarm.rows(); row++) {
            int colour = colours.ofRow(row);
            if (paths[colour] == null) {
                paths[colour] = new StringBuilder();
            }
            // A line of no length with round caps: a point in a dozen bytes.
            paths[colour]
                    .append('M')
                    .append(Svg.coordinate(scale.at(line.value(row))))
                    .append(' ')
                    .append(Svg.coordinate(y + points.offset(row)))
                    .append("h0");
        }
        svg.open("g", "class", "points", "stroke-linecap", "round", "stroke-width", Svg.coordinate(diameter));
        for (int colour = 0; colour < paths.length; colour++) {
            if (paths[colour] != null) {
                colours.swatches().get(colour).path(svg, paths[colour].toString());
            }
        }
        svg.close();
    }

    /** Draws what the colours of values from low to high mean, and the greys. */
    private void valueKey(Svg svg) {
        double x = frame.plotLeft();
        if (hasValues()) {
            svg.label(Ink.MUTED, x, KEY_TOP + 4, "start", LOW, "font-size", "12");
            x += LabelWidth.of(LOW, Frame.SMALL_FONT) + 4;
            svg.open("g", "class", "key", "stroke-width", "9");
            for (String colour : Ink.LOW_TO_HIGH) {
                svg.path(colour, "M" + Svg.coordinate(x) + " " + Svg.coordinate(KEY_TOP) + "h" + KEY_STEP);
                x += KEY_STEP;
            }
            svg.close();
            svg.label(Ink.MUTED, x + 6, KEY_TOP + 4, "start", HIGH, "font-size", "12");
        }
        x = greysBelow ? frame.plotLeft() : frame.plotLeft() + valueKeyWidth();
        for (Swatch grey : greys()) {
            CategoryKey.point(svg, grey, x, greysBelow ? KEY_TOP + KEY_LINE : KEY_TOP);
            x += CategoryKey.width(grey);
        }
    }

    private double valueKeyWidth() {
        return hasValues() ? LabelWidth.of(LOW + HIGH, Frame.SMALL_FONT) + Ink.LOW_TO_HIGH.size() * KEY_STEP + 28 : 0;
    }

    private double greyWidth() {
        return greys().stream().mapToDouble(CategoryKey::width).sum();
    }

    private boolean hasValues() {
        return swarm.lines().stream().anyMatch(line -> line.colours().kind() == Kind.LOW_TO_HIGH);
    }

    private List<Swatch> greys() {
        return swarm.lines().stream()
                .flatMap(line -> line.colours().used().stream()
                        .filter(swatch -> swatch.equals(PointColours.MISSING)
                                || line.colours().kind() == Kind.NONE))
                .distinct()
                .toList();
    }
}
