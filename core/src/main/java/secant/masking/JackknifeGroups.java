package secant.masking;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The parts that background rows are split into: each row by itself up to {@link #MOST} of them, otherwise groups of nearly
 * equal size at random, since tables are often sorted. Depends on the number of rows alone. Immutable.
 */
final class JackknifeGroups {

    /** More groups would make the variance steadier, and every coalition dearer. */
    static final int MOST = 32;

    private final int[] groups;
    private final double[] weights;

    /**
     * Splits the rows.
     *
     * @param rowWeights at least two, with sum 1
     */
    JackknifeGroups(double[] rowWeights) {
        this.groups = new int[rowWeights.length];
        this.weights = new double[Math.min(MOST, rowWeights.length)];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(rowWeights.length);
        for (int b = 0; b < groups.length; b++) { // shuffled while it is filled
            int at = random.nextInt(b + 1);
            groups[b] = groups[at];
            groups[at] = b % weights.length;
        }
        for (int b = 0; b < groups.length; b++) {
            weights[groups[b]] += rowWeights[b];
        }
    }

    int count() {
        return weights.length;
    }

    int of(int row) {
        return groups[row];
    }

    double weight(int group) {
        return weights[group];
    }
}
