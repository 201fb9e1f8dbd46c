package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tokens of a text: what can be hidden from a model. What lies between tokens, such as blanks, always stays.
 *
 * <pre>{@code
 * Tokenizer sentences = text -> mySentences(text).stream().map(s -> new Token(s.begin(), s.end())).toList();
 * }</pre>
 */
@FunctionalInterface
public interface Tokenizer {

    /**
     * Finds the tokens.
     *
     * @param text any text
     * @return tokens within the text, in its order, none overlapping another; may be empty
     */
    List<Token> tokenize(String text);

    /**
     * Words as a reader sees them, in any script.
     *
     * <p>Runs of letters, digits, marks and underscores are words; an apostrophe between letters and a point or comma
     * between digits belong to them ({@code don't}, {@code 3.5}). Each ideograph, each hiragana and each emoji is a word
     * of its own. No grapheme cluster, such as an emoji of several code points, is cut. A cut-down form of the word
     * boundaries of Unicode Standard Annex 29; Thai, Lao, Khmer and Burmese, which need a dictionary, are cut at blanks
     * alone.
     *
     * @return a stateless tokenizer
     */
    static Tokenizer words() {
        return WordRules::tokenize;
    }

    /**
     * Every grapheme cluster, what a reader calls a character, but for blanks.
     *
     * @return a stateless tokenizer
     */
    static Tokenizer characters() {
        return WordRules::characters;
    }

    /**
     * The matches of a pattern. What the lime package calls words are those of {@code [\p{L}\p{N}_]+}.
     *
     * @param pattern matches a token; must not match nothing
     * @return a stateless tokenizer
     */
    static Tokenizer matches(Pattern pattern) {
        requireNonNull(pattern, "pattern");
        return text -> {
            List<Token> tokens = new ArrayList<>();
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (matcher.end() == matcher.start()) {
                    throw new IllegalArgumentException("pattern " + pattern
                            + " must match at least 1 character but matches none at " + matcher.start()
                            + "; use + where it has *");
                }
                tokens.add(new Token(matcher.start(), matcher.end()));
            }
            return tokens;
        };
    }
}
