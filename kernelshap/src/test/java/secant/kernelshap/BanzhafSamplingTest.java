package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;

class BanzhafSamplingTest {

    private static Both both(int players, int perCall) {
        return new Both(Game.random(players, 4, 60, 1), Game.random(players, 3, 60, 2), perCall);
    }

    /**
     * Mean and spread of ±(v(S) − v(Sᶜ)), + where the player is in S, over the pairs that were evaluated. Student's t
     * quantiles of 97.5 % are from the printed tables: 2.262157 for 9 degrees of freedom, 1.964729 for 499.
     */
    @ParameterizedTest
    @CsvSource({"6,20,7,2.262157", "6,21,7,2.262157", "70,1000,300,1.964729", "70,1000,513,1.964729"})
    void estimate_twoOutputs_isMeanAndSpreadOfTheEvaluatedPairs(int players, int budget, int perCall, double quantile) {
        RecordedGame game = new RecordedGame(both(players, perCall));
        Estimate estimate = new BanzhafSampling(players, budget, 5).estimate(game, ProgressListener.NONE);
        int pairs = budget / 2;
        assertThat(game.coalitions()).hasSize(2 * pairs);
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < players; i++) {
                double sum = 0;
                double squares = 0;
                for (int p = 0; p < pairs; p++) {
                    double term = (game.coalitions().get(2 * p).get(i) ? 1 : -1)
                            * (game.gain(2 * p, k) - game.gain(2 * p + 1, k));
                    sum += term;
                    squares += term * term;
                }
                double variance = (squares - sum * sum / pairs) / (pairs - 1);
                double error = Math.sqrt(variance / pairs) * quantile / 1.959964;
                assertThat(estimate.value(k, i)).isCloseTo(sum / pairs, within(1e-12));
                assertThat(estimate.standardError(k, i)).isCloseTo(error, within(1e-6 * error));
            }
        }
        assertThat(estimate.coalitions()).isEqualTo(2L * pairs);
        assertThat(estimate.stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(estimate.method().name()).isEqualTo("uniform complement pairs, maximum sample reuse");
    }

    /** Of 500 × 70 chances to be a member half are taken, to 4.5 standard deviations. */
    @Test
    void estimate_manyPlayers_evaluatesUniformSetsAndTheirComplements() {
        RecordedGame game = new RecordedGame(both(70, 64));
        new BanzhafSampling(70, 1000, 3).estimate(game, ProgressListener.NONE);
        int members = 0;
        for (int p = 0; p < 500; p++) {
            BitSet complement = (BitSet) game.coalitions().get(2 * p).clone();
            complement.flip(0, 70);
            assertThat(game.coalitions().get(2 * p + 1)).isEqualTo(complement);
            members += game.coalitions().get(2 * p).cardinality();
        }
        assertThat(game.coalitions()).doesNotHaveDuplicates();
        assertThat(members / 35_000.0).isCloseTo(0.5, within(4.5 * 0.5 / Math.sqrt(35_000)));
    }

    /** Blocks are whole calls of at least 512 coalitions together. */
    @ParameterizedTest
    @CsvSource({"7,518", "512,512", "513,513", "300,600"})
    void estimate_progress_isToldOfWholeCallsUpToTheEnd(int perCall, int block) {
        List<Progress> told = new ArrayList<>();
        new BanzhafSampling(20, 1300, 1).estimate(both(20, perCall), told::add);
        assertThat(told).extracting(Progress::done).containsExactly((long) block, 2L * block, 1300L);
        assertThat(told).extracting(Progress::total).containsOnly(1300L);
    }

    /** Nobody has an effect, so that all pairs agree: nine of them are no proof of it, and ten are. */
    @Test
    void estimate_pairsThatAgree_areProofFromTenOn() {
        Game game = new Game(4, 0, new int[][] {{0}, {1}, {2}, {3}}, new double[4]);
        Estimate nine = new BanzhafSampling(4, 18, 1).estimate(game, ProgressListener.NONE);
        Estimate ten = new BanzhafSampling(4, 20, 1).estimate(game, ProgressListener.NONE);
        for (int i = 0; i < 4; i++) {
            assertThat(nine.standardError(0, i)).isInfinite();
            assertThat(ten.standardError(0, i)).isZero();
        }
    }
}
