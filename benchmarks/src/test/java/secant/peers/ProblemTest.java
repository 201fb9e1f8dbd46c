package secant.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.kernelshap.ExactShap;

class ProblemTest {

    private static double[][] enumerated(Problem problem) {
        ExactShap exact = ExactShap.builder(problem.model(), Background.of(problem.background()))
                .build();
        return Arrays.stream(problem.rows().toRows())
                .map(row -> Problem.values(exact.explain(row)))
                .toArray(double[][]::new);
    }

    private static void assertExact(Problem problem) {
        double[][] enumerated = enumerated(problem);
        double[][] values = problem.exact();
        assertThat(values.length).isEqualTo(enumerated.length);
        for (int r = 0; r < values.length; r++) {
            assertThat(values[r]).containsExactly(enumerated[r], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void exact_trees_areTheEnumeratedValues(int depth) {
        assertExact(Problem.trees(8, depth, 5, 2));
    }

    @Test
    void exact_linear_areTheEnumeratedValues() {
        assertExact(Problem.linear(6, 4, 2));
    }

    @Test
    void exact_network_addUpToThePrediction() {
        Problem problem = Problem.network(5, 4, 1);
        double prediction = problem.model().predict(problem.rows()).get(0, 0);
        double base = Arrays.stream(
                        problem.model().predict(problem.background()).data())
                .average()
                .orElseThrow();
        assertThat(Arrays.stream(problem.exact()[0]).sum()).isCloseTo(prediction - base, within(1e-12));
    }

    @Test
    void exact_digits_areTheRecordedOnesAndAddUp() {
        Problem problem = Recorded.digits(2);
        double base = Arrays.stream(
                        problem.model().predict(problem.background()).data())
                .average()
                .orElseThrow();
        double[] predictions = problem.model().predict(problem.rows()).data();
        double[][] values = problem.exact();
        for (int r = 0; r < 2; r++) {
            assertThat(Arrays.stream(values[r]).sum()).isCloseTo(predictions[r] - base, within(1e-9));
        }
    }

    @Test
    void predict_forest_followsEveryRowToItsLeaf() {
        Forest forest = Forest.random(4, 3, 3, 7);
        Matrix rows = Problem.trees(4, 3, 11, 1).background();
        double[] answers = forest.predict(rows).data();
        for (int r = 0; r < rows.rows(); r++) {
            double sum = 0;
            for (Forest.Nodes tree : forest.trees()) {
                int node = 0;
                while (tree.left[node] >= 0) {
                    boolean left = rows.get(r, tree.feature[node]) <= tree.threshold[node];
                    node = left ? tree.left[node] : tree.right[node];
                }
                sum += tree.value[node];
            }
            assertThat(answers[r]).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1000, 7602})
    void bare_anyNumber_asksForExactlyAsManyRows(long rows) {
        LongAdder counted = new LongAdder();
        Problem.linear(30, 100, 1).counting(counted).bare(rows).run();
        assertThat(counted.sum()).isEqualTo(rows);
    }

    @Test
    void counting_anyModel_isStillTheModelItself() {
        Problem problem = Problem.trees(5, 2, 3, 1);
        assertThat(problem.counting(new LongAdder()).itself()).isSameAs(problem.model());
    }

    @Test
    void trial_secant_countsItsModelRowsAndIsExactForALinearModel() {
        Trial trial = Compare.trial(Problem.linear(30, 10, 2), Secant.SHAP);
        assertThat(trial.modelRows()).isEqualTo(2 * (136 * 10 + 2));
        assertThat(trial.error(trial.work().get())).isLessThan(1e-12);
        double[][] wrong = trial.work().get();
        wrong[0][0] += 1;
        assertThat(trial.error(wrong)).isGreaterThan(0.1);
    }

    @Test
    void prepare_everyKindOfSecant_explainsEveryColumn() {
        Problem problem = Problem.trees(5, 2, 30, 2);
        for (Peer peer : List.of(Secant.values())) {
            double[][] values = peer.prepare(problem).orElseThrow().explain(problem.rows());
            assertThat(values).as(peer.title()).hasDimensions(2, 5);
        }
    }
}
