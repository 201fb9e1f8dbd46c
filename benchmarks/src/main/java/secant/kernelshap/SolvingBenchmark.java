package secant.kernelshap;

import java.util.concurrent.TimeUnit;
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
import secant.explanation.ProgressListener;
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
    @Param({"30", "100", "300"})
    public int players;

    /** Coalitions; 0 stands for 2 × players + 2048. */
    @Param({"0", "8192"})
    public int coalitions;

    private int budget;
    private PairedDesign design = PairedDesign.draw(3, 3, 0);
    private PairedLeastSquares planned = PairedLeastSquares.plan(4, 8, 0);
    private CannedGame game = new CannedGame(1, 1);

    /** Draws and plans once. */
    @Setup
    public void setUp() {
        budget = coalitions == 0 ? 2 * players + 2048 : coalitions;
        design = PairedDesign.draw(players, budget / 2, 1);
        planned = PairedLeastSquares.plan(players, budget, 1);
        game = new CannedGame(players, budget);
    }

    /** {@return a new design} */
    @Benchmark
    public Object draw() {
        return PairedDesign.draw(players, budget / 2, 1);
    }

    /** {@return the normal equations of the design} */
    @Benchmark
    public Matrix gram() {
        return design.gram();
    }

    /** {@return a new plan} */
    @Benchmark
    public Object plan() {
        return PairedLeastSquares.plan(players, budget, 1);
    }

    /** {@return values and errors of one row} */
    @Benchmark
    public Object estimate() {
        return planned.estimate(game, ProgressListener.NONE);
    }

    /** {@return values of one row by (ZᵀWZ)⁻¹ ZᵀWy with the last player eliminated} */
    @Benchmark
    public SimpleMatrix textbook() {
        Coalitions drawn = design.coalitions();
        SimpleMatrix left = new SimpleMatrix(drawn.count(), players - 1);
        SimpleMatrix right = new SimpleMatrix(drawn.count(), 1);
        SimpleMatrix weighted = new SimpleMatrix(drawn.count(), players - 1);
        double[] gains = new double[drawn.count()];
        game.gains(drawn, 0, drawn.count(), gains);
        for (SizeClass sizes : design.classes()) {
            for (int c = 2 * sizes.first(); c < 2 * sizes.end(); c++) {
                int last = drawn.contains(c, players - 1) ? 1 : 0;
                right.set(c, 0, gains[c] - last);
                for (int p = 0; p < players - 1; p++) {
                    int cell = (drawn.contains(c, p) ? 1 : 0) - last;
                    left.set(c, p, cell);
                    weighted.set(c, p, sizes.weight() * cell);
                }
            }
        }
        return weighted.transpose().mult(left).solve(weighted.transpose().mult(right));
    }
}
