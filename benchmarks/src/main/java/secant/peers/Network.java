package secant.peers;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Matrix;
import secant.model.Predictor;

/** Two layers of rectified units and a linear one, with random weights. Thread-safe. */
final class Network implements Predictor {

    private final int[] sizes;
    private final double[][] weights;
    private final double[][] biases;

    /** @param weights a layer each, row after row: a row a unit */
    private Network(int[] sizes, double[][] weights, double[][] biases) {
        this.sizes = sizes;
        this.weights = weights;
        this.biases = biases;
    }

    static Network random(int columns, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] sizes = {columns, 32, 16, 1};
        double[][] weights = new double[3][];
        double[][] biases = new double[3][];
        for (int l = 0; l < 3; l++) {
            double size = Math.sqrt(2.0 / sizes[l]);
            weights[l] = new double[sizes[l] * sizes[l + 1]];
            biases[l] = new double[sizes[l + 1]];
            Arrays.setAll(weights[l], i -> size * random.nextGaussian());
            Arrays.setAll(biases[l], i -> 0.3 * random.nextGaussian());
        }
        return new Network(sizes, weights, biases);
    }

    int layers() {
        return weights.length;
    }

    Matrix weights(int layer) {
        return Matrix.wrap(sizes[layer + 1], sizes[layer], weights[layer]);
    }

    double[] biases(int layer) {
        return biases[layer];
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public Matrix predict(Matrix rows) {
        double[] values = rows.data();
        for (int l = 0; l < weights.length; l++) {
            double[] next = new double[rows.rows() * sizes[l + 1]];
            for (int r = 0; r < rows.rows(); r++) {
                layer(l, values, r * sizes[l], next, r * sizes[l + 1]);
            }
            values = next;
        }
        return Matrix.wrap(rows.rows(), 1, values);
    }

    private void layer(int layer, double[] from, int first, double[] to, int at) {
        int inputs = sizes[layer];
        boolean last = layer == weights.length - 1;
        for (int u = 0; u < sizes[layer + 1]; u++) {
            double sum = biases[layer][u];
            for (int i = 0; i < inputs; i++) {
                sum += weights[layer][u * inputs + i] * from[first + i];
            }
            to[at + u] = last ? sum : Math.max(sum, 0);
        }
    }
}
