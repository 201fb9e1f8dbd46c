package secant.peers;

import java.util.Arrays;
import secant.data.Matrix;
import secant.model.Predictor;

/** A linear model as a plain loop: about the fastest model that there is. Thread-safe. */
final class DotProduct implements Predictor {

    private final double[] slopes;

    DotProduct(int columns) {
        this.slopes = new double[columns];
        Arrays.setAll(slopes, c -> 1.0 / (c + 1));
    }

    double[] slopes() {
        return slopes;
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public Matrix predict(Matrix rows) {
        double[] cells = rows.data();
        double[] out = new double[rows.rows()];
        int columns = slopes.length;
        for (int r = 0; r < out.length; r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += slopes[c] * cells[r * columns + c];
            }
            out[r] = sum;
        }
        return Matrix.wrap(out.length, 1, out);
    }

    double[] shapley(double[] row, Matrix background) {
        double[] values = new double[slopes.length];
        for (int b = 0; b < background.rows(); b++) {
            for (int c = 0; c < values.length; c++) {
                values[c] += slopes[c] * (row[c] - background.get(b, c)) / background.rows();
            }
        }
        return values;
    }
}
