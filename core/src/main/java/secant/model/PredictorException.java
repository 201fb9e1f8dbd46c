package secant.model;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What went wrong when a model was called: it threw, or what came back is not n rows of finite outputs. */
public final class PredictorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int NO_ROW = -1;

    private final long call;
    private final int row;

    PredictorException(String message, long call, int row, @Nullable Throwable cause) {
        super(message, cause);
        this.call = call;
        this.row = row;
    }

    /**
     * Says more of where it happened.
     *
     * @param where a clause that follows the message, such as what the row was made of
     * @return an exception with the longer message, the same call and row, and this one's cause
     */
    public PredictorException at(String where) {
        PredictorException more = new PredictorException(getMessage() + "; " + where, call, row, getCause());
        more.setStackTrace(getStackTrace());
        return more;
    }

    /** {@return which call of the explainer's it was, counted from 1} */
    public long call() {
        return call;
    }

    /** {@return which row, text or picture of that call's batch was at fault, if one was} */
    public OptionalInt row() {
        return row == NO_ROW ? OptionalInt.empty() : OptionalInt.of(row);
    }

    static PredictorException ofBatch(String message, long call) {
        return new PredictorException(message + " in call " + call, call, NO_ROW, null);
    }

    static PredictorException ofRow(String message, long call, int row, String item) {
        return new PredictorException(message + " for " + item + " " + row + " of call " + call, call, row, null);
    }

    static PredictorException thrown(Throwable cause, long call, int size, String item) {
        String said = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new PredictorException(
                "predictor threw " + cause.getClass().getName() + " in call " + call + " of " + size + " " + item + "s"
                        + said,
                call,
                NO_ROW,
                cause);
    }
}
