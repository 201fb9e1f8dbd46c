package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.masking.MaskedModel;

class PairPolicyTest {

    private static final long SEED = 7;

    private static PairEvaluation evaluation(MaskedModel game, int deciding, int pairs) {
        PairEvaluation evaluation = new PairEvaluation(
                game,
                deciding,
                new PairSource(game.players(), SEED, true),
                new ProgressMeter(ProgressListener.NONE, 2L * pairs));
        evaluation.growTo(pairs, null, 0);
        evaluation.findAdditive();
        return evaluation;
    }

    private static PairSolution solve(Estimator estimator, PairEvaluation evaluation) {
        int[] all = IntStream.range(0, evaluation.source().players()).toArray();
        return new PairPolicy(estimator, SEED, null).solve(evaluation, all, null);
    }

    private static double[] inOrder(PairedDesign design, double[][] parts) {
        return Arrays.stream(parts)
                .flatMapToDouble(part -> IntStream.range(0, design.pairs()).mapToDouble(p -> part[design.order(p)]))
                .toArray();
    }

    /** What the process of a solution says of the evaluated pairs by itself, and what its correction does, if it has one. */
    private record Own(PairSolution plain, PairSolution corrected) {

        static Own of(PairSolution solution, PairEvaluation evaluation) {
            PairedDesign design = PairedDesign.of(evaluation.sequence(), evaluation.pairs());
            OddPosterior posterior =
                    OddPosterior.of(solution.process(), OddPairs.of(design), Seeds.generator(SEED, evaluation.pairs()));
            OddPosterior second = posterior.corrected();
            return new Own(
                    solve(posterior, design, evaluation),
                    solve(second == null ? posterior : second, design, evaluation));
        }

        private static PairSolution solve(OddPosterior posterior, PairedDesign design, PairEvaluation evaluation) {
            double[] odd = inOrder(design, evaluation.odd());
            double[] totals = evaluation.totals();
            return new PairSolution(
                    Method.named("process"),
                    posterior.values(odd, totals),
                    posterior.standardErrors(odd, totals),
                    1,
                    List.of(),
                    null);
        }
    }

    private static double squares(double[] errors, int output, int players) {
        return Arrays.stream(errors, output * players, (output + 1) * players)
                .map(error -> error * error)
                .sum();
    }

    /**
     * A rule that six of twelve players follow together is in few of the pairs: the process does not know what it has not
     * seen. Below half of the errors of least squares, root mean square, the larger of both is taken, output by output.
     */
    @Test
    void solve_fewPairs_hasNoErrorsBelowHalfOfLeastSquares() {
        int doubted = 0;
        int trusted = 0;
        for (int seed = 0; seed < 12; seed++) {
            Game rule = new Game(
                    12, 0, new int[][] {{0, 1, 2, 3, 4, 5}, {0}, {6}, {7, 8}}, new double[] {5, 1, 1 + seed % 3, 1});
            Both game = new Both(rule, Game.random(12, 4, 30, seed), 7);
            PairEvaluation evaluation = evaluation(game, 2, 30 + seed);
            PairSolution solution = solve(Estimator.oddProcess(), evaluation);
            Own own = Own.of(solution, evaluation);
            double[] peers = solve(Estimator.leastSquares(), evaluation).standardErrors();
            boolean any = false;
            int outputs = evaluation.open().length;
            for (int k = 0; k < outputs; k++) {
                boolean small = squares(own.plain().standardErrors(), k, 12) < squares(peers, k, 12) / 4;
                any |= small;
                for (int i = 12 * k; i < 12 * (k + 1); i++) {
                    assertThat(solution.standardErrors()[i])
                            .isEqualTo(
                                    small
                                            ? Math.max(own.plain().standardErrors()[i], peers[i])
                                            : own.plain().standardErrors()[i]);
                }
                doubted += small ? 1 : 0;
                trusted += small ? 0 : 1;
            }
            assertThat(solution.method().name().contains("with the standard errors of least squares"))
                    .isEqualTo(any);
        }
        assertThat(doubted).isPositive();
        assertThat(trusted).isPositive();
    }

    private static Game ruleOfSix() {
        return new Game(12, 0, new int[][] {{0, 1, 2, 3, 4, 5}, {0}, {6}, {7, 8}}, new double[] {5, 1, 1, 1});
    }

    /** From six pairs a player on the process is believed, however sure it is. */
    @Test
    void solve_sixPairsAPlayer_hasErrorsOfItsOwn() {
        checkGuard(ruleOfSix(), 71, true);
        checkGuard(ruleOfSix(), 72, false);
    }

    /** Squares of 0.24 of those of least squares are less than a quarter. */
    @Test
    void solve_errorsOfNearlyHalf_areDoubted() {
        checkGuard(Game.random(12, 4, 30, 12), 40, true);
    }

    private static void checkGuard(Game game, int pairs, boolean doubted) {
        PairEvaluation evaluation = evaluation(game, 1, pairs);
        PairSolution solution = solve(Estimator.oddProcess(), evaluation);
        double[] own = Own.of(solution, evaluation).plain().standardErrors();
        double[] peers = solve(Estimator.leastSquares(), evaluation).standardErrors();
        assertThat(squares(own, 0, 12)).isLessThan(squares(peers, 0, 12) / 4);
        double[] expected = own.clone();
        Arrays.setAll(expected, i -> doubted ? Math.max(own[i], peers[i]) : own[i]);
        assertThat(solution.standardErrors()).containsExactly(expected);
        assertThat(solution.method().name().contains("with the standard errors of least squares"))
                .isEqualTo(doubted);
    }

    /** Least squares takes its place only where pairs are so many that they are dealt to blocks. */
    @Test
    void solve_oneBlock_isTheProcessEvenIfLeastSquaresIsSurer() {
        PairEvaluation evaluation = evaluation(Game.random(12, 4, 30, 4), 1, 72);
        PairSolution solution = solve(Estimator.automatic(), evaluation);
        PairSolution own =
                Own.of(solve(Estimator.oddProcess(), evaluation), evaluation).plain();
        PairSolution peer = solve(Estimator.leastSquares(), evaluation);
        assertThat(squares(peer.standardErrors(), 0, 12)).isLessThan(squares(own.standardErrors(), 0, 12));
        assertThat(solution.method().byProcess()).isTrue();
        assertThat(solution.standardErrors()).containsExactly(own.standardErrors());
    }

    /**
     * 1,880 pairs are dealt to two blocks. Then least squares is taken if its squared errors are smaller in geometric mean
     * over the outputs that decide, whatever the scale of each.
     */
    @ParameterizedTest
    @CsvSource({"4,0,4,1,2,false", "4,1,3,1,2,true", "4,0,6,1,1,false", "4,3,6,1,1,true", "4,1,8,0,2,true"})
    void solve_twoBlocks_isWhicheverHasSmallerErrors(
            int order, int seed, int otherOrder, int otherSeed, int deciding, boolean leastSquares) {
        Game other = Game.random(12, otherOrder, otherOrder == 8 ? 200 : otherOrder == 6 ? 60 : 30, otherSeed);
        Both game = new Both(Game.random(12, order, 30, seed), other.scaled(-20), 50);
        PairEvaluation evaluation = evaluation(game, deciding, 1880);
        PairSolution solution = solve(Estimator.automatic(), evaluation);
        PairSolution process = solve(Estimator.oddProcess(), evaluation);
        PairSolution peer = solve(Estimator.leastSquares(), evaluation);
        double ratio = 1;
        for (int k = 0; k < deciding; k++) {
            ratio *= squares(peer.standardErrors(), k, 12) / squares(process.standardErrors(), k, 12);
        }
        assertThat(ratio < 1).isEqualTo(leastSquares);
        PairSolution expected = leastSquares ? peer : process;
        assertThat(solution.method().name()).isEqualTo(expected.method().name());
        assertThat(solution.values()).containsExactly(expected.values());
        assertThat(solution.standardErrors()).containsExactly(expected.standardErrors());
    }

    private static Game rule(int order, int... others) {
        int[] rule = IntStream.range(0, order).toArray();
        return new Game(14, 0, new int[][] {rule, {8}, {9}, others}, new double[] {5, 1, 1, 0.1});
    }

    /** Values that add up to the last bits, for the total or the largest odd part. */
    private static double[] settled(PairSolution solution, PairEvaluation evaluation) {
        double[] values = solution.values().clone();
        for (int k = 0; k < evaluation.odd().length; k++) {
            double largest = Arrays.stream(evaluation.odd()[k], 0, evaluation.pairs())
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            Estimate.settle(values, k, 14, evaluation.totals()[k], largest);
        }
        return values;
    }

    /**
     * With 40 pairs a player there is a second estimate, corrected by the residuals. If most of the outputs that decide
     * favour it, all outputs have it; otherwise no error is less than the correction that was not made.
     */
    @Test
    void solve_manyPairs_takesTheCorrectedEstimateIfMostOutputsFavourIt() {
        Game favours = rule(8, 9);
        Game opposes = rule(5, 11, 12, 13);
        checkCorrection(new Both(favours, opposes, 7), 1, true);
        checkCorrection(new Both(opposes, favours, 7), 1, false);
        checkCorrection(new Both(favours, opposes, 7), 2, false);
        checkCorrection(new Both(favours, rule(8, 8), 7), 2, true);
        checkCorrection(new Both(rule(8, 8), Game.random(14, 3, 30, 1), 7), 1, true);
        checkCorrection(new Both(rule(8, 8), Game.random(14, 3, 30, 1), 7), 2, false); // one of two is not most
        Game nothing = new Game(14, 0, new int[][] {{0, 1, 2, 3, 4}, {8}, {9}}, new double[] {5, 1, -6});
        checkCorrection(new Both(opposes, nothing, 7), 1, false);
    }

    private static void checkCorrection(Both game, int deciding, boolean expected) {
        PairEvaluation evaluation = evaluation(game, deciding, 14 * OddPosterior.CORRECTED_FROM);
        PairSolution solution = solve(Estimator.oddProcess(), evaluation);
        Own own = Own.of(solution, evaluation);
        int votes = 0;
        for (int k = 0; k < deciding; k++) {
            votes += OddPosterior.favoursCorrected(
                            part(own.plain().values(), k),
                            part(own.plain().standardErrors(), k),
                            part(own.corrected().values(), k),
                            part(own.corrected().standardErrors(), k))
                    ? 1
                    : -1;
        }
        assertThat(votes > 0).isEqualTo(expected);
        assertThat(solution.values()).containsExactly(settled(expected ? own.corrected() : own.plain(), evaluation));
        for (int i = 0; i < 28; i++) {
            double correction =
                    Math.abs(own.corrected().values()[i] - own.plain().values()[i]);
            assertThat(solution.standardErrors()[i])
                    .isEqualTo(
                            expected
                                    ? own.corrected().standardErrors()[i]
                                    : Math.max(own.plain().standardErrors()[i], correction));
        }
        assertThat(solution.method().name().contains("corrected by its leave-one-out residuals"))
                .isEqualTo(expected);
    }

    private static double[] part(double[] all, int output) {
        return Arrays.copyOfRange(all, 14 * output, 14 * (output + 1));
    }
}
