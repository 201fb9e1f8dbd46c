package secant.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import secant.data.Feature;
import secant.explanation.Explanation;
import secant.explanation.Explanations;

/**
 * Which player's values go with what a player's own values leave open of its attributions.
 *
 * <p>Where every explanation carries interactions, it is the player with the largest mean |interaction|. Else rows are put
 * into up to {@value #BINS} bins of like values of the player, and within each bin a straight line is taken off. The
 * partner is the player of one column whose classes of values, up to {@value #CLASSES}, explain the largest share of the
 * variance left, corrected for the number of classes (adjusted R²). There is none where no share is beyond what chance
 * gives. Cost: O(rows × log rows × players).
 */
final class StrongestPartner {

    private static final int BINS = 8;
    private static final int CLASSES = 4;

    /** How far a share must be beyond what chance gives, in its standard deviations. */
    private static final double BEYOND_CHANCE = 4;

    private StrongestPartner() {}

    static Optional<String> of(Explanations explanations, String output, int player) {
        double[] strengths =
                explanations.all().stream().allMatch(e -> e.interactions(output).isPresent())
                        ? interactions(explanations, output, player)
                        : shares(explanations, output, player);
        int best = -1;
        for (int p = 0; p < strengths.length; p++) {
            if (p != player && strengths[p] > 0 && (best < 0 || strengths[p] > strengths[best])) {
                best = p;
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(explanations.get(0).players().name(best));
    }

    private static double[] interactions(Explanations explanations, String output, int player) {
        double[] sums = new double[explanations.get(0).players().players()];
        for (Explanation explanation : explanations) {
            for (int p = 0; p < sums.length; p++) {
                if (p != player) {
                    sums[p] += Math.abs(
                            explanation.interactions(output).orElseThrow().pair(player, p));
                }
            }
        }
        return sums;
    }

    private static double[] shares(Explanations explanations, String output, int player) {
        double[] attributions = AttributionTable.of(explanations, output).column(player);
        int players = explanations.get(0).players().players();
        double[] shares = new double[players];
        int[] columns = explanations.get(0).players().columns(player);
        if (columns.length != 1) {
            return shares;
        }
        double[][] rows = explanations.all().stream().map(Explanation::row).toArray(double[][]::new);
        int[] bins = classes(explanations, rows, columns[0], BINS);
        if (explanations.get(0).schema().feature(columns[0]) instanceof Feature.Numeric) {
            double[] values =
                    Arrays.stream(rows).mapToDouble(row -> row[columns[0]]).toArray();
            attributions = withoutTrend(attributions, values, bins);
        }
        for (int p = 0; p < players; p++) {
            int[] others = explanations.get(0).players().columns(p);
            if (p != player && others.length == 1) {
                int[] classes = classes(explanations, rows, others[0], CLASSES);
                shares[p] = adjustedShare(attributions, bins, classes);
            }
        }
        return shares;
    }

    /** Takes the straight line by the player's own values off each bin, or rows at its ends would pass for the partner's doing. */
    private static double[] withoutTrend(double[] attributions, double[] values, int[] bins) {
        int count = Arrays.stream(bins).max().orElse(0) + 1;
        double[] sizes = new double[count];
        double[] meanX = new double[count];
        double[] meanY = new double[count];
        for (int r = 0; r < values.length; r++) {
            int bin = bins[r];
            sizes[bin]++;
            meanX[bin] += ((Double.isNaN(values[r]) ? 0 : values[r]) - meanX[bin]) / sizes[bin];
            meanY[bin] += (attributions[r] - meanY[bin]) / sizes[bin];
        }
        double[] xy = new double[count];
        double[] xx = new double[count];
        for (int r = 0; r < values.length; r++) {
            double x = Double.isNaN(values[r]) ? 0 : values[r] - meanX[bins[r]];
            xy[bins[r]] += x * (attributions[r] - meanY[bins[r]]);
            xx[bins[r]] += x * x;
        }
        double[] left = new double[values.length];
        for (int r = 0; r < values.length; r++) {
            double x = Double.isNaN(values[r]) ? 0 : values[r] - meanX[bins[r]];
            left[r] = attributions[r] - meanY[bins[r]] - (xx[bins[r]] > 0 ? xy[bins[r]] / xx[bins[r]] * x : 0);
        }
        return left;
    }

    /** Puts rows into classes by a column: categories, or as many values each; missing ones are a class of their own. */
    static int[] classes(Explanations explanations, double[][] rows, int column, int most) {
        double[] values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
        int[] classes = new int[values.length];
        if (explanations.get(0).schema().feature(column) instanceof Feature.Categorical) {
            for (int row = 0; row < values.length; row++) {
                classes[row] = Double.isNaN(values[row]) ? 0 : 1 + (int) values[row];
            }
            return classes;
        }
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double[] cuts = IntStream.range(1, most)
                .mapToDouble(c -> sorted.length == 0 ? 0 : sorted[(int) ((long) c * sorted.length / most)])
                .distinct()
                .toArray();
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                int above = 1;
                for (double cut : cuts) {
                    above += values[row] >= cut ? 1 : 0;
                }
                classes[row] = above;
            }
        }
        return classes;
    }

    /** The share of the variance within bins that classes within bins explain, corrected for their number; 0 if by chance. */
    static double adjustedShare(double[] values, int[] bins, int[] classes) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(r -> bins[r]).thenComparingInt(r -> classes[r]))
                .toArray(Integer[]::new);
        double withinBins = 0;
        double withinCells = 0;
        int binCount = 0;
        int cellCount = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && bins[order[to]] == bins[order[from]]) {
                to++;
            }
            withinBins += squares(values, order, from, to);
            binCount++;
            for (int start = from; start < to; ) {
                int end = start;
                while (end < to && classes[order[end]] == classes[order[start]]) {
                    end++;
                }
                withinCells += squares(values, order, start, end);
                cellCount++;
                start = end;
            }
            from = to;
        }
        int free = values.length - cellCount;
        if (!(withinBins > 0) || free < 1 || !Double.isFinite(withinBins)) {
            return 0;
        }
        double share = 1 - withinCells / free / (withinBins / (values.length - binCount));
        double chance = Math.sqrt(2.0 * (cellCount - binCount)) / free;
        return share > BEYOND_CHANCE * chance ? share : 0;
    }

    private static double squares(double[] values, Integer[] order, int from, int to) {
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += values[order[i]] / (to - from);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (values[order[i]] - mean) * (values[order[i]] - mean);
        }
        return sum;
    }
}
