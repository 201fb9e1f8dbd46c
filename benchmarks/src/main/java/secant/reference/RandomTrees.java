package secant.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.model.Predictor;

/**
 * A boosted-trees model that nobody has trained: a cheap, nonlinear, thread-safe subject for benchmarks, the same at
 * every run. Its trees are complete binary trees; each inner node asks one random column whether it is at most a random
 * standard normal number; a leaf adds a normal number, of such a size that the sum's variance does not depend on how many
 * trees there are.
 */
public final class RandomTrees {

    private RandomTrees() {}

    /**
     * Grows an ensemble.
     *
     * @param columns how many columns rows have, 1 or more
     * @param trees how many trees, 1 or more
     * @param depth how many questions each asks a row, 0 to 20
     * @param seed the same seed grows the same trees
     * @return a thread-safe model of one output
     * @throws IllegalArgumentException if a size is out of range
     */
    public static Predictor of(int columns, int trees, int depth, long seed) {
        check("columns", columns, 1, Integer.MAX_VALUE);
        check("trees", trees, 1, Integer.MAX_VALUE);
        check("depth", depth, 0, 20);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Tree> grown = new ArrayList<>(trees);
        for (int t = 0; t < trees; t++) {
            grown.add(grow(columns, depth, 1 / Math.sqrt(trees), random));
        }
        return new TreeEnsemble(columns, grown, TreeEnsemble.Aggregate.SUM, new double[1], Activation.IDENTITY);
    }

    /** In heap order: the children of node n are 2n + 1 and 2n + 2. */
    private static Tree grow(int columns, int depth, double leafSize, RandomGenerator random) {
        int inner = (1 << depth) - 1;
        int nodes = 2 * inner + 1;
        int[] feature = new int[nodes];
        double[] threshold = new double[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        double[] value = new double[nodes];
        for (int n = 0; n < nodes; n++) {
            if (n < inner) {
                feature[n] = random.nextInt(columns);
                threshold[n] = random.nextGaussian();
                left[n] = 2 * n + 1;
                right[n] = 2 * n + 2;
            } else {
                left[n] = -1;
                right[n] = -1;
                value[n] = leafSize * random.nextGaussian();
            }
        }
        return new Tree(new Tree.Nodes(feature, threshold, left, right, value), 1, 0);
    }

    private static void check(String what, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(what + " must be from " + from + " to " + to + " but is " + value);
        }
    }
}
