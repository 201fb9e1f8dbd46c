package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.model.Predictor;
import secant.reference.RandomTrees;

/** One explanation of 30 columns with 5,000 samples, beside the bare model answering the same rows, and its parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LimeBenchmark {

    private static final int COLUMNS = 30;
    private static final int BATCH = 1024;

    /** How samples are spent. */
    @Param({"STABLE", "COMPATIBLE"})
    public LimeMode mode = LimeMode.STABLE;

    private final Predictor model = RandomTrees.of(COLUMNS, 100, 6, 1);
    private TrainingStatistics statistics = TrainingStatistics.of(Schema.unnamed(1), Matrix.zeros(1, 1));
    private Lime lime = Lime.builder(model, statistics).build();
    private double[] row = new double[0];
    private Matrix batch = Matrix.zeros(0, 0);
    private double[] features = new double[0];
    private double[] answers = new double[0];
    private double[] weights = new double[0];
    private final List<Matrix> asked = new ArrayList<>();

    /** Draws training rows and builds the explainer. */
    @Setup
    public void setUp() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        double[] cells = random.doubles(BATCH * COLUMNS).map(NormalQuantile::of).toArray();
        batch = Matrix.wrap(BATCH, COLUMNS, cells);
        row = batch.row(0);
        statistics = TrainingStatistics.of(Schema.unnamed(COLUMNS), batch);
        lime = Lime.builder(model, statistics).mode(mode).build();
        Predictor listening = rows -> {
            asked.add(rows.copy());
            return model.predict(rows);
        };
        Lime.builder(listening, statistics).mode(mode).build().explain(row);
        features = random.doubles(BATCH * COLUMNS).map(u -> u < 0.25 ? 1 : 0).toArray();
        answers = model.predict(batch).data().clone();
        weights = random.doubles(BATCH).toArray();
    }

    /** {@return the explanation of one row} */
    @Benchmark
    public Explanation explanation() {
        return lime.explain(row);
    }

    /** {@return something of every answer to the rows that an explanation asks for, in its batches} */
    @Benchmark
    public double bareModel() {
        double sum = 0;
        for (Matrix rows : asked) {
            sum += model.predict(rows).data()[0];
        }
        return sum;
    }

    /** {@return the explanation of the first row: an explainer that has made no samples yet} */
    @Benchmark
    public Explanation firstExplanation() {
        return Lime.builder(model, statistics).mode(mode).build().explain(row);
    }

    /** {@return all samples of all columns, which an explainer makes once} */
    @Benchmark
    public Object sampling() {
        SampleDesign design =
                new SampleDesign(mode == LimeMode.STABLE ? Points.SOBOL : Points.RANDOM, COLUMNS, 5000, 1);
        ColumnSamples last = ColumnSamples.ofTile(statistics.player(0));
        for (int c = 0; c < COLUMNS; c++) {
            last = ColumnSamples.all(design, ColumnLaw.ofCells(statistics.column(c), 1, 0.9), statistics.player(c));
        }
        return last;
    }

    /** {@return the weights of 1,024 distances, added up} */
    @Benchmark
    public double kernel() {
        ProximityKernel kernel = new ProximityKernel(ProximityKernel.WIDTH_PER_SQRT_FEATURE * Math.sqrt(COLUMNS));
        double sum = 0;
        for (double distance : weights) {
            sum += kernel.weight(distance);
        }
        return sum;
    }

    /** {@return the moments of 1,024 samples} */
    @Benchmark
    public Object moments() {
        return summed();
    }

    private WeightedMoments summed() {
        double[] ones = new double[COLUMNS];
        Arrays.fill(ones, 1);
        WeightedMoments moments = new WeightedMoments(ones, new double[] {answers[0]});
        moments.add(BATCH, features, answers, weights);
        return moments;
    }

    /** {@return the fit of two groups of 1,024 samples} */
    @Benchmark
    public Object fit() {
        return LocalFit.of(List.of(summed(), summed()), FeatureSelection.none(), 1);
    }
}
