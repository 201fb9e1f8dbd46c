package secant.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where words and characters begin and end, on grapheme clusters (Unicode Standard Annex 29, as the JDK's regex has them). */
final class WordRules {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** What a grapheme cluster does in a word. */
    private enum Role {
        /** Goes on with the word before it. */
        LETTER,
        /** As a letter; points and commas between digits belong to the word. */
        DIGIT,
        /** A word by itself. */
        ALONE,
        /** Part of a word between letters: an apostrophe. */
        BETWEEN_LETTERS,
        /** Part of a word between digits: a point or a comma. */
        BETWEEN_DIGITS,
        /** Ends a word and belongs to none. */
        NONE
    }

    private WordRules() {}

    static List<Token> characters(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find()) {
            if (!isBlank(text, cluster.start(), cluster.end())) {
                tokens.add(new Token(cluster.start(), cluster.end()));
            }
        }
        return tokens;
    }

    static List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int start = -1; // of the open word, or −1
        int end = 0; // of the open word so far
        Role last = Role.NONE; // of the open word's last letter or digit
        Role held = Role.NONE; // an apostrophe, point or comma that belongs to the word if it goes on
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find()) {
            Role role = role(text.codePointAt(cluster.start()), text, cluster);
            boolean letter = role == Role.LETTER || role == Role.DIGIT;
            if (start >= 0 && letter && joins(last, held, role)) {
                end = cluster.end();
                last = role;
                held = Role.NONE;
            } else if (start >= 0
                    && held == Role.NONE
                    && ((role == Role.BETWEEN_LETTERS && last == Role.LETTER)
                            || (role == Role.BETWEEN_DIGITS && last == Role.DIGIT))) {
                held = role;
            } else {
                if (start >= 0) {
                    tokens.add(new Token(start, end));
                    start = -1;
                }
                held = Role.NONE;
                if (letter) {
                    start = cluster.start();
                    end = cluster.end();
                    last = role;
                } else if (role == Role.ALONE) {
                    tokens.add(new Token(cluster.start(), cluster.end()));
                }
            }
        }
        if (start >= 0) {
            tokens.add(new Token(start, end));
        }
        return tokens;
    }

    private static boolean joins(Role last, Role held, Role next) {
        return switch (held) {
            case BETWEEN_LETTERS -> last == Role.LETTER && next == Role.LETTER;
            case BETWEEN_DIGITS -> last == Role.DIGIT && next == Role.DIGIT;
            default -> true;
        };
    }

    private static Role role(int point, String text, Matcher cluster) {
        if (Character.isIdeographic(point) || Character.UnicodeScript.of(point) == Character.UnicodeScript.HIRAGANA) {
            return Role.ALONE;
        }
        if (point == '\'' || point == '\u2019') {
            return Role.BETWEEN_LETTERS;
        }
        if (point == '.' || point == ',') {
            return Role.BETWEEN_DIGITS;
        }
        return switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.LETTER_NUMBER -> Role.LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER ->
                isKeycap(text, cluster) ? Role.ALONE : Role.DIGIT;
            // Unassigned code points beyond the basic plane are mostly emoji newer than this JVM.
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> isPictorial(point) ? Role.ALONE : Role.NONE;
            case Character.UNASSIGNED -> point >= 0x1F000 && point < 0x20000 ? Role.ALONE : Role.NONE;
            default -> isKeycap(text, cluster) ? Role.ALONE : Role.NONE;
        };
    }

    /** An ASCII accent such as a grave is no picture; dingbats, flags and emoji are. */
    private static boolean isPictorial(int point) {
        return point >= 0x2190;
    }

    /** A digit, # or * that a combining enclosing keycap makes an emoji. */
    private static boolean isKeycap(String text, Matcher cluster) {
        return cluster.end() - cluster.start() > 1 && text.charAt(cluster.end() - 1) == '\u20E3';
    }

    private static boolean isBlank(String text, int start, int end) {
        for (int i = start; i < end; ) {
            int point = text.codePointAt(i);
            if (!Character.isWhitespace(point) && !Character.isSpaceChar(point)) {
                return false;
            }
            i += Character.charCount(point);
        }
        return true;
    }
}
