package secant.lime;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether weighted samples are enough for a fit: there must be so many effective ones, and some in each column that do not
 * agree with the row. Immutable.
 */
final class EffectiveSamples {

    /** How many effective samples each column must have that do not agree with the row. */
    private static final double FEWEST_OUTSIDE = 1;

    private static final double WIDEST = 1e9;

    private final TrainingStatistics statistics;
    private final double[] row;
    private final int samples;
    private final NeighbourhoodMoments moments;
    private final int farthest;
    private final double[] instance;

    /**
     * Looks at a neighbourhood.
     *
     * @param row the explained row; not copied
     * @param instance its features; not copied
     * @param farthest the column of numbers in which it is farthest from the training rows, or −1
     */
    EffectiveSamples(
            TrainingStatistics statistics,
            double[] row,
            double[] instance,
            int farthest,
            int samples,
            NeighbourhoodMoments moments) {
        this.statistics = statistics;
        this.row = row;
        this.instance = instance;
        this.farthest = farthest;
        this.samples = samples;
        this.moments = moments;
    }

    /** How many effective samples a fit of so many features must have. */
    static int least(int features) {
        return Math.max(10, 2 * features);
    }

    /** Refuses weights that leave too few samples, or none at all beside those that agree with the row in a column. */
    void check(LocalFit fit, double width) {
        int columns = row.length;
        int least = least(columns);
        double effective = fit.effectiveSamples();
        double[] outside = new double[columns];
        Arrays.setAll(outside, c -> effective * (1 - fit.mean(c)));
        if (isEnough(effective, outside)) {
            return;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "the neighbourhood must have at least %d effective samples for %d columns, and some that do not agree with"
                        + " the row in each, but has %.3g of %d at a kernel width of %.4g; try a width of %.3g or more%s%s",
                least,
                columns,
                effective,
                fit.samples(),
                width,
                enoughWidth(width),
                effective < least
                        ? String.format(
                                Locale.ROOT,
                                ", or %.0f samples or more",
                                Math.ceil(1.2 * fit.samples() * least / effective))
                        : "",
                farAway()));
    }

    /** Whether samples are enough, of which so many do not agree with the row in each column. */
    private boolean isEnough(double effective, double[] outside) {
        boolean enough = effective >= least(row.length);
        for (int c = 0; c < row.length; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit()
                    && samples * (1 - column.frequencies[column.cell(row[c])]) >= NeighbourhoodLaw.FEWEST_SAMPLES) {
                enough &= outside[c] >= FEWEST_OUTSIDE; // the law has them, so that it is the kernel that has not
            }
        }
        return enough;
    }

    /** Widens until enough samples count; from their distances alone, without asking the model. */
    private double enoughWidth(double width) {
        double wider = width;
        boolean enough = false;
        while (!enough) {
            wider *= 1.5;
            double[] sums = new double[2];
            double[] outside = new double[row.length];
            moments.weigh(new ProximityKernel(wider), (count, weights, words) -> {
                for (int i = 0; i < count; i++) {
                    sums[0] += weights[i];
                    sums[1] += weights[i] * weights[i];
                    for (int c = 0; c < words.length; c++) {
                        outside[c] += weights[i] * (1 - ((words[c] >>> i) & 1));
                    }
                }
            });
            double effective = sums[0] / sums[1] * sums[0];
            for (int c = 0; c < row.length; c++) {
                outside[c] *= effective / sums[0];
            }
            enough = isEnough(effective, outside) || wider > width * WIDEST;
        }
        return wider * 1.01; // more than is lost when it is written with three digits
    }

    private String farAway() {
        return farthest < 0 || Math.abs(instance[farthest]) < 3
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; '%s' of the row is %.3g standard deviations from the training mean",
                        statistics.schema().feature(farthest).name(),
                        Math.abs(instance[farthest]));
    }
}
