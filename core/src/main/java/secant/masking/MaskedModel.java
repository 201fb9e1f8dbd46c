package secant.masking;

import java.util.List;

/**
 * A cooperative game: the value v(S) that a model gives, on the link's scale, when it is told the players in S and the
 * others are hidden. This is all that an estimator of Shapley values sees of a model, a row and a background.
 *
 * <p>Values are given as gains v(S) − v(∅): the difference is taken where it can be taken without cancellation. Used by
 * one thread at a time.
 */
public interface MaskedModel {

    /** {@return the number of players, 0 or more} */
    int players();

    /** {@return the number of outputs, each a game of its own on the same players} */
    int outputs();

    /** {@return v(∅), an output each, as a new array} */
    double[] baseValues();

    /** {@return v(N), where nothing is hidden, an output each, as a new array} */
    double[] predictions();

    /** {@return v(N) − v(∅), an output each, as a new array} */
    double[] totalGains();

    /**
     * Evaluates a block of coalitions.
     *
     * @param coalitions coalitions of this game's players
     * @param from the first coalition to evaluate
     * @param to the coalition after the last one
     * @param gains receives v(S) − v(∅) for coalition {@code from + i} and output k at {@code i * outputs() + k}
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void gains(Coalitions coalitions, int from, int to, double[] gains);

    /** {@return how many coalitions fill one call of the model: blocks of a multiple of this waste none; 1 or more} */
    int coalitionsPerCall();

    /** {@return how many rows the model predicts for one coalition at most; 1 or more} */
    int rowsPerCoalition();

    /** {@return how many rows the model has predicted for this game so far} */
    long modelRows();

    /** {@return what a reader of the results should know, in sentences; often empty} */
    List<String> warnings();
}
