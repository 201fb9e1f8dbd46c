package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import secant.model.Link;
import secant.model.PredictorException;
import secant.model.TextPredictor;

/** Through {@link TextMasker}, one of its users. */
class SubjectGameTest {

    private static Coalitions binary(int players, long... words) {
        return Coalitions.wrap(players, words.length, words);
    }

    @Test
    void gains_laterBlockOfTwoOutputs_needsRoomForItselfAlone() {
        TextPredictor predictor = texts -> texts.stream()
                .map(text -> new double[] {text.length(), text.contains("bb") ? 1 : 0})
                .toArray(double[][]::new);
        MaskedSubject game = TextMasker.builder(predictor)
                .hidden(HiddenTokens.replacedBy("____"))
                .batchTexts(2)
                .build()
                .mask("a bb ccc");
        Coalitions all = binary(3, 0, 1, 2, 3, 4, 5, 6, 7);
        double[] whole = new double[16];
        game.gains(all, 0, 8, whole);
        for (int set = 0; set < 8; set++) { // a word of p letters takes 4 − p characters away
            double length = -3 * (set & 1) - 2 * ((set >> 1) & 1) - (set >> 2);
            assertThat(Arrays.copyOfRange(whole, 2 * set, 2 * set + 2)).containsExactly(length, (set >> 1) & 1);
        }
        double[] last = new double[6];
        game.gains(all, 5, 8, last);
        assertThat(last).containsExactly(Arrays.copyOfRange(whole, 10, 16));
        assertThatThrownBy(() -> game.gains(all, 5, 8, new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gains must have room for 3 coalitions × 2 outputs but has 5");
        assertThat(game.rowsPerCoalition()).isEqualTo(1);
    }

    @Test
    void gains_outputsBeyondTheLink_areRefusedByTheNamesThatAreShown() {
        TextPredictor predictor = texts -> texts.stream()
                .map(text -> new double[] {0.5, text.contains("b") && !text.contains("a") ? 2 : 0.5})
                .toArray(double[][]::new);
        MaskedSubject game =
                TextMasker.builder(predictor).link(Link.LOGIT).build().mask("a b c");
        assertThatThrownBy(() -> game.gains(binary(3, 0b001, 0b101, 0b110), 0, 3, new double[6]))
                .isInstanceOf(PredictorException.class)
                .hasMessage("link LOGIT needs a probability from 0 to 1 but the predictor returned 2.0 for text 2 of"
                        + " call 3; choose another link or another output of the model; it is the text with only"
                        + " [b, c] present");
    }

    @Test
    void gains_predictorFails_namesTenPlayersAtMost() {
        String text = "a b c d e f g h i j k l m";
        for (int shown : new int[] {10, 12}) {
            TextPredictor predictor = texts -> texts.stream()
                    .map(some -> new double[] {
                        some.chars().filter(Character::isLetter).count() == shown ? Double.NaN : 0
                    })
                    .toArray(double[][]::new);
            MaskedSubject game = TextMasker.builder(predictor).build().mask(text);
            assertThatThrownBy(() -> game.gains(binary(13, (1 << shown) - 1), 0, 1, new double[1]))
                    .isInstanceOf(PredictorException.class)
                    .hasMessageEndingWith("it is the text with only [a, b, c, d, e, f, g, h, i, j"
                            + (shown > 10 ? ", and 2 more" : "") + "] present");
        }
    }
}
