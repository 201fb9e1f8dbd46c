package secant.report;

import java.util.Arrays;

/**
 * Bins of a histogram, all of the same width. Whole numbers have theirs in the middle of bins of whole widths: else some
 * bins would hold one more whole number than their neighbours, and stand out for nothing; the last may hold fewer.
 *
 * @param low where the first begins
 * @param high where the last ends; {@code low} where all values are the same
 * @param count how many there are, 1 or more
 */
record Bins(double low, double high, int count) {

    /** Doubles this large have a unit to spare for halves. */
    private static final double LARGEST_WHOLE = 1e12;

    /**
     * Spans values.
     *
     * @param values numbers, of which those that are missing do not count
     * @param most how many bins there may be, 1 or more
     */
    static Bins of(double[] values, int most) {
        double low = Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
        double high = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(0);
        if (Arrays.stream(values).allMatch(v -> Double.isNaN(v) || isWhole(v))) {
            double width = Math.ceil((high - low + 1) / most);
            int count = (int) Math.ceil((high - low + 1) / width);
            return new Bins(low - 0.5, low - 0.5 + count * width, count);
        }
        return new Bins(low, high, high > low ? most : 1);
    }

    /** A bin a category. */
    static Bins ofCategories(int categories) {
        return new Bins(-0.5, categories - 0.5, categories);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    }

    /** The bin that a value is in; values beyond the ends are in the outermost ones. */
    int of(double value) {
        // Halves, since the span of two large doubles can overflow.
        double share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0;
        return (int) Math.min(Math.max(share * count, 0), count - 1.0);
    }

    /** Where a bin begins, which is where the one before it ends. */
    double edge(int bin) {
        double share = (double) bin / count;
        return low * (1 - share) + high * share;
    }
}
