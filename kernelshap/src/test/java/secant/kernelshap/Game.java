package secant.kernelshap;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * A game that is a sum of unanimity games: v(S) = c_∅ + Σ c_T over the sets T that S contains. Its Shapley values are
 * φ_i = Σ over the T with i of c_T / |T|, whatever the number of players.
 */
class Game implements MaskedModel {

    private final int players;
    private final double empty;
    private final int[][] sets;
    private final double[] worths;
    private long evaluated;

    Game(int players, double empty, int[][] sets, double[] worths) {
        this.players = players;
        this.empty = empty;
        this.sets = sets;
        this.worths = worths;
    }

    /** Random sets with sizes from 1 to an order, every player in one at least, standard normal worths. */
    static Game random(int players, int order, int sets, long seed) {
        RandomGenerator random = random(seed);
        int[][] members = new int[sets + players][];
        double[] worths = new double[members.length];
        for (int t = 0; t < members.length; t++) {
            int size = t < players ? 1 : 1 + random.nextInt(Math.min(order, players));
            members[t] = t < players ? new int[] {t} : subset(players, size, random);
            worths[t] = random.nextGaussian();
        }
        return new Game(players, random.nextGaussian(), members, worths);
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static int[] subset(int players, int size, RandomGenerator random) {
        int[] all = IntStream.range(0, players).toArray();
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(players - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return IntStream.range(0, size).map(i -> all[i]).toArray();
    }

    double[] shapleyValues() {
        double[] values = new double[players];
        for (int t = 0; t < sets.length; t++) {
            for (int member : sets[t]) {
                values[member] += worths[t] / sets[t].length;
            }
        }
        return values;
    }

    /**
     * Pairs by an index of order 2, shared out by each set that has both: SII gives a pair of a set of t players
     * 1 / (t − 1) of the set's worth, STII 2 / (t (t − 1)), FSII 6 / (t (t + 1)). On the diagonal what that leaves of the
     * Shapley values, which for SII is all.
     */
    Matrix interactions(InteractionIndex index) {
        Matrix table = Matrix.zeros(players, players);
        double[] values = shapleyValues();
        for (int t = 0; t < sets.length; t++) {
            double size = sets[t].length;
            double share = switch (index) {
                case STII -> 2 / (size * (size - 1));
                case FSII -> 6 / (size * (size + 1));
                default -> 1 / (size - 1);
            };
            for (int i : sets[t]) {
                for (int j : sets[t]) {
                    table.data()[i * players + j] += i == j ? 0 : worths[t] * share;
                }
            }
        }
        for (int i = 0; i < players; i++) {
            double main = values[i];
            for (int j = 0; j < players && index.splitsAttributions(); j++) {
                main -= i == j ? 0 : table.get(i, j) / 2;
            }
            table.data()[i * players + i] = main;
        }
        return table;
    }

    /** The same with worths times 2^exponent. */
    Game scaled(int exponent) {
        double[] scaled = new double[worths.length];
        for (int t = 0; t < scaled.length; t++) {
            scaled[t] = Math.scalb(worths[t], exponent);
        }
        return new Game(players, Math.scalb(empty, exponent), sets, scaled);
    }

    /** max(|v(N)|, |v(∅)|, Σ|φ|): what errors are relative to. */
    double scale() {
        double magnitudes = 0;
        for (double value : shapleyValues()) {
            magnitudes += Math.abs(value);
        }
        return Math.max(magnitudes, Math.max(Math.abs(empty), Math.abs(predictions()[0])));
    }

    long evaluated() {
        return evaluated;
    }

    @Override
    public int players() {
        return players;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] baseValues() {
        return new double[] {empty};
    }

    @Override
    public double[] predictions() {
        return new double[] {empty + totalGains()[0]};
    }

    @Override
    public double[] totalGains() {
        double sum = 0;
        for (double worth : worths) {
            sum += worth;
        }
        return new double[] {sum};
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        for (int c = from; c < to; c++) {
            evaluated++;
            double sum = 0;
            for (int t = 0; t < sets.length; t++) {
                boolean contained = true;
                for (int member : sets[t]) {
                    contained &= coalitions.contains(c, member);
                }
                sum += contained ? worths[t] : 0;
            }
            gains[c - from] = sum;
        }
    }

    @Override
    public int coalitionsPerCall() {
        return 7;
    }

    @Override
    public int rowsPerCoalition() {
        return 1;
    }

    @Override
    public long modelRows() {
        return evaluated;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
