package secant.report;

import java.util.regex.Pattern;

/**
 * Sentences that run from left to right whatever names are in them: words that run from right to left are set apart, or
 * they would take the numbers beside them along. What a page's script says gets the same treatment there.
 */
final class Isolates {

    private static final String LETTER =
            "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\\x{10800}-\\x{10fff}\\x{1e800}-\\x{1efff}]";

    /** From one letter to another, with whatever is neither a letter nor a digit of another script between. */
    private static final Pattern WORDS = Pattern.compile(LETTER + "(?:[^\\p{L}\\p{N}\\n=:·]*" + LETTER + ")*");

    private static final String FIRST_STRONG = "\u2068";
    private static final String POP = "\u2069";

    private Isolates() {}

    static String of(String sentence) {
        return WORDS.matcher(sentence).replaceAll(FIRST_STRONG + "$0" + POP);
    }
}
