package secant.reference;

import secant.data.Matrix;
import secant.model.Predictor;

/**
 * A model of a case file: fixed numbers of columns and outputs, no state but its parameters, hence thread-safe. Each
 * call allocates its answer and nothing a row.
 */
abstract class ReferenceModel implements Predictor {

    private final int columns;
    private final int outputs;

    ReferenceModel(int columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
    }

    final int columns() {
        return columns;
    }

    final int outputs() {
        return outputs;
    }

    @Override
    public final boolean isThreadSafe() {
        return true;
    }

    @Override
    public final Matrix predict(Matrix rows) {
        if (rows.columns() != columns) {
            throw new IllegalArgumentException("rows must have " + columns + " columns but have " + rows.columns());
        }
        Matrix answers = Matrix.zeros(rows.rows(), outputs);
        predict(rows.data(), rows.rows(), answers.data());
        return answers;
    }

    /**
     * Fills in the answers.
     *
     * @param cells rows × columns, row after row, read only
     * @param rows the number of rows
     * @param answers rows × outputs, row after row, zeros at first
     */
    abstract void predict(double[] cells, int rows, double[] answers);
}
