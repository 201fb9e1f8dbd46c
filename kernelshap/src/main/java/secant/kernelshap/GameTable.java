package secant.kernelshap;

import java.util.List;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * The worths of all coalitions of a game, each evaluated once: 2^M doubles an output. Coalition {@code mask} has the
 * players whose bits are set. Not written to after it is made.
 */
final class GameTable {

    /** 128 MB an output. */
    static final int MAX_PLAYERS = 24;

    private static final int MIN_BLOCK = 512;
    private static final int MAX_BLOCK = 32 * 1024;

    private final int players;
    private final double[][] gains;
    private final List<String> warnings;

    private GameTable(int players, double[][] gains, List<String> warnings) {
        this.players = players;
        this.gains = gains;
        this.warnings = warnings;
    }

    /**
     * Evaluates every coalition.
     *
     * @param game of at most {@link #MAX_PLAYERS} players
     * @param listener is told of evaluated coalitions
     */
    static GameTable of(MaskedModel game, ProgressListener listener) {
        int players = game.players();
        if (players > MAX_PLAYERS) {
            throw new IllegalArgumentException("players must be at most " + MAX_PLAYERS + " but is " + players);
        }
        int outputs = game.outputs();
        double[][] table = new double[outputs][1 << players];
        double[] totals = game.totalGains();
        int all = (1 << players) - 1;
        for (int k = 0; k < outputs && players > 0; k++) {
            table[k][all] = totals[k];
        }
        ProgressMeter meter = new ProgressMeter(listener, ExactEnumeration.coalitions(players));
        int perCall = game.coalitionsPerCall();
        int block = (Math.max(MIN_BLOCK, Math.min(perCall, MAX_BLOCK)) + perCall - 1) / perCall * perCall;
        double[] gains = new double[Math.min(block, 1 << players) * outputs];
        for (long from = 1; from < all; from += block) {
            int count = (int) Math.min(block, all - from);
            game.gains(successive((int) from, count, players), 0, count, gains);
            for (int c = 0; c < count; c++) {
                for (int k = 0; k < outputs; k++) {
                    table[k][(int) from + c] = gains[c * outputs + k];
                }
            }
            meter.advance(count);
        }
        return new GameTable(players, table, meter.warnings());
    }

    private static Coalitions successive(int from, int count, int players) {
        long[] words = new long[count];
        for (int c = 0; c < count; c++) {
            words[c] = (long) from + c;
        }
        return Coalitions.wrap(players, count, words);
    }

    int players() {
        return players;
    }

    int outputs() {
        return gains.length;
    }

    /** v(S) − v(∅) of one output by mask; the live array. */
    double[] gains(int output) {
        return gains[output];
    }

    double largest(int output) {
        double largest = 0;
        for (double gain : gains[output]) {
            largest = Math.max(largest, Math.abs(gain));
        }
        return largest;
    }

    List<String> warnings() {
        return warnings;
    }
}
