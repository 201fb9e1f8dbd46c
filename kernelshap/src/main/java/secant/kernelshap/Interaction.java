package secant.kernelshap;

import java.util.List;

/**
 * What a set of players adds together beyond what its smaller sets add.
 *
 * @param players the players' names, one or more, in the explanation's order; one player alone has a main effect
 * @param value the interaction, in the units of the explained output after the link
 */
public record Interaction(List<String> players, double value) {

    public Interaction {
        players = List.copyOf(players);
        if (players.isEmpty()) {
            throw new IllegalArgumentException("an interaction must be of 1 player or more but is of 0");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("interaction of " + players + " must be finite but is " + value);
        }
    }
}
