package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;

/** Rows and a model that tests explain, and what they look at. */
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

    /** Interactions of order 2, 3 and 4, a threshold and a player without effect (the last). */
    static double tangled(double[] x) {
        return 2 * x[0]
                - x[1] * x[2]
                + 3 * x[0] * x[3] * x[4]
                + x[1] * x[2] * x[3] * x[5]
                + (x[4] > 0 && x[5] > 0.3 ? 1.5 : 0)
                + 7;
    }

    static double[] values(Explanation explanation) {
        return explanation.outputs().get(0).values();
    }

    static double scale(OutputExplanation output) {
        double magnitudes = Arrays.stream(output.values()).map(Math::abs).sum();
        return Math.max(magnitudes, Math.max(Math.abs(output.baseValue()), Math.abs(output.prediction())));
    }

    static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("player %d", i).isCloseTo(expected[i], Offset.offset(tolerance));
        }
    }
}
