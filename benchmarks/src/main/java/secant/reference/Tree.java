package secant.reference;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A decision tree in primitive arrays, depth first: a node's left child is the node after it, so that only the right
 * one is stored. A row goes left where its value is at most the threshold; NaN goes right.
 */
final class Tree {

    private static final int LEAF = -1;

    private final int[] feature;
    private final double[] threshold;
    private final int[] right;
    private final double[] values;
    private final int width;
    private final int firstOutput;

    private Tree(int nodes, int width, int firstOutput) {
        this.feature = new int[nodes];
        this.threshold = new double[nodes];
        this.right = new int[nodes];
        this.values = new double[nodes * width];
        this.width = width;
        this.firstOutput = firstOutput;
    }

    /**
     * Lays a tree out anew.
     *
     * @param nodes node 0 is the root
     * @param width how many outputs a leaf adds to
     * @param firstOutput the first of them
     * @throws IllegalArgumentException if a child is no node, or is reached twice
     */
    static Tree of(Nodes nodes, int width, int firstOutput) {
        int count = nodes.feature.length;
        Tree tree = new Tree(count, width, firstOutput);
        Deque<int[]> open = new ArrayDeque<>(); // pairs of a node and the parent whose right child it is, if it is one
        open.push(new int[] {0, LEAF});
        int at = 0;
        while (!open.isEmpty()) {
            int[] next = open.pop();
            int node = next[0];
            if (node < 0 || node >= count || at == count) {
                throw new IllegalArgumentException("children must be other nodes from 1 to " + (count - 1)
                        + ", each of one parent, but " + (at == count ? "some are reached twice" : "one is " + node));
            }
            if (next[1] != LEAF) {
                tree.right[next[1]] = at;
            }
            System.arraycopy(nodes.values, node * width, tree.values, at * width, width);
            if (nodes.left[node] == LEAF) {
                tree.right[at] = LEAF;
            } else {
                tree.feature[at] = nodes.feature[node];
                tree.threshold[at] = nodes.threshold[node];
                open.push(new int[] {nodes.right[node], at});
                open.push(new int[] {nodes.left[node], LEAF});
            }
            at++;
        }
        return tree;
    }

    /**
     * A tree as node arrays in any order; a leaf's left child is −1.
     *
     * <p>{@code values} holds {@code width} numbers a node.
     */
    static final class Nodes {

        final int[] feature;
        final double[] threshold;
        final int[] left;
        final int[] right;
        final double[] values;

        Nodes(int[] feature, double[] threshold, int[] left, int[] right, double[] values) {
            this.feature = feature;
            this.threshold = threshold;
            this.left = left;
            this.right = right;
            this.values = values;
        }
    }

    /** Adds each row's leaf to its sums, for the rows {@code from} to {@code to}, the last one excluded. */
    void addTo(double[] sums, int outputs, double[] cells, int columns, int from, int to) {
        for (int r = from; r < to; r++) {
            int row = r * columns;
            int node = 0;
            int otherwise = right[0];
            while (otherwise != LEAF) {
                node = cells[row + feature[node]] <= threshold[node] ? node + 1 : otherwise;
                otherwise = right[node];
            }
            int sum = r * outputs + firstOutput;
            for (int k = 0; k < width; k++) {
                sums[sum + k] += values[node * width + k];
            }
        }
    }
}
