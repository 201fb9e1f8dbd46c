package secant.masking;

import static java.util.Objects.requireNonNull;

import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.SeriesLayout;
import secant.model.CheckedPredictor;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Hides windows of a series by what the series itself suggests in their place. The players are windows × channels; the
 * model's rows are series written {@linkplain SeriesLayout step after step}.
 *
 * <p>Where other series are at hand, typical ones say better what a window is without: take a {@link BackgroundMasker} with
 * a background of {@link SeriesLayout#rows} and the groups {@link SeriesLayout#windows}.
 *
 * <p>What stands in for a window does not depend on which other windows are hidden, so that every game has a background of
 * one row, the filled series, for which the model is asked once. v(∅) is its answer for that; like all answers for
 * backgrounds it is not counted among the game's model rows. Thread-safe.
 */
public final class SeriesMasker implements Masker {

    private final CheckedPredictor predictor;
    private final SeriesLayout layout;
    private final FeatureGroups groups;
    private final int window;
    private final SeriesFilling filling;
    private final Link link;

    private SeriesMasker(Predictor predictor, SeriesLayout layout, int window, SeriesFilling filling, Link link) {
        this.predictor = predictor instanceof CheckedPredictor checked ? checked : CheckedPredictor.of(predictor);
        this.layout = requireNonNull(layout, "layout");
        this.groups = layout.windows(window);
        this.window = window;
        this.filling = requireNonNull(filling, "filling");
        this.link = requireNonNull(link, "link");
    }

    /**
     * Makes a masker with the identity link.
     *
     * @param predictor the model; its rows are series written step after step
     * @param layout steps and channels
     * @param window how many steps a player has, from 1 to all
     * @param filling what stands in for a hidden window
     * @return the masker
     */
    public static SeriesMasker of(Predictor predictor, SeriesLayout layout, int window, SeriesFilling filling) {
        return new SeriesMasker(predictor, layout, window, filling, Link.IDENTITY);
    }

    /**
     * Chooses the scale of the values.
     *
     * @param link the link
     * @return a masker with that link
     */
    public SeriesMasker withLink(Link link) {
        return new SeriesMasker(predictor, layout, window, filling, link);
    }

    /**
     * Makes the game of one series. Asks the model for the series itself, and for the filled one.
     *
     * @param row the series, step after step; copied; without missing values
     * @return its game
     * @throws IllegalArgumentException if the row does not fit the layout
     * @throws secant.model.PredictorException if the model fails
     */
    @Override
    public BackgroundMaskedModel mask(double... row) {
        layout.schema().check(row, MissingValues.REJECT, "the explained series");
        Background filled = Background.of(layout.schema(), Matrix.ofRow(filling.fill(layout, window, row)));
        return BackgroundMasker.builder(predictor, filled)
                .groups(groups)
                .link(link)
                .hiddenColumns(filling.words() + "; windows of " + window + (window == 1 ? " step" : " steps"))
                .build()
                .mask(row);
    }

    @Override
    public FeatureGroups groups() {
        return groups;
    }

    @Override
    public boolean isThreadSafe() {
        return predictor.isThreadSafe();
    }
}
