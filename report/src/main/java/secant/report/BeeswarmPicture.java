package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.report.PointColours.Kind;

/** Draws a beeswarm: a line of points a player, with the key to their colours. */
final class BeeswarmPicture implements Picture {

    private static final double KEY_TOP = 14;
    private static final double KEY_LINE = 19;
    private static final double PLOT_BELOW_KEY = 20;
    private static final double AXIS = 46;
    private static final double SMALLEST_HALF = 13;
    private static final double LARGEST_HALF = 32;
    private static final int KEY_STEP = 11;
    static final String LOW = "low value";
    private static final String HIGH = "high";

    private final String title;
    private final SwarmLines swarm;

    BeeswarmPicture(ReportSection.Beeswarm section) {
        this.title = section.title();
        this.swarm = SwarmLines.of(section);
    }

    @Override
    public String summary() {
        return swarm.summary();
    }

    @Override
    public DataTable table() {
        return DataTable.of(swarm);
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(swarm, canvas.frame()).draw(canvas, title);
    }

    @Override
    public void write(TextPage page) {
        page.prose(swarm.axis() + ". From the lowest to the highest, and how many of the " + swarm.rows()
                + " rows are where between.");
        page.densities(swarm);
    }

    /** Draws the key to colours of values from low to high. */
    static void lowToHigh(Svg svg, double left, double y, String low) {
        svg.label(Ink.MUTED, left, y + 4, "start", low, "font-size", "12");
        double x = left + LabelWidth.of(low, Frame.SMALL_FONT) + 4;
        svg.open("g", "class", "key", "stroke-width", "9");
        for (String colour : Ink.LOW_TO_HIGH) {
            svg.path(colour, "M" + Svg.coordinate(x) + " " + Svg.coordinate(y) + "h" + KEY_STEP);
            x += KEY_STEP;
        }
        svg.close();
        svg.label(Ink.MUTED, x + 6, y + 4, "start", HIGH, "font-size", "12");
    }

    /** How much room {@link #lowToHigh} takes, with a gap behind it. */
    static double lowToHighWidth() {
        return LabelWidth.of(LOW + HIGH, Frame.SMALL_FONT) + Ink.LOW_TO_HIGH.size() * KEY_STEP + 28;
    }

    /** One drawing of a beeswarm. */
    private static final class Drawing {

        private final SwarmLines swarm;
        private final Frame frame;
        private final double diameter;
        private final Scale scale;
        private final boolean greysBelow;
        private final double top;
        private final List<Swarm> placed = new ArrayList<>();

        Drawing(SwarmLines swarm, Frame frame) {
            this.swarm = swarm;
            this.frame = frame;
            this.diameter = diameter(swarm.rows());
            this.scale = Scale.around(
                            Math.min(0, swarm.lowest()),
                            Math.max(0, swarm.highest()),
                            frame.plotLeft() + diameter,
                            frame.plotRight() - diameter)
                    .in(swarm.numbers());
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

        String draw(Canvas canvas, String title) {
            double plotBottom = top;
            for (Swarm points : placed) {
                plotBottom += 2 * half(points) + frame.labelHeight();
            }
            CategoryKey key = CategoryKey.of(swarm.lines(), frame, plotBottom + AXIS);
            Svg svg = canvas.picture(key.bottom(), title, swarm.summary() + crowdedNote());
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
            Points marks = new Points(line.colours());
            for (int row = 0; row < swarm.rows(); row++) {
                marks.add(row, scale.at(line.value(row)), y + points.offset(row));
            }
            marks.draw(svg, diameter, line.label().name());
        }

        /** Draws what the colours of values from low to high mean, and the greys. */
        private void valueKey(Svg svg) {
            if (hasValues()) {
                lowToHigh(svg, frame.plotLeft(), KEY_TOP, LOW);
            }
            double x = greysBelow ? frame.plotLeft() : frame.plotLeft() + valueKeyWidth();
            for (Swatch grey : greys()) {
                CategoryKey.point(svg, grey, x, greysBelow ? KEY_TOP + KEY_LINE : KEY_TOP);
                x += CategoryKey.width(grey);
            }
        }

        private double valueKeyWidth() {
            return hasValues() ? lowToHighWidth() : 0;
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
}
