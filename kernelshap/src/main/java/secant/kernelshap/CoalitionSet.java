package secant.kernelshap;

import java.util.Arrays;

/**
 * Finds coalitions that were drawn before, by all of their bits. An open-addressing table of indices into the words that
 * are being drawn; nothing is copied. Not thread-safe.
 */
final class CoalitionSet {

    private static final int EMPTY = -1;

    private final long[] words;
    private final int offset;
    private final int stride;
    private final int[] table;
    private int size;

    /**
     * @param words where the coalitions are
     * @param offset where the first one starts
     * @param stride how many words each takes
     * @param capacity how many there may be
     */
    CoalitionSet(long[] words, int offset, int stride, int capacity) {
        this.words = words;
        this.offset = offset;
        this.stride = stride;
        this.table = new int[Integer.highestOneBit(Math.max(4, 2 * capacity - 1)) << 1];
        Arrays.fill(table, EMPTY);
    }

    /** Adds a coalition by its index, unless an equal one is there; says whether it was added. */
    boolean add(int coalition) {
        int before = size;
        firstEqual(coalition);
        return size > before;
    }

    /** The index of the equal coalition that is there; of this one, which is added, if there is none. */
    int firstEqual(int coalition) {
        int slot = hash(coalition) & table.length - 1;
        while (table[slot] != EMPTY) {
            if (equal(table[slot], coalition)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = coalition;
        size++;
        return coalition;
    }

    private int hash(int coalition) {
        long hash = 0;
        for (int w = 0; w < stride; w++) {
            hash = (hash ^ words[offset + coalition * stride + w]) * 0x9E3779B97F4A7C15L; // 2^64 / golden ratio
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private boolean equal(int a, int b) {
        return Arrays.equals(
                words,
                offset + a * stride,
                offset + (a + 1) * stride,
                words,
                offset + b * stride,
                offset + (b + 1) * stride);
    }
}
