package secant.kernelshap;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ejml.simple.SimpleMatrix;
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
import secant.masking.Coalitions;

/**
 * What Kernel SHAP costs without a model: drawing the coalitions ({@link #draw}), adding up the normal equations
 * ({@link #gram}), all of the planning ({@link #plan}), and the values with their standard errors of one row, once planned
 * ({@link #estimate}). {@link #textbook} is the peer: the regression as its formula is written, solved for one row with
 * dense matrices, without standard errors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SolvingBenchmark {

    /** Players. */
    @Param({"10", "30", "100", "300", "1000"})
    public int players;

    /** Coalitions; 0 stands for 2 × players + 2048. */
    @Param({"0", "8192"})
    public int coalitions;

    /** Outputs of the model, for {@link #estimate}. */
    @Param({"1", "3", "10"})
    public int outputs = 1;

    private int budget;
    private PairedDesign design = PairedDesign.of(PairSequence.draw(3, 3, 0), 3);
    private PairedLeastSquares planned = PairedLeastSquares.of(PairedDesign.of(PairSequence.draw(4, 4, 0), 4));
    private PairSequence sequence = PairSequence.draw(3, 3, 0);
    private double[] gains = new double[0];
    private double[][] odd = new double[1][];
    private double[] totals = new double[0];

    /** Draws and plans once. */
    @Setup
    public void setUp() {
        budget = 2 * Math.min((coalitions == 0 ? 2 * players + 2048 : coalitions) / 2, PairedRun.allPairs(players));
        sequence = PairSequence.draw(players, budget / 2, 1);
        design = PairedDesign.of(sequence, budget / 2);
        planned = PairedLeastSquares.of(design);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        gains = random.doubles(budget).toArray();
        odd = new double[outputs][budget / 2];
        totals = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            totals[k] = k + 1;
            for (int p = 0; p < budget / 2; p++) {
                odd[k][p] = (k + 1) * (gains[2 * p] / 2 - gains[2 * p + 1] / 2);
            }
        }
    }

    /** {@return a new design} */
    @Benchmark
    public Object draw() {
        return PairSequence.draw(players, budget / 2, 1);
    }

    /** {@return the normal equations of the design} */
    @Benchmark
    public Matrix gram() {
        return design.gram();
    }

    /** {@return a new plan} */
    @Benchmark
    public Object plan() {
        return PairedLeastSquares.of(PairedDesign.of(PairSequence.draw(players, budget / 2, 1), budget / 2));
    }

    /** {@return values and errors of one row} */
    @Benchmark
    public Object estimate() {
        return planned.solve(odd, totals);
    }

    /** {@return values of one row by (ZᵀWZ)⁻¹ ZᵀWy with the last player eliminated} */
    @Benchmark
    public SimpleMatrix textbook() {
        Coalitions drawn = sequence.coalitions();
        SimpleMatrix left = new SimpleMatrix(budget, players - 1);
        SimpleMatrix right = new SimpleMatrix(budget, 1);
        SimpleMatrix weighted = new SimpleMatrix(budget, players - 1);
        for (SizeClass sizes : design.classes()) {
            for (int p = 2 * sizes.first(); p < 2 * sizes.end(); p++) {
                int c = 2 * design.order(p / 2) + p % 2;
                int last = drawn.contains(c, players - 1) ? 1 : 0;
                right.set(c, 0, gains[c] - last);
                for (int j = 0; j < players - 1; j++) {
                    int cell = (drawn.contains(c, j) ? 1 : 0) - last;
                    left.set(c, j, cell);
                    weighted.set(c, j, sizes.weight() * cell);
                }
            }
        }
        return weighted.transpose().mult(left).solve(weighted.transpose().mult(right));
    }
}
