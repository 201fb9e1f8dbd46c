package secant.testkit;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Background;
import secant.data.Matrix;
import secant.model.Predictor;

/**
 * A sum of unanimity games as a model: f(x) = c_∅ + Σ c_T Π_{i ∈ T} x_i. With a row of ones against a background row of
 * zeros, v(S) = c_∅ + Σ_{T ⊆ S} c_T, so that a semivalue is φ_i = Σ_{T ∋ i} c_T · share(|T|) for any number of players.
 *
 * <p>Worths are multiples of 1/64, so that no sum of them rounds.
 */
final class UnanimityGame {

    private static final double GRAIN = 64;

    final int players;
    final double empty;
    final int[][] sets;
    final double[] worths;

    UnanimityGame(int players, double empty, int[][] sets, double[] worths) {
        this.players = players;
        this.empty = empty;
        this.sets = sets;
        this.worths = worths;
    }

    /** A single of every player, and further random sets of at most some order. */
    static UnanimityGame random(int players, int order, int further, long seed) {
        RandomGenerator random = generator(seed);
        int[][] sets = new int[players + further][];
        double[] worths = new double[sets.length];
        for (int t = 0; t < sets.length; t++) {
            int size = t < players ? 1 : Math.min(players, 2 + random.nextInt(Math.max(1, order - 1)));
            sets[t] = t < players ? new int[] {t} : subset(players, size, random);
            worths[t] = grained(random.nextGaussian());
        }
        return new UnanimityGame(players, grained(1 + random.nextGaussian()), sets, worths);
    }

    static UnanimityGame linear(int players, long seed) {
        return random(players, 1, 0, seed);
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static double grained(double value) {
        return Math.rint(value * GRAIN) / GRAIN;
    }

    private static int[] subset(int players, int size, RandomGenerator random) {
        int[] all = IntStream.range(0, players).toArray();
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(players - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.copyOf(all, size);
    }

    double worth(double[] data, int from) {
        double sum = empty;
        for (int t = 0; t < sets.length; t++) {
            double product = worths[t];
            for (int member : sets[t]) {
                product *= data[from + member];
            }
            sum += product;
        }
        return sum;
    }

    Predictor predictor() {
        Predictor predictor = rows -> {
            double[] answers = new double[rows.rows()];
            for (int r = 0; r < answers.length; r++) {
                answers[r] = worth(rows.data(), r * players);
            }
            return Matrix.wrap(answers.length, 1, answers);
        };
        return predictor.threadSafe();
    }

    Background absent() {
        return Background.of(Matrix.zeros(1, players));
    }

    double[] present() {
        double[] row = new double[players];
        Arrays.fill(row, 1);
        return row;
    }

    double[] values(IntToDoubleFunction share) {
        double[] values = new double[players];
        for (int t = 0; t < sets.length; t++) {
            for (int member : sets[t]) {
                values[member] += worths[t] * share.applyAsDouble(sets[t].length);
            }
        }
        return values;
    }

    /** max(|v(N)|, |v(∅)|, Σ|φ|), what errors are relative to. */
    double size(IntToDoubleFunction share) {
        double magnitudes = Arrays.stream(values(share)).map(Math::abs).sum();
        return Math.max(magnitudes, Math.max(Math.abs(empty), Math.abs(worth(present(), 0))));
    }

    Trial trial() {
        return Trial.of(predictor(), absent());
    }
}
