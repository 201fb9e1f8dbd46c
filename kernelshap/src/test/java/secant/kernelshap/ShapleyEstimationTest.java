package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.explanation.ProgressListener;

class ShapleyEstimationTest {

    private static Stream<Estimator> spreading() {
        return Stream.of(Estimator.automatic(), Estimator.oddProcess());
    }

    /** The sizes of the first ten pairs of a game of ten players, of which the smaller one counts. */
    private static List<Integer> firstSizes(Estimator estimator) {
        RecordedGame game = new RecordedGame(Game.random(10, 3, 20, 1));
        new ShapleyEstimation(estimator, Budget.automatic().coalitions(100), 1, null)
                .start(game, 1, IntStream.range(0, 10).toArray(), new double[10], ProgressListener.NONE)
                .continueTo(100);
        return IntStream.range(0, 10)
                .mapToObj(pair -> {
                    int size = game.coalitions().get(2 * pair).cardinality();
                    return Math.min(size, 10 - size);
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("spreading")
    void start_processes_beginWithCyclicSets(Estimator estimator) {
        assertThat(firstSizes(estimator)).containsOnly(CyclicSets.of(10).size()).doesNotContain(1);
    }

    @Test
    void start_leastSquares_beginsWithSinglePlayers() {
        assertThat(firstSizes(Estimator.leastSquares())).containsOnly(1);
    }
}
