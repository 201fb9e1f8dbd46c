package secant.reference;

import java.util.List;

/**
 * act(init + the sum or the mean of the trees). Trees are the outer loop and rows the inner one, so that a tree stays in
 * the cache while a batch passes.
 */
final class TreeEnsemble extends ReferenceModel {

    /** How the trees' leaves are put together. */
    enum Aggregate {
        SUM,
        MEAN
    }

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
        int outputs = outputs();
        for (Tree tree : trees) {
            tree.addTo(answers, outputs, cells, rows, columns());
        }
        for (int i = 0; i < answers.length; i++) {
            answers[i] = init[i % outputs] + answers[i] / share;
        }
        activation.applyToRows(answers, rows, outputs);
    }
}
