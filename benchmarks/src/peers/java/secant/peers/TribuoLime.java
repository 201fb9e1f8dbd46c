package secant.peers;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.explanations.lime.LIMEBase;
import org.tribuo.classification.explanations.lime.LIMEExplanation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.slm.LARSLassoTrainer;
import secant.data.Matrix;

/** Tribuo's LIME, by 5,000 samples, of the logistic function of the model's answer: it takes classifiers alone. */
public final class TribuoLime implements Peer {

    private static final int SAMPLES = 5000;
    private static final String YES = "yes";
    private static final String NO = "no";

    /** Held, or its level would be forgotten. */
    private final Logger log = Logger.getLogger("org.tribuo");

    /** Makes the peer; for the service loader. */
    public TribuoLime() {
        log.setLevel(Level.WARNING); // it tells of every step of every fit
    }

    @Override
    public String title() {
        return "Tribuo's LIME 4.3.2";
    }

    @Override
    public boolean isSurrogate() {
        return true;
    }

    @Override
    public Optional<Explaining> prepare(Problem problem) {
        String[] names = IntStream.range(0, problem.rows().columns())
                .mapToObj(c -> String.format("x%04d", c))
                .toArray(String[]::new);
        Classifier model = new Classifier(problem, names, typical(problem.background(), names));
        return Optional.of(rows -> {
            double[][] values = new double[rows.rows()][];
            for (int r = 0; r < values.length; r++) {
                LIMEBase lime =
                        new LIMEBase(new SplittableRandom(0), model, new LARSLassoTrainer(names.length), SAMPLES);
                values[r] = coefficients(lime.explain(example(rows.row(r), names, NO)), names);
            }
            return values;
        });
    }

    private static double[] coefficients(LIMEExplanation explanation, String[] names) {
        Map<String, List<Pair<String, Double>>> found = explanation.getModel().getTopFeatures(-1);
        double[] values = new double[names.length];
        for (Pair<String, Double> weight : found.getOrDefault(YES, List.of())) {
            for (int c = 0; c < names.length; c++) {
                values[c] += names[c].equals(weight.getA()) ? weight.getB() : 0;
            }
        }
        return values;
    }

    /** A model that has seen the background: of what it knows, the columns' distributions matter. */
    private static Model<Label> typical(Matrix background, String[] names) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> rows =
                new MutableDataset<>(new SimpleDataSourceProvenance("background", labels), labels);
        for (int b = 0; b < background.rows(); b++) {
            rows.add(example(background.row(b), names, b % 2 == 0 ? YES : NO));
        }
        return DummyClassifierTrainer.createMostFrequentTrainer().train(rows);
    }

    private static ArrayExample<Label> example(double[] row, String[] names, String label) {
        return new ArrayExample<>(new Label(label), names, row);
    }

    /** The problem's model as one of Tribuo's. */
    private static final class Classifier extends Model<Label> {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;
        private final String[] names;
        private final Model<Label> typical;

        Classifier(Problem problem, String[] names, Model<Label> typical) {
            super("peer", typical.getProvenance(), typical.getFeatureIDMap(), typical.getOutputIDInfo(), true);
            this.problem = problem;
            this.names = names;
            this.typical = typical;
        }

        @Override
        public Prediction<Label> predict(Example<Label> example) {
            return innerPredict(List.of(example)).get(0);
        }

        @Override
        protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
            List<Example<Label>> asked = new ArrayList<>();
            examples.forEach(asked::add);
            Matrix rows = Matrix.zeros(asked.size(), names.length);
            for (int r = 0; r < asked.size(); r++) {
                for (Feature feature : asked.get(r)) {
                    int column = Integer.parseInt(feature.getName().substring(1));
                    rows.data()[r * names.length + column] = feature.getValue();
                }
            }
            double[] answers = problem.model().predict(rows).data();
            List<Prediction<Label>> predictions = new ArrayList<>(answers.length);
            for (int r = 0; r < answers.length; r++) {
                double share = 1 / (1 + Math.exp(-answers[r]));
                Map<String, Label> scores = new LinkedHashMap<>();
                scores.put(YES, new Label(YES, share));
                scores.put(NO, new Label(NO, 1 - share));
                Label best = scores.get(share > 0.5 ? YES : NO);
                predictions.add(new Prediction<>(best, scores, names.length, asked.get(r), true));
            }
            return predictions;
        }

        @Override
        public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
            return Map.of();
        }

        @Override
        public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
            return Optional.empty();
        }

        @Override
        protected Model<Label> copy(String name, ModelProvenance provenance) {
            return new Classifier(problem, names, typical);
        }
    }
}
