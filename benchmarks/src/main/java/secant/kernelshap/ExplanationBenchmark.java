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
import secant.model.Predictor;
import secant.reference.RandomTrees;

/**
 * A whole explanation of one row ({@link #explanation}) beside the model alone, answering as many rows of the same kind in
 * batches of the same size ({@link #bareModel}): 30 columns, automatic budget of 2,108 coalitions, one thread. The ratio of
 * the two is what Secant adds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ExplanationBenchmark {

    private static final int COLUMNS = 30;

    /** What is explained: 100 random trees of depth 3 or 6, or a dot product. */
    @Param({"trees3", "trees6", "linear"})
    public String model = "linear";

    /** Background rows. */
    @Param({"100"})
    public int background;

    private Predictor predictor = linear();
    private KernelShap shap = KernelShap.builder(predictor, Background.of(Matrix.zeros(1, COLUMNS)))
            .build();
    private double[] row = new double[0];
    private Matrix batch = Matrix.zeros(0, 0);
    private long rows;

    /** Draws rows and builds the explainer. */
    @Setup
    public void setUp() {
        predictor = switch (model) {
            case "trees3" -> RandomTrees.of(COLUMNS, 100, 3, 1);
            case "trees6" -> RandomTrees.of(COLUMNS, 100, 6, 1);
            default -> linear();
        };
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        double[] cells = new double[background * COLUMNS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextGaussian();
        }
        row = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            row[i] = random.nextGaussian();
        }
        shap = KernelShap.builder(predictor, Background.of(Matrix.wrap(background, COLUMNS, cells)))
                .parallelism(1)
                .build();
        rows = shap.explain(row).provenance().modelRows();
        batch = maskedRows(cells, random);
    }

    /** A batch like those that the explainer makes: background rows with a random half of the columns swapped. */
    private Matrix maskedRows(double[] cells, RandomGenerator random) {
        int size = Math.max(1, 1092 / background) * background;
        Matrix masked = Matrix.zeros((int) Math.min(Math.min(size, 1092), rows), COLUMNS);
        boolean[] swapped = new boolean[COLUMNS];
        for (int r = 0; r < masked.rows(); r++) {
            if (r % background == 0) {
                for (int c = 0; c < COLUMNS; c++) {
                    swapped[c] = random.nextBoolean();
                }
            }
            for (int c = 0; c < COLUMNS; c++) {
                masked.data()[r * COLUMNS + c] = swapped[c] ? row[c] : cells[r % background * COLUMNS + c];
            }
        }
        return masked;
    }

    private static Predictor linear() {
        double[] slopes = new double[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            slopes[c] = 1.0 / (c + 1);
        }
        Predictor plainLoop = rows -> {
            double[] cells = rows.data();
            double[] out = new double[rows.rows()];
            for (int r = 0; r < out.length; r++) {
                double sum = 0;
                for (int c = 0; c < COLUMNS; c++) {
                    sum += slopes[c] * cells[r * COLUMNS + c];
                }
                out[r] = sum;
            }
            return Matrix.wrap(out.length, 1, out);
        };
        return plainLoop.threadSafe();
    }

    /** {@return the explanation of one row} */
    @Benchmark
    public Explanation explanation() {
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
