package secant.reference;

import secant.data.Matrix;

/** Classes with independent normal columns: softmax of log prior − ½ Σ log 2πσ² − ½ Σ (x − θ)² / σ². */
final class GaussianNaiveBayes extends ReferenceModel {

    private final double[] theta;
    private final double[] variance;
    private final double[] constant;

    /**
     * Shares its arrays.
     *
     * @param theta the means, classes × columns
     * @param variance the variances, of the same shape
     * @param prior one a class
     */
    GaussianNaiveBayes(Matrix theta, Matrix variance, double[] prior) {
        super(theta.columns(), theta.rows());
        this.theta = theta.data();
        this.variance = variance.data();
        this.constant = new double[prior.length];
        for (int k = 0; k < prior.length; k++) {
            constant[k] = StrictMath.log(prior[k]);
            for (int c = 0; c < columns(); c++) {
                constant[k] -= 0.5 * StrictMath.log(2 * Math.PI * variance.get(k, c));
            }
        }
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        int columns = columns();
        int outputs = outputs();
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < outputs; k++) {
                double sum = 0;
                for (int c = 0; c < columns; c++) {
                    double difference = cells[r * columns + c] - theta[k * columns + c];
                    sum += difference * difference / variance[k * columns + c];
                }
                answers[r * outputs + k] = constant[k] - 0.5 * sum;
            }
        }
        Activation.SOFTMAX.applyToRows(answers, rows, outputs);
    }
}
