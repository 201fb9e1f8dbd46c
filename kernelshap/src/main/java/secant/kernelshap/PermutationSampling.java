package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * Averages what players add as they join in some order, each order walked forth and back (Castro, Gómez and Tejada 2009;
 * antithetic: Mitchell, Cooper, Frank and Holmes 2022).
 *
 * <p>The coalitions that the way back meets are the complements of those on the way forth, so that a walk is M − 1
 * complement pairs, and a player's share in it is the growth of the odd part o(S) = (v(S) − v(Sᶜ)) / 2 when the player
 * joins. A walk's shares add up to v(N) − v(∅). Where no three players interact, every walk gives the Shapley values.
 *
 * <p>The standard error is the spread of the walks' shares, √(s² / walks), times t(0.975; walks − 1) / 1.96: so few walks
 * say little about their spread, and so value ± 1.96 standard errors holds what it says. A single walk has no spread: its
 * errors are infinite. So are those of two or three walks whose shares all agree, which says little: of three players that
 * interact, each is the middle one of a walk as often, and walks with the same one in the middle agree. Where below ten
 * walks a player's shares agree and others' do not, it has the largest error of the others. Orders at right angles to each other spread more evenly than this reckons with.
 */
final class PermutationSampling implements ShapleyEstimator {

    /** Fewer walks than this leave their spread in doubt by a fifth and more. */
    private static final int ROUGH_BELOW = 10;

    /** Walks of which three players that interact make all agree by chance once in 27 times. */
    private static final int AGREEMENT_FROM = 4;

    /** Shares that differ by no more than this, relative to the largest worth, differ by rounding. */
    private static final double ROUNDING = 1e-13;

    private static final double NORMAL_QUANTILE = 1.959963984540054; // of 0.975

    private static final int COALITIONS_PER_BLOCK = 512;

    private final int players;
    private final int[][] orders;
    private final String name;

    /**
     * @param players M, 2 or more
     * @param orders the players as they join, an order a walk; kept, not to be written to
     * @param name what is done, for the provenance
     */
    PermutationSampling(int players, int[][] orders, String name) {
        this.players = players;
        this.orders = orders;
        this.name = name;
    }

    /** How many coalitions a walk forth and back evaluates. */
    static long coalitionsPerWalk(int players) {
        return 2L * (players - 1);
    }

    /**
     * Draws as many orders as a budget allows; what is left of it is not spent.
     *
     * @throws IllegalArgumentException if the budget does not allow one
     */
    static PermutationSampling plan(int players, long budget, PermutationOrders kind, long seed) {
        int walks = walks(players, budget);
        return new PermutationSampling(
                players,
                JoiningOrders.draw(kind, players, walks, seed),
                "permutations, " + (kind == PermutationOrders.RANDOM ? "random" : "orthogonal")
                        + " orders, antithetic");
    }

    /** How many walks a budget allows. */
    static int walks(int players, long budget) {
        long least = coalitionsPerWalk(players);
        if (budget < least) {
            throw new IllegalArgumentException("coalitions must be at least " + least
                    + ", one order forth and back, for " + players + " players but is " + budget);
        }
        return Math.toIntExact(budget / least);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long coalitions() {
        return orders.length * coalitionsPerWalk(players);
    }

    @Override
    public long bytes() {
        return 4L * orders.length * players;
    }

    @Override
    public Estimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        ProgressMeter meter = new ProgressMeter(listener, coalitions());
        double[] totals = game.totalGains();
        double[] largest = new double[outputs];
        double[] shares = walk(game, meter, totals, largest);
        double[] values = new double[outputs * players];
        double[] errors = new double[outputs * players];
        double[] column = new double[orders.length];
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < players; i++) {
                for (int o = 0; o < column.length; o++) {
                    column[o] = shares[(o * outputs + k) * players + i];
                }
                values[k * players + i] = mean(column);
                errors[k * players + i] = standardError(column, ROUNDING * largest[k]);
            }
            doubtAgreement(errors, k);
            Estimate.settle(values, k, players, totals[k], largest[k]);
        }
        List<String> warnings = new ArrayList<>(meter.warnings());
        if (orders.length < ROUGH_BELOW) {
            warnings.add("standard errors are rough: they are the spread of " + orders.length + " orders, fewer than "
                    + ROUGH_BELOW);
        }
        return new Estimate(
                players, values, errors, coalitions(), StopReason.BUDGET, 1, warnings, Method.named(name()));
    }

    /** Every walk's shares, output by output, player by player. */
    private double[] walk(MaskedModel game, ProgressMeter meter, double[] totals, double[] largest) {
        int outputs = totals.length;
        double[] shares = new double[Math.multiplyExact(Math.multiplyExact(orders.length, outputs), players)];
        int perWalk = Math.toIntExact(coalitionsPerWalk(players));
        int block = Math.max(1, Math.max(COALITIONS_PER_BLOCK, game.coalitionsPerCall()) / perWalk);
        double[] gains = new double[Math.min(block, orders.length) * perWalk * outputs];
        for (int from = 0; from < orders.length; from += block) {
            int to = Math.min(from + block, orders.length);
            Coalitions coalitions = coalitions(from, to);
            game.gains(coalitions, 0, coalitions.count(), gains);
            for (int o = from; o < to; o++) {
                for (int k = 0; k < outputs; k++) {
                    double before = -totals[k] / 2;
                    for (int step = 0; step < players; step++) {
                        int pair = ((o - from) * (players - 1) + step) * 2 * outputs + k;
                        // Halved first: a difference of two gains may overflow where no value does.
                        double odd = step == players - 1 ? totals[k] / 2 : gains[pair] / 2 - gains[pair + outputs] / 2;
                        shares[(o * outputs + k) * players + orders[o][step]] = odd - before;
                        largest[k] = Math.max(largest[k], Math.abs(odd));
                        before = odd;
                    }
                }
            }
            meter.advance(coalitions.count());
        }
        return shares;
    }

    /** For each order the sets of its first 1, 2, …, M − 1 players, each with its complement after it. */
    private Coalitions coalitions(int from, int to) {
        int stride = Coalitions.words(players);
        int count = (to - from) * 2 * (players - 1);
        long[] words = new long[count * stride];
        long[] joined = new long[stride];
        int at = 0;
        for (int o = from; o < to; o++) {
            Arrays.fill(joined, 0);
            for (int step = 0; step < players - 1; step++) {
                joined[orders[o][step] >>> 6] |= 1L << orders[o][step];
                for (int w = 0; w < stride; w++) {
                    words[at + w] = joined[w];
                    words[at + stride + w] = CoalitionBits.all(players, w) ^ joined[w];
                }
                at += 2 * stride;
            }
        }
        return Coalitions.wrap(players, count, words);
    }

    /** Few shares that agree are no proof of a value: see the class. */
    private void doubtAgreement(double[] errors, int output) {
        if (orders.length >= ROUGH_BELOW) {
            return;
        }
        int from = output * players;
        int to = from + players;
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, errors[i]);
        }
        if (largest == 0) {
            largest = orders.length < AGREEMENT_FROM ? Double.POSITIVE_INFINITY : 0;
        }
        for (int i = from; i < to; i++) {
            errors[i] = errors[i] == 0 ? largest : errors[i];
        }
    }

    private static double mean(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share / shares.length;
        }
        return sum;
    }

    /** See the class. Deviations up to {@code rounding} are none. */
    static double standardError(double[] sample, double rounding) {
        int count = sample.length;
        if (count == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = mean(sample);
        double largest = 0;
        for (double value : sample) {
            largest = Math.max(largest, Math.abs(value - mean));
        }
        if (largest <= rounding) {
            return 0;
        }
        double squares = 0;
        for (double value : sample) {
            double deviation = (value - mean) / largest; // so that the squares neither overflow nor vanish
            squares += deviation * deviation;
        }
        return largest * Math.sqrt(squares / (count - 1.0) / count) * widening(count - 1);
    }

    /** t(0.975; freedom) / 1.96. */
    static double widening(int freedom) {
        return new TDistribution(null, freedom).inverseCumulativeProbability(0.975) / NORMAL_QUANTILE;
    }
}
