package secant.kernelshap;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A limit on time at work: a clock that runs while it is {@linkplain #start started}, and not in between. Not thread-safe.
 */
final class Deadline {

    /** 292 years, what nanoseconds can count; whoever waits longer waits forever. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final LongSupplier nanoTime;
    private final long limit;
    private long spent;
    private long started;
    private boolean running;

    /** @param nanoTime a clock that only goes forward */
    Deadline(Duration limit, LongSupplier nanoTime) {
        this.limit = limit.compareTo(LONGEST) < 0 ? limit.toNanos() : Long.MAX_VALUE;
        this.nanoTime = nanoTime;
    }

    /** The machine's monotonic clock, not running yet. */
    static Deadline in(Duration time) {
        return new Deadline(time, System::nanoTime);
    }

    void start() {
        started = nanoTime.getAsLong();
        running = true;
    }

    void stop() {
        spent = spent();
        running = false;
    }

    /** @param reserve nanoseconds that are still needed for something else */
    boolean isOver(long reserve) {
        return limit - spent() <= reserve;
    }

    /** The nanoseconds at work so far. */
    long spent() {
        return running ? spent + (nanoTime.getAsLong() - started) : spent;
    }
}
