package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    @Test
    void advance_steps_areAddedUpAndTold() {
        List<Progress> heard = new ArrayList<>();
        ProgressMeter meter = new ProgressMeter(heard::add, 10);
        meter.advance(3);
        meter.advance(0);
        meter.advance(7);
        assertThat(heard).extracting(Progress::done).containsExactly(3L, 3L, 10L);
        assertThat(heard).extracting(Progress::total).containsOnly(10L);
        assertThat(heard).extracting(Progress::elapsed).isSorted().allMatch(elapsed -> !elapsed.isNegative());
        assertThat(meter.warnings()).isEmpty();
    }

    @Test
    void advance_listenerThatThrows_isNotCalledAgain() {
        List<Long> heard = new ArrayList<>();
        ProgressMeter meter = new ProgressMeter(
                progress -> {
                    heard.add(progress.done());
                    if (progress.done() == 2) {
                        throw new IllegalStateException("window closed");
                    }
                },
                4);
        for (int i = 0; i < 4; i++) {
            meter.advance(1);
        }
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(meter.warnings())
                .containsExactly("the progress listener threw java.lang.IllegalStateException: window closed at 2 of 4 "
                        + "and was not called again");
    }

    @Test
    void advance_listenerThatThrowsAnError_passesIt() {
        ProgressMeter meter = new ProgressMeter(
                progress -> {
                    throw new AssertionError("test");
                },
                1);
        assertThatThrownBy(() -> meter.advance(1)).isInstanceOf(AssertionError.class);
    }
}
