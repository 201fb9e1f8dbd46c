package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DensityTest {

    @Test
    void of_normalValues_isTheBell() {
        double[] values = Stream.generate(new Random(3)::nextGaussian)
                .limit(20_000)
                .mapToDouble(value -> value)
                .toArray();

        Density density = Density.of(values, -3, 3, 121);

        for (int place = 0; place < 121; place++) {
            double x = -3 + place * 0.05;
            assertThat(density.height(place)).isCloseTo(Math.exp(-x * x / 2), within(0.05));
        }
    }

    @Test
    void of_valuesAllAlike_isASpike() {
        Density density = Density.of(new double[] {1, 1, 1}, 0, 2, 41);

        assertThat(density.height(20)).isEqualTo(1);
        assertThat(density.height(16)).isLessThan(0.01);
    }

    @Test
    void quantile_betweenValues_isInterpolated() {
        double[] sorted = {1, 2, 4, 8};

        assertThat(Density.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Density.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Density.quantile(sorted, 1)).isEqualTo(8);
        assertThat(Density.quantile(new double[] {7}, 0.25)).isEqualTo(7);
    }
}
