package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private long now = 1_000;

    @Test
    void isOver_pausesBetweenWork_countsTheWorkAlone() {
        Deadline deadline = new Deadline(Duration.ofNanos(100), () -> now);
        now += 500; // before any work
        assertThat(deadline.isOver(0)).isFalse();
        deadline.start();
        now += 60;
        deadline.stop();
        now += 500; // in between
        assertThat(deadline.isOver(0)).isFalse();
        deadline.start();
        now += 39;
        assertThat(deadline.isOver(0)).isFalse();
        now += 1;
        assertThat(deadline.isOver(0)).isTrue();
        deadline.stop();
        assertThat(deadline.isOver(0)).isTrue();
    }

    @Test
    void isOver_clockThatWrapsAround_isNotFooled() {
        now = Long.MAX_VALUE - 10;
        Deadline deadline = new Deadline(Duration.ofNanos(100), () -> now);
        deadline.start();
        now += 50; // System.nanoTime() may begin anywhere
        assertThat(deadline.isOver(0)).isFalse();
        now += 50;
        assertThat(deadline.isOver(0)).isTrue();
    }

    @Test
    void isOver_moreThanNanosecondsCanCount_neverIs() {
        Deadline deadline = new Deadline(Duration.ofDays(365 * 300), () -> now);
        deadline.start();
        now += Long.MAX_VALUE / 2;
        assertThat(deadline.isOver(0)).isFalse();
    }
}
