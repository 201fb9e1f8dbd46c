package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShapleyKernelBenchmarkTest {

    @Test
    void kernel_ofTheBenchmark_isInProportionToTheFormula() {
        ShapleyKernelBenchmark benchmark = new ShapleyKernelBenchmark();
        benchmark.players = 5;
        double[] weights = benchmark.kernel();
        // (M − 1) / (C(M, k) k (M − k)): 4 / (5 · 4) for one of five players, 4 / (10 · 6) for two.
        assertThat(weights).hasSize(4);
        assertThat(weights[1] / weights[3]).isCloseTo((4.0 / 20) / (4.0 / 60), within(1e-15));
        assertThat(weights[0] / weights[2]).isCloseTo((5 * 4.0 / 20) / (10 * 4.0 / 60), within(1e-15));
    }
}
