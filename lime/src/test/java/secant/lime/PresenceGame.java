package secant.lime;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.model.TextPredictor;
import secant.surrogate.WeightedRidge;

/** A game of random main effects and interactions of orders 2, 3 and 5, as a text of the words w0, w1, …. */
final class PresenceGame implements TextPredictor {

    private final int players;
    private final double[][] effects;
    private final int[][] members;

    PresenceGame(int players, long seed) {
        Random random = new Random(seed);
        this.players = players;
        int terms = 4 * players;
        this.effects = new double[terms][2];
        this.members = new int[terms][];
        for (int t = 0; t < terms; t++) {
            int order = t < players ? 1 : List.of(2, 3, 5).get(t % 3);
            members[t] = t < players
                    ? new int[] {t}
                    : random.ints(0, players).distinct().limit(order).toArray();
            effects[t][0] = random.nextGaussian() / (t < players ? 1 : 2);
            effects[t][1] = random.nextGaussian() / (t < players ? 1 : 2);
        }
    }

    String text() {
        return IntStream.range(0, players).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    double value(boolean[] present, int output) {
        double value = output;
        for (int t = 0; t < members.length; t++) {
            boolean all = true;
            for (int member : members[t]) {
                all &= present[member];
            }
            value += all ? effects[t][output] : 0;
        }
        return value;
    }

    boolean[] read(String text) {
        boolean[] present = new boolean[players];
        Arrays.stream(text.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .forEach(word -> present[Integer.parseInt(word.substring(1))] = true);
        return present;
    }

    @Override
    public double[][] predict(List<String> texts) {
        double[][] answers = new double[texts.size()][];
        for (int i = 0; i < answers.length; i++) {
            boolean[] present = read(texts.get(i));
            answers[i] = new double[] {value(present, 0), value(present, 1)};
        }
        return answers;
    }

    /** The coefficients of the weighted fit to all coalitions, by brute force: players × 2 outputs. */
    Matrix target(int samples, PresenceLaw law, double width, double alpha) {
        double[] masses = PresenceSamples.masses(players, samples, law, new ProximityKernel(width));
        int[] counts = new int[players + 1];
        for (int mask = 0; mask < 1 << players; mask++) {
            counts[Integer.bitCount(mask)]++;
        }
        Matrix design = Matrix.zeros(1 << players, players);
        Matrix targets = Matrix.zeros(1 << players, 2);
        double[] weights = new double[1 << players];
        for (int mask = 0; mask < weights.length; mask++) {
            boolean[] present = new boolean[players];
            for (int p = 0; p < players; p++) {
                present[p] = (mask >> p & 1) != 0;
                design.data()[mask * players + p] = mask >> p & 1;
            }
            targets.data()[2 * mask] = value(present, 0);
            targets.data()[2 * mask + 1] = value(present, 1);
            weights[mask] = masses[Integer.bitCount(mask)] / counts[Integer.bitCount(mask)];
        }
        return WeightedRidge.fit(design, weights, targets, alpha).coefficients();
    }
}
