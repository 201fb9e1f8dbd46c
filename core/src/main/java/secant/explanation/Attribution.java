package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One player's share of one prediction.
 *
 * @param player the player's name
 * @param value its contribution, in the units of the explained output after the link
 * @param standardError sampling error of {@code value}, same units; 0 where the value is exact
 * @param backgroundError how far {@code value} is, as a standard error in the same units, from what it would be if the
 *     background were all rows that its rows are a random sample of; absent where it was not asked for
 */
public record Attribution(String player, double value, double standardError, OptionalDouble backgroundError) {

    public Attribution {
        requireNonNull(player, "player");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("attribution of '" + player + "' must be finite but is " + value);
        }
        if (!(standardError >= 0)) { // negated so that NaN is rejected too
            throw new IllegalArgumentException(
                    "standard error of '" + player + "' must be 0 or more but is " + standardError);
        }
        if (backgroundError.isPresent() && !(backgroundError.getAsDouble() >= 0)) {
            throw new IllegalArgumentException(
                    "background error of '" + player + "' must be 0 or more but is " + backgroundError.getAsDouble());
        }
    }

    /**
     * Makes an attribution whose background error was not asked for.
     *
     * @param player the player's name
     * @param value its contribution, in the units of the explained output after the link
     * @param standardError sampling error of {@code value}, same units; 0 where the value is exact
     */
    public Attribution(String player, double value, double standardError) {
        this(player, value, standardError, OptionalDouble.empty());
    }
}
