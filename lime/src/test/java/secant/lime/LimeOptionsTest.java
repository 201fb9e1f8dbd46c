package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class LimeOptionsTest {

    private static final Predictor SUM = Predictor.ofScore(x -> x[0] + x[x.length - 1]);

    private static final TrainingStatistics NUMBERS =
            TrainingStatistics.of(Schema.unnamed(4), Samples.normal(50, 4, 1), Discretizer.none());

    /** Columns of so many categories each, all of them equally frequent. */
    private static TrainingStatistics evenly(int... categories) {
        int rows = 100;
        Feature[] features = new Feature[categories.length];
        double[] cells = new double[rows * categories.length];
        for (int c = 0; c < categories.length; c++) {
            String[] names = new String[categories[c]];
            for (int i = 0; i < names.length; i++) {
                names[i] = "v" + i;
            }
            features[c] = Feature.categorical("x" + c, names);
            for (int r = 0; r < rows; r++) {
                cells[r * categories.length + c] = r % categories[c];
            }
        }
        return TrainingStatistics.of(
                Schema.of(features), Matrix.wrap(rows, categories.length, cells), Discretizer.quartile());
    }

    // ---- batches: 32,768 cells at most, and as even as can be

    @ParameterizedTest
    @CsvSource({"8192,8192", "8196,4098", "16384,8192", "16388,5463", "20000,6667", "5000,5000"})
    void batchRows_byDefault_areEvenAndFillNoMoreThanTheCache(int samples, int rows) {
        assertThat(Lime.builder(SUM, NUMBERS).samples(samples).build().batchRows)
                .isEqualTo(rows);
    }

    @Test
    void batchRows_ofRowsWiderThanTheCache_areOne() {
        TrainingStatistics wide =
                TrainingStatistics.of(Schema.unnamed(40_000), Matrix.zeros(2, 40_000), Discretizer.none());
        assertThat(Lime.builder(SUM, wide).samples(80_000).points(Points.RANDOM).build().batchRows)
                .isEqualTo(1);
    }

    @Test
    void batchRows_chosen_areThose() {
        assertThat(Lime.builder(SUM, NUMBERS).batchRows(1).build().batchRows).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(SUM, NUMBERS).batchRows(0))
                .withMessage("batch rows must be 1 or more but is 0");
    }

    // ---- even cells

    @Test
    void evenCells_fewTiltedColumnsOfFewCells_areUsedFrom256SamplesOn() {
        TrainingStatistics halves = evenly(2, 2);
        assertThat(Lime.builder(SUM, halves).samples(256).build().evenCells).isTrue();
        assertThat(Lime.builder(SUM, halves).samples(255).build().evenCells).isFalse();
        assertThat(Lime.builder(SUM, halves)
                        .mode(LimeMode.COMPATIBLE)
                        .points(Points.SOBOL)
                        .build()
                        .evenCells)
                .isFalse();
        assertThat(Lime.builder(SUM, halves).points(Points.RANDOM).build().evenCells)
                .isFalse();
        assertThat(Lime.builder(SUM, NUMBERS).build().evenCells).isFalse();
    }

    /** Ten equal categories are more than eighths; three columns of four that suit are just enough. */
    @Test
    void evenCells_columnsThatDoNotSuit_areAQuarterAtMost() {
        assertThat(Lime.builder(SUM, evenly(2, 4, 2, 10)).build().evenCells).isTrue();
        assertThat(Lime.builder(SUM, evenly(2, 10, 2)).build().evenCells).isFalse();
        assertThat(Lime.builder(SUM, evenly(2, 10)).build().evenCells).isFalse();
        assertThat(Lime.builder(SUM, evenly(2, 2, 2, 2, 2)).build().evenCells).isFalse();
    }

    // ---- samples that are kept

    @Test
    void store_rowsOfLawsOfTheirOwn_isNone() {
        KernelWidth share = KernelWidth.matchedShare(0.6);
        assertThat(Lime.builder(SUM, evenly(2)).kernelWidth(share).build().store)
                .isNull();
        assertThat(Lime.builder(SUM, evenly(2)).build().store).isNotNull();
        assertThat(Lime.builder(SUM, evenly(2))
                        .mode(LimeMode.COMPATIBLE)
                        .kernelWidth(share)
                        .build()
                        .store)
                .isNotNull();
    }

    // ---- the least

    /** Points that are spread evenly come in fours, independent ones one by one. */
    @ParameterizedTest
    @CsvSource({"1,STABLE,12", "4,STABLE,12", "6,STABLE,12", "7,STABLE,16", "1,COMPATIBLE,10", "7,COMPATIBLE,14"})
    void samples_least_isTenAndTwiceTheColumnsAndCanBeExplained(int columns, LimeMode mode, int least) {
        Matrix rows = Samples.normal(50, columns, 1);
        TrainingStatistics statistics = TrainingStatistics.of(Schema.unnamed(columns), rows, Discretizer.none());
        Lime lime = Lime.builder(SUM, statistics)
                .mode(mode)
                .kernelWidth(1000)
                .samples(least)
                .build();
        if (mode == LimeMode.STABLE) { // other weights are less than 1 each, so that fewer are effective
            assertThat(lime.explain(rows.row(0)).outputs()).hasSize(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(SUM, statistics)
                        .mode(mode)
                        .samples(least - 1)
                        .build())
                .withMessage("samples must be at least 10 and 2 × columns"
                        + (mode == LimeMode.STABLE ? ", in multiples of 4" : "") + ", which is " + least + ", but is "
                        + (least - 1));
    }

    // ---- tables

    @Test
    void explain_tableOfNoRows_isNoExplanations() {
        assertThat(Lime.builder(SUM, NUMBERS)
                        .build()
                        .explain(Matrix.zeros(0, 1))
                        .size())
                .isZero();
    }

    @Test
    void explain_tableOfAnotherWidth_isRefusedAsAWhole() {
        Lime lime = Lime.builder(SUM, NUMBERS).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(Matrix.zeros(1, 3)))
                .withMessageContaining("the table of explained rows");
    }

    @Test
    void explain_topOutputsOfATableOfOneRow_areThoseOfTheRow() {
        Predictor two = Predictor.ofRow(x -> new double[] {x[0], x[0] + 1});
        Lime lime = Lime.builder(two, NUMBERS).topOutputs(1).build();
        Matrix one = Samples.normal(1, 4, 3);
        assertThat(lime.explain(one).get(0)).isEqualTo(lime.explain(one.row(0)));
    }

    // ---- threads

    @Test
    void parallelism_chosen_isOfTheCallerAndItsHelpers() {
        AtomicInteger lent = new AtomicInteger();
        Executor counting = task -> {
            lent.incrementAndGet();
            task.run();
        };
        Matrix rows = Samples.normal(7, 4, 3);
        Lime.builder(SUM.threadSafe(), NUMBERS)
                .samples(20)
                .parallelism(3)
                .executor(counting)
                .build()
                .explain(rows);
        assertThat(lent.getAndSet(0)).isEqualTo(2);
        Lime.builder(SUM.threadSafe(), NUMBERS)
                .samples(20)
                .executor(counting)
                .build()
                .explain(rows);
        assertThat(lent.getAndSet(0)).isEqualTo(Math.min(7, Runtime.getRuntime().availableProcessors()) - 1);
        Lime.builder(SUM.threadSafe(), NUMBERS)
                .samples(20)
                .executor(counting)
                .parallelism(1)
                .build()
                .explain(rows);
        assertThat(lent.get()).isZero();
    }

    @Test
    void parallelism_ofAModelForOneThread_isTheCallerAlone() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Predictor slow = rows -> {
            threads.add(Thread.currentThread());
            try {
                Thread.sleep(2); // a helper would have the time to come
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SUM.predict(rows);
        };
        Lime.builder(slow, NUMBERS).samples(20).build().explain(Samples.normal(12, 4, 3));
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThatCode(() -> Lime.builder(slow, NUMBERS).parallelism(1).build()).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(slow, NUMBERS).parallelism(0))
                .withMessage("parallelism must be 1 or more but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(slow, NUMBERS).executor(Runnable::run))
                .withMessageStartingWith("an executor needs a predictor that several threads may call");
    }
}
