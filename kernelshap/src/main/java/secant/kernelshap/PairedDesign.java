package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;
import secant.masking.Coalitions;

/**
 * The first complement pairs of a {@link PairSequence} as rows of a regression, put in order of their sizes, so that weights
 * are constant over stretches of them. Immutable.
 */
final class PairedDesign {

    /** Rows of the Gram matrix that are added up together. */
    private static final int GRAM_TILE = 16;

    private final int players;
    private final List<SizeClass> classes;
    private final Coalitions coalitions;
    private final int[] order;
    private final boolean reachesEverySize;

    private PairedDesign(
            int players, List<SizeClass> classes, Coalitions coalitions, int[] order, boolean reachesEverySize) {
        this.players = players;
        this.classes = List.copyOf(classes);
        this.coalitions = coalitions;
        this.order = order;
        this.reachesEverySize = reachesEverySize;
    }

    /**
     * Puts the beginning of a sequence in order.
     *
     * @param sequence at least as long
     * @param pairs how many of its pairs
     */
    static PairedDesign of(PairSequence sequence, int pairs) {
        int players = sequence.players();
        double[] expected = PairSequence.expected(players, pairs, sequence.firstSize());
        int[] order = new int[pairs];
        List<SizeClass> classes = new ArrayList<>();
        int next = 0;
        for (int size = 1; size <= expected.length; size++) {
            int first = next;
            for (int p = 0; p < pairs; p++) {
                if (sequence.size(p) == size) {
                    order[next++] = p;
                }
            }
            if (next > first) {
                classes.add(new SizeClass(players, size, first, next - first, expected[size - 1]));
            }
        }
        int stride = Coalitions.words(players);
        long[] words = new long[pairs * stride];
        for (int p = 0; p < pairs; p++) {
            System.arraycopy(sequence.coalitions().words(), 2 * order[p] * stride, words, p * stride, stride);
        }
        boolean reachesEverySize = Arrays.stream(expected).allMatch(e -> e > 0);
        return new PairedDesign(players, classes, Coalitions.wrap(players, pairs, words), order, reachesEverySize);
    }

    /** Draws a sequence of its own and puts all of it in order. */
    static PairedDesign draw(int players, int pairs, long seed) {
        return of(PairSequence.draw(players, pairs, seed), pairs);
    }

    int players() {
        return players;
    }

    int pairs() {
        return coalitions.count();
    }

    /** The classes that have pairs, by size; their pairs follow each other. */
    List<SizeClass> classes() {
        return classes;
    }

    /** Whether every size has a chance to be drawn. */
    boolean reachesEverySize() {
        return reachesEverySize;
    }

    /** The first coalition of each pair, of at most M / 2 players; the complements are implied. */
    Coalitions coalitions() {
        return coalitions;
    }

    /** Where a pair is in the sequence. */
    int order(int pair) {
        return order[pair];
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
            int size = coalitions.members(sizes.first() + p, members);
            int block = (p >>> 6) * players;
            for (int m = 0; m < size; m++) {
                bits[block + members[m]] |= 1L << p;
            }
        }
        return bits;
    }
}
