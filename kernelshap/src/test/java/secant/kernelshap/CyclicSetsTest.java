package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
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

    @Test
    void words_fourPlayers_areEachAloneInOrder() {
        assertThat(CyclicSets.of(4).words(new int[] {0, 1, 2, 3}, 4)).containsExactly(1, 2, 4, 8);
        assertThat(CyclicSets.of(3).words(new int[] {2, 0, 1}, 2)).containsExactly(4, 1);
    }

    /** Ten million steps are 37 sets of 270 of a thousand players, of which the best by its Fourier transform is taken. */
    @Test
    void of_manyPlayers_takesTheBestOfThoseThatStepsAreEnoughFor() {
        int players = 1000;
        double[] cosines = new double[players];
        Arrays.setAll(cosines, f -> Math.cos(2 * Math.PI * f / players));
        RandomGenerator random = Seeds.generator(0, players, 0);
        int[] circle = IntStream.range(0, players).toArray();
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 37; t++) {
            for (int i = 0; i < 270; i++) {
                int j = i + random.nextInt(players - i);
                int swapped = circle[i];
                circle[i] = circle[j];
                circle[j] = swapped;
            }
            double magnification = 0;
            for (int f = 0; f < players; f++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < 270; i++) {
                    int turn = circle[i] * f % players;
                    real += cosines[turn];
                    imaginary += cosines[(turn + 250) % players];
                }
                magnification += 1 / (real * real + imaginary * imaginary);
            }
            least = Math.min(least, magnification);
        }
        assertThat(CyclicSets.of(players).size()).isEqualTo(270);
        assertThat(magnification(players)).isCloseTo(least, within(1e-9 * least));
    }

    /** What the variances of sums are multiplied by, added up over the players: Σ of the squares of all of the inverse. */
    private static double magnification(int players) {
        double[] unit = new double[players];
        unit[0] = 1;
        double[] row = new double[players]; // of the inverse, whose others are shifts of it
        CyclicSets.of(players).solve(IntStream.range(0, players).toArray(), unit, row);
        return players * Arrays.stream(row).map(value -> value * value).sum();
    }

    /** Of the sets tried, with the magnification of errors from the inverse of all memberships. */
    @ParameterizedTest
    @ValueSource(ints = {9, 12, 13, 20})
    void of_players_takesTheSetOfTheLeastMagnification(int players) {
        int size = (int) Math.round(0.27 * players);
        RandomGenerator random = Seeds.generator(0, players, 0);
        int[] circle = IntStream.range(0, players).toArray();
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 400; t++) {
            SimpleMatrix memberships = new SimpleMatrix(players, players);
            for (int i = 0; i < size; i++) {
                int j = i + random.nextInt(players - i);
                int swapped = circle[i];
                circle[i] = circle[j];
                circle[j] = swapped;
                for (int shift = 0; shift < players; shift++) {
                    memberships.set(shift, (circle[i] + shift) % players, 1);
                }
            }
            double[] powers = memberships.svd().getSingularValues();
            double magnification = 0;
            for (double power : powers) {
                magnification += 1 / (power * power);
            }
            if (powers[players - 1] > Math.sqrt(1e-3)) {
                least = Math.min(least, magnification);
            }
        }
        assertThat(CyclicSets.of(players).size()).isEqualTo(size);
        assertThat(magnification(players)).isCloseTo(least, within(1e-9 * least));
    }
}
