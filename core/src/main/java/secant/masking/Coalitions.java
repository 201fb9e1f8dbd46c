package secant.masking;

import static java.util.Objects.requireNonNull;

/**
 * A list of sets of players, bit-packed: ⌈players / 64⌉ words a coalition, player i in bit i mod 64 of word ⌊i / 64⌋.
 *
 * <p>Holds any number of players. As thread-safe as the array that it shares: safe as long as nobody writes.
 */
public final class Coalitions {

    private final int players;
    private final int count;
    private final int stride;
    private final long[] words;

    private Coalitions(int players, int count, long[] words) {
        this.players = players;
        this.count = count;
        this.stride = words(players);
        this.words = words;
    }

    /**
     * Counts the words of one coalition.
     *
     * @param players a number of players, 0 or more
     * @return ⌈players / 64⌉
     */
    public static int words(int players) {
        return (players + 63) >>> 6;
    }

    /**
     * Shares packed bits: later changes to the array show in the coalitions.
     *
     * @param players the number of players, 1 or more
     * @param count the number of coalitions, 0 or more
     * @param words {@code count × words(players)} words; bits beyond the last player must be 0
     * @return coalitions over {@code words} itself
     * @throws IllegalArgumentException if the sizes do not fit, or a bit beyond the last player is set
     */
    public static Coalitions wrap(int players, int count, long[] words) {
        requireNonNull(words, "words");
        if (players < 1 || count < 0) {
            throw new IllegalArgumentException(
                    "players must be 1 or more and count 0 or more but are " + players + " and " + count);
        }
        if (words.length != (long) count * words(players)) {
            throw new IllegalArgumentException(count + " coalitions of " + players + " players must have "
                    + (long) count * words(players) + " words but have " + words.length);
        }
        Coalitions coalitions = new Coalitions(players, count, words);
        coalitions.checkSpareBits();
        return coalitions;
    }

    /**
     * Packs rows of flags.
     *
     * @param members a row a coalition, all as long as there are players
     * @return the coalitions
     * @throws IllegalArgumentException if there is no row, or they differ in length
     */
    public static Coalitions of(boolean[]... members) {
        if (members.length == 0 || members[0].length == 0) {
            throw new IllegalArgumentException("coalitions must have at least 1 row of at least 1 player");
        }
        int players = members[0].length;
        int stride = words(players);
        long[] words = new long[members.length * stride];
        for (int c = 0; c < members.length; c++) {
            if (members[c].length != players) {
                throw new IllegalArgumentException("coalitions must all have the same number of players but coalition 0"
                        + " has " + players + " and coalition " + c + " has " + members[c].length);
            }
            for (int p = 0; p < players; p++) {
                if (members[c][p]) {
                    words[c * stride + (p >>> 6)] |= 1L << p;
                }
            }
        }
        return new Coalitions(players, members.length, words);
    }

    /** {@return the number of players} */
    public int players() {
        return players;
    }

    /** {@return the number of coalitions} */
    public int count() {
        return count;
    }

    /**
     * Says whether a player belongs to a coalition.
     *
     * @param coalition a coalition's index
     * @param player a player's index
     * @return true if it does
     */
    public boolean contains(int coalition, int player) {
        return (words[coalition * stride + (player >>> 6)] >>> player & 1) != 0;
    }

    /**
     * Counts the members of a coalition.
     *
     * @param coalition a coalition's index
     * @return how many players belong to it
     */
    public int size(int coalition) {
        int size = 0;
        for (int w = coalition * stride; w < (coalition + 1) * stride; w++) {
            size += Long.bitCount(words[w]);
        }
        return size;
    }

    /**
     * Lists the members of a coalition.
     *
     * @param coalition a coalition's index
     * @param members receives the players' indices, ascending; at least as long as there are players
     * @return how many there are
     */
    public int members(int coalition, int[] members) {
        int size = 0;
        for (int w = 0; w < stride; w++) {
            for (long word = words[coalition * stride + w]; word != 0; word &= word - 1) {
                members[size++] = (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return size;
    }

    /** Lists the players who do not belong to a coalition, ascending, and returns how many there are. */
    int absent(int coalition, int[] absent) {
        int size = 0;
        for (int w = 0; w < stride; w++) {
            long all = w < stride - 1 || (players & 63) == 0 ? -1L : ~(-1L << players);
            for (long word = ~words[coalition * stride + w] & all; word != 0; word &= word - 1) {
                absent[size++] = (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return size;
    }

    /** {@return the live words, coalition after coalition} */
    public long[] words() {
        return words;
    }

    /** {@return the sizes: {@code 2048 coalitions of 30 players}} */
    @Override
    public String toString() {
        return count + " coalitions of " + players + " players";
    }

    private void checkSpareBits() {
        if ((players & 63) == 0) {
            return;
        }
        long spare = -1L << players;
        for (int c = 0; c < count; c++) {
            if ((words[c * stride + stride - 1] & spare) != 0) {
                throw new IllegalArgumentException(
                        "coalition " + c + " has members beyond the last of " + players + " players");
            }
        }
    }
}
