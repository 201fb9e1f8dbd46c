package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedMeanBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 3", "7, 10"})
    void mean_ofTheBenchmark_isThePlainOne(int background, int outputs) {
        WeightedMeanBenchmark benchmark = new WeightedMeanBenchmark();
        benchmark.background = background;
        benchmark.outputs = outputs;
        benchmark.setUp();
        double[] plain = benchmark.plain().clone();
        assertThat(plain).hasSize(256 * outputs).doesNotContain(0);
        assertThat(benchmark.mean()).containsExactly(plain, within(1e-13));
    }
}
