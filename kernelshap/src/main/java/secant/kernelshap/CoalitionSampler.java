package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws distinct coalitions of one size, uniformly without replacement, as bits. Who draws more begins with the same ones.
 *
 * <p>Single coalitions come from Floyd's subset algorithm (Bentley and Floyd, CACM 30(9), 1987): {@code size} draws each,
 * no rejection within a coalition, no allocation. One that was drawn before is drawn again; the coalitions of a size that has
 * few of them are listed and shuffled instead, or the last ones would take long to find. Not thread-safe.
 */
final class CoalitionSampler {

    /** Lists of up to this many coalitions are made in full. */
    private static final int MAX_LISTED = 20_000;

    private final int players;
    private final int stride;
    private final RandomGenerator random;

    /**
     * @param players how many players there are to choose from
     * @param stride how many words a coalition takes, at least enough for the players
     * @param random the source of all randomness
     */
    CoalitionSampler(int players, int stride, RandomGenerator random) {
        this.players = players;
        this.stride = stride;
        this.random = random;
    }

    /**
     * Draws.
     *
     * @param size the size of each coalition, from 1 to players
     * @param count how many, at most all there are
     * @param words receives {@code count × stride} words from {@code offset} on, where it must hold zeros
     */
    void draw(int size, int count, long[] words, int offset) {
        double all = SizeClass.binomial(players, size);
        if (count > all) {
            throw new IllegalArgumentException(
                    "coalitions of size " + size + " must be at most " + all + " but are " + count);
        }
        if (all <= MAX_LISTED) {
            drawFromList(size, count, (int) all, words, offset);
        } else {
            drawDistinct(size, count, words, offset);
        }
    }

    private void drawDistinct(int size, int count, long[] words, int offset) {
        CoalitionSet drawn = new CoalitionSet(words, offset, stride, count);
        for (int c = 0; c < count; c++) {
            int at = offset + c * stride;
            do {
                Arrays.fill(words, at, at + stride, 0);
                drawOne(size, words, at);
            } while (!drawn.add(c));
        }
    }

    private void drawOne(int size, long[] words, int at) {
        for (int j = players - size; j < players; j++) {
            int t = random.nextInt(j + 1);
            int player = (words[at + (t >>> 6)] >>> t & 1) == 0 ? t : j;
            words[at + (player >>> 6)] |= 1L << player;
        }
    }

    private void drawFromList(int size, int count, int all, long[] words, int offset) {
        long[] list = new long[all * stride];
        list(size, list);
        int[] order = new int[all];
        for (int i = 0; i < all; i++) {
            order[i] = i;
        }
        for (int c = 0; c < count; c++) {
            int j = c + random.nextInt(all - c);
            int chosen = order[j];
            order[j] = order[c];
            System.arraycopy(list, chosen * stride, words, offset + c * stride, stride);
        }
    }

    /** Lists all coalitions of a size in lexicographic order of their members. */
    private void list(int size, long[] list) {
        int[] members = new int[size];
        for (int i = 0; i < size; i++) {
            members[i] = i;
        }
        for (int at = 0; at < list.length; at += stride) {
            for (int member : members) {
                list[at + (member >>> 6)] |= 1L << member;
            }
            int i = size - 1;
            while (i >= 0 && members[i] == players - size + i) {
                i--;
            }
            if (i >= 0) {
                members[i]++;
                for (int j = i + 1; j < size; j++) {
                    members[j] = members[j - 1] + 1;
                }
            }
        }
    }
}
