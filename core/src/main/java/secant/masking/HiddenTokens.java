package secant.masking;

import static java.util.Objects.requireNonNull;

/** What stands in a text where a token is hidden. */
public sealed interface HiddenTokens {

    /**
     * Takes hidden tokens out; what was between them stays.
     *
     * @return the choice
     */
    static HiddenTokens removed() {
        return new Removed();
    }

    /**
     * Puts the same text in the place of every hidden token.
     *
     * @param mask the text, such as {@code [MASK]} or lime's {@code UNKWORDZ}
     * @return the choice
     */
    static HiddenTokens replacedBy(String mask) {
        return new Replaced(mask);
    }

    /** Nothing stands there. */
    record Removed() implements HiddenTokens {}

    /**
     * A text stands there.
     *
     * @param mask the text, not empty
     */
    record Replaced(String mask) implements HiddenTokens {

        public Replaced {
            if (requireNonNull(mask, "mask").isEmpty()) {
                throw new IllegalArgumentException("mask must not be empty; HiddenTokens.removed() leaves nothing");
            }
        }
    }
}
