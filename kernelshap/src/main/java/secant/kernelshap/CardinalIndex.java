package secant.kernelshap;

import secant.explanation.InteractionIndex;

/**
 * Interactions as weighted means of discrete derivatives, I(S) = Σ over T ⊆ N∖S of p(|T|) Δ_S(T), with
 * Δ_S(T) = Σ over L ⊆ S of (−1)^(|S|−|L|) v(T ∪ L) (Grabisch and Roubens 1999; Fujimoto, Kojadinovic and Marichal 2006).
 *
 * <p>The derivatives of a set are those of the set without its last player, differenced once more: a walk over the sets
 * in depth, each of which halves its parent's table. No derivative is ever a sum over 2^|S| worths with coefficients that
 * cancel, and none is made twice. Sets of up to r players cost Σ over s ≤ r of C(M, s) 2^(M−s) subtractions, 3^M for all.
 */
final class CardinalIndex {

    /** k! for k up to 2 × 24, to a few ulps. */
    private static final double[] FACTORIALS = factorials(2 * GameTable.MAX_PLAYERS);

    /** What a set of players is worth to whoever asks. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Takes note of a set.
         *
         * @param set its mask
         * @param derivatives Δ_set(T), T as a mask over the players not in the set, closed up
         * @param length how many there are; the array may be longer
         */
        void visit(int set, double[] derivatives, int length);
    }

    private CardinalIndex() {}

    private static double[] factorials(int largest) {
        double[] factorials = new double[largest + 1];
        factorials[0] = 1;
        for (int k = 1; k <= largest; k++) {
            factorials[k] = k * factorials[k - 1];
        }
        return factorials;
    }

    /** Shows every set of 1 to {@code order} players, a set before those that extend it by later players. */
    static void walk(double[] gains, int players, int order, Visitor visitor) {
        double[][] scratch = new double[Math.min(order, players)][];
        for (int depth = 0; depth < scratch.length; depth++) {
            scratch[depth] = new double[1 << (players - depth - 1)];
        }
        descend(gains, players, 0, 0, scratch, visitor);
    }

    private static void descend(double[] table, int players, int set, int size, double[][] scratch, Visitor visitor) {
        if (size == scratch.length) {
            return;
        }
        double[] derivatives = scratch[size];
        int length = 1 << (players - size - 1);
        for (int player = Integer.SIZE - Integer.numberOfLeadingZeros(set); player < players; player++) {
            int low = (1 << (player - size)) - 1; // all members come before: the player's bit has moved down by them
            for (int rest = 0; rest < length; rest++) {
                int without = (rest & ~low) << 1 | (rest & low);
                derivatives[rest] = table[without + low + 1] - table[without];
            }
            visitor.visit(set | 1 << player, derivatives, length);
            descend(derivatives, players, set | 1 << player, size + 1, scratch, visitor);
        }
    }

    /**
     * The weights p of an index for sets of some size, by |T|.
     *
     * @param size of the sets
     * @param players M
     * @param order the largest size of set that gets an interaction
     */
    static double[] weights(InteractionIndex index, int size, int players, int order) {
        double[] weights = new double[players - size + 1];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = switch (index) {
                case SII, K_SII -> FACTORIALS[t] / FACTORIALS[players - size + 1] * FACTORIALS[players - t - size];
                case STII ->
                    size < order
                            ? (t == 0 ? 1 : 0)
                            : order * (FACTORIALS[t] / FACTORIALS[players] * FACTORIALS[players - 1 - t]);
                case FSII -> faithful(size, t, players);
                case BII, FBII -> StrictMath.scalb(1.0, size - players);
            };
        }
        return weights;
    }

    /** The weight of the largest sets (Tsai, Yeh and Ravikumar 2023, theorem 19). */
    private static double faithful(int order, int t, int players) {
        return FACTORIALS[2 * order - 1]
                / (FACTORIALS[order - 1] * FACTORIALS[order - 1])
                * (FACTORIALS[order + t - 1] / FACTORIALS[players + order - 1] * FACTORIALS[players - t - 1]);
    }

    /** Σ p(|T|) Δ(T). */
    static double mean(double[] derivatives, int length, double[] weights) {
        double[] sums = new double[weights.length];
        for (int rest = 0; rest < length; rest++) {
            sums[Integer.bitCount(rest)] += derivatives[rest];
        }
        double mean = 0;
        for (int t = 0; t < weights.length; t++) {
            mean += weights[t] * sums[t];
        }
        return mean;
    }
}
