package secant.explanation;

import secant.data.Matrix;

/**
 * Explains a model's predictions, row by row. Explainers are immutable and may be shared by any number of threads; the
 * same seed gives the same bits, however many threads, calls or rows there are.
 *
 * <p>Both methods give up if their thread is interrupted: within one call of the model, with the interrupt flag set.
 */
public interface Explainer {

    /**
     * Explains one row.
     *
     * @param row the row's values in the order of the schema's columns; copied
     * @return its explanation
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    default Explanation explain(double... row) {
        return explain(row, ProgressListener.NONE);
    }

    /**
     * Explains one row and tells how far it is.
     *
     * @param row the row's values in the order of the schema's columns; copied
     * @param listener is told after each block of coalitions
     * @return its explanation
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    Explanation explain(double[] row, ProgressListener listener);

    /**
     * Explains a table. A row that fails takes nothing from the others; after an interrupt the rows that are finished
     * are returned, and the others are failures.
     *
     * @param rows the rows; not to be written to during the call
     * @return the explanations and failures in row order
     * @throws IllegalArgumentException if the table has another width than the schema
     */
    default Explanations explain(Matrix rows) {
        return explain(rows, ProgressListener.NONE);
    }

    /**
     * Explains a table and tells how far it is.
     *
     * @param rows the rows; not to be written to during the call
     * @param listener is told after each row
     * @return the explanations and failures in row order
     * @throws IllegalArgumentException if the table has another width than the schema
     */
    Explanations explain(Matrix rows, ProgressListener listener);
}
