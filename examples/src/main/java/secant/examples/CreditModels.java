package secant.examples;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import secant.data.Matrix;
import secant.model.Predictor;
import secant.tribuo.RowEncoding;
import secant.tribuo.TribuoPredictor;

/** Tribuo models that tell good applications from bad ones: a line, and a forest that no line explains. */
record CreditModels(Predictor logistic, Predictor forest) {

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or its level is forgotten

    static CreditModels train(CreditData data, long seed) {
        TRIBUO.setLevel(Level.OFF);
        RowEncoding encoding = RowEncoding.builder(CreditData.SCHEMA)
                .imputingMedians(data.rows())
                .standardising(data.rows())
                .build();
        Dataset<Label> examples = examples(data, encoding);
        LinearSGDTrainer line = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 10, seed);
        RandomForestTrainer<Label> trees = new RandomForestTrainer<>(
                new CARTClassificationTrainer(8, 0.3f, seed), new VotingCombiner(), 100, seed);
        return new CreditModels(
                TribuoPredictor.of(line.train(examples), encoding).threadSafe(),
                TribuoPredictor.of(trees.train(examples), encoding).threadSafe());
    }

    private static Dataset<Label> examples(CreditData data, RowEncoding encoding) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> examples =
                new MutableDataset<>(new SimpleDataSourceProvenance("credit.csv", labels), labels);
        for (int i = 0; i < data.size(); i++) {
            double[] features = encoding.encode(data.rows().row(i));
            examples.add(new ArrayExample<>(new Label(data.labels().get(i)), encoding.featureNames(), features));
        }
        return examples;
    }

    /** The share of applications that a model judges as they turned out. */
    static double accuracy(Predictor model, CreditData data) {
        double[] bad = bad(model, data.rows());
        long right = IntStream.range(0, data.size())
                .filter(i -> bad[i] > 0.5 == data.labels().get(i).equals("bad"))
                .count();
        return right / (double) data.size();
    }

    /** Each application's probability to turn out bad. */
    static double[] bad(Predictor model, Matrix rows) {
        Matrix scores = model.predict(rows);
        int bad = model.outputNames().indexOf("bad");
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> scores.get(row, bad))
                .toArray();
    }
}
