package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * How one output of a model came about for one row: the base value and what each player adds to it, or, for a local
 * surrogate, its intercept and its coefficients, which {@link Fidelity.LocalSurrogate} says more about.
 *
 * @param output the output's name
 * @param baseValue what the model answers on average over the background, after the link; the intercept of a local
 *     surrogate
 * @param prediction what the model answers for the row, after the link
 * @param attributions one a player, in the order of the players; all with a background error, or none
 */
public record OutputExplanation(String output, double baseValue, double prediction, List<Attribution> attributions) {

    public OutputExplanation {
        requireNonNull(output, "output");
        attributions = List.copyOf(attributions);
        if (!Double.isFinite(baseValue) || !Double.isFinite(prediction)) {
            throw new IllegalArgumentException("base value and prediction of '" + output + "' must be finite but are "
                    + baseValue + " and " + prediction);
        }
        long withBackgroundError = attributions.stream()
                .filter(attribution -> attribution.backgroundError().isPresent())
                .count();
        if (withBackgroundError != 0 && withBackgroundError != attributions.size()) {
            throw new IllegalArgumentException("all attributions of '" + output + "' must have a background error, or"
                    + " none, but " + withBackgroundError + " of " + attributions.size() + " have");
        }
    }

    /**
     * Finds a player's attribution.
     *
     * @param player a player's name
     * @return its attribution
     * @throws IllegalArgumentException if there is no such player
     */
    public Attribution attribution(String player) {
        for (Attribution attribution : attributions) {
            if (attribution.player().equals(player)) {
                return attribution;
            }
        }
        throw new IllegalArgumentException("no player is named '" + player + "'; the players are "
                + attributions.stream().map(Attribution::player).toList());
    }

    /** {@return the attributions from the largest magnitude to the smallest; equal ones in the players' order} */
    public List<Attribution> ranked() {
        return attributions.stream()
                .sorted(Comparator.comparingDouble((Attribution a) -> Math.abs(a.value()))
                        .reversed())
                .toList();
    }

    /** {@return the attributions' values in the order of the players, as a new array} */
    public double[] values() {
        return attributions.stream().mapToDouble(Attribution::value).toArray();
    }
}
