package secant.masking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import secant.data.FeatureGroups;
import secant.data.SegmentedImage;
import secant.data.TextSpans;

/**
 * A masked model together with what was masked, so that an explanation of it can be written: a row of a table, a text, a
 * picture, a series.
 *
 * <p>The game's players are those that vary. The others, whose presence cannot change any answer, are not played with, and
 * get attributions of exactly 0.
 */
public interface MaskedSubject extends MaskedModel {

    /** {@return all players, over the schema of {@link #row}} */
    FeatureGroups groups();

    /**
     * Describes the subject as a row.
     *
     * @return a copy; for what is not a row of a table, one column a player, which says that the player is present
     */
    double[] row();

    /**
     * Lists the players of this game by their index in {@link #groups}.
     *
     * @return a copy, ascending, {@link #players()} long
     */
    int[] varyingPlayers();

    /** {@return the outputs' names, distinct, as many as {@link #outputs()}} */
    List<String> outputNames();

    /** {@return the name of the scale that values are on} */
    String link();

    /** {@return how many background rows stand in for hidden players; 0 where there is no background} */
    int backgroundSize();

    /** {@return the background's SHA-256 in hexadecimal; empty where there is no background} */
    String backgroundFingerprint();

    /** {@return the text and where its players stand, if the subject is a text} */
    default Optional<TextSpans> text() {
        return Optional.empty();
    }

    /** {@return the picture and which player each pixel belongs to, if the subject is a picture} */
    default Optional<SegmentedImage> image() {
        return Optional.empty();
    }

    /** {@return what the masker was set to, for the provenance, in a fixed order} */
    Map<String, String> options();

    /**
     * Asks the model for the subject once more, and adds to {@link #warnings} if its answer has changed: the errors of
     * attributions do not cover a model that is not deterministic.
     */
    void repeatPrediction();
}
