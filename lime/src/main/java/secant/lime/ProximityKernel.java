package secant.lime;

/**
 * How much a sample counts for its distance from the instance: √(exp(−d² / width²)) = exp(−d² / (2 width²)), the
 * exponential kernel of the lime package, whose square root makes it a Gaussian of deviation {@code width}.
 *
 * @param width the distance at which a sample counts 0.61, in the units of the distance
 */
record ProximityKernel(double width) {

    /** Of the default width for tables; the lime package's. */
    static final double WIDTH_PER_SQRT_FEATURE = 0.75;

    ProximityKernel {
        if (!(width > 0) || Double.isInfinite(width)) { // negated so that NaN is refused too
            throw new IllegalArgumentException("kernel width must be finite and above 0 but is " + width);
        }
    }

    /** {@return the weight at a distance, from 0 to 1} */
    double weight(double distance) {
        return weightOfSquare(distance * distance);
    }

    /** {@return the weight at the root of a squared distance, without taking the root} */
    double weightOfSquare(double squaredDistance) {
        return squaredDistance == 0
                ? 1
                : StrictMath.exp(-squaredDistance / (2 * width * width)); // whose square may be 0
    }
}
