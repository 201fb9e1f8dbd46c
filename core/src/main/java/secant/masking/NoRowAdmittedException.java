package secant.masking;

/** Says for which visible columns constraints left no masked row to show to the model. */
public final class NoRowAdmittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRowAdmittedException(String message) {
        super(message);
    }
}
