package secant.masking;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.special.Erf;
import secant.data.Background;
import secant.data.Feature;

/**
 * The normal distribution with a background's mean and covariance, given some of the columns of a row.
 *
 * <p>With the visible columns V before the hidden ones H, the Cholesky factor L of the correlations has both parts of the
 * conditional distribution: with z = L_VV⁻¹ x_V, the mean is L_HV z and the covariance L_HH L_HHᵀ. Columns are
 * standardised before and after. Immutable; {@link Draws} are made by one thread at a time.
 */
final class ConditionalNormal {

    /** What is taken from correlations if they are singular, as a share of them. */
    static final double SHRINKAGE = 1e-6;

    /** A column whose variance given the others is below this share of its own follows from them but for rounding. */
    private static final double SINGULAR = 1e-8;

    private final double[] rows;
    private final int columns;
    private final int draws;
    private final ColumnMoments moments;
    private final double[] correlations;
    private final double[] normals;
    /** √(1 / (1 − Σ w²)): what makes the sample's standard deviation an estimate of the population's. */
    private final double widening;

    private final boolean shrunk;

    ConditionalNormal(Background background, Completion.Gaussian completion) {
        check(background);
        this.rows = background.rows().data();
        this.columns = background.schema().columns();
        this.draws = completion.draws();
        this.moments = ColumnMoments.of(background);
        double[] weights = background.weights();
        this.correlations = correlations(weights);
        this.shrunk = isSingular();
        if (shrunk) {
            for (int i = 0; i < correlations.length; i++) {
                correlations[i] *= i % (columns + 1) == 0 ? 1 : 1 - SHRINKAGE;
            }
        }
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        this.widening = Math.sqrt(1 / (1 - squares));
        this.normals = normals(draws, columns, completion.seed());
    }

    static void check(Background background) {
        for (Feature feature : background.schema().features()) {
            if (feature instanceof Feature.Categorical) {
                throw new IllegalArgumentException("the Gaussian completion needs columns of numbers but '"
                        + feature.name() + "' has categories; use Completion.nearest");
            }
        }
        if (background.size() < 2) {
            throw new IllegalArgumentException("the Gaussian completion needs at least 2 background rows but has 1");
        }
        checkKnown(background.rows().data(), background, "the background");
    }

    static void checkKnown(double[] cells, Background background, String what) {
        int columns = background.schema().columns();
        for (int i = 0; i < cells.length; i++) {
            if (Double.isNaN(cells[i])) {
                throw new IllegalArgumentException("the Gaussian completion needs values without gaps but '"
                        + background.schema().feature(i % columns).name() + "' of " + what
                        + (cells.length > columns ? ", row " + i / columns + "," : "")
                        + " is missing; impute it, or use Completion.nearest");
            }
        }
    }

    private double[] correlations(double[] weights) {
        double[] standardised = new double[columns];
        double[] sums = new double[columns * columns];
        for (int b = 0; b < weights.length; b++) {
            for (int c = 0; c < columns; c++) {
                standardised[c] = standardised(c, rows[b * columns + c]);
            }
            for (int i = 0; i < columns; i++) {
                double weighted = weights[b] * standardised[i];
                for (int j = 0; j < i; j++) {
                    sums[i * columns + j] += weighted * standardised[j];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            sums[i * columns + i] = 1;
            for (int j = 0; j < i; j++) {
                sums[j * columns + i] = sums[i * columns + j];
            }
        }
        return sums;
    }

    private double standardised(int column, double value) {
        double deviation = moments.deviation(column);
        return deviation == 0 ? 0 : (value - moments.mean(column)) / deviation;
    }

    private boolean isSingular() {
        int[] order = new int[columns];
        for (int c = 0; c < columns; c++) {
            order[c] = c;
        }
        double[] factor = new double[columns * columns];
        factor(order, columns, factor);
        for (int i = 0; i < columns; i++) {
            double pivot = factor[i * columns + i];
            if (!(pivot * pivot >= SINGULAR)) { // negated so that the root of a negative number is found
                return true;
            }
        }
        return false;
    }

    /** The lower Cholesky factor of the correlations of some columns, in a given order; rows are {@link #columns} wide. */
    private void factor(int[] order, int count, double[] factor) {
        for (int i = 0; i < count; i++) {
            int row = i * columns;
            for (int j = 0; j <= i; j++) {
                int other = j * columns;
                double rest = correlations[order[i] * columns + order[j]];
                for (int k = 0; k < j; k++) {
                    rest -= factor[row + k] * factor[other + k];
                }
                factor[row + j] = i == j ? Math.sqrt(rest) : rest / factor[other + j];
            }
        }
    }

    /** Standard normals, draw after draw: in each column one in every stratum of 1 / draws, and draw 2i + 1 is minus 2i. */
    private static double[] normals(int draws, int columns, long seed) {
        int pairs = draws / 2;
        double[] normals = new double[draws * columns];
        int[] strata = new int[pairs];
        for (int c = 0; c < columns; c++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ (c + 1) * 0x9E3779B97F4A7C15L);
            for (int p = 0; p < pairs; p++) { // shuffled while it is filled
                int at = random.nextInt(p + 1);
                strata[p] = strata[at];
                strata[at] = p;
            }
            for (int p = 0; p < pairs; p++) {
                // Of the upper half, (½, 1): Φ⁻¹(½ + ½ u) = √2 erf⁻¹(u). Rounding must not reach u = 1.
                double u = Math.min((strata[p] + random.nextDouble()) / pairs, Math.nextDown(1.0));
                double normal = Math.sqrt(2) * Erf.erfInv(u);
                normal = random.nextBoolean() ? normal : -normal;
                normals[2 * p * columns + c] = normal;
                normals[(2 * p + 1) * columns + c] = -normal;
            }
        }
        return normals;
    }

    int draws() {
        return draws;
    }

    /** What a reader should know of the distribution. */
    List<String> warnings() {
        return shrunk
                ? List.of("the covariance of the background is singular; for the Gaussian completion correlations were"
                        + " multiplied by " + (1 - SHRINKAGE))
                : List.of();
    }

    /** Starts the draws for one row. */
    Draws draws(double[] row) {
        return new Draws(row);
    }

    /** Rows for one coalition after the other, in one array that is used again. */
    final class Draws {

        private final double[] row;
        private final double[] drawn = new double[draws * columns];
        private final double[] factor = new double[columns * columns];
        private final int[] order = new int[columns];
        private final double[] given = new double[columns];
        private final boolean[] isVisible = new boolean[columns];

        private Draws(double[] row) {
            this.row = row;
        }

        /** The rows, draw after draw; live. */
        double[] rows() {
            return drawn;
        }

        /** Draws the hidden columns anew. */
        void fill(int[] visible, int count) {
            Arrays.fill(isVisible, false);
            for (int v = 0; v < count; v++) {
                isVisible[visible[v]] = true;
            }
            int known = order(true, 0);
            int all = order(false, known);
            factor(order, all, factor);
            for (int i = 0; i < known; i++) {
                given[i] = (standardised(order[i], row[order[i]]) - product(i, i)) / factor[i * columns + i];
            }
            for (int c = 0; c < columns; c++) { // what has no variance is known, too
                fill(c, isVisible[c] ? row[c] : rows[c]);
            }
            for (int i = known; i < all; i++) {
                draw(i, known);
            }
        }

        /** Appends the columns of positive variance that are visible, or not. */
        private int order(boolean visible, int from) {
            int to = from;
            for (int c = 0; c < columns; c++) {
                if (isVisible[c] == visible && moments.deviation(c) > 0) {
                    order[to++] = c;
                }
            }
            return to;
        }

        private double product(int i, int to) {
            double sum = 0;
            for (int k = 0; k < to; k++) {
                sum += factor[i * columns + k] * given[k];
            }
            return sum;
        }

        private void fill(int column, double value) {
            for (int at = column; at < drawn.length; at += columns) {
                drawn[at] = value;
            }
        }

        private void draw(int i, int known) {
            int column = order[i];
            double deviation = moments.deviation(column);
            double mean = moments.mean(column) + deviation * product(i, known);
            for (int d = 0; d < draws; d++) {
                double noise = 0;
                for (int k = known; k <= i; k++) {
                    noise += factor[i * columns + k] * normals[d * columns + order[k]];
                }
                drawn[d * columns + column] = mean + deviation * widening * noise;
            }
        }
    }
}
