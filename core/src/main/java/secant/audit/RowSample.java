package secant.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of the distinct rows that a model was asked about, with its answers: those whose hashes are smallest
 * (bottom-k sampling, Cohen and Kaplan 2007). Which rows these are depends on the set of rows alone, not on their order,
 * their batches or the threads that offer them. Thread-safe. Cost: one hash a row; a row that is not kept takes no lock.
 */
final class RowSample {

    /** A row, and what the model answered; shared arrays, not to be written to. */
    static final class Answered {

        final double[] row;
        final double[] answers;

        Answered(double[] row, double[] answers) {
            this.row = row;
            this.answers = answers;
        }
    }

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int capacity;
    private final TreeMap<Long, Answered> kept = new TreeMap<>();

    /** The largest hash that may still be kept. */
    private volatile long limit = Long.MAX_VALUE;

    RowSample(int capacity) {
        this.capacity = capacity;
    }

    /** Mixes a row's bits: equal bits have equal hashes, and hashes of others are as good as random. */
    static long hash(double[] data, int from, int columns) {
        long hash = columns;
        for (int i = from; i < from + columns; i++) {
            hash = mix((hash ^ Double.doubleToLongBits(data[i])) * GOLDEN);
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    boolean wants(long hash) {
        return hash < limit;
    }

    synchronized void offer(long hash, Answered answered) {
        if (kept.putIfAbsent(hash, answered) == null && kept.size() > capacity) {
            kept.pollLastEntry();
        }
        if (kept.size() == capacity) {
            Map.@Nullable Entry<Long, Answered> last = kept.lastEntry();
            limit = last == null ? limit : last.getKey();
        }
    }

    /** {@return the rows that are kept, in the order of their hashes} */
    synchronized Answered[] rows() {
        return kept.values().toArray(Answered[]::new);
    }
}
