package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.model.Link;
import secant.model.Predictor;
import secant.model.PredictorException;

class CompletionTest {

    private static final Predictor MODEL = Predictor.ofRow(row -> {
        double product = 1;
        double sum = 0;
        for (int c = 0; c < row.length; c++) {
            double x = Double.isNaN(row[c]) ? -0.3 : row[c];
            product *= 1 + Math.tanh(x);
            sum += (c + 1) * x;
        }
        return new double[] {0.1 + 0.8 / (1 + Math.exp(-sum)), 0.05 + 0.9 * product / (1 << row.length)};
    });

    /** Rows that follow two hidden causes and noise, so that columns are correlated. */
    static Matrix correlated(int rows, int columns, double noise, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            for (int c = 0; c < columns; c++) {
                data[r * columns + c] = (c % 2 == 0 ? a : b) + noise * random.nextGaussian() + c;
            }
        }
        return Matrix.wrap(rows, columns, data);
    }

    private static void set(Matrix matrix, int row, int column, double value) {
        matrix.data()[row * matrix.columns() + column] = value;
    }

    private static Background weighted(Matrix rows) {
        double[] weights = new double[rows.rows()];
        Arrays.setAll(weights, b -> 1 + b % 3);
        return Background.builder(Schema.unnamed(rows.columns()), rows)
                .weights(weights)
                .build();
    }

    private static Coalitions all(int players) {
        long[] words = new long[1 << players];
        Arrays.setAll(words, i -> i);
        return Coalitions.wrap(players, words.length, words);
    }

    private static double[] gains(MaskedModel game) {
        Coalitions all = all(game.players());
        double[] gains = new double[all.count() * game.outputs()];
        game.gains(all, 0, all.count(), gains);
        return gains;
    }

    private static BackgroundMasker.Builder masker(Background background, Completion completion) {
        return BackgroundMasker.builder(MODEL, background).completion(completion);
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY,LINK_OF_MEAN", "LOGIT,LINK_OF_MEAN", "LOGIT,MEAN_OF_LINK"})
    void nearest_allRows_isTheMarginalOneBitForBit(Link link, LinkOrder order) {
        Background background = weighted(correlated(30, 4, 0.5, 1));
        double[] row = {0.5, 0.2, 3, 2};
        double[] expected = gains(BackgroundMasker.builder(MODEL, background)
                .link(link, order)
                .build()
                .mask(row));
        assertThat(gains(masker(background, Completion.nearest(30))
                        .link(link, order)
                        .build()
                        .mask(row)))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1,IDENTITY,LINK_OF_MEAN",
        "4,IDENTITY,LINK_OF_MEAN",
        "11,LOGIT,LINK_OF_MEAN",
        "11,LOGIT,MEAN_OF_LINK",
        "29,LOG,MEAN_OF_LINK"
    })
    void nearest_mixedColumns_equalTheDefinition(int neighbours, Link link, LinkOrder order) {
        Background background = mixed(30);
        double[] row = {1, 1, 0.4, 2};
        BackgroundMaskedModel game = masker(background, Completion.nearest(neighbours))
                .link(link, order)
                .batchRows(7)
                .build()
                .mask(row);
        double[] gains = gains(game);
        double[] base = byDefinition(background, row, 0, neighbours, link, order);
        for (int set = 0; set < 16; set++) {
            double[] value = byDefinition(background, row, set, neighbours, link, order);
            for (int k = 0; k < 2; k++) {
                assertThat(gains[2 * set + k]).isCloseTo(value[k] - base[k], within(1e-13));
            }
        }
        for (int k = 0; k < 2; k++) {
            assertThat(gains[k]).isZero();
            assertThat(game.baseValues()[k]).isCloseTo(base[k], within(1e-13));
            assertThat(gains[30 + k]).isCloseTo(game.totalGains()[k], within(1e-13));
        }
    }

    /** Numbers, one of them with ties and gaps, and categories. */
    private static Background mixed(int rows) {
        Matrix numbers = correlated(rows, 4, 0.7, 2);
        for (int b = 0; b < rows; b++) {
            set(numbers, b, 0, b % 5 == 0 ? Double.NaN : Math.rint(numbers.get(b, 0)));
            set(numbers, b, 1, b % 3);
        }
        double[] weights = new double[rows];
        Arrays.setAll(weights, b -> 1 + b % 4);
        Schema schema = Schema.of(
                Feature.numeric("a"),
                Feature.categorical("b", "x", "y", "z"),
                Feature.numeric("c"),
                Feature.numeric("d"));
        return Background.builder(schema, numbers)
                .weights(weights)
                .missing(MissingValues.PASS)
                .build();
    }

    /** v(S) row by row: sorted by distance, the first k and those that tie with the last of them. */
    private static double[] byDefinition(
            Background background, double[] row, int set, int neighbours, Link link, LinkOrder order) {
        int size = background.size();
        double[] weights = background.weights();
        double[] variances = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            double total = 0;
            double mean = 0;
            for (int b = 0; b < size; b++) {
                double value = background.rows().get(b, c);
                total += Double.isNaN(value) ? 0 : weights[b];
                mean += Double.isNaN(value) ? 0 : weights[b] * value;
            }
            for (int b = 0; b < size; b++) {
                double value = background.rows().get(b, c) - mean / total;
                variances[c] += Double.isNaN(value) ? 0 : weights[b] * value * value / total;
            }
        }
        double[] distances = new double[size];
        for (int b = 0; b < size; b++) {
            for (int c = 0; c < row.length; c++) {
                double other = background.rows().get(b, c);
                if ((set >> c & 1) == 1) {
                    boolean category = background.schema().feature(c) instanceof Feature.Categorical;
                    distances[b] += Double.isNaN(other)
                            ? 1
                            : category ? (other == row[c] ? 0 : 1) : Math.pow(other - row[c], 2) / variances[c];
                }
            }
        }
        double furthest = Arrays.stream(distances).sorted().toArray()[neighbours - 1];
        double[] value = new double[2];
        double total = 0;
        for (int b = 0; b < size; b++) {
            if (distances[b] <= furthest + 1e-9) {
                double[] masked = background.rows().row(b);
                for (int c = 0; c < row.length; c++) {
                    masked[c] = (set >> c & 1) == 1 ? row[c] : masked[c];
                }
                double[] answer = finite(masked);
                total += weights[b];
                for (int k = 0; k < 2; k++) {
                    value[k] += weights[b] * (order == LinkOrder.MEAN_OF_LINK ? link.apply(answer[k]) : answer[k]);
                }
            }
        }
        for (int k = 0; k < 2; k++) {
            value[k] = order == LinkOrder.MEAN_OF_LINK ? value[k] / total : link.apply(value[k] / total);
        }
        return value;
    }

    private static double[] finite(double[] row) {
        return MODEL.predict(Matrix.ofRow(row)).row(0);
    }

    @Test
    void nearest_backgroundInAnotherOrder_findsTheSame() {
        Matrix rows = correlated(40, 5, 0.3, 3);
        List<double[]> shuffled = new ArrayList<>(Arrays.asList(rows.toRows()));
        Collections.shuffle(shuffled, new Random(4));
        double[] row = {0, 1, 2, 3, 4};
        double[] expected =
                gains(masker(Background.of(rows), Completion.nearest(6)).build().mask(row));
        double[] actual =
                gains(masker(Background.of(Matrix.of(shuffled.toArray(double[][]::new))), Completion.nearest(6))
                        .build()
                        .mask(row));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-14));
        }
    }

    @Test
    void nearest_constantColumn_doesNotCount() {
        Matrix rows = correlated(40, 3, 0.3, 5);
        for (int b = 0; b < 40; b++) {
            set(rows, b, 2, 0.1);
        }
        BackgroundMaskedModel game =
                masker(Background.of(rows), Completion.nearest(5)).build().mask(0, 1, 7);
        Predictor without = Predictor.ofRow(row -> finite(new double[] {row[0], row[1], 7}));
        // Players 0 and 2 visible choose the rows that player 0 alone chooses.
        double[] expected = gains(BackgroundMasker.builder(without, Background.of(rows))
                .completion(Completion.nearest(5))
                .build()
                .mask(0, 1, 7));
        double base = game.baseValues()[0];
        double other = finiteMean(without, rows);
        assertThat(gains(game)[2 * 0b101] + base).isCloseTo(expected[2 * 0b001] + other, within(1e-13));
    }

    private static double finiteMean(Predictor model, Matrix rows) {
        Matrix answers = model.predict(rows);
        double mean = 0;
        for (int b = 0; b < rows.rows(); b++) {
            mean += answers.get(b, 0) / rows.rows();
        }
        return mean;
    }

    @Test
    void smallest_anyPlace_isThatOfTheSortedArray() {
        Random random = new Random(6);
        for (int trial = 0; trial < 200; trial++) {
            boolean ties = trial % 2 == 0;
            int length = 1 + random.nextInt(40);
            double[] values = new double[length];
            Arrays.setAll(values, i -> ties ? random.nextInt(5) : random.nextDouble());
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int place = random.nextInt(length);
            assertThat(Neighbours.smallest(values.clone(), length, place)).isEqualTo(sorted[place]);
        }
    }

    @Test
    void gaussian_linearModel_hasTheConditionalMeanOfTheNormalDistribution() {
        Background background = weighted(correlated(60, 5, 0.4, 7));
        double[] slopes = {1, -2, 0, 3, 0.5};
        double[] row = {1, 0, 4, 2, 5};
        Predictor linear = Predictor.ofScore(x -> dot(slopes, x));
        BackgroundMaskedModel game = BackgroundMasker.builder(linear, background)
                .completion(Completion.gaussian(10, 3))
                .build()
                .mask(row);
        double[] gains = gains(game);
        for (int set = 0; set < 32; set++) {
            double expected = dot(slopes, conditionalMean(background, row, set));
            assertThat(gains[set] + game.baseValues()[0]).isCloseTo(expected, within(1e-11));
        }
        assertThat(gains[0]).isZero();
        assertThat(gains[31]).isCloseTo(game.totalGains()[0], within(1e-12));
        assertThat(game.modelRows()).isEqualTo(60 + 31 * 10 + 1);
        assertThat(game.warnings()).isEqualTo(background.notes());
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static RealMatrix covariance(Background background, double[] means) {
        double[] weights = background.weights();
        int columns = background.schema().columns();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        RealMatrix covariance = new Array2DRowRealMatrix(columns, columns);
        for (int b = 0; b < weights.length; b++) {
            for (int c = 0; c < columns; c++) {
                means[c] += weights[b] * background.rows().get(b, c);
            }
        }
        for (int b = 0; b < weights.length; b++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    double product = (background.rows().get(b, i) - means[i])
                            * (background.rows().get(b, j) - means[j]);
                    covariance.addToEntry(i, j, weights[b] * product / (1 - squares));
                }
            }
        }
        return covariance;
    }

    private static double[] conditionalMean(Background background, double[] row, int set) {
        double[] mean = new double[row.length];
        RealMatrix covariance = covariance(background, mean); // fills the means, too
        int[] visible =
                IntStream.range(0, row.length).filter(c -> (set >> c & 1) == 1).toArray();
        int[] hidden =
                IntStream.range(0, row.length).filter(c -> (set >> c & 1) == 0).toArray();
        double[] result = row.clone();
        if (visible.length == 0) {
            return mean;
        }
        double[] deviations =
                Arrays.stream(visible).mapToDouble(c -> row[c] - mean[c]).toArray();
        double[] solved = new LUDecomposition(covariance.getSubMatrix(visible, visible))
                .getSolver()
                .getInverse()
                .operate(deviations);
        for (int h : hidden) {
            result[h] = mean[h];
            for (int v = 0; v < visible.length; v++) {
                result[h] += covariance.getEntry(h, visible[v]) * solved[v];
            }
        }
        return result;
    }

    @Test
    void gaussian_products_haveTheConditionalCovariance() {
        Background background = weighted(correlated(50, 3, 0.8, 8));
        double[] row = {1, 0, 4};
        Predictor squares = Predictor.ofRow(x -> new double[] {x[1] * x[1], x[1] * x[2], x[2] * x[2]});
        BackgroundMaskedModel game = BackgroundMasker.builder(squares, background)
                .completion(Completion.gaussian(20_000, 1))
                .build()
                .mask(row);
        double[] gains = gains(game);
        double[] mean = conditionalMean(background, row, 1);
        RealMatrix s = covariance(background, new double[3]);
        int[][] pairs = {{1, 1}, {1, 2}, {2, 2}};
        for (int k = 0; k < 3; k++) {
            int i = pairs[k][0];
            int j = pairs[k][1];
            double covariance = s.getEntry(i, j) - s.getEntry(i, 0) * s.getEntry(j, 0) / s.getEntry(0, 0);
            double expected = mean[i] * mean[j] + covariance;
            assertThat(gains[3 + k] + game.baseValues()[k]).isCloseTo(expected, within(0.01));
        }
    }

    @Test
    void gaussian_singularCovariance_isShrunkAndSaysSo() {
        Matrix rows = correlated(40, 3, 0.4, 9);
        for (int b = 0; b < 40; b++) {
            set(rows, b, 2, 2 * rows.get(b, 0) + 1);
        }
        BackgroundMaskedModel game = BackgroundMasker.builder(Predictor.ofScore(x -> x[2]), Background.of(rows))
                .completion(Completion.gaussian())
                .build()
                .mask(0.7, 1, 2.4);
        assertThat(gains(game)[1] + game.baseValues()[0]).isCloseTo(2.4, within(1e-5));
        assertThat(game.warnings())
                .containsExactly(
                        "the covariance of the background is singular; for the Gaussian completion correlations"
                                + " were multiplied by 0.999999");
    }

    @Test
    void gaussian_fewerRowsThanColumns_staysFinite() {
        BackgroundMaskedModel game = masker(Background.of(correlated(4, 9, 1, 10)), Completion.gaussian())
                .build()
                .mask(new double[9]);
        assertThat(Arrays.stream(gains(game))).allMatch(Double::isFinite);
        assertThat(game.warnings()).hasSize(1);
    }

    @Test
    void gaussian_anotherSeed_drawsOthers() {
        Background background = weighted(correlated(30, 3, 0.4, 11));
        double[] first =
                gains(masker(background, Completion.gaussian(10, 1)).build().mask(0, 0, 0));
        assertThat(gains(masker(background, Completion.gaussian(10, 1)).build().mask(0, 0, 0)))
                .containsExactly(first);
        assertThat(gains(masker(background, Completion.gaussian(10, 2)).build().mask(0, 0, 0))[2])
                .isNotEqualTo(first[2]);
    }

    @Test
    void gaussian_categories_areRefusedWithTheWayOut() {
        assertThatThrownBy(() -> masker(mixed(30), Completion.gaussian()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Gaussian completion needs columns of numbers but 'b' has categories; use"
                        + " Completion.nearest");
    }

    @Test
    void gaussian_gaps_areRefusedWhereverTheyAre() {
        Schema schema = Schema.unnamed(2);
        Matrix rows = Matrix.of(new double[][] {{1, 2}, {2, 3}, {3, Double.NaN}});
        Background gap =
                Background.builder(schema, rows).missing(MissingValues.PASS).build();
        assertThatThrownBy(() -> masker(gap, Completion.gaussian()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Gaussian completion needs values without gaps but 'x1' of the background, row 2, is"
                        + " missing; impute it, or use Completion.nearest");
        set(rows, 2, 1, 5);
        Background full =
                Background.builder(schema, rows).missing(MissingValues.PASS).build();
        BackgroundMasker masker = masker(full, Completion.gaussian()).build();
        assertThatThrownBy(() -> masker.mask(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x0' of the explained row is missing");
    }

    @Test
    void gaussian_oneRow_isRefused() {
        Background one = Background.of(Matrix.of(new double[][] {{1, 2}}));
        assertThatThrownBy(() -> masker(one, Completion.gaussian()))
                .hasMessage("the Gaussian completion needs at least 2 background rows but has 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2, 1, 3})
    void gaussian_draws_areEvenAndPositive(int draws) {
        assertThatThrownBy(() -> Completion.gaussian(draws, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("draws must be even and at least 2 but is " + draws);
    }

    @Test
    void nearest_moreThanThereAre_saysTheRange() {
        assertThatThrownBy(() -> Completion.nearest(0)).hasMessage("neighbours must be 1 or more but is 0");
        assertThatThrownBy(() -> masker(mixed(10), Completion.nearest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbours must be from 1 to the 10 rows of the background but is 20");
    }

    static List<Completion> conditional() {
        return List.of(Completion.nearest(7), Completion.gaussian(12, 5));
    }

    @ParameterizedTest
    @MethodSource("conditional")
    void conditional_eightThreadsAndAnyBatch_areTheSameBits(Completion completion) throws Exception {
        Background background = weighted(correlated(40, 6, 0.4, 12));
        FeatureGroups groups =
                FeatureGroups.builder(background.schema()).group("g", 5, 0).build();
        double[] row = {0, 1, 1, 4, 5, 5};
        double[] expected =
                gains(masker(background, completion).groups(groups).build().mask(row));
        for (int batch : new int[] {1, 5, 12, 33, 1000}) {
            BackgroundMasker masker = masker(background, completion)
                    .groups(groups)
                    .batchRows(batch)
                    .build();
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Future<double[]>> futures = IntStream.range(0, 16)
                        .mapToObj(i -> pool.submit(() -> gains(masker.mask(row))))
                        .toList();
                for (Future<double[]> future : futures) {
                    assertThat(future.get()).containsExactly(expected);
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("conditional")
    void conditional_modelThatFails_namesWhatTheRowWasMadeOf(Completion completion) {
        Predictor fails = Predictor.ofScore(x -> x[0] == 5 && x[1] != 1 ? Double.NaN : 0);
        BackgroundMaskedModel game = BackgroundMasker.builder(fails, Background.of(correlated(20, 2, 0.4, 13)))
                .completion(completion)
                .build()
                .mask(5, 1);
        assertThatThrownBy(() -> gains(game))
                .isInstanceOf(PredictorException.class)
                .hasMessageContaining("the row has columns [x0] from the explained row and the others from "
                        + (completion instanceof Completion.Gaussian ? "draw 0 given these" : "row "));
    }

    @ParameterizedTest
    @MethodSource("conditional")
    void gains_manyCoalitions_allocateNothingForEach(Completion completion) {
        int players = 12;
        Predictor free = rows -> ANSWERS[rows.rows()];
        BackgroundMaskedModel game = BackgroundMasker.builder(free, Background.of(correlated(100, players, 0.4, 14)))
                .completion(completion)
                .batchRows(120)
                .build()
                .mask(new double[players]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Coalitions coalitions = all(players);
        double[] gains = new double[coalitions.count()];
        long allocated = 0;
        for (int i = 0; i < 3; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            game.gains(coalitions, 0, coalitions.count(), gains);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated / coalitions.count()).isLessThan(160); // 32 MB would be 8,000
    }

    private static final Matrix[] ANSWERS = IntStream.range(0, 121)
            .mapToObj(rows -> Matrix.wrap(rows, 1, new double[rows]))
            .toArray(Matrix[]::new);

    @Test
    void toString_settings_areNamed() {
        assertThat(Completion.nearest(7)).hasToString("the 7 nearest background rows");
        assertThat(Completion.gaussian(20, 5)).hasToString("20 draws from the conditional normal distribution, seed 5");
    }
}
