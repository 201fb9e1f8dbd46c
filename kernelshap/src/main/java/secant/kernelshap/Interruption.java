package secant.kernelshap;

import java.util.concurrent.CancellationException;

/** Where long arithmetic looks whether its thread was interrupted: between parts of some tens of milliseconds. */
final class Interruption {

    private Interruption() {}

    /** @throws CancellationException if the thread was interrupted; the flag stays set */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("explanation was interrupted while values were estimated");
        }
    }
}
