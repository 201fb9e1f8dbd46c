package secant.kernelshap;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one explainer has prepared and may need again. A plan depends on its key alone: forgetting one and making it again
 * changes no bit. Plans are kept while they take at most {@link #MAX_BYTES} together, the one that was used longest ago
 * going first. They are weighed whenever one is asked for, so that plans which grow are counted as they are. Thread-safe;
 * threads that need the same plan make it once.
 *
 * @param <K> keys, with equality by value; a key is not weighed and must hold nothing large
 * @param <V> plans
 */
final class PlanCache<K, V> {

    /** What plans may take together, in bytes, beside the one that was used last and those that are in use. */
    static final long MAX_BYTES = 64L << 20;

    private final ToLongFunction<V> bytes;
    private final LinkedHashMap<K, Slot<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** @param bytes about how many bytes a plan holds, now; quick */
    PlanCache(ToLongFunction<V> bytes) {
        this.bytes = bytes;
    }

    V get(K key, Supplier<V> maker) {
        Slot<V> slot;
        synchronized (kept) {
            slot = kept.computeIfAbsent(key, any -> new Slot<>());
        }
        V plan = slot.get(maker);
        forgetOldest(slot);
        return plan;
    }

    private void forgetOldest(Slot<V> used) {
        synchronized (kept) {
            long total = bytes();
            Iterator<Slot<V>> oldest = kept.values().iterator();
            while (total > MAX_BYTES && oldest.hasNext()) {
                Slot<V> candidate = oldest.next();
                long held = candidate.bytes(bytes);
                if (candidate != used && held > 0) { // one that is being made has nothing to give back yet
                    total -= held;
                    oldest.remove();
                }
            }
        }
    }

    /** How many plans are kept. */
    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    /** About what all kept plans hold, now. */
    long bytes() {
        synchronized (kept) {
            long total = 0;
            for (Slot<V> slot : kept.values()) {
                total += slot.bytes(bytes);
            }
            return total;
        }
    }

    /** One plan, made by the first thread that asks while the others wait for it. */
    private static final class Slot<V> {

        private volatile @Nullable V plan;

        V get(Supplier<V> maker) {
            V made = plan;
            return made == null ? make(maker) : made;
        }

        private synchronized V make(Supplier<V> maker) {
            V made = plan;
            if (made == null) {
                made = maker.get();
                plan = made;
            }
            return made;
        }

        long bytes(ToLongFunction<V> size) {
            V made = plan;
            return made == null ? 0 : size.applyAsLong(made);
        }
    }
}
