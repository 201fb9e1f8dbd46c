package secant.testkit;

import java.util.concurrent.Callable;

/** What comes out of code that must fail. */
final class Faults {

    private Faults() {}

    /** Runs what must throw, and hands back what it threw. */
    static Throwable thrownBy(Callable<?> call) {
        Object result;
        try {
            result = call.call();
        } catch (AssertionError e) {
            throw e;
        } catch (Throwable e) { // whatever it is: that is the question
            return e;
        }
        throw new AssertionError("must fail but gives " + result);
    }

    static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
