package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolvingBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"10, 1", "30, 3"})
    void estimate_ofTheBenchmark_isTheTextbooksForEveryOutput(int players, int outputs) {
        SolvingBenchmark benchmark = new SolvingBenchmark();
        benchmark.players = players;
        benchmark.coalitions = 400;
        benchmark.outputs = outputs;
        benchmark.setUp();
        PairSolution solution = (PairSolution) benchmark.estimate();
        SimpleMatrix textbook = benchmark.textbook();
        double sum = 0;
        for (int j = 0; j < players - 1; j++) {
            sum += textbook.get(j, 0);
            for (int k = 0; k < outputs; k++) {
                double expected = (k + 1) * textbook.get(j, 0);
                assertThat(solution.values()[k * players + j]).isCloseTo(expected, within(1e-10));
            }
        }
        assertThat(solution.values()[players - 1]).isCloseTo(1 - sum, within(1e-10));
        assertThat(Arrays.stream(solution.standardErrors()).min().orElse(0)).isGreaterThan(0);
    }
}
