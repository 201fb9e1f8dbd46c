package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JoiningOrdersTest {

    private static int[] reversed(int[] order) {
        return IntStream.range(0, order.length)
                .map(p -> order[order.length - 1 - p])
                .toArray();
    }

    /**
     * Three players have a plane of directions in which each order has a sector of 60°. Two at right angles are neither in
     * the same sector nor in opposite ones.
     */
    @Test
    void draw_threePlayersAtRightAngles_neverRepeatsOrReversesAnOrderInItsGroup() {
        for (int seed = 0; seed < 500; seed++) {
            int[][] orders = JoiningOrders.draw(PermutationOrders.ORTHOGONAL, 3, 6, seed);
            for (int o = 0; o < 6; o += 2) {
                assertThat(orders[o + 1]).isNotEqualTo(orders[o]).isNotEqualTo(reversed(orders[o]));
            }
        }
    }

    /** Groups are independent of each other: one order in six is that of the group before. */
    @Test
    void draw_threePlayersAtRightAngles_drawsGroupsIndependently() {
        int same = 0;
        for (int seed = 0; seed < 600; seed++) {
            int[][] orders = JoiningOrders.draw(PermutationOrders.ORTHOGONAL, 3, 4, seed);
            same += Arrays.equals(orders[0], orders[2]) ? 1 : 0;
        }
        assertThat(same).isBetween(64, 136); // 100 and 4 standard deviations of 9.1
    }

    @ParameterizedTest
    @CsvSource({"RANDOM,1", "RANDOM,7", "RANDOM,70", "ORTHOGONAL,1", "ORTHOGONAL,2", "ORTHOGONAL,7", "ORTHOGONAL,70"})
    void draw_anyNumber_areOrdersOfAllPlayersThatBeginThoseOfMore(PermutationOrders kind, int players) {
        int[][] many = JoiningOrders.draw(kind, players, 23, 5);
        for (int count = 0; count <= 23; count++) {
            int[][] orders = JoiningOrders.draw(kind, players, count, 5);
            assertThat(orders).hasDimensions(count, players).isEqualTo(Arrays.copyOf(many, count));
        }
        for (int[] order : many) {
            assertThat(Arrays.stream(order).sorted())
                    .containsExactlyElementsOf(
                            IntStream.range(0, players).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(PermutationOrders.class)
    void draw_otherSeeds_givesOtherOrders(PermutationOrders kind) {
        assertThat(JoiningOrders.draw(kind, 30, 3, 1)).isNotEqualTo(JoiningOrders.draw(kind, 30, 3, 2));
    }

    @Test
    void shuffle_partOfAnOrder_leavesTheRest() {
        int moved = 0;
        for (int seed = 0; seed < 20; seed++) {
            int[] order = JoiningOrders.identity(10);
            JoiningOrders.shuffle(order, 6, Game.random(seed));
            assertThat(Arrays.copyOfRange(order, 6, 10)).containsExactly(6, 7, 8, 9);
            assertThat(Arrays.copyOf(order, 6)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
            moved += order[5] == 5 ? 0 : 1;
        }
        assertThat(moved).isPositive();
    }
}
