package secant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Models that are what they seem, and scaffolds that are not (Slack et al. 2020). */
final class FoolingModels {

    private static final int FOREST_TREES = 15;

    private final FoolingData data;
    private final double[][] rows;
    private final double[] labels;
    private final RandomGenerator random;

    /** Trained on some of the data's rows. */
    FoolingModels(FoolingData data, List<Integer> train, long seed) {
        this.data = data;
        this.rows = train.stream().map(data.rows()::get).toArray(double[][]::new);
        this.labels = train.stream().mapToDouble(data.labels()::get).toArray();
        this.random = generator(seed);
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** By name: lines, labels, trees, forests, nets, products and plain rules. */
    Map<String, ToDoubleFunction<double[]>> honest() {
        Map<String, ToDoubleFunction<double[]>> models = new LinkedHashMap<>();
        ToDoubleFunction<double[]> score = logisticScore();
        models.put("score", score);
        models.put("logistic regression", row -> 1 / (1 + StrictMath.exp(-score.applyAsDouble(row))));
        models.put("label of it", row -> score.applyAsDouble(row) > 0 ? 1 : 0);
        ToDoubleFunction<double[]> forest = forest(rows, labels, 40);
        models.put("forest", forest);
        models.put("label of the forest", row -> forest.applyAsDouble(row) > 0.5 ? 1 : 0);
        models.put("tree", RegressionTree.grow(data.schema(), rows, labels, 40)::predict);
        models.put("net", net());
        models.put("product", product());
        models.put("secret rule in the open", rule(data.secret()));
        models.put("harmless rule", rule(data.harmless()));
        return models;
    }

    /** What decides about real rows, as a detector sees them, and what answers for all others. */
    Map<String, ToDoubleFunction<double[]>> scaffolds(Predicate<double[]> isReal) {
        Map<String, ToDoubleFunction<double[]>> models = new LinkedHashMap<>();
        ToDoubleFunction<double[]> secret = rule(data.secret());
        ToDoubleFunction<double[]> harmless = rule(data.harmless());
        int other = (data.harmless() + 1) % data.schema().columns();
        ToDoubleFunction<double[]> otherRule = rule(other);
        models.put("one harmless column", row -> (isReal.test(row) ? secret : harmless).applyAsDouble(row));
        models.put(
                "two harmless columns",
                row -> isReal.test(row)
                        ? secret.applyAsDouble(row)
                        : (harmless.applyAsDouble(row) + otherRule.applyAsDouble(row)) / 2);
        return models;
    }

    /** Tells masked rows of its own explanations from real ones, by a forest. */
    Predicate<double[]> detector(double[][] masked) {
        int size = Math.min(masked.length, 2000);
        double[][] both = new double[2 * size][];
        double[] isReal = new double[2 * size];
        for (int i = 0; i < size; i++) {
            both[i] = masked[i];
            both[size + i] = rows[i % rows.length];
            isReal[size + i] = 1;
        }
        ToDoubleFunction<double[]> forest = forest(both, isReal, 150);
        return row -> forest.applyAsDouble(row) > 0.5;
    }

    /** Knows the background: a row is masked if it has more cells of one of its rows than nearly all real rows have. */
    Predicate<double[]> detector(List<double[]> background) {
        double[] shares = Arrays.stream(rows)
                .filter(row -> background.stream().noneMatch(other -> Arrays.equals(other, row)))
                .mapToDouble(row -> sharedCells(row, background))
                .sorted()
                .toArray();
        double limit = shares[(int) (0.95 * (shares.length - 1))];
        return row -> sharedCells(row, background) <= limit;
    }

    private double sharedCells(double[] row, List<double[]> background) {
        double most = 0;
        for (double[] other : background) {
            double shared = 0;
            for (int c = 0; c < row.length; c++) {
                shared += row[c] == other[c] ? 1 : 0;
            }
            most = Math.max(most, shared);
        }
        return most;
    }

    private ToDoubleFunction<double[]> rule(int column) {
        boolean isCategory = data.schema().feature(column) instanceof secant.data.Feature.Categorical;
        double threshold = isCategory ? 0 : data.median(column);
        return row -> row[column] > threshold ? 1 : 0;
    }

    private ToDoubleFunction<double[]> logisticScore() {
        int columns = data.schema().columns();
        double[][] standard = new double[rows.length][];
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        Arrays.setAll(means, data::mean);
        Arrays.setAll(deviations, data::deviation);
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            standard[i] = new double[columns];
            Arrays.setAll(standard[i], c -> (row[c] - means[c]) / deviations[c]);
        }
        double[] weights = new double[columns + 1];
        for (int step = 0; step < 200; step++) {
            double[] gradient = new double[columns + 1];
            for (int i = 0; i < rows.length; i++) {
                double off = labels[i] - 1 / (1 + StrictMath.exp(-dot(weights, standard[i])));
                for (int c = 0; c < columns; c++) {
                    gradient[c] += off * standard[i][c];
                }
                gradient[columns] += off;
            }
            for (int c = 0; c <= columns; c++) {
                weights[c] += gradient[c] / rows.length;
            }
        }
        return row -> {
            double[] z = new double[columns];
            Arrays.setAll(z, c -> (row[c] - means[c]) / deviations[c]);
            return dot(weights, z);
        };
    }

    private static double dot(double[] weights, double[] row) {
        double sum = weights[row.length];
        for (int c = 0; c < row.length; c++) {
            sum += weights[c] * row[c];
        }
        return sum;
    }

    private ToDoubleFunction<double[]> forest(double[][] x, double[] y, int leaves) {
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < FOREST_TREES; t++) {
            double[][] drawn = new double[x.length][];
            double[] drawnY = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                int from = random.nextInt(x.length);
                drawn[i] = x[from];
                drawnY[i] = y[from];
            }
            trees.add(RegressionTree.grow(data.schema(), drawn, drawnY, leaves));
        }
        return row -> {
            double sum = 0;
            for (RegressionTree tree : trees) {
                sum += tree.predict(row);
            }
            return sum / FOREST_TREES;
        };
    }

    /** One hidden layer of random weights. */
    private ToDoubleFunction<double[]> net() {
        int columns = data.schema().columns();
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        Arrays.setAll(means, data::mean);
        Arrays.setAll(deviations, data::deviation);
        double[][] hidden = new double[12][];
        for (int h = 0; h < hidden.length; h++) {
            hidden[h] = random.doubles(columns + 2, -1.7, 1.7).toArray();
        }
        return row -> {
            double sum = 0;
            for (double[] unit : hidden) {
                double in = unit[columns];
                for (int c = 0; c < columns; c++) {
                    in += unit[c] * (row[c] - means[c]) / deviations[c] / Math.sqrt(columns);
                }
                sum += unit[columns + 1] * StrictMath.tanh(2 * in);
            }
            return 1 / (1 + StrictMath.exp(-sum));
        };
    }

    private ToDoubleFunction<double[]> product() {
        int last = data.schema().columns() - 1;
        int middle = last / 2;
        double[] means = {data.mean(0), data.mean(middle), data.mean(last)};
        double[] deviations = {data.deviation(0), data.deviation(middle), data.deviation(last)};
        return row -> (row[0] - means[0]) / deviations[0] * (row[last] - means[2]) / deviations[2]
                + (row[middle] - means[1]) / deviations[1];
    }
}
