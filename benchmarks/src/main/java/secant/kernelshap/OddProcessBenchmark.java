package secant.kernelshap;

import java.util.Arrays;
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
 * What the odd-part process costs without a model: filling in and factoring the covariance matrix ({@link #factor}), the
 * search for the process ({@link #tune}), conditioning it ({@link #condition}), and the values ({@link #values}) and
 * standard errors ({@link #standardErrors}) of one more row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OddProcessBenchmark {

    /** Players. */
    @Param({"30", "100"})
    public int players;

    /** Complement pairs. */
    @Param({"300", "1054"})
    public int pairs;

    private OddPairs drawn = OddPairs.of(PairedDesign.draw(4, 4, 0));
    private OddProcess process = OddProcess.initial(4);
    private OddPosterior posterior = OddPosterior.of(process, drawn, random());
    private double[] odd = new double[0];
    private double[] even = new double[0];
    private final double[] totals = {3};
    private long[] points = new long[0];
    private double[] matrix = new double[0];

    /** Draws, tunes and conditions once, on odd parts that are additive but for a bend. */
    @Setup
    public void setUp() {
        drawn = OddPairs.of(PairedDesign.draw(players, pairs, 1));
        odd = new double[pairs];
        even = new double[pairs];
        for (int p = 0; p < pairs; p++) {
            double sum = 0;
            for (int j = 0; j < players; j++) {
                sum += (drawn.contains(p, j) ? 1.0 : -1.0) / (1 + j);
            }
            odd[p] = StrictMath.tanh(sum);
            even[p] = 1 - odd[p] * odd[p];
        }
        process = OddProcess.tune(drawn, odd, even, totals, null, random());
        posterior = OddPosterior.ofMany(process, drawn, random());
        int[] all = new int[pairs];
        Arrays.setAll(all, p -> p);
        points = drawn.points(all);
        matrix = new double[(pairs + 1) * (pairs + 1)];
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    /** {@return the jitter of a new factorization} */
    @Benchmark
    public double factor() {
        return OddCovariance.factor(process, process.kernel(), points, pairs + 1, matrix);
    }

    /** {@return a new process} */
    @Benchmark
    public Object tune() {
        return OddProcess.tune(drawn, odd, even, totals, null, random());
    }

    /** {@return a new posterior for one row} */
    @Benchmark
    public Object condition() {
        return OddPosterior.of(process, drawn, random());
    }

    /** {@return the values of one row} */
    @Benchmark
    public double[] values() {
        return posterior.values(odd, totals);
    }

    /** {@return the standard errors of one row among many} */
    @Benchmark
    public double[] standardErrors() {
        return posterior.standardErrors(odd, totals);
    }
}
