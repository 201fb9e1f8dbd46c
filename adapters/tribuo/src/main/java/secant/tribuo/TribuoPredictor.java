package secant.tribuo;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

/**
 * A Tribuo classifier or regression model as a predictor, whether Tribuo trained it or wraps it as an external model.
 *
 * <p>Outputs come in the order of the ids in the model's output domain: for a classifier one score a label (a
 * probability if the model {@linkplain Model#generatesProbabilities() generates probabilities}), for a regression model
 * one value a dimension.
 *
 * <p>Rows reach the model in one call a batch, as views that are neither copied nor sorted. Ensembles of decision trees
 * are walked here, to the same bits, since Tribuo looks up every feature's name again for each tree.
 *
 * <p>Tribuo promises no thread-safety for {@link Model} in general, so that this predictor is not declared {@linkplain
 * #isThreadSafe() thread-safe}; it adds no state of its own. Linear models, factorization machines, kernel machines,
 * trees and ensembles of these only read when they predict in Tribuo 4.3: for them say {@link #threadSafe()}.
 *
 * <pre>{@code
 * Predictor predictor = TribuoPredictor.of(model, encoding).threadSafe();
 * }</pre>
 */
public final class TribuoPredictor implements Predictor {

    private final RowEncoding encoding;
    private final TribuoModel<?> model;

    private TribuoPredictor(RowEncoding encoding, TribuoModel<?> model) {
        this.encoding = encoding;
        this.model = model;
    }

    /**
     * Wraps a model that was trained on {@link RowEncoding#of(Schema)}.
     *
     * @param model a {@code Model<Label>} or a {@code Model<Regressor>}
     * @param schema what a row's columns are
     * @return a predictor of the schema's rows
     * @throws IllegalArgumentException if the model predicts something else, or was trained on features that rows of the
     *     schema do not have
     */
    public static TribuoPredictor of(Model<?> model, Schema schema) {
        return of(model, RowEncoding.of(schema));
    }

    /**
     * Wraps a model.
     *
     * <p>The type of output is checked when called rather than when compiled: {@code of(Model<Label>)} and {@code
     * of(Model<Regressor>)} would be one method to the JVM, and a model that Tribuo reads from a file is a {@code
     * Model<?>}.
     *
     * @param model a {@code Model<Label>} or a {@code Model<Regressor>}
     * @param encoding how its training examples were made
     * @return a predictor of rows of the encoding's schema
     * @throws IllegalArgumentException if the model predicts something else, or was trained on features that the encoding
     *     does not make; features of the encoding that the model does not know are left out
     */
    public static TribuoPredictor of(Model<?> model, RowEncoding encoding) {
        requireNonNull(model, "model");
        requireNonNull(encoding, "encoding");
        if (model.validate(Label.class)) {
            Model<Label> classifier = model.castModel(Label.class);
            Outputs<Label> scores = Outputs.LabelScores.of(classifier.getOutputIDInfo());
            return new TribuoPredictor(encoding, new TribuoModel<>(classifier, scores, encoding));
        }
        if (model.validate(Regressor.class)) {
            Model<Regressor> regression = model.castModel(Regressor.class);
            Outputs<Regressor> values = Outputs.RegressorValues.of(regression.getOutputIDInfo());
            return new TribuoPredictor(encoding, new TribuoModel<>(regression, values, encoding));
        }
        throw new IllegalArgumentException("model must predict labels or regressors but has the output domain "
                + model.getOutputIDInfo().toReadableString());
    }

    /** {@return the labels or the dimensions in the order of their ids in the model's output domain} */
    @Override
    public List<String> outputNames() {
        return model.outputNames();
    }

    /**
     * Predicts a batch, by one call of {@link Model#predict(Iterable)} but for ensembles of trees.
     *
     * @param rows n × columns of the schema, NaN for a missing value
     * @return n × outputs
     * @throws IllegalArgumentException naming the row and the column, if a row does not fit the schema, or a number is
     *     missing that the encoding has no replacement for
     */
    @Override
    public Matrix predict(Matrix rows) {
        encoding.check(rows);
        return model.predict(rows);
    }
}
