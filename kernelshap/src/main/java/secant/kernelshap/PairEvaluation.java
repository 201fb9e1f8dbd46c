package secant.kernelshap;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import secant.explanation.ProgressMeter;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * The odd parts o(S) = (v(S) − v(Sᶜ)) / 2 of one game along a {@link PairSequence}, as far as they have been evaluated;
 * nothing is evaluated twice. Only the odd part of a game bears on its Shapley values. Not thread-safe.
 */
final class PairEvaluation {

    /** How many pairs beside the {@linkplain PairSequence#border border} must agree with values that just add up. */
    static final int CHECKS = 8;

    /** What rounding leaves of the residuals of a game that just adds up, relative to its largest odd part. */
    private static final double ADDITIVE = 1e-9;

    private static final int PROGRESS_STEPS = 100;

    private final MaskedModel game;
    private final int deciding;
    private final ProgressMeter meter;
    private final double[] totals;
    private final double[][] odd;
    /** (v(S) + v(Sᶜ)) / 2 − v(∅): has no bearing on the values, but tells which players interact. */
    private final double[][] even;

    private final double[] @Nullable [] additive;
    private final PairSource source;
    private PairSequence sequence;
    private int pairs;

    /** @param deciding how many outputs, the first ones, decide what is done; the others go along */
    PairEvaluation(MaskedModel game, int deciding, PairSource source, ProgressMeter meter) {
        this.deciding = deciding;
        this.game = game;
        this.source = source;
        this.sequence = source.atLeast(1);
        this.meter = meter;
        this.totals = game.totalGains();
        this.odd = new double[totals.length][];
        this.even = new double[totals.length][];
        Arrays.fill(odd, new double[0]);
        Arrays.fill(even, new double[0]);
        this.additive = new double[totals.length][];
    }

    /**
     * Evaluates up to a number of pairs in all.
     *
     * @param target how many pairs there shall be
     * @param deadline stops it when there are at least as many pairs as players; null for none
     * @param reserve nanoseconds before the deadline at which it stops
     * @return whether the target was reached
     */
    boolean growTo(int target, @Nullable Deadline deadline, long reserve) {
        sequence = source.atLeast(target);
        for (int k = 0; k < odd.length; k++) {
            odd[k] = Arrays.copyOf(odd[k], Math.max(target, pairs));
            even[k] = Arrays.copyOf(even[k], Math.max(target, pairs));
        }
        Coalitions coalitions = sequence.coalitions();
        int block = block(target);
        double[] gains = new double[2 * Math.min(block, Math.max(0, target - pairs)) * odd.length];
        while (pairs < target) {
            if (deadline != null && pairs >= game.players() && deadline.isOver(reserve)) {
                return false;
            }
            int to = Math.min(pairs + block, target);
            game.gains(coalitions, 2 * pairs, 2 * to, gains);
            take(gains, to);
            meter.advance(2L * (to - pairs));
            pairs = to;
        }
        return true;
    }

    /** Whole calls of the model, about a hundred of them to the target. */
    private int block(int target) {
        int perCall = game.coalitionsPerCall();
        int calls = Math.max(1, 2 * target / PROGRESS_STEPS / perCall);
        return (int) Math.max(1, Math.min((long) calls * perCall / 2, target));
    }

    private void take(double[] gains, int to) {
        int outputs = odd.length;
        for (int p = pairs; p < to; p++) {
            int from = 2 * (p - pairs) * outputs;
            for (int k = 0; k < outputs; k++) {
                // Halved first: a difference of two gains may overflow where no value does.
                odd[k][p] = gains[from + k] / 2 - gains[from + outputs + k] / 2;
                even[k][p] = gains[from + k] / 2 + gains[from + outputs + k] / 2;
            }
        }
    }

    /** How many pairs have been evaluated. */
    int pairs() {
        return pairs;
    }

    PairSource source() {
        return source;
    }

    /** The sequence, at least as long as what has been evaluated. */
    PairSequence sequence() {
        return sequence;
    }

    /** How many of the open outputs decide what is done. They are the first ones; all if none of the first is open. */
    int openDeciding() {
        int[] open = open();
        int count = (int) Arrays.stream(open).filter(k -> k < deciding).count();
        return count == 0 ? open.length : count;
    }

    /** An array an {@linkplain #open open} output, at least {@link #pairs} long; live. */
    double[][] odd() {
        return Arrays.stream(open()).mapToObj(k -> odd[k]).toArray(double[][]::new);
    }

    /** (v(S) + v(Sᶜ)) / 2 − v(∅), like {@link #odd}. */
    double[][] even() {
        return Arrays.stream(open()).mapToObj(k -> even[k]).toArray(double[][]::new);
    }

    /** v(N) − v(∅) of the {@linkplain #open open} outputs. */
    double[] totals() {
        return Arrays.stream(open()).mapToDouble(k -> totals[k]).toArray();
    }

    int outputs() {
        return odd.length;
    }

    /**
     * Finds the outputs whose odd part just adds up: for which o(S) = ½ z·φ for the first M pairs and
     * {@linkplain #enoughToTell enough} others. The first M determine φ, o(S) + Δ/2 being the sum of its members' values; a
     * game with interactions of three players or more misses Δ but by accident. Where it does so, as a rule does that the row
     * follows but for one exception, only the player of the exception, all alone or the only one missing, tells: every
     * single player is among the others. These outputs are done with.
     *
     * @return whether all outputs are; none of them is if too few pairs have been evaluated to tell
     */
    boolean findAdditive() {
        int players = game.players();
        if (pairs >= enoughToTell()) {
            for (int k = 0; k < odd.length; k++) {
                double[] values = new double[players];
                additive[k] = addUp(k, values) ? values : null;
            }
        }
        return open().length == 0;
    }

    /** How many pairs tell whether an output just adds up. */
    int enoughToTell() {
        return sequence.border() + CHECKS;
    }

    /** Whether too few pairs have been evaluated to tell, but none of them says that an open output does not just add up. */
    boolean mayAddUp() {
        return pairs < enoughToTell() && Arrays.stream(open()).allMatch(k -> addUp(k, new double[game.players()]));
    }

    /** An output's values if its odd part just adds up, else null. */
    double @Nullable [] additiveValues(int output) {
        return additive[output];
    }

    /** The outputs that do not just add up. */
    int[] open() {
        return IntStream.range(0, odd.length).filter(k -> additive[k] == null).toArray();
    }

    private boolean addUp(int output, double[] values) {
        int players = game.players();
        double half = totals[output] / 2;
        double scale = Math.abs(half);
        double[] sums = new double[players];
        for (int p = 0; p < players; p++) {
            scale = Math.max(scale, Math.abs(odd[output][p]));
            sums[p] = odd[output][p] + half;
        }
        sequence.solveFirst(sums, values);
        double excess = -totals[output];
        for (double value : values) {
            excess += value;
        }
        int to = Math.min(enoughToTell(), pairs);
        for (int p = players; p < to; p++) {
            scale = Math.max(scale, Math.abs(odd[output][p]));
        }
        double tolerance = ADDITIVE * scale;
        if (!(Math.abs(excess) <= tolerance * Math.sqrt(players))) {
            return false;
        }
        for (int i = 0; i < players; i++) {
            values[i] -= excess / players;
        }
        int[] members = new int[players];
        for (int p = players; p < to; p++) {
            int size = sequence.coalitions().members(2 * p, members);
            double fitted = -half;
            for (int m = 0; m < size; m++) {
                fitted += values[members[m]];
            }
            if (!(Math.abs(odd[output][p] - fitted) <= tolerance)) {
                return false;
            }
        }
        Estimate.settle(values, 0, players, totals[output], scale);
        return true;
    }
}
