package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the example once and reads what it prints. */
class PumpFaultTest {

    private static String printed = "";

    @BeforeAll
    static void run() {
        PrintStream terminal = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            PumpFault.main();
        } finally {
            System.setOut(terminal);
        }
        printed = bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void main_besideHealthyDays_findsTheFaultWhereItWasPut() {
        assertThat(printed).contains("Beside 40 healthy days: it is vibration[48..71]");
    }

    @Test
    void main_besideStraightLines_findsTheFaultWhereItWasPut() {
        assertThat(printed).contains("Beside straight lines: it is vibration[48..71]");
    }
}
