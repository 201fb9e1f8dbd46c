package secant.lime;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The law of one column of a neighbourhood: from a uniform number a value for the model and its interpretable feature, by
 * inverting the distribution function. Immutable. A group of columns has the law of a column of categories, which are
 * combinations of what is in its columns.
 *
 * <p>A bin or a category is drawn by its frequency, and within a bin a normal with the bin's mean and deviation, truncated to
 * its range; a bin whose training rows all have one value gives that value. Tilted, whatever is not the row's own counts only a share of
 * its frequency. Of numbers, a uniform number gives the score, a standard normal one, from which the feature is
 * {@code centre + spread · score}.
 */
final class ColumnLaw {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Stretches of a standard normal of equal probability, and the mean of each. */
    private static final int NUMBER_PARTS = 8;

    private static final double[] PART_SCORES = partScores();

    private static final double[] NONE = new double[0];

    final ColumnStatistics statistics;
    final int own;
    final double centre;
    final double spread;
    private final double[] cumulative;

    /** The cells' probabilities, and what their samples weigh, where samples are not drawn by these probabilities. */
    private final double[] shares;

    private final double[] weights;

    private ColumnLaw(
            ColumnStatistics statistics,
            int own,
            double[] cumulative,
            double[] shares,
            double[] weights,
            double centre,
            double spread) {
        this.statistics = statistics;
        this.own = own;
        this.cumulative = cumulative;
        this.shares = shares;
        this.weights = weights;
        this.centre = centre;
        this.spread = spread;
    }

    /**
     * The law of bins or categories.
     *
     * @param own the row's bin or category
     * @param tilt what the others' frequencies are multiplied by, 1 for nothing
     */
    static ColumnLaw ofCells(ColumnStatistics statistics, int own, double tilt) {
        double[] shares = shares(statistics, own, tilt);
        return new ColumnLaw(statistics, own, cumulative(shares), NONE, NONE, 0, 0);
    }

    /**
     * The same law, of weighted samples: {@link EvenCells} where the shares are not too uneven for them.
     *
     * @param own the row's bin or category
     * @param tilt what the others' frequencies are multiplied by, 1 for nothing
     */
    static ColumnLaw ofEvenCells(ColumnStatistics statistics, int own, double tilt) {
        double[] shares = shares(statistics, own, tilt);
        double[] even = EvenCells.of(shares);
        if (Arrays.equals(even, shares)) {
            return ofCells(statistics, own, tilt);
        }
        double[] weights = new double[shares.length];
        Arrays.setAll(weights, b -> shares[b] == 0 ? 0 : shares[b] / even[b]);
        return new ColumnLaw(statistics, own, cumulative(even), shares, weights, 0, 0);
    }

    private static double[] cumulative(double[] shares) {
        double[] cumulative = shares.clone();
        for (int b = 1; b < cumulative.length; b++) {
            cumulative[b] += cumulative[b - 1];
        }
        int last = cumulative.length - 1;
        while (shares[last] == 0) {
            last--;
        }
        Arrays.fill(cumulative, last, cumulative.length, 1); // whatever rounding says
        return cumulative;
    }

    /** The mean of a normal between quantiles a and b: (φ(a) − φ(b)) / (Φ(b) − Φ(a)). */
    private static double[] partScores() {
        double[] scores = new double[NUMBER_PARTS];
        double below = 0;
        for (int p = 0; p < NUMBER_PARTS; p++) {
            double above = p == NUMBER_PARTS - 1
                    ? 0
                    : NORMAL.density(NORMAL.inverseCumulativeProbability((p + 1.0) / NUMBER_PARTS));
            scores[p] = NUMBER_PARTS * (below - above);
            below = above;
        }
        return scores;
    }

    /** The frequencies under the law. */
    static double[] shares(ColumnStatistics statistics, int own, double tilt) {
        double[] shares = statistics.frequencies.clone();
        double total = 0;
        for (int b = 0; b < shares.length; b++) {
            shares[b] *= b == own ? 1 : tilt;
            total += shares[b];
        }
        for (int b = 0; b < shares.length; b++) {
            shares[b] /= total;
        }
        return shares;
    }

    /**
     * The law of numbers.
     *
     * @param centre the mean, standardised
     * @param spread the standard deviation, in units of the column's
     */
    static ColumnLaw ofNumbers(ColumnStatistics statistics, double centre, double spread) {
        return new ColumnLaw(statistics, -1, NONE, NONE, NONE, centre, spread);
    }

    /**
     * {@return how many parts a column's law is cut into: both halves of each bin, each category, or stretches of equal
     * probability of a number}
     */
    int parts() {
        if (own < 0) {
            return spread == 0 ? 1 : NUMBER_PARTS;
        }
        return statistics.isBinned() ? 2 * cumulative.length : cumulative.length;
    }

    /** {@return the part of a uniform number, whose cell is given if there are cells} */
    int part(int cell, double uniform) {
        if (own < 0) {
            return spread == 0 ? 0 : (int) (uniform * NUMBER_PARTS);
        }
        if (!statistics.isBinned()) {
            return cell;
        }
        return 2 * cell + (!statistics.isPoint(cell) && shareWithin(cell, uniform) >= 0.5 ? 1 : 0);
    }

    /** {@return the probability of a part} */
    double partShare(int part) {
        if (own < 0) {
            return 1.0 / parts();
        }
        if (!statistics.isBinned()) {
            return share(part);
        }
        double whole = share(part / 2);
        return statistics.isPoint(part / 2) ? whole * (1 - part % 2) : whole / 2;
    }

    /** {@return the mean feature of a part} */
    double partFeature(int part) {
        if (own < 0) {
            return spread == 0 ? centre : centre + spread * PART_SCORES[part];
        }
        return (statistics.isBinned() ? part / 2 : part) == own ? 1 : 0;
    }

    /** {@return the mean of the feature} */
    double mean() {
        return own < 0 ? centre : share(own);
    }

    /** {@return the variance of the feature} */
    double variance() {
        return own < 0 ? spread * spread : share(own) * (1 - share(own));
    }

    /** Whether the interpretable feature is a bit rather than a number. */
    boolean isBit() {
        return own >= 0;
    }

    /** {@return the bin or the category that a uniform number stands for} */
    int cell(double uniform) {
        int cell = 0;
        int last = cumulative.length - 1;
        while (cell < last) {
            int middle = (cell + last) >>> 1;
            if (uniform >= cumulative[middle]) {
                cell = middle + 1;
            } else {
                last = middle;
            }
        }
        return cell;
    }

    /** {@return how far through its cell's stretch a uniform number is, from 0 to 1} */
    double shareWithin(int cell, double uniform) {
        double before = cell == 0 ? 0 : cumulative[cell - 1];
        return (uniform - before) / (cumulative[cell] - before);
    }

    /** {@return the feature of a score} */
    double feature(double score) {
        return centre + spread * score;
    }

    /** {@return the value for the model of a feature that is a number} */
    double value(double feature) {
        return feature * statistics.scale + statistics.mean;
    }

    /** {@return the probability of a cell} */
    double share(int cell) {
        return isWeighted() ? shares[cell] : drawnShare(cell);
    }

    private double drawnShare(int cell) {
        return cumulative[cell] - (cell == 0 ? 0 : cumulative[cell - 1]);
    }

    /** Whether samples count by what they weigh rather than all the same. */
    boolean isWeighted() {
        return weights.length > 0;
    }

    /** {@return what a sample in a part weighs} */
    double weight(int part) {
        return weights[statistics.isBinned() ? part / 2 : part];
    }

    /** {@return how many values there are, or 0 if they are a continuum} */
    int values() {
        if (own < 0) {
            return spread == 0 ? 1 : 0;
        }
        int values = 0;
        for (int cell = 0; cell < cumulative.length; cell++) {
            if (share(cell) > 0) {
                if (statistics.isBinned() && !statistics.isPoint(cell)) {
                    return 0;
                }
                values++;
            }
        }
        return values;
    }

    /**
     * Writes one of finitely many values into the player's columns of a row, and its feature.
     *
     * @param rowAt where the row begins
     * @return the value's probability
     */
    double enumerate(int value, PlayerStatistics player, double[] rows, int rowAt, double[] features, int featureAt) {
        if (own < 0) {
            features[featureAt] = feature(0);
            rows[rowAt + player.columns[0]] = value(features[featureAt]);
            return 1;
        }
        int cell = -1;
        for (int left = value; left >= 0; left--) {
            do {
                cell++;
            } while (share(cell) == 0);
        }
        features[featureAt] = cell == own ? 1 : 0;
        for (int m = 0; m < player.columns.length; m++) {
            rows[rowAt + player.columns[m]] = player.value(m, cell, 0);
        }
        return share(cell);
    }
}
