package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts the steps of a piece of work and tells a listener, shielding the work from it: a listener that throws is not
 * called again, which becomes a warning. Thread-safe; calls the listener with its lock held.
 */
public final class ProgressMeter {

    private final ProgressListener listener;
    private long total;
    private final long start = System.nanoTime();
    private long done;
    private boolean broken;
    private String warning = "";

    /**
     * Starts at 0 steps, now.
     *
     * @param listener is told after each advance
     * @param total how many steps there are
     */
    public ProgressMeter(ProgressListener listener, long total) {
        this.listener = requireNonNull(listener, "listener");
        this.total = total;
    }

    /**
     * Counts steps as done.
     *
     * @param steps how many, 0 or more
     */
    public synchronized void advance(long steps) {
        done += steps;
        shield(() -> listener.onProgress(new Progress(done, total, Duration.ofNanos(System.nanoTime() - start))));
    }

    /** {@return whether the listener asks for snapshots, and has not thrown} */
    public synchronized boolean wantsSnapshots() {
        return listener instanceof SnapshotListener && !broken;
    }

    /**
     * Shows the values so far to a listener that asks for snapshots.
     *
     * @param soFar makes the snapshot; not called if nobody asks for it
     */
    public synchronized void show(Supplier<Explanation> soFar) {
        if (wantsSnapshots() && listener instanceof SnapshotListener watcher) {
            Explanation snapshot = soFar.get();
            shield(() -> watcher.onSnapshot(snapshot));
        }
    }

    private void shield(Runnable call) {
        if (broken) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            broken = true;
            warning = "the progress listener threw " + e + " at " + done + " of " + total + " and was not called again";
        }
    }

    /** Says that no more steps will come: the total becomes what is done, which the listener is told if it was more. */
    public synchronized void end() {
        if (done < total) {
            total = done;
            advance(0);
        }
    }

    /** {@return a sentence if the listener threw, else nothing} */
    public synchronized List<String> warnings() {
        return broken ? List.of(warning) : List.of();
    }
}
