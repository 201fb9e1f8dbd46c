package secant.reference;

/** A model behind its input scaling: z = (x − mean) / scale, column by column. */
final class ScaledModel extends ReferenceModel {

    private final double[] mean;
    private final double[] scale;
    private final ReferenceModel model;

    ScaledModel(double[] mean, double[] scale, ReferenceModel model) {
        super(model.columns(), model.outputs());
        this.mean = mean;
        this.scale = scale;
        this.model = model;
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        int columns = columns();
        double[] scaled = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                scaled[r * columns + c] = (cells[r * columns + c] - mean[c]) / scale[c];
            }
        }
        model.predict(scaled, rows, answers);
    }
}
