package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
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

    /** The smaller coalition of each of the first ten pairs of a game of ten players. */
    private static List<BitSet> firstSets(Estimator estimator) {
        RecordedGame game = new RecordedGame(Game.random(10, 3, 20, 1));
        new ShapleyEstimation(estimator, Budget.automatic().coalitions(100), 1, null)
                .start(game, 1, IntStream.range(0, 10).toArray(), new double[10], ProgressListener.NONE)
                .continueTo(100);
        return IntStream.range(0, 10)
                .mapToObj(pair -> {
                    BitSet set = (BitSet) game.coalitions().get(2 * pair).clone();
                    if (set.cardinality() > 5) {
                        set.flip(0, 10);
                    }
                    return set;
                })
                .toList();
    }

    /** Shifts of one set of three: each player is in three of them. */
    @ParameterizedTest
    @MethodSource("spreading")
    void start_processes_beginWithCyclicSets(Estimator estimator) {
        List<BitSet> sets = firstSets(estimator);
        assertThat(sets).doesNotHaveDuplicates().allMatch(set -> set.cardinality() == 3);
        for (int i = 0; i < 10; i++) {
            int player = i;
            assertThat(sets.stream().filter(set -> set.get(player)).count()).isEqualTo(3);
        }
    }

    @Test
    void start_leastSquares_beginsWithSinglePlayers() {
        assertThat(firstSets(Estimator.leastSquares())).doesNotHaveDuplicates().allMatch(set -> set.cardinality() == 1);
    }
}
