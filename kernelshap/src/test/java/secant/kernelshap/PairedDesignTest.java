package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.masking.Coalitions;
import secant.surrogate.SumConstrainedLeastSquares;

class PairedDesignTest {

    @ParameterizedTest
    @CsvSource({"4,6", "5,14", "12,40", "12,800", "13,4095", "31,1000", "33,64", "64,1100", "65,500", "300,1200"})
    void draw_anyBudget_givesDistinctPairsWithComplements(int players, int pairs) {
        PairedDesign design = PairedDesign.draw(players, pairs, 5);
        Coalitions coalitions = design.coalitions();
        Set<List<Boolean>> seen = new HashSet<>();
        for (int c = 0; c < coalitions.count(); c++) {
            assertThat(seen.add(bits(coalitions, c))).isTrue();
        }
        for (int p = 0; p < pairs; p++) {
            for (int i = 0; i < players; i++) {
                assertThat(coalitions.contains(2 * p, i)).isNotEqualTo(coalitions.contains(2 * p + 1, i));
            }
        }
        assertThat(coalitions.count()).isEqualTo(2 * pairs);
        for (SizeClass sizes : design.classes()) {
            for (int p = sizes.first(); p < sizes.end(); p++) {
                assertThat(coalitions.size(2 * p)).isEqualTo(sizes.size());
            }
            assertThat((double) sizes.count()).isLessThanOrEqualTo(sizes.population());
        }
    }

    private static List<Boolean> bits(Coalitions coalitions, int c) {
        return java.util.stream.IntStream.range(0, coalitions.players())
                .mapToObj(i -> coalitions.contains(c, i))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"12,36,true", "12,37,false", "17,34,true", "17,35,false", "30,60,true", "100,200,true"})
    void draw_fewCoalitionsAPlayer_hasEverySinglePlayer(int players, int pairs, boolean border) {
        SizeClass first = PairedDesign.draw(players, pairs, 1).classes().get(0);
        assertThat(first.size() == 1 && first.count() == players).isEqualTo(border);
    }

    /** Just above the border, where no single player is certain to be in: 300 seeds for each number of players. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void draw_fewPlayersAboveTheBorder_determinesTheValues(int players) {
        int pairs = (int) PairedDesign.borderUpTo(players) / 2 + 1;
        for (long seed = 0; seed < 300; seed++) {
            Matrix gram = PairedDesign.draw(players, pairs, seed).gram();
            assertThat(SumConstrainedLeastSquares.ofGram(gram).condition()).isLessThan(1000);
        }
    }

    @Test
    void pour_smallSizes_fillFirst() {
        double[] expected = PairedDesign.pour(10, 200);
        assertThat(expected).containsExactly(10, 45, (200 - 55 - 0.0) * 2 / 5, (200 - 55) * 2 / 5.0, (200 - 55) / 5.0);
    }

    @Test
    void round_anyOffset_differsByLessThanOneAndAddsUp() {
        double[] expected = PairedDesign.pour(31, 500);
        for (int i = 0; i <= 1000; i++) {
            int[] counts = PairedDesign.round(500, expected, i / 1000.0001);
            int sum = 0;
            for (int k = 0; k < counts.length; k++) {
                assertThat(Math.abs(counts[k] - expected[k])).isLessThan(1 + 1e-6);
                sum += counts[k];
            }
            assertThat(sum).isEqualTo(500);
        }
    }

    /** At both ends of the offsets, where a rounding error in the sum of the levels would show. */
    @Test
    void round_extremeOffsets_addUpForMillionsOfPairs() {
        for (int players = 26; players <= 400; players += 11) {
            for (int pairs = 1_000_003; pairs < 30_000_000; pairs = 2 * pairs + 1) {
                double[] expected = PairedDesign.pour(players, pairs);
                for (double offset : new double[] {0, Double.MIN_VALUE, 0.5, Math.nextDown(1.0)}) {
                    int[] counts = PairedDesign.round(pairs, expected, offset);
                    assertThat(Arrays.stream(counts).sum()).isEqualTo(pairs);
                    for (int k = 0; k < counts.length; k++) {
                        assertThat(Math.abs(counts[k] - expected[k])).isLessThan(1 + 1e-6);
                        assertThat((double) counts[k]).isLessThanOrEqualTo(SizeClass.population(players, k + 1));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"6,20", "13,300", "30,1054", "65,400"})
    void gram_byPopulationCounts_equalsTheDefinition(int players, int pairs) {
        PairedDesign design = PairedDesign.draw(players, pairs, 8);
        Matrix gram = design.gram();
        double[][] expected = new double[players][players];
        for (SizeClass sizes : design.classes()) {
            for (int p = sizes.first(); p < sizes.end(); p++) {
                for (int i = 0; i < players; i++) {
                    for (int j = 0; j < players; j++) {
                        boolean same = design.coalitions().contains(2 * p, i)
                                == design.coalitions().contains(2 * p, j);
                        expected[i][j] += (same ? 1 : -1) * sizes.weight() / 4;
                    }
                }
            }
        }
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < players; j++) {
                assertThat(gram.get(i, j)).isCloseTo(expected[i][j], org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }

    /** χ² over the C(7, 3) = 35 coalitions of one size: 34 degrees of freedom, 82.5 is passed by chance once in 1e5. */
    @ParameterizedTest
    @CsvSource({"3", "20"})
    void sampler_manySeeds_drawsEveryCoalitionEquallyOften(int count) {
        Map<Long, Integer> drawn = new HashMap<>();
        int rounds = 3500;
        for (int r = 0; r < rounds; r++) {
            long[] words = new long[count];
            new CoalitionSampler(7, 1, Game.random(r)).draw(3, count, words, 0);
            assertThat(java.util.Arrays.stream(words).distinct().count()).isEqualTo(count);
            for (long word : words) {
                assertThat(Long.bitCount(word)).isEqualTo(3);
                drawn.merge(word, 1, Integer::sum);
            }
        }
        double expected = rounds * count / 35.0;
        assertThat(drawn).hasSize(35);
        double chiSquare = drawn.values().stream()
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(82.5);
    }

    @Test
    void sampler_moreThanThereAre_isRefused() {
        assertThatThrownBy(() -> new CoalitionSampler(4, 1, Game.random(1)).draw(2, 7, new long[7], 0))
                .hasMessage("coalitions of size 2 must be at most 6.0 but are 7");
    }

    @Test
    void binomial_anySize_isRightOrInfinite() {
        assertThat(SizeClass.binomial(10, 3)).isEqualTo(120);
        assertThat(SizeClass.binomial(50, 25)).isEqualTo(126410606437752.0);
        assertThat(SizeClass.binomial(2000, 1000)).isInfinite();
        assertThat(SizeClass.population(10, 5)).isEqualTo(126);
    }

    @Test
    void coalitionSet_collidingHashes_keepsDistinctOnesApart() {
        long[] words = new long[64];
        for (int i = 0; i < 64; i++) {
            words[i] = 1L << i;
        }
        CoalitionSet set = new CoalitionSet(words, 0, 1, 64);
        for (int i = 0; i < 64; i++) {
            assertThat(set.add(i)).isTrue();
        }
        for (int i = 0; i < 64; i++) {
            assertThat(set.add(i)).isFalse();
        }
    }
}
