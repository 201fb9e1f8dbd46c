package secant.audit;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.surrogate.WeightedRidge;

/**
 * A model of a model: the mean of a few small trees (Breiman 1996), each grown on a bootstrap sample, of the answers or of
 * what a ridge regression on standardised columns leaves of them. The line carries on where there are no rows, which trees
 * cannot.
 */
final class RowFit {

    private static final int TREES = 5;
    private static final int LEAVES = 32;
    private static final double RIDGE = 1;

    /** Whether the trees are grown on what a line leaves. */
    enum Kind {
        TREES,
        LINE_AND_TREES
    }

    private final Kind kind;
    private final Columns columns;
    private final double[] coefficients;
    private final double intercept;
    private final RegressionTree[] trees = new RegressionTree[TREES];

    RowFit(Kind kind, Schema schema, double[][] rows, double[] answers) {
        this.kind = kind;
        this.columns = new Columns(schema, rows);
        double[] rest = answers.clone();
        if (kind == Kind.TREES) {
            this.coefficients = new double[0];
            this.intercept = 0;
        } else {
            WeightedRidge line = columns.fit(rows, answers);
            this.coefficients = line.coefficients().data().clone();
            this.intercept = line.intercepts()[0];
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= line(rows[i]);
            }
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(rows.length);
        for (int t = 0; t < TREES; t++) {
            double[][] drawn = new double[rows.length][];
            double[] drawnRest = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                int from = random.nextInt(rows.length);
                drawn[i] = rows[from];
                drawnRest[i] = rest[from];
            }
            trees[t] = RegressionTree.grow(schema, drawn, drawnRest, LEAVES);
        }
    }

    double predict(double[] row) {
        double sum = 0;
        for (RegressionTree tree : trees) {
            sum += tree.predict(row);
        }
        return (kind == Kind.TREES ? 0 : line(row)) + sum / TREES;
    }

    private double line(double[] row) {
        double[] terms = new double[coefficients.length];
        columns.write(row, terms, 0);
        double sum = intercept;
        for (int i = 0; i < terms.length; i++) {
            sum += coefficients[i] * terms[i];
        }
        return sum;
    }

    /** The mean squared error on other rows. */
    double error(double[][] rows, double[] answers) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double off = predict(rows[i]) - answers[i];
            sum += off * off;
        }
        return sum / rows.length;
    }

    /** The mean squared error on rows that were left out, each part of the rows in turn. */
    static double errorLeftOut(Kind kind, Schema schema, double[][] rows, double[] answers, int parts) {
        double sum = 0;
        for (int part = 0; part < parts; part++) {
            int out = part;
            int[] in = IntStream.range(0, rows.length)
                    .filter(i -> i % parts != out)
                    .toArray();
            int[] left = IntStream.range(0, rows.length)
                    .filter(i -> i % parts == out)
                    .toArray();
            RowFit fit = new RowFit(kind, schema, take(rows, in), take(answers, in));
            sum += left.length * fit.error(take(rows, left), take(answers, left));
        }
        return sum / rows.length;
    }

    private static double[][] take(double[][] rows, int[] indices) {
        return Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    private static double[] take(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Columns as terms of a line: numbers in standard deviations, a category but the first as 0 or 1, gaps as the mean. */
    private static final class Columns {

        private final Schema schema;
        private final double[] means;
        private final double[] deviations;
        private final int terms;

        Columns(Schema schema, double[][] rows) {
            this.schema = schema;
            this.means = new double[schema.columns()];
            this.deviations = new double[schema.columns()];
            int count = 0;
            for (int c = 0; c < means.length; c++) {
                if (schema.feature(c) instanceof Feature.Categorical categorical) {
                    count += categorical.categories().size() - 1;
                } else {
                    measure(rows, c);
                    count++;
                }
            }
            this.terms = Math.max(1, count); // a term that is always 0 where there is nothing to tell rows apart
        }

        private void measure(double[][] rows, int column) {
            double[] known = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double mean =
                    Arrays.stream(known).map(value -> value / known.length).sum();
            double variance = Arrays.stream(known)
                    .map(value -> (value - mean) * (value - mean) / known.length)
                    .sum();
            means[column] = mean;
            deviations[column] = variance > 0 && variance < Double.POSITIVE_INFINITY ? Math.sqrt(variance) : 1;
        }

        WeightedRidge fit(double[][] rows, double[] answers) {
            double[] design = new double[rows.length * terms];
            for (int r = 0; r < rows.length; r++) {
                write(rows[r], design, r * terms);
            }
            double[] weights = new double[rows.length];
            Arrays.fill(weights, 1);
            return WeightedRidge.fit(
                    Matrix.wrap(rows.length, terms, design),
                    weights,
                    Matrix.wrap(rows.length, 1, answers.clone()),
                    RIDGE);
        }

        void write(double[] row, double[] design, int from) {
            int at = from;
            for (int c = 0; c < row.length; c++) {
                if (schema.feature(c) instanceof Feature.Categorical categorical) {
                    for (int category = 1; category < categorical.categories().size(); category++) {
                        design[at++] = row[c] == category ? 1 : 0;
                    }
                } else {
                    design[at++] = Double.isNaN(row[c]) ? 0 : (row[c] - means[c]) / deviations[c];
                }
            }
        }
    }
}
