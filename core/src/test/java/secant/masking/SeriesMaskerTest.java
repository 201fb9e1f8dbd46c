package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import secant.data.Matrix;
import secant.data.SeriesLayout;
import secant.model.Link;
import secant.model.Predictor;

class SeriesMaskerTest {

    private static final SeriesLayout LAYOUT = SeriesLayout.of(5, "a", "b");

    private static final Predictor ECHO = Predictor.ofRow(row -> row);

    /** a = 0 1 2 9 4, b = 10 10 30 10 10. */
    private static final double[] ROW =
            LAYOUT.row(Matrix.of(new double[][] {{0, 10}, {1, 10}, {2, 30}, {9, 10}, {4, 10}}));

    @Test
    void channelMean_everythingHidden_isTheMeanOfEachChannel() {
        BackgroundMaskedModel game =
                SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.CHANNEL_MEAN).mask(ROW);
        assertThat(game.baseValues())
                .containsExactly(new double[] {3.2, 14, 3.2, 14, 3.2, 14, 3.2, 14, 3.2, 14}, within(1e-12));
        assertThat(game.groups().names()).containsExactly("a[0..1]", "a[2..3]", "a[4]", "b[0..1]", "b[2..3]", "b[4]");
    }

    @Test
    void line_everyWindow_runsBetweenItsNeighbours() {
        double[] base =
                SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.LINE).mask(ROW).baseValues();
        // a: 2 2 (from the step after), 2 + ⅓ · 2 … between 1 and 4: 2, 3; then 9. b: 30 30, 10 10, 10.
        assertThat(base).containsExactly(new double[] {2, 30, 2, 30, 2, 10, 3, 10, 9, 10}, within(1e-12));
    }

    @Test
    void line_windowOfAllSteps_isTheMean() {
        double[] base =
                SeriesMasker.of(ECHO, LAYOUT, 5, SeriesFilling.LINE).mask(ROW).baseValues();
        assertThat(base[0]).isCloseTo(3.2, within(1e-12));
        assertThat(base[1]).isCloseTo(14, within(1e-12));
    }

    @Test
    void gains_oneWindowVisible_showItAlone() {
        BackgroundMaskedModel game =
                SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.LINE).mask(ROW);
        assertThat(game.varyingPlayers()).containsExactly(0, 1, 2, 3, 4); // b[4] is what the line makes of it
        double[] gains = new double[10];
        game.gains(Coalitions.wrap(5, 1, new long[] {0b00010}), 0, 1, gains);
        double[] expected = new double[10];
        expected[4] = 2 - 2;
        expected[6] = 9 - 3;
        assertThat(gains).containsExactly(expected, within(1e-12));
        assertThat(game.backgroundSize()).isEqualTo(1);
    }

    @Test
    void withLink_valuesAreOnItsScale() {
        Predictor probability = Predictor.ofScore(row -> 1 / (1 + Math.exp(-row[6])));
        BackgroundMaskedModel game = SeriesMasker.of(probability, LAYOUT, 1, SeriesFilling.LINE)
                .withLink(Link.LOGIT)
                .mask(ROW);
        assertThat(game.predictions()[0]).isCloseTo(9, within(1e-10));
        assertThat(game.baseValues()[0]).isCloseTo(3, within(1e-10));
        assertThat(game.link()).isEqualTo("LOGIT");
    }

    @Test
    void mask_rowThatDoesNotFit_isRefused() {
        SeriesMasker masker = SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.LINE);
        assertThatThrownBy(() -> masker.mask(1, 2))
                .hasMessage("the explained series must have 10 columns but has 2; the first one missing is 'a[1]'");
        double[] gap = ROW.clone();
        gap[3] = Double.NaN;
        assertThatThrownBy(() -> masker.mask(gap)).hasMessageStartingWith("column 3 ('b[1]') of the explained series");
    }

    @Test
    void layout_impossible_isRefused() {
        assertThatThrownBy(() -> LAYOUT.windows(0))
                .hasMessage("window must be from 1 to the 5 steps of the series but is 0");
        assertThatThrownBy(() -> LAYOUT.windows(6))
                .hasMessage("window must be from 1 to the 5 steps of the series but is 6");
        assertThatThrownBy(() -> SeriesLayout.of(0, "a"))
                .hasMessage("steps must be from 1 to 2147483639 for 1 channels but is 0");
        assertThatThrownBy(() -> SeriesLayout.of(3)).hasMessage("channels must be at least 1 but are 0");
        assertThatThrownBy(() -> SeriesLayout.of(2, "a", "a")).hasMessageContaining("feature names must be distinct");
        assertThatThrownBy(() -> LAYOUT.row(Matrix.ofRow(1, 2)))
                .hasMessage("a series must be of 5 steps × 2 channels but is of 1 × 2");
    }

    @Test
    void layout_windows_coverEveryColumnOnce() {
        int[] seen = new int[10];
        for (int p = 0; p < LAYOUT.windows(3).players(); p++) {
            for (int column : LAYOUT.windows(3).columns(p)) {
                seen[column]++;
            }
        }
        assertThat(seen).containsOnly(1);
        assertThat(LAYOUT.windows(3).columns(0)).containsExactly(0, 2, 4);
        assertThat(LAYOUT.windows(3).name(3)).isEqualTo("b[3..4]");
        assertThat(LAYOUT.rows(Arrays.asList(Matrix.wrap(5, 2, ROW), Matrix.wrap(5, 2, ROW)))
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void options_whatIsHidden_nameFillingAndWindow() {
        assertThat(SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.CHANNEL_MEAN)
                        .mask(ROW)
                        .options())
                .containsEntry("hidden columns", "the mean of the channel; windows of 2 steps");
        assertThat(SeriesMasker.of(ECHO, LAYOUT, 1, SeriesFilling.LINE)
                        .mask(ROW)
                        .options())
                .containsEntry(
                        "hidden columns",
                        "a line between the steps beside the window, or the mean of a channel that is one window;"
                                + " windows of 1 step");
    }

    @Test
    void of_predictor_hasItsGroupsAndIsAsThreadSafe() {
        SeriesMasker masker = SeriesMasker.of(ECHO, LAYOUT, 2, SeriesFilling.LINE);

        assertThat(masker.groups().names()).containsExactly("a[0..1]", "a[2..3]", "a[4]", "b[0..1]", "b[2..3]", "b[4]");
        assertThat(masker.isThreadSafe()).isFalse();
        assertThat(SeriesMasker.of(ECHO.threadSafe(), LAYOUT, 2, SeriesFilling.LINE)
                        .isThreadSafe())
                .isTrue();
    }
}
