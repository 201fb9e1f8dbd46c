package secant.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * A decision tree in primitive arrays. A row goes left where its value is at most the threshold; NaN goes right.
 *
 * <p>A leaf is its own child, so that every row takes as many steps as the tree is deep: no branch depends on the data,
 * and four rows descend side by side, each waiting for memory while the others step. That is two to three times as fast
 * as following one row to its leaf. Cost: depth steps a row, no allocation.
 */
final class Tree {

    /** Stands for the children of a leaf. */
    static final int LEAF = -1;

    private final int[] feature;
    private final double[] threshold;
    private final int[] children;
    private final double[] values;
    private final int width;
    private final int firstOutput;
    private final int depth;

    /**
     * Copies a tree's structure and shares its numbers.
     *
     * @param nodes node 0 is the root
     * @param width how many outputs a leaf adds to
     * @param firstOutput the first of them
     * @throws IllegalArgumentException if a child is no node, or is reached twice
     */
    Tree(Nodes nodes, int width, int firstOutput) {
        this.feature = nodes.feature;
        this.threshold = nodes.threshold;
        this.children = new int[2 * feature.length];
        this.values = nodes.values;
        this.width = width;
        this.firstOutput = firstOutput;
        this.depth = linkChildren(nodes);
    }

    /**
     * A tree as node arrays in any order.
     *
     * <p>{@code left} is {@link #LEAF} for a leaf, whose other entries do not matter save for its values; {@code feature} must hold
     * a column even there. {@code values} holds {@code width} numbers a node.
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

    /** Walks the tree level by level, and counts the levels below the root. */
    private int linkChildren(Nodes nodes) {
        int levels = 0;
        int reached = 1;
        List<Integer> level = List.of(0);
        while (!level.isEmpty()) {
            List<Integer> below = new ArrayList<>();
            for (int node : level) {
                boolean leaf = nodes.left[node] == LEAF;
                children[2 * node] = leaf ? node : checkChild(nodes.left[node]);
                children[2 * node + 1] = leaf ? node : checkChild(nodes.right[node]);
                if (!leaf) {
                    below.add(nodes.left[node]);
                    below.add(nodes.right[node]);
                }
            }
            reached += below.size();
            if (reached > feature.length) {
                throw new IllegalArgumentException(
                        "children must be nodes of one parent each but some are reached twice");
            }
            levels += below.isEmpty() ? 0 : 1;
            level = below;
        }
        return levels;
    }

    private int checkChild(int node) {
        if (node < 1 || node >= feature.length) {
            throw new IllegalArgumentException(
                    "children must be nodes from 1 to " + (feature.length - 1) + " but one is " + node);
        }
        return node;
    }

    /** Adds each row's leaf to its sums, for the rows {@code from} to {@code to}, the last one excluded. */
    void addTo(double[] sums, int outputs, double[] cells, int columns, int from, int to) {
        int r = from;
        for (; r + 3 < to; r += 4) {
            int rowA = r * columns;
            int rowB = rowA + columns;
            int rowC = rowB + columns;
            int rowD = rowC + columns;
            int a = 0;
            int b = 0;
            int c = 0;
            int d = 0;
            for (int step = 0; step < depth; step++) {
                a = child(a, cells, rowA);
                b = child(b, cells, rowB);
                c = child(c, cells, rowC);
                d = child(d, cells, rowD);
            }
            addLeaf(a, sums, r * outputs);
            addLeaf(b, sums, (r + 1) * outputs);
            addLeaf(c, sums, (r + 2) * outputs);
            addLeaf(d, sums, (r + 3) * outputs);
        }
        for (; r < to; r++) {
            int node = 0;
            for (int step = 0; step < depth; step++) {
                node = child(node, cells, r * columns);
            }
            addLeaf(node, sums, r * outputs);
        }
    }

    private int child(int node, double[] cells, int row) {
        return children[2 * node + (cells[row + feature[node]] <= threshold[node] ? 0 : 1)];
    }

    private void addLeaf(int node, double[] sums, int sum) {
        int first = sum + firstOutput;
        int value = node * width;
        sums[first] += values[value]; // outside of the loop, which most trees never enter
        for (int k = 1; k < width; k++) {
            sums[first + k] += values[value + k];
        }
    }
}
