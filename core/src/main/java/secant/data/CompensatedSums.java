package secant.data;

/**
 * Sums with the rounding error of every addition carried along (TwoSum: Knuth, TAOCP 2, section 4.2.2): at terms around 1e12
 * a plain sum is off in the first decimals, and a hundred thousand small ones add up their last digits. Not thread-safe.
 */
public final class CompensatedSums {

    private final double[] sums;
    private final double[] errors;

    /**
     * Starts at 0.
     *
     * @param count how many sums, 0 or more
     */
    public CompensatedSums(int count) {
        this.sums = new double[count];
        this.errors = new double[count];
    }

    /**
     * Adds a term.
     *
     * @param at which sum
     * @param term finite
     */
    public void add(int at, double term) {
        double sum = sums[at];
        double next = sum + term;
        double back = next - sum;
        errors[at] += (sum - (next - back)) + (term - back);
        sums[at] = next;
    }

    /**
     * Adds terms one after the other.
     *
     * @param at which sum
     * @param terms finite
     * @param count how many of them, from the first
     */
    public void addAll(int at, double[] terms, int count) {
        double sum = sums[at];
        double error = errors[at];
        for (int i = 0; i < count; i++) {
            double term = terms[i];
            double next = sum + term;
            double back = next - sum;
            error += (sum - (next - back)) + (term - back);
            sum = next;
        }
        sums[at] = sum;
        errors[at] = error;
    }

    /**
     * Adds (value − shift) × weight one after the other, in one pass: bit for bit what {@link #addAll} makes of these terms.
     *
     * @param at which sum
     * @param values hold every {@code stride}-th value
     * @param from where the first value is
     * @param shifts hold every {@code stride}-th shift
     * @param fromShift where the first shift is
     * @param stride from one value, and one shift, to the next
     * @param weights one after the other
     * @param fromWeight where the first weight is
     * @param count how many of them
     */
    public void addDifferences(
            int at,
            double[] values,
            int from,
            double[] shifts,
            int fromShift,
            int stride,
            double[] weights,
            int fromWeight,
            int count) {
        double sum = sums[at];
        double error = errors[at];
        for (int i = 0, v = from, s = fromShift; i < count; i++, v += stride, s += stride) {
            double term = (values[v] - shifts[s]) * weights[fromWeight + i];
            double next = sum + term;
            double back = next - sum;
            error += (sum - (next - back)) + (term - back);
            sum = next;
        }
        sums[at] = sum;
        errors[at] = error;
    }

    /**
     * Reads a sum.
     *
     * @param at which one
     * @return its value, rounded once; infinite or NaN where the sum overflows
     */
    public double get(int at) {
        return sums[at] + errors[at];
    }

    /**
     * Reads a sum and begins it anew.
     *
     * @param at which one
     * @return what {@link #get} returns
     */
    public double take(int at) {
        double total = get(at);
        sums[at] = 0;
        errors[at] = 0;
        return total;
    }
}
