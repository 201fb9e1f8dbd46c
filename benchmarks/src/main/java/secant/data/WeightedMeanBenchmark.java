package secant.data;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The weighted background mean of 256 coalitions' answers, shifted by the answers for the background rows themselves: in one
 * pass with compensated additions ({@link #mean}), as masking does it, and beside it without compensation ({@link #plain}),
 * which is the bound.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WeightedMeanBenchmark {

    private static final int COALITIONS = 256;

    /** Background rows. */
    @Param({"1", "100", "1000"})
    public int background;

    /** Outputs of the model. */
    @Param({"1", "3", "10"})
    public int outputs;

    private double[] answers = new double[0];
    private double[] shifts = new double[0];
    private double[] weights = new double[0];
    private double[] means = new double[0];
    private CompensatedSums sums = new CompensatedSums(0);

    /** Draws answers, shifts and weights. */
    @Setup
    public void setUp() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        answers = random.doubles((long) COALITIONS * background * outputs).toArray();
        shifts = random.doubles((long) background * outputs).toArray();
        weights = random.doubles(background).map(w -> w / background).toArray();
        means = new double[COALITIONS * outputs];
        sums = new CompensatedSums(outputs);
    }

    /** {@return the means, a coalition after the other} */
    @Benchmark
    public double[] mean() {
        for (int c = 0; c < COALITIONS; c++) {
            for (int k = 0; k < outputs; k++) {
                int from = c * background * outputs + k;
                sums.addDifferences(k, answers, from, shifts, k, outputs, weights, 0, background);
                means[c * outputs + k] = sums.take(k);
            }
        }
        return means;
    }

    /** {@return the means with whatever rounding leaves of them} */
    @Benchmark
    public double[] plain() {
        for (int c = 0; c < COALITIONS; c++) {
            for (int k = 0; k < outputs; k++) {
                int from = c * background * outputs + k;
                double sum = 0;
                for (int b = 0, at = 0; b < background; b++, at += outputs) {
                    sum += weights[b] * (answers[from + at] - shifts[k + at]);
                }
                means[c * outputs + k] = sum;
            }
        }
        return means;
    }
}
