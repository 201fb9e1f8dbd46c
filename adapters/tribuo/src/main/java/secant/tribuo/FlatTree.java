package secant.tribuo;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;

/** A decision tree in arrays: node 0 is the root, and a node's answer for values up to its threshold follows it. */
final class FlatTree<T extends Output<T>> {

    private static final int LEAF = -1;

    private final int[] feature; // LEAF for a leaf
    private final double[] threshold;
    private final int[] above; // for a leaf, its place in leaves
    private final List<Prediction<T>> leaves;

    private FlatTree(int nodes) {
        this.feature = new int[nodes];
        this.threshold = new double[nodes];
        this.above = new int[nodes];
        this.leaves = new ArrayList<>();
    }

    /**
     * Copies a tree.
     *
     * @param root its root
     * @param none stands for the example in the leaves' predictions, which are the same objects each time
     */
    static <T extends Output<T>> FlatTree<T> of(Node<T> root, Example<T> none) {
        FlatTree<T> tree = new FlatTree<>(count(root));
        tree.add(root, 0, none);
        return tree;
    }

    private static <T extends Output<T>> int count(Node<T> node) {
        return node instanceof SplitNode<T> split
                ? 1 + count(split.getLessThanOrEqual()) + count(split.getGreaterThan())
                : 1;
    }

    /** Writes a node and all below it from a place on, and says which place is free then. */
    private int add(Node<T> node, int place, Example<T> none) {
        if (node instanceof SplitNode<T> split) {
            feature[place] = split.getFeatureID();
            threshold[place] = split.splitValue();
            above[place] = add(split.getLessThanOrEqual(), place + 1, none);
            return add(split.getGreaterThan(), above[place], none);
        }
        feature[place] = LEAF;
        above[place] = leaves.size();
        leaves.add(((LeafNode<T>) node).getPrediction(none.size(), none));
        return place + 1;
    }

    /** Finds the leaf of a row of feature values, which are in the order of their ids from a place on. */
    Prediction<T> predict(double[] values, int start) {
        int node = 0;
        while (feature[node] != LEAF) {
            node = values[start + feature[node]] > threshold[node] ? above[node] : node + 1;
        }
        return leaves.get(above[node]);
    }
}
