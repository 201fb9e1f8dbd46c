package secant.reference;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.model.Predictor;

/**
 * A network of two hidden layers of 32 and 16 rectified units and a softmax, on standardised columns, trained by Adam (Kingma
 * and Ba 2015) on batches, as scikit-learn's {@code MLPClassifier((32, 16), max_iter=2000)} is: until ten epochs have not
 * lowered the loss by more than 10⁻⁴.
 */
final class TrainedNetwork implements Predictor {

    private static final int[] HIDDEN = {32, 16};
    private static final int EPOCHS = 2000;
    private static final int BATCH = 200;
    private static final int PATIENCE = 10;
    private static final double TOLERANCE = 1e-4;
    private static final double PENALTY = 1e-4;
    private static final double RATE = 1e-3;

    private final double[] means;
    private final double[] scales;
    private final int[] sizes;
    private final double[][] weights = new double[3][];
    private final double[][] first = new double[3][];
    private final double[][] second = new double[3][];
    private int step;

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
    }

    static TrainedNetwork of(Matrix rows, int[] labels, long seed) {
        TrainedNetwork network =
                new TrainedNetwork(rows, Arrays.stream(labels).max().orElse(0) + 1);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int l = 0; l < 3; l++) {
            double size = Math.sqrt(6.0 / (network.sizes[l] + network.sizes[l + 1])); // Glorot and Bengio 2010
            double[] drawn = new double[(network.sizes[l] + 1) * network.sizes[l + 1]];
            Arrays.setAll(drawn, i -> size * (2 * random.nextDouble() - 1));
            network.weights[l] = drawn;
            network.first[l] = new double[drawn.length];
            network.second[l] = new double[drawn.length];
        }
        network.train(rows, labels, random);
        return network;
    }

    private void train(Matrix rows, int[] labels, RandomGenerator random) {
        int count = rows.rows();
        int[] order = IntStream.range(0, count).toArray();
        double best = Double.POSITIVE_INFINITY;
        int withoutGain = 0;
        for (int epoch = 0; epoch < EPOCHS && withoutGain < PATIENCE; epoch++) {
            shuffle(order, random);
            double loss = 0;
            for (int from = 0; from < count; from += BATCH) {
                loss += descend(rows, labels, Arrays.copyOfRange(order, from, Math.min(count, from + BATCH)));
            }
            withoutGain = loss / count > best - TOLERANCE ? withoutGain + 1 : 0;
            best = Math.min(best, loss / count);
        }
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    /** One step of Adam by the mean gradient of a batch, whose summed loss it returns. */
    private double descend(Matrix rows, int[] labels, int[] batch) {
        double[][] gradients = new double[3][];
        double loss = 0;
        for (int l = 0; l < 3; l++) {
            gradients[l] = new double[weights[l].length];
        }
        for (int r : batch) {
            double[][] layers = forward(rows.data(), r * rows.columns());
            loss -= Math.log(Math.max(layers[3][labels[r]], 1e-10));
            double[] error = layers[3].clone();
            error[labels[r]] -= 1;
            for (int l = 2; l >= 0; l--) {
                error = backward(l, layers[l], error, gradients[l]);
            }
        }
        step++;
        double rate = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
        for (int l = 0; l < 3; l++) {
            for (int at = 0; at < weights[l].length; at++) {
                boolean bias = (at + 1) % (sizes[l] + 1) == 0;
                double gradient = (gradients[l][at] + (bias ? 0 : PENALTY * weights[l][at])) / batch.length;
                first[l][at] = 0.9 * first[l][at] + 0.1 * gradient;
                second[l][at] = 0.999 * second[l][at] + 0.001 * gradient * gradient;
                weights[l][at] -= rate * first[l][at] / (Math.sqrt(second[l][at]) + 1e-8);
            }
        }
        return loss;
    }

    /** Adds to the gradients of a layer's weights, and returns the error of what it was given. */
    private double[] backward(int l, double[] input, double[] error, double[] gradients) {
        double[] below = new double[sizes[l]];
        for (int o = 0; o < sizes[l + 1]; o++) {
            int from = o * (sizes[l] + 1);
            for (int j = 0; j < sizes[l]; j++) {
                gradients[from + j] += error[o] * input[j];
                below[j] += weights[l][from + j] * error[o];
            }
            gradients[from + sizes[l]] += error[o];
        }
        for (int j = 0; j < below.length; j++) {
            below[j] = input[j] > 0 ? below[j] : 0; // of rectified units; nobody asks for the columns'
        }
        return below;
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
