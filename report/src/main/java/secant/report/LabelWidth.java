package secant.report;

/**
 * How wide text is in a picture, in pixels, guessed generously from the kinds of its characters: the reader's font is not
 * known here.
 */
final class LabelWidth {

    private static final String RIGHT_TO_LEFT_MARK = "\u200f";

    private LabelWidth() {}

    static double of(String text, double fontSize) {
        return text.codePoints().mapToDouble(LabelWidth::ems).sum() * fontSize;
    }

    /** Cuts a text with an ellipsis so that it fits. */
    static String fit(String text, double fontSize, double width) {
        if (of(text, fontSize) <= width) {
            return text;
        }
        double room = width - of("…", fontSize);
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            room -= ems(point) * fontSize;
            if (room < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end).stripTrailing() + "…" + mark(text, end);
    }

    /** A mark that keeps the ellipsis at the end of a text that runs from right to left. */
    private static String mark(String text, int end) {
        for (int i = end; i > 0; ) {
            int point = text.codePointBefore(i);
            i -= Character.charCount(point);
            switch (Character.getDirectionality(point)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return "";
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return RIGHT_TO_LEFT_MARK;
                }
                default -> {
                    // says nothing of a direction
                }
            }
        }
        return "";
    }

    /** Cuts a text in its middle, so that it fits: for texts that differ at their ends. */
    static String fitEnds(String text, double fontSize, double width) {
        if (of(text, fontSize) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        double room = width - of("…", fontSize);
        int head = 0;
        int tail = points.length;
        while (head < tail) {
            boolean fromHead = head <= points.length - tail;
            room -= ems(points[fromHead ? head : tail - 1]) * fontSize;
            if (room < 0) {
                break;
            }
            if (fromHead) {
                head++;
            } else {
                tail--;
            }
        }
        return new String(points, 0, head).stripTrailing() + "…"
                + new String(points, tail, points.length - tail).stripLeading();
    }

    private static double ems(int point) {
        if (point < 128) {
            return ascii((char) point);
        }
        return switch (CellWidth.of(point)) {
            case 0 -> 0;
            case 2 -> 1.05;
            default -> point == '…' ? 1 : 0.68;
        };
    }

    /** As wide as in DejaVu Sans, the widest of the usual fonts: a label that is too long would lose its beginning. */
    private static double ascii(char c) {
        if ("ijl.,:;|'`".indexOf(c) >= 0) {
            return 0.34;
        }
        if (" frt()[]!/\\-I".indexOf(c) >= 0) {
            return 0.41;
        }
        if ("mwMW@%".indexOf(c) >= 0) {
            return 1;
        }
        if ("=+<>&#~".indexOf(c) >= 0) {
            return 0.84;
        }
        return c >= 'A' && c <= 'Z' ? 0.79 : 0.64;
    }
}
