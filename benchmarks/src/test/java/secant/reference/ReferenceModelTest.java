package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.Matrix;

class ReferenceModelTest {

    static Stream<Arguments> cases() throws IOException {
        return ReferenceCases.shapley().map(given -> Arguments.argumentSet(given.name, given));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predict_rowsOfTheCase_givesItsFx(ShapleyCase given) {
        double[] fx = given.model.predict(given.rows).data();
        double scale =
                Math.max(1, Arrays.stream(given.fx.data()).map(Math::abs).max().orElseThrow());
        assertThat(fx).containsExactly(given.fx.data(), within(1e-13 * scale));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predict_rowByRowAndByManyThreads_givesTheBitsOfTheBatch(ShapleyCase given) {
        Matrix batch = given.model.predict(given.rows);
        assertThat(given.model.isThreadSafe()).isTrue();
        IntStream.range(0, 4 * given.rows.rows()).parallel().forEach(i -> {
            int row = i % given.rows.rows();
            assertThat(given.model.predict(Matrix.ofRow(given.rows.row(row))).data())
                    .isEqualTo(batch.row(row));
        });
    }

    @Test
    void predict_otherWidth_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse("x0", 2).predict(Matrix.ofRow(1, 2, 3)))
                .withMessage("rows must have 2 columns but have 3");
    }

    @Test
    void treeEnsemble_leavesOfSeveralOutputs_areAveragedAndActivated() {
        // Not in depth-first order: the root's left child is node 2.
        Tree stump = new Tree(
                new Tree.Nodes(
                        new int[] {1, 0, 0},
                        new double[] {0.5, 0, 0},
                        new int[] {2, -1, -1},
                        new int[] {1, -1, -1},
                        new double[] {0, 0, 1, 2, 3, 4}),
                2,
                0);
        Tree leaf = new Tree(
                new Tree.Nodes(new int[1], new double[1], new int[] {-1}, new int[] {-1}, new double[] {5, 6}), 2, 0);
        TreeEnsemble mean = new TreeEnsemble(
                2, List.of(stump, leaf), TreeEnsemble.Aggregate.MEAN, new double[] {10, 20}, Activation.IDENTITY);
        TreeEnsemble softmax = new TreeEnsemble(
                2, List.of(stump, leaf), TreeEnsemble.Aggregate.SUM, new double[2], Activation.SOFTMAX);
        Matrix rows = Matrix.of(new double[][] {{0, 0.5}, {0, Math.nextUp(0.5)}, {0, Double.NaN}});

        assertThat(mean.predict(rows).data()).containsExactly(14, 25, 13, 24, 13, 24);
        double second = 1 / (1 + Math.exp(-2));
        assertThat(softmax.predict(rows).row(0)).containsExactly(new double[] {1 - second, second}, within(1e-15));
    }

    @Test
    void treeEnsemble_treeWithAnOutput_addsToThatOutputAlone() {
        Tree leaf = new Tree(
                new Tree.Nodes(new int[1], new double[1], new int[] {-1}, new int[] {-1}, new double[] {5}), 1, 1);
        TreeEnsemble model = new TreeEnsemble(
                1, List.of(leaf), TreeEnsemble.Aggregate.SUM, new double[] {1, 2, 3}, Activation.IDENTITY);
        assertThat(model.predict(Matrix.ofRow(0)).data()).containsExactly(1, 7, 3);
    }

    @Test
    void nearestNeighbours_noneTouches_weighsByInverseDistance() {
        Matrix train = Matrix.of(new double[][] {{9, 0}, {0, 1}, {0, -2}, {4, 0}});
        NearestNeighbours model = new NearestNeighbours(3, train, new double[] {100, 1, 5, 10});
        double expected = (1 / 1.0 + 5 / 2.0 + 10 / 4.0) / (1 / 1.0 + 1 / 2.0 + 1 / 4.0);
        assertThat(model.predict(Matrix.ofRow(0, 0)).get(0, 0)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void nearestNeighbours_someTouch_averagesThoseAlone() {
        Matrix train = Matrix.of(new double[][] {{1}, {0}, {2}, {1}, {1}});
        double[] answers = {1, 50, 60, 2, 6};
        assertThat(new NearestNeighbours(4, train, answers)
                        .predict(Matrix.ofRow(1))
                        .get(0, 0))
                .isEqualTo(3);
        assertThat(new NearestNeighbours(2, train, answers)
                        .predict(Matrix.ofRow(1))
                        .get(0, 0))
                .isEqualTo(1.5);
    }

    @Test
    void gaussianNaiveBayes_twoClasses_isBayesRule() {
        GaussianNaiveBayes model = new GaussianNaiveBayes(
                Matrix.of(new double[][] {{0, 1}, {2, -1}}),
                Matrix.of(new double[][] {{1, 4}, {0.25, 1}}),
                new double[] {0.3, 0.7});
        double first = 0.3 * density(0.5, 0, 1) * density(0.2, 1, 4);
        double second = 0.7 * density(0.5, 2, 0.25) * density(0.2, -1, 1);
        assertThat(model.predict(Matrix.ofRow(0.5, 0.2)).data())
                .containsExactly(new double[] {first / (first + second), second / (first + second)}, within(1e-14));
    }

    private static double density(double x, double mean, double variance) {
        return Math.exp(-0.5 * (x - mean) * (x - mean) / variance) / Math.sqrt(2 * Math.PI * variance);
    }

    @Test
    void softmax_largeScores_doesNotOverflow() {
        double[] values = {1e4, 1e4, -1e4};
        Activation.SOFTMAX.apply(values, 0, 3);
        assertThat(values).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void randomTrees_sameSeed_givesTheSameModelAndAnotherSeedAnother() {
        Matrix rows = Matrix.of(new double[][] {{0.1, -0.2, 0.3}, {-1, 2, 0}});
        double[] answers = RandomTrees.of(3, 50, 4, 1).predict(rows).data();
        assertThat(RandomTrees.of(3, 50, 4, 1).predict(rows).data()).isEqualTo(answers);
        assertThat(RandomTrees.of(3, 50, 4, 2).predict(rows).data()).isNotEqualTo(answers);
        assertThat(answers[0]).isNotEqualTo(answers[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomTrees.of(3, 0, 4, 1))
                .withMessage("trees must be from 1 to 2147483647 but is 0");
    }
}
