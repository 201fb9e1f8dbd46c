package secant.reference;

import org.jspecify.annotations.Nullable;

/** A case file that is no JSON, or does not follow the schema: says where, what the rule is, and what is there. */
final class MalformedCaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedCaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
