package secant.report;

import java.util.Arrays;

/**
 * A smooth outline of how values are spread: a Gaussian kernel density at evenly spaced places, with Silverman's bandwidth
 * 0.9 min(s, IQR / 1.34) n^(−1/5) (Silverman 1986, eq. 3.31). Values are counted into fine bins first, so that the cost is
 * O(values + places²).
 */
final class Density {

    private final double[] heights;

    private Density(double[] heights) {
        this.heights = heights;
    }

    /** Estimates the density of values from low to high, relative to its largest height; a spike where all are alike. */
    static Density of(double[] values, double low, double high, int places) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double step = (high - low) / (places - 1);
        double[] counts = new double[places];
        for (double value : values) {
            double at = Math.min(Math.max((value - low) / step, 0), places - 1.0);
            int left = (int) Math.min(at, places - 2.0);
            counts[left] += 1 - (at - left);
            counts[left + 1] += at - left;
        }
        double bandwidth = Math.max(bandwidth(sorted) / step, 0.7);
        double[] heights = new double[places];
        for (int i = 0; i < places; i++) {
            for (int j = 0; j < places; j++) {
                double z = (i - j) / bandwidth;
                heights[i] += counts[j] == 0 ? 0 : counts[j] * StrictMath.exp(-z * z / 2);
            }
        }
        double most = Arrays.stream(heights).max().orElse(1);
        for (int i = 0; i < places; i++) {
            heights[i] /= most;
        }
        return new Density(heights);
    }

    private static double bandwidth(double[] sorted) {
        int n = sorted.length;
        double mean = 0;
        for (double value : sorted) {
            mean += value / n;
        }
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean) / Math.max(1, n - 1);
        }
        double quartiles = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
        double spread = quartiles > 0 ? Math.min(Math.sqrt(squares), quartiles) : Math.sqrt(squares);
        return 0.9 * spread * StrictMath.pow(n, -0.2);
    }

    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int left = (int) at;
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (at - left) * (sorted[right] - sorted[left]);
    }

    /** The height at a place, from 0 to 1. */
    double height(int place) {
        return heights[place];
    }

    int places() {
        return heights.length;
    }
}
