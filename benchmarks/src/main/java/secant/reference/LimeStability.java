package secant.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.OutputExplanation;
import secant.lime.Discretizer;
import secant.lime.KernelWidth;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.TrainingStatistics;
import secant.model.Predictor;

/**
 * Says how much LIME's coefficients change with the seed, in both modes, at the same limit of 5,000 samples.
 *
 * <p>{@code LimeStability FILE…} takes the tables of cases of kind {@code lime_tabular} and trains a forest and a network on
 * three quarters of each. It prints a line for each model, way to cut columns and kernel width: the root mean square error
 * of a row's coefficients over seeds against the mean of many large runs, relative to the largest coefficient, and the mean
 * Jaccard index of the five largest coefficients over pairs of seeds, both on average over the rows.
 */
public final class LimeStability {

    private static final int ROWS = 3;
    private static final int SEEDS = 12;
    private static final int REFERENCES = 4;
    private static final int REFERENCE_SAMPLES = 1 << 16;
    private static final int TOP = 5;

    private final TrainingStatistics statistics;
    private final Predictor model;
    private final Matrix rows;
    private final double width;

    private LimeStability(TrainingStatistics statistics, Predictor model, Matrix rows, double width) {
        this.statistics = statistics;
        this.model = model;
        this.rows = rows;
        this.width = width;
    }

    /**
     * Prints the table.
     *
     * @param args case files
     * @throws IOException if one cannot be read
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("| case | model | bins | width / √columns | compatible | stable |");
        out.println("|---|---|---|---|---|---|");
        for (String arg : args) {
            CaseValue file = CaseValue.parse(arg, Files.readAllBytes(Path.of(arg)));
            int columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
            Matrix all = file.get("training_data").matrix(columns);
            double[] labels = file.get("training_labels").vector(all.rows());
            int[] order = shuffled(all.rows());
            int[] trained = Arrays.copyOf(order, all.rows() * 3 / 4);
            Matrix training = take(all, trained);
            int[] classes = Arrays.stream(trained).map(r -> (int) labels[r]).toArray();
            Matrix rows = take(all, Arrays.copyOfRange(order, trained.length, trained.length + ROWS));
            Schema schema = Schema.unnamed(columns);
            for (String name : List.of("forest", "network")) {
                Predictor model = name.equals("forest")
                        ? TrainedForest.of(training, classes, 1)
                        : TrainedNetwork.of(training, classes, 1);
                for (Discretizer bins : List.of(Discretizer.quartile(), Discretizer.none())) {
                    for (double width : new double[] {0.75, 0.25}) {
                        LimeStability stability =
                                new LimeStability(TrainingStatistics.of(schema, training, bins), model, rows, width);
                        out.printf(
                                Locale.ROOT,
                                "| %s | %s | %s | %.2f | %s | %s |%n",
                                file.caseName(),
                                name,
                                bins.named(),
                                width,
                                stability.measured(LimeMode.COMPATIBLE),
                                stability.measured(LimeMode.STABLE));
                    }
                }
            }
        }
    }

    private static int[] shuffled(int count) {
        int[] order = IntStream.range(0, count).toArray();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static Matrix take(Matrix all, int[] rows) {
        return Matrix.of(Arrays.stream(rows).mapToObj(all::row).toArray(double[][]::new));
    }

    /** Error and Jaccard index, or that the neighbourhood was refused. */
    private String measured(LimeMode mode) {
        double errors = 0;
        double jaccard = 0;
        try {
            for (int r = 0; r < rows.rows(); r++) {
                double[] reference = reference(r);
                double largest = Arrays.stream(reference).map(Math::abs).max().orElse(1);
                List<Set<Integer>> tops = new ArrayList<>();
                double squares = 0;
                for (int seed = 0; seed < SEEDS; seed++) {
                    double[] values = values(mode, r, seed, 5000);
                    for (int c = 0; c < values.length; c++) {
                        double error = (values[c] - reference[c]) / largest;
                        squares += error * error / values.length / SEEDS;
                    }
                    tops.add(top(values));
                }
                errors += Math.sqrt(squares) / rows.rows();
                jaccard += jaccard(tops) / rows.rows();
            }
        } catch (IllegalArgumentException e) {
            return "refused";
        }
        return String.format(Locale.ROOT, "%.4f (%.2f)", errors, jaccard);
    }

    private double[] reference(int row) {
        double[] mean = new double[rows.columns()];
        for (int i = 0; i < REFERENCES; i++) {
            double[] values = values(LimeMode.STABLE, row, 1000 + i, REFERENCE_SAMPLES);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += values[c] / REFERENCES;
            }
        }
        return mean;
    }

    private double[] values(LimeMode mode, int row, long seed, int samples) {
        List<OutputExplanation> top = Lime.builder(model, statistics)
                .mode(mode)
                .kernelWidth(KernelWidth.perSqrtFeature(width))
                .samples(samples)
                .topOutputs(1)
                .seed(seed)
                .build()
                .explain(rows.row(row))
                .outputs();
        return top.get(0).values();
    }

    private static Set<Integer> top(double[] values) {
        return new HashSet<>(IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -Math.abs(values[c])))
                .limit(Math.min(TOP, values.length - 1))
                .toList());
    }

    private static double jaccard(List<Set<Integer>> tops) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < tops.size(); i++) {
            for (int j = 0; j < i; j++) {
                Set<Integer> common = new HashSet<>(tops.get(i));
                common.retainAll(tops.get(j));
                Set<Integer> either = new HashSet<>(tops.get(i));
                either.addAll(tops.get(j));
                sum += (double) common.size() / either.size();
                pairs++;
            }
        }
        return sum / pairs;
    }
}
