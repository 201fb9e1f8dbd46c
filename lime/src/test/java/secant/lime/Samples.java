package secant.lime;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Matrix;

/** Tables for tests. */
final class Samples {

    private Samples() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Independent standard normal cells. */
    static Matrix normal(int rows, int columns, long seed) {
        RandomGenerator random = random(seed);
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return Matrix.wrap(rows, columns, data);
    }
}
