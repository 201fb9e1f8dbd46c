package secant.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws lines on logarithmic axes, each with a mark of its own and its name at its end, so that neither colour nor a legend
 * far away is needed to tell them apart.
 */
final class LineChart {

    private static final double WIDTH = 760;
    private static final double LEFT = 64;
    private static final double RIGHT = 610;
    private static final double TOP = 16;
    private static final double BOTTOM = 336;
    private static final double HEIGHT = 388;
    private static final double MARK = 4;
    private static final double NAME_PITCH = 16;

    /** A place on a line; both numbers are above 0. */
    record Point(double x, double y) {

        Point {
            if (!(x > 0 && y > 0 && x < Double.POSITIVE_INFINITY && y < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "points on logarithmic axes must be above 0 and finite but one is " + x + ", " + y);
            }
        }
    }

    /** One line. */
    record Line(String name, List<Point> points) {

        Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("line '" + name + "' must have at least 1 point but has 0");
            }
        }
    }

    private final String title;
    private final String across;
    private final String upwards;
    private final List<Line> lines;
    private final LogScale x;
    private final LogScale y;

    private LineChart(String title, String across, String upwards, List<Line> lines) {
        this.title = title;
        this.across = across;
        this.upwards = upwards;
        this.lines = List.copyOf(lines);
        List<Point> all = lines.stream().flatMap(line -> line.points().stream()).toList();
        this.x = LogScale.around(all.stream().mapToDouble(Point::x).toArray(), LEFT, RIGHT);
        this.y = LogScale.around(all.stream().mapToDouble(Point::y).toArray(), BOTTOM, TOP);
    }

    /**
     * Draws a chart.
     *
     * @param id distinguishes it from other pictures of the same page
     * @param title what it shows
     * @param across what the horizontal axis is
     * @param upwards what the vertical axis is
     * @param lines at least one, at most as many as there are colours
     */
    static String draw(String id, String title, String across, String upwards, List<Line> lines) {
        if (lines.isEmpty() || lines.size() > Ink.CATEGORIES.size()) {
            throw new IllegalArgumentException(
                    "lines must be 1 to " + Ink.CATEGORIES.size() + " but are " + lines.size());
        }
        return new LineChart(title, across, upwards, lines).draw(id);
    }

    private String draw(String id) {
        Svg svg = Svg.picture(
                Canvas.of(id, Frame.of(WIDTH)),
                HEIGHT,
                title,
                upwards + " against " + across + ", both logarithmic, for "
                        + String.join(", ", lines.stream().map(Line::name).toList()) + ".");
        axes(svg);
        double[] names = namePlaces();
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), i, names[i]);
        }
        return svg.end();
    }

    private void axes(Svg svg) {
        for (Scale.Tick tick : x.ticks()) {
            double at = x.at(tick.value());
            svg.line(Ink.RULE, at, TOP, at, BOTTOM);
            svg.label(Ink.MUTED, at, BOTTOM + 18, "middle", tick.label(), "font-size", "12");
        }
        for (Scale.Tick tick : y.ticks()) {
            double at = y.at(tick.value());
            svg.line(Ink.RULE, LEFT, at, RIGHT, at);
            svg.label(Ink.MUTED, LEFT - 8, at + 4, "end", tick.label(), "font-size", "12");
        }
        svg.label(Ink.TEXT, (LEFT + RIGHT) / 2, BOTTOM + 42, "middle", across);
        String middle = Svg.coordinate((TOP + BOTTOM) / 2);
        svg.label(Ink.TEXT, 16, (TOP + BOTTOM) / 2, "middle", upwards, "transform", "rotate(-90 16 " + middle + ")");
    }

    /** Where the names go: beside the lines' ends, pushed apart from the top down where they would touch. */
    private double[] namePlaces() {
        List<Integer> fromTop = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            fromTop.add(i);
        }
        fromTop.sort((a, b) -> Double.compare(end(a), end(b)));
        double[] places = new double[lines.size()];
        double free = TOP;
        for (int i : fromTop) {
            places[i] = Math.max(end(i), free);
            free = places[i] + NAME_PITCH;
        }
        double over = free - NAME_PITCH - (BOTTOM + NAME_PITCH);
        for (int i = fromTop.size() - 1; i >= 0 && over > 0; i--) { // and back up from the bottom
            int line = fromTop.get(i);
            double lowest = i == fromTop.size() - 1 ? BOTTOM + NAME_PITCH : places[fromTop.get(i + 1)] - NAME_PITCH;
            places[line] = Math.min(places[line], lowest);
        }
        return places;
    }

    private double end(int line) {
        List<Point> points = lines.get(line).points();
        return y.at(points.get(points.size() - 1).y());
    }

    private void line(Svg svg, Line line, int index, double nameAt) {
        String colour = Ink.CATEGORIES.get(index);
        StringBuilder path = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? "M" : "L").append(place(x.at(point.x()), y.at(point.y())));
            mark(marks, index, x.at(point.x()), y.at(point.y()));
        }
        Point last = line.points().get(line.points().size() - 1);
        svg.open("g", "fill", "none", "stroke-width", "2", "stroke-linejoin", "round");
        svg.path(colour, path.toString());
        svg.path(colour, marks.toString());
        svg.close();
        svg.open("g", "fill", "none", "stroke-width", "1", "stroke-dasharray", "1 2");
        svg.path(colour, "M" + place(x.at(last.x()) + 6, y.at(last.y())) + "L" + place(RIGHT + 16, nameAt));
        svg.close();
        StringBuilder key = new StringBuilder();
        mark(key, index, RIGHT + 24, nameAt);
        svg.open("g", "fill", "none", "stroke-width", "2");
        svg.path(colour, key.toString());
        svg.close();
        svg.label(Ink.TEXT, RIGHT + 34, nameAt + 4, "start", line.name());
    }

    private static String place(double x, double y) {
        return Svg.coordinate(x) + " " + Svg.coordinate(y);
    }

    /** A square, a diamond, a cross, a plus, a triangle or a bar. */
    private static void mark(StringBuilder path, int kind, double x, double y) {
        double[][] corners = switch (kind) {
            case 0 -> new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
            case 1 -> new double[][] {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}, {0, -1.3}, {1.3, 0}};
            case 2 -> new double[][] {{-1, -1}, {1, 1}, {0, 0}, {-1, 1}, {1, -1}};
            case 3 -> new double[][] {{-1.3, 0}, {1.3, 0}, {0, 0}, {0, -1.3}, {0, 1.3}};
            case 4 -> new double[][] {{0, -1.2}, {1.2, 1}, {-1.2, 1}, {0, -1.2}, {1.2, 1}};
            default -> new double[][] {{0, -1.3}, {0, 1.3}};
        };
        for (int c = 0; c < corners.length; c++) {
            path.append(c == 0 ? "M" : "L").append(place(x + MARK * corners[c][0], y + MARK * corners[c][1]));
        }
    }
}
