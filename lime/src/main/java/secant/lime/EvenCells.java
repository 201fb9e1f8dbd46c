package secant.lime;

import java.util.Arrays;

/**
 * Where the boundaries between cells lie among uniform numbers. A Sobol sequence meets every stretch from k/8 to (k + 1)/8
 * equally often, and few columns' boxes of such stretches, too; other boundaries cut through its boxes. So cells get shares
 * that are multiples of 1/8, and their samples the weight true share / drawn share, which keeps every mean what it is and
 * costs effective samples.
 */
final class EvenCells {

    private static final int STRETCHES = 8;

    /** The least effective sample size, as a share, that weights of one column may leave. */
    private static final double LEAST_EFFECTIVE = 0.9;

    private EvenCells() {}

    /** {@return whether multiples of 1/8 are near enough to the shares} */
    static boolean suit(double[] shares) {
        return of(shares) != shares;
    }

    private static boolean areFew(double[] shares) {
        return Arrays.stream(shares).filter(share -> share > 0).count() <= STRETCHES;
    }

    /** {@return multiples of 1/8 that add up to 1, 0 only where shares are; or the shares if these are too uneven for that} */
    static double[] of(double[] shares) {
        if (!areFew(shares)) {
            return shares;
        }
        double[] even = shares.clone();
        int left = STRETCHES;
        for (int b = 0; b < even.length; b++) {
            even[b] = shares[b] == 0 ? 0 : Math.max(1, Math.floor(shares[b] * STRETCHES));
            left -= (int) even[b];
        }
        for (; left > 0; left--) {
            even[mostWanting(shares, even, 1)]++;
        }
        for (; left < 0; left++) {
            even[mostWanting(shares, even, -1)]--;
        }
        double squares = 0;
        for (int b = 0; b < even.length; b++) {
            even[b] /= STRETCHES;
            squares += shares[b] == 0 ? 0 : shares[b] / even[b] * shares[b];
        }
        return squares * LEAST_EFFECTIVE <= 1 ? even : shares;
    }

    /** The cell that most wants a stretch more, or with −1 a stretch less of those that have one to give. */
    private static int mostWanting(double[] shares, double[] even, int sign) {
        int most = -1;
        double largest = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < shares.length; b++) {
            double wanting = sign * (shares[b] * STRETCHES - even[b]);
            if (even[b] > (sign > 0 ? 0 : 1) && wanting > largest) {
                most = b;
                largest = wanting;
            }
        }
        return most;
    }
}
