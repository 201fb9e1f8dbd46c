package secant.report;

/**
 * Text in which nothing is hidden: characters that a reader would not see, or that would make him see something else, are
 * written as <code>&#92;u202E</code>. That covers control characters and terminal escapes, line and paragraph separators,
 * bidirectional overrides and other invisible formatting, lone surrogates and noncharacters.
 */
final class VisibleText {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /** Escapes a whole text. */
    static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** Escapes a text and cuts it, with an ellipsis, after a number of characters. */
    static String of(String text, int limit) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), limit) + 16);
        int taken = 0;
        for (int i = 0; i < text.length(); taken++) {
            if (taken == limit) {
                return visible.append('…').toString();
            }
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(visible, point);
        }
        return visible.toString();
    }

    /** Escapes line by line: line feeds stay. */
    static String lines(String text) {
        return String.join(
                "\n", text.replace("\r\n", "\n").lines().map(VisibleText::of).toList());
    }

    private static void append(StringBuilder visible, int point) {
        if (!isHidden(point)) {
            visible.appendCodePoint(point);
            return;
        }
        for (char unit : Character.toChars(point)) {
            visible.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                visible.append(Character.toUpperCase(Character.forDigit(unit >> shift & 0xF, 16)));
            }
        }
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Other unassigned ones may be letters or emoji newer than this JVM.
            case Character.UNASSIGNED -> (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
            // Persian and many emoji need the joiners.
            case Character.FORMAT -> point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
