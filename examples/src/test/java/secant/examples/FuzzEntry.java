package secant.examples;

import java.io.IOException;

/** Where Jazzer comes in: calls the {@link FuzzTarget} that the system property {@code secant.fuzz} names. */
public final class FuzzEntry {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("secant.fuzz"));

    private FuzzEntry() {}

    /**
     * Tries one input.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        TARGET.run(input);
    }
}
