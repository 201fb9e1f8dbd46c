package secant.explanation;

import static java.util.Objects.requireNonNull;

/**
 * One player's share of one prediction.
 *
 * @param player the player's name
 * @param value its contribution, in the units of the explained output after the link
 * @param standardError sampling error of {@code value}, same units; 0 where the value is exact
 */
public record Attribution(String player, double value, double standardError) {

    public Attribution {
        requireNonNull(player, "player");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("attribution of '" + player + "' must be finite but is " + value);
        }
        if (!(standardError >= 0)) { // negated so that NaN is rejected too
            throw new IllegalArgumentException(
                    "standard error of '" + player + "' must be 0 or more but is " + standardError);
        }
    }
}
