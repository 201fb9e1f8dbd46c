package secant.masking;

import org.jspecify.annotations.Nullable;

/** Says which constraint threw instead of judging a row, and which row that was; the cause is what it threw. */
public final class RowConstraintException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RowConstraintException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static RowConstraintException thrown(String constraint, RuntimeException cause) {
        String said = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new RowConstraintException(
                "constraint '" + constraint + "' threw " + cause.getClass().getName() + said, cause);
    }

    /** The same with a clause that says which row it was. */
    RowConstraintException at(String row) {
        RowConstraintException more = new RowConstraintException(getMessage() + "; " + row, getCause());
        more.setStackTrace(getStackTrace());
        return more;
    }
}
