package secant.report;

import java.util.ArrayList;
import java.util.List;

/** A key in one or more lines: marks, each with its text. Not thread-safe. */
final class Key {

    private static final double LINE = 21;
    private static final double MARK = 10;
    private static final double GAP = 16;

    /** Longer texts than this are cut where there are many items. */
    static final double SHORT = 230;

    /** Paints a mark of ten by ten pixels around a middle. */
    interface Mark {

        void draw(Svg svg, double left, double y);
    }

    private record Item(Mark mark, String text, String whole, double x, int line) {}

    private final double left;
    private final double right;
    private final double longest;
    private final List<Item> items = new ArrayList<>();
    private double x;
    private int line;

    Key(double left, double right, double longest) {
        this.left = left;
        this.right = right;
        this.longest = Math.min(longest, right - left - MARK - 6);
        this.x = left;
    }

    void add(Mark mark, String text) {
        String fitted = LabelWidth.fitEnds(text, Frame.SMALL_FONT, longest);
        double width = MARK + 6 + LabelWidth.of(fitted, Frame.SMALL_FONT);
        if (x > left && x + width > right) {
            x = left;
            line++;
        }
        items.add(new Item(mark, fitted, text, x, line));
        x += width + GAP;
    }

    void add(Swatch swatch) {
        add(
                (svg, at, y) -> {
                    svg.open("g", "class", "key", "stroke-linecap", "round", "stroke-width", "8");
                    swatch.path(svg, "M" + Svg.coordinate(at + MARK / 2) + " " + Svg.coordinate(y) + "h0");
                    svg.close();
                },
                swatch.label());
    }

    /** How much room it takes, 0 without an item. */
    double height() {
        return items.isEmpty() ? 0 : (line + 1) * LINE;
    }

    void draw(Svg svg, double top) {
        for (Item item : items) {
            double y = top + item.line() * LINE + LINE / 2;
            item.mark().draw(svg, item.x(), y);
            svg.startLabel(Ink.MUTED, item.x() + MARK + 6, y + 4, "start", "font-size", "12")
                    .text(Isolates.of(item.text()));
            if (!item.text().equals(item.whole())) {
                svg.element("title", item.whole());
            }
            svg.close();
        }
    }
}
