package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cuts of a decision tree of depth 3 that predicts labels from one column by entropy, as scikit-learn's
 * {@code DecisionTreeClassifier(criterion="entropy", max_depth=3)} finds them: values are taken as floats, a cut lies midway
 * between two neighbours that differ by more than 10⁻⁷, and of equally good cuts the lowest is taken.
 */
final class EntropyCuts {

    private static final int DEPTH = 3;
    private static final float SMALLEST_DIFFERENCE = 1e-7f;

    /** A node of less entropy is pure but for rounding. */
    private static final double PURE = 0x1p-52;

    private static final double LOG_OF_2 = StrictMath.log(2);

    private final float[] values;
    private final int[] classes;
    private final int classCount;
    private final List<Double> cuts = new ArrayList<>();

    private EntropyCuts(float[] values, int[] classes, int classCount) {
        this.values = values;
        this.classes = classes;
        this.classCount = classCount;
    }

    /** {@return the cuts, ascending; none where no cut helps} */
    static double[] of(double[] column, double[] labels) {
        int[] order = IntStream.range(0, column.length)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> (float) column[r]))
                .mapToInt(r -> r)
                .toArray();
        double[] known = Arrays.stream(labels).distinct().sorted().toArray();
        float[] values = new float[order.length];
        int[] classes = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            values[i] = (float) column[order[i]];
            classes[i] = Arrays.binarySearch(known, labels[order[i]]);
        }
        EntropyCuts tree = new EntropyCuts(values, classes, known.length);
        tree.grow(0, values.length, 0);
        return tree.cuts.stream().mapToDouble(c -> c).sorted().toArray();
    }

    private void grow(int from, int to, int depth) {
        double[] all = new double[classCount];
        for (int i = from; i < to; i++) {
            all[classes[i]]++;
        }
        if (depth == DEPTH || to - from < 2 || entropy(all, to - from) <= PURE) {
            return;
        }
        int best = bestCut(from, to, all);
        if (best < 0) {
            return;
        }
        double cut = values[best - 1] / 2.0 + values[best] / 2.0;
        cuts.add(cut == values[best] ? values[best - 1] : cut);
        grow(from, best, depth + 1);
        grow(best, to, depth + 1);
    }

    /** The first sample right of the best cut, or −1. */
    private int bestCut(int from, int to, double[] all) {
        double[] left = new double[classCount];
        double[] right = all.clone();
        double least = Double.POSITIVE_INFINITY;
        int best = -1;
        for (int i = from + 1; i < to; i++) {
            left[classes[i - 1]]++;
            right[classes[i - 1]]--;
            if (values[i] <= values[i - 1] + SMALLEST_DIFFERENCE) {
                continue;
            }
            double impurity = (to - i) * entropy(right, to - i) + (i - from) * entropy(left, i - from);
            if (impurity < least) {
                least = impurity;
                best = i;
            }
        }
        return best;
    }

    private static double entropy(double[] counts, double total) {
        double entropy = 0;
        for (double count : counts) {
            if (count > 0) {
                double share = count / total;
                entropy -= share * (StrictMath.log(share) / LOG_OF_2);
            }
        }
        return entropy;
    }
}
