package secant.kernelshap;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import secant.masking.Coalitions;

/**
 * The order in which complement pairs of coalitions are evaluated: whoever stops after any number of them has a good
 * design, and whoever goes on keeps what was paid for.
 *
 * <p>The first M pairs determine every value, show at once whether the model is additive, and keep regressions from being
 * singular. In a {@linkplain #draw plain} sequence they are the single players; in a {@linkplain #drawSpread spread} one they
 * are {@link CyclicSets}, whose sizes say more, and the single players come next. The sizes then grow evenly, which is what
 * the leverage scores of the regression ask for (Musco and Witter 2024): with λ rising from 0, size k has λ c_k + u_k pairs,
 * rounded down, where c_k is the number of sizes in a pair (2, or 1 for halves) and u_k a uniform offset; what a size has
 * from the beginning counts, and one that is complete takes no more. The offsets are spread by the golden ratio from one
 * random start, so that the counts of all sizes together stay close to what they are on average. Within a size, pairs are
 * drawn uniformly without replacement.
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
    /** What the sequence begins with; null for single players. */
    private final @Nullable CyclicSets first;
    /** Which player sits where on their circle. */
    private final int[] places;

    private PairSequence(
            int players, int pairs, Coalitions coalitions, int[] sizes, @Nullable CyclicSets first, int[] places) {
        this.first = first;
        this.places = places;
        this.players = players;
        this.pairs = pairs;
        this.coalitions = coalitions;
        this.sizes = sizes;
    }

    /**
     * Draws the beginning of a sequence that starts with single players.
     *
     * @param players M, 2 or more
     * @param pairs how many, from 1 to 2^(M−1) − 1
     * @param seed of everything random
     */
    static PairSequence draw(int players, int pairs, long seed) {
        return draw(players, pairs, seed, null);
    }

    /**
     * Draws the beginning of a sequence that starts with cyclic sets.
     *
     * @param pairs how many, from 1 to 2^(M−1) − 1
     * @param seed of everything random
     * @param first the sets
     */
    static PairSequence drawSpread(int players, int pairs, long seed, CyclicSets first) {
        return draw(players, pairs, seed, first.size() == 1 ? null : first);
    }

    private static PairSequence draw(int players, int pairs, long seed, @Nullable CyclicSets first) {
        int cyclic = first == null ? 1 : first.size();
        int[] sizes =
                sizes(players, pairs, cyclic, Seeds.generator(seed, players, 0).nextDouble());
        int[] counts = new int[players / 2 + 1];
        for (int size : sizes) {
            counts[size]++;
        }
        int[] places = shuffled(players, Seeds.generator(seed, players, players));
        int stride = Coalitions.words(players);
        long[][] drawn = new long[counts.length][];
        for (int size = 1; size < counts.length; size++) {
            long[] given = first != null && size == cyclic
                    ? first.words(places, Math.min(counts[size], players))
                    : new long[0];
            drawn[size] = drawSize(players, size, counts[size], stride, seed, given);
        }
        long[] words = new long[pairs * stride];
        int[] next = new int[counts.length];
        for (int p = 0; p < pairs; p++) {
            System.arraycopy(drawn[sizes[p]], next[sizes[p]]++ * stride, words, p * stride, stride);
        }
        return new PairSequence(players, pairs, withComplements(players, pairs, words), sizes, first, places);
    }

    private static int[] shuffled(int players, RandomGenerator random) {
        int[] places = new int[players];
        for (int i = 0; i < players; i++) {
            int j = random.nextInt(i + 1);
            places[i] = places[j];
            places[j] = i;
        }
        return places;
    }

    /** Each coalition followed by its complement. */
    static Coalitions withComplements(int players, int pairs, long[] drawn) {
        int stride = Coalitions.words(players);
        long[] words = new long[2 * drawn.length];
        for (int p = 0; p < pairs; p++) {
            for (int w = 0; w < stride; w++) {
                words[2 * p * stride + w] = drawn[p * stride + w];
                words[(2 * p + 1) * stride + w] = CoalitionBits.all(players, w) ^ drawn[p * stride + w];
            }
        }
        return Coalitions.wrap(players, 2 * pairs, words);
    }

    /** @param given what the coalitions begin with */
    private static long[] drawSize(int players, int size, int count, int stride, long seed, long[] given) {
        long[] words = Arrays.copyOf(given, count * stride);
        int from = given.length / stride;
        if (size == 1) {
            for (int i = 0; i < count; i++) {
                words[i * stride + (i >>> 6)] = 1L << i;
            }
        } else if (count > from) {
            // A pair of two coalitions of the same size is represented by the one without the last player.
            int of = 2 * size == players ? players - 1 : players;
            CoalitionSampler sampler = new CoalitionSampler(of, stride, Seeds.generator(seed, players, size));
            if (from == 0) {
                sampler.draw(size, count, words, 0);
            } else {
                drawOthers(sampler, players, size, count, stride, from, words);
            }
        }
        return words;
    }

    /** Draws distinct coalitions beside the first ones: as many more as there are of these, less those that are drawn again. */
    private static void drawOthers(
            CoalitionSampler sampler, int players, int size, int count, int stride, int from, long[] words) {
        int drawn = (int) Math.min(SizeClass.population(players, size), count);
        long[] others = new long[drawn * stride];
        sampler.draw(size, drawn, others, 0);
        CoalitionSet found = new CoalitionSet(words, 0, stride, count);
        for (int c = 0; c < from; c++) {
            found.add(c);
        }
        int next = from;
        for (int c = 0; next < count; c++) {
            System.arraycopy(others, c * stride, words, next * stride, stride);
            if (found.add(next)) {
                next++;
            }
        }
    }

    /**
     * The sizes in their order: M times that of the cyclic sets, M times 1, then whichever reaches its next whole number of
     * pairs at the lowest level.
     *
     * @param cyclic the size of the cyclic sets; 1 if single players are all that comes first
     */
    static int[] sizes(int players, int pairs, int cyclic, double start) {
        int[] sizes = new int[pairs];
        int most = players == 2 ? 1 : players;
        int single = Math.min(cyclic > 1 ? 2 * most : most, pairs);
        Arrays.fill(sizes, 0, single, 1);
        if (cyclic > 1) {
            Arrays.fill(sizes, 0, Math.min(most, pairs), cyclic);
        }
        PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
        for (int size = 2; size <= players / 2; size++) {
            double offset = (start + size * GOLDEN_RATIO) % 1;
            int already = size == cyclic ? players : 0;
            if (already < SizeClass.population(players, size)) {
                arrivals.add(new Arrival((already + 1 - offset) / share(players, size), size, already + 1));
            }
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

    /**
     * How many pairs each size has on average over the random start, from size 1 at index 0: what it begins with, and for
     * the other sizes min(population, λ c_k) if that is more, adding up to the number of pairs.
     *
     * @param cyclic the size of the cyclic sets; 1 if single players are all that comes first
     */
    static double[] expected(int players, int pairs, int cyclic) {
        double[] expected = new double[players / 2];
        double left = pairs;
        if (cyclic > 1) {
            expected[cyclic - 1] = Math.min(left, players);
            left -= expected[cyclic - 1];
        }
        expected[0] = Math.min(left, SizeClass.population(players, 1));
        left -= expected[0];
        if (left > 0) {
            pour(players, pairs - expected[0], expected);
        }
        return expected;
    }

    /** Raises the level of all sizes but the first until they hold so much; λ is found by halving. */
    private static void pour(int players, double amount, double[] expected) {
        double[] least = expected.clone();
        double low = 0;
        double high = amount;
        while (true) {
            double level = (low + high) / 2;
            double sum = 0;
            for (int k = 2; k <= expected.length; k++) {
                expected[k - 1] =
                        Math.max(least[k - 1], Math.min(SizeClass.population(players, k), level * share(players, k)));
                sum += expected[k - 1];
            }
            if (level <= low || level >= high) {
                return;
            }
            if (sum < amount) {
                low = level;
            } else {
                high = level;
            }
        }
    }

    /** How many pairs it begins with before sizes are left to chance: every single player is among them. */
    int border() {
        return first == null ? players : 2 * players;
    }

    /** The size of the first pairs. */
    int firstSize() {
        return first == null ? 1 : first.size();
    }

    /**
     * Finds the values that the first M pairs determine.
     *
     * @param sums what the values of the members of each pair's first coalition add up to; M of them
     * @param values receives one value a player
     */
    void solveFirst(double[] sums, double[] values) {
        if (first == null) {
            System.arraycopy(sums, 0, values, 0, players);
        } else {
            first.solve(places, sums, values);
        }
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
