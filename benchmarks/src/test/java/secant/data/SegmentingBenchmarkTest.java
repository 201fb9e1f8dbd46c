package secant.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentingBenchmarkTest {

    @Test
    void segment_ofTheBenchmark_labelsEveryPixel() {
        SegmentingBenchmark benchmark = new SegmentingBenchmark();
        benchmark.side = 48;
        benchmark.setUp();
        int[] slic = benchmark.slic();
        int[] quickshift = benchmark.quickshift();
        assertThat(slic).hasSize(48 * 48);
        assertThat(quickshift).hasSize(48 * 48);
        assertThat(Arrays.stream(slic).distinct().count()).isBetween(50L, 150L);
        assertThat(Arrays.stream(quickshift).distinct().count()).isBetween(2L, 500L);
    }
}
