package secant.reference;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Matrix;
import secant.model.Predictor;

/**
 * A network of two hidden layers of 32 and 16 rectified units and a softmax, on standardised columns, trained by Adam (Kingma
 * and Ba 2015) on single rows: as small as a comparison of explainers needs it.
 */
final class TrainedNetwork implements Predictor {

    private static final int[] HIDDEN = {32, 16};
    private static final int EPOCHS = 200;
    private static final double RATE = 1e-3;

    private final double[] means;
    private final double[] scales;
    private final int[] sizes;
    private final double[][] weights;

    private TrainedNetwork(Matrix rows, int classes) {
        int columns = rows.columns();
        this.means = new double[columns];
        this.scales = new double[columns];
        for (int c = 0; c < columns; c++) {
            double squares = 0;
            for (int r = 0; r < rows.rows(); r++) {
                means[c] += rows.get(r, c) / rows.rows();
            }
            for (int r = 0; r < rows.rows(); r++) {
                squares += Math.pow(rows.get(r, c) - means[c], 2) / rows.rows();
            }
            scales[c] = squares > 0 ? Math.sqrt(squares) : 1;
        }
        this.sizes = new int[] {columns, HIDDEN[0], HIDDEN[1], classes};
        this.weights = new double[3][];
    }

    static TrainedNetwork of(Matrix rows, int[] labels, long seed) {
        TrainedNetwork network =
                new TrainedNetwork(rows, Arrays.stream(labels).max().orElse(0) + 1);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int l = 0; l < 3; l++) {
            double size = Math.sqrt(2.0 / network.sizes[l]);
            double[] drawn = new double[(network.sizes[l] + 1) * network.sizes[l + 1]];
            Arrays.setAll(drawn, i -> size * random.nextGaussian());
            network.weights[l] = drawn;
        }
        network.train(rows, labels, random);
        return network;
    }

    private void train(Matrix rows, int[] labels, RandomGenerator random) {
        double[][] first = new double[3][];
        double[][] second = new double[3][];
        for (int l = 0; l < 3; l++) {
            first[l] = new double[weights[l].length];
            second[l] = new double[weights[l].length];
        }
        int step = 0;
        for (int i = 0; i < EPOCHS * rows.rows(); i++) {
            int r = random.nextInt(rows.rows());
            double[][] layers = forward(rows.data(), r * rows.columns());
            double[] error = layers[3].clone();
            error[labels[r]] -= 1;
            step++;
            double rate = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
            for (int l = 2; l >= 0; l--) {
                double[] below = new double[sizes[l]];
                for (int o = 0; o < sizes[l + 1]; o++) {
                    for (int j = 0; j <= sizes[l]; j++) {
                        int at = o * (sizes[l] + 1) + j;
                        double input = j == sizes[l] ? 1 : layers[l][j];
                        if (j < sizes[l]) {
                            below[j] += weights[l][at] * error[o];
                        }
                        double gradient = error[o] * input + 1e-4 * weights[l][at];
                        first[l][at] = 0.9 * first[l][at] + 0.1 * gradient;
                        second[l][at] = 0.999 * second[l][at] + 0.001 * gradient * gradient;
                        weights[l][at] -= rate * first[l][at] / (Math.sqrt(second[l][at]) + 1e-8);
                    }
                }
                for (int j = 0; j < below.length; j++) {
                    below[j] = layers[l][j] > 0 ? below[j] : 0;
                }
                error = below;
            }
        }
    }

    private double[][] forward(double[] cells, int from) {
        double[][] layers = new double[4][];
        double[] input = new double[sizes[0]];
        for (int c = 0; c < input.length; c++) {
            input[c] = (cells[from + c] - means[c]) / scales[c];
        }
        layers[0] = input;
        for (int l = 0; l < 3; l++) {
            double[] output = new double[sizes[l + 1]];
            for (int o = 0; o < output.length; o++) {
                int at = o * (sizes[l] + 1);
                double sum = weights[l][at + sizes[l]];
                for (int j = 0; j < sizes[l]; j++) {
                    sum += weights[l][at + j] * layers[l][j];
                }
                output[o] = l < 2 ? Math.max(sum, 0) : sum;
            }
            layers[l + 1] = output;
        }
        double largest = Arrays.stream(layers[3]).max().orElse(0);
        double total = 0;
        for (int k = 0; k < layers[3].length; k++) {
            layers[3][k] = Math.exp(layers[3][k] - largest);
            total += layers[3][k];
        }
        for (int k = 0; k < layers[3].length; k++) {
            layers[3][k] /= total;
        }
        return layers;
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public Matrix predict(Matrix asked) {
        Matrix answers = Matrix.zeros(asked.rows(), sizes[3]);
        for (int r = 0; r < asked.rows(); r++) {
            System.arraycopy(forward(asked.data(), r * sizes[0])[3], 0, answers.data(), r * sizes[3], sizes[3]);
        }
        return answers;
    }
}
