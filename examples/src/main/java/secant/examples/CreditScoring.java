package secant.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
import secant.data.Background;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.kernelshap.KernelShap;
import secant.model.Predictor;
import secant.report.ExplanationJson;
import secant.report.HtmlWriter;
import secant.report.Report;
import secant.report.TextWriter;
import secant.tribuo.RowEncoding;
import secant.tribuo.TribuoPredictor;

/**
 * Trains two Tribuo models on applications for credit, and asks the better one of trees why it declined an applicant and
 * what it goes by in general.
 */
public final class CreditScoring {

    private static final long SEED = 42;
    private static final int EXPLAINED = 200;
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or its level is forgotten

    private CreditScoring() {}

    /**
     * Prints one explanation and writes a report of many.
     *
     * @param args the folder for {@code credit-report.html} and {@code credit-report.json}; by default {@code target}
     * @throws IOException if the folder cannot be made
     */
    public static void main(String... args) throws IOException {
        TRIBUO.setLevel(Level.OFF);
        Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target" : args[0]));

        CreditData.Split data = CreditData.read().split(0.75, SEED);
        CreditData train = data.train();
        CreditData test = data.test();

        RowEncoding encoding = RowEncoding.builder(CreditData.SCHEMA)
                .imputingMedians(train.rows())
                .standardising(train.rows())
                .build();
        Dataset<Label> examples = examples(train, encoding);
        LinearSGDTrainer logistic = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 10, SEED);
        RandomForestTrainer<Label> trees = new RandomForestTrainer<>(
                new CARTClassificationTrainer(8, 0.3f, SEED), new VotingCombiner(), 100, SEED);
        Predictor line = TribuoPredictor.of(logistic.train(examples), encoding).threadSafe();
        Predictor forest = TribuoPredictor.of(trees.train(examples), encoding).threadSafe();

        print("%d applications to train on, %d held out", train.size(), test.size());
        print("  always 'good'        %.1f %% right", 100 * test.share("good"));
        print("  logistic regression  %.1f %% right", 100 * accuracy(line, test));
        print("  random forest        %.1f %% right%n", 100 * accuracy(forest, test));

        Background background = Background.builder(CreditData.SCHEMA, train.rows())
                .missing(MissingValues.PASS)
                .build()
                .sample(100, SEED);
        KernelShap shap = KernelShap.builder(forest, background).seed(SEED).build();
        Explanation declined = shap.explain(test.rows().row(declined(forest, test)));
        print("%s", new TextWriter().write(Report.of(declined, "bad")));

        KernelShap quick = KernelShap.builder(forest, background)
                .coalitions(104) // 8 a feature
                .seed(SEED)
                .build();
        Explanations many = quick.explain(test.first(EXPLAINED).rows()).orThrow();
        Path page = folder.resolve("credit-report.html");
        new HtmlWriter().write(Report.of(many, "bad"), page);
        ExplanationJson.write(many, folder.resolve("credit-report.json"));
        print("%nWhat counts for %d applicants: open %s", EXPLAINED, fromHere(page));
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

    private static double accuracy(Predictor model, CreditData data) {
        Matrix scores = model.predict(data.rows());
        int bad = model.outputNames().indexOf("bad");
        return IntStream.range(0, data.size())
                        .filter(i ->
                                scores.get(i, bad) > 0.5 == data.labels().get(i).equals("bad"))
                        .count()
                / (double) data.size();
    }

    /** The first applicant who is declined with little doubt although the income is not known. */
    private static int declined(Predictor model, CreditData data) {
        Matrix scores = model.predict(data.rows());
        int bad = model.outputNames().indexOf("bad");
        int income = CreditData.SCHEMA.indexOf("Income");
        return IntStream.range(0, data.size())
                .filter(i ->
                        scores.get(i, bad) > 0.75 && Double.isNaN(data.rows().get(i, income)))
                .findFirst()
                .orElseThrow();
    }

    /** A file's path as one would type it. */
    private static Path fromHere(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path there = file.toAbsolutePath();
        return there.startsWith(here) ? here.relativize(there) : there;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
