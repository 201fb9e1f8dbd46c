package secant.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareTest {

    /** A clock that only work moves, so that times are what they are on any machine. */
    private final AtomicLong clock = new AtomicLong();

    private Trial trial(long work, long bare) {
        return new Trial(
                "p",
                "e",
                1,
                1,
                2,
                10,
                () -> {
                    clock.addAndGet(work);
                    return new double[][] {{1}, {2}};
                },
                () -> clock.addAndGet(bare),
                Optional.of(() -> new double[][] {{1}, {1}}));
    }

    @Test
    void measure_workThatTakesThreeTimesAsLong_hasThatOverhead() {
        Measured measured = new Stopwatch(5, 1, 1, clock::get, clock::get).measure(trial(6_000_000, 2_000_000));
        assertThat(measured.overhead()).isEqualTo(3);
        assertThat(measured.bareMilliseconds()).isEqualTo(1);
        assertThat(measured.overheadLow()).isEqualTo(3);
        assertThat(measured.overheadHigh()).isEqualTo(3);
        assertThat(measured.milliseconds()).isEqualTo(3); // of one of two rows
        assertThat(measured.modelRows()).isEqualTo(5);
        assertThat(measured.error()).isEqualTo(Math.sqrt(0.5));
    }

    @Test
    void measure_shortWork_isRepeatedUntilItTakesLongEnough() {
        long[] runs = new long[1];
        Trial trial = trial(10_000, 10_000);
        Measured measured = new Stopwatch(
                        3,
                        1,
                        4_000_000,
                        () -> {
                            runs[0]++;
                            return clock.get();
                        },
                        clock::get)
                .measure(trial);
        assertThat(measured.milliseconds()).isEqualTo(0.005);
        assertThat(clock.get()).isGreaterThan(3 * 2 * 4_000_000);
        assertThat(runs[0]).isLessThan(50); // the clock is read around all repetitions together
    }

    @Test
    void measure_unevenRounds_givesMedianAndQuartiles() {
        long[] next = {0};
        Trial trial = new Trial(
                "p",
                "e",
                1,
                1,
                1,
                1,
                () -> {
                    clock.addAndGet(1_000_000L * (1 + next[0]++ % 5));
                    return new double[][] {{1}};
                },
                () -> clock.addAndGet(1_000_000),
                Optional.empty());
        Measured measured = new Stopwatch(5, 1, 1, clock::get, clock::get).measure(trial);
        assertThat(measured.overhead()).isEqualTo(3);
        assertThat(measured.overheadLow()).isEqualTo(2);
        assertThat(measured.overheadHigh()).isEqualTo(4);
        assertThat(measured.error()).isNaN();
    }

    @Test
    void measure_busyMachine_givesTheRatioOfProcessorTimes() {
        AtomicLong processor = new AtomicLong();
        Trial trial = new Trial(
                "p",
                "e",
                1,
                1,
                1,
                1,
                () -> {
                    processor.addAndGet(2_000_000);
                    clock.addAndGet(50_000_000); // others had the rest
                    return new double[][] {{1}};
                },
                () -> {
                    processor.addAndGet(1_000_000);
                    clock.addAndGet(1_000_000);
                },
                Optional.empty());
        Measured measured = new Stopwatch(3, 1, 1, clock::get, processor::get).measure(trial);
        assertThat(measured.overhead()).isEqualTo(2);
        assertThat(measured.milliseconds()).isEqualTo(50);
    }

    @Test
    void measure_explainerThatDoesNotAskTheModel_hasNoOverhead() {
        Trial trial = new Trial(
                "p",
                "e",
                1,
                1,
                1,
                0,
                () -> {
                    clock.addAndGet(1_000_000);
                    return new double[][] {{1}};
                },
                () -> {},
                Optional.empty());
        Measured measured = new Stopwatch(3, 1, 1, clock::get, clock::get).measure(trial);
        assertThat(measured.milliseconds()).isEqualTo(1);
        assertThat(measured.overhead()).isNaN();
        assertThat(measured.bareMilliseconds()).isNaN();
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
