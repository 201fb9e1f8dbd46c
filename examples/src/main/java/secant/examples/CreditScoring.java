package secant.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import secant.data.Background;
import secant.data.MissingValues;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.kernelshap.KernelShap;
import secant.model.Predictor;
import secant.report.ExplanationJson;
import secant.report.HtmlWriter;
import secant.report.Report;
import secant.report.TextWriter;

/** Asks a random forest why it declined an application for credit, and what it goes by in general. */
public final class CreditScoring {

    private static final long SEED = 42;
    private static final int EXPLAINED = 200;

    private CreditScoring() {}

    /**
     * Prints one explanation and writes a report of many.
     *
     * @param args the folder for {@code credit-report.html} and {@code credit-report.json}; by default {@code target}
     * @throws IOException if the folder cannot be made
     */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target" : args[0]));

        CreditData.Split data = CreditData.read().split(0.75, SEED);
        CreditData train = data.train();
        CreditData test = data.test();
        CreditModels models = CreditModels.train(train, SEED);
        Predictor forest = models.forest();

        print("%d applications to train on, %d held out", train.size(), test.size());
        print("  always 'good'        %.1f %% right", 100 * test.share("good"));
        print("  logistic regression  %.1f %% right", 100 * CreditModels.accuracy(models.logistic(), test));
        print("  random forest        %.1f %% right%n", 100 * CreditModels.accuracy(forest, test));

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

    /** The first applicant who is declined with little doubt although the income is not known. */
    private static int declined(Predictor model, CreditData data) {
        double[] bad = CreditModels.bad(model, data.rows());
        int income = CreditData.SCHEMA.indexOf("Income");
        return IntStream.range(0, data.size())
                .filter(i -> bad[i] > 0.75 && Double.isNaN(data.rows().get(i, income)))
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
