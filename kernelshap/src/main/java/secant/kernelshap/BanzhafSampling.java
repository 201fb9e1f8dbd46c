package secant.kernelshap;

import java.util.random.RandomGenerator;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * Banzhaf values from uniformly drawn complement pairs, each used for every player (maximum sample reuse: Wang and Jia
 * 2023).
 *
 * <p>The value of player i is E[v(S) | i ∈ S] − E[v(S) | i ∉ S] = E[2 z_i o(S)], with z = 1 for members and −1 for the
 * others and o(S) = (v(S) − v(Sᶜ)) / 2, so that a pair is one unbiased sample of every value; its spread over pairs gives
 * the standard error, widened by Student's t. Fewer than ten pairs that agree say nothing of a value: its error is infinite.
 */
final class BanzhafSampling {

    private static final int FIRST_STREAM = 1 << 29;
    private static final int PAIRS_PER_BLOCK = 256;

    /** So many pairs all miss what three players together add, and agree on nothing, once in 18 times. */
    private static final int AGREEMENT_FROM = 10;

    private final int players;
    private final int pairs;
    private final long seed;

    BanzhafSampling(int players, int coalitions, long seed) {
        this.players = players;
        this.pairs = coalitions / 2;
        this.seed = seed;
    }

    String name() {
        return "uniform complement pairs, maximum sample reuse";
    }

    Estimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        ProgressMeter meter = new ProgressMeter(listener, 2L * pairs);
        Coalitions drawn = draw();
        double[] odd = new double[outputs * pairs];
        int perCall = game.coalitionsPerCall();
        int block = (2 * PAIRS_PER_BLOCK + perCall - 1) / perCall * perCall;
        double[] gains = new double[Math.min(block, drawn.count()) * outputs];
        for (int from = 0; from < drawn.count(); from += block) {
            int to = Math.min(from + block, drawn.count());
            game.gains(drawn, from, to, gains);
            for (int c = from; c < to; c++) {
                double half = (c & 1) == 0 ? 0.5 : -0.5;
                for (int k = 0; k < outputs; k++) {
                    odd[k * pairs + (c >> 1)] += half * gains[(c - from) * outputs + k];
                }
            }
            meter.advance(to - from);
        }
        double[] values = new double[outputs * players];
        double[] errors = new double[outputs * players];
        double[] sample = new double[pairs];
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < players; i++) {
                double sum = 0;
                for (int p = 0; p < pairs; p++) {
                    sample[p] = (drawn.contains(2 * p, i) ? 2 : -2) * odd[k * pairs + p];
                    sum += sample[p] / pairs;
                }
                values[k * players + i] = sum;
                double error = PermutationSampling.standardError(sample, 0);
                errors[k * players + i] = error == 0 && pairs < AGREEMENT_FROM ? Double.POSITIVE_INFINITY : error;
            }
        }
        return new Estimate(
                players, values, errors, 2L * pairs, StopReason.BUDGET, 1, meter.warnings(), Method.named(name()));
    }

    private Coalitions draw() {
        RandomGenerator random = Seeds.generator(seed, players, FIRST_STREAM);
        int stride = Coalitions.words(players);
        long[] words = new long[Math.multiplyExact(2 * pairs, stride)];
        for (int p = 0; p < pairs; p++) {
            for (int w = 0; w < stride; w++) {
                long all = CoalitionBits.all(players, w);
                long word = random.nextLong() & all;
                words[2 * p * stride + w] = word;
                words[(2 * p + 1) * stride + w] = all ^ word;
            }
        }
        return Coalitions.wrap(players, 2 * pairs, words);
    }
}
