package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;

/**
 * Explains the rows of a table, several at a time: the calling thread takes rows, and so do helpers on an executor, until
 * none is left.
 *
 * <p>The caller does not depend on the helpers: on a pool whose threads are all busy, or of which it is the only one, it
 * does all the work alone. An interrupt of the caller interrupts the helpers; nobody is left running when {@link #run} returns.
 */
public final class RowsInParallel {

    private final Matrix rows;
    private final Function<double[], Explanation> explain;
    private final ProgressMeter meter;
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> returned = new ConcurrentLinkedQueue<>();
    private final @Nullable Explanation[] finished;
    private final @Nullable RuntimeException[] failed;
    private final AtomicReference<@Nullable Error> error = new AtomicReference<>();
    private final Thread caller = Thread.currentThread();
    private volatile boolean stopped;

    private RowsInParallel(Matrix rows, Function<double[], Explanation> explain, ProgressListener listener) {
        this.rows = requireNonNull(rows, "rows");
        this.explain = explain;
        this.meter = new ProgressMeter(listener, rows.rows());
        this.finished = new Explanation[rows.rows()];
        this.failed = new RuntimeException[rows.rows()];
    }

    /**
     * Explains every row.
     *
     * @param rows the table
     * @param explain explains one row; called by several threads at the same time if parallelism is above 1
     * @param parallelism how many rows are worked on at the same time, the caller's included; 1 or more
     * @param executor runs the helpers; not used if parallelism is 1, never closed
     * @param listener is told after each row
     * @return what was finished and what failed, in row order; after an interrupt, which stays set, the rows that were not
     *     reached have failed with a {@link CancellationException}
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no helpers
     */
    public static Explanations run(
            Matrix rows,
            Function<double[], Explanation> explain,
            int parallelism,
            Executor executor,
            ProgressListener listener) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be 1 or more but is " + parallelism);
        }
        return new RowsInParallel(rows, explain, listener).run(parallelism, executor);
    }

    private Explanations run(int parallelism, Executor executor) {
        List<Helper> helpers = new ArrayList<>();
        try {
            for (int h = 1; h < Math.min(parallelism, rows.rows()); h++) {
                Helper helper = new Helper();
                executor.execute(helper);
                helpers.add(helper);
            }
            work();
        } catch (RuntimeException | Error e) {
            stopped = true; // or this thread would wait until the helpers have done all rows for nothing
            throw e;
        } finally {
            dismiss(helpers);
        }
        workOnReturned();
        Error thrown = error.get();
        if (thrown != null) {
            throw thrown;
        }
        return collect();
    }

    private void work() {
        int row;
        while (!stopped && (row = next.getAndIncrement()) < rows.rows()) {
            if (!finish(row)) {
                return;
            }
        }
    }

    /** Rows that helpers gave back because somebody else, such as a pool that is shut down, interrupted them. */
    private void workOnReturned() {
        Integer row;
        while (!stopped && (row = returned.poll()) != null) {
            finish(row);
        }
    }

    /** Explains a row; says whether this thread is to go on. */
    private boolean finish(int row) {
        try {
            if (!explain(row)) {
                return false;
            }
            meter.advance(1);
        } catch (Error e) { // of the model or of the listener
            error.compareAndSet(null, e);
            stopped = true;
        }
        return true;
    }

    private boolean explain(int row) {
        try {
            finished[row] = requireNonNull(explain.apply(rows.row(row)), "explanation");
        } catch (CancellationException e) {
            if (Thread.currentThread() != caller && !stopped) {
                returned.add(row);
                return false;
            }
            failed[row] = e;
            stopped = true;
        } catch (RuntimeException e) {
            failed[row] = e;
        }
        return true;
    }

    /** Waits for the helpers that have begun, hurrying them if this thread is interrupted; the others never begin. */
    private void dismiss(List<Helper> helpers) {
        stopped |= Thread.currentThread().isInterrupted();
        for (Helper helper : helpers) {
            helper.close(stopped);
        }
        boolean restore = false;
        for (Helper helper : helpers) {
            while (!helper.isDone()) {
                try {
                    helper.await();
                } catch (InterruptedException e) {
                    restore = true;
                    stopped = true;
                    helpers.forEach(other -> other.close(true));
                }
            }
        }
        if (restore) {
            Thread.currentThread().interrupt();
        }
    }

    private Explanations collect() {
        List<Explanation> explanations = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        List<Explanations.Failure> failures = new ArrayList<>();
        for (int r = 0; r < finished.length; r++) {
            Explanation explanation = finished[r];
            if (explanation != null) {
                explanations.add(explanation);
                indices.add(r);
            } else {
                RuntimeException cause = failed[r];
                failures.add(new Explanations.Failure(
                        r, cause != null ? cause : new CancellationException("not reached before the interrupt")));
            }
        }
        return Explanations.of(explanations, indices, failures, meter.warnings());
    }

    /** Works on one of the executor's threads, which is interrupted only while it works here. */
    private final class Helper implements Runnable {

        private @Nullable Thread runner;
        private boolean closed;
        private boolean hurried;

        @Override
        public void run() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                runner = Thread.currentThread();
                if (runner != caller) {
                    Thread.interrupted(); // left over from the pool's last task; would stop all rows
                }
            }
            try {
                work();
            } finally {
                synchronized (this) {
                    runner = null;
                    if (hurried) {
                        Thread.interrupted(); // the interrupt was meant for this work, not for the pool's next task
                    }
                    notifyAll();
                }
            }
        }

        /** Keeps it from beginning, and interrupts it if asked to. */
        synchronized void close(boolean interrupt) {
            closed = true;
            if (interrupt && runner != null && !hurried) {
                hurried = true;
                runner.interrupt();
            }
        }

        synchronized boolean isDone() {
            return closed && runner == null;
        }

        synchronized void await() throws InterruptedException {
            while (runner != null) {
                wait();
            }
        }
    }
}
