package secant.kernelshap;

/** Sets of players as bits: player i in bit i mod 64 of word ⌊i / 64⌋ of a set's ⌈M / 64⌉ words. */
final class CoalitionBits {

    private CoalitionBits() {}

    /**
     * The coalition of all players, word by word.
     *
     * @param players M
     * @param word which of the ⌈M / 64⌉ words
     */
    static long all(int players, int word) {
        return word < players >>> 6 ? -1L : (1L << players) - 1;
    }

    /** How many players are in one of two sets and not in the other, of sets of {@code stride} words each. */
    static int differing(long[] sets, int stride, int a, int b) {
        int differing = 0;
        for (int w = 0; w < stride; w++) {
            differing += Long.bitCount(sets[a * stride + w] ^ sets[b * stride + w]);
        }
        return differing;
    }
}
