package secant.kernelshap;

import java.util.Arrays;
import secant.data.CompensatedSums;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * Shapley values by their definition, over all coalitions, each evaluated once.
 *
 * <p>A coalition S and its complement enter every Shapley value with opposite coefficients, so that only the odd part
 * o(S) = (v(S) − v(Sᶜ)) / 2 matters: φ_i = Σ over complement pairs of 2 o(S) c_i(S), with
 * c_i(S) = 1 / (M C(M−1, |S|−1)) for a member and −1 / (M C(M−1, |S|)) for any other (Shapley 1953, collected by pairs).
 * Coalitions are made and forgotten block by block: memory does not grow with 2^M. Additions are compensated.
 */
final class ExactEnumeration implements ShapleyEstimator {

    /** More players than this have more coalitions than an int budget can ask for. */
    static final int MAX_PLAYERS = 30;

    private static final int MIN_PAIRS_PER_BLOCK = 256;
    private static final int MAX_PAIRS_PER_BLOCK = 16 * 1024;

    private final int players;
    /** 2 c of a coalition of size s for its members, at s; for the others it is minus the one at s + 1. */
    private final double[] coefficients;

    ExactEnumeration(int players) {
        if (players < 0 || players > MAX_PLAYERS) {
            throw new IllegalArgumentException("players must be from 0 to " + MAX_PLAYERS + " but is " + players);
        }
        this.players = players;
        this.coefficients = new double[players + 1];
        double binomial = 1; // C(M − 1, s − 1)
        for (int s = 1; s <= players; s++) {
            coefficients[s] = 2 / (players * binomial);
            binomial = binomial * (players - s) / s;
        }
    }

    /** How many coalitions there are between the empty and the full one: 2^M − 2, and 0 for no player. */
    static long coalitions(int players) {
        return players == 0 ? 0 : (1L << players) - 2;
    }

    @Override
    public String name() {
        return "exact enumeration";
    }

    @Override
    public long coalitions() {
        return coalitions(players);
    }

    @Override
    public long bytes() {
        return 8L * coefficients.length;
    }

    @Override
    public Estimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        CompensatedSums sums = new CompensatedSums(outputs * players);
        double[] totals = game.totalGains();
        double[] largest = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < players; i++) {
                sums.add(k * players + i, totals[k] / players); // the pair of the full and the empty coalition
            }
        }
        ProgressMeter meter = new ProgressMeter(listener, coalitions());
        long pairs = coalitions() / 2;
        int block = block(game.coalitionsPerCall());
        double[] gains = new double[2 * (int) Math.min(block, pairs) * outputs];
        for (long from = 1; from <= pairs; from += block) {
            int count = (int) Math.min(block, pairs - from + 1);
            Coalitions coalitions = pairs(from, count);
            game.gains(coalitions, 0, 2 * count, gains);
            for (int p = 0; p < count; p++) {
                addPair(from + p, p, gains, sums, largest);
            }
            meter.advance(2L * count);
        }
        double[] values = new double[outputs * players];
        Arrays.setAll(values, sums::get);
        for (int k = 0; k < outputs; k++) {
            Estimate.settle(values, k, players, totals[k], largest[k]);
        }
        return new Estimate(
                players,
                values,
                new double[outputs * players],
                coalitions(),
                StopReason.EXACT,
                1,
                meter.warnings(),
                Method.named(name()));
    }

    private static int block(int coalitionsPerCall) {
        int pairs = Math.max(MIN_PAIRS_PER_BLOCK, Math.min(coalitionsPerCall, MAX_PAIRS_PER_BLOCK));
        return (pairs + coalitionsPerCall - 1) / coalitionsPerCall * coalitionsPerCall;
    }

    /** Pair number m is the coalition with the bits of m, which never has the last player, and its complement. */
    private Coalitions pairs(long from, int count) {
        long all = (1L << players) - 1;
        long[] words = new long[2 * count];
        for (int p = 0; p < count; p++) {
            words[2 * p] = from + p;
            words[2 * p + 1] = all ^ (from + p);
        }
        return Coalitions.wrap(players, 2 * count, words);
    }

    private void addPair(long mask, int pair, double[] gains, CompensatedSums sums, double[] largest) {
        int outputs = largest.length;
        int size = Long.bitCount(mask);
        double inside = coefficients[size];
        double outside = -coefficients[size + 1];
        for (int k = 0; k < outputs; k++) {
            // Halved first: a difference of two gains may overflow where no value does.
            double odd = gains[2 * pair * outputs + k] / 2 - gains[(2 * pair + 1) * outputs + k] / 2;
            largest[k] = Math.max(largest[k], Math.abs(odd));
            for (int i = 0; i < players; i++) {
                sums.add(k * players + i, odd * ((mask >>> i & 1) != 0 ? inside : outside));
            }
        }
    }
}
