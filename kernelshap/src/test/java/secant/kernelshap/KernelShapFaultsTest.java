package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.gaussian;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.model.Predictor;

/** What callers, data and models do wrong. */
class KernelShapFaultsTest {

    @Test
    void build_outputNamesTwice_areRefusedBeforeTheModelIsAsked() {
        Predictor twins = new Predictor() {
            @Override
            public Matrix predict(Matrix rows) {
                throw new AssertionError("asked");
            }

            @Override
            public List<String> outputNames() {
                return List.of("a", "a");
            }
        };
        assertThatThrownBy(() -> KernelShap.builder(twins, Background.of(gaussian(2, 3, 1)))
                        .build())
                .hasMessage("output names must be distinct but are [a, a]");
    }

    @Test
    void explain_badRow_namesRowAndColumn() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(Samples::tangled),
                        Background.of(Schema.numeric("a", "b", "c", "d", "e", "f", "g"), gaussian(2, 7, 1)))
                .build();
        assertThatThrownBy(() -> shap.explain(1, 2, Double.NaN, 4, 5, 6, 7))
                .hasMessageStartingWith("column 2 ('c') of the explained row is NaN; ");
        assertThatThrownBy(() -> shap.explain(1, 2, 3, Double.NEGATIVE_INFINITY, 5, 6, 7))
                .hasMessage("column 3 ('d') of the explained row must be finite but is -Infinity");
        assertThatThrownBy(() -> shap.explain(1, 2, 3))
                .hasMessage("the explained row must have 7 columns but has 3; the first one missing is 'd'");
        assertThatThrownBy(() -> shap.explain()).hasMessageContaining("but has 0; the first one missing is 'a'");
        assertThatThrownBy(() -> shap.explain(new double[9])).hasMessageContaining("must have 7 columns but has 9");
        assertThatThrownBy(() -> shap.explain((double[]) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> shap.explain(Matrix.zeros(3, 6)))
                .hasMessageStartingWith("the table of explained rows must have 7 columns but has 6");
    }

    @Test
    void explain_tableWithoutRows_givesNothing() {
        int[] calls = {0};
        Predictor counting = rows -> {
            calls[0]++;
            return Predictor.ofScore(Samples::tangled).predict(rows);
        };
        KernelShap shap =
                KernelShap.builder(counting, Background.of(gaussian(2, 7, 1))).build();
        calls[0] = 0;
        assertThat(shap.explain(Matrix.of(new double[0][])).size()).isZero();
        assertThat(shap.explain(Matrix.zeros(0, 7)).failures()).isEmpty();
        assertThatThrownBy(() -> shap.explain(new double[7], null)).hasMessage("listener");
        assertThat(calls[0]).isZero();
    }

    @Test
    void explain_oneBadRowOfATable_failsOnlyItself() {
        KernelShap shap = KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(2, 7, 1)))
                .build();
        Matrix rows = gaussian(5, 7, 2);
        rows.data()[3 * 7 + 2] = Double.NaN;
        Explanations explanations = shap.explain(rows);
        assertThat(explanations.size()).isEqualTo(4);
        assertThat(explanations.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.row()).isEqualTo(3);
            assertThat(failure.cause()).hasMessageContaining("column 2 ('x2')");
        });
        assertThatThrownBy(explanations::orThrow).hasMessageContaining("column 2 ('x2')");
        assertThat(explanations.rowOf(3)).isEqualTo(4);
    }

    @Test
    void explain_modelThatIsNotDeterministic_warnsWithTheSize() {
        int[] calls = {0};
        Predictor drifting = Predictor.ofScore(x -> x[0] + 1e-3 * calls[0]++);
        Explanation explanation = KernelShap.builder(drifting, Background.of(gaussian(2, 2, 1)))
                .build()
                .explain(3, 4);
        assertThat(explanation.provenance().warnings())
                .anyMatch(w -> w.startsWith("the model is not deterministic: asked twice for the explained row, output"
                        + " 'output' moved by 0.00"));
    }

    @Test
    void explain_callerChangesItsArrays_changesNothing() {
        double[][] rows = gaussian(4, 7, 1).toRows();
        Matrix table = Matrix.of(rows);
        KernelShap shap = KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(table))
                .build();
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation before = shap.explain(row);
        Arrays.fill(table.data(), 0);
        double[] kept = row.clone();
        Arrays.fill(row, -1);
        assertThat(before.row()).containsExactly(kept);
        assertThat(shap.explain(kept)).isEqualTo(before);
    }

    @Test
    void explain_predictorThatWritesToItsRows_changesNothing() {
        Predictor scribbling = rows -> {
            Matrix answer = Predictor.ofScore(Samples::tangled).predict(rows);
            Arrays.fill(rows.data(), Double.NaN);
            return answer;
        };
        Background background = Background.of(gaussian(4, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        assertThat(KernelShap.builder(scribbling, background).build().explain(row))
                .isEqualTo(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                        .build()
                        .explain(row));
    }

    @Test
    void options_thatNeedAThreadSafePredictor_areRefusedWithoutOne() {
        KernelShap.Builder builder =
                KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(2, 7, 1)));
        assertThatThrownBy(() -> builder.parallelism(2)).hasMessageContaining("declare it with predictor.threadSafe()");
        assertThatThrownBy(() -> builder.executor(Runnable::run))
                .hasMessageContaining("declare it with predictor.threadSafe()");
        assertThatThrownBy(() -> builder.parallelism(0)).hasMessage("parallelism must be 1 or more but is 0");
        assertThatThrownBy(() -> builder.batchRows(0)).hasMessageContaining("batch rows must be from 1 to");
    }
}
