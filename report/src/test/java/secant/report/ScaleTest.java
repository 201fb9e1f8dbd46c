package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @Test
    void at_ends_areThePixels() {
        Scale scale = Scale.of(-1, 3, 100, 500);

        assertThat(scale.at(-1)).isEqualTo(100);
        assertThat(scale.at(3)).isEqualTo(500);
        assertThat(scale.at(0)).isCloseTo(200, within(1e-9));
    }

    @Test
    void ticks_plainRange_areRound() {
        assertThat(Scale.of(-1.1, 2.3, 0, 480).ticks(12).stream().map(Scale.Tick::label))
                .containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5", "2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "-1e300, 1e300",
        "-1.7e308, 1.7e308",
        "0, 4.9e-324",
        "1e12, 1000000000000.001",
        "1e15, 1000000000000001",
        "-3e-9, 2e-9",
        "0, 1e7",
        "999999, 1000001"
    })
    void ticks_anyRange_areFewAndWithin(double low, double high) {
        Scale scale = Scale.around(low, high, 0, 480);
        List<Scale.Tick> ticks = scale.ticks(12);

        assertThat(ticks)
                .hasSizeLessThanOrEqualTo(12)
                .allMatch(tick -> scale.at(tick.value()) >= -1e-6
                        && scale.at(tick.value()) <= 480 + 1e-6
                        && tick.label().length() < 22);
        assertThat(ticks.stream().map(Scale.Tick::label)).doesNotHaveDuplicates();
        assertThat(scale.at(low)).isBetween(0.0, 480.0);
        assertThat(scale.at(high)).isBetween(0.0, 480.0);
    }
}
