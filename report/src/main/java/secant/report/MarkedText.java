package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.data.TextSpans;
import secant.data.Token;
import secant.explanation.Attribution;
import secant.explanation.OutputExplanation;

/**
 * A text cut into pieces, each with what it does to the answer.
 *
 * @param pieces in the text's order; together they are the text, nothing hidden but line feeds
 */
record MarkedText(List<Piece> pieces) {

    /** Strengths that a reader can tell apart. */
    static final int STRENGTHS = 4;

    /**
     * A stretch of the text.
     *
     * @param text its characters, nothing hidden but line feeds
     * @param strength from −{@value MarkedText#STRENGTHS}, lowers the answer the most, to {@value MarkedText#STRENGTHS}; 0
     *     for what is between tokens or does nothing
     * @param rank the place of its player among all by magnitude, from 0; unused where the strength is 0
     * @param attribution its player's attribution, ready to be read; empty where the strength is 0
     */
    record Piece(String text, int strength, int rank, String attribution) {

        boolean isMarked() {
            return strength != 0;
        }

        /** Its background: orange where it raises the answer, blue where it lowers it; the stronger, the more of it. */
        String colour() {
            String[] opacities = {"26", "4d", "73", "99"};
            return (strength > 0 ? "#e66100" : "#2a5fd0") + opacities[Math.abs(strength) - 1];
        }

        String cssClass() {
            return (strength > 0 ? "raises" : "lowers") + Math.abs(strength);
        }
    }

    /** Where a player stands. */
    private record Place(Token token, int player) {}

    static MarkedText of(ReportSection.Text section) {
        TextSpans spans = section.spans();
        OutputExplanation output = section.explanation().output(section.output());
        List<Attribution> attributions = output.attributions();
        List<Attribution> ranked = output.ranked();
        double largest = ranked.isEmpty() ? 0 : Math.abs(ranked.get(0).value());
        int[] ranks = ranks(attributions);
        List<Place> places = new ArrayList<>();
        for (int p = 0; p < spans.players(); p++) {
            for (Token token : spans.spans().get(p)) {
                places.add(new Place(token, p));
            }
        }
        places.sort((a, b) -> Integer.compare(a.token().start(), b.token().start()));
        List<Piece> pieces = new ArrayList<>();
        int written = 0;
        for (Place place : places) {
            Token token = place.token();
            addPlain(pieces, spans.text().substring(written, token.start()));
            Attribution attribution = attributions.get(place.player());
            int strength = strength(attribution.value(), largest);
            String value = strength == 0
                    ? ""
                    : section.options().numbers().signed(attribution.value(), attribution.standardError());
            String text = shown(spans.text().substring(token.start(), token.end()));
            pieces.add(new Piece(text, strength, ranks[place.player()], value));
            written = token.end();
        }
        addPlain(pieces, spans.text().substring(written));
        return new MarkedText(List.copyOf(pieces));
    }

    private static int[] ranks(List<Attribution> attributions) {
        List<Integer> order = new ArrayList<>();
        for (int p = 0; p < attributions.size(); p++) {
            order.add(p);
        }
        order.sort((a, b) -> Double.compare(
                Math.abs(attributions.get(b).value()),
                Math.abs(attributions.get(a).value())));
        int[] ranks = new int[order.size()];
        for (int r = 0; r < ranks.length; r++) {
            ranks[order.get(r)] = r;
        }
        return ranks;
    }

    private static void addPlain(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(shown(text), 0, 0, ""));
        }
    }

    /** What is below an eighth of the largest does nothing that a reader should look at. */
    private static int strength(double value, double largest) {
        if (largest == 0) {
            return 0;
        }
        long steps = Math.round(STRENGTHS * Math.abs(value) / largest);
        return (int) (value < 0 ? -steps : steps);
    }

    /** Line feeds stay; everything else that cannot be seen is made visible. */
    private static String shown(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            lines.add(VisibleText.of(line));
        }
        return String.join("\n", lines);
    }

    /** The text on a page without colours: the strongest tokens as [+good] and [−bad]. */
    String plain(int strongest) {
        StringBuilder plain = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.isMarked() && piece.rank() < strongest) {
                plain.append(piece.strength() > 0 ? "[+" : "[−")
                        .append(piece.text())
                        .append(']');
            } else {
                plain.append(piece.text());
            }
        }
        return plain.toString();
    }
}
