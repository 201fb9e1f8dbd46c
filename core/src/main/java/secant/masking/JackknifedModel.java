package secant.masking;

/**
 * A game that can also be played with each of some parts of its background left out, at no further cost of the model: what
 * the delete-a-group jackknife needs to say how much of a result is owed to the choice of the background rows.
 *
 * <p>The rows are split at random, but always alike, into at most {@value JackknifeGroups#MOST} groups of nearly equal
 * size. Replicate g is the game against the background without group g. A result θ that is made of the game's gains alike
 * for all replicates has the variance Σ (1 − w_g)² (θ_g − θ)² / (1 − Σ w_g²), where w_g is the weight of group g: for
 * equal groups (G − 1) / G Σ (θ_g − θ)², with G − 1 degrees of freedom (Kott 2001; here around θ and for any weights).
 */
public interface JackknifedModel extends MaskedModel {

    /** {@return the number of replicates, G; 0 where parts of the background cannot be left out} */
    int replicates();

    /**
     * Reads the weight of a replicate's group.
     *
     * @param replicate a replicate's index
     * @return the share of the background's weight that it leaves out
     */
    double leftOut(int replicate);

    /** {@return v(∅) of each replicate, output k of replicate g at {@code g * outputs() + k}, as a new array} */
    double[] replicateBaseValues();

    /** {@return v(N) − v(∅) of each replicate, output k of replicate g at {@code g * outputs() + k}, as a new array} */
    double[] replicateTotalGains();

    /**
     * Evaluates a block of coalitions, as {@link #gains(Coalitions, int, int, double[])} does, for the replicates, too.
     *
     * @param coalitions coalitions of this game's players
     * @param from the first coalition to evaluate
     * @param to the coalition after the last one
     * @param gains receives the same bits as without replicates
     * @param replicateGains receives v(S) − v(∅) of coalition {@code from + i}, replicate g and output k at
     *     {@code (i * replicates() + g) * outputs() + k}
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void gains(Coalitions coalitions, int from, int to, double[] gains, double[] replicateGains);
}
