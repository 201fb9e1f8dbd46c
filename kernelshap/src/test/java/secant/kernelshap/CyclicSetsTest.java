package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.masking.Coalitions;

class CyclicSetsTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 30, 31, 32, 33, 63, 64, 65, 128, 300, 1000})
    void solve_sumsOfTheSets_givesTheValuesBack(int players) {
        CyclicSets sets = CyclicSets.of(players);
        RandomGenerator random = Game.random(players);
        int[] places = new int[players];
        double[] values = new double[players];
        for (int i = 0; i < players; i++) {
            int j = random.nextInt(i + 1);
            places[i] = places[j];
            places[j] = i;
            values[i] = random.nextGaussian();
        }
        Coalitions coalitions = Coalitions.wrap(players, players, sets.words(places, players));
        double[] sums = new double[players];
        for (int c = 0; c < players; c++) {
            assertThat(coalitions.size(c)).isEqualTo(sets.size());
            for (int i = 0; i < players; i++) {
                sums[c] += coalitions.contains(c, i) ? values[i] : 0;
            }
        }
        double[] solved = new double[players];
        sets.solve(places, sums, solved);
        for (int i = 0; i < players; i++) {
            assertThat(Math.abs(solved[i] - values[i])).isLessThan(1e-12 * Math.sqrt(players));
        }
    }

    /** Sets of about 0.27 M players, next to which single players have errors of the sums multiplied by 1. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 15, 30, 64, 100, 300})
    void of_playersEnough_takesSetsThatDoNotMagnifyErrors(int players) {
        CyclicSets sets = CyclicSets.of(players);
        assertThat(sets.size()).isBetween((int) Math.round(0.27 * players), (int) Math.round(0.27 * players) + 1);
        int[] places = new int[players];
        for (int i = 0; i < players; i++) {
            places[i] = i;
        }
        double squares = 0;
        double[] unit = new double[players];
        double[] values = new double[players];
        unit[0] = 1;
        sets.solve(places, unit, values);
        for (double value : values) {
            squares += value * value;
        }
        assertThat(squares).isLessThan(1);
    }

    @Test
    void of_veryFewPlayers_takesSinglePlayers() {
        assertThat(CyclicSets.of(4).size()).isEqualTo(1);
        assertThat(CyclicSets.of(6).size()).isEqualTo(2);
        // Two of eight players are opposite to each other at some frequency, whichever they are.
        assertThat(CyclicSets.of(8).size()).isEqualTo(3);
    }
}
