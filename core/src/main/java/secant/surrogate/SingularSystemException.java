package secant.surrogate;

/** A fit that its rows do not determine: infinitely many coefficients explain them equally well. */
public final class SingularSystemException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is not determined.
     *
     * @param message what, and the way out
     */
    public SingularSystemException(String message) {
        super(message);
    }
}
