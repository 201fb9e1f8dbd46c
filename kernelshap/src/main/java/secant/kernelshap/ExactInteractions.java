package secant.kernelshap;

import java.util.ArrayList;
import java.util.List;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.StopReason;

/** Interactions by their definitions, from the worths of all coalitions. */
final class ExactInteractions {

    private ExactInteractions() {}

    /** Shapley values of every output, of the index's semivalue: Banzhaf values for the Banzhaf family. */
    static Estimate attributions(GameTable table, boolean banzhaf) {
        int players = table.players();
        InteractionIndex index = banzhaf ? InteractionIndex.BII : InteractionIndex.SII;
        double[] values = new double[table.outputs() * players];
        for (int k = 0; k < table.outputs(); k++) {
            int at = k * players;
            if (players > 0) {
                double[] weights = CardinalIndex.weights(index, 1, players, 1);
                CardinalIndex.walk(
                        table.gains(k),
                        players,
                        1,
                        (set, derivatives, length) -> values[at + Integer.numberOfTrailingZeros(set)] =
                                CardinalIndex.mean(derivatives, length, weights));
            }
            if (!banzhaf && players > 0) {
                Estimate.settle(values, k, players, table.gains(k)[(1 << players) - 1], table.largest(k));
            }
        }
        return new Estimate(
                players,
                values,
                new double[values.length],
                ExactEnumeration.coalitions(players),
                StopReason.EXACT,
                1,
                table.warnings(),
                Method.named("exact enumeration"));
    }

    /** Main effects and pairs of every output. */
    static InteractionEstimate ofPairs(GameTable table, InteractionIndex index) {
        int players = table.players();
        Estimate attributions = attributions(table, index.isBanzhaf());
        List<Matrix> values = new ArrayList<>(table.outputs());
        List<Matrix> errors = new ArrayList<>(table.outputs());
        for (int k = 0; k < table.outputs(); k++) {
            double[] cells = new double[players * players];
            if (players > 1) {
                pairs(table.gains(k), players, index, cells);
            }
            for (int i = 0; i < players; i++) {
                cells[i * players + i] = index == InteractionIndex.STII
                        ? table.gains(k)[1 << i]
                        : main(index, attributions.value(k, i), cells, i, players);
            }
            values.add(Matrix.wrap(players, players, cells));
            errors.add(Matrix.zeros(players, players));
        }
        return new InteractionEstimate(attributions, values, errors);
    }

    /** A pair is u_S's share of its two players by halves, whatever the index: what is left of a value is the main effect. */
    static double main(InteractionIndex index, double attribution, double[] cells, int player, int players) {
        double main = attribution;
        for (int j = 0; j < players && index.splitsAttributions(); j++) {
            main -= j == player ? 0 : cells[player * players + j] / 2;
        }
        return main;
    }

    private static void pairs(double[] gains, int players, InteractionIndex index, double[] cells) {
        double[] weights = CardinalIndex.weights(index, 2, players, 2);
        CardinalIndex.walk(gains, players, 2, (set, derivatives, length) -> {
            if (Integer.bitCount(set) == 2) {
                int i = Integer.numberOfTrailingZeros(set);
                int j = Integer.numberOfTrailingZeros(set & set - 1);
                double value = CardinalIndex.mean(derivatives, length, weights);
                cells[i * players + j] = value;
                cells[j * players + i] = value;
            }
        });
    }

    /**
     * Interactions of all sets of 1 to {@code order} players, by mask; 0 elsewhere.
     *
     * @param order 1 or more; sets are of at most as many players as there are
     */
    static double[] ofOrder(double[] gains, int players, InteractionIndex index, int order) {
        double[] found = new double[1 << players];
        int top = Math.min(order, players);
        double[][] weights = new double[top + 1][];
        for (int size = 1; size <= top; size++) {
            boolean faithful = index == InteractionIndex.FSII && size < order;
            weights[size] = faithful
                    ? CardinalIndex.weights(InteractionIndex.STII, size, players, size + 1) // the derivative at ∅
                    : CardinalIndex.weights(index, size, players, order);
        }
        boolean mobius = index == InteractionIndex.FSII && order < players;
        CardinalIndex.walk(gains, players, mobius ? players : top, (set, derivatives, length) -> {
            int size = Integer.bitCount(set);
            found[set] = size <= top ? CardinalIndex.mean(derivatives, length, weights[size]) : derivatives[0];
        });
        if (mobius) {
            spreadFaithfully(found, order);
        }
        if (index == InteractionIndex.K_SII) {
            aggregate(found, players, top);
        }
        if (index == InteractionIndex.FBII) {
            throw new IllegalArgumentException("FBII must be of order 2 or less here");
        }
        return found;
    }

    /**
     * Adds to the Möbius coefficients of sets below the order what they get of the larger ones:
     * (−1)^(r−s) s/(r+s) C(r, s) Σ over T ⊃ S, |T| > r, of C(|T|−1, r) / C(|T|+r−1, r+s) a(T) (Tsai, Yeh and Ravikumar
     * 2023, theorem 19), and removes those above it.
     */
    private static void spreadFaithfully(double[] found, int order) {
        int all = found.length - 1;
        double[] spread = new double[found.length];
        for (int set = 1; set <= all; set++) {
            int size = Integer.bitCount(set);
            if (size >= order) {
                continue;
            }
            double sign = (order - size) % 2 == 0 ? 1 : -1;
            double share = sign * size / (order + size) * SizeClass.binomial(order, size);
            double sum = 0;
            int others = all ^ set;
            for (int more = others; more != 0; more = more - 1 & others) {
                int larger = size + Integer.bitCount(more);
                if (larger > order) {
                    sum += SizeClass.binomial(larger - 1, order)
                            / SizeClass.binomial(larger + order - 1, order + size)
                            * found[set | more];
                }
            }
            spread[set] = share * sum;
        }
        for (int set = 1; set <= all; set++) {
            found[set] = Integer.bitCount(set) > order ? 0 : found[set] + spread[set];
        }
    }

    /** Σ over T ⊇ S, |T| ≤ r, of B(|T|−|S|) SII(T), with Bernoulli's numbers (Bordt and von Luxburg 2023, equation 8). */
    private static void aggregate(double[] found, int players, int top) {
        double[] bernoulli = bernoulli(top);
        int all = (1 << players) - 1;
        for (int set = 1; set <= all; set++) { // a set's own supersets come later, unchanged so far
            int size = Integer.bitCount(set);
            if (size >= top) {
                continue;
            }
            int others = all ^ set;
            double sum = 0;
            for (int more = others; more != 0; more = more - 1 & others) {
                int added = Integer.bitCount(more);
                if (size + added <= top) {
                    sum += bernoulli[added] * found[set | more];
                }
            }
            found[set] += sum;
        }
    }

    /** B_0 = 1, B_1 = −1/2, B_2 = 1/6, … by Σ over k ≤ m of C(m+1, k) B_k = 0. */
    private static double[] bernoulli(int largest) {
        double[] numbers = new double[largest + 1];
        numbers[0] = 1;
        for (int m = 1; m <= largest; m++) {
            double sum = 0;
            for (int k = 0; k < m; k++) {
                sum += SizeClass.binomial(m + 1, k) * numbers[k];
            }
            numbers[m] = m > 1 && m % 2 == 1 ? 0 : -sum / (m + 1);
        }
        return numbers;
    }
}
