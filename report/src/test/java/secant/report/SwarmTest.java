package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SwarmTest {

    @Test
    void of_pointsWithRoom_touchAtMost() {
        double[] x = new Random(1).doubles(300, 0, 400).toArray();

        Swarm swarm = Swarm.of(x, 5, 40);

        assertThat(swarm.crowded()).isZero();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double distance = Math.hypot(x[i] - x[j], swarm.offset(i) - swarm.offset(j));
                assertThat(distance).isGreaterThan(5 - 1e-6);
            }
        }
    }

    @Test
    void of_lonelyPoints_stayOnTheLine() {
        Swarm swarm = Swarm.of(new double[] {30, 10, 20}, 5, 40);

        assertThat(swarm.reach()).isZero();
    }

    @Test
    void of_tooManyPoints_staysWithinTheLimit() {
        Swarm swarm = Swarm.of(new double[10_000], 5, 20);

        assertThat(swarm.reach()).isLessThanOrEqualTo(20);
        assertThat(swarm.crowded()).isEqualTo(10_000 - 9);
    }
}
