package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OddProcessTest {

    /** Odd and even parts. */
    private record Observed(OddPairs pairs, Parts odd, Parts even) {

        OddProcess tune(double[] totals, @org.jspecify.annotations.Nullable OddProcess warm) {
            return OddProcess.tune(pairs, odd.values, even.values, totals, warm, Game.random(1));
        }

        OddProcessSearch search(double[] totals) {
            return new OddProcessSearch(pairs, odd.values, even.values, totals, Game.random(1));
        }

        /** The same pairs with another output after the first, in other units. */
        Observed and(Observed other, double unit) {
            return new Observed(pairs, odd.and(other.odd, unit), even.and(other.even, unit));
        }
    }

    private static final class Parts {

        private final double[] values;

        Parts(double[] values) {
            this.values = values;
        }

        Parts and(Parts other, double unit) {
            double[] both = Arrays.copyOf(values, values.length + other.values.length);
            for (int p = 0; p < other.values.length; p++) {
                both[values.length + p] = unit * other.values[p];
            }
            return new Parts(both);
        }
    }

    private static Observed observe(Game game, PairedDesign design) {
        double[] gains = new double[2 * design.pairs()];
        game.gains(
                PairSequence.withComplements(
                        design.players(), design.pairs(), design.coalitions().words()),
                0,
                gains.length,
                gains);
        double[] odd = new double[design.pairs()];
        double[] even = new double[design.pairs()];
        Arrays.setAll(odd, p -> (gains[2 * p] - gains[2 * p + 1]) / 2);
        Arrays.setAll(even, p -> (gains[2 * p] + gains[2 * p + 1]) / 2);
        return new Observed(OddPairs.of(design), new Parts(odd), new Parts(even));
    }

    private static final int[][] TRIPLES = {
        {0, 1, 2}, {0, 1, 3}, {0, 1, 4}, {0, 2, 3}, {0, 2, 4}, {0, 3, 4}, {1, 2, 3}, {1, 2, 4}, {1, 3, 4}, {2, 3, 4}
    };

    /** Players 0 to 4 interact, the other 19 add up. */
    @Test
    void tune_fewPlayersInteract_findsOutWhich() {
        int[][] sets = new int[24 + 10][];
        double[] worths = new double[sets.length];
        for (int t = 0; t < sets.length; t++) {
            // Each single player, and all sets of three among the first five.
            sets[t] = t < 24 ? new int[] {t} : TRIPLES[t - 24];
            worths[t] = t < 24 ? 1 : 2;
        }
        Game game = new Game(24, 0, sets, worths);
        OddProcess process = observe(game, PairedDesign.draw(24, 150, 1)).tune(game.totalGains(), null);
        double least = Arrays.stream(process.reaches()).limit(5).min().orElseThrow();
        double most = Arrays.stream(process.reaches()).skip(5).max().orElseThrow();
        assertThat(least).isGreaterThan(most);
    }

    /** From where it begins, no search ends at a process that makes what was observed less likely. */
    @Test
    void tune_warm_isAtLeastAsLikelyAsWhereItBegan() {
        Game game = Game.random(24, 5, 60, 3);
        Observed first = observe(game, PairedDesign.draw(24, 60, 1));
        Observed second = observe(game, PairedDesign.draw(24, 200, 2));
        OddProcess warm = first.tune(game.totalGains(), null);
        OddProcess next = second.tune(game.totalGains(), warm);
        OddProcess cold = second.tune(game.totalGains(), null);
        OddProcessSearch search = second.search(game.totalGains());
        assertThat(search.objective(next, warm)).isLessThanOrEqualTo(search.objective(warm, warm));
        OddProcess initial = OddProcess.initial(24);
        assertThat(search.objective(cold, initial)).isLessThan(search.objective(initial, initial));
    }

    @Test
    void tune_nothingButZeros_staysWhereItBegins() {
        PairedDesign design = PairedDesign.draw(12, 40, 1);
        OddProcess process = OddProcess.tune(
                OddPairs.of(design), new double[80], new double[80], new double[2], null, Game.random(1));
        assertThat(process.toString()).isEqualTo(OddProcess.initial(12).toString());
    }

    @Test
    void tune_outputOfZerosBesideAnother_hasNoSay() {
        Game game = Game.random(24, 5, 60, 3);
        Observed observed = observe(game, PairedDesign.draw(24, 400, 1));
        double total = game.totalGains()[0];
        OddProcess alone = observed.tune(new double[] {total}, null);
        OddProcess beside = observed.and(observed, 0).tune(new double[] {total, 0}, null);
        assertThat(beside.toString()).isEqualTo(alone.toString());
    }

    @Test
    void tune_twoOutputs_weighsThemAlike() {
        Game game = Game.random(24, 5, 60, 3);
        Game other = Game.random(24, 3, 20, 4);
        PairedDesign design = PairedDesign.draw(24, 200, 1);
        Observed one = observe(game, design);
        Observed two = observe(other, design);
        double a = game.totalGains()[0];
        double b = other.totalGains()[0];
        OddProcess process = one.and(two, 1).tune(new double[] {a, b}, null);
        OddProcess swapped = two.and(one, 1).tune(new double[] {b, a}, null);
        OddProcess scaled = one.and(two, 1e6).tune(new double[] {a, 1e6 * b}, null);
        for (int j = 0; j < 24; j++) {
            Offset<Double> rounding = Offset.offset(1e-6 * process.reaches()[j]);
            assertThat(swapped.reaches()[j]).isCloseTo(process.reaches()[j], rounding);
            assertThat(scaled.reaches()[j]).isCloseTo(process.reaches()[j], rounding);
        }
    }
}
