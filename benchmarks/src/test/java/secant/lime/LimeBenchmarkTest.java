package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;

class LimeBenchmarkTest {

    private static LimeBenchmark benchmark(LimeMode mode) {
        LimeBenchmark benchmark = new LimeBenchmark();
        benchmark.mode = mode;
        benchmark.setUp();
        return benchmark;
    }

    @ParameterizedTest
    @EnumSource
    void explanation_ofTheBenchmark_isOfAllItsSamples(LimeMode mode) {
        LimeBenchmark benchmark = benchmark(mode);
        Explanation explanation = benchmark.explanation();
        Fidelity.LocalSurrogate fidelity = (Fidelity.LocalSurrogate) explanation.fidelity();
        assertThat(fidelity.fits().get(0).weightedR2().orElse(0)).isBetween(0.05, 0.2); // trees bend
        assertThat(explanation.provenance().modelRows()).isBetween(5_000L, 5_002L);
        assertThat(benchmark.firstExplanation().outputs()).isEqualTo(explanation.outputs());
        assertThat(benchmark.bareModel()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void parts_ofTheBenchmark_areThoseOfAnExplanation(LimeMode mode) {
        LimeBenchmark benchmark = benchmark(mode);
        ColumnSamples samples = (ColumnSamples) benchmark.sampling();
        assertThat(samples.values[0]).hasSize(5_000);
        long own = Arrays.stream(samples.own).mapToInt(Long::bitCount).sum();
        assertThat(own / 5_000.0).isCloseTo(1 / (1 + 3 * 0.9), within(0.03)); // of four bins, the others at 0.9
        double width = 0.75 * Math.sqrt(30);
        assertThat(benchmark.kernel()).isBetween(1024 * Math.exp(-1 / (2 * width * width)), 1024.0);
        WeightedMoments moments = (WeightedMoments) benchmark.moments();
        assertThat(moments.samples()).isEqualTo(1_024);
        LocalFit fit = (LocalFit) benchmark.fit();
        assertThat(fit.samples()).isEqualTo(2_048);
        assertThat(fit.score(0).orElse(Double.NaN))
                .isBetween(0.0, 0.2); // features that have nothing to do with the answers
    }
}
