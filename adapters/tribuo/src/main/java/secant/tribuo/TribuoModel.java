package secant.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.VariableIDInfo;
import secant.data.Matrix;

/** A Tribuo model with one kind of output, the layout of its outputs, and the features that it knows. */
final class TribuoModel<T extends Output<T>> {

    private static final int NAMED_AT_MOST = 5;

    private final Model<T> model;
    private final Outputs<T> outputs;
    private final EncodedFeature[] features;
    private final Optional<TreeEnsemble<T>> trees;

    TribuoModel(Model<T> model, Outputs<T> outputs, RowEncoding encoding) {
        this.model = model;
        this.outputs = outputs;
        this.features = known(model.getFeatureIDMap(), encoding.features());
        this.trees = TreeEnsemble.of(model, outputs.unknown(), features);
    }

    List<String> outputNames() {
        return outputs.names();
    }

    Matrix predict(Matrix rows) {
        List<Prediction<T>> predictions = trees.isPresent() ? trees.get().predict(rows) : model.predict(examples(rows));
        int width = outputs.names().size();
        double[] scores = new double[predictions.size() * width];
        int offset = 0;
        for (Prediction<T> prediction : predictions) {
            outputs.read(prediction, scores, offset);
            offset += width;
        }
        return Matrix.wrap(predictions.size(), width, scores);
    }

    private List<Example<T>> examples(Matrix rows) {
        List<Example<T>> examples = new ArrayList<>(rows.rows());
        for (int r = 0; r < rows.rows(); r++) {
            examples.add(new RowExample<>(outputs.unknown(), features, rows.data(), r * rows.columns()));
        }
        return examples;
    }

    /** The features that the model knows, under its own name objects: its look-ups then compare by identity. */
    private static EncodedFeature[] known(ImmutableFeatureMap domain, EncodedFeature[] encoded) {
        List<EncodedFeature> known = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(domain.keySet());
        for (EncodedFeature feature : encoded) {
            VariableIDInfo info = domain.get(feature.name());
            if (info != null) {
                unknown.remove(info.getName());
                boolean hashed = !info.getName().equals(feature.name()); // a hash must not be looked up by itself
                known.add(hashed ? feature : feature.named(info.getName()));
            }
        }
        if (!unknown.isEmpty()) {
            List<String> made = Arrays.stream(encoded).map(EncodedFeature::name).toList();
            throw new IllegalArgumentException("every feature of the model must come out of the row encoding but "
                    + unknown.size() + " of " + domain.size() + " do not: " + some(unknown) + "; the encoding makes "
                    + some(made) + "; encode as in training, or set numberNames and categoryNames");
        }
        return known.toArray(EncodedFeature[]::new);
    }

    private static String some(Collection<String> names) {
        List<String> first = names.stream().limit(NAMED_AT_MOST).toList();
        int more = names.size() - first.size();
        return more == 0 ? first.toString() : first + " and " + more + " more";
    }
}
