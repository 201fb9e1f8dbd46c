package secant.model;

import java.util.List;
import java.util.concurrent.CancellationException;
import secant.data.Matrix;

/**
 * The door of {@link CheckedModel} before a predictor of rows: every call of a predictor goes through here. Thread-safe.
 */
public final class CheckedPredictor implements Predictor {

    private final CheckedModel<Matrix> door;

    private CheckedPredictor(CheckedModel<Matrix> door) {
        this.door = door;
    }

    /**
     * Puts the door before a predictor.
     *
     * @param predictor any predictor
     * @return the checked one, with call counts of its own
     * @throws IllegalArgumentException if two outputs have the same name
     */
    public static CheckedPredictor of(Predictor predictor) {
        return new CheckedPredictor(CheckedModel.ofRows(predictor));
    }

    @Override
    public boolean isThreadSafe() {
        return door.isThreadSafe();
    }

    @Override
    public List<String> outputNames() {
        return door.outputNames();
    }

    /**
     * Names the outputs of a predictor of which the number of outputs is known.
     *
     * @param count how many outputs there are
     * @return the predictor's own names, else {@code output} or {@code output 0}, {@code output 1}, …
     */
    public List<String> outputNames(int count) {
        return door.outputNames(count);
    }

    /**
     * Compares two answers for the explained row, which are the same bits if the predictor is deterministic.
     *
     * @param first the first answer, one number an output
     * @param again the second one
     * @return a warning for each output that differs
     * @throws IllegalArgumentException if the answers differ in how many outputs they have
     */
    public List<String> differences(double[] first, double[] again) {
        return door.differences(first, again);
    }

    /** {@return how often the predictor was called} */
    public long calls() {
        return door.calls();
    }

    /**
     * Words a fault of this thread's last call that shows only after the answer was accepted.
     *
     * @param message what is wrong; the call's number is put behind it, and the way out with {@link PredictorException#at}
     * @return the exception to throw
     */
    public PredictorException fault(String message) {
        return door.fault(message);
    }

    /**
     * Words a fault of this thread's last call that shows only after the answer was accepted.
     *
     * @param message what is wrong; row and call are put behind it, and the way out with {@link PredictorException#at}
     * @param row which row of the last batch it is about
     * @return the exception to throw
     */
    public PredictorException fault(String message, int row) {
        return door.fault(message, row);
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
        return door.predict(rows, rows.rows());
    }
}
