package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OddProcessBenchmarkTest {

    @Test
    void values_ofTheBenchmark_addUpAndFall() {
        OddProcessBenchmark benchmark = new OddProcessBenchmark();
        benchmark.players = 10;
        benchmark.pairs = 60;
        benchmark.setUp();
        double[] values = benchmark.values();
        assertThat(Math.abs(Arrays.stream(values).sum() - 3)).isLessThan(1e-12);
        assertThat(values[0]).isGreaterThan(values[1]);
        assertThat(values[1]).isGreaterThan(values[9]);
        assertThat(benchmark.standardErrors()).hasSize(10).doesNotContain(0);
        assertThat(benchmark.factor()).isEqualTo(OddCovariance.LEAST_JITTER);
        assertThat(benchmark.tune()).hasToString(benchmark.tune().toString());
        assertThat(((OddPosterior) benchmark.condition()).corrected()).isNull();
    }
}
