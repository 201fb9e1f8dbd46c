package secant.kernelshap;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one explainer has prepared and may need again. A plan depends on its key alone: forgetting one and making it again
 * changes no bit. Plans are kept while they take at most {@link #MAX_BYTES} together, the one that was used longest ago
 * going first. Thread-safe; threads that need the same plan make it once.
 *
 * @param <K> keys, with equality
 * @param <V> plans
 */
final class PlanCache<K, V> {

    /** What plans may take together, in bytes, beside the one that was used last. */
    static final long MAX_BYTES = 64L << 20;

    private final ToLongFunction<V> bytes;
    private final LinkedHashMap<K, Slot<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** @param bytes about how many bytes a plan holds */
    PlanCache(ToLongFunction<V> bytes) {
        this.bytes = bytes;
    }

    V get(K key, Supplier<V> maker) {
        return slot(key).get(maker, bytes);
    }

    private Slot<V> slot(K key) {
        synchronized (kept) {
            Slot<V> slot = kept.computeIfAbsent(key, any -> new Slot<>());
            long total = 0;
            for (Slot<V> other : kept.values()) {
                total += other.bytes;
            }
            Iterator<Map.Entry<K, Slot<V>>> oldest = kept.entrySet().iterator();
            while (total > MAX_BYTES && oldest.hasNext()) {
                Slot<V> candidate = oldest.next().getValue();
                if (candidate != slot) {
                    total -= candidate.bytes;
                    oldest.remove();
                }
            }
            return slot;
        }
    }

    /** How many plans are kept. */
    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    /** One plan, made by the first thread that asks while the others wait for it. */
    private static final class Slot<V> {

        private volatile long bytes;
        private @Nullable V plan;

        synchronized V get(Supplier<V> maker, ToLongFunction<V> size) {
            V made = plan;
            if (made == null) {
                made = maker.get();
                plan = made;
                bytes = size.applyAsLong(made);
            }
            return made;
        }
    }
}
