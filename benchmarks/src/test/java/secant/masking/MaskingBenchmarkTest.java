package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"10, 1, 3", "30, 20, 1"})
    void masked_ofAModelThatAnswersZeros_isZeros(int players, int background, int outputs) {
        MaskingBenchmark benchmark = of(players, background, outputs);
        assertThat(benchmark.masked()).hasSize(256 * outputs).containsOnly(0);
        assertThat(benchmark.rowsOfObjects()).hasSize(256 * outputs).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 1", "30, 20, 1"})
    void composed_ofTheLastCoalition_mixesRowAndBackground(int players, int background, int outputs) {
        MaskingBenchmark benchmark = of(players, background, outputs);
        double[] composed = benchmark.composed().clone();
        double[] copied = benchmark.copied();
        Set<Integer> changed = new HashSet<>();
        for (int i = 256; i < composed.length; i++) { // the copy's first cells are counted up
            if (composed[i] != copied[i]) {
                changed.add(i % players);
            }
        }
        assertThat(composed).hasSize(players * background);
        if (background > 1) {
            assertThat(changed.size()).isBetween(1, players - 1);
        }
    }

    private static MaskingBenchmark of(int players, int background, int outputs) {
        MaskingBenchmark benchmark = new MaskingBenchmark();
        benchmark.players = players;
        benchmark.background = background;
        benchmark.outputs = outputs;
        benchmark.setUp();
        return benchmark;
    }
}
