package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How much each player matters to one output over many rows: mean |attribution|, with a standard error for having only so
 * many rows and for the attributions' own errors.
 *
 * @param output the output's name
 * @param rows how many rows were averaged
 * @param players one a player, in the players' order
 */
public record GlobalImportance(String output, int rows, List<Importance> players) {

    /** Standard errors to each side in a 95 % interval. */
    private static final double INTERVAL = 1.96;

    public GlobalImportance {
        requireNonNull(output, "output");
        players = List.copyOf(players);
    }

    /**
     * One player's importance.
     *
     * @param player the player's name
     * @param meanMagnitude the mean of |attribution| over the rows, after the link
     * @param standardError what is unsure about it: from having only so many rows, the standard deviation of
     *     |attribution| divided by √rows; and from the attributions' own errors, their mean, as if those of all rows lined
     *     up, since rows may share coalitions; both as independent. Infinite for one row, which says nothing about others
     */
    public record Importance(String player, double meanMagnitude, double standardError) {

        /** {@return the lower end of the 95 % interval, 0 or more} */
        public double lower() {
            return Math.max(0, meanMagnitude - INTERVAL * standardError);
        }

        /** {@return the upper end of the 95 % interval} */
        public double upper() {
            return meanMagnitude + INTERVAL * standardError;
        }
    }

    /** {@return the players from the most important to the least; equal ones in the players' order} */
    public List<Importance> ranked() {
        return players.stream()
                .sorted(Comparator.comparingDouble(Importance::meanMagnitude).reversed())
                .toList();
    }

    static GlobalImportance of(Explanations explanations, String output) {
        checkNotEmpty(explanations);
        List<OutputExplanation> parts =
                explanations.all().stream().map(e -> e.output(output)).toList();
        List<Importance> players = new ArrayList<>();
        for (int p = 0; p < parts.get(0).attributions().size(); p++) {
            players.add(importance(parts, p));
        }
        return new GlobalImportance(output, parts.size(), players);
    }

    static void checkNotEmpty(Explanations explanations) {
        if (explanations.size() == 0) {
            throw new IllegalArgumentException("importance needs at least 1 explanation but there are 0; "
                    + explanations.failures().size() + " rows failed");
        }
    }

    private static Importance importance(List<OutputExplanation> parts, int player) {
        double[] magnitudes = parts.stream()
                .mapToDouble(part -> Math.abs(part.attributions().get(player).value()))
                .toArray();
        // In units of the largest's power of two, so that neither sums nor squares overflow or vanish.
        double largestError = parts.stream()
                .mapToDouble(part -> part.attributions().get(player).standardError())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        int exponent = Math.getExponent(
                Math.max(largestError, Arrays.stream(magnitudes).max().orElse(0)));
        double sum = 0;
        for (double magnitude : magnitudes) {
            sum += Math.scalb(magnitude, -exponent);
        }
        int n = magnitudes.length;
        double mean = sum / n;
        double squares = 0;
        for (double magnitude : magnitudes) {
            double deviation = Math.scalb(magnitude, -exponent) - mean;
            squares += deviation * deviation;
        }
        double own = 0;
        for (OutputExplanation part : parts) {
            own += Math.scalb(part.attributions().get(player).standardError(), -exponent) / n;
        }
        double error = n == 1 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / (n - 1) / n + own * own);
        return new Importance(
                parts.get(0).attributions().get(player).player(),
                Math.scalb(mean, exponent),
                Math.scalb(error, exponent));
    }
}
