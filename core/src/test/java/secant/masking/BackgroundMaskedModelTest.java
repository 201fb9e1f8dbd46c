package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.model.Link;
import secant.model.Predictor;
import secant.model.PredictorException;

class BackgroundMaskedModelTest {

    /** Three probabilities, each with an interaction of all columns. */
    private static final Predictor PROBABILITIES = Predictor.ofRow(row -> {
        double sum = 0;
        double product = 1;
        for (int c = 0; c < row.length; c++) {
            sum += (c + 1) * row[c];
            product *= 1 + row[c];
        }
        return new double[] {sigmoid(sum), sigmoid(product - sum), sigmoid(Math.sin(product))};
    });

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-3 * Math.tanh(x))); // away from 0 and 1, where log-odds lose digits
    }

    private static Matrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, data);
    }

    private static Background weighted(int rows, int columns) {
        double[] weights = new double[rows];
        Arrays.setAll(weights, b -> 1 + b % 3);
        return Background.builder(Schema.unnamed(columns), gaussian(rows, columns, 5))
                .weights(weights)
                .build();
    }

    /** All 2^players coalitions in binary order. */
    private static Coalitions all(int players) {
        long[] words = new long[1 << players];
        Arrays.setAll(words, i -> i);
        return Coalitions.wrap(players, words.length, words);
    }

    private static double[] gains(MaskedModel game, Coalitions coalitions) {
        double[] gains = new double[coalitions.count() * game.outputs()];
        game.gains(coalitions, 0, coalitions.count(), gains);
        return gains;
    }

    @ParameterizedTest
    @CsvSource({"1,1092", "7,1092", "300,1092", "300,37", "3000,100000"})
    void gains_anyBackground_showTheModelEveryMaskedRow(int rows, int batchRows) {
        int columns = 6;
        double[] row = gaussian(1, columns, 77).data();
        double[] cells = gaussian(rows, columns, 5).data().clone();
        for (int b = 0; b < rows; b++) {
            cells[b * columns + 3] = row[3]; // does not vary
        }
        List<double[]> shown = new ArrayList<>();
        Predictor watched = asked -> {
            for (int r = 0; r < asked.rows(); r++) {
                shown.add(asked.row(r));
            }
            return Matrix.zeros(asked.rows(), 1);
        };
        BackgroundMaskedModel game = BackgroundMasker.builder(watched, Background.of(Matrix.wrap(rows, columns, cells)))
                .batchRows(batchRows)
                .build()
                .mask(row);
        int[] varying = game.varyingPlayers();
        shown.clear();
        gains(game, all(5));
        assertThat(shown).hasSize(32 * rows);
        for (int i = 0; i < shown.size(); i++) {
            double[] expected = Arrays.copyOfRange(cells, i % rows * columns, (i % rows + 1) * columns);
            for (int p = 0; p < 5; p++) {
                boolean visible = (((i / rows) >> p) & 1) == 1;
                expected[varying[p]] = visible ? row[varying[p]] : expected[varying[p]];
            }
            assertThat(Arrays.equals(shown.get(i), expected)).as("row %d", i).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,IDENTITY,LINK_OF_MEAN",
        "2,7,IDENTITY,LINK_OF_MEAN",
        "6,10,IDENTITY,LINK_OF_MEAN",
        "5,10,LOGIT,LINK_OF_MEAN",
        "5,10,LOGIT,MEAN_OF_LINK",
        "6,4,LOG,LINK_OF_MEAN",
        "4,9,LOG,MEAN_OF_LINK"
    })
    void gains_allCoalitions_equalTheDefinition(int columns, int rows, Link link, LinkOrder order) {
        Background background = weighted(rows, columns);
        double[] row = gaussian(1, columns, 77).data();
        BackgroundMaskedModel game = BackgroundMasker.builder(PROBABILITIES, background)
                .link(link, order)
                .build()
                .mask(row);
        double[] gains = gains(game, all(columns));
        double[] empty = value(background, row, 0, link, order);
        assertThat(game.players()).isEqualTo(columns);
        for (int s = 0; s < 1 << columns; s++) {
            double[] value = value(background, row, s, link, order);
            for (int k = 0; k < 3; k++) {
                assertThat(gains[3 * s + k]).isCloseTo(value[k] - empty[k], within(1e-13));
            }
        }
        double[] full = value(background, row, (1 << columns) - 1, link, order);
        for (int k = 0; k < 3; k++) {
            assertThat(game.baseValues()[k]).isCloseTo(empty[k], within(1e-13));
            assertThat(game.predictions()[k]).isCloseTo(full[k], within(1e-13));
            assertThat(game.totalGains()[k]).isCloseTo(full[k] - empty[k], within(1e-13));
            assertThat(gains[k]).isZero();
        }
        assertThat(game.modelRows()).isEqualTo((1L << columns) * rows + 1);
    }

    /** v(S) by its definition, row by row. */
    private static double[] value(Background background, double[] row, int coalition, Link link, LinkOrder order) {
        double[] value = new double[3];
        double[] weights = background.weights();
        for (int b = 0; b < weights.length; b++) {
            double[] masked = background.rows().row(b);
            for (int c = 0; c < row.length; c++) {
                masked[c] = (coalition >> c & 1) == 1 ? row[c] : masked[c];
            }
            double[] answer = PROBABILITIES.predict(Matrix.ofRow(masked)).row(0);
            for (int k = 0; k < 3; k++) {
                value[k] += weights[b] * (order == LinkOrder.MEAN_OF_LINK ? link.apply(answer[k]) : answer[k]);
            }
        }
        return order == LinkOrder.MEAN_OF_LINK
                ? value
                : Arrays.stream(value).map(link::apply).toArray();
    }

    @Test
    void gains_groups_equalTheirColumnsTogether() {
        Background background = weighted(8, 6);
        double[] row = gaussian(1, 6, 78).data();
        FeatureGroups groups = FeatureGroups.builder(background.schema())
                .group("g", 5, 0)
                .group("h", 2, 4)
                .build(); // then x1 and x3 by themselves
        double[] grouped = gains(
                BackgroundMasker.builder(PROBABILITIES, background)
                        .groups(groups)
                        .build()
                        .mask(row),
                all(4));
        int[] columns = {0b100001, 0b010100, 0b000010, 0b001000};
        double[] empty = value(background, row, 0, Link.IDENTITY, LinkOrder.LINK_OF_MEAN);
        for (int s = 0; s < 16; s++) {
            int mask = 0;
            for (int p = 0; p < 4; p++) {
                mask |= (s >> p & 1) == 1 ? columns[p] : 0;
            }
            double[] value = value(background, row, mask, Link.IDENTITY, LinkOrder.LINK_OF_MEAN);
            for (int k = 0; k < 3; k++) {
                assertThat(grouped[3 * s + k]).isCloseTo(value[k] - empty[k], within(1e-13));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 9, 64, 1 << 20, 400_000_000})
    void gains_anyBatchRows_areTheSameBits(int batchRows) {
        Background background = weighted(9, 5);
        double[] row = gaussian(1, 5, 79).data();
        double[] expected = gains(
                BackgroundMasker.builder(PROBABILITIES, background).build().mask(row), all(5));
        BackgroundMasker masker = BackgroundMasker.builder(PROBABILITIES, background)
                .batchRows(batchRows)
                .build();
        assertThat(gains(masker.mask(row), all(5))).containsExactly(expected);
        assertThat(gains(masker.mask(row), all(5))).containsExactly(expected); // with the buffer of the first time
    }

    @Test
    void gains_predictorThatWritesToItsRows_areTheSameBits() {
        Predictor vandal = rows -> {
            Matrix answer = PROBABILITIES.predict(rows);
            Arrays.fill(rows.data(), Double.NaN);
            return answer;
        };
        double[] row = gaussian(1, 4, 81).data();
        double[] expected = gains(
                BackgroundMasker.builder(PROBABILITIES, weighted(6, 4)).build().mask(row), all(4));
        BackgroundMaskedModel game = BackgroundMasker.builder(vandal, weighted(6, 4))
                .batchRows(6)
                .build()
                .mask(row);
        assertThat(gains(game, all(4))).containsExactly(expected);
    }

    @Test
    void gains_predictorThatReusesItsAnswer_areTheSameBits() {
        double[] answers = new double[3 * 6];
        Predictor reusing = rows -> {
            Matrix answer = PROBABILITIES.predict(rows);
            System.arraycopy(answer.data(), 0, answers, 0, answer.data().length);
            return Matrix.wrap(
                    rows.rows(), 3, rows.rows() == 6 ? answers : Arrays.copyOf(answers, answer.data().length));
        };
        double[] row = gaussian(1, 4, 82).data();
        double[] expected = gains(
                BackgroundMasker.builder(PROBABILITIES, weighted(6, 4)).build().mask(row), all(4));
        for (Predictor predictor : new Predictor[] {reusing, reusing.threadSafe()}) {
            BackgroundMaskedModel game = BackgroundMasker.builder(predictor, weighted(6, 4))
                    .batchRows(6)
                    .build()
                    .mask(row);
            assertThat(gains(game, all(4))).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.7e9,1700000000.0000002",
        "5e-9,0",
        "5e-9,5.000000000000001e-9",
        "0.0,-0.0",
        "-0.0,0.0",
        "1e300,-1e300",
        "4.9e-324,0",
        "0.1,0.10000000000000002"
    })
    void varyingPlayers_anyBitDiffers_varies(double background, double value) {
        BackgroundMasker masker = BackgroundMasker.builder(
                        Predictor.ofScore(row -> 0), Background.of(Matrix.of(new double[][] {
                            {background, 1}, {background, 1}
                        })))
                .build();
        assertThat(masker.mask(value, 1).varyingPlayers()).containsExactly(0);
        assertThat(masker.mask(background, 1).varyingPlayers()).isEmpty();
    }

    @Test
    void varyingPlayers_oneOfManyRowsDiffers_varies() {
        double[][] rows = new double[50][2];
        rows[49][1] = 4.9e-324;
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(row -> 0), Background.of(Matrix.of(rows)))
                .build();
        assertThat(masker.mask(0, 0).varyingPlayers()).containsExactly(1);
    }

    @Test
    void varyingPlayers_missingEverywhere_doesNotVary() {
        double otherNaN = Double.longBitsToDouble(0x7ff8000000000123L);
        Background background = Background.builder(Schema.numeric("a", "b"), Matrix.of(new double[][] {
                    {Double.NaN, 1}, {otherNaN, 2}
                }))
                .missing(MissingValues.PASS)
                .build();
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(row -> row[1]), background)
                .build();
        assertThat(masker.mask(Double.NaN, 1).varyingPlayers()).containsExactly(1);
        assertThat(masker.mask(5, 1).varyingPlayers()).containsExactly(0, 1);
    }

    @Test
    void varyingPlayers_groupWithOneVaryingColumn_varies() {
        Background background = Background.of(Matrix.of(new double[][] {{1, 2, 3}}));
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(row -> row[1]), background)
                .groups(FeatureGroups.builder(background.schema())
                        .group("g", 0, 1)
                        .build())
                .build();
        BackgroundMaskedModel game = masker.mask(1, 9, 3);
        assertThat(game.varyingPlayers()).containsExactly(0);
        assertThat(gains(game, all(1))).containsExactly(0, 7);
    }

    @Test
    void mask_rowEqualToTheWholeBackground_hasNoPlayersAndNoGain() {
        BackgroundMaskedModel game = BackgroundMasker.builder(PROBABILITIES, Background.of(Matrix.of(new double[][] {
                    {1, 2}, {1, 2}, {1, 2}
                })))
                .build()
                .mask(1, 2);
        assertThat(game.players()).isZero();
        assertThat(game.totalGains()).containsExactly(0, 0, 0);
    }

    @Test
    void gains_timestampsAndTinyFeatures_keepTheirEffect() {
        Predictor predictor = Predictor.ofScore(row -> (row[0] - 1.7e9) * 1e7 + row[1] * 1e9);
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, Background.of(Matrix.ofRow(1.7e9, 0)))
                .build()
                .mask(Math.nextUp(1.7e9), 5e-9);
        assertThat(gains(game, all(2))[1]).isCloseTo(2.384185791015625, within(1e-12));
        assertThat(gains(game, all(2))[2]).isCloseTo(5, within(1e-12));
    }

    /** All terms are multiples of 2^-10, so that the offset model is exact and every error is the average's. */
    @Test
    void gains_offsetOfATrillion_areRightToTheLastDigits() {
        Random random = new Random(6);
        double[] data = new double[3 * 1000];
        Arrays.setAll(data, i -> random.nextInt(64) / 32.0);
        Background background = Background.of(Matrix.wrap(1000, 3, data));
        double[] row = {5, 6, 7};
        Predictor offset = Predictor.ofScore(x -> 1e12 + x[0] + x[1] * x[2]);
        BackgroundMaskedModel game =
                BackgroundMasker.builder(offset, background).build().mask(row);
        double[] gains = gains(game, all(3));
        double naiveError = 0;
        for (int s = 1; s < 8; s++) {
            double exact = 0; // sums of multiples of 2^-10 below 2^20
            double naive = 0;
            double base = 0;
            for (int b = 0; b < 1000; b++) {
                double[] x = background.rows().row(b);
                double[] masked = x.clone();
                for (int c = 0; c < 3; c++) {
                    masked[c] = (s >> c & 1) == 1 ? row[c] : masked[c];
                }
                exact += masked[0] + masked[1] * masked[2] - x[0] - x[1] * x[2];
                naive += 1e12 + masked[0] + masked[1] * masked[2];
                base += 1e12 + x[0] + x[1] * x[2];
            }
            assertThat(gains[s]).isCloseTo(exact / 1000, within(1e-15 * exact / 1000));
            naiveError = Math.max(naiveError, Math.abs(naive / 1000 - base / 1000 - exact / 1000));
        }
        assertThat(game.totalGains()[0]).isCloseTo(gains[7], within(1e-15 * gains[7]));
        assertThat(naiveError).isGreaterThan(1e-6); // what the shift and the compensation are for
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void gains_notANumberInOneRegion_namesColumnsAndBackgroundRow(int batchRows) {
        Background background =
                Background.of(Schema.numeric("a", "b", "c"), Matrix.of(new double[][] {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}
                }));
        Predictor predictor = Predictor.ofScore(x -> x[0] == 9 && x[1] == 1 && x[2] == 9 ? Double.NaN : x[0])
                .threadSafe();
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, background)
                .batchRows(batchRows)
                .build()
                .mask(9, 8, 9);
        assertThatThrownBy(() -> gains(game, all(3)))
                .isInstanceOf(PredictorException.class)
                .hasMessageStartingWith("predictor returned NaN as output 0 for row ")
                .hasMessageEndingWith(
                        "; the row has columns [a, c] from the explained row and the others from row 1 of "
                                + "the background");
    }

    @Test
    void gains_manyColumnsSwapped_namesTenAtMost() {
        int columns = 15;
        Background background = Background.of(Matrix.zeros(2, columns));
        Predictor predictor = Predictor.ofScore(x -> Arrays.stream(x).sum() == 13
                ? Double.POSITIVE_INFINITY
                : Arrays.stream(x).sum());
        double[] row = new double[columns];
        Arrays.fill(row, 1);
        BackgroundMaskedModel game =
                BackgroundMasker.builder(predictor, background).build().mask(row);
        Coalitions thirteen = Coalitions.wrap(columns, 1, new long[] {0b111111111111100});
        assertThatThrownBy(() -> gains(game, thirteen))
                .isInstanceOf(PredictorException.class)
                .hasMessageEndingWith("the row has columns [x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, and 3 more] from "
                        + "the explained row and the others from row 0 of the background");
    }

    @Test
    void gains_predictorThrows_namesTheCoalitionAndKeepsTheCause() {
        IllegalStateException cause = new IllegalStateException("boom");
        AtomicInteger calls = new AtomicInteger();
        Predictor predictor = rows -> {
            if (calls.incrementAndGet() == 5) {
                throw cause;
            }
            return Matrix.zeros(rows.rows(), 1);
        };
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, weighted(4, 3))
                .batchRows(4)
                .build()
                .mask(1, 2, 3); // calls 1 and 2 were for background and row
        assertThatThrownBy(() -> gains(game, all(3)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor threw java.lang.IllegalStateException in call 5 of 4 rows: boom; the call was "
                        + "for coalitions from number 2 of this evaluation")
                .hasCause(cause);
        assertThat(gains(game, all(3))).containsOnly(0); // the buffer was given back, and the game goes on
    }

    @Test
    void build_notANumberForABackgroundRow_namesIt() {
        Background background = Background.of(Matrix.of(new double[][] {{0}, {1}, {2}, {3}, {4}}));
        BackgroundMasker.Builder builder = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0] == 3 ? Double.NaN : 0), background)
                .batchRows(2);
        assertThatThrownBy(builder::build)
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor returned NaN as output 0 for row 1 of call 2; it is row 3 of the background");
    }

    @Test
    void mask_notANumberForTheRow_saysWhichRowItIs() {
        BackgroundMasker masker = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0] == 3 ? Double.NaN : 0), Background.of(Matrix.ofRow(1)))
                .build();
        assertThatThrownBy(() -> masker.mask(3))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor returned NaN as output 0 for row 0 of call 2; it is the explained row");
    }

    @Test
    void build_outputOutsideOfTheLink_namesValueRowAndWayOut() {
        Background background = Background.of(Matrix.of(new double[][] {{0.5}, {0.25}, {2}}));
        BackgroundMasker.Builder builder = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), background)
                .link(Link.LOGIT);
        assertThatThrownBy(builder::build)
                .isInstanceOf(PredictorException.class)
                .hasMessage(
                        "link LOGIT needs a probability from 0 to 1 but the predictor returned 2.0 for row 2 of call"
                                + " 1; choose another link or another output of the model; it is row 2 of the background");
    }

    @ParameterizedTest
    @CsvSource({"LINK_OF_MEAN", "MEAN_OF_LINK"})
    void gains_outputOutsideOfTheLink_namesTheMaskedRow(LinkOrder order) {
        Predictor predictor = Predictor.ofScore(x -> x[0] == 1 && x[1] == 0 ? -1 : 0.5);
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, Background.of(Matrix.of(new double[][] {
                    {0, 1}, {0, 0}
                })))
                .link(Link.LOG, order)
                .build()
                .mask(1, 1);
        assertThatThrownBy(() -> gains(game, all(2)))
                .isInstanceOf(PredictorException.class)
                .hasMessageStartingWith("link LOG needs a number above 0 but the predictor returned -1.0 for row ")
                .hasMessageEndingWith(
                        "the row has columns [x0] from the explained row and the others from row 1 of the "
                                + "background");
    }

    @Test
    void mask_outputOutsideOfTheLink_saysThatItIsTheRow() {
        BackgroundMasker masker = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0]), Background.of(Matrix.ofRow(0.5)))
                .link(Link.LOGIT)
                .build();
        assertThatThrownBy(() -> masker.mask(2))
                .isInstanceOf(PredictorException.class)
                .hasMessageContaining("returned 2.0 for row 0 of call 2")
                .hasMessageEndingWith("it is the explained row");
    }

    @Test
    void warnings_clippedProbabilities_areCounted() {
        BackgroundMaskedModel game = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0]), Background.of(Matrix.of(new double[][] {{0.5}, {0.75}})))
                .link(Link.LOGIT)
                .build()
                .mask(1);
        assertThat(game.warnings())
                .containsExactly("link LOGIT clipped 1 probabilities that are nearer to 0 or 1 than 1.0E-15");
        assertThat(game.predictions()[0]).isEqualTo(Link.LOGIT.apply(1));
    }

    @Test
    void warnings_backgroundNotes_areAmongThem() {
        assertThat(BackgroundMasker.builder(PROBABILITIES, weighted(3, 2))
                        .build()
                        .mask(0, 0)
                        .warnings())
                .containsExactly("background weights summed to 6.0 and were divided by it");
    }

    @Test
    void repeatPrediction_modelThatMoved_warnsWithTheSize() {
        AtomicInteger calls = new AtomicInteger();
        Predictor drifting = ((Predictor) rows -> {
                    double[] answers = new double[2 * rows.rows()];
                    Arrays.fill(answers, 1);
                    answers[1] = calls.incrementAndGet() / 4.0;
                    return Matrix.wrap(rows.rows(), 2, answers);
                })
                .withOutputNames("steady", "drifting");
        BackgroundMaskedModel game = BackgroundMasker.builder(drifting, Background.of(Matrix.ofRow(0)))
                .build()
                .mask(1);
        game.repeatPrediction();
        assertThat(game.warnings())
                .containsExactly("the model is not deterministic: asked twice for the explained row, output"
                        + " 'drifting' moved by 0.25");
        assertThat(game.modelRows()).isEqualTo(2);
    }

    @Test
    void repeatPrediction_deterministicModel_saysNothing() {
        BackgroundMaskedModel game = BackgroundMasker.builder(PROBABILITIES, Background.of(Matrix.ofRow(0, 0)))
                .build()
                .mask(1, 2);
        game.repeatPrediction();
        assertThat(game.warnings()).isEmpty();
    }

    @Test
    void mask_differencesOverflow_saysSo() {
        BackgroundMasker masker = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0] * 1e308), Background.of(Matrix.ofRow(-1)))
                .build();
        assertThatThrownBy(() -> masker.mask(1))
                .isInstanceOf(PredictorException.class)
                .hasMessage("differences of output 0 to the background overflow in call 2; scale the model's output");
    }

    @Test
    void gains_differencesOverflow_saysSo() {
        Predictor predictor = Predictor.ofScore(x -> x[0] == 1 && x[1] == 0 ? 1e308 : -1e308);
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, Background.of(Matrix.ofRow(0, 0)))
                .build()
                .mask(1, 1);
        assertThat(game.totalGains()).containsExactly(0);
        assertThatThrownBy(() -> gains(game, all(2)))
                .isInstanceOf(PredictorException.class)
                .hasMessageStartingWith("differences of output 0 to the background overflow");
    }

    @Test
    void gains_outputsNearTheLargestNumber_areExact() {
        BackgroundMaskedModel game = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0] * 1e308), Background.of(Matrix.of(new double[][] {{1}, {1}})))
                .build()
                .mask(-0.5);
        assertThat(game.baseValues()).containsExactly(1e308);
        assertThat(game.totalGains()).containsExactly(-1.5e308);
    }

    @Test
    void build_meanVanishesUnderTheLink_isRefused() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(
                        Predictor.ofScore(x -> 4.9e-324), Background.of(Matrix.of(new double[][] {{1}, {2}})))
                .link(Link.LOG);
        assertThatThrownBy(builder::build)
                .isInstanceOf(PredictorException.class)
                .hasMessage("the mean of output 0 over the background, after the link, is -Infinity in call 1; scale "
                        + "the model's output");
    }

    @Test
    void gains_interrupted_isCancelledAndTheGameGoesOn() {
        BackgroundMaskedModel game =
                BackgroundMasker.builder(PROBABILITIES, weighted(4, 3)).build().mask(1, 2, 3);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gains(game, all(3))).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gains(game, all(3))).hasSize(24);
    }

    @Test
    void gains_otherNumberOfPlayers_isRefused() {
        BackgroundMaskedModel game =
                BackgroundMasker.builder(PROBABILITIES, weighted(4, 3)).build().mask(1, 2, 3);
        assertThatThrownBy(() -> gains(game, all(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be of the 3 varying players but are of 4");
    }

    @Test
    void gains_rangeOrRoomThatDoesNotFit_isRefusedBeforeTheModelIsAsked() {
        BackgroundMaskedModel game =
                BackgroundMasker.builder(PROBABILITIES, weighted(4, 3)).build().mask(1, 2, 3);
        assertThatThrownBy(() -> game.gains(all(3), 2, 9, new double[21]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> game.gains(all(3), 2, 4, new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gains must have room for 2 coalitions × 3 outputs but has 5");
        assertThat(game.modelRows()).isEqualTo(1);
        game.gains(all(3), 2, 2, new double[0]);
        assertThat(game.modelRows()).isEqualTo(1);
    }

    @Test
    void gains_hundredThousandBackgroundRows_areAskedInBoundedBatchesFromOneBuffer() {
        int[] most = new int[1];
        Set<double[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        double[] answers = new double[32 * 1024];
        Predictor predictor = ((Predictor) rows -> {
                    most[0] = Math.max(most[0], rows.rows());
                    arrays.add(rows.data());
                    for (int r = 0; r < rows.rows(); r++) {
                        answers[r] = rows.data()[30 * r] + rows.data()[30 * r + 29];
                    }
                    return Matrix.wrap(rows.rows(), 1, Arrays.copyOf(answers, rows.rows()));
                })
                .threadSafe();
        Background background = Background.of(gaussian(100_000, 30, 8));
        BackgroundMasker masker =
                BackgroundMasker.builder(predictor, background).batchRows(1000).build();
        double[] row = new double[30];
        BackgroundMaskedModel game = masker.mask(row);
        arrays.clear();
        double[] gains = new double[3];
        game.gains(Coalitions.wrap(30, 3, new long[] {0, 1, 0x3fffffff}), 0, 3, gains);
        assertThat(most[0]).isEqualTo(1000);
        assertThat(arrays).hasSize(1);
        assertThat(gains[0]).isZero();
        assertThat(gains[2]).isEqualTo(game.totalGains()[0]);
    }

    @ParameterizedTest
    @CsvSource({"false,1024", "true,64"})
    void gains_afterWarmUp_allocateNextToNothing(boolean threadSafe, int bytesPerCoalition) {
        int columns = 10;
        double[] answers = new double[3200];
        Predictor counting = rows -> {
            double[] data = rows.data();
            for (int r = 0; r < rows.rows(); r++) {
                answers[r] = data[r * columns] * data[r * columns + 1];
            }
            return Matrix.wrap(
                    rows.rows(), 1, rows.rows() == answers.length ? answers : Arrays.copyOf(answers, rows.rows()));
        };
        Background background = Background.of(gaussian(100, columns, 9));
        BackgroundMaskedModel game = BackgroundMasker.builder(threadSafe ? counting.threadSafe() : counting, background)
                .batchRows(answers.length)
                .build()
                .mask(new double[columns]);
        Coalitions coalitions = all(columns);
        double[] gains = new double[coalitions.count()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < 3; round++) { // the last one counts
            long before = threads.getCurrentThreadAllocatedBytes();
            game.gains(coalitions, 0, coalitions.count(), gains);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated / coalitions.count()).isLessThan(bytesPerCoalition);
    }

    @Test
    void mask_aRow_saysWhatItIsAGameOf() {
        Background background = weighted(5, 3);
        double[] row = {1, 2, 3};
        BackgroundMaskedModel game = BackgroundMasker.builder(PROBABILITIES.withOutputNames("a", "b", "c"), background)
                .build()
                .mask(row);
        assertThat(game.row()).containsExactly(row);
        assertThat(game.outputNames()).containsExactly("a", "b", "c");
        assertThat(game.backgroundFingerprint()).isEqualTo(background.fingerprint());
        assertThat(game.backgroundSize()).isEqualTo(5);
        assertThat(game.rowsPerCoalition()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY,LINK_OF_MEAN", "LOGIT,LINK_OF_MEAN", "LOGIT,MEAN_OF_LINK"})
    void gains_blockByBlock_areTheSameBits(Link link, LinkOrder order) {
        BackgroundMaskedModel game = BackgroundMasker.builder(PROBABILITIES, weighted(9, 5))
                .link(link, order)
                .batchRows(20)
                .build()
                .mask(gaussian(1, 5, 80).data());
        double[] whole = gains(game, all(5));
        double[] block = new double[3 * 3];
        for (int from = 0; from < 30; from += 3) {
            game.gains(all(5), from, from + 3, block);
            assertThat(block).containsExactly(Arrays.copyOfRange(whole, 3 * from, 3 * from + 9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10_000})
    void gains_notANumberInALaterBlock_namesColumnsAndBackgroundRow(int batchRows) {
        Background background =
                Background.of(Schema.numeric("a", "b", "c"), Matrix.of(new double[][] {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}
                }));
        Predictor predictor = Predictor.ofScore(x -> x[0] == 9 && x[1] == 1 && x[2] == 9 ? Double.NaN : x[0]);
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, background)
                .batchRows(batchRows)
                .build()
                .mask(9, 8, 9);
        assertThatThrownBy(() -> game.gains(all(3), 3, 8, new double[5])) // [a, c] is number 5
                .isInstanceOf(PredictorException.class)
                .hasMessageEndingWith(
                        "; the row has columns [a, c] from the explained row and the others from row 1 of "
                                + "the background");
    }

    @Test
    void gains_predictorThrowsInALaterBlock_countsFromTheBlocksFirst() {
        AtomicInteger calls = new AtomicInteger();
        Predictor predictor = rows -> {
            if (calls.incrementAndGet() == 5) {
                throw new IllegalStateException("boom");
            }
            return Matrix.zeros(rows.rows(), 1);
        };
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, weighted(4, 3))
                .batchRows(4)
                .build()
                .mask(1, 2, 3); // calls 1 and 2 were for background and row
        assertThatThrownBy(() -> game.gains(all(3), 3, 8, new double[5]))
                .isInstanceOf(PredictorException.class)
                .hasMessageEndingWith("; the call was for coalitions from number 2 of this evaluation");
    }

    @Test
    void gains_tenColumnsSwapped_namesThemAll() {
        Background background = Background.of(Matrix.zeros(2, 11));
        Predictor predictor = Predictor.ofScore(x -> Arrays.stream(x).sum() == 10 ? Double.NaN : 0);
        double[] row = new double[11];
        Arrays.fill(row, 1);
        BackgroundMaskedModel game =
                BackgroundMasker.builder(predictor, background).build().mask(row);
        Coalitions ten = Coalitions.wrap(11, 1, new long[] {0b11111111110});
        assertThatThrownBy(() -> gains(game, ten))
                .isInstanceOf(PredictorException.class)
                .hasMessageEndingWith("the row has columns [x1, x2, x3, x4, x5, x6, x7, x8, x9, x10] from the explained"
                        + " row and the others from row 0 of the background");
    }

    @Test
    void build_secondOutputOutsideOfTheLink_namesItsRow() {
        Background background = Background.of(Matrix.of(new double[][] {{0.5}, {0.25}, {2}}));
        BackgroundMasker.Builder builder = BackgroundMasker.builder(
                        Predictor.ofRow(x -> new double[] {0.5, x[0]}), background)
                .link(Link.LOGIT);
        assertThatThrownBy(builder::build)
                .isInstanceOf(PredictorException.class)
                .hasMessageContaining("the predictor returned 2.0 for row 2 of call 1")
                .hasMessageEndingWith("it is row 2 of the background");
    }

    @ParameterizedTest
    @CsvSource({"LINK_OF_MEAN,1", "MEAN_OF_LINK,2"})
    void warnings_clippedProbabilitiesOfMaskedRows_areCountedAsTheyAreLinked(LinkOrder order, int expected) {
        Predictor predictor = Predictor.ofScore(x -> x[0] == 1 && x[1] == 0 ? 1 : 0.5);
        BackgroundMaskedModel game = BackgroundMasker.builder(predictor, Background.of(Matrix.of(new double[][] {
                    {0, 0}, {0, 0}
                })))
                .link(Link.LOGIT, order)
                .build()
                .mask(1, 1);
        gains(game, all(2)); // the two rows of [x0] are answered 1
        assertThat(game.warnings())
                .containsExactly(
                        "link LOGIT clipped " + expected + " probabilities that are nearer to 0 or 1 than 1.0E-15");
    }

    /** With the mean of the links, those of the background's own answers are clipped, too. */
    @Test
    void warnings_clippedProbabilitiesOfTheBackground_areCounted() {
        BackgroundMaskedModel game = BackgroundMasker.builder(
                        Predictor.ofScore(x -> x[0]), Background.of(Matrix.of(new double[][] {{0}, {1}, {0.75}})))
                .link(Link.LOGIT, LinkOrder.MEAN_OF_LINK)
                .build()
                .mask(0.5);
        assertThat(game.warnings())
                .containsExactly("link LOGIT clipped 2 probabilities that are nearer to 0 or 1 than 1.0E-15");
    }
}
