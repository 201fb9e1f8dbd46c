package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Matrix;
import secant.masking.Coalitions;

class PairSequenceTest {

    @ParameterizedTest
    @CsvSource({"4,6", "5,14", "12,40", "12,800", "13,4095", "31,1000", "33,64", "64,1100", "65,500", "300,1200"})
    void draw_anyNumber_givesDistinctPairsWithComplements(int players, int pairs) {
        PairSequence sequence = PairSequence.draw(players, pairs, 5);
        Coalitions coalitions = sequence.coalitions();
        Set<List<Boolean>> seen = new HashSet<>();
        for (int c = 0; c < coalitions.count(); c++) {
            assertThat(seen.add(bits(coalitions, c))).isTrue();
        }
        for (int p = 0; p < pairs; p++) {
            for (int i = 0; i < players; i++) {
                assertThat(coalitions.contains(2 * p, i)).isNotEqualTo(coalitions.contains(2 * p + 1, i));
            }
            assertThat(coalitions.size(2 * p)).isEqualTo(sequence.size(p)).isLessThanOrEqualTo(players / 2);
        }
        assertThat(coalitions.count()).isEqualTo(2 * pairs);
    }

    @ParameterizedTest
    @CsvSource({"12,40,800", "16,200,9000", "30,60,1054", "64,130,1100", "300,700,1200"})
    void draw_more_beginsWithTheSame(int players, int few, int many) {
        PairSequence shorter = PairSequence.draw(players, few, 3);
        PairSequence longer = PairSequence.draw(players, many, 3);
        int words = shorter.coalitions().words().length;
        assertThat(Arrays.copyOf(longer.coalitions().words(), words))
                .containsExactly(shorter.coalitions().words());
        assertThat(new PairSource(players, 3, false).atLeast(few).coalitions().words())
                .startsWith(shorter.coalitions().words());
    }

    @ParameterizedTest
    @CsvSource({"12,36", "17,34", "30,60", "100,200"})
    void draw_anyNumber_beginsWithEverySinglePlayer(int players, int pairs) {
        PairSequence sequence = PairSequence.draw(players, pairs, 1);
        for (int p = 0; p < players; p++) {
            assertThat(sequence.size(p)).isEqualTo(1);
            assertThat(sequence.coalitions().contains(2 * p, p)).isTrue();
        }
        assertThat(sequence.size(players)).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"6,31", "8,100", "12,40", "13,4095", "31,1000", "33,64", "64,1100", "65,500", "65,2500", "300,1200"})
    void drawSpread_anyNumber_givesDistinctPairsThatBeginWithCyclicSets(int players, int pairs) {
        CyclicSets first = CyclicSets.of(players);
        PairSequence sequence = PairSequence.drawSpread(players, pairs, 5, first);
        Set<List<Boolean>> seen = new HashSet<>();
        for (int c = 0; c < 2 * pairs; c++) {
            assertThat(seen.add(bits(sequence.coalitions(), c))).isTrue();
        }
        int[] memberships = new int[players];
        for (int p = 0; p < pairs; p++) {
            assertThat(sequence.coalitions().size(2 * p))
                    .isEqualTo(sequence.size(p))
                    .isLessThanOrEqualTo(players / 2);
            if (p < players) {
                assertThat(sequence.size(p)).isEqualTo(first.size());
                for (int i = 0; i < players; i++) {
                    memberships[i] += sequence.coalitions().contains(2 * p, i) ? 1 : 0;
                }
            } else if (p < 2 * players) {
                assertThat(sequence.size(p)).isEqualTo(1);
            }
        }
        assertThat(memberships).containsOnly(first.size());
    }

    @ParameterizedTest
    @CsvSource({"12,10,800", "16,200,9000", "30,60,1054", "64,130,1100", "300,700,1200"})
    void drawSpread_more_beginsWithTheSame(int players, int few, int many) {
        CyclicSets first = CyclicSets.of(players);
        PairSequence shorter = PairSequence.drawSpread(players, few, 3, first);
        PairSequence longer = PairSequence.drawSpread(players, many, 3, first);
        assertThat(longer.coalitions().words()).startsWith(shorter.coalitions().words());
        assertThat(PairSequence.drawSpread(players, few, 4, first).coalitions().words())
                .isNotEqualTo(shorter.coalitions().words());
    }

    /** Counts over 2,000 starts are close to what is expected, closer where no size has a head start, and never far from it. */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({
        "12,40,1",
        "13,300,1",
        "30,200,1",
        "31,1054,1",
        "100,150,1",
        "101,1100,1",
        "12,40,3",
        "30,70,8",
        "30,200,8",
        "101,1100,27"
    })
    void draw_manySeeds_hasAsManyOfEachSizeAsExpected(int players, int pairs, int cyclic) {
        double[] expected = PairSequence.expected(players, pairs, cyclic);
        int seeds = 2000;
        double[] sums = new double[expected.length];
        for (int seed = 0; seed < seeds; seed++) {
            int[] counts = new int[expected.length];
            for (int size : PairSequence.sizes(players, pairs, cyclic, (seed + 0.5) / seeds)) {
                counts[size - 1]++;
            }
            for (int k = 0; k < counts.length; k++) {
                assertThat(Math.abs(counts[k] - expected[k])).isLessThan(2);
                sums[k] += counts[k];
            }
        }
        for (int k = 0; k < sums.length; k++) {
            assertThat(sums[k] / seeds)
                    .isCloseTo(expected[k], org.assertj.core.data.Offset.offset(cyclic == 1 ? 0.1 : 0.25));
        }
    }

    private static List<Boolean> bits(Coalitions coalitions, int c) {
        return java.util.stream.IntStream.range(0, coalitions.players())
                .mapToObj(i -> coalitions.contains(c, i))
                .toList();
    }

    /** After nine cyclic sets of two and nine single players all sizes are at one level, or at what they began with. */
    @Test
    void expected_cyclicSets_comeBeforeSinglePlayers() {
        assertThat(PairSequence.expected(9, 30, 2)).containsExactly(new double[] {9, 9, 6, 6}, within(1e-9));
        assertThat(PairSequence.expected(9, 60, 2)).containsExactly(new double[] {9, 17, 17, 17}, within(1e-9));
    }

    @Test
    void expected_smallSizes_fillFirst() {
        double[] expected = PairSequence.expected(10, 200, 1);
        assertThat(expected)
                .containsExactly(new double[] {10, 45, 58, 58, 29}, org.assertj.core.data.Offset.offset(1e-9));
    }

    /** Nothing is left for other sizes, not the least. */
    @Test
    void expected_noMorePairsThanItBeginsWith_areOfTheFirstSizesAlone() {
        assertThat(PairSequence.expected(12, 9, 3)).containsExactly(0, 0, 9, 0, 0, 0);
        assertThat(PairSequence.expected(12, 18, 3)).containsExactly(6, 0, 12, 0, 0, 0);
        assertThat(PairSequence.expected(12, 24, 3)).containsExactly(12, 0, 12, 0, 0, 0);
        assertThat(PairSequence.expected(12, 12, 1)).containsExactly(12, 0, 0, 0, 0, 0);
    }

    /**
     * The j-th pair of size k comes at the level (j − u_k) / c_k, with u_k the fraction of start + k times the golden ratio:
     * after what it begins with, those of the lowest levels.
     */
    @ParameterizedTest
    @CsvSource({"12,40,1,0.3", "12,40,3,0.3", "13,300,1,0.9", "13,300,4,0", "30,200,8,0.75", "9,255,2,0.1"})
    void sizes_anyStart_areThoseOfTheLowestLevels(int players, int pairs, int cyclic, double start) {
        record Arrival(double level, int size) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int size = 2; size <= players / 2; size++) {
            double offset = start + size * (Math.sqrt(5) - 1) / 2;
            offset -= Math.floor(offset);
            int most = (int) Math.min(pairs, SizeClass.population(players, size));
            for (int j = size == cyclic ? players + 1 : 1; j <= most; j++) {
                arrivals.add(new Arrival((j - offset) / (2 * size == players ? 1 : 2), size));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::level));
        int begun = cyclic == 1 ? players : 2 * players;
        int[] expected = new int[pairs];
        for (int p = 0; p < pairs; p++) {
            expected[p] = p < begun
                    ? (p < players ? cyclic : 1)
                    : arrivals.get(p - begun).size();
        }
        assertThat(PairSequence.sizes(players, pairs, cyclic, start)).containsExactly(expected);
    }

    @Test
    void solveFirst_singlePlayers_areTheirOwnSums() {
        PairSequence sequence = PairSequence.draw(5, 9, 2);
        double[] values = new double[5];
        sequence.solveFirst(new double[] {3, 1, -4, 1.5, 9}, values);
        assertThat(values).containsExactly(3, 1, -4, 1.5, 9);
        assertThat(sequence.pairs()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"6,20", "13,300", "30,1054", "65,400"})
    void gram_byPopulationCounts_equalsTheDefinition(int players, int pairs) {
        PairedDesign design = PairedDesign.of(PairSequence.draw(players, pairs, 8), pairs);
        Matrix gram = design.gram();
        double[][] expected = new double[players][players];
        for (SizeClass sizes : design.classes()) {
            for (int p = sizes.first(); p < sizes.end(); p++) {
                for (int i = 0; i < players; i++) {
                    for (int j = 0; j < players; j++) {
                        boolean same = design.coalitions().contains(p, i)
                                == design.coalitions().contains(p, j);
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

    /** Few pairs are of small sizes alone, all of them of every size. */
    @Test
    void reachesEverySize_byHowManyPairs() {
        assertThat(PairedDesign.draw(20, 20, 1).reachesEverySize()).isFalse();
        assertThat(PairedDesign.draw(8, 127, 1).reachesEverySize()).isTrue();
    }

    /** 70 players: two words of 8 bytes a coalition and two coalitions a pair, and an int a pair. */
    @Test
    void source_bytes_areThoseOfItsCoalitionsAndSizes() {
        assertThat(new PairSource(70, 1, false).bytes()).isEqualTo(140 * (2 * 2 * 8 + 4));
    }

    /** A source that has to grow has twice as many pairs as before, or what is asked for if that is more. */
    @Test
    void source_thatGrows_doublesAtLeast() {
        PairSource source = new PairSource(20, 1, false);
        assertThat(source.atLeast(1).pairs()).isEqualTo(40);
        assertThat(source.atLeast(40).pairs()).isEqualTo(40);
        assertThat(source.atLeast(41).pairs()).isEqualTo(80);
        assertThat(source.atLeast(300).pairs()).isEqualTo(300);
    }

    /** C(21, 5) = 20,349 coalitions are not listed: some of 3,000 are drawn twice, and drawn anew. */
    @Test
    void sampler_coalitionsDrawnAgain_haveTheirSize() {
        long[] words = new long[3000];
        new CoalitionSampler(21, 1, Game.random(1)).draw(5, 3000, words, 0);
        assertThat(Arrays.stream(words).map(Long::bitCount)).containsOnly(5L);
        assertThat(Arrays.stream(words).distinct().count()).isEqualTo(3000);
    }

    /** Beside single players, or beside one cyclic set that is they, nothing comes before what is drawn. */
    @Test
    void border_ofAnyPlayers_isThatOfTheirSequence() {
        for (int players = 4; players <= 40; players++) {
            for (boolean spread : new boolean[] {false, true}) {
                int border = new PairSource(players, 1, spread).atLeast(1).border();
                assertThat(PairSource.border(players, spread)).isEqualTo(border);
            }
        }
    }
}
