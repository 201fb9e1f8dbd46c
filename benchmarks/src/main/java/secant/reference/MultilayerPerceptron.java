package secant.reference;

import java.util.List;

/** Layers of act(W h + b), one after the other: a whole batch goes through a layer before the next one begins. */
final class MultilayerPerceptron extends ReferenceModel {

    private final List<LinearModel> layers;

    /**
     * Chains layers.
     *
     * @param layers at least one, each as wide as the one before has outputs
     */
    MultilayerPerceptron(List<LinearModel> layers) {
        super(layers.get(0).columns(), layers.get(layers.size() - 1).outputs());
        this.layers = List.copyOf(layers);
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        double[] values = cells;
        for (LinearModel layer : layers) {
            double[] next = new double[rows * layer.outputs()];
            layer.predict(values, rows, next);
            values = next;
        }
        System.arraycopy(values, 0, answers, 0, answers.length);
    }
}
