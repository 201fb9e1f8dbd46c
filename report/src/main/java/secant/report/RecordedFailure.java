package secant.report;

import org.jspecify.annotations.Nullable;

/** A failure that was read from a file: the type and the message are there, the stack is not. */
final class RecordedFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String type;

    private RecordedFailure(String type, @Nullable String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static RecordedFailure read(JsonPlace type, JsonPlace message) {
        return new RecordedFailure(type.text(), message.isNull() ? null : message.text());
    }

    /** The class name of a failure, or what it was before it was written to a file. */
    static String typeOf(RuntimeException cause) {
        return cause instanceof RecordedFailure recorded
                ? recorded.type
                : cause.getClass().getName();
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // a stack trace should begin with the type that failed, not this one
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
