package secant.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;

/**
 * The one door between explainers and models: every call of a predictor goes through here.
 *
 * <p>It checks what comes back (row count, output count, finiteness), turns whatever the predictor throws into a
 * {@link PredictorException} that says which call it was, lets one thread in at a time unless the predictor is declared
 * thread-safe, and gives up with a {@link CancellationException}, the interrupt flag still set, if its thread is
 * interrupted before, during or after the call. Errors pass through. Thread-safe.
 */
public final class CheckedPredictor implements Predictor {

    private static final int UNKNOWN = 0;

    private final Predictor delegate;
    private final List<String> outputNames;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger outputs = new AtomicInteger(UNKNOWN);
    /** The number of each thread's last answered call: with several threads, the newest call is another one's. */
    private final ThreadLocal<Long> answered = ThreadLocal.withInitial(() -> 0L);

    private CheckedPredictor(Predictor delegate) {
        this.delegate = delegate;
        this.outputNames = DeclaredPredictor.distinct(delegate.outputNames());
    }

    /**
     * Puts the door before a predictor.
     *
     * @param predictor any predictor
     * @return the checked one, with call counts of its own
     * @throws IllegalArgumentException if two outputs have the same name
     */
    public static CheckedPredictor of(Predictor predictor) {
        return new CheckedPredictor(requireNonNull(predictor, "predictor"));
    }

    @Override
    public boolean isThreadSafe() {
        return delegate.isThreadSafe();
    }

    @Override
    public List<String> outputNames() {
        return outputNames;
    }

    /** {@return how often the predictor was called} */
    public long calls() {
        return calls.get();
    }

    /**
     * Words a fault of this thread's last call that shows only after the answer was accepted.
     *
     * @param message what is wrong; the call's number is put behind it, and the way out with {@link PredictorException#at}
     * @return the exception to throw
     */
    public PredictorException fault(String message) {
        return PredictorException.ofBatch(message, answered.get());
    }

    /**
     * Words a fault of this thread's last call that shows only after the answer was accepted.
     *
     * @param message what is wrong; row and call are put behind it, and the way out with {@link PredictorException#at}
     * @param row which row of the last batch it is about
     * @return the exception to throw
     */
    public PredictorException fault(String message, int row) {
        return PredictorException.ofRow(message, answered.get(), row);
    }

    /**
     * Predicts a batch and checks the answer.
     *
     * @param rows n × columns, n at least 1
     * @return n × outputs, all finite; holds until this thread's next call
     * @throws PredictorException if the predictor throws or returns anything else
     * @throws CancellationException if the thread is interrupted
     */
    @Override
    public Matrix predict(Matrix rows) {
        return delegate.isThreadSafe() ? call(rows) : callInTurn(rows);
    }

    private Matrix callInTurn(Matrix rows) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        try {
            // Copied while it is still this thread's turn: a predictor may answer from one array that it uses again.
            return call(rows).copy();
        } finally {
            turn.unlock();
        }
    }

    private Matrix call(Matrix rows) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        long call = calls.incrementAndGet();
        int expected = rows.rows();
        Matrix answer;
        try {
            answer = delegate.predict(rows);
        } catch (Exception e) {
            throw translate(e, call, expected);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        check(answer, call, expected);
        answered.set(call);
        return answer;
    }

    private static RuntimeException translate(Exception e, long call, int rows) {
        boolean interrupted = e instanceof InterruptedException || e.getCause() instanceof InterruptedException;
        if (interrupted) {
            Thread.currentThread().interrupt(); // whoever caught it took the flag away
        }
        return interrupted || Thread.currentThread().isInterrupted()
                ? cancelled(e)
                : PredictorException.thrown(e, call, rows);
    }

    private void check(@Nullable Matrix answer, long call, int expected) {
        if (answer == null) {
            throw PredictorException.ofBatch("predictor returned null for " + expected + " rows", call);
        }
        if (answer.rows() != expected) {
            throw PredictorException.ofBatch("predictor returned " + answer.rows() + " rows for " + expected, call);
        }
        checkOutputs(answer.columns(), call);
        double[] data = answer.data();
        for (int i = 0; i < data.length; i++) {
            if (!Double.isFinite(data[i])) {
                int output = i % answer.columns();
                throw PredictorException.ofRow(
                        "predictor returned " + data[i] + " as output " + output + name(output),
                        call,
                        i / answer.columns());
            }
        }
    }

    private void checkOutputs(int columns, long call) {
        if (columns == 0) {
            throw PredictorException.ofBatch("predictor must return at least 1 output but returned 0", call);
        }
        int names = outputNames.size();
        if (names > 0 && names != columns) {
            throw PredictorException.ofBatch("predictor names " + names + " outputs but returned " + columns, call);
        }
        if (!outputs.compareAndSet(UNKNOWN, columns) && outputs.get() != columns) {
            throw PredictorException.ofBatch(
                    "predictor returned " + columns + " outputs after " + outputs.get() + " in earlier calls", call);
        }
    }

    private String name(int output) {
        return outputNames.isEmpty() ? "" : " ('" + outputNames.get(output) + "')";
    }

    private static CancellationException cancelled(@Nullable Exception cause) {
        CancellationException cancelled = new CancellationException("explanation was interrupted between model calls");
        if (cause != null) {
            cancelled.initCause(cause);
        }
        return cancelled;
    }
}
