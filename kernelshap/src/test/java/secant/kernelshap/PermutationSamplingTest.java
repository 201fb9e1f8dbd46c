package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;

class PermutationSamplingTest {

    private static final double NORMAL = 1.959963985;

    private static Both both(int players, int perCall) {
        return new Both(Game.random(players, 5, 40, 1), Game.random(players, 4, 40, 2), perCall);
    }

    private static PermutationSampling plan(int players, int walks) {
        return PermutationSampling.plan(players, walks * 2L * (players - 1), PermutationOrders.RANDOM, 3);
    }

    /** What each player adds in one order and in the opposite one, in the mean of both. */
    private static double[] shares(RecordedGame game, int walk, int output) {
        int players = game.players();
        double[] shares = new double[players];
        BitSet joined = new BitSet();
        double before = 0;
        double beforeOthers = game.totalGains()[output];
        for (int step = 0; step < players; step++) {
            int at = 2 * (walk * (players - 1) + step);
            boolean last = step == players - 1;
            BitSet with = new BitSet();
            with.set(0, players);
            if (!last) {
                with = (BitSet) game.coalitions().get(at).clone();
            }
            double after = last ? game.totalGains()[output] : game.gain(at, output);
            double afterOthers = last ? 0 : game.gain(at + 1, output);
            BitSet joining = (BitSet) with.clone();
            joining.andNot(joined);
            assertThat(joining.cardinality()).isEqualTo(1);
            shares[joining.nextSetBit(0)] = (after - before + beforeOthers - afterOthers) / 2;
            joined = with;
            before = after;
            beforeOthers = afterOthers;
        }
        return shares;
    }

    /** Student's t quantiles of 97.5 % are from the printed tables, for one walk less. */
    @ParameterizedTest
    @CsvSource({"6,3,7,4.302653", "6,12,7,2.200985", "70,11,300,2.228139", "70,11,5000,2.228139"})
    void estimate_twoOutputs_isMeanAndSpreadOfTheWalks(int players, int walks, int perCall, double quantile) {
        RecordedGame game = new RecordedGame(both(players, perCall));
        Estimate estimate = plan(players, walks).estimate(game, ProgressListener.NONE);
        for (int k = 0; k < 2; k++) {
            double[] sums = new double[players];
            double[] squares = new double[players];
            for (int o = 0; o < walks; o++) {
                double[] shares = shares(game, o, k);
                for (int i = 0; i < players; i++) {
                    sums[i] += shares[i];
                    squares[i] += shares[i] * shares[i];
                }
            }
            for (int i = 0; i < players; i++) {
                double variance = Math.max(0, squares[i] - sums[i] * sums[i] / walks) / (walks - 1);
                double error = variance < 1e-12 ? 0 : Math.sqrt(variance / walks) * quantile / NORMAL;
                assertThat(estimate.value(k, i)).isCloseTo(sums[i] / walks, within(1e-12));
                if (error > 0) {
                    assertThat(estimate.standardError(k, i)).isCloseTo(error, within(1e-5 * error));
                }
            }
        }
        assertThat(game.coalitions()).hasSize(walks * 2 * (players - 1));
    }

    /** 38 coalitions a walk: 13 walks are 494 of 512, and 26 of 1,000 a call. */
    @ParameterizedTest
    @CsvSource({"7,13", "1000,26"})
    void estimate_progress_isToldOfWholeWalksUpToTheEnd(int perCall, int block) {
        List<Progress> told = new ArrayList<>();
        plan(20, 60).estimate(both(20, perCall), told::add);
        int calls = (60 + block - 1) / block;
        for (int t = 0; t < calls; t++) {
            assertThat(told.get(t).done()).isEqualTo(38L * Math.min(60, (t + 1) * block));
            assertThat(told.get(t).total()).isEqualTo(38 * 60);
        }
        assertThat(told).hasSize(calls);
    }

    /** A walk of 600 coalitions is more than a block, which has one walk at least. */
    @Test
    void estimate_walksLongerThanABlock_areTakenOneByOne() {
        List<Progress> told = new ArrayList<>();
        plan(301, 3).estimate(both(301, 10), told::add);
        assertThat(told).extracting(Progress::done).containsExactly(600L, 1200L, 1800L);
    }

    @Test
    void bytes_areThoseOfTheOrders() {
        assertThat(plan(20, 7).bytes()).isEqualTo(7 * 20 * 4);
    }

    /** Where three players interact all others agree: they have the largest error of theirs, in their own output only. */
    @Test
    void estimate_sharesThatAgreeInOneOutput_haveTheErrorOfTheOthersInIt() {
        Game triple = new Game(20, 0, new int[][] {{0, 1, 2}}, new double[] {1});
        Estimate estimate = plan(20, 6).estimate(new Both(Game.random(20, 1, 20, 1), triple, 7), ProgressListener.NONE);
        double largest = 0;
        for (int i = 0; i < 3; i++) {
            largest = Math.max(largest, estimate.standardError(1, i));
        }
        assertThat(largest).isPositive();
        for (int i = 0; i < 20; i++) {
            assertThat(estimate.standardError(0, i)).isZero();
            assertThat(estimate.standardError(1, i)).isEqualTo(i < 3 ? estimate.standardError(1, i) : largest);
        }
    }

    /** Of 1, 2 and 4 the variance is 7/3. */
    @Test
    void standardError_ofThree_isByStudentsT() {
        double expected = Math.sqrt(7.0 / 9) * 4.302652730 / NORMAL;
        assertThat(PermutationSampling.standardError(new double[] {1, 2, 4}, 0)).isCloseTo(expected, within(1e-8));
        assertThat(PermutationSampling.standardError(new double[] {4, 1, 2}, 1.6))
                .isCloseTo(expected, within(1e-8));
    }

    @Test
    void standardError_ofOne_isInfinite() {
        assertThat(PermutationSampling.standardError(new double[] {3}, 0)).isInfinite();
    }

    /** 4 is 5/3 from the mean. */
    @Test
    void standardError_spreadOfRounding_isNone() {
        assertThat(PermutationSampling.standardError(new double[] {1, 2, 4}, 1.7))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1000, 1000})
    void standardError_farFromOne_neitherOverflowsNorVanishes(int exponent) {
        double[] sample = {1, 2, 4, 7};
        double[] scaled = new double[4];
        for (int i = 0; i < 4; i++) {
            scaled[i] = Math.scalb(sample[i], exponent);
        }
        assertThat(PermutationSampling.standardError(scaled, 0))
                .isEqualTo(Math.scalb(PermutationSampling.standardError(sample, 0), exponent));
    }

    @Test
    void estimate_tenOrders_areNotRough() {
        Game game = Game.random(8, 3, 10, 1);
        assertThat(plan(8, 10).estimate(game, ProgressListener.NONE).warnings()).isEmpty();
        assertThat(plan(8, 9).estimate(game, ProgressListener.NONE).warnings()).hasSize(1);
    }

    /** What rounds is relative to worths, whatever their unit: of millionths that differ by halves all is meant. */
    @Test
    void estimate_worthsOfAnyUnit_haveTheSameErrors() {
        Game game = Game.random(8, 3, 10, 1);
        Estimate one = plan(8, 12).estimate(game, ProgressListener.NONE);
        for (int exponent : new int[] {-60, 60}) {
            Estimate scaled = plan(8, 12).estimate(game.scaled(exponent), ProgressListener.NONE);
            for (int i = 0; i < 8; i++) {
                assertThat(scaled.standardError(0, i)).isEqualTo(Math.scalb(one.standardError(0, i), exponent));
            }
        }
    }
}
