package secant.model;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;

/**
 * The one door between explainers and models, whatever these take: every call goes through here.
 *
 * <p>It checks what comes back (row count, output count, finiteness), turns whatever the model throws into a
 * {@link PredictorException} that says which call it was, lets one thread in at a time unless the model is declared
 * thread-safe, and gives up with a {@link CancellationException}, the interrupt flag still set, if its thread is
 * interrupted before, during or after the call. Errors pass through. Thread-safe.
 *
 * @param <B> a batch of what the model takes
 */
public final class CheckedModel<B> {

    private static final int UNKNOWN = 0;

    private final Function<B, @Nullable Matrix> delegate;
    private final boolean threadSafe;
    private final List<String> outputNames;
    private final String item;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicInteger outputs = new AtomicInteger(UNKNOWN);
    /** The number of each thread's last answered call: with several threads, the newest call is another one's. */
    private final ThreadLocal<long[]> answered = ThreadLocal.withInitial(() -> new long[1]);

    private CheckedModel(
            Function<B, @Nullable Matrix> delegate, boolean threadSafe, List<String> outputNames, String item) {
        this.delegate = delegate;
        this.threadSafe = threadSafe;
        this.outputNames = DeclaredPredictor.distinct(outputNames);
        this.item = item;
    }

    /** Puts the door before a predictor of rows. */
    static CheckedModel<Matrix> ofRows(Predictor predictor) {
        requireNonNull(predictor, "predictor");
        return new CheckedModel<>(predictor::predict, predictor.isThreadSafe(), predictor.outputNames(), "row");
    }

    /**
     * Puts the door before a predictor of texts.
     *
     * @param predictor any predictor of texts
     * @return the checked one, with call counts of its own
     * @throws IllegalArgumentException if two outputs have the same name
     */
    public static CheckedModel<List<String>> ofTexts(TextPredictor predictor) {
        requireNonNull(predictor, "predictor");
        return new CheckedModel<>(
                texts -> matrix(predictor.predict(texts)), predictor.isThreadSafe(), predictor.outputNames(), "text");
    }

    /**
     * Puts the door before a predictor of pictures.
     *
     * @param predictor any predictor of pictures
     * @return the checked one, with call counts of its own
     * @throws IllegalArgumentException if two outputs have the same name
     */
    public static CheckedModel<List<BufferedImage>> ofPictures(ImagePredictor predictor) {
        requireNonNull(predictor, "predictor");
        return new CheckedModel<>(
                pictures -> matrix(predictor.predict(pictures)),
                predictor.isThreadSafe(),
                predictor.outputNames(),
                "picture");
    }

    @SuppressWarnings("NullAway") // what users' code returns may be null all the same
    private static @Nullable Matrix matrix(double[][] answers) {
        return answers == null ? null : Matrix.of(answers);
    }

    /** {@return whether several threads may call the model at the same time} */
    public boolean isThreadSafe() {
        return threadSafe;
    }

    /** {@return the outputs' names that the model declares, or an empty list} */
    public List<String> outputNames() {
        return outputNames;
    }

    /**
     * Names the outputs of a model of which the number of outputs is known.
     *
     * @param count how many outputs there are
     * @return the model's own names, else {@code output} or {@code output 0}, {@code output 1}, …
     */
    public List<String> outputNames(int count) {
        if (!outputNames.isEmpty()) {
            return outputNames;
        }
        return count == 1
                ? List.of("output")
                : IntStream.range(0, count).mapToObj(k -> "output " + k).toList();
    }

    /**
     * Compares two answers for what is explained, which are the same bits if the model is deterministic.
     *
     * @param first the first answer, one number an output
     * @param again the second one
     * @return a warning for each output that differs
     * @throws IllegalArgumentException if the answers differ in how many outputs they have
     */
    public List<String> differences(double[] first, double[] again) {
        if (first.length != again.length) {
            throw new IllegalArgumentException(
                    "answers to compare must have the same outputs but have " + first.length + " and " + again.length);
        }
        List<String> names = outputNames(first.length);
        return IntStream.range(0, first.length)
                .filter(k -> Double.doubleToLongBits(first[k]) != Double.doubleToLongBits(again[k]))
                .mapToObj(k -> "the model is not deterministic: asked twice for the explained " + item + ", output '"
                        + names.get(k) + "' moved by " + Math.abs(again[k] - first[k]))
                .toList();
    }

    /** {@return what the model takes one of: row, text or picture} */
    public String item() {
        return item;
    }

    /** {@return how often the model was called} */
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
        return PredictorException.ofBatch(message, answered.get()[0]);
    }

    /**
     * Words a fault of this thread's last call that shows only after the answer was accepted.
     *
     * @param message what is wrong; item and call are put behind it, and the way out with {@link PredictorException#at}
     * @param index which item of the last batch it is about
     * @return the exception to throw
     */
    public PredictorException fault(String message, int index) {
        return PredictorException.ofRow(message, answered.get()[0], index, item);
    }

    /**
     * Predicts a batch and checks the answer.
     *
     * @param batch what the model takes
     * @param size how many rows must come back, 1 or more
     * @return size × outputs, all finite; holds until this thread's next call
     * @throws PredictorException if the model throws or returns anything else
     * @throws CancellationException if the thread is interrupted
     */
    public Matrix predict(B batch, int size) {
        return threadSafe ? call(batch, size) : callInTurn(batch, size);
    }

    private Matrix callInTurn(B batch, int size) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
        try {
            // Copied while it is still this thread's turn: a predictor may answer from one array that it uses again.
            return call(batch, size).copy();
        } finally {
            turn.unlock();
        }
    }

    private Matrix call(B batch, int expected) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        long call = calls.incrementAndGet();
        Matrix answer;
        try {
            answer = delegate.apply(batch);
        } catch (Exception e) {
            throw translate(e, call, expected);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        Matrix checked = check(answer, call, expected);
        answered.get()[0] = call;
        return checked;
    }

    private RuntimeException translate(Exception e, long call, int size) {
        boolean interrupted = e instanceof InterruptedException || e.getCause() instanceof InterruptedException;
        if (interrupted) {
            Thread.currentThread().interrupt(); // whoever caught it took the flag away
        }
        return interrupted || Thread.currentThread().isInterrupted()
                ? cancelled(e)
                : PredictorException.thrown(e, call, size, item);
    }

    private Matrix check(@Nullable Matrix answer, long call, int expected) {
        if (answer == null) {
            throw PredictorException.ofBatch("predictor returned null for " + expected + " " + item + "s", call);
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
                        i / answer.columns(),
                        item);
            }
        }
        return answer;
    }

    private void checkOutputs(int columns, long call) {
        if (columns == 0) {
            throw PredictorException.ofBatch("predictor must return at least 1 output but returned 0", call);
        }
        int names = outputNames.size();
        if (names > 0 && names != columns) {
            throw PredictorException.ofBatch("predictor names " + names + " outputs but returned " + columns, call);
        }
        if (outputs.get() == UNKNOWN) {
            outputs.compareAndSet(UNKNOWN, columns); // or another thread is first
        }
        if (outputs.get() != columns) {
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
