package secant.reference;

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
import secant.model.Predictor;

/** What the subject of the other benchmarks costs by itself: a tree ensemble answering a batch of 1,000 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ModelBenchmark {

    private static final int ROWS = 1_000;
    private static final int COLUMNS = 30;
    private static final long SEED = 42;

    /** How many trees. */
    @Param("100")
    public int trees;

    /** How many questions a tree asks. */
    @Param({"3", "6"})
    public int depth;

    private Predictor model = RandomTrees.of(COLUMNS, 1, 0, SEED);
    private Matrix rows = Matrix.zeros(0, 0);

    /** Grows the trees and draws the rows. */
    @Setup
    public void setUp() {
        model = RandomTrees.of(COLUMNS, trees, depth, SEED);
        rows = Matrix.zeros(ROWS, COLUMNS);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double[] cells = rows.data();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextGaussian();
        }
    }

    /** {@return the answers to all rows} */
    @Benchmark
    public Matrix predict() {
        return model.predict(rows);
    }
}
