package secant.lime;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;
import secant.data.Matrix;

/** Tables for tests, and what is known of them. */
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

    /** The mean of a truncated normal: mean − deviation · (φ(high) − φ(low)) / (Φ(high) − Φ(low)). */
    static double truncatedMean(ColumnStatistics column, int bin) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double low = (column.mins[bin] - column.means[bin]) / column.deviations[bin];
        double high = (column.maxs[bin] - column.means[bin]) / column.deviations[bin];
        return column.means[bin]
                - column.deviations[bin]
                        * (normal.density(high) - normal.density(low))
                        / (normal.cumulativeProbability(high) - normal.cumulativeProbability(low));
    }
}
