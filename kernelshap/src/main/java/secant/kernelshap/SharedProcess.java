package secant.kernelshap;

import java.util.Arrays;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.PredictorException;

/**
 * An odd-part process that is tuned once, on a few rows, for all rows to come: those then cost one matrix–vector product
 * each. Immutable.
 */
final class SharedProcess {

    /** Coalitions a row are evaluated up to this many pairs, or twice the players where that is more. */
    private static final int PAIRS = 400;

    private final OddProcess process;
    private final String description;

    private SharedProcess(OddProcess process, String description) {
        this.process = process;
        this.description = description;
    }

    /**
     * Tunes.
     *
     * @param masker makes the games
     * @param rows which rows to learn from, 1 or more
     * @param seed of everything random
     * @throws IllegalArgumentException if a row does not fit the masker
     */
    static SharedProcess tune(Masker masker, Matrix rows, long seed) {
        checkFits(masker, rows);
        int players = masker.groups().players();
        if (players < PairedRun.LEAST_PLAYERS) {
            return new SharedProcess(
                    OddProcess.initial(players),
                    "nothing, since fewer than " + PairedRun.LEAST_PLAYERS + " players are always enumerated");
        }
        int pairs = Math.min(Math.max(PAIRS, 2 * players), PairedRun.allPairs(players));
        PairSequence sequence = PairSequence.drawSpread(players, pairs, seed, CyclicSets.of(players));
        PairedDesign design = PairedDesign.of(sequence, pairs);
        double[] odd = new double[0];
        double[] even = new double[0];
        double[] totals = new double[0];
        for (int r = 0; r < rows.rows(); r++) {
            MaskedSubject game = mask(masker, rows, r);
            int outputs = game.outputs();
            odd = Arrays.copyOf(odd, odd.length + outputs * pairs);
            even = Arrays.copyOf(even, odd.length);
            totals = Arrays.copyOf(totals, totals.length + outputs);
            System.arraycopy(game.totalGains(), 0, totals, totals.length - outputs, outputs);
            if (game.players() > 0) {
                evaluate(game, sequence, design, odd, even, odd.length - outputs * pairs);
            }
        }
        OddProcess process =
                OddProcess.tune(OddPairs.of(design), odd, even, totals, null, Seeds.generator(seed, pairs));
        return new SharedProcess(process, rows.rows() + " rows, " + 2 * pairs + " coalitions each");
    }

    private static void checkFits(Masker masker, Matrix rows) {
        MissingValues missing =
                masker instanceof BackgroundMasker of ? of.background().missing() : MissingValues.PASS;
        for (int r = 0; r < rows.rows(); r++) {
            masker.groups().schema().check(rows.row(r), missing, "typical row " + r);
        }
    }

    /** What only the masker knows of, such as constraints, it says of an explained row. */
    private static MaskedSubject mask(Masker masker, Matrix rows, int row) {
        try {
            return masker.mask(rows.row(row));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("typical row " + row + " cannot be explained: " + e.getMessage(), e);
        } catch (PredictorException e) {
            throw e.at("that is typical row " + row);
        }
    }

    /** Who does not vary is left out of the coalitions, which changes no answer. */
    private static void evaluate(
            MaskedSubject game, PairSequence sequence, PairedDesign design, double[] odd, double[] even, int offset) {
        int[] varying = game.varyingPlayers();
        int pairs = design.pairs();
        int stride = Coalitions.words(varying.length);
        long[] words = new long[2 * pairs * stride];
        for (int c = 0; c < 2 * pairs; c++) {
            for (int v = 0; v < varying.length; v++) {
                if (sequence.coalitions().contains(c, varying[v])) {
                    words[c * stride + (v >>> 6)] |= 1L << v;
                }
            }
        }
        int outputs = game.outputs();
        double[] gains = new double[2 * pairs * outputs];
        game.gains(Coalitions.wrap(varying.length, 2 * pairs, words), 0, 2 * pairs, gains);
        for (int p = 0; p < pairs; p++) {
            int from = 2 * design.order(p) * outputs;
            for (int k = 0; k < outputs; k++) {
                odd[offset + k * pairs + p] = gains[from + k] / 2 - gains[from + outputs + k] / 2;
                even[offset + k * pairs + p] = gains[from + k] / 2 + gains[from + outputs + k] / 2;
            }
        }
    }

    /** The process for a game of some of the players. */
    OddProcess of(int[] varying) {
        return process.restrictedTo(varying);
    }

    /** What it was tuned on. */
    String description() {
        return description;
    }
}
