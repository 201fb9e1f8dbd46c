package secant.kernelshap;

import java.util.List;
import secant.explanation.StopReason;

/**
 * How many coalitions of a game may be evaluated: what the budget pays for, or what one array can hold if that is less,
 * which is then said.
 *
 * @param players how many vary
 * @param coalitions how many, at most
 * @param paid how many the budget pays for
 */
record CoalitionLimit(int players, long coalitions, long paid) {

    static CoalitionLimit of(int players, long paid) {
        long largest = Math.max(PairedLeastSquares.largestBudget(Math.max(1, players)), 2);
        return new CoalitionLimit(players, Math.min(paid, largest), paid);
    }

    /** Whether every coalition is paid for, which takes no array that holds them all if they are enumerated. */
    boolean paysForAll() {
        return players <= ExactEnumeration.MAX_PLAYERS && ExactEnumeration.coalitions(players) <= paid;
    }

    private boolean lowered() {
        return coalitions < paid
                && (players > ExactEnumeration.MAX_PLAYERS || coalitions < ExactEnumeration.coalitions(players));
    }

    /** What is to be said beside the budget; nothing if it is what it was asked to be. */
    String describe() {
        return lowered() ? ", lowered to " + coalitions + " coalitions, which are all that one array holds" : "";
    }

    /** A sentence if an estimate ended here and not where the budget does. */
    List<String> missed(Estimate estimate) {
        // Orders are walked whole, so that less than one of them may be left over.
        boolean ended = estimate.stopReason() == StopReason.BUDGET && estimate.coalitions() + 2L * players > coalitions;
        return lowered() && ended
                ? List.of("the budget was not spent: it pays for " + paid + " coalitions, but " + coalitions
                        + " are all that one array holds for " + players + " players")
                : List.of();
    }
}
