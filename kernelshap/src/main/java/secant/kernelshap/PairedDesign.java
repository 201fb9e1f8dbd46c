package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Matrix;
import secant.masking.Coalitions;

/**
 * Which coalitions are evaluated: complement pairs, drawn without replacement within each size, with as many of a size as
 * the leverage scores of the regression ask for.
 *
 * <p>Leverage is the same for every size (Musco and Witter 2024), so that the pairs are poured over the sizes evenly, like
 * water: a size that is full takes no more, and what is small comes out complete. Fractions are rounded systematically
 * with one uniform offset. Up to four coalitions a player, all single players and their complements come first, which
 * also keeps the regression from being singular.
 *
 * <p>Everything random comes from (seed, players, size); the design is the same for every row, thread and call. Immutable.
 */
final class PairedDesign {

    /** Up to this many coalitions a player, all pairs of size 1 are in. */
    private static final int BORDER_UP_TO = 4;

    /**
     * The same for few players, whose random coalitions agree more often: of the designs of just more than four coalitions
     * a player, up to 12 of 20,000 did not determine the values, of just more than six none of 30,000.
     */
    private static final int BORDER_UP_TO_IF_FEW = 6;

    private static final int FEW_PLAYERS = 16;

    /** Rows of the Gram matrix that are added up together. */
    private static final int GRAM_TILE = 16;

    /** More than rounding errors add up to in a sum of expected pairs, up to 10^8 of them. */
    private static final double LEVEL_ERROR = 1e-7;

    private final int players;
    private final List<SizeClass> classes;
    private final Coalitions coalitions;
    private final boolean reachesEverySize;

    private PairedDesign(int players, List<SizeClass> classes, Coalitions coalitions, boolean reachesEverySize) {
        this.players = players;
        this.classes = List.copyOf(classes);
        this.coalitions = coalitions;
        this.reachesEverySize = reachesEverySize;
    }

    /**
     * Draws a design.
     *
     * @param players M, 3 or more
     * @param pairs how many complement pairs, from M to 2^(M−1) − 1
     * @param seed of everything random
     */
    static PairedDesign draw(int players, int pairs, long seed) {
        double[] expected = pour(players, pairs);
        int[] counts = round(pairs, expected, stream(seed, players, 0).nextDouble());
        int stride = Coalitions.words(players);
        long[] drawn = new long[pairs * stride];
        List<SizeClass> classes = new ArrayList<>();
        int first = 0;
        for (int size = 1; size <= expected.length; size++) {
            int count = counts[size - 1];
            if (count > 0) {
                boolean half = 2 * size == players;
                // A pair of two coalitions of the same size is represented by the one without the last player.
                new CoalitionSampler(half ? players - 1 : players, stride, stream(seed, players, size))
                        .draw(size, count, drawn, first * stride);
                classes.add(new SizeClass(players, size, first, count, expected[size - 1]));
                first += count;
            }
        }
        boolean reachesEverySize = Arrays.stream(expected).allMatch(e -> e > 0);
        return new PairedDesign(players, classes, withComplements(players, pairs, drawn), reachesEverySize);
    }

    /** A stream of its own for every (seed, players, position); positions up to the number of players are taken here. */
    static RandomGenerator stream(long seed, int players, int size) {
        long position = ((long) players << 32) | size;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ mix(position + 1));
    }

    /** Spreads neighbouring positions over all seeds (the finalizer of SplitMix64: Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** The largest budget of coalitions with which all pairs of size 1 are in, whatever the seed. */
    static long borderUpTo(int players) {
        return (long) (players <= FEW_PLAYERS ? BORDER_UP_TO_IF_FEW : BORDER_UP_TO) * players;
    }

    /** How many pairs each size gets, fractions included: min(population, level × sizes in a pair), adding up to pairs. */
    static double[] pour(int players, int pairs) {
        double[] expected = new double[players / 2];
        boolean[] full = new boolean[expected.length];
        double left = pairs;
        if (2L * pairs <= borderUpTo(players)) {
            full[0] = true;
            expected[0] = players;
            left -= players;
        }
        boolean overflowed = true;
        while (overflowed) {
            double shares = 0;
            for (int k = 1; k <= expected.length; k++) {
                shares += full[k - 1] ? 0 : share(players, k);
            }
            overflowed = false;
            double poured = left;
            for (int k = 1; k <= expected.length; k++) {
                double population = SizeClass.population(players, k);
                if (!full[k - 1]) {
                    expected[k - 1] = shares == 0 ? 0 : poured * share(players, k) / shares;
                    if (expected[k - 1] >= population * (1 - 1e-9)) {
                        expected[k - 1] = population;
                        full[k - 1] = true;
                        left -= population;
                        overflowed = true;
                    }
                }
            }
        }
        return expected;
    }

    private static double share(int players, int size) {
        return 2 * size == players ? 1 : 2;
    }

    /** Systematic rounding: counts differ from what is expected by less than 1, and add up to pairs. */
    static int[] round(int pairs, double[] expected, double offset) {
        int[] counts = new int[expected.length];
        double level = 0;
        long before = 0;
        for (int k = 0; k < counts.length; k++) {
            level += expected[k];
            // A level that is a whole number but for rounding errors must neither fall short of it nor reach the next.
            long upTo = k == counts.length - 1
                    ? pairs
                    : (long) Math.floor(level + LEVEL_ERROR + offset * (1 - 2 * LEVEL_ERROR));
            counts[k] = (int) (upTo - before);
            before = upTo;
        }
        return counts;
    }

    /** Each coalition followed by its complement. */
    static Coalitions withComplements(int players, int pairs, long[] drawn) {
        int stride = Coalitions.words(players);
        long[] words = new long[2 * drawn.length];
        for (int p = 0; p < pairs; p++) {
            for (int w = 0; w < stride; w++) {
                long all = w < stride - 1 || (players & 63) == 0 ? -1L : (1L << players) - 1;
                words[2 * p * stride + w] = drawn[p * stride + w];
                words[(2 * p + 1) * stride + w] = all ^ drawn[p * stride + w];
            }
        }
        return Coalitions.wrap(players, 2 * pairs, words);
    }

    int players() {
        return players;
    }

    int pairs() {
        return coalitions.count() / 2;
    }

    /** The classes that have pairs, by size; their pairs follow each other. */
    List<SizeClass> classes() {
        return classes;
    }

    /** Whether every size has a chance to be drawn. */
    boolean reachesEverySize() {
        return reachesEverySize;
    }

    /** Pair p is coalition 2p, of at most M / 2 players, and its complement 2p + 1. */
    Coalitions coalitions() {
        return coalitions;
    }

    /**
     * A = ¼ Σ w z zᵀ over the pairs, z = 1 for members of the pair's coalition and −1 for the others.
     *
     * <p>Weights are constant within a class, so that a cell is ¼ Σ w (n − 2 · how often i and j are on different
     * sides): a population count over the players' rows of bits, 64 pairs at a time. Rows are done in tiles, so that the
     * bits are read from memory once a tile.
     */
    Matrix gram() {
        double[] gram = new double[players * players];
        List<long[]> bits = classes.stream().map(this::transpose).toList();
        int[] apart = new int[players];
        for (int tile = 0; tile < players; tile += GRAM_TILE) {
            for (int c = 0; c < classes.size(); c++) {
                for (int i = tile; i < Math.min(tile + GRAM_TILE, players); i++) {
                    addRow(i, classes.get(c), bits.get(c), apart, gram);
                }
            }
        }
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * players + i] = gram[i * players + j];
            }
        }
        return Matrix.wrap(players, players, gram);
    }

    private void addRow(int i, SizeClass sizes, long[] bits, int[] apart, double[] gram) {
        Arrays.fill(apart, 0, i + 1, 0);
        for (int from = 0; from < bits.length; from += players) {
            long mine = bits[from + i];
            for (int j = 0; j <= i; j++) {
                apart[j] += Long.bitCount(mine ^ bits[from + j]);
            }
        }
        double weight = sizes.weight() / 4;
        int count = sizes.count();
        int row = i * players;
        for (int j = 0; j <= i; j++) {
            gram[row + j] += weight * (count - 2 * apart[j]);
        }
    }

    /** For each block of 64 pairs of a class, and in it for each player, the pairs whose coalition it belongs to. */
    private long[] transpose(SizeClass sizes) {
        long[] bits = new long[Coalitions.words(sizes.count()) * players];
        int[] members = new int[players];
        for (int p = 0; p < sizes.count(); p++) {
            int size = coalitions.members(2 * (sizes.first() + p), members);
            int block = (p >>> 6) * players;
            for (int m = 0; m < size; m++) {
                bits[block + members[m]] |= 1L << p;
            }
        }
        return bits;
    }
}
