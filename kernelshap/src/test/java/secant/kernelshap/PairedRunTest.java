package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;

class PairedRunTest {

    private static final int PLAYERS = 14;

    private static PairedRun run(Game game, Budget budget, long cap, ProgressListener listener) {
        return new PairedRun(
                game,
                1,
                IntStream.range(0, game.players()).toArray(),
                new PairSource(game.players(), 3, false),
                new PairPolicy(Estimator.leastSquares(), 3, null),
                budget,
                cap,
                new ProgressMeter(listener, cap));
    }

    private static PairedRun run(Game game, long cap) {
        return run(game, Budget.automatic().coalitions((int) cap), cap, ProgressListener.NONE);
    }

    private static Game game(int order) {
        return Game.random(PLAYERS, order, 40, 1);
    }

    /**
     * 35 pairs are 2.5 a player, and then half as many again each time, rounded down: 52.5, 78.75, 118.1, 177.2, 265.8 and
     * 398.7. The next one would leave less than a fifth of 500 for later, and so does 398.7 of 490.
     */
    @Test
    void advance_stepByStep_hasHalfAsManyAgain() {
        checkSteps(1000, 70, 104, 156, 236, 354, 530, 796, 1000);
        checkSteps(980, 70, 104, 156, 236, 354, 530, 980);
    }

    private static void checkSteps(int cap, long... coalitions) {
        PairedRun run = run(game(5), cap);
        PairedRun other = run(game(5), cap);
        for (int step = 0; step < coalitions.length; step++) {
            assertThat(run.isFinished()).isFalse();
            Estimate estimate = run.advance();
            assertThat(estimate.coalitions()).isEqualTo(coalitions[step]);
            Estimate same = other.continueTo(coalitions[step]);
            for (int i = 0; i < PLAYERS; i++) {
                assertThat(estimate.value(0, i)).isEqualTo(same.value(0, i));
                assertThat(estimate.standardError(0, i)).isEqualTo(same.standardError(0, i));
            }
            boolean last = step == coalitions.length - 1;
            assertThat(estimate.stopReason()).isEqualTo(last ? StopReason.BUDGET : StopReason.RUNNING);
        }
        assertThat(run.isFinished()).isTrue();
        assertThat(run.advance().coalitions()).isEqualTo(cap);
    }

    /** Errors are taken to fall as pairs to the −1.5, so that a rung takes them down by 1.5 to the 1.5; at most three rungs. */
    @ParameterizedTest
    @CsvSource({"1.5", "0.7", "0.4", "0.2", "0.1", "0.05"})
    void advance_towardsAPrecision_skipsTheRungsThatAreTooFew(double tolerance) {
        PairedRun run = run(
                game(5), Budget.automatic().precision(tolerance, PrecisionUnit.OUTPUT), 16_000, ProgressListener.NONE);
        int rung = 0;
        while (true) {
            Estimate estimate = run.advance();
            double largest = 0;
            for (int i = 0; i < PLAYERS; i++) {
                largest = Math.max(largest, estimate.standardError(0, i));
            }
            double excess = 1.96 * largest / tolerance;
            double pairs = 35 * Math.pow(1.5, rung);
            assertThat(estimate.coalitions()).isEqualTo(2 * (long) pairs);
            if (excess <= 1) {
                assertThat(estimate.stopReason()).isEqualTo(StopReason.PRECISION);
                assertThat(run.isFinished()).isTrue();
                return;
            }
            assertThat(estimate.stopReason()).isEqualTo(StopReason.RUNNING);
            assertThat(estimate.warnings()).isEmpty();
            double rungs = Math.log(excess) / (1.5 * Math.log(1.5));
            rung += (int) Math.max(1, Math.min(3, Math.round(rungs)));
        }
    }

    private static double largestError(Estimate estimate) {
        return IntStream.range(0, PLAYERS)
                .mapToDouble(i -> estimate.standardError(0, i))
                .max()
                .orElseThrow();
    }

    /** What is as precise as was asked for is precise enough. */
    @Test
    void toEnd_precisionThatIsReachedExactly_ends() {
        Budget budget = Budget.automatic();
        double error = largestError(run(game(5), 1000).advance());
        Budget exactly = budget.precision(1.96 * error, PrecisionUnit.OUTPUT);
        assertThat(run(game(5), exactly, 16_000, ProgressListener.NONE)
                        .advance()
                        .stopReason())
                .isEqualTo(StopReason.PRECISION);
        Budget finer = budget.precision(1.96 * error * (1 - 1e-12), PrecisionUnit.OUTPUT);
        assertThat(run(game(5), finer, 16_000, ProgressListener.NONE).advance().stopReason())
                .isEqualTo(StopReason.RUNNING);
    }

    @Test
    void toEnd_precisionThatTheBudgetDoesNotReach_saysSo() {
        Budget budget = Budget.automatic().coalitions(200).precision(1e-3, PrecisionUnit.OUTPUT);
        Estimate estimate = run(game(5), budget, 200, ProgressListener.NONE).toEnd(any -> {
            throw new IllegalStateException("nobody asked for a snapshot");
        });
        assertThat(estimate.stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(estimate.warnings())
                .containsExactly("the precision was not reached: 1.96 standard errors are up to "
                        + (float) (1.96 * largestError(estimate) / 1e-3) + " times what was asked for");
    }

    private static PairedRun slow(Duration time) {
        return new PairedRun(
                new DelegatingGame(game(5)) {
                    @Override
                    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
                        pause(2);
                        game.gains(coalitions, from, to, gains);
                    }
                },
                1,
                IntStream.range(0, PLAYERS).toArray(),
                new PairSource(PLAYERS, 3, false),
                new PairPolicy(Estimator.leastSquares(), 3, null),
                Budget.automatic().time(time).coalitions(1000),
                1000,
                new ProgressMeter(ProgressListener.NONE, 1000));
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * No step takes more than a third of the 167 calls, but all of them together would take 334 milliseconds at least: the
     * clock goes on with every step.
     */
    @Test
    void advance_timeOfAllSteps_isOverAtLast() {
        PairedRun run = slow(Duration.ofMillis(200));
        while (!run.isFinished()) {
            run.advance();
        }
        Estimate estimate = run.advance();
        assertThat(estimate.stopReason()).isEqualTo(StopReason.TIME);
        assertThat(estimate.coalitions()).isBetween(28L, 998L);
    }

    /** A minute is not over, and leaves room for the time that an estimate is expected to take. */
    @Test
    void advance_timeEnough_takesTheSameSteps() {
        PairedRun run = slow(Duration.ofMinutes(1));
        assertThat(run.advance().coalitions()).isEqualTo(70);
        assertThat(run.advance().coalitions()).isEqualTo(104);
        assertThat(run.advance().stopReason()).isEqualTo(StopReason.RUNNING);
    }

    /** The rung is behind what has been evaluated already: the estimate is the same. */
    @Test
    void advance_nothingNew_changesNothing() {
        Game game = game(5);
        PairedRun run = new PairedRun(
                game,
                1,
                IntStream.range(0, PLAYERS).toArray(),
                new PairSource(PLAYERS, 3, true),
                new PairPolicy(Estimator.oddProcess(), 3, null),
                Budget.automatic().precision(1e-9, PrecisionUnit.OUTPUT),
                1000,
                new ProgressMeter(ProgressListener.NONE, 1000));
        Estimate before = run.continueTo(160);
        Estimate after = run.advance();
        assertThat(after.coalitions()).isEqualTo(160);
        assertThat(after.stopReason()).isEqualTo(StopReason.RUNNING);
        for (int i = 0; i < PLAYERS; i++) {
            assertThat(after.value(0, i)).isEqualTo(before.value(0, i));
            assertThat(after.standardError(0, i)).isEqualTo(before.standardError(0, i));
        }
    }

    @Test
    void toEnd_valuesThatAddUp_takesNoMoreThanTellsIt() {
        List<Progress> told = new ArrayList<>();
        PairedRun run = run(game(1), Budget.automatic().coalitions(1000), 1000, told::add);
        Estimate estimate = run.toEnd(any -> {
            throw new IllegalStateException("nobody asked for a snapshot");
        });
        assertThat(estimate.stopReason()).isEqualTo(StopReason.ADDITIVE);
        assertThat(estimate.coalitions()).isEqualTo(2 * (PLAYERS + 8));
        assertThat(estimate.warnings()).isEmpty();
        assertThat(run.isFinished()).isTrue();
        assertThat(told.get(told.size() - 1).total()).isEqualTo(2 * (PLAYERS + 8));
        assertThat(run.continueTo(500)).isSameAs(estimate);
    }

    @Test
    void continueTo_noMoreThanThereIs_changesNothing() {
        Game game = game(5);
        PairedRun run = run(game, 1000);
        Estimate first = run.continueTo(100);
        assertThat(first.coalitions()).isEqualTo(100);
        assertThat(first.stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(run.isFinished()).isFalse();
        assertThat(run.continueTo(100)).isSameAs(first);
        assertThat(run.continueTo(50)).isSameAs(first);
        assertThat(run.continueTo(1)).isSameAs(first);
        assertThat(run.continueTo(101)).isSameAs(first);
        assertThat(game.evaluated()).isEqualTo(100);
        assertThat(run.continueTo(102).coalitions()).isEqualTo(102);
        assertThat(run.isFinished()).isFalse();
    }

    /** It ends where the budget does, of which the meter is told. */
    @Test
    void continueTo_theBudget_isFinished() {
        List<Progress> told = new ArrayList<>();
        PairedRun run = run(game(5), Budget.automatic().coalitions(300), 300, told::add);
        run.continueTo(298);
        assertThat(run.isFinished()).isFalse();
        Estimate all = run.continueTo(300);
        assertThat(run.isFinished()).isTrue();
        assertThat(run.advance()).isSameAs(all);
        assertThat(told.get(told.size() - 1).done()).isEqualTo(300);
    }

    @Test
    void continueTo_everyCoalition_isExactAndFinished() {
        Game game = Game.random(6, 4, 20, 1);
        PairedRun run = run(game, 40);
        Estimate exact = run.continueTo(1000);
        assertThat(exact.stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(exact.coalitions()).isEqualTo(62);
        assertThat(run.isFinished()).isTrue();
        assertThat(run.continueTo(12)).isSameAs(exact);
        assertThat(run.continueTo(2000)).isSameAs(exact);
    }

    @Test
    void continueTo_fewerThanTwoAPlayer_isRefusedAtFirst() {
        PairedRun run = run(game(5), 1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.continueTo(27))
                .withMessage("coalitions must be at least 28 for 14 players but is 27");
        assertThat(run.continueTo(28).coalitions()).isEqualTo(28);
    }

    /** 14 players: 153,391,688 pairs are held by one array, but all 8,191 of them are fewer. */
    @Test
    void continueTo_moreThanOneArrayHolds_isRefusedUnlessItIsAll() {
        assertThat(run(game(5), 1000).continueTo(Integer.MAX_VALUE).stopReason())
                .isEqualTo(StopReason.EXACT);
        Game many = Game.random(100, 3, 200, 1);
        PairedRun run = run(many, 1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.continueTo(42_949_673))
                .withMessage("coalitions must be at most 42949672 for 100 players, or one array cannot hold the"
                        + " regression, but is 42949673");
        assertThat(many.evaluated()).isZero();
    }

    @Test
    void toEnd_fixedBudget_isSpentAtOnce() {
        List<Progress> told = new ArrayList<>();
        PairedRun run = run(game(5), Budget.automatic().coalitions(301), 301, told::add);
        Estimate estimate = run.toEnd(any -> {
            throw new IllegalStateException("nobody asked for a snapshot");
        });
        assertThat(estimate.coalitions()).isEqualTo(300);
        assertThat(estimate.warnings()).isEmpty();
        assertThat(estimate).isSameAs(run.continueTo(300));
    }

    @ParameterizedTest
    @CsvSource({"68,true", "70,false"})
    void estimate_fewerThanFiveCoalitionsAPlayer_warns(int coalitions, boolean rough) {
        assertThat(run(game(5), 1000).continueTo(coalitions).warnings())
                .isEqualTo(
                        rough
                                ? List.of("standard errors are rough: 68 coalitions are fewer than 5 for each of 14"
                                        + " players")
                                : List.of());
    }

    @ParameterizedTest
    @CsvSource({"4,7", "14,8191", "30,536870911", "31,2147483647", "64,2147483647"})
    void allPairs_ofManyPlayers_areTheLargestInt(int players, int pairs) {
        assertThat(PairedRun.allPairs(players)).isEqualTo(pairs);
    }
}
