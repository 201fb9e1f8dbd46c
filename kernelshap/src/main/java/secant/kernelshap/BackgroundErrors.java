package secant.kernelshap;

import java.util.OptionalDouble;
import secant.masking.JackknifedModel;
import secant.masking.MaskedModel;
import secant.masking.MaskedSubject;
import secant.masking.Masker;

/**
 * How much of Shapley values is owed to the choice of the background rows: their standard errors by the jackknife of
 * {@link JackknifedModel}, for every output and player.
 *
 * <p>The estimator sees one {@linkplain #widen wide game} that has the replicates as further outputs. So any estimator
 * serves, values and replicates come from the same coalitions, and nothing has to be recorded. What is decided by the
 * outputs, such as when to stop, is decided by those of the game itself.
 */
final class BackgroundErrors {

    private static final BackgroundErrors NOT_ASKED_FOR = new BackgroundErrors(0, new double[0]);

    private final int players;
    private final double[] errors;

    private BackgroundErrors(int players, double[] errors) {
        this.players = players;
        this.errors = errors;
    }

    /** Those of explanations that do not have any. */
    static BackgroundErrors notAskedFor() {
        return NOT_ASKED_FOR;
    }

    /** Checks that a masker's games can be played without parts of the background. */
    static void check(Masker masker) {
        if (masker.replicates() < 2) {
            throw new IllegalArgumentException("background errors need a masker that can leave background rows out, but"
                    + " this one has " + masker.replicates() + " replicates; give a background of 2 rows or more, the"
                    + " marginal completion, and no constraint");
        }
    }

    /** A game with the outputs of the given one, followed by those of its first replicate, its second, and so on. */
    static MaskedModel widen(MaskedSubject game) {
        return new JackknifedGame(jackknifed(game));
    }

    /** How they are found, for the provenance. */
    static String describe(MaskedSubject game) {
        return "jackknife of " + jackknifed(game).replicates() + " groups of background rows";
    }

    private static JackknifedModel jackknifed(MaskedSubject game) {
        if (game instanceof JackknifedModel jackknifed) {
            return jackknifed;
        }
        throw new IllegalStateException("a masker with replicates must make games that are a JackknifedModel, but made "
                + game.getClass().getName());
    }

    /**
     * Computes the errors.
     *
     * @param game a game
     * @param wide the values of the players of its {@linkplain #widen wide} form
     */
    static BackgroundErrors of(MaskedSubject game, Estimate wide) {
        JackknifedModel jackknifed = jackknifed(game);
        int players = game.players();
        int outputs = game.outputs();
        int replicates = jackknifed.replicates();
        double spread = 1; // 1 − Σ w²
        for (int g = 0; g < replicates; g++) {
            spread -= jackknifed.leftOut(g) * jackknifed.leftOut(g);
        }
        double[] errors = new double[outputs * players];
        double[] changes = new double[replicates];
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < players; i++) {
                for (int g = 0; g < replicates; g++) {
                    double change = wide.value(outputs + g * outputs + k, i) - wide.value(k, i);
                    changes[g] = (1 - jackknifed.leftOut(g)) * change;
                }
                errors[k * players + i] = length(changes) / Math.sqrt(spread);
            }
        }
        return new BackgroundErrors(players, errors);
    }

    /** √Σ x², scaled by the largest so that squares neither overflow nor vanish. */
    private static double length(double[] vector) {
        double largest = 0;
        for (double x : vector) {
            largest = Math.max(largest, Math.abs(x));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        double squares = 0;
        for (double x : vector) {
            double scaled = Math.scalb(x, -exponent);
            squares += scaled * scaled;
        }
        return Math.scalb(Math.sqrt(squares), exponent);
    }

    /** The error of a player's value, if it was asked for. */
    OptionalDouble of(int output, int player) {
        return this == NOT_ASKED_FOR ? OptionalDouble.empty() : OptionalDouble.of(errors[output * players + player]);
    }

    /** The error of a value that is 0 because the player is the same in all background rows, if it was asked for. */
    OptionalDouble ofNothing() {
        return this == NOT_ASKED_FOR ? OptionalDouble.empty() : OptionalDouble.of(0);
    }
}
