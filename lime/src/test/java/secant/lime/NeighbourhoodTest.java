package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.model.Predictor;

class NeighbourhoodTest {

    private static final Predictor TWO = Predictor.ofRow(x -> new double[] {x[0] * x[1], x[1] - Math.exp(x[0])})
            .withOutputNames("p", "q");

    private static final double[] ROW = {0.3, -0.4};

    private static final TrainingStatistics NUMBERS =
            TrainingStatistics.of(Schema.unnamed(2), Samples.normal(50, 2, 1), Discretizer.none());

    /** Six combinations of values. */
    private static final TrainingStatistics SIX = TrainingStatistics.of(
            Schema.of(Feature.categorical("x", "p", "q", "r"), Feature.categorical("y", "s", "t")),
            Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 1}, {2, 1}, {0, 1}, {1, 0}}));

    private static Lime.Builder numbers() {
        return Lime.builder(TWO, NUMBERS).samples(100);
    }

    // ---- outputs and batches

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 100, 1000})
    void explain_batchesOfSeveralOutputs_areAsOne(int batch) {
        Explanation whole = numbers().build().explain(ROW);
        assertThat(numbers().batchRows(batch).build().explain(ROW)).isEqualTo(whole);
        assertThat(numbers()
                        .outputs("q", "p")
                        .batchRows(batch)
                        .build()
                        .explain(ROW)
                        .outputs())
                .containsExactly(whole.output("q"), whole.output("p"));
        for (String output : List.of("p", "q")) {
            assertThat(numbers()
                            .outputs(output)
                            .batchRows(batch)
                            .build()
                            .explain(ROW)
                            .outputs())
                    .containsExactly(whole.output(output));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 7})
    void explain_batchesOfAllCombinations_areAsOne(int batch) {
        AtomicInteger asked = new AtomicInteger();
        Predictor counting = rows -> {
            asked.addAndGet(rows.rows());
            return TWO.predict(rows);
        };
        Explanation whole = Lime.builder(counting, SIX).build().explain(0, 1);
        asked.set(0);
        List<Long> told = new ArrayList<>();

        Explanation inBatches = Lime.builder(counting, SIX)
                .batchRows(batch)
                .build()
                .explain(new double[] {0, 1}, progress -> told.add(progress.done()));

        for (int k = 0; k < 2; k++) {
            assertThat(inBatches.outputs().get(k).values())
                    .containsExactly(whole.outputs().get(k).values(), within(1e-14));
        }
        assertThat(asked.get()).isEqualTo(6 + 2);
        assertThat(told)
                .hasSize((6 + batch - 1) / batch)
                .startsWith(Math.min(6L, batch))
                .endsWith(6L);
    }

    @Test
    void explain_columnsOfAsManyValues_asksForEveryCombinationOnce() {
        Matrix rows = Matrix.of(new double[][] {{0, 0, 0}, {1, 1, 1}});
        Feature[] features = {
            Feature.categorical("a", "0", "1"), Feature.categorical("b", "0", "1"), Feature.categorical("c", "0", "1")
        };
        List<List<Double>> asked = new ArrayList<>();
        Predictor model = Predictor.ofScore(x -> {
            asked.add(List.of(x[0], x[1], x[2]));
            return x[0] + 2 * x[1] + 4 * x[2];
        });

        Lime.builder(model, Schema.of(features), rows).build().explain(1, 1, 1);

        assertThat(asked.subList(1, 9)).doesNotHaveDuplicates();
        assertThat(asked).hasSize(8 + 2);
    }

    // ---- what is reported

    @Test
    void provenance_ofSamplesOrAllCombinations_saysHowTheyWereTaken() {
        Map<String, String> tilted = numbers().build().explain(ROW).provenance().options();
        Map<String, String> weighted = numbers()
                .mode(LimeMode.COMPATIBLE)
                .build()
                .explain(ROW)
                .provenance()
                .options();
        Map<String, String> exact =
                Lime.builder(TWO, SIX).build().explain(0, 1).provenance().options();

        assertThat(tilted)
                .containsEntry("law", "tilted by the kernel")
                .containsEntry("control variate", "single-index model");
        assertThat(weighted).containsEntry("law", "weighted by the kernel").doesNotContainKey("control variate");
        assertThat(exact)
                .containsEntry("law", "tilted by the kernel")
                .containsEntry("points", "all combinations of values")
                .doesNotContainKey("control variate");
    }

    @Test
    void explain_modelThatDrifts_warnsByHowMuch() {
        AtomicInteger calls = new AtomicInteger();
        Predictor drifting = rows -> {
            Matrix answers = TWO.predict(rows);
            answers.data()[1] += calls.getAndIncrement();
            return answers;
        };
        Explanation why = Lime.builder(drifting, SIX).build().explain(2, 0);
        double before = -Math.exp(2);
        double after = before + 2; // the third call
        assertThat(why.provenance().warnings())
                .containsExactly(
                        "the model is not deterministic: asked twice for the explained row, output 'output 1' moved"
                                + " by " + (after - before));
    }

    /** Of a bit and a number, the bit alone agrees with the row or not. */
    @Test
    void matchedShare_ofMixedColumns_isThatOfTheBits() {
        Matrix rows = Matrix.of(new double[][] {{0, 1}, {0, 2}, {0, 4}, {1, 5}, {1, 7}});
        Schema schema = Schema.of(Feature.categorical("a", "0", "1"), Feature.numeric("b"));
        Explanation mixed = Lime.builder(TWO, TrainingStatistics.of(schema, rows, Discretizer.none()))
                .kernelWidth(1)
                .samples(1000)
                .build()
                .explain(0, 3);
        Explanation numbers = numbers().build().explain(ROW);

        double c = Math.exp(-0.5);
        assertThat(((Fidelity.LocalSurrogate) mixed.fidelity()).matchedShare())
                .hasValueCloseTo(0.6 / (0.6 + 0.4 * c), within(0.005));
        assertThat(((Fidelity.LocalSurrogate) numbers.fidelity()).matchedShare())
                .isEmpty();
    }

    // ---- refusals and warnings

    @Test
    void explain_widthOfRounding_isRefusedWhereTheLawIsTiltedByIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers().kernelWidth(1e-13).build().explain(ROW))
                .withMessageContaining("differ by more than rounding");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers()
                        .mode(LimeMode.COMPATIBLE)
                        .kernelWidth(1e-13)
                        .build()
                        .explain(ROW))
                .withMessageContaining("effective samples");
    }

    /** Of 1,000 rows, some have the row's pair of categories; 2,000 samples by frequency meet it twice as often. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6})
    void explain_combinationOfAGroup_isWarnedOfIfFewerThanTenSamplesHaveIt(int rows) {
        double[] cells = new double[3000];
        for (int r = 0; r < 1000; r++) {
            cells[3 * r] = r < rows ? 0 : 1;
            cells[3 * r + 1] = r < rows ? 0 : r % 2;
            cells[3 * r + 2] = r % 3;
        }
        Schema schema = Schema.of(
                Feature.categorical("a", "0", "1"),
                Feature.categorical("b", "0", "1"),
                Feature.categorical("c", "0", "1", "2"));
        FeatureGroups groups =
                FeatureGroups.builder(schema).group("pair", "a", "b").build();
        List<String> warnings = Lime.builder(
                        Predictor.ofScore(x -> x[0] + x[2]),
                        TrainingStatistics.of(schema, Matrix.wrap(1000, 3, cells), Discretizer.quartile(), groups))
                .mode(LimeMode.COMPATIBLE)
                .samples(2000)
                .build()
                .explain(0, 0, 1)
                .provenance()
                .warnings();

        if (rows >= 5) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith(
                            rows == 0
                                    ? "no training row has a = 0, b = 0: no sample agrees with it"
                                    : "only about " + 2 * rows + ".0 of 2000 samples agree with a = 0, b = 0");
        }
    }

    @ParameterizedTest
    @EnumSource(Points.class)
    void explain_fewSamplesOfColumns_areNotWarnedOfAsRare(Points points) {
        assertThat(numbers()
                        .points(points)
                        .samples(20)
                        .build()
                        .explain(ROW)
                        .provenance()
                        .warnings())
                .isEmpty();
    }
}
