package secant.reference;

/** The largest of the errors that it is told of; NaN if one of them was NaN. */
final class LargestError {

    private double largest;

    /** Takes note of |actual − expected| / scale; two equal numbers differ by 0 on any scale. */
    void add(double actual, double expected, double scale) {
        add(actual == expected ? 0 : Math.abs(actual - expected) / scale);
    }

    /** Takes note of an error. */
    void add(double error) {
        largest = Math.max(largest, error); // NaN wins
    }

    double value() {
        return largest;
    }
}
