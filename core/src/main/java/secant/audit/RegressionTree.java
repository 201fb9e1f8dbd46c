package secant.audit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import secant.data.Feature;
import secant.data.Schema;

/**
 * A small regression tree (Breiman et al. 1984), grown leaf by leaf where a split takes away most of the squared errors.
 * Numbers are split at a threshold, categories one against the others; what is missing goes with the larger numbers, and
 * with the other categories. Cost: columns × rows × (log rows + depth).
 */
final class RegressionTree {

    private static final int LEAST_ROWS = 5;

    private final Schema schema;
    private final Node root;

    private static final class Node {

        final int[] rows;
        final double mean;
        /** By how much the best split lowers the squared errors; 0 if there is none. */
        double gain;

        int column;
        double threshold;

        @Nullable
        Node lower;

        @Nullable
        Node upper;

        Node(int[] rows, double mean) {
            this.rows = rows;
            this.mean = mean;
        }
    }

    private RegressionTree(Schema schema, Node root) {
        this.schema = schema;
        this.root = root;
    }

    /**
     * Grows a tree.
     *
     * @param rows at least one
     * @param answers one a row
     * @param mostLeaves how many leaves it may have
     */
    static RegressionTree grow(Schema schema, double[][] rows, double[] answers, int mostLeaves) {
        Growing growing = new Growing(schema, rows, answers);
        Node root = growing.node(growing.all());
        PriorityQueue<Node> leaves = new PriorityQueue<>((a, b) -> Double.compare(b.gain, a.gain));
        leaves.add(root);
        for (int count = 1; count < mostLeaves; count++) {
            Node best = leaves.poll();
            if (best == null || !(best.gain > 0)) {
                break;
            }
            growing.split(best);
            leaves.add(child(best.lower));
            leaves.add(child(best.upper));
        }
        return new RegressionTree(schema, root);
    }

    private static Node child(@Nullable Node node) {
        if (node == null) {
            throw new IllegalStateException("a node that is split has two children");
        }
        return node;
    }

    double predict(double[] row) {
        Node node = root;
        while (node.lower != null && node.upper != null) {
            node = isLower(schema, node.column, row[node.column], node.threshold) ? node.lower : node.upper;
        }
        return node.mean;
    }

    private static boolean isLower(Schema schema, int column, double value, double threshold) {
        return schema.feature(column) instanceof Feature.Categorical ? value == threshold : value <= threshold;
    }

    /** The rows that a tree is grown on, and their order in each column. */
    private static final class Growing {

        private final Schema schema;
        private final double[][] rows;
        private final double[] answers;
        private final int[][] ascending;

        Growing(Schema schema, double[][] rows, double[] answers) {
            this.schema = schema;
            this.rows = rows;
            this.answers = answers;
            this.ascending = new int[schema.columns()][];
            for (int c = 0; c < ascending.length; c++) {
                ascending[c] = ascending(c);
            }
        }

        int[] all() {
            int[] all = new int[rows.length];
            Arrays.setAll(all, i -> i);
            return all;
        }

        private int[] ascending(int column) {
            Integer[] order = new Integer[rows.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(rows[a][column], rows[b][column])); // NaN is last
            return Arrays.stream(order).mapToInt(i -> i).toArray();
        }

        Node node(int[] members) {
            double sum = 0;
            for (int row : members) {
                sum += answers[row];
            }
            Node node = new Node(members, sum / members.length);
            if (members.length >= 2 * LEAST_ROWS) {
                findSplit(node);
            }
            return node;
        }

        private void findSplit(Node node) {
            BitSet inside = new BitSet(rows.length);
            for (int row : node.rows) {
                inside.set(row);
            }
            int[] order = new int[node.rows.length];
            for (int column = 0; column < ascending.length; column++) {
                int count = 0;
                for (int row : ascending[column]) {
                    if (inside.get(row)) {
                        order[count++] = row;
                    }
                }
                if (schema.feature(column) instanceof Feature.Categorical) {
                    tryCategories(node, column, order);
                } else {
                    tryThresholds(node, column, order);
                }
            }
        }

        /** Sums are of deviations from the node's mean, so that both sides' are opposite and nothing cancels. */
        private void tryThresholds(Node node, int column, int[] order) {
            double sum = 0;
            for (int i = 0; i < order.length - LEAST_ROWS; i++) {
                sum += answers[order[i]] - node.mean;
                double here = rows[order[i]][column];
                double next = rows[order[i + 1]][column];
                if (here < next || (Double.isNaN(next) && !Double.isNaN(here))) {
                    offer(node, column, middle(here, next), sum, i + 1);
                }
            }
        }

        private static double middle(double low, double high) {
            double middle = low / 2 + high / 2;
            return middle >= low && middle < high ? middle : low; // of NaN and of neighbouring doubles: the lower one
        }

        private void tryCategories(Node node, int column, int[] order) {
            for (int from = 0; from < order.length; ) {
                double category = rows[order[from]][column];
                double sum = 0;
                int to = from;
                while (to < order.length && Double.compare(rows[order[to]][column], category) == 0) {
                    sum += answers[order[to++]] - node.mean;
                }
                if (!Double.isNaN(category)) {
                    offer(node, column, category, sum, to - from);
                }
                from = to;
            }
        }

        private static void offer(Node node, int column, double threshold, double sum, int count) {
            int others = node.rows.length - count;
            if (count < LEAST_ROWS || others < LEAST_ROWS) {
                return;
            }
            double gain = sum * sum * (1.0 / count + 1.0 / others);
            if (gain > node.gain) {
                node.gain = gain;
                node.column = column;
                node.threshold = threshold;
            }
        }

        void split(Node node) {
            int[] lower = Arrays.stream(node.rows)
                    .filter(row -> isLower(schema, node.column, rows[row][node.column], node.threshold))
                    .toArray();
            int[] upper = Arrays.stream(node.rows)
                    .filter(row -> !isLower(schema, node.column, rows[row][node.column], node.threshold))
                    .toArray();
            node.lower = node(lower);
            node.upper = node(upper);
        }
    }
}
