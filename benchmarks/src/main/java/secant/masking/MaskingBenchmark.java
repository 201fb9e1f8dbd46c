package secant.masking;

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
 * adds to the model calls of 256 coalitions, {@link #composed} putting the rows together without averaging,
 * {@link #rowsOfObjects} the plain way with a fresh array a row, {@link #copied} the bound that memory sets: filling the same
 * buffers by copying alone.
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

    /** Outputs of the model. */
    @Param({"1", "3", "10"})
    public int outputs = 1;

    private double[] cells = new double[0];
    private double[] row = new double[0];
    private double[] answers = new double[0];
    private double[] gains = new double[0];
    private double[] buffer = new double[0];
    private Coalitions coalitions = Coalitions.of(new boolean[1]);
    private BackgroundMaskedModel game = masker(1, new double[1], 1, 1).mask(1);
    private StandIns standIns = new StandIns(masker(1, new double[1], 1, 1), row, new int[0]);
    private final int[] members = new int[1000];

    /** Draws rows and coalitions. */
    @Setup
    public void setUp() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        cells = random.doubles((long) players * background).toArray();
        row = random.doubles(players).toArray();
        answers = new double[background * outputs];
        gains = new double[COALITIONS * outputs];
        buffer = new double[cells.length];
        boolean[][] members = new boolean[COALITIONS][players];
        for (boolean[] coalition : members) {
            for (int p = 0; p < players; p++) {
                coalition[p] = random.nextBoolean();
            }
        }
        coalitions = Coalitions.of(members);
        BackgroundMasker masker = masker(background, cells, players, outputs);
        game = masker.mask(row);
        standIns = new StandIns(masker, row, game.varyingPlayers());
    }

    /** Of a model whose answers are zeros that were made before. */
    private static BackgroundMasker masker(int background, double[] cells, int players, int outputs) {
        Matrix[] zeros = new Matrix[32 * 1024 + 1];
        Predictor free = rows -> {
            int n = rows.rows();
            Matrix answer = zeros[n];
            if (answer == null) {
                answer = Matrix.zeros(n, outputs);
                zeros[n] = answer;
            }
            return answer;
        };
        return BackgroundMasker.builder(free.threadSafe(), Background.of(Matrix.wrap(background, players, cells)))
                .build();
    }

    /** {@return gains of all coalitions, by Secant} */
    @Benchmark
    public double[] masked() {
        game.gains(coalitions, 0, COALITIONS, gains);
        return gains;
    }

    /** {@return a buffer that held the masked rows of one coalition after the other} */
    @Benchmark
    public double[] composed() {
        for (int c = 0; c < COALITIONS; c++) {
            if (2 * coalitions.size(c) > players) {
                standIns.chooseAll(members, coalitions.absent(c, members)); // every column is a player
            } else {
                int shown = coalitions.members(c, members);
                standIns.choose(members, shown, members, shown);
            }
            standIns.compose(0, background, buffer, 0);
        }
        return buffer;
    }

    /** {@return gains of all coalitions, with an array a masked row} */
    @Benchmark
    public double[] rowsOfObjects() {
        for (int c = 0; c < COALITIONS; c++) {
            double[][] rows = new double[background][players];
            for (int b = 0; b < background; b++) {
                for (int p = 0; p < players; p++) {
                    rows[b][p] = coalitions.contains(c, p) ? row[p] : cells[b * players + p];
                }
            }
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                for (int b = 0; b < background; b++) {
                    sum += rows[b][0] * 0 + answers[b * outputs + k] / background;
                }
                gains[c * outputs + k] = sum;
            }
        }
        return gains;
    }

    /** {@return a buffer that was filled once a coalition} */
    @Benchmark
    public double[] copied() {
        for (int c = 0; c < COALITIONS; c++) {
            System.arraycopy(cells, 0, buffer, 0, cells.length);
            buffer[c % buffer.length] += c; // or the copies might be taken for one
        }
        return buffer;
    }
}
