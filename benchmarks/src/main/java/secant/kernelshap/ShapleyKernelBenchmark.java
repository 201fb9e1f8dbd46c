package secant.kernelshap;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The Shapley kernel of every size, k (M − k) and the number of coalitions behind it: computed once for a design. What is
 * allocated is the array of the results.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ShapleyKernelBenchmark {

    /** Players. */
    @Param({"10", "30", "100", "300", "1000"})
    public int players;

    /** {@return what all coalitions of each size up to half of the players weigh together, and each one by itself} */
    @Benchmark
    public double[] kernel() {
        int sizes = players / 2;
        double[] weights = new double[2 * sizes];
        for (int size = 1; size <= sizes; size++) {
            weights[2 * size - 2] = SizeClass.kernel(players, size);
            weights[2 * size - 1] = weights[2 * size - 2] / SizeClass.population(players, size);
        }
        return weights;
    }
}
