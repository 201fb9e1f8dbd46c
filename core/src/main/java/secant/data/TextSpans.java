package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text and where in it each player of an explanation stands: once, or wherever a word occurs. Immutable. */
public final class TextSpans {

    private final String text;
    private final List<List<Token>> spans;

    private TextSpans(String text, List<List<Token>> spans) {
        this.text = text;
        this.spans = spans;
    }

    /**
     * Says where players stand.
     *
     * @param text the whole text
     * @param spans the places of each player, at least one each, in the text's order; no two overlap, of whatever players
     * @return the spans
     * @throws IllegalArgumentException if a span lies beyond the text, overlaps another, or a player has none
     */
    public static TextSpans of(String text, List<List<Token>> spans) {
        requireNonNull(text, "text");
        List<List<Token>> copy = new ArrayList<>(spans.size());
        List<Token> all = new ArrayList<>();
        for (List<Token> player : spans) {
            if (player.isEmpty()) {
                throw new IllegalArgumentException(
                        "every player must stand somewhere in the text but player " + copy.size() + " stands nowhere");
            }
            for (int i = 1; i < player.size(); i++) {
                if (player.get(i).start() < player.get(i - 1).end()) {
                    throw new IllegalArgumentException(
                            "the places of a player must be in the text's order but those of player " + copy.size()
                                    + " are " + player);
                }
            }
            copy.add(List.copyOf(player));
            all.addAll(player);
        }
        all.sort(Comparator.comparingInt(Token::start));
        TokenizedText.of(text, unused -> all);
        return new TextSpans(text, List.copyOf(copy));
    }

    /** {@return the whole text} */
    public String text() {
        return text;
    }

    /** {@return the number of players} */
    public int players() {
        return spans.size();
    }

    /** {@return the places of each player, in the text's order} */
    public List<List<Token>> spans() {
        return spans;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextSpans that && text.equals(that.text) && spans.equals(that.spans);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + spans.hashCode();
    }

    /** {@return the sizes, without the text: {@code 9 players in a text of 60 characters}} */
    @Override
    public String toString() {
        return spans.size() + " players in a text of " + text.length() + " characters";
    }
}
