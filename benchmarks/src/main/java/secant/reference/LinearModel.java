package secant.reference;

import secant.data.Matrix;

/** act(W x + b). */
final class LinearModel extends ReferenceModel {

    private final double[] weights;
    private final double[] bias;
    private final Activation activation;

    /**
     * Shares its arrays.
     *
     * @param weights outputs × columns
     * @param bias one an output
     */
    LinearModel(Matrix weights, double[] bias, Activation activation) {
        super(weights.columns(), weights.rows());
        this.weights = weights.data();
        this.bias = bias;
        this.activation = activation;
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        int columns = columns();
        int outputs = outputs();
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                for (int c = 0; c < columns; c++) {
                    sum += weights[k * columns + c] * cells[r * columns + c];
                }
                answers[r * outputs + k] = sum + bias[k];
            }
        }
        activation.applyToRows(answers, rows, outputs);
    }
}
