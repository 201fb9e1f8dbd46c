package secant.examples;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import secant.data.Segmenter;
import secant.explanation.Explanation;
import secant.kernelshap.GameShap;
import secant.lime.ImageLime;
import secant.lime.ImageOverlay;
import secant.masking.HiddenSegments;
import secant.masking.ImageMasker;
import secant.model.ImagePredictor;
import secant.report.ExplanationJson;
import secant.report.Report;
import secant.report.TextWriter;

/** Trains a classifier of handwritten digits and asks it, by LIME and by Kernel SHAP, where it looks. */
public final class HandwrittenDigits {

    static final int SIDE = 8;

    private static final long SEED = 42;
    private static final int INK = 16;
    private static final int TRAINED_ON = 700;
    private static final String[] NAMES = IntStream.range(0, SIDE * SIDE)
            .mapToObj(p -> "p" + p / SIDE + p % SIDE)
            .toArray(String[]::new);

    private static final String[] DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new);

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or its level is forgotten

    private HandwrittenDigits() {}

    /** Pictures and what they show. */
    record Digits(List<BufferedImage> pictures, List<String> digits) {

        Digits {
            pictures = List.copyOf(pictures);
            digits = List.copyOf(digits);
        }
    }

    /**
     * Prints an explanation of one digit, and writes its overlays and its JSON.
     *
     * @param args the folder for {@code digit-lime.png}, {@code digit-shap.png} and {@code digit-shap.json}; by default
     *     {@code target}
     * @throws IOException if the folder cannot be made
     */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target" : args[0]));
        Digits digits = read();
        ImagePredictor model = train(digits);
        int three = IntStream.range(TRAINED_ON, digits.digits().size())
                .filter(i -> digits.digits().get(i).equals("3"))
                .findFirst()
                .orElseThrow();
        BufferedImage picture = digits.pictures().get(three);
        print("%.1f %% of the held-out digits are read right", 100 * accuracy(model, digits));

        ImageMasker masker = ImageMasker.builder(model)
                .segmenter(Segmenter.grid(4, 4))
                .hidden(HiddenSegments.colour(0)) // no ink
                .build();
        Explanation lime =
                ImageLime.builder(masker).outputs("3").seed(SEED).build().explain(picture);
        ImageOverlay.of(lime, "3").write(folder.resolve("digit-lime.png"));

        Explanation shap = GameShap.builder().seed(SEED).build().explain(masker.mask(picture));
        print("%s", new TextWriter().write(Report.of(shap, "3")));
        ImageOverlay.of(shap, "3").write(folder.resolve("digit-shap.png"));
        ExplanationJson.write(shap, folder.resolve("digit-shap.json"));
    }

    static Digits read() throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        List<String> digits = new ArrayList<>();
        try (InputStream file =
                        requireNonNull(HandwrittenDigits.class.getResourceAsStream("digits.csv"), "digits.csv");
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : csv) {
                BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                for (int p = 0; p < NAMES.length; p++) {
                    int grey = Integer.parseInt(line.getField(NAMES[p])) * 255 / INK;
                    picture.setRGB(p % SIDE, p / SIDE, grey << 16 | grey << 8 | grey);
                }
                pictures.add(picture);
                digits.add(line.getField("digit"));
            }
        }
        return new Digits(pictures, digits);
    }

    /** A multinomial logistic regression on the pixels. */
    static ImagePredictor train(Digits digits) {
        TRIBUO.setLevel(Level.OFF);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> examples =
                new MutableDataset<>(new SimpleDataSourceProvenance("digits.csv", labels), labels);
        for (int i = 0; i < TRAINED_ON; i++) {
            examples.add(
                    example(digits.pictures().get(i), new Label(digits.digits().get(i))));
        }
        Model<Label> model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5), 20, SEED).train(examples);
        ImagePredictor predictor = pictures -> pictures.stream()
                .map(picture -> {
                    Map<String, Label> scores = model.predict(example(picture, LabelFactory.UNKNOWN_LABEL))
                            .getOutputScores();
                    return IntStream.range(0, 10)
                            .mapToDouble(digit ->
                                    requireNonNull(scores.get(DIGITS[digit])).getScore())
                            .toArray();
                })
                .toArray(double[][]::new);
        return predictor.withOutputNames(DIGITS).threadSafe();
    }

    private static Example<Label> example(BufferedImage picture, Label label) {
        double[] greys = new double[NAMES.length];
        for (int p = 0; p < greys.length; p++) {
            greys[p] = (picture.getRGB(p % SIDE, p / SIDE) & 0xFF) / 255.0;
        }
        return new ArrayExample<>(label, NAMES, greys);
    }

    /** The share of held-out digits that the model reads as they were meant. */
    static double accuracy(ImagePredictor model, Digits digits) {
        int size = digits.digits().size();
        double[][] scores = model.predict(digits.pictures().subList(TRAINED_ON, size));
        long right = IntStream.range(0, scores.length)
                .filter(i -> {
                    double meant = scores[i][Integer.parseInt(digits.digits().get(TRAINED_ON + i))];
                    return IntStream.range(0, 10).allMatch(k -> scores[i][k] <= meant);
                })
                .count();
        return (double) right / scores.length;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
