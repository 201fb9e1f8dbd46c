package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.model.Predictor;

class ForecastTest {

    private static final RandomGenerator RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    private static final double[] ROW = new double[16];

    private static Background background(int rows, int columns) {
        double[] cells = new double[rows * columns];
        Arrays.setAll(cells, i -> 1 + RANDOM.nextDouble());
        return Background.of(Matrix.wrap(rows, columns, cells));
    }

    /** A product of all columns: players interact, all of them. */
    private static double product(double[] row) {
        double product = 1;
        for (double cell : row) {
            product *= 1 + cell / 4;
        }
        return product;
    }

    private static Explanation explain(KernelShap.Builder builder, int columns) {
        return builder.build().explain(Arrays.copyOf(ROW, columns));
    }

    @Test
    void forecast_beforeAnyCall_doesNotAskTheModel() {
        AtomicInteger calls = new AtomicInteger();
        Predictor counted = rows -> {
            calls.incrementAndGet();
            return Matrix.zeros(rows.rows(), 1);
        };
        Forecast forecast = KernelShap.builder(counted, background(100, 30)).forecast(1);
        assertThat(calls).hasValue(0);
        assertThat(forecast.players()).isEqualTo(30);
        assertThat(forecast.leastCoalitions()).isEqualTo(136);
        assertThat(forecast.mostCoalitions()).isEqualTo(2108);
        assertThat(forecast.leastModelRows()).isEqualTo(13_602);
        assertThat(forecast.mostModelRows()).isEqualTo(210_802);
    }

    @Test
    void forecast_valuesThatAddUp_takeTheLeast() {
        Predictor sum = Predictor.ofScore(row -> Arrays.stream(row).sum());
        KernelShap.Builder builder = KernelShap.builder(sum, background(7, 16));
        assertThat(explain(builder, 16).provenance().modelRows())
                .isEqualTo(builder.forecast(1).leastModelRows());
    }

    @Test
    void forecast_fewPlayers_areEnumerated() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(7, 5));
        Forecast forecast = builder.forecast(1);
        assertThat(forecast.leastModelRows()).isEqualTo(30 * 7 + 2).isEqualTo(forecast.mostModelRows());
        assertThat(explain(builder, 5).provenance().modelRows()).isEqualTo(forecast.mostModelRows());
    }

    static Stream<Estimator> estimators() {
        return Stream.of(
                Estimator.automatic(),
                Estimator.leastSquares(),
                Estimator.oddProcess(),
                Estimator.permutations(PermutationOrders.RANDOM),
                Estimator.shapCompatible(new PlayerSelection.All()),
                Estimator.hybrid(1));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void forecast_fixedBudget_isSpentButForLessThanAnOrder(Estimator estimator) {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 16))
                .estimator(estimator)
                .coalitions(640);
        Explanation explanation = explain(builder, 16);
        Forecast forecast = builder.forecast(1);
        assertThat(explanation.provenance().modelRows())
                .isBetween(forecast.mostModelRows() - 2 * 16 * 3, forecast.mostModelRows())
                .isGreaterThanOrEqualTo(forecast.leastModelRows());
    }

    @Test
    void forecast_modelRows_areNotExceeded() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 16))
                .modelRows(1000);
        Forecast forecast = builder.forecast(1);
        assertThat(forecast.mostModelRows()).isBetween(990L, 1000L);
        assertThat(explain(builder, 16).provenance().modelRows()).isEqualTo(forecast.mostModelRows());
    }

    @Test
    void forecast_bytes_areOfTheSizeOfWhatIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int coalitions : new int[] {640, 2080}) {
            KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 16))
                    .coalitions(coalitions);
            KernelShap shap = builder.build();
            long before = threads.getCurrentThreadAllocatedBytes();
            shap.explain(ROW);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(builder.forecast(1).bytes()).isBetween(allocated / 4, 2 * allocated);
        }
    }

    @Test
    void forecast_noOutputs_isRefused() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.forecast(0))
                .withMessage("outputs must be 1 or more but is 0");
    }

    @Test
    void forecast_moreOutputsThanTheirReplicatesLeaveRoomFor_isRefused() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 5))
                .backgroundErrors();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.forecast(Integer.MAX_VALUE))
                .withMessage(
                        "outputs must be at most 65075262 with background errors, which need values of 33 games for"
                                + " each of them, but is 2147483647");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.forecast(65_075_263));
        assertThat(builder.forecast(65_075_262).bytes()).isPositive();
    }

    @Test
    void forecast_budgetThatBuildRefuses_isRefusedAlike() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 16))
                .coalitions(31);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.forecast(1))
                .withMessage("coalitions must be at least 32 for 16 players but is 31");
    }

    /** The rows are the same, however many outputs they are for; the memory is not. */
    @Test
    void forecast_moreOutputs_takeMoreMemory() {
        KernelShap.Builder builder = KernelShap.builder(Predictor.ofScore(ForecastTest::product), background(3, 16));
        Forecast one = builder.forecast(1);
        Forecast many = builder.backgroundErrors().forecast(100);
        assertThat(many.mostModelRows()).isEqualTo(one.mostModelRows());
        long values = 3300L * 16 * 8;
        assertThat(many.bytes() - one.bytes()).isGreaterThan(values);
    }
}
