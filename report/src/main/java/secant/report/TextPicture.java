package secant.report;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a text with its words on coloured ground: the stronger, the more they do to the answer. A line below a word says
 * the direction as well, solid for what raises the answer and dotted for what lowers it.
 *
 * <p>Words stand in boxes as wide as the widest usual font makes them, since the reader's font is not known. Lines of texts
 * that begin in a script from right to left are laid out from the right.
 */
final class TextPicture implements Picture {

    private static final double LINE = 27;
    private static final double TOP = 14;
    private static final double FONT = 14;
    private static final double SPACE = 5;
    private static final double WIDEST = 720;

    /** A stretch without spaces in it, and where it stands. */
    private record Box(MarkedText.Piece piece, String text, double x, int line, double width) {}

    private final ReportSection.Text section;
    private final MarkedText marked;

    TextPicture(ReportSection.Text section) {
        this.section = section;
        this.marked = MarkedText.of(section);
    }

    MarkedText marked() {
        return marked;
    }

    @Override
    public String summary() {
        return "Words on orange ground, underlined, raise "
                + LinkedScale.axis(
                        section.output(), section.explanation().provenance().link())
                + "; words on blue ground, dotted, lower it.";
    }

    @Override
    public DataTable table() {
        return DataTable.of(WaterfallSteps.of(new ReportSection.Waterfall(
                section.title(), section.explanation(), section.output(), section.options())));
    }

    @Override
    public void write(TextPage page) {
        marked.plain(section.options().shown()).lines().forEach(page::prose);
    }

    @Override
    public String draw(Canvas canvas) {
        double width = Math.min(WIDEST, canvas.width() - 2 * Frame.EDGE);
        List<Box> boxes = boxes(width);
        int lines = boxes.isEmpty() ? 1 : boxes.get(boxes.size() - 1).line() + 1;
        double bottom = TOP + lines * LINE + 10;
        Svg svg = canvas.picture(bottom + 30, section.title(), summary());
        boolean fromRight = isFromRight();
        svg.open("g", "class", "marked", "font-size", Svg.coordinate(FONT));
        for (Box box : boxes) {
            double x = Frame.EDGE + (fromRight ? width - box.x() - box.width() : box.x());
            box(svg, box, x, TOP + box.line() * LINE + LINE / 2);
        }
        svg.close();
        key(svg, bottom);
        return svg.end();
    }

    private boolean isFromRight() {
        String text = section.spans().text();
        return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    private List<Box> boxes(double width) {
        List<Box> boxes = new ArrayList<>();
        double x = 0;
        int line = 0;
        for (MarkedText.Piece piece : marked.pieces()) {
            // Spaces and line feeds are kept as pieces of their own: they part the boxes.
            for (String part : piece.text().split("(?<=\\s)|(?=\\s)", -1)) {
                if (part.equals("\n")) {
                    x = 0;
                    line++;
                } else if (part.isBlank()) {
                    x += part.isEmpty() || x == 0 ? 0 : SPACE;
                } else {
                    for (String text : pieces(part, width)) {
                        double wide = LabelWidth.of(text, FONT) + (piece.isMarked() ? 4 : 0);
                        if (x > 0 && x + wide > width) {
                            x = 0;
                            line++;
                        }
                        boxes.add(new Box(piece, text, x, line, wide));
                        x += wide;
                    }
                }
            }
        }
        return boxes;
    }

    /** Breaks a word that is longer than a line. */
    private static List<String> pieces(String word, double width) {
        double room = width - 4;
        if (LabelWidth.of(word, FONT) <= room) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        double taken = 0;
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            double wide = LabelWidth.of(Character.toString(point), FONT);
            if (taken + wide > room) {
                pieces.add(piece.toString());
                piece.setLength(0);
                taken = 0;
            }
            piece.appendCodePoint(point);
            taken += wide;
            i += Character.charCount(point);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static void box(Svg svg, Box box, double x, double y) {
        MarkedText.Piece piece = box.piece();
        double middle = x + box.width() / 2;
        if (!piece.isMarked()) {
            svg.label(Ink.TEXT, middle, y + 5, "middle", box.text());
            return;
        }
        boolean raises = piece.strength() > 0;
        svg.open("g", "class", "mark", "data-tip", box.text() + ": " + piece.attribution());
        ground(svg, raises, piece.strength(), x, y, box.width());
        svg.label(Ink.TEXT, middle, y + 5, "middle", box.text());
        svg.close();
    }

    private static void ground(Svg svg, boolean raises, int strength, double x, double y, double width) {
        String opacity = Rounded.plain(Math.abs(strength) * 12 / 100.0);
        svg.rect(raises ? Ink.RAISES : Ink.LOWERS, x, y - 11, width, 22, "fill-opacity", opacity, "rx", "2");
        String[] dots = raises ? new String[0] : new String[] {"stroke-dasharray", "2 2"};
        svg.line(raises ? Ink.RAISING : Ink.LOWERING, x + 1, y + 11, x + width - 1, y + 11, dots);
    }

    private static void key(Svg svg, double top) {
        double x = Frame.EDGE;
        for (boolean raises : new boolean[] {false, true}) {
            String text = raises ? "raises" : "lowers";
            for (int strength = 1; strength <= MarkedText.STRENGTHS; strength++) {
                int shown = raises ? strength : MarkedText.STRENGTHS + 1 - strength;
                if (raises) {
                    ground(svg, true, shown, x + (strength - 1) * 14, top + 8, 14);
                }
            }
            if (raises) {
                svg.label(Ink.MUTED, x + 64, top + 12, "start", text, "font-size", "12");
            } else {
                svg.label(Ink.MUTED, x, top + 12, "start", text, "font-size", "12");
                x += LabelWidth.of(text, Frame.SMALL_FONT) + 8;
                for (int strength = MarkedText.STRENGTHS; strength > 0; strength--) {
                    ground(svg, false, -strength, x, top + 8, 14);
                    x += 14;
                }
                x += 4;
            }
        }
    }
}
