package secant.masking;

import secant.data.FeatureGroups;

/**
 * Turns rows into games: decides who the players are and what stands in for those that are hidden. {@link BackgroundMasker}
 * is the one to begin with.
 *
 * <p>Implementations are immutable but for buffers, and thread-safe.
 */
public interface Masker {

    /**
     * Makes the game of one row. Asks the model for the row itself.
     *
     * @param row a row of the groups' schema; copied
     * @return its game
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     */
    MaskedSubject mask(double... row);

    /** {@return the players, over the schema of the rows} */
    FeatureGroups groups();

    /** {@return whether the model may be called by several threads at the same time} */
    boolean isThreadSafe();

    /**
     * Counts the parts of the background that games can be played without.
     *
     * @return how many; if not 0, which is the default, all games are {@link JackknifedModel}s of as many replicates
     */
    default int replicates() {
        return 0;
    }
}
