package secant.reference;

import java.util.List;

/**
 * act(init + the sum or the mean of the trees). A block of rows passes tree after tree, small enough that rows and
 * tree stay in the first-level cache.
 */
final class TreeEnsemble extends ReferenceModel {

    /** How the trees' leaves are put together. */
    enum Aggregate {
        SUM,
        MEAN
    }

    private static final int BLOCK_CELLS = 2_048; // half of a 32 KB first-level cache

    private final Tree[] trees;
    private final double[] init;
    private final double share;
    private final Activation activation;

    TreeEnsemble(int columns, List<Tree> trees, Aggregate aggregate, double[] init, Activation activation) {
        super(columns, init.length);
        this.trees = trees.toArray(Tree[]::new);
        this.init = init;
        this.share = aggregate == Aggregate.MEAN ? this.trees.length : 1;
        this.activation = activation;
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        int columns = columns();
        int outputs = outputs();
        int block = Math.max(1, BLOCK_CELLS / columns);
        for (int from = 0; from < rows; from += block) {
            int to = Math.min(rows, from + block);
            for (Tree tree : trees) {
                tree.addTo(answers, outputs, cells, columns, from, to);
            }
        }
        for (int i = 0; i < answers.length; i++) {
            answers[i] = init[i % outputs] + answers[i] / share;
        }
        activation.applyToRows(answers, rows, outputs);
    }
}
