package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OddProcessTest {

    private static double[] observe(Game game, PairedDesign design) {
        double[] gains = new double[2 * design.pairs()];
        game.gains(
                PairSequence.withComplements(
                        design.players(), design.pairs(), design.coalitions().words()),
                0,
                gains.length,
                gains);
        double[] odd = new double[design.pairs()];
        Arrays.setAll(odd, p -> (gains[2 * p] - gains[2 * p + 1]) / 2);
        return odd;
    }

    @Test
    void tune_fewPairs_leavesAllPlayersAlike() {
        Game game = Game.random(30, 4, 60, 1);
        PairedDesign few = PairedDesign.draw(30, 32, 1);
        PairedDesign more = PairedDesign.draw(30, 60, 1);
        assertThat(OddProcess.tune(OddPairs.of(few), observe(game, few), game.totalGains(), null, Game.random(1))
                        .isotropic())
                .isTrue();
        assertThat(OddProcess.tune(OddPairs.of(more), observe(game, more), game.totalGains(), null, Game.random(1))
                        .isotropic())
                .isFalse();
    }

    /** From where it begins, no search ends at a process that makes what was observed less likely. */
    @Test
    void tune_warm_isAtLeastAsLikelyAsWhereItBegan() {
        Game game = Game.random(24, 5, 60, 3);
        PairedDesign first = PairedDesign.draw(24, 60, 1);
        PairedDesign second = PairedDesign.draw(24, 200, 2);
        OddProcess warm =
                OddProcess.tune(OddPairs.of(first), observe(game, first), game.totalGains(), null, Game.random(1));
        OddProcess next =
                OddProcess.tune(OddPairs.of(second), observe(game, second), game.totalGains(), warm, Game.random(1));
        OddProcess cold =
                OddProcess.tune(OddPairs.of(second), observe(game, second), game.totalGains(), null, Game.random(1));
        OddProcessSearch search =
                new OddProcessSearch(OddPairs.of(second), observe(game, second), game.totalGains(), Game.random(1));
        assertThat(search.logLikelihood(next)).isGreaterThanOrEqualTo(search.logLikelihood(warm));
        assertThat(search.logLikelihood(cold)).isGreaterThan(search.logLikelihood(OddProcess.initial(24)));
    }

    @Test
    void tune_nothingButZeros_staysWhereItBegins() {
        PairedDesign design = PairedDesign.draw(12, 40, 1);
        OddProcess process = OddProcess.tune(OddPairs.of(design), new double[80], new double[2], null, Game.random(1));
        assertThat(process.setting()).isEqualTo(OddProcess.Setting.START);
    }

    @Test
    void tune_outputOfZerosBesideAnother_hasNoSay() {
        Game game = Game.random(24, 5, 60, 3);
        PairedDesign design = PairedDesign.draw(24, 400, 1);
        double[] odd = observe(game, design);
        OddProcess alone = OddProcess.tune(OddPairs.of(design), odd, game.totalGains(), null, Game.random(1));
        OddProcess beside = OddProcess.tune(
                OddPairs.of(design),
                Arrays.copyOf(odd, 2 * odd.length),
                new double[] {game.totalGains()[0], 0},
                null,
                Game.random(1));
        assertThat(beside.setting()).isEqualTo(alone.setting());
        assertThat(beside.relevances()).isEqualTo(alone.relevances());
    }

    @Test
    void tune_twoOutputs_weighsThemAlike() {
        Game game = Game.random(24, 5, 60, 3);
        Game other = Game.random(24, 3, 20, 4);
        PairedDesign design = PairedDesign.draw(24, 200, 1);
        double[] odd = Arrays.copyOf(observe(game, design), 400);
        System.arraycopy(observe(other, design), 0, odd, 200, 200);
        double[] swapped = Arrays.copyOf(observe(other, design), 400);
        System.arraycopy(observe(game, design), 0, swapped, 200, 200);
        double[] totals = {game.totalGains()[0], other.totalGains()[0]};
        OddProcess process = OddProcess.tune(OddPairs.of(design), odd, totals, null, Game.random(1));
        OddProcess same = OddProcess.tune(
                OddPairs.of(design), swapped, new double[] {totals[1], totals[0]}, null, Game.random(1));
        for (int p = 200; p < 400; p++) {
            odd[p] *= 1e6;
        }
        OddProcess scaled = OddProcess.tune(
                OddPairs.of(design), odd, new double[] {totals[0], 1e6 * totals[1]}, null, Game.random(1));
        assertThat(same.setting()).isEqualTo(process.setting());
        assertThat(scaled.setting()).isEqualTo(process.setting());
        for (int j = 0; j < 24; j++) {
            assertThat(Math.abs(scaled.relevances()[j] - process.relevances()[j]))
                    .isLessThan(1e-9);
        }
    }
}
