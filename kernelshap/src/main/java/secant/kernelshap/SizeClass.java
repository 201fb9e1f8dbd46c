package secant.kernelshap;

/**
 * The complement pairs of one size: coalitions of k players with their complements of M − k, for k up to M / 2.
 *
 * @param size k
 * @param players M
 * @param first the index of its first pair in the design
 * @param count how many of its pairs are in the design
 * @param expected how many there are on average over the design's random rounding
 */
record SizeClass(int players, int size, int first, int count, double expected) {

    /** How many pairs the class has in all, as a double: C(M, k), or half of it where a pair has two coalitions of size k. */
    static double population(int players, int size) {
        return 2 * size == players ? binomial(players - 1, size) : binomial(players, size);
    }

    /** The index after its last pair. */
    int end() {
        return first + count;
    }

    double population() {
        return population(players, size);
    }

    /** The Shapley kernel of the class over a constant: both sizes of a pair weigh 1 / (k (M − k)). */
    static double kernel(int players, int size) {
        return (2 * size == players ? 1.0 : 2.0) / ((double) size * (players - size));
    }

    /** What each of its pairs weighs in the regression, so that the class weighs what its kernel says on average. */
    double weight() {
        return kernel(players, size) / expected;
    }

    /** C(n, k) as a double, exact below 2^53, infinite where it overflows. */
    static double binomial(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        double result = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            result = result * (n - Math.min(k, n - k) + i) / i;
        }
        return result;
    }
}
