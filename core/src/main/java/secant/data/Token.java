package secant.data;

/**
 * A stretch of a text.
 *
 * @param start the index of its first {@code char}, 0 or more
 * @param end the index after its last {@code char}, above start
 */
public record Token(int start, int end) {

    public Token {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a token must start at 0 or later and end after its start but is from " + start + " to " + end);
        }
    }
}
