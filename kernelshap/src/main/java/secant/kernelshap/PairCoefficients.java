package secant.kernelshap;

import secant.explanation.InteractionIndex;

/**
 * What the worth of a coalition counts for the interaction of two players, times how many coalitions have its size.
 *
 * <p>An interaction of order 2 is Σ over T of w(|T|) (v(T ∪ ij) − v(T ∪ i) − v(T ∪ j) + v(T)), with n players and t = |T|:
 * w = 1 / ((n−1) C(n−2, t)) for SII (Grabisch and Roubens 1999), 2 / (n C(n−1, t)) for STII (Sundararajan, Dhamdhere and
 * Agarwal 2020, equation 5) and 6 (t+1)! (n−t−1)! / (n+1)! for FSII (Tsai, Yeh and Ravikumar 2023, theorem 19). Times
 * C(n, s) the factorials cancel.
 *
 * @param both where the coalition has both players, 0 if none does
 * @param apart where it has one of them
 * @param neither where it has none, 0 if all have one
 */
record PairCoefficients(double both, double apart, double neither) {

    /**
     * Of the coalitions of one size.
     *
     * @param index SII, K_SII (whose pairs are those of SII), STII or FSII
     * @param n how many players there are
     * @param size from 1 to n − 1
     */
    static PairCoefficients of(InteractionIndex index, int n, int size) {
        double s = size;
        double others = n - s;
        PairCoefficients all = switch (index) {
            case SII, K_SII -> new PairCoefficients(n / (s * (s - 1)), -n / (s * others), n / (others * (others - 1)));
            case STII -> new PairCoefficients(2 * (others + 1) / (s * (s - 1)), -2 / s, 2 / others);
            case FSII ->
                new PairCoefficients(
                        6 * (others + 1) / (s * (n + 1)), -6.0 / (n + 1), 6 * (s + 1) / (others * (n + 1)));
            case BII, FBII -> throw new IllegalArgumentException(index + " refines Banzhaf values");
        };
        return new PairCoefficients(size == 1 ? 0 : all.both(), all.apart(), size == n - 1 ? 0 : all.neither());
    }
}
