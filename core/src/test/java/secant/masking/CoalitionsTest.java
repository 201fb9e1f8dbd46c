package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoalitionsTest {

    private static boolean[][] flags(int count, int players) {
        Random random = new Random(players);
        boolean[][] flags = new boolean[count][players];
        for (int c = 1; c < count; c++) {
            for (int p = 0; p < players; p++) {
                flags[c][p] = c == 1 || random.nextBoolean();
            }
        }
        return flags;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 2000})
    void of_flags_areReadBackByEveryMethod(int players) {
        boolean[][] flags = flags(6, players);
        Coalitions coalitions = Coalitions.of(flags);
        assertThat(coalitions.players()).isEqualTo(players);
        assertThat(coalitions.count()).isEqualTo(6);
        assertThat(coalitions.words()).hasSize(6 * Coalitions.words(players));
        int[] members = new int[players];
        for (int c = 0; c < 6; c++) {
            int size = 0;
            int listed = coalitions.members(c, members);
            for (int p = 0; p < players; p++) {
                assertThat(coalitions.contains(c, p)).isEqualTo(flags[c][p]);
                if (flags[c][p]) {
                    assertThat(members[size++]).isEqualTo(p);
                }
            }
            assertThat(listed).isEqualTo(size);
            assertThat(coalitions.size(c)).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "63,1", "64,1", "65,2", "128,2", "129,3", "2000,32"})
    void words_players_roundUp(int players, int words) {
        assertThat(Coalitions.words(players)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 2000})
    void wrap_wordsOfOf_areTheSameCoalitions(int players) {
        Coalitions packed = Coalitions.of(flags(4, players));
        Coalitions wrapped = Coalitions.wrap(players, 4, packed.words());
        for (int c = 0; c < 4; c++) {
            for (int p = 0; p < players; p++) {
                assertThat(wrapped.contains(c, p)).isEqualTo(packed.contains(c, p));
            }
        }
    }

    @Test
    void wrap_array_sharesIt() {
        long[] words = {0, 0};
        Coalitions coalitions = Coalitions.wrap(3, 2, words);
        words[1] = 0b101;
        assertThat(coalitions.contains(1, 2)).isTrue();
        assertThat(coalitions.size(1)).isEqualTo(2);
        assertThat(coalitions.words()).isSameAs(words);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "63,63", "65,1", "2000,16"})
    void wrap_spareBitSet_namesTheCoalition(int players, int bit) {
        int stride = Coalitions.words(players);
        long[] words = new long[3 * stride];
        words[3 * stride - 1] = 1L << bit;
        assertThatThrownBy(() -> Coalitions.wrap(players, 3, words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalition 2 has members beyond the last of " + players + " players");
    }

    @Test
    void wrap_fullWords_haveNoSpareBits() {
        assertThat(Coalitions.wrap(64, 1, new long[] {-1}).size(0)).isEqualTo(64);
        assertThat(Coalitions.wrap(128, 1, new long[] {-1, -1}).size(0)).isEqualTo(128);
    }

    @Test
    void wrap_noCoalition_isEmpty() {
        assertThat(Coalitions.wrap(5, 0, new long[0])).hasToString("0 coalitions of 5 players");
    }

    @Test
    void wrap_wrongLength_saysBoth() {
        assertThatThrownBy(() -> Coalitions.wrap(65, 2, new long[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 coalitions of 65 players must have 4 words but have 3");
        assertThatThrownBy(() -> Coalitions.wrap(2000, Integer.MAX_VALUE, new long[0]))
                .hasMessageContaining("must have 68719476704 words but have 0");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "3,-1"})
    void wrap_impossibleSizes_areRefused(int players, int count) {
        assertThatThrownBy(() -> Coalitions.wrap(players, count, new long[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("players must be 1 or more and count 0 or more but are " + players + " and " + count);
    }

    @Test
    void of_raggedFlags_namesTheCoalition() {
        assertThatThrownBy(() -> Coalitions.of(new boolean[3], new boolean[3], new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must all have the same number of players but coalition 0 has 3 and coalition 2"
                        + " has 2");
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(Coalitions::of).hasMessage("coalitions must have at least 1 row of at least 1 player");
        assertThatThrownBy(() -> Coalitions.of(new boolean[0]))
                .hasMessage("coalitions must have at least 1 row of at least 1 player");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130})
    void absent_anyCoalition_areAllOthers(int players) {
        boolean[][] flags = new boolean[3][players];
        for (int p = 0; p < players; p++) {
            flags[1][p] = p % 3 == 0;
            flags[2][p] = true;
        }
        Coalitions coalitions = Coalitions.of(flags);
        int[] absent = new int[players];
        for (int c = 0; c < 3; c++) {
            int count = coalitions.absent(c, absent);
            assertThat(count).isEqualTo(players - coalitions.size(c));
            for (int i = 0; i < count; i++) {
                assertThat(flags[c][absent[i]]).isFalse();
                assertThat(i == 0 || absent[i - 1] < absent[i]).isTrue();
            }
        }
    }
}
