package secant.masking;

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
import secant.data.Background;
import secant.data.Matrix;
import secant.model.Predictor;

/**
 * Composing masked rows and averaging answers, for a model that costs nothing: {@link #masked} is the whole of what Secant
 * adds to the model calls of 256 coalitions, {@link #rowsOfObjects} the plain way with a fresh array a row, {@link #copied}
 * the bound: filling the same buffers by copying alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MaskingBenchmark {

    private static final int COALITIONS = 256;

    /** Columns, each a player. */
    @Param({"10", "30", "100", "300", "1000"})
    public int players;

    /** Background rows. */
    @Param({"1", "100", "1000"})
    public int background;

    private double[] cells = new double[0];
    private double[] row = new double[0];
    private double[] answers = new double[0];
    private double[] gains = new double[0];
    private double[] buffer = new double[0];
    private Coalitions coalitions = Coalitions.of(new boolean[1]);
    private BackgroundMaskedModel game = game(1, new double[1], new double[] {1});

    /** Draws rows and coalitions. */
    @Setup
    public void setUp() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        cells = random.doubles((long) players * background).toArray();
        row = random.doubles(players).toArray();
        answers = new double[background];
        gains = new double[COALITIONS];
        buffer = new double[cells.length];
        boolean[][] members = new boolean[COALITIONS][players];
        for (boolean[] coalition : members) {
            for (int p = 0; p < players; p++) {
                coalition[p] = random.nextBoolean();
            }
        }
        coalitions = Coalitions.of(members);
        game = game(background, cells, row);
    }

    /** A model whose answers are zeros that were made before. */
    private static BackgroundMaskedModel game(int background, double[] cells, double[] row) {
        Matrix[] zeros = new Matrix[32 * 1024 + 1];
        Predictor free = rows -> {
            int n = rows.rows();
            Matrix answer = zeros[n];
            if (answer == null) {
                answer = Matrix.zeros(n, 1);
                zeros[n] = answer;
            }
            return answer;
        };
        return BackgroundMasker.builder(free.threadSafe(), Background.of(Matrix.wrap(background, row.length, cells)))
                .build()
                .mask(row);
    }

    /** {@return gains of all coalitions, by Secant} */
    @Benchmark
    public double[] masked() {
        game.gains(coalitions, 0, COALITIONS, gains);
        return gains;
    }

    /** {@return gains of all coalitions, with an array a masked row} */
    @Benchmark
    public double[] rowsOfObjects() {
        for (int c = 0; c < COALITIONS; c++) {
            double sum = 0;
            double[][] rows = new double[background][players];
            for (int b = 0; b < background; b++) {
                for (int p = 0; p < players; p++) {
                    rows[b][p] = coalitions.contains(c, p) ? row[p] : cells[b * players + p];
                }
            }
            for (int b = 0; b < background; b++) {
                sum += rows[b][0] * 0 + answers[b] / background;
            }
            gains[c] = sum;
        }
        return gains;
    }

    /** {@return a buffer that was filled once a coalition} */
    @Benchmark
    public double[] copied() {
        for (int c = 0; c < COALITIONS; c++) {
            System.arraycopy(cells, 0, buffer, 0, cells.length);
            buffer[c % buffer.length] += Arrays.hashCode(new double[] {c});
        }
        return buffer;
    }
}
