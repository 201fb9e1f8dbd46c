package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Link;
import secant.model.Predictor;

class BackgroundMaskerTest {

    private static final Background BACKGROUND =
            Background.of(Schema.numeric("a", "b"), Matrix.of(new double[][] {{0, 0}, {1, 2}, {2, 4}}));

    @Test
    void link_orderWithoutLink_isRefused() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        assertThatThrownBy(() -> builder.link(Link.IDENTITY, LinkOrder.MEAN_OF_LINK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "link order MEAN_OF_LINK has no meaning with link IDENTITY; choose a link or leave the order");
    }

    @Test
    void groups_overAnotherSchema_areRefused() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        FeatureGroups others = FeatureGroups.singles(Schema.numeric("a", "c"));
        assertThatThrownBy(() -> builder.groups(others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("groups must be over the background's schema, of columns [a, b], but are over [a, c]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void batchRows_impossible_saysTheRange(int rows) {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        assertThatThrownBy(() -> builder.batchRows(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "batch rows must be from 1 to 1073741819, what one array of 2 columns holds, but is " + rows);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,1", "3,3,1", "4,3,1", "100,99,33"})
    void batchRows_roomForCoalitions_isRoundedToWholeOnes(int asked, int rows, int coalitionsPerCall) {
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND)
                .batchRows(asked)
                .build();
        assertThat(masker.batchRows()).isEqualTo(rows);
        assertThat(masker.mask(5, 5).coalitionsPerCall()).isEqualTo(coalitionsPerCall);
    }

    @Test
    void outputNames_unnamedModel_areMadeUp() {
        assertThat(BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND)
                        .build()
                        .outputNames())
                .containsExactly("output");
        assertThat(BackgroundMasker.builder(Predictor.ofRow(x -> x), BACKGROUND)
                        .build()
                        .outputNames())
                .containsExactly("output 0", "output 1");
        assertThat(BackgroundMasker.builder(Predictor.ofRow(x -> x).withOutputNames("no", "yes"), BACKGROUND)
                        .build()
                        .outputNames())
                .containsExactly("no", "yes");
    }

    @Test
    void mask_rowThatDoesNotFit_isRefusedBeforeTheModelIsAsked() {
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND)
                .build();
        assertThatThrownBy(() -> masker.mask(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the explained row must have 2 columns but has 1; the first one missing is 'b'");
        assertThatThrownBy(() -> masker.mask(1, Double.NaN))
                .hasMessageStartingWith("column 1 ('b') of the explained row is NaN");
        assertThat(masker.predictor().calls()).isEqualTo(1);
    }

    @Test
    void mask_rowChangedAfterwards_keepsItsOwn() {
        double[] row = {5, 6};
        BackgroundMaskedModel game = BackgroundMasker.builder(Predictor.ofScore(x -> x[0] * x[1]), BACKGROUND)
                .build()
                .mask(row);
        double[] before = new double[4];
        Coalitions all = Coalitions.wrap(2, 4, new long[] {0, 1, 2, 3});
        game.gains(all, 0, 4, before);
        row[0] = 99;
        double[] after = new double[4];
        game.gains(all, 0, 4, after);
        assertThat(after).containsExactly(before);
    }

    @Test
    void mask_predictorThatKeepsAndChangesItsRows_leavesTheBackground() {
        Predictor vandal = rows -> {
            double[] answers = new double[rows.rows()];
            for (int r = 0; r < answers.length; r++) {
                answers[r] = rows.get(r, 0);
                rows.data()[2 * r] = 1e9;
            }
            return Matrix.wrap(answers.length, 1, answers);
        };
        BackgroundMasker masker = BackgroundMasker.builder(vandal, BACKGROUND).build();
        masker.mask(5, 6);
        assertThat(BACKGROUND.rows().data()).containsExactly(0, 0, 1, 2, 2, 4);
        assertThat(masker.mask(5, 6).baseValues()).containsExactly(1);
    }

    @Test
    void baseValues_logit_areOfTheMeanProbability() {
        Background halves = Background.of(Matrix.of(new double[][] {{0.2}, {0.4}}));
        double[] base = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), halves)
                .link(Link.LOGIT)
                .build()
                .mask(0.5)
                .baseValues();
        assertThat(base).containsExactly(Link.LOGIT.apply(0.2 * 0.5 + 0.4 * 0.5));
    }

    @Test
    void mask_eightThreadsOnOneMasker_getTheSameBits() throws Exception {
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(x -> Math.exp(x[0]) * x[1]), BACKGROUND)
                .build();
        double[] expected = gainsOf(masker, 3);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<double[]>> futures = IntStream.range(0, 64)
                    .mapToObj(i -> pool.submit(() -> gainsOf(masker, 3)))
                    .toList();
            for (Future<double[]> future : futures) {
                assertThat(future.get()).containsExactly(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static double[] gainsOf(BackgroundMasker masker, double value) {
        double[] gains = new double[4];
        masker.mask(value, -value).gains(Coalitions.wrap(2, 4, new long[] {0, 1, 2, 3}), 0, 4, gains);
        return gains;
    }

    @Test
    void batchRows_byDefault_fill256Kilobytes() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        // 16,384 rows of 2 cells of 8 bytes, of which 16,383 are whole coalitions of 3 rows
        assertThat(builder.batchRows()).isEqualTo(16_383);
        assertThat(builder.build().batchRows()).isEqualTo(16_383);
        assertThat(builder.columns()).isEqualTo(2);
    }

    /** Whole coalitions of however many rows stand in for the hidden columns: two neighbours, fifty draws. */
    @Test
    void batchRows_ofEachCompletion_areWhatTheMaskerWillAskFor() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        assertThat(builder.completion(Completion.nearest(2)).batchRows()).isEqualTo(16_384);
        assertThat(builder.build().batchRows()).isEqualTo(16_384);
        assertThat(builder.completion(Completion.gaussian(50, 1)).batchRows()).isEqualTo(16_350);
        assertThat(builder.build().batchRows()).isEqualTo(16_350);
    }

    @Test
    void batchRows_asManyAsOneArrayHolds_areAllowed() {
        Background one = Background.of(Matrix.ofRow(1));
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), one);
        assertThat(builder.batchRows(Integer.MAX_VALUE - 8).batchRows()).isEqualTo(Integer.MAX_VALUE - 8);
        assertThatThrownBy(() -> builder.batchRows(Integer.MAX_VALUE - 7))
                .hasMessageStartingWith("batch rows must be from 1 to 2147483639");
    }

    @Test
    void mostRowsPerCoalition_ofEachCompletion_isItsRowsOrTheBackgrounds() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), BACKGROUND);
        assertThat(builder.mostRowsPerCoalition()).isEqualTo(3);
        assertThat(builder.completion(Completion.nearest(2)).mostRowsPerCoalition())
                .isEqualTo(3);
        assertThat(builder.completion(Completion.gaussian(2, 1)).mostRowsPerCoalition())
                .isEqualTo(3); // of the empty coalition
        assertThat(builder.completion(Completion.gaussian(50, 1)).mostRowsPerCoalition())
                .isEqualTo(50);
        assertThat(builder.build().mostRowsPerCoalition()).isEqualTo(50);
    }

    @Test
    void isThreadSafe_isThePredictors() {
        Predictor predictor = Predictor.ofScore(x -> x[0]);
        assertThat(BackgroundMasker.builder(predictor, BACKGROUND).build().isThreadSafe())
                .isFalse();
        assertThat(BackgroundMasker.builder(predictor.threadSafe(), BACKGROUND)
                        .build()
                        .isThreadSafe())
                .isTrue();
    }
}
