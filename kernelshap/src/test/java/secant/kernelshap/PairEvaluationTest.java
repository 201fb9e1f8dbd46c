package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.explanation.Progress;
import secant.explanation.ProgressMeter;
import secant.masking.MaskedModel;

class PairEvaluationTest {

    private static PairEvaluation evaluation(MaskedModel game, int deciding, List<Progress> told) {
        return new PairEvaluation(
                game, deciding, new PairSource(game.players(), 3, false), new ProgressMeter(told::add, 1000));
    }

    private static PairEvaluation evaluation(MaskedModel game, int deciding, int pairs) {
        PairEvaluation evaluation = evaluation(game, deciding, new ArrayList<>());
        evaluation.growTo(pairs, null, 0);
        return evaluation;
    }

    /** In steps, of which each goes on where the one before ended. */
    @ParameterizedTest
    @CsvSource({"12,7", "12,50", "70,7"})
    void growTo_stepByStep_keepsTheOddAndEvenPartsOfEachOutput(int players, int perCall) {
        RecordedGame game =
                new RecordedGame(new Both(Game.random(players, 4, 30, 1), Game.random(players, 3, 30, 2), perCall));
        PairEvaluation evaluation = evaluation(game, 2, new ArrayList<>());
        for (int target : new int[] {1, players, 90, 91, 150}) {
            assertThat(evaluation.growTo(target, null, 0)).isTrue();
            assertThat(evaluation.pairs()).isEqualTo(target);
            assertThat(game.coalitions()).hasSize(2 * target);
            for (int p = 0; p < target; p++) {
                for (int k = 0; k < 2; k++) {
                    double one = game.gain(2 * p, k);
                    double other = game.gain(2 * p + 1, k);
                    assertThat(evaluation.odd()[k][p]).isCloseTo((one - other) / 2, within(1e-14));
                    assertThat(evaluation.even()[k][p]).isCloseTo((one + other) / 2, within(1e-14));
                }
                for (int i = 0; i < players; i++) {
                    assertThat(game.coalitions().get(2 * p).get(i))
                            .isEqualTo(evaluation.sequence().coalitions().contains(2 * p, i));
                }
            }
        }
        assertThat(evaluation.totals()).containsExactly(game.totalGains());
    }

    /** To 500 pairs there are about a hundred steps, each of as many whole calls. */
    @ParameterizedTest
    @CsvSource({"10,5,100", "14,7,72", "3,4,125", "1000,500,1"})
    void growTo_progress_isToldAboutAHundredTimes(int perCall, int step, int times) {
        List<Progress> told = new ArrayList<>();
        Both game = new Both(Game.random(12, 4, 30, 1), Game.random(12, 3, 30, 2), perCall);
        evaluation(game, 2, told).growTo(500, null, 0);
        assertThat(told).hasSize(times);
        for (int t = 0; t < times; t++) {
            assertThat(told.get(t).done()).isEqualTo(Math.min(1000, 2L * step * (t + 1)));
        }
    }

    /** The first output just adds up: it is done with, and the second one alone is open. */
    @Test
    void findAdditive_oneOfTwo_leavesTheOther() {
        Both game = new Both(Game.random(12, 1, 12, 1), Game.random(12, 3, 30, 2), 7);
        PairEvaluation evaluation = evaluation(game, 1, 40);
        assertThat(evaluation.openDeciding()).isEqualTo(1);
        assertThat(evaluation.findAdditive()).isFalse();
        assertThat(evaluation.open()).containsExactly(1);
        assertThat(evaluation.additiveValues(0)).containsExactly(game.first().shapleyValues(), within(1e-12));
        assertThat(evaluation.additiveValues(1)).isNull();
        assertThat(evaluation.totals()).containsExactly(game.totalGains()[1]);
        assertThat(evaluation.odd()).hasDimensions(1, 40);
        assertThat(evaluation.openDeciding()).isEqualTo(1); // all that are open, as none that decides is
        assertThat(evaluation.outputs()).isEqualTo(2);
    }

    @Test
    void findAdditive_all_leavesNone() {
        Both game = new Both(Game.random(12, 1, 12, 1), Game.random(12, 1, 12, 2), 7);
        PairEvaluation evaluation = evaluation(game, 2, 20);
        assertThat(evaluation.findAdditive()).isTrue();
        assertThat(evaluation.additiveValues(1)).containsExactly(game.second().shapleyValues(), within(1e-12));
    }

    /** The single players and eight more pairs tell, one pair less may be an accident. */
    @Test
    void mayAddUp_beforeEnoughTell_isOpen() {
        Game additive = Game.random(12, 1, 12, 1);
        PairEvaluation few = evaluation(additive, 1, 19);
        assertThat(few.enoughToTell()).isEqualTo(20);
        assertThat(few.findAdditive()).isFalse();
        assertThat(few.mayAddUp()).isTrue();
        assertThat(evaluation(additive, 1, 20).mayAddUp()).isFalse();
        assertThat(evaluation(Game.random(12, 3, 30, 2), 1, 19).mayAddUp()).isFalse();
        Both both = new Both(additive, Game.random(12, 3, 30, 2), 7);
        assertThat(evaluation(both, 2, 19).mayAddUp()).isFalse();
    }

    /** The single players and the total say nothing of two sets of three that cancel; other pairs do. */
    @Test
    void findAdditive_interactionThatTheTotalHides_isFound() {
        Game hidden = new Game(12, 0, new int[][] {{0}, {1}, {2, 3, 4}, {5, 6, 7}}, new double[] {1, 2, 4, -4});
        assertThat(evaluation(hidden, 1, 20).findAdditive()).isFalse();
    }

    @Test
    void growTo_deadlineThatIsOver_stopsAtAPairForEachPlayer() {
        Game game = Game.random(12, 4, 30, 1);
        PairEvaluation evaluation = evaluation(game, 1, new ArrayList<>());
        Deadline over = Deadline.in(Duration.ofNanos(1));
        over.start();
        assertThat(evaluation.growTo(100, over, 0)).isFalse();
        assertThat(evaluation.pairs()).isGreaterThanOrEqualTo(12).isLessThan(12 + 7);
        assertThat(game.evaluated()).isEqualTo(2L * evaluation.pairs());
    }

    /** 0 is no more than any part of 0. */
    @Test
    void findAdditive_gameOfNoWorth_addsUpToNothing() {
        PairEvaluation evaluation = evaluation(new Game(12, 3, new int[][] {{0}}, new double[] {0}), 1, 20);
        assertThat(evaluation.findAdditive()).isTrue();
        assertThat(evaluation.additiveValues(0)).containsOnly(0);
    }

    /**
     * Nine players worth 1 each, and δ more if all are there: the single players and their complements leave
     * (9 / 2 − 1) δ to be shared out, no more than 10⁻⁹ √9 of the largest odd part 4.5, but more than 10⁻⁹ / √9 of it.
     */
    @Test
    void findAdditive_totalThatNearlyFits_isSharedOut() {
        double delta = 2e-9;
        int[][] sets = new int[10][];
        double[] worths = new double[10];
        for (int i = 0; i < 9; i++) {
            sets[i] = new int[] {i};
            worths[i] = 1;
        }
        sets[9] = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8};
        worths[9] = delta;
        PairEvaluation evaluation = evaluation(new Game(9, 0, sets, worths), 1, 17);
        assertThat(evaluation.findAdditive()).isTrue();
        double[] values = evaluation.additiveValues(0);
        for (double value : values) {
            assertThat(value).isCloseTo(1 + delta / 9, within(1e-13));
        }
    }
}
