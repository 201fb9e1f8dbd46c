package secant.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import secant.data.TokenizedText;
import secant.data.Tokenizer;
import secant.explanation.Explanation;
import secant.kernelshap.GameShap;
import secant.lime.TextLime;
import secant.masking.TextMasker;
import secant.model.Link;
import secant.model.TextPredictor;
import secant.report.HtmlWriter;
import secant.report.Report;
import secant.report.TextWriter;

/** Trains a classifier on made-up film reviews and asks it, by LIME and by Kernel SHAP, what it goes by. */
public final class FilmReviews {

    private static final long SEED = 42;
    private static final int REVIEWS = 2000;
    private static final double WITH_OPPOSITE = 0.25;

    private static final List<String> GOOD =
            List.of("brilliant", "wonderful", "touching", "funny", "superb", "clever", "moving", "charming");
    private static final List<String> BAD =
            List.of("boring", "awful", "slow", "dull", "weak", "stupid", "predictable", "noisy");
    private static final List<String> PARTS = List.of("plot", "acting", "music", "cast", "ending", "story", "camera");
    private static final List<String> OPENINGS = List.of("I saw it on Sunday:", "In short,", "We agreed that", "Well,");

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or its level is forgotten

    private FilmReviews() {}

    /**
     * Prints two explanations of one review and writes a page.
     *
     * @param args the folder for {@code review-report.html}; by default {@code target}
     * @throws IOException if the folder cannot be made
     */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target" : args[0]));
        TextPredictor model = train();
        String review = "Well, the plot is slow and the ending is predictable, but the acting is superb!";

        Explanation lime = TextLime.builder(model).seed(SEED).build().explain(review);
        print("%s", new TextWriter().write(Report.of(lime, "good")));

        TextMasker masker = TextMasker.builder(model).link(Link.LOGIT).build();
        Explanation shap = GameShap.builder().seed(SEED).build().explain(masker.mask(review));
        print("%s", new TextWriter().write(Report.of(shap, "good")));
        new HtmlWriter().write(Report.of(shap, "good"), folder.resolve("review-report.html"));
    }

    /** A logistic regression on which words there are. */
    static TextPredictor train() {
        TRIBUO.setLevel(Level.OFF);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> reviews = new MutableDataset<>(new SimpleDataSourceProvenance("reviews", labels), labels);
        Random random = new Random(SEED);
        for (int i = 0; i < REVIEWS; i++) {
            boolean good = random.nextBoolean();
            reviews.add(example(review(good, random), new Label(good ? "good" : "bad")));
        }
        Model<Label> model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5), 10, SEED).train(reviews);
        TextPredictor predictor = texts -> texts.stream()
                .map(text -> {
                    Prediction<Label> prediction = model.predict(example(text, LabelFactory.UNKNOWN_LABEL));
                    Map<String, Label> scores = prediction.getOutputScores();
                    return new double[] {score(scores, "bad"), score(scores, "good")};
                })
                .toArray(double[][]::new);
        return predictor.withOutputNames("bad", "good").threadSafe();
    }

    private static double score(Map<String, Label> scores, String label) {
        return requireNonNull(scores.get(label), label).getScore();
    }

    private static String review(boolean good, Random random) {
        List<String> words = good ? GOOD : BAD;
        String text = pick(OPENINGS, random) + " the " + pick(PARTS, random) + " is " + pick(words, random)
                + " and the " + pick(PARTS, random) + " is " + pick(words, random);
        return random.nextDouble() < WITH_OPPOSITE
                ? text + ", but the " + pick(PARTS, random) + " is " + pick(good ? BAD : GOOD, random) + "."
                : text + "!";
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Example<Label> example(String text, Label label) {
        TokenizedText tokens = TokenizedText.of(text, Tokenizer.words());
        Map<String, Double> counts = new TreeMap<>();
        counts.put("(always)", 1.0); // Tribuo refuses examples without a feature it knows
        IntStream.range(0, tokens.tokens().size())
                .forEach(t -> counts.merge(tokens.token(t).toLowerCase(Locale.ROOT), 1.0, Double::sum));
        double[] values = counts.values().stream().mapToDouble(count -> count).toArray();
        return new ArrayExample<>(label, counts.keySet().toArray(String[]::new), values);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
