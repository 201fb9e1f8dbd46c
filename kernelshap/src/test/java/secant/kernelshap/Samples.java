package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import secant.data.Matrix;

/** Rows that tests explain. */
final class Samples {

    private Samples() {}

    /** Independent standard normal cells. */
    static Matrix gaussian(int rows, int columns, long seed) {
        RandomGenerator random = Game.random(seed);
        double[] cells = new double[rows * columns];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = random.nextGaussian();
        }
        return Matrix.wrap(rows, columns, cells);
    }

    static double[] filled(int columns, double value) {
        double[] row = new double[columns];
        Arrays.fill(row, value);
        return row;
    }
}
