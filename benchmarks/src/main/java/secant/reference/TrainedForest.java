package secant.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.model.Predictor;

/** A random forest (Breiman 2001), as small as a comparison of explainers needs it: Gini, √columns a split, grown out. */
final class TrainedForest implements Predictor {

    private static final int TREES = 100;

    private final Matrix rows;
    private final int[] labels;
    private final int classes;
    private final RandomGenerator random;
    private final Node[] roots = new Node[TREES];

    private TrainedForest(Matrix rows, int[] labels, long seed) {
        this.rows = rows;
        this.labels = labels;
        this.classes = Arrays.stream(labels).max().orElse(0) + 1;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static TrainedForest of(Matrix rows, int[] labels, long seed) {
        TrainedForest forest = new TrainedForest(rows, labels, seed);
        for (int t = 0; t < TREES; t++) {
            int[] drawn = IntStream.range(0, rows.rows())
                    .map(i -> forest.random.nextInt(rows.rows()))
                    .toArray();
            forest.roots[t] = forest.grow(drawn);
        }
        return forest;
    }

    private static final class Node {
        private final double[] shares;
        private int feature = -1;
        private double cut;
        private Node[] sides = new Node[0];

        Node(double[] shares) {
            this.shares = shares;
        }
    }

    private Node grow(int[] members) {
        double[] counts = new double[classes];
        for (int m : members) {
            counts[labels[m]]++;
        }
        Node node = new Node(Arrays.stream(counts).map(c -> c / members.length).toArray());
        double best = gini(counts, members.length) - 1e-9;
        for (int tries = 0; tries < Math.sqrt(rows.columns()) && best > 0; tries++) {
            int feature = random.nextInt(rows.columns());
            int[] sorted = Arrays.stream(members)
                    .boxed()
                    .sorted(Comparator.comparingDouble(m -> rows.get(m, feature)))
                    .mapToInt(m -> m)
                    .toArray();
            double[] left = new double[classes];
            double[] right = counts.clone();
            for (int i = 1; i < sorted.length; i++) {
                left[labels[sorted[i - 1]]]++;
                right[labels[sorted[i - 1]]]--;
                double low = rows.get(sorted[i - 1], feature);
                double high = rows.get(sorted[i], feature);
                double impurity = gini(left, i) + gini(right, sorted.length - i);
                if (low < high && impurity < best) {
                    best = impurity;
                    node.feature = feature;
                    node.cut = low + (high - low) / 2;
                }
            }
        }
        if (node.feature >= 0) {
            int[] left = Arrays.stream(members)
                    .filter(m -> rows.get(m, node.feature) <= node.cut)
                    .toArray();
            int[] right = Arrays.stream(members)
                    .filter(m -> rows.get(m, node.feature) > node.cut)
                    .toArray();
            node.sides = new Node[] {grow(left), grow(right)};
        }
        return node;
    }

    /** Times the number of members. */
    private static double gini(double[] counts, int members) {
        double squares = 0;
        for (double count : counts) {
            squares += count * count;
        }
        return members - squares / members;
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public Matrix predict(Matrix asked) {
        Matrix answers = Matrix.zeros(asked.rows(), classes);
        for (int r = 0; r < asked.rows(); r++) {
            for (Node root : roots) {
                Node node = root;
                while (node.feature >= 0) {
                    node = node.sides[asked.get(r, node.feature) <= node.cut ? 0 : 1];
                }
                for (int k = 0; k < classes; k++) {
                    answers.data()[r * classes + k] += node.shares[k] / TREES;
                }
            }
        }
        return answers;
    }
}
