package secant.kernelshap;

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
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.InteractionIndex;
import secant.model.Predictor;
import secant.reference.RandomTrees;

/**
 * Sampled interactions of one row ({@link #interactions}) beside the model alone, answering as many rows of the same kind
 * in batches of the same size ({@link #bareModel}): 100 random trees of depth 6, 10 background rows, the default budget of
 * eight coalitions a pair, one thread. The difference of the two is what Secant adds. Its memory shows with
 * {@code -prof gc}, or with a heap that is just large enough.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class InteractionsBenchmark {

    private static final int BACKGROUND = 10;
    private static final int BATCH_BYTES = 256 * 1024;

    /** How many columns there are. */
    @Param({"30", "100"})
    public int players = 30;

    /** What interactions mean. */
    @Param({"K_SII", "STII", "FSII"})
    public InteractionIndex index = InteractionIndex.K_SII;

    private Predictor predictor = RandomTrees.of(players, 1, 1, 1);
    private ShapInteractions shap = ShapInteractions.builder(predictor, Background.of(Matrix.zeros(1, players)))
            .build();
    private double[] row = new double[0];
    private Matrix batch = Matrix.zeros(0, 0);
    private long rows;

    /** Draws rows and builds the explainer. */
    @Setup
    public void setUp() {
        predictor = RandomTrees.of(players, 100, 6, 1);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        Matrix background = gaussian(BACKGROUND, random);
        row = gaussian(1, random).row(0);
        shap = ShapInteractions.builder(predictor, Background.of(background))
                .index(index)
                .parallelism(1)
                .build();
        rows = shap.explain(row).provenance().modelRows();
        batch = gaussian((int) Math.min(BATCH_BYTES / Double.BYTES / players, rows), random);
    }

    private Matrix gaussian(int count, RandomGenerator random) {
        double[] cells = new double[count * players];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextGaussian();
        }
        return Matrix.wrap(count, players, cells);
    }

    /** {@return the explanation of one row} */
    @Benchmark
    public Explanation interactions() {
        return shap.explain(row);
    }

    /** {@return something of every answer to as many rows} */
    @Benchmark
    public double bareModel() {
        double sum = 0;
        for (long done = batch.rows(); done <= rows; done += batch.rows()) { // at most as many rows, never more
            sum += predictor.predict(batch).data()[0];
        }
        return sum;
    }
}
