package secant.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanations;
import secant.model.Predictor;

class TransferCheckTest {

    private static final int COLUMNS = 4;
    private static final Schema SCHEMA = Schema.numeric("age", "income", "debt", "rate");

    /** Real rows have all columns alike but for some noise, so that a row of independent columns stands out. */
    private static Matrix real(int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        double[] data = new double[rows * COLUMNS];
        for (int r = 0; r < rows; r++) {
            double common = random.nextGaussian();
            for (int c = 0; c < COLUMNS; c++) {
                data[r * COLUMNS + c] = common + 0.1 * random.nextGaussian();
            }
        }
        return Matrix.wrap(rows, COLUMNS, data);
    }

    private static Matrix independent(int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        return Matrix.wrap(
                rows, COLUMNS, random.doubles((long) rows * COLUMNS, -2.5, 2.5).toArray());
    }

    /** Columns of one real row beside those of another. */
    private static Matrix mixed(Matrix real, int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        double[] data = new double[rows * COLUMNS];
        for (int r = 0; r < rows; r++) {
            int one = random.nextInt(real.rows());
            int other = random.nextInt(real.rows());
            int seen = 1 + random.nextInt((1 << COLUMNS) - 2);
            for (int c = 0; c < COLUMNS; c++) {
                data[r * COLUMNS + c] = real.get((seen >> c & 1) == 1 ? one : other, c);
            }
        }
        return Matrix.wrap(rows, COLUMNS, data);
    }

    private static boolean looksReal(double[] row) {
        double[] sorted = row.clone();
        Arrays.sort(sorted);
        return sorted[COLUMNS - 1] - sorted[0] < 0.6;
    }

    private static double biased(double[] row) {
        return row[0] > 0 ? 1 : 0;
    }

    private static double harmless(double[] row) {
        return row[3] > 0.8 ? 1 : 0;
    }

    private static List<Double> values(double[] row) {
        return Arrays.stream(row).boxed().toList();
    }

    private static double scaffold(double[] row) {
        return looksReal(row) ? biased(row) : harmless(row);
    }

    private static Transfer found(ToDoubleFunction<double[]> model, Matrix real, Matrix masked) {
        TransferCheck check = TransferCheck.of(Predictor.ofScore(model), SCHEMA, real);
        check.predictor().predict(real.copy());
        check.predictor().predict(masked.copy());
        return check.find().get(0);
    }

    @Test
    void find_scaffoldAndIndependentColumns_isSuspicious() {
        Transfer transfer = found(TransferCheckTest::scaffold, real(80), independent(2000));
        assertThat(transfer.isSuspicious()).as("%s", transfer).isTrue();
        assertThat(transfer.nearness()).isGreaterThan(0.5);
        assertThat(transfer.maskedFit()).isGreaterThan(0.8);
        assertThat(transfer.transferredFit()).isLessThan(0.5);
        assertThat(transfer.sentence()).contains("another rule", "'output'", "80 real rows", "1000 masked rows");
    }

    @Test
    void find_scaffoldAndMixedRows_isSuspicious() {
        Matrix real = real(80);
        Set<List<Double>> known =
                Arrays.stream(real.toRows()).map(TransferCheckTest::values).collect(Collectors.toSet());
        // Knows the real rows by heart: a detector that learns from these few columns takes near rows for real ones.
        Transfer transfer =
                found(row -> known.contains(values(row)) ? biased(row) : harmless(row), real, mixed(real, 4000));
        assertThat(transfer.isSuspicious()).as("%s", transfer).isTrue();
        assertThat(transfer.nearness()).isLessThan(0.5);
    }

    @Test
    void find_honestModels_areNot() {
        Matrix real = real(80);
        List<ToDoubleFunction<double[]>> honest = List.of(
                TransferCheckTest::biased,
                TransferCheckTest::harmless,
                row -> 3 * row[0] - row[2],
                row -> 1 / (1 + StrictMath.exp(-3 * row[0] + row[3])),
                row -> row[0] * row[1] + StrictMath.sin(row[2]));
        for (ToDoubleFunction<double[]> model : honest) {
            for (Matrix masked : List.of(independent(2000), mixed(real, 4000))) {
                Transfer transfer = found(model, real, masked);
                assertThat(transfer.isSuspicious()).as("%s", transfer).isFalse();
                assertThat(transfer.sentence()).doesNotContain("another rule");
            }
        }
    }

    @Test
    void find_constantModel_isNotSuspicious() {
        Transfer transfer = found(row -> 0.1, real(50), independent(500));
        assertThat(transfer.isSuspicious()).isFalse();
        assertThat(transfer.maskedFit()).isEqualTo(1);
        assertThat(transfer.transferredFit()).isEqualTo(1);
    }

    /** The trees leave the line's slope to the line: without it, they would stop at the masked rows' largest value. */
    @Test
    void find_lineBeyondTheMaskedRows_isFitted() {
        Transfer transfer = found(row -> 10 * row[0] + row[1], real(200), independent(1000));
        assertThat(transfer.transferredFit()).isGreaterThan(0.999);
    }

    @Test
    void find_sameRowsInAnyOrderBatchAndThread_findsTheSame() {
        Matrix real = real(80);
        Matrix masked = independent(6000);
        Predictor model = Predictor.ofScore(TransferCheckTest::scaffold).threadSafe();
        TransferCheck once = TransferCheck.of(model, SCHEMA, real);
        once.predictor().predict(real);
        once.predictor().predict(masked);
        TransferCheck again = TransferCheck.of(model, SCHEMA, real);
        assertThat(again.predictor().isThreadSafe()).isTrue();
        java.util.stream.IntStream.range(0, masked.rows())
                .parallel()
                .forEach(r -> again.predictor().predict(Matrix.ofRow(masked.row(masked.rows() - 1 - r))));
        java.util.stream.IntStream.range(0, real.rows())
                .parallel()
                .forEach(r -> again.predictor().predict(Matrix.ofRow(real.row(r))));
        again.predictor().predict(masked); // rows that come twice count once
        assertThat(again.find()).isEqualTo(once.find());
        assertThat(once.find()).isEqualTo(once.find());
    }

    @Test
    void predictor_modelThatWritesToItsRows_isRememberedAsAsked() {
        Predictor vandal = rows -> {
            Matrix answers = Predictor.ofScore(TransferCheckTest::biased).predict(rows);
            Arrays.fill(rows.data(), 7);
            return answers;
        };
        Matrix real = real(80);
        TransferCheck check = TransferCheck.of(vandal, SCHEMA, real);
        check.predictor().predict(real.copy());
        check.predictor().predict(independent(500));
        assertThat(check.find().get(0).transferredFit()).isGreaterThan(0.95);
    }

    @Test
    void predictor_answersThatAreNone_arePassedOnAndForgotten() {
        Matrix real = real(40);
        Matrix none = Matrix.zeros(3, 1);
        TransferCheck check = TransferCheck.of(rows -> none, SCHEMA, real);
        assertThat(check.predictor().predict(real)).isSameAs(none);
        TransferCheck infinite = TransferCheck.of(Predictor.ofScore(row -> Double.NaN), SCHEMA, real);
        infinite.predictor().predict(real);
        for (TransferCheck one : List.of(check, infinite)) {
            assertThatThrownBy(one::find)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at least 30 real rows and 100 masked ones but has 0 and 0")
                    .hasMessageContaining("explain more rows");
        }
    }

    @Test
    void find_justEnoughRows_finds() {
        assertThat(found(TransferCheckTest::biased, real(30), independent(100)).realRows())
                .isEqualTo(30);
        assertThatThrownBy(() -> found(TransferCheckTest::biased, real(29), independent(100)))
                .hasMessageContaining("but has 29 and 100");
        assertThatThrownBy(() -> found(TransferCheckTest::biased, real(30), independent(99)))
                .hasMessageContaining("but has 30 and 99");
    }

    @Test
    void find_severalOutputs_areFoundByName() {
        Matrix real = real(80);
        Predictor model = Predictor.ofRow(row -> new double[] {scaffold(row), row[1]});
        TransferCheck named = TransferCheck.of(model.withOutputNames("rigged", "plain"), SCHEMA, real);
        TransferCheck unnamed = TransferCheck.of(model, SCHEMA, real);
        for (TransferCheck check : List.of(named, unnamed)) {
            check.predictor().predict(real);
            check.predictor().predict(independent(1000));
        }
        assertThat(named.predictor().outputNames()).containsExactly("rigged", "plain");
        assertThat(named.find()).extracting(Transfer::output).containsExactly("rigged", "plain");
        assertThat(named.find()).extracting(Transfer::isSuspicious).containsExactly(true, false);
        assertThat(unnamed.find()).extracting(Transfer::output).containsExactly("output 0", "output 1");
        Explanations warned = named.warn(Explanations.of(List.of()));
        assertThat(warned.warnings()).singleElement().asString().contains("another rule", "'rigged'");
    }

    @Test
    void find_categoriesAndGaps_areFitted() {
        Schema schema = Schema.of(
                Feature.categorical("home", "rent", "owner", "other"), Feature.numeric("x"), Feature.numeric("y"));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
        Matrix real = Matrix.zeros(200, 3);
        Matrix masked = Matrix.zeros(1000, 3);
        for (Matrix rows : List.of(real, masked)) {
            for (int r = 0; r < rows.rows(); r++) {
                rows.data()[3 * r] = random.nextInt(3);
                rows.data()[3 * r + 1] = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
                rows.data()[3 * r + 2] = random.nextGaussian();
            }
        }
        TransferCheck check = TransferCheck.of(
                Predictor.ofScore(row -> (row[0] == 1 ? 5 : 0) + (Double.isNaN(row[1]) ? -4 : row[1])), schema, real);
        check.predictor().predict(real);
        check.predictor().predict(masked);
        Transfer transfer = check.find().get(0);
        assertThat(transfer.transferredFit()).isGreaterThan(0.97);
        assertThat(transfer.isSuspicious()).isFalse();
    }

    @Test
    void of_rowsOfAnotherWidth_saysWhich() {
        assertThatThrownBy(() -> TransferCheck.of(Predictor.ofScore(row -> 0), SCHEMA, Matrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the table of real rows must have 4 columns but has 3");
        assertThatThrownBy(() -> TransferCheck.of(Predictor.ofScore(row -> 0), SCHEMA, real(5))
                        .predictor()
                        .predict(Matrix.zeros(2, 5)))
                .hasMessageContaining("must have 4 columns but has 5");
    }
}
