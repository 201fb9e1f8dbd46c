package secant.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** SVG markup under construction: elements are nested and text is escaped by this class alone. Not thread-safe. */
final class Svg {

    /** Fonts that are there already: nothing is loaded. */
    private static final String FONTS =
            "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    private final Theme theme;

    private Svg(Theme theme) {
        this.theme = theme;
    }

    /** Starts a picture that tells screen readers what it shows. */
    static Svg picture(Canvas canvas, double height, String title, String description) {
        Svg svg = new Svg(canvas.theme());
        String width = coordinate(canvas.width());
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + coordinate(height),
                "width",
                width,
                "height",
                coordinate(height),
                "role",
                "img",
                "aria-labelledby",
                canvas.id() + "-t " + canvas.id() + "-d",
                "font-family",
                FONTS,
                "font-size",
                "13");
        svg.element("title", title, "id", canvas.id() + "-t");
        svg.element("desc", description, "id", canvas.id() + "-d");
        if (canvas.theme() == Theme.AUTO) {
            svg.out
                    .append("<style>@media (prefers-color-scheme:dark){")
                    .append(Ink.darkRules())
                    .append("}</style>");
        }
        svg.rect(Ink.PAPER, 0, 0, canvas.width(), height);
        return svg;
    }

    /** Opens an element; attributes are names and values in turn. */
    Svg open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    Svg close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Opens a group painted in one ink. */
    Svg group(Ink ink, String... attributes) {
        out.append("<g");
        paint(ink);
        attributes(attributes);
        out.append('>');
        open.push("g");
        return this;
    }

    Svg element(String name, String text, String... attributes) {
        open(name, attributes);
        text(text);
        return close();
    }

    Svg text(String text) {
        escape(text);
        return this;
    }

    /** Writes a line of text that starts, ends or is centred at x: anchor is start, end or middle. */
    Svg label(Ink ink, double x, double y, String anchor, String text, String... attributes) {
        startLabel(ink, x, y, anchor, attributes);
        text(text);
        return close();
    }

    /** Opens a line of text. */
    Svg startLabel(Ink ink, double x, double y, String anchor, String... attributes) {
        out.append("<text x=\"")
                .append(coordinate(x))
                .append("\" y=\"")
                .append(coordinate(y))
                .append('"');
        if (!anchor.equals("start")) {
            attributes("text-anchor", anchor);
        }
        paint(ink);
        attributes(attributes);
        out.append('>');
        open.push("text");
        return this;
    }

    /** Continues a line in another ink; on its own terms, or an Arabic name would take a number's sign to its other end. */
    Svg span(Ink ink, String text) {
        out.append("<tspan");
        paint(ink);
        attributes("direction", "ltr", "unicode-bidi", "isolate");
        out.append('>');
        escape(text);
        out.append("</tspan>");
        return this;
    }

    Svg rect(Ink ink, double x, double y, double width, double height, String... attributes) {
        out.append("<rect");
        attributes("x", coordinate(x), "y", coordinate(y), "width", coordinate(width), "height", coordinate(height));
        paint(ink);
        attributes(attributes);
        out.append("/>");
        return this;
    }

    Svg line(Ink ink, double x1, double y1, double x2, double y2, String... attributes) {
        out.append("<line");
        attributes("x1", coordinate(x1), "y1", coordinate(y1), "x2", coordinate(x2), "y2", coordinate(y2));
        paint(ink);
        attributes(attributes);
        out.append("/>");
        return this;
    }

    Svg path(Ink ink, String data, String... attributes) {
        out.append("<path d=\"").append(data).append('"');
        paint(ink);
        attributes(attributes);
        out.append("/>");
        return this;
    }

    /** Writes a path in a colour that is the same in light and in dark. */
    Svg path(String stroke, String data, String... attributes) {
        out.append("<path d=\"")
                .append(data)
                .append("\" stroke=\"")
                .append(stroke)
                .append('"');
        attributes(attributes);
        out.append("/>");
        return this;
    }

    /** Fills a path with a colour that is the same in light and in dark. */
    Svg fill(String colour, String data, String... attributes) {
        out.append("<path d=\"")
                .append(data)
                .append("\" fill=\"")
                .append(colour)
                .append('"');
        attributes(attributes);
        out.append("/>");
        return this;
    }

    /** Ends the picture. */
    String end() {
        close();
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements still open: " + open);
        }
        return out.toString();
    }

    /** Writes a pixel to a tenth, which no screen shows finer. */
    static String coordinate(double pixel) {
        return coordinate(new StringBuilder(), pixel).toString();
    }

    /** Appends a pixel to a tenth. */
    static StringBuilder coordinate(StringBuilder to, double pixel) {
        long tenths = Math.round(pixel * 10);
        if (tenths < 0) {
            to.append('-');
        }
        long size = Math.abs(tenths);
        to.append(size / 10);
        return size % 10 == 0 ? to : to.append('.').append(size % 10);
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        attributes(attributes);
    }

    private void attributes(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void paint(Ink ink) {
        attributes("class", ink.cssClass(), ink.attribute(), ink.on(theme));
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
