package secant.reference;

import secant.data.Matrix;

/**
 * The k nearest training rows' mean, each weighted by 1 / its Euclidean distance. Where distances are exactly 0, those
 * neighbours alone count, equally. Of equally distant rows the earlier one is nearer.
 */
final class NearestNeighbours extends ReferenceModel {

    private final int k;
    private final int size;
    private final double[] trainX;
    private final double[] trainY;

    /**
     * Shares its arrays.
     *
     * @param k how many neighbours, from 1 to the number of training rows
     * @param trainX the training rows
     * @param trainY the answer of each
     */
    NearestNeighbours(int k, Matrix trainX, double[] trainY) {
        super(trainX.columns(), 1);
        this.k = k;
        this.size = trainX.rows();
        this.trainX = trainX.data();
        this.trainY = trainY;
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        double[] distances = new double[k];
        int[] nearest = new int[k];
        for (int r = 0; r < rows; r++) {
            findNearest(cells, r * columns(), distances, nearest);
            answers[r] = average(distances, nearest);
        }
    }

    private void findNearest(double[] cells, int row, double[] distances, int[] nearest) {
        int found = 0;
        for (int i = 0; i < size; i++) {
            double distance = squaredDistance(cells, row, i);
            if (found == k && distance >= distances[k - 1]) {
                continue;
            }
            int at = found < k ? found++ : k - 1;
            while (at > 0 && distances[at - 1] > distance) {
                distances[at] = distances[at - 1];
                nearest[at] = nearest[at - 1];
                at--;
            }
            distances[at] = distance;
            nearest[at] = i;
        }
    }

    private double squaredDistance(double[] cells, int row, int neighbour) {
        int columns = columns();
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double difference = cells[row + c] - trainX[neighbour * columns + c];
            sum += difference * difference;
        }
        return sum;
    }

    private double average(double[] squaredDistances, int[] nearest) {
        boolean touches = squaredDistances[0] == 0;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < k && (!touches || squaredDistances[i] == 0); i++) {
            double weight = touches ? 1 : 1 / Math.sqrt(squaredDistances[i]);
            sum += weight * trainY[nearest[i]];
            weights += weight;
        }
        return sum / weights;
    }
}
