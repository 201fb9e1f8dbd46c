package secant.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.kie.kogito.explainability.local.shap.ShapConfig;
import org.kie.kogito.explainability.local.shap.ShapKernelExplainer;
import org.kie.kogito.explainability.model.Feature;
import org.kie.kogito.explainability.model.FeatureFactory;
import org.kie.kogito.explainability.model.FeatureImportance;
import org.kie.kogito.explainability.model.Output;
import org.kie.kogito.explainability.model.PerturbationContext;
import org.kie.kogito.explainability.model.PredictionInput;
import org.kie.kogito.explainability.model.PredictionOutput;
import org.kie.kogito.explainability.model.PredictionProvider;
import org.kie.kogito.explainability.model.SimplePrediction;
import org.kie.kogito.explainability.model.Type;
import org.kie.kogito.explainability.model.Value;
import secant.data.Matrix;

/** Kernel SHAP of TrustyAI, with 2 × players + 2048 samples, all features kept. */
public final class TrustyAi implements Peer {

    private static final int MOST_PLAYERS = 64;

    /** Makes the peer; for the service loader. */
    public TrustyAi() {}

    @Override
    public String title() {
        return "TrustyAI 1.23.0";
    }

    @Override
    public boolean isSurrogate() {
        return false;
    }

    @Override
    public Optional<Explaining> prepare(Problem problem) {
        int columns = problem.rows().columns();
        if (columns > MOST_PLAYERS) {
            return Optional.empty();
        }
        List<PredictionInput> background = new ArrayList<>();
        for (int b = 0; b < problem.background().rows(); b++) {
            background.add(input(problem.background().row(b)));
        }
        ShapConfig config = ShapConfig.builder()
                .withLink(ShapConfig.LinkType.IDENTITY)
                .withBackground(background)
                .withNSamples(2 * columns + 2048)
                .withPC(new PerturbationContext(0L, new Random(0), 0))
                .withRegularizer(ShapConfig.RegularizerType.NONE)
                .withExecutor(Runnable::run)
                .build();
        PredictionProvider model = inputs -> CompletableFuture.completedFuture(answer(problem, inputs));
        ShapKernelExplainer explainer = new ShapKernelExplainer(config);
        return Optional.of(rows -> {
            double[][] values = new double[rows.rows()][];
            for (int r = 0; r < values.length; r++) {
                values[r] = explain(explainer, model, rows.row(r));
            }
            return values;
        });
    }

    private static double[] explain(ShapKernelExplainer explainer, PredictionProvider model, double[] row) {
        PredictionInput input = input(row);
        PredictionOutput output = model.predictAsync(List.of(input)).join().get(0);
        List<FeatureImportance> found = explainer
                .explainAsync(new SimplePrediction(input, output), model)
                .join()
                .getSaliencies()[0]
                .getPerFeatureImportance();
        return found.stream().mapToDouble(FeatureImportance::getScore).limit(row.length).toArray();
    }

    private static PredictionInput input(double[] row) {
        List<Feature> features = new ArrayList<>(row.length);
        for (int c = 0; c < row.length; c++) {
            features.add(FeatureFactory.newNumericalFeature("x" + c, row[c]));
        }
        return new PredictionInput(features);
    }

    private static List<PredictionOutput> answer(Problem problem, List<PredictionInput> inputs) {
        Matrix rows = Matrix.zeros(inputs.size(), problem.rows().columns());
        int cell = 0;
        for (PredictionInput input : inputs) {
            for (Feature feature : input.getFeatures()) {
                rows.data()[cell++] = feature.getValue().asNumber();
            }
        }
        double[] answers = problem.model().predict(rows).data();
        List<PredictionOutput> outputs = new ArrayList<>(answers.length);
        for (double answer : answers) {
            outputs.add(new PredictionOutput(List.of(new Output("y", Type.NUMBER, new Value(answer), 1))));
        }
        return outputs;
    }
}
