package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A text and its tokens; the text itself is kept whole. Immutable. */
public final class TokenizedText {

    private final String text;
    private final List<Token> tokens;

    private TokenizedText(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /**
     * Cuts a text into tokens.
     *
     * @param text any text
     * @param tokenizer finds the tokens
     * @return the text with its tokens
     * @throws IllegalArgumentException if a token lies beyond the text or overlaps the one before it
     */
    public static TokenizedText of(String text, Tokenizer tokenizer) {
        requireNonNull(text, "text");
        List<Token> tokens = List.copyOf(requireNonNull(tokenizer.tokenize(text), "the tokenizer returned null"));
        int before = 0;
        for (int t = 0; t < tokens.size(); t++) {
            Token token = tokens.get(t);
            if (token.start() < before || token.end() > text.length()) {
                throw new IllegalArgumentException("tokens must follow each other within a text of " + text.length()
                        + " characters but token " + t + " is from " + token.start() + " to " + token.end()
                        + " and the one before it ends at " + before);
            }
            before = token.end();
        }
        return new TokenizedText(text, tokens);
    }

    /** {@return the whole text} */
    public String text() {
        return text;
    }

    /** {@return where the tokens are, in the text's order} */
    public List<Token> tokens() {
        return tokens;
    }

    /**
     * Reads a token.
     *
     * @param token a token's index
     * @return its characters
     */
    public String token(int token) {
        Token at = tokens.get(token);
        return text.substring(at.start(), at.end());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenizedText that && text.equals(that.text) && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + tokens.hashCode();
    }

    /** {@return the sizes, without the text: {@code 12 tokens in 60 characters}} */
    @Override
    public String toString() {
        return tokens.size() + " tokens in " + text.length() + " characters";
    }
}
