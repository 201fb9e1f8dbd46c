package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.masking.Coalitions;

class CoalitionSamplingBenchmarkTest {

    private static CoalitionSamplingBenchmark of(int players) {
        CoalitionSamplingBenchmark benchmark = new CoalitionSamplingBenchmark();
        benchmark.players = players;
        benchmark.setUp();
        return benchmark;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 100})
    void oneSize_ofTheBenchmark_drawsDistinctCoalitionsOfHalfOfThePlayers(int players) {
        long[] words = of(players).oneSize();
        int stride = Coalitions.words(players);
        Coalitions drawn = Coalitions.wrap(players, words.length / stride, words);
        Set<String> distinct = new HashSet<>();
        for (int c = 0; c < drawn.count(); c++) {
            assertThat(drawn.size(c)).isEqualTo(players / 2);
            distinct.add(Arrays.toString(Arrays.copyOfRange(words, c * stride, (c + 1) * stride)));
        }
        assertThat(distinct).hasSize(drawn.count());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 100})
    void sequence_ofTheBenchmark_isPairsOfComplements(int players) {
        CoalitionSamplingBenchmark benchmark = of(players);
        Coalitions sequence = benchmark.sequence();
        assertThat(sequence.count()).isEqualTo(Math.min(2 * players + 2048, players == 10 ? 1022 : Integer.MAX_VALUE));
        for (int c = 0; c < sequence.count(); c += 2) {
            assertThat(sequence.size(c) + sequence.size(c + 1)).isEqualTo(players);
        }
        assertThat(Arrays.stream(benchmark.sizes()).sum()).isCloseTo(sequence.count() / 2.0, within(1e-6));
    }
}
