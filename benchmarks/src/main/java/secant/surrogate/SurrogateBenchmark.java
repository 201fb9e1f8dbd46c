package secant.surrogate;

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
import secant.data.Matrix;

/**
 * Surrogates of 2,048 rows, or twice as many as there are columns if that is more: weighted ridge ({@link #ridge}), the whole
 * path of the lasso for the first output ({@link #lassoPath}), and least squares of a given sum, factored
 * ({@link #factor}) and then solved ({@link #solve}). All outputs share a factorization.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SurrogateBenchmark {

    private static final int LEAST_ROWS = 2048;
    private static final double ALPHA = 1;

    /** Columns, each a player. */
    @Param({"10", "30", "100", "300", "1000"})
    public int players;

    /** Outputs. */
    @Param({"1", "3", "10"})
    public int outputs;

    private Matrix design = Matrix.zeros(1, 1);
    private Matrix targets = Matrix.zeros(1, 1);
    private double[] weights = new double[0];
    private double[] first = new double[0];
    private double[] totals = new double[0];
    private SumConstrainedLeastSquares factored = SumConstrainedLeastSquares.of(Matrix.ofRow(1), new double[] {1});

    /** Draws zeros and ones, and targets that are sums of slopes 1 / (column + 1), output + 1 times, and noise. */
    @Setup
    public void setUp() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int rows = Math.max(LEAST_ROWS, 2 * players);
        design = Matrix.zeros(rows, players);
        targets = Matrix.zeros(rows, outputs);
        weights = random.doubles(rows).toArray();
        first = new double[rows];
        totals = new double[outputs];
        for (int r = 0; r < rows; r++) {
            double sum = 0.01 * random.nextGaussian();
            for (int c = 0; c < players; c++) {
                double cell = random.nextBoolean() ? 1 : 0;
                design.data()[r * players + c] = cell;
                sum += cell / (c + 1);
            }
            first[r] = sum;
            for (int k = 0; k < outputs; k++) {
                targets.data()[r * outputs + k] = (k + 1) * sum;
            }
        }
        for (int k = 0; k < outputs; k++) {
            for (int c = 0; c < players; c++) {
                totals[k] += (k + 1.0) / (c + 1);
            }
        }
        factored = SumConstrainedLeastSquares.of(design, weights);
    }

    /** {@return the fit of all outputs} */
    @Benchmark
    public WeightedRidge ridge() {
        return WeightedRidge.fit(design, weights, targets, ALPHA);
    }

    /** {@return the path to the least-squares fit} */
    @Benchmark
    public LassoPath lassoPath() {
        return LassoPath.withIntercept(design, first, 8 * players, 0);
    }

    /** {@return the factored system} */
    @Benchmark
    public SumConstrainedLeastSquares factor() {
        return SumConstrainedLeastSquares.of(design, weights);
    }

    /** {@return coefficients of all outputs} */
    @Benchmark
    public Matrix solve() {
        return factored.solve(targets, totals);
    }
}
