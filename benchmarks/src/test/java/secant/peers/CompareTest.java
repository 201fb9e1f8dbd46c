package secant.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareTest {

    /** Spins, so that times are what they are on any machine. */
    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Trial trial(long work, long bare) {
        return new Trial(
                "p",
                "e",
                1,
                1,
                2,
                10,
                () -> {
                    spin(work);
                    return new double[][] {{1}, {2}};
                },
                () -> spin(bare),
                Optional.of(() -> new double[][] {{1}, {1}}));
    }

    @Test
    void measure_workThatTakesThreeTimesAsLong_hasThatOverhead() {
        Measured measured = new Stopwatch(5, 1, 1).measure(trial(6_000_000, 2_000_000));
        assertThat(measured.overhead()).isBetween(2.0, 4.0);
        assertThat(measured.overheadLow()).isLessThanOrEqualTo(measured.overhead());
        assertThat(measured.overheadHigh()).isGreaterThanOrEqualTo(measured.overhead());
        assertThat(measured.milliseconds()).isBetween(2.9, 30.0); // of one of two rows
        assertThat(measured.modelRows()).isEqualTo(5);
        assertThat(measured.error()).isEqualTo(Math.sqrt(0.5));
    }

    @Test
    void measure_shortWork_isRepeated() {
        Measured measured = new Stopwatch(3, 1_000_000, 4_000_000).measure(trial(10_000, 10_000));
        assertThat(measured.milliseconds()).isBetween(0.004, 1.0);
    }

    @Test
    void allocated_anArray_isItsSize() {
        double[][] kept = new double[1][];
        assertThat(Stopwatch.allocated(() -> kept[0] = new double[10_000])).isBetween(80_000L, 90_000L);
    }

    @Test
    void measure_textTrial_asksForSomeThousandTexts() {
        Trial trial = Words.trial();
        assertThat(trial.modelRows()).isBetween(4_000L, 6_000L);
        assertThat(trial.work().get()).hasDimensions(1, 40);
        trial.bare().run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--json", "--python python3"})
    void run_wrongOptions_saysWhatIsRight(String options) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Compare.run(options.split(" ", -1), print, print)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: Compare [--quick]");
    }
}
