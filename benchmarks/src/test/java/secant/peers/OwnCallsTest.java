package secant.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnCallsTest {

    /** Of a clock that moves by 1 ms when it is read, and 1 + 5 + 1 calls of the model, 7 ms are inside and 8 outside. */
    @Test
    void line_clockThatCountsItsReadings_saysWhatIsInsideTheModel() {
        AtomicLong readings = new AtomicLong();
        OwnCalls calls = new OwnCalls(1, 5, () -> readings.incrementAndGet() * 1_000_000);

        String line = calls.line(Secant.LIME, Problem.trees(30, 6, 100, 1));

        assertThat(line).isEqualTo("| Secant LIME | 7.00 | 2.143 (2.143 to 2.143) |");
        assertThat(readings).hasValue(6 * (2 + 2 * 7));
    }
}
