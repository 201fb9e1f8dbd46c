package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Token;
import secant.data.Tokenizer;
import secant.model.Link;
import secant.model.PredictorException;
import secant.model.TextPredictor;

class TextMaskerTest {

    /** Remembers what it was asked; answers the number of characters. */
    private static final class Lengths implements TextPredictor {

        private final List<List<String>> calls = new ArrayList<>();

        @Override
        public double[][] predict(List<String> texts) {
            calls.add(List.copyOf(texts));
            return texts.stream().map(text -> new double[] {text.length()}).toArray(double[][]::new);
        }

        List<String> texts() {
            return calls.stream().flatMap(List::stream).toList();
        }
    }

    private final Lengths lengths = new Lengths();

    @Test
    void mask_words_hideAllOccurrencesAndKeepWhatIsBetween() {
        MaskedSubject game = TextMasker.builder(lengths).build().mask("So good, so very good!");

        assertThat(game.groups().names()).containsExactly("So", "good", "so", "very");
        double[] gains = gains(game, "1011", "0100");
        assertThat(lengths.texts())
                .containsExactly("So good, so very good!", " ,   !", "So , so very !", " good,   good!");
        assertThat(gains).containsExactly(8, 8);
        assertThat(game.baseValues()).containsExactly(6);
        assertThat(game.predictions()).containsExactly(22);
        assertThat(game.totalGains()).containsExactly(16);
        assertThat(game.modelRows()).isEqualTo(4);
    }

    @Test
    void mask_positions_areReplacedOneByOne() {
        MaskedSubject game = TextMasker.builder(lengths)
                .players(TextUnit.POSITION)
                .hidden(HiddenTokens.replacedBy("[MASK]"))
                .build()
                .mask("good so good");

        assertThat(game.groups().names()).containsExactly("good", "so", "good (2)");
        gains(game, "001", "110");
        assertThat(lengths.texts())
                .containsExactly("good so good", "[MASK] [MASK] [MASK]", "[MASK] [MASK] good", "good so [MASK]");
        assertThat(game.options())
                .containsEntry("players", "POSITION")
                .containsEntry("hidden tokens", "replaced by [MASK]");
    }

    @Test
    void mask_anyText_saysWhereItsPlayersStand() {
        MaskedSubject game = TextMasker.builder(lengths).build().mask("a b a");

        assertThat(game.text().orElseThrow().spans())
                .containsExactly(List.of(new Token(0, 1), new Token(4, 5)), List.of(new Token(2, 3)));
        assertThat(game.text().orElseThrow().text()).isEqualTo("a b a");
        assertThat(game.image()).isEmpty();
        assertThat(game.row()).containsExactly(1, 1);
        assertThat(game.varyingPlayers()).containsExactly(0, 1);
        assertThat(game.backgroundSize()).isZero();
        assertThat(game.backgroundFingerprint()).isEmpty();
    }

    @Test
    void mask_tokensThatLookLikeNumberedOnes_stayDistinct() {
        MaskedSubject game = TextMasker.builder(lengths)
                .players(TextUnit.POSITION)
                .tokenizer(Tokenizer.matches(Pattern.compile("[^|]+")))
                .build()
                .mask("a|a (2)|a|a|a (2)");

        assertThat(game.groups().names()).containsExactly("a", "a (2)", "a (3)", "a (4)", "a (2) (2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?!", "\uD83D"})
    void mask_noToken_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextMasker.builder(lengths).build().mask(text))
                .withMessage("a text must have at least 1 token but that of " + text.length()
                        + " characters has none; choose another text or tokenizer");
        assertThat(lengths.calls).isEmpty();
    }

    @Test
    void mask_oneToken_isAGameOfOne() {
        MaskedSubject game = TextMasker.builder(lengths).build().mask("👨‍👩‍👧‍👦");

        assertThat(game.players()).isEqualTo(1);
        assertThat(game.totalGains()).containsExactly(11);
    }

    @Test
    void mask_aMegabyte_isBatchedByItsLength() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 1 << 20; i++) {
            text.append("word").append(i % 5000).append(i % 7 == 0 ? "\uD83D " : " ");
        }
        MaskedSubject game = TextMasker.builder(lengths).build().mask(text.toString());

        assertThat(game.players()).isEqualTo(5000);
        assertThat(game.coalitionsPerCall()).isEqualTo(1);
        boolean[][] members = new boolean[3][5000];
        Arrays.fill(members[1], true);
        double[] gains = new double[3];
        game.gains(Coalitions.of(members), 0, 3, gains);
        assertThat(gains).containsExactly(0, game.totalGains()[0], 0);
    }

    @Test
    void gains_anyBatch_areTheSame() {
        String text = "one two three four five six seven";
        boolean[][] members = new boolean[40][7];
        java.util.Random random = new java.util.Random(1);
        for (boolean[] row : members) {
            for (int p = 0; p < 7; p++) {
                row[p] = random.nextBoolean();
            }
        }
        Coalitions coalitions = Coalitions.of(members);
        double[] whole = new double[40];
        double[] inPieces = new double[40];
        TextMasker.builder(lengths).build().mask(text).gains(coalitions, 0, 40, whole);
        TextMasker.builder(lengths).batchTexts(7).build().mask(text).gains(coalitions, 0, 40, inPieces);

        assertThat(inPieces).containsExactly(whole);
        assertThat(lengths.calls.stream().mapToInt(List::size)).contains(40, 7, 5);
        double[] some = new double[3];
        TextMasker.builder(lengths).build().mask(text).gains(coalitions, 5, 8, some);
        assertThat(some).containsExactly(Arrays.copyOfRange(whole, 5, 8));
    }

    @Test
    void gains_withALink_areOnItsScale() {
        TextPredictor words = texts -> texts.stream()
                .map(text -> new double[] {text.contains("good") ? 0.8 : 0.5, text.contains("good") ? 1 : 0.5})
                .toArray(double[][]::new);
        MaskedSubject game = TextMasker.builder(words).link(Link.LOGIT).build().mask("good film");

        assertThat(game.baseValues()).containsExactly(0, 0);
        assertThat(game.totalGains()[0]).isEqualTo(Link.LOGIT.apply(0.8));
        assertThat(gains(game, "10")[0]).isEqualTo(Link.LOGIT.apply(0.8));
        assertThat(game.link()).isEqualTo("LOGIT");
        assertThat(game.outputNames()).containsExactly("output 0", "output 1");
        assertThat(game.warnings()).singleElement().asString().contains("clipped 2 probabilities");
    }

    @Test
    void mask_outputsBeyondTheLink_areRefusedByName() {
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() ->
                        TextMasker.builder(lengths).link(Link.LOGIT).build().mask("good film"))
                .withMessage(
                        "link LOGIT needs a probability from 0 to 1 but the predictor returned 9.0 for text 0 of call 1;"
                                + " choose another link or another output of the model; it is the explained text");
    }

    @Test
    void gains_predictorFails_saysWhichText() {
        TextPredictor fussy = texts -> texts.stream()
                .map(text -> new double[] {text.equals("b ") ? Double.NaN : 1})
                .toArray(double[][]::new);
        MaskedSubject game = TextMasker.builder(fussy).build().mask("b a");

        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> gains(game, "01", "10"))
                .withMessage("predictor returned NaN as output 0 for text 1 of call 3;"
                        + " it is the text with only [b] present");
    }

    @Test
    void mask_badAnswers_areFoundAtTheDoor() {
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> mask(texts -> new double[0][]))
                .withMessage("predictor returned 0 rows for 1 in call 1; it is the explained text");
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> mask(texts -> new double[1][0]))
                .withMessageContaining("at least 1 output");
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> mask(texts -> null))
                .withMessageContaining("predictor returned null for 1 texts in call 1");
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> mask(texts -> {
                    throw new IllegalStateException("boom");
                }))
                .withMessage("predictor threw java.lang.IllegalStateException in call 1 of 1 texts: boom;"
                        + " it is the explained text")
                .withCauseInstanceOf(IllegalStateException.class);
        AtomicInteger calls = new AtomicInteger();
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> mask(texts -> new double[1][calls.incrementAndGet()]))
                .withMessageContaining("predictor returned 2 outputs after 1 in earlier calls in call 2");
        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> TextMasker.builder(lengths.withOutputNames("a", "b"))
                        .build()
                        .mask("x"))
                .withMessageContaining("names 2 outputs but returned 1");
    }

    private static void mask(TextPredictor predictor) {
        TextMasker.builder(predictor).build().mask("a b");
    }

    @Test
    void mask_interrupted_givesUpAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> mask(lengths));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void repeatPrediction_modelThatChanges_isWarnedOf() {
        AtomicInteger calls = new AtomicInteger();
        MaskedSubject game = TextMasker.builder(texts -> new double[][] {{calls.incrementAndGet()}})
                .build()
                .mask("a b");
        game.repeatPrediction();

        assertThat(game.warnings())
                .containsExactly("the model is not deterministic: asked twice for the explained text, output"
                        + " 'output' moved by 2.0");
    }

    @Test
    void gains_arraysThatDoNotFit_areRefused() {
        MaskedSubject game = TextMasker.builder(lengths).build().mask("a b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> game.gains(Coalitions.of(new boolean[3]), 0, 1, new double[1]))
                .withMessageContaining("must be of the 2 players but are of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> game.gains(Coalitions.of(new boolean[2]), 0, 1, new double[0]));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> game.gains(Coalitions.of(new boolean[2]), 0, 2, new double[2]));
    }

    @Test
    void builder_badOptions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextMasker.builder(lengths).batchTexts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenTokens.replacedBy(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TextMasker.builder(lengths.withOutputNames("a", "a")).build());
        assertThat(TextMasker.builder(lengths.threadSafe()).build().isThreadSafe())
                .isTrue();
        assertThat(TextMasker.builder(lengths).build().isThreadSafe()).isFalse();
    }

    static double[] gains(MaskedSubject game, String... masks) {
        boolean[][] members = new boolean[masks.length][];
        for (int c = 0; c < masks.length; c++) {
            members[c] = new boolean[masks[c].length()];
            for (int p = 0; p < members[c].length; p++) {
                members[c][p] = masks[c].charAt(p) == '1';
            }
        }
        double[] gains = new double[masks.length * game.outputs()];
        game.gains(Coalitions.of(members), 0, masks.length, gains);
        return gains;
    }

    @Test
    void builder_options_areThoseOfTheMasker() {
        TextMasker masker = TextMasker.builder(lengths)
                .hidden(HiddenTokens.removed())
                .batchTexts(1)
                .build();

        assertThat(masker.link()).isEqualTo(Link.IDENTITY);
        assertThat(gains(masker.mask("ab c"), "10")).containsExactly(3 - 1); // "ab " and " "
    }
}
