package secant.testkit;

import java.util.random.RandomGenerator;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

/** A small smooth model of six columns with interactions of three, rows to compare with, and rows to explain. */
final class Fixture {

    static final Schema SCHEMA = Schema.numeric("age", "income", "debt", "tenure", "rate", "score");

    private static final int COLUMNS = 6;
    private static final int BACKGROUND_ROWS = 7;
    private static final int TRAINING_ROWS = 200;
    private static final double GRAIN = 16;

    private Fixture() {}

    static double score(double[] x) {
        return x[0] * x[1] * x[2] + 2 * x[3] - x[4] * x[5] + 0.5 * x[0] * x[0] + 3 * x[5];
    }

    static double other(double[] x) {
        return x[1] - x[2] * x[3] * x[5] + 4;
    }

    static Predictor model() {
        return Predictor.ofScore(Fixture::score).threadSafe();
    }

    static Predictor twoOutputs() {
        return Predictor.ofRow(x -> new double[] {score(x), other(x)}).threadSafe();
    }

    /** Multiples of 1/16, so that neither sums nor products of a few of them round. */
    static Matrix rows(int rows, int columns, long seed) {
        RandomGenerator random = UnanimityGame.generator(seed);
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = Math.rint(random.nextGaussian() * GRAIN) / GRAIN;
        }
        return Matrix.wrap(rows, columns, data);
    }

    static Background background(Subject subject) {
        return Background.of(
                SCHEMA, rows(subject.has(Capability.SURROGATE) ? TRAINING_ROWS : BACKGROUND_ROWS, COLUMNS, 11));
    }

    static double[] row() {
        return new double[] {1.5, 0.75, -1.25, 0.875, 1.125, -0.625};
    }

    /** Rows to explain: like the training rows, none of them in the background. */
    static Matrix table(int rows) {
        double[] data = rows(rows, COLUMNS, 12).data();
        for (int i = 0; i < data.length; i++) {
            data[i] += 1.0 / 64;
        }
        return Matrix.wrap(rows, COLUMNS, data);
    }

    static Trial trial(Subject subject) {
        return Trial.of(model(), background(subject));
    }

    /** A budget that leaves most coalitions out, or as many of a surrogate's samples as are few. */
    static Trial sampled(Subject subject) {
        return subject.has(Capability.SURROGATE)
                ? trial(subject).budget(600)
                : subject.has(Capability.SAMPLED) ? tenPlayers(3).trial().budget(SAMPLED_COALITIONS) : trial(subject);
    }

    static double[] sampledRow(Subject subject) {
        return !subject.has(Capability.SURROGATE) && subject.has(Capability.SAMPLED)
                ? tenPlayers(3).present()
                : row();
    }

    /** Of 1,022 coalitions. */
    static final int SAMPLED_COALITIONS = 140;

    /** A game of ten players with interactions of up to five. */
    static UnanimityGame tenPlayers(long seed) {
        return UnanimityGame.random(10, 5, 12, seed);
    }
}
