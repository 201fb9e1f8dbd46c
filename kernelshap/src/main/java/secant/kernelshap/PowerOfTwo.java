package secant.kernelshap;

/** Powers of two to scale by, which changes no digit, so that squares and products neither overflow nor vanish. */
final class PowerOfTwo {

    private PowerOfTwo() {}

    /** Scales values so that the largest magnitude is from 1 to 2, and returns the exponent that scales them back. */
    static int normalise(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        // Subnormal numbers all have the same exponent; zeros stay what they are with any.
        int exponent =
                largest < Double.MIN_NORMAL ? Math.getExponent(largest * 0x1p54) - 54 : Math.getExponent(largest);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.scalb(values[i], -exponent);
        }
        return exponent;
    }
}
