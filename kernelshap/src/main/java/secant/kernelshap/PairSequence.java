package secant.kernelshap;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import secant.masking.Coalitions;

/**
 * The order in which complement pairs of coalitions are evaluated: whoever stops after any number of them has a good
 * design, and whoever goes on keeps what was paid for.
 *
 * <p>All single players and their complements come first: they determine every value, show at once whether the model is
 * additive, and keep regressions from being singular. The other sizes then grow evenly, which is what the leverage scores of
 * the regression ask for (Musco and Witter 2024): with λ rising from 0, size k has λ c_k + u_k pairs, rounded down, where c_k
 * is the number of sizes in a pair (2, or 1 for halves) and u_k a uniform offset; a size that is complete takes no more.
 * The offsets are spread by the golden ratio from one random start, so that the counts of all sizes together stay close
 * to what they are on average. Within a size, pairs are drawn uniformly without replacement.
 *
 * <p>Everything random comes from (seed, players, size). A longer sequence begins with the shorter one. Immutable.
 */
final class PairSequence {

    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final int players;
    private final int pairs;
    /** Coalition 2p and its complement 2p + 1 are pair p. */
    private final Coalitions coalitions;
    /** The size of each pair's first coalition, at most M / 2. */
    private final int[] sizes;

    private PairSequence(int players, int pairs, Coalitions coalitions, int[] sizes) {
        this.players = players;
        this.pairs = pairs;
        this.coalitions = coalitions;
        this.sizes = sizes;
    }

    /**
     * Draws the beginning of the sequence.
     *
     * @param players M, 2 or more
     * @param pairs how many, from 1 to 2^(M−1) − 1
     * @param seed of everything random
     */
    static PairSequence draw(int players, int pairs, long seed) {
        int[] sizes = sizes(players, pairs, stream(seed, players, 0).nextDouble());
        int[] counts = new int[players / 2 + 1];
        for (int size : sizes) {
            counts[size]++;
        }
        int stride = Coalitions.words(players);
        long[][] drawn = new long[counts.length][];
        for (int size = 1; size < counts.length; size++) {
            drawn[size] = drawSize(players, size, counts[size], stride, seed);
        }
        long[] words = new long[2 * pairs * stride];
        int[] next = new int[counts.length];
        for (int p = 0; p < pairs; p++) {
            int from = next[sizes[p]]++ * stride;
            for (int w = 0; w < stride; w++) {
                long all = w < stride - 1 || (players & 63) == 0 ? -1L : (1L << players) - 1;
                long word = drawn[sizes[p]][from + w];
                words[2 * p * stride + w] = word;
                words[(2 * p + 1) * stride + w] = all ^ word;
            }
        }
        return new PairSequence(players, pairs, Coalitions.wrap(players, 2 * pairs, words), sizes);
    }

    private static long[] drawSize(int players, int size, int count, int stride, long seed) {
        long[] words = new long[count * stride];
        if (size == 1) {
            for (int i = 0; i < count; i++) {
                words[i * stride + (i >>> 6)] = 1L << i;
            }
        } else if (count > 0) {
            // A pair of two coalitions of the same size is represented by the one without the last player.
            int from = 2 * size == players ? players - 1 : players;
            new CoalitionSampler(from, stride, stream(seed, players, size)).draw(size, count, words, 0);
        }
        return words;
    }

    /** The sizes in their order: M times 1, then whichever reaches its next whole number of pairs at the lowest level. */
    static int[] sizes(int players, int pairs, double start) {
        int[] sizes = new int[pairs];
        int single = Math.min(players == 2 ? 1 : players, pairs);
        Arrays.fill(sizes, 0, single, 1);
        PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
        for (int size = 2; size <= players / 2; size++) {
            double offset = (start + size * GOLDEN_RATIO) % 1;
            arrivals.add(new Arrival((1 - offset) / share(players, size), size, 1));
        }
        for (int p = single; p < pairs; p++) {
            Arrival arrival = arrivals.remove();
            sizes[p] = arrival.size;
            if (arrival.count < SizeClass.population(players, arrival.size)) {
                arrivals.add(
                        new Arrival(arrival.level + 1 / share(players, arrival.size), arrival.size, arrival.count + 1));
            }
        }
        return sizes;
    }

    /** How many sizes there are in a pair. */
    private static double share(int players, int size) {
        return 2 * size == players ? 1 : 2;
    }

    /** The level at which a size has so many pairs. */
    private record Arrival(double level, int size, int count) implements Comparable<Arrival> {

        @Override
        public int compareTo(Arrival other) {
            int byLevel = Double.compare(level, other.level);
            return byLevel != 0 ? byLevel : Integer.compare(size, other.size);
        }
    }

    private static RandomGenerator stream(long seed, int players, int size) {
        return Seeds.generator(seed, ((long) players << 32) | size);
    }

    /**
     * How many pairs each size has on average over the random start, from size 1 at index 0: min(population, λ c_k), adding
     * up to the number of pairs, beside the single players.
     */
    static double[] expected(int players, int pairs) {
        double[] expected = new double[players / 2];
        expected[0] = Math.min(pairs, SizeClass.population(players, 1));
        boolean[] full = new boolean[expected.length];
        full[0] = true;
        double left = pairs - expected[0];
        boolean overflowed = true;
        while (overflowed) {
            double shares = 0;
            for (int k = 2; k <= expected.length; k++) {
                shares += full[k - 1] ? 0 : share(players, k);
            }
            overflowed = false;
            double poured = left;
            for (int k = 2; k <= expected.length; k++) {
                double population = SizeClass.population(players, k);
                if (!full[k - 1]) {
                    expected[k - 1] = poured * share(players, k) / shares;
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

    int players() {
        return players;
    }

    int pairs() {
        return pairs;
    }

    /** Pair p is coalition 2p, of at most M / 2 players, and its complement 2p + 1. */
    Coalitions coalitions() {
        return coalitions;
    }

    /** The size of a pair's first coalition. */
    int size(int pair) {
        return sizes[pair];
    }
}
