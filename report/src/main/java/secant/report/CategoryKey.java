package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.report.PointColours.Kind;

/** The key to the colours of categories: a line for each player that has them, wrapped where it is too long. */
final class CategoryKey {

    private static final double LINE = 21;
    private static final double POINT = 8;
    private static final double GAP_BELOW_LABEL = 4;

    /** A category and where it goes. */
    private record Item(Swatch swatch, double x, double y) {}

    /** A player and where its categories begin. */
    private record Heading(PlayerLabel label, double y) {}

    private final Frame frame;
    private final List<Item> items = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private double y;

    private CategoryKey(Frame frame, double top) {
        this.frame = frame;
        this.y = top + 6;
    }

    static CategoryKey of(List<SwarmLines.Line> lines, Frame frame, double top) {
        CategoryKey key = new CategoryKey(frame, top);
        for (SwarmLines.Line line : lines) {
            if (line.colours().kind() == Kind.CATEGORIES) {
                key.add(line);
            }
        }
        return key;
    }

    private void add(SwarmLines.Line line) {
        y += frame.labelHeight() + (frame.labelsAbove() ? GAP_BELOW_LABEL : 0);
        headings.add(new Heading(line.label(), y));
        double x = frame.plotLeft();
        for (Swatch swatch : line.colours().used()) {
            if (swatch.equals(PointColours.MISSING)) {
                continue; // its grey is the same for all players and explained once
            }
            if (x > frame.plotLeft() && x + width(swatch) > frame.plotRight()) {
                x = frame.plotLeft();
                y += LINE;
            }
            items.add(new Item(swatch, x, y));
            x += width(swatch);
        }
        y += LINE;
    }

    /** Where the key ends. */
    double bottom() {
        return y;
    }

    void draw(Svg svg) {
        for (Heading heading : headings) {
            double half = POINT / 2 + (frame.labelsAbove() ? GAP_BELOW_LABEL : 0);
            frame.label(svg, heading.label(), heading.y(), half);
        }
        for (Item item : items) {
            point(svg, item.swatch(), item.x(), item.y());
        }
    }

    static void point(Svg svg, Swatch swatch, double x, double y) {
        svg.open("g", "class", "key", "stroke-linecap", "round", "stroke-width", Svg.coordinate(POINT));
        swatch.path(svg, "M" + Svg.coordinate(x + POINT / 2) + " " + Svg.coordinate(y) + "h0");
        svg.close();
        svg.label(Ink.MUTED, x + POINT + 5, y + 4, "start", text(swatch), "font-size", "12");
    }

    static double width(Swatch swatch) {
        return POINT + 5 + LabelWidth.of(text(swatch), Frame.SMALL_FONT) + 14;
    }

    private static String text(Swatch swatch) {
        return LabelWidth.fit(swatch.label(), Frame.SMALL_FONT, 180);
    }
}
