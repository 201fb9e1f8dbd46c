package secant.masking;

/**
 * Weighted sums, an output each, with the rounding error of every addition carried along (TwoSum: Knuth, TAOCP 2,
 * section 4.2.2): at outputs around 1e12 a plain sum is off in the first decimals. Not thread-safe.
 */
final class WeightedMeans {

    private final double[] sums;
    private final double[] errors;

    WeightedMeans(int outputs) {
        this.sums = new double[outputs];
        this.errors = new double[outputs];
    }

    void add(int output, double weight, double value) {
        double term = weight * value;
        double sum = sums[output];
        double next = sum + term;
        double back = next - sum;
        errors[output] += (sum - (next - back)) + (term - back);
        sums[output] = next;
    }

    /** Reads a sum and begins it anew. */
    double take(int output) {
        double total = sums[output] + errors[output];
        sums[output] = 0;
        errors[output] = 0;
        return total;
    }
}
