package secant.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Matrix;
import secant.model.Predictor;

/**
 * The sum of regression trees, as node arrays that any other tool can be given: a row goes left where its value is at most
 * the threshold. Knows its exact Shapley values, too. Thread-safe.
 *
 * <p>A leaf is its own child, so that every row takes as many steps as a tree is deep, and four rows go side by side.
 */
final class Forest implements Predictor {

    private static final int BLOCK_CELLS = 2_048; // half of a 32 KB first-level cache

    private final int columns;
    private final List<Nodes> trees;
    private final double start;

    Forest(int columns, List<Nodes> trees, double start) {
        this.columns = columns;
        this.trees = List.copyOf(trees);
        this.start = start;
    }

    /** One tree: node 0 is the root, and the children of a leaf are −1. */
    static final class Nodes {

        final int[] feature;
        final double[] threshold;
        final int[] left;
        final int[] right;
        final double[] value;
        private final int[] children;
        private final int depth;

        Nodes(int[] feature, double[] threshold, int[] left, int[] right, double[] value) {
            this.feature = feature;
            this.threshold = threshold;
            this.left = left;
            this.right = right;
            this.value = value;
            this.children = new int[2 * left.length];
            for (int n = 0; n < left.length; n++) {
                children[2 * n] = left[n] < 0 ? n : left[n];
                children[2 * n + 1] = left[n] < 0 ? n : right[n];
                feature[n] = Math.max(feature[n], 0);
            }
            this.depth = depth(0);
        }

        private int depth(int node) {
            return left[node] < 0 ? 0 : 1 + Math.max(depth(left[node]), depth(right[node]));
        }

        private void addTo(double[] sums, double[] cells, int columns, int from, int to) {
            int r = from;
            for (; r + 3 < to; r += 4) {
                int row = r * columns;
                int a = 0;
                int b = 0;
                int c = 0;
                int d = 0;
                for (int step = 0; step < depth; step++) {
                    a = child(a, cells, row);
                    b = child(b, cells, row + columns);
                    c = child(c, cells, row + 2 * columns);
                    d = child(d, cells, row + 3 * columns);
                }
                sums[r] += value[a];
                sums[r + 1] += value[b];
                sums[r + 2] += value[c];
                sums[r + 3] += value[d];
            }
            for (; r < to; r++) {
                int node = 0;
                for (int step = 0; step < depth; step++) {
                    node = child(node, cells, r * columns);
                }
                sums[r] += value[node];
            }
        }

        private int child(int node, double[] cells, int row) {
            return children[2 * node + (cells[row + feature[node]] <= threshold[node] ? 0 : 1)];
        }
    }

    /** Complete trees of random questions at standard normal thresholds; the sum's variance is 1 or so. */
    static Forest random(int columns, int trees, int depth, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Nodes> grown = new ArrayList<>(trees);
        int inner = (1 << depth) - 1;
        for (int t = 0; t < trees; t++) {
            int nodes = 2 * inner + 1;
            Nodes tree = new Nodes(
                    random.ints(nodes, 0, columns).toArray(),
                    gaussians(random, nodes, 1),
                    heap(nodes, inner, 1),
                    heap(nodes, inner, 2),
                    gaussians(random, nodes, 1 / Math.sqrt(trees)));
            grown.add(tree);
        }
        return new Forest(columns, grown, 0);
    }

    private static double[] gaussians(RandomGenerator random, int count, double size) {
        double[] drawn = new double[count];
        Arrays.setAll(drawn, i -> size * random.nextGaussian());
        return drawn;
    }

    private static int[] heap(int nodes, int inner, int side) {
        int[] child = new int[nodes];
        Arrays.setAll(child, n -> n < inner ? 2 * n + side : -1);
        return child;
    }

    List<Nodes> trees() {
        return trees;
    }

    double start() {
        return start;
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public Matrix predict(Matrix rows) {
        double[] sums = new double[rows.rows()];
        Arrays.fill(sums, start);
        int block = Math.max(1, BLOCK_CELLS / columns);
        for (int from = 0; from < sums.length; from += block) {
            int to = Math.min(sums.length, from + block);
            for (Nodes tree : trees) {
                tree.addTo(sums, rows.data(), columns, from, to);
            }
        }
        return Matrix.wrap(sums.length, 1, sums);
    }

    /**
     * The Shapley values of a row against a background: the mean over the background rows of the values against each. A leaf
     * that is reached if p columns are the row's and q are the background row's is a game of p + q players that has a value
     * of its own: v·(p − 1)! q! / (p + q)! for each of the p, −v·p! (q − 1)! / (p + q)! for each of the q.
     */
    double[] shapley(double[] row, Matrix background) {
        double[] values = new double[columns];
        int[] owner = new int[columns];
        for (int b = 0; b < background.rows(); b++) {
            double[] other = background.row(b);
            for (Nodes tree : trees) {
                descend(tree, 0, row, other, owner, 0, 0, 1.0 / background.rows(), values);
            }
        }
        return values;
    }

    private static final int ROW = 1;
    private static final int BACKGROUND = 2;

    private static void descend(
            Nodes tree,
            int node,
            double[] row,
            double[] other,
            int[] owner,
            int p,
            int q,
            double share,
            double[] into) {
        if (tree.left[node] < 0) {
            for (int c = 0; c < owner.length && p + q > 0; c++) {
                if (owner[c] == ROW) {
                    into[c] += share * tree.value[node] / (p * binomial(p + q, p));
                } else if (owner[c] == BACKGROUND) {
                    into[c] -= share * tree.value[node] / (q * binomial(p + q, q));
                }
            }
            return;
        }
        int column = tree.feature[node];
        int ours = row[column] <= tree.threshold[node] ? tree.left[node] : tree.right[node];
        int theirs = other[column] <= tree.threshold[node] ? tree.left[node] : tree.right[node];
        if (ours == theirs || owner[column] != 0) {
            int next = owner[column] == BACKGROUND ? theirs : ours;
            descend(tree, next, row, other, owner, p, q, share, into);
            return;
        }
        owner[column] = ROW;
        descend(tree, ours, row, other, owner, p + 1, q, share, into);
        owner[column] = BACKGROUND;
        descend(tree, theirs, row, other, owner, p, q + 1, share, into);
        owner[column] = 0;
    }

    private static double binomial(int n, int k) {
        double ways = 1;
        for (int i = 1; i <= k; i++) {
            ways = ways * (n - k + i) / i;
        }
        return ways;
    }
}
