package secant.lime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What LIME needs to know of one column of the training rows: the moments of a number, and the frequencies of its bins or of
 * a column's categories. Immutable; the arrays are not to be written to.
 */
final class ColumnStatistics {

    /** As many decimals as the lime package writes cuts with. */
    static final int DECIMALS = 2;

    private static final int MOST_DECIMALS = 17;

    /** Keeps quantiles finite. */
    private static final double SMALLEST = 0x1p-60;

    final double mean;
    final double scale;
    /** Whether the training rows agree, which the scale of 1 that they then get does not say. */
    final boolean constant;

    final double[] edges;
    final double[] frequencies;
    final double[] means;
    final double[] deviations;
    final double[] mins;
    final double[] maxs;
    /** Of each bin, the probability below its range under a normal of its moments, and within it; 0 for points. */
    private final double[] quantiles;

    private final double[] quantileSpans;
    /** The fewest decimals by which no two cuts look alike and none looks like 0 that is not. */
    final int distinctDecimals;

    ColumnStatistics(
            double mean,
            double scale,
            boolean constant,
            double[] edges,
            double[] frequencies,
            double[] means,
            double[] deviations,
            double[] mins,
            double[] maxs) {
        this.mean = mean;
        this.scale = scale;
        this.constant = constant;
        this.edges = edges;
        this.frequencies = frequencies;
        this.means = means;
        this.deviations = deviations;
        this.mins = mins;
        this.maxs = maxs;
        this.distinctDecimals = distinctDecimals(edges);
        this.quantiles = new double[mins.length];
        this.quantileSpans = new double[mins.length];
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        for (int b = 0; b < mins.length; b++) {
            if (!isPoint(b)) {
                quantiles[b] = normal.cumulativeProbability((mins[b] - means[b]) / deviations[b]);
                quantileSpans[b] = normal.cumulativeProbability((maxs[b] - means[b]) / deviations[b]) - quantiles[b];
            }
        }
    }

    /** Counts categories. */
    static ColumnStatistics ofCategories(double[] column, int categories) {
        double[] frequencies = new double[categories];
        for (double value : column) {
            frequencies[(int) value]++;
        }
        divide(frequencies, column.length);
        double[] none = new double[0];
        return new ColumnStatistics(0, 1, false, none, frequencies, none, none, none, none);
    }

    /** Takes the moments of a column of numbers that has no bins. */
    static ColumnStatistics ofNumbers(double[] column) {
        double[] none = new double[0];
        double mean = mean(column, column.length);
        double deviation = standardDeviation(column, mean);
        return new ColumnStatistics(
                mean, deviation == 0 ? 1 : deviation, deviation == 0, none, none, none, none, none, none);
    }

    /**
     * Cuts a column of numbers into bins.
     *
     * @param edges at least one, ascending
     */
    static ColumnStatistics ofBins(double[] column, double[] edges) {
        int bins = edges.length + 1;
        double mean = mean(column, column.length);
        double[] frequencies = new double[bins];
        double[] means = new double[bins];
        double[] deviations = new double[bins];
        double[] mins = new double[bins];
        double[] maxs = new double[bins];
        double low = Arrays.stream(column).min().orElseThrow();
        double high = Arrays.stream(column).max().orElseThrow();
        for (int b = 0; b < bins; b++) {
            double[] members = new double[column.length];
            int count = 0;
            for (double value : column) {
                if (bin(edges, value) == b) {
                    members[count++] = value;
                }
            }
            frequencies[b] = (double) count / column.length;
            means[b] = count == 0 ? 0 : mean(members, count);
            deviations[b] = count == 0 ? 0 : deviation(members, count, means[b]);
            mins[b] = b == 0 ? low : edges[b - 1];
            maxs[b] = b == bins - 1 ? high : edges[b];
        }
        double deviation = standardDeviation(column, mean);
        return new ColumnStatistics(
                mean,
                deviation == 0 ? 1 : deviation,
                deviation == 0,
                edges,
                frequencies,
                means,
                deviations,
                mins,
                maxs);
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] / count;
        }
        double rest = 0; // what rounding left
        for (int i = 0; i < count; i++) {
            rest += (values[i] - sum) / count;
        }
        return sum + rest;
    }

    /** The population standard deviation. */
    private static double deviation(double[] values, int count, double mean) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(values[i] - mean));
        }
        if (largest == 0) {
            return 0;
        }
        double squares = 0; // in units of the largest, so that none overflows or vanishes
        for (int i = 0; i < count; i++) {
            double share = (values[i] - mean) / largest;
            squares += share * share;
        }
        return largest * Math.sqrt(squares / count);
    }

    /** The deviation of a column, 0 where it is constant but for rounding. */
    private static double standardDeviation(double[] values, double mean) {
        double deviation = deviation(values, values.length, mean);
        double rounding = Math.ulp(1.0) * Math.abs(mean) * values.length;
        return deviation <= rounding ? 0 : deviation;
    }

    private static void divide(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    boolean isBinned() {
        return edges.length > 0;
    }

    boolean isCategorical() {
        return edges.length == 0 && frequencies.length > 0;
    }

    /** Whether the interpretable feature is a bit rather than a number. */
    boolean isBit() {
        return frequencies.length > 0;
    }

    /** Whether all training rows of a bin have one value, so that no normal can be truncated to it. */
    boolean isPoint(int bin) {
        return mins[bin] == maxs[bin] || deviations[bin] == 0;
    }

    /** {@return that value} */
    double point(int bin) {
        return Math.min(Math.max(means[bin], mins[bin]), maxs[bin]); // of rounding
    }

    /** {@return the value for the model at a share of the probability of a bin, or the category} */
    double value(int cell, double share) {
        if (!isBinned()) {
            return cell;
        }
        if (isPoint(cell)) {
            return point(cell);
        }
        double p = Math.min(Math.max(quantiles[cell] + share * quantileSpans[cell], SMALLEST), 1 - 0x1p-53);
        double value = means[cell] + deviations[cell] * NormalQuantile.of(p);
        return Math.min(Math.max(value, mins[cell]), maxs[cell]); // of rounding
    }

    /** {@return the bin or the category that a value is in} */
    int cell(double value) {
        return isBinned() ? bin(edges, value) : (int) value;
    }

    /** How many edges are below the value: an edge itself belongs to the bin below it. */
    private static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && edges[bin] < value) {
            bin++;
        }
        return bin;
    }

    /** Names a bin of the column: {@code 12.36 < alcohol <= 13.05}. */
    String binName(String column, int bin, int decimals) {
        if (bin == 0) {
            return column + " <= " + decimal(edges[0], decimals);
        }
        String above = decimal(edges[bin - 1], decimals);
        return bin == edges.length
                ? column + " > " + above
                : above + " < " + column + " <= " + decimal(edges[bin], decimals);
    }

    /** Finds the fewest decimals, from 2 on, by which no two cuts look alike and none looks like 0 that is not. */
    private static int distinctDecimals(double[] edges) {
        for (int decimals = DECIMALS; decimals < MOST_DECIMALS; decimals++) {
            boolean distinct = true;
            for (int e = 0; e < edges.length; e++) {
                BigDecimal rounded = rounded(edges[e], decimals);
                distinct &= edges[e] == 0 || rounded.signum() != 0;
                distinct &= e == 0 || rounded.compareTo(rounded(edges[e - 1], decimals)) != 0;
            }
            if (distinct) {
                return decimals;
            }
        }
        return MOST_DECIMALS;
    }

    /** Rounds the exact value of the double, halves to even, as C's printf does. */
    private static String decimal(double value, int decimals) {
        String text = rounded(value, decimals).toPlainString();
        boolean negativeZero = Math.copySign(1, value) < 0 && !text.startsWith("-");
        return negativeZero ? "-" + text : text;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
