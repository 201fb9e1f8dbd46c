package secant.kernelshap;

import secant.explanation.ProgressListener;
import secant.masking.MaskedModel;

/**
 * Estimates the Shapley values of any game of one number of players. What can be prepared without the game is prepared
 * when it is made; it is immutable and shared by all threads and rows.
 */
interface ShapleyEstimator {

    /** What it does, for the provenance. */
    String name();

    /** How many coalitions it evaluates, without the empty and the full one. */
    long coalitions();

    /** About how many bytes its preparation holds. */
    long bytes();

    /**
     * Evaluates coalitions and estimates.
     *
     * @param game a game of the number of players that this was made for
     * @param listener is told of evaluated coalitions
     */
    Estimate estimate(MaskedModel game, ProgressListener listener);
}
