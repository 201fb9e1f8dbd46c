package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;
import secant.explanation.StopReason;

class OwenEnumerationTest {

    private static PlayerTree flat(int from, int to) {
        return PlayerTree.players(
                IntStream.range(from, to).mapToObj(i -> "x" + i).toArray(String[]::new));
    }

    private static OwenEnumeration of(PlayerTree tree) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < tree.players().size(); i++) {
            indices.put("x" + i, i);
        }
        PlayerNesting nesting = PlayerNesting.of(tree, indices);
        assertThat(nesting).isNotNull();
        return new OwenEnumeration(nesting);
    }

    /** Four groups of three groups of six. */
    private static PlayerTree nested72() {
        List<PlayerTree> groups = new ArrayList<>();
        for (int g = 0; g < 72; g += 18) {
            groups.add(PlayerTree.group(flat(g, g + 6), flat(g + 6, g + 12), flat(g + 12, g + 18)));
        }
        return PlayerTree.group(groups);
    }

    /** Without groups they are Shapley values; 2,046 coalitions are two blocks and more. */
    @ParameterizedTest
    @ValueSource(ints = {7, 300, 1025})
    void estimate_noGroups_isShapleyInBothOutputs(int perCall) {
        Both game = new Both(Game.random(11, 5, 30, 1), Game.random(11, 4, 30, 2), perCall);
        Estimate estimate = of(flat(0, 11)).estimate(game, ProgressListener.NONE);
        double[] first = game.first().shapleyValues();
        double[] second = game.second().shapleyValues();
        for (int i = 0; i < 11; i++) {
            assertThat(estimate.value(0, i)).isCloseTo(first[i], within(1e-12));
            assertThat(estimate.value(1, i)).isCloseTo(second[i], within(1e-12));
            assertThat(estimate.standardError(0, i)).isZero();
        }
        assertThat(estimate.coalitions()).isEqualTo(2046);
        assertThat(estimate.stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(estimate.method().name()).isEqualTo("exact enumeration of nested orders");
    }

    /** Blocks are whole calls of at least 1,024 coalitions together. */
    @ParameterizedTest
    @CsvSource({"7,1029", "1024,1024", "1025,1025", "300,1200"})
    void estimate_progress_isToldOfWholeCallsUpToTheEnd(int perCall, int block) {
        Both game = new Both(Game.random(11, 5, 30, 1), Game.random(11, 4, 30, 2), perCall);
        List<Progress> told = new ArrayList<>();
        of(flat(0, 11)).estimate(game, told::add);
        assertThat(told).extracting(Progress::done).containsExactly((long) block, 2046L);
        assertThat(told).extracting(Progress::total).containsOnly(2046L);
    }

    /** A pair comes in one order as often as in the other, whatever the groups: each has half of what it adds. */
    @Test
    void estimate_pairsInNestedGroups_areHalved() {
        Game game = Game.random(72, 2, 200, 1);
        Estimate estimate = of(nested72()).estimate(game, ProgressListener.NONE);
        double[] expected = game.shapleyValues();
        for (int i = 0; i < 72; i++) {
            assertThat(estimate.value(0, i)).isCloseTo(expected[i], within(1e-11));
        }
    }

    /** Whoever comes last of three has what they add: an outsider in half of the orders, two of one group in a quarter. */
    @Test
    void estimate_tripleOfTwoGroups_leavesHalfToTheOutsider() {
        Game game = new Game(72, 0, new int[][] {{64, 65, 2}, {0, 7, 71}, {0, 1, 2}}, new double[] {1, 10, 300});
        Estimate estimate = of(nested72()).estimate(game, ProgressListener.NONE);
        double[] expected = new double[72];
        expected[64] = 0.25;
        expected[65] = 0.25;
        expected[2] = 0.5 + 100;
        expected[0] = 2.5 + 100;
        expected[7] = 2.5;
        expected[71] = 5;
        expected[1] = 100;
        for (int i = 0; i < 72; i++) {
            assertThat(estimate.value(0, i)).isCloseTo(expected[i], within(1e-11));
        }
    }

    /** One player joins nobody, and all there is is his. */
    @Test
    void estimate_onePlayer_hasTheTotal() {
        Game game = new Game(1, 2, new int[][] {{0}}, new double[] {5});
        OwenEnumeration enumeration = of(PlayerTree.player("x0"));
        assertThat(enumeration.estimate(game, ProgressListener.NONE).value(0, 0))
                .isEqualTo(5);
        assertThat(enumeration.coalitions()).isZero();
    }

    /**
     * Three ints and a double a joining: 72 players each with any of 3, 2 and 5 siblings before. A coalition of 72 has two
     * words, in an array, a bit set and a map's entry with headers of 16 bytes or so, and a boxed number: more than 64 bytes
     * and less than 200.
     */
    @Test
    void bytes_ofNestedGroups_areThoseOfJoiningsAndCoalitions() {
        OwenEnumeration enumeration = of(nested72());
        long joinings = 72L * (1 << 3) * (1 << 2) * (1 << 5);
        long coalitions = enumeration.coalitions() + 2;
        assertThat(enumeration.bytes() - 20 * joinings).isBetween(64 * coalitions, 200 * coalitions);
    }

    /** 2³ − 2 of three alone; a pair in a group beside another player: two and two, and two parts with and without. */
    @Test
    void coalitions_ofANesting_areThoseThatAreFound() {
        for (PlayerTree tree : List.of(
                PlayerTree.players("x0", "x1", "x2"),
                PlayerTree.group(PlayerTree.players("x0", "x1"), PlayerTree.player("x2")),
                nested72())) {
            Map<String, Integer> indices = new HashMap<>();
            for (int i = 0; i < tree.players().size(); i++) {
                indices.put("x" + i, i);
            }
            PlayerNesting nesting = PlayerNesting.of(tree, indices);
            assertThat(nesting).isNotNull();
            assertThat(nesting.coalitions()).isEqualTo((double) of(tree).coalitions());
        }
        assertThat(of(PlayerTree.players("x0", "x1", "x2")).coalitions()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 9, 11})
    void estimate_worthsThatCancel_addUpAllTheSame(int players) {
        Estimate estimate = of(flat(0, players)).estimate(TableGame.cancelling(players), ProgressListener.NONE);
        TableGame.assertAddsUp(estimate, players);
    }
}
