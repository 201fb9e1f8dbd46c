package secant.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import secant.data.Matrix;

/**
 * Any model: rows in, outputs out, in batches, blocking.
 *
 * <p>An implementation must give as many rows as it gets, always the same number of outputs, and finite numbers; Secant
 * checks each of these at every call. It may write to the rows that it is given. What it returns is read before its next
 * call, so that it may return the same matrix each time. It is called by one thread at a time for each explainer, unless
 * it declares itself {@linkplain #isThreadSafe() thread-safe}.
 *
 * <pre>{@code
 * Predictor risk = Predictor.ofScore(row -> 0.3 * row[0] - 2 * row[1]);
 * Predictor proba = Predictor.ofArrays(model::predictProba).withOutputNames("bad", "good").threadSafe();
 * }</pre>
 */
@FunctionalInterface
public interface Predictor {

    /**
     * Predicts a batch.
     *
     * @param rows n × columns, valid during the call only
     * @return n × outputs
     */
    Matrix predict(Matrix rows);

    /** {@return whether several threads may call {@link #predict} at the same time; by default not} */
    default boolean isThreadSafe() {
        return false;
    }

    /** {@return the outputs' names in column order, or an empty list where they have none} */
    default List<String> outputNames() {
        return List.of();
    }

    /**
     * Wraps a function of one row that returns all outputs.
     *
     * @param function gets a fresh copy of each row
     * @return a predictor that calls it row by row
     */
    static Predictor ofRow(Function<double[], double[]> function) {
        requireNonNull(function, "function");
        return ofArrays(rows -> {
            double[][] outputs = new double[rows.length][];
            for (int r = 0; r < rows.length; r++) {
                outputs[r] = function.apply(rows[r]);
            }
            return outputs;
        });
    }

    /**
     * Wraps a function of one row that returns one number.
     *
     * @param function gets a fresh copy of each row
     * @return a predictor of one output that calls it row by row
     */
    static Predictor ofScore(ToDoubleFunction<double[]> function) {
        requireNonNull(function, "function");
        return rows -> {
            double[] scores = new double[rows.rows()];
            for (int r = 0; r < scores.length; r++) {
                scores[r] = function.applyAsDouble(rows.row(r));
            }
            return Matrix.wrap(scores.length, 1, scores);
        };
    }

    /**
     * Wraps a function of a batch of rows as arrays.
     *
     * @param function gets fresh copies of the rows, returns one array of outputs a row
     * @return a predictor that calls it batch by batch
     */
    static Predictor ofArrays(UnaryOperator<double[][]> function) {
        requireNonNull(function, "function");
        return rows -> Matrix.of(requireNonNull(function.apply(rows.toRows()), "the function returned null"));
    }

    /**
     * Declares that several threads may call this predictor at the same time.
     *
     * @return a predictor that delegates to this one and is thread-safe
     */
    default Predictor threadSafe() {
        return new DeclaredPredictor(this, true, outputNames());
    }

    /**
     * Names the outputs.
     *
     * @param names one an output, in column order, distinct
     * @return a predictor that delegates to this one and names its outputs
     */
    default Predictor withOutputNames(String... names) {
        return new DeclaredPredictor(this, isThreadSafe(), List.of(names));
    }
}
