package secant.kernelshap;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;
import secant.surrogate.SumConstrainedLeastSquares;

/**
 * What a process says of the Shapley values once the odd parts at some pairs are known.
 *
 * <p>With K the covariance matrix of the pairs and the full coalition and C the covariances with the values, the posterior
 * mean is φ = Wᵀy, W = K⁻¹C, and whatever is missing from the total is shared out evenly: linear in what was observed,
 * one matrix–vector product a row and output. From {@value #CORRECTED_FROM} pairs a player on there is a second estimate,
 * to which the regression of the leave-one-out residuals e_p = (K⁻¹y)_p / (K⁻¹)_pp on the players is added, which is linear
 * as well: what the process missed is then estimated without bias, as by least squares. It also brings back the noise that
 * the process has smoothed away, so that {@link #favoursCorrected} compares the two.
 *
 * <p>More than about {@value #BLOCK} pairs are dealt to blocks in turns, so that each has every size, and the blocks' values
 * are averaged: the cost then grows with the number of pairs, not with its cube.
 *
 * <p>Squared standard errors come from two estimates. One is the posterior variance in units of what the leave-one-out
 * residuals were against theirs, the other Σ_p W_pi² e_p², which knows which residuals matter to player i. Up to
 * {@value #TRUSTED_FROM} pairs a player the larger of them is taken; with n times as many, the excess of the second counts
 * 1/n² as much, because the residuals then are noise that the posterior knows of. Where the residuals are regressed, their
 * weights in that regression, over 1 − leverage as in HC3, take the place of W, and the posterior has no say.
 * There is no finite-population correction: what the process misses at one pair is not independent
 * of what it misses at another, and 95 % intervals with the correction covered down to 88 %.
 *
 * <p>Immutable. Memory in doubles: for one row about pairs × (block + 2 players), for many pairs × (players +
 * {@value #SAMPLED}); pairs × players more where there is a second estimate.
 */
final class OddPosterior {

    /** Pairs a player from which on the leave-one-out residuals are regressed; with fewer that does more harm than good. */
    static final int CORRECTED_FROM = 40;

    /** Pairs a player from which on the posterior variances are trusted more and more. */
    static final int TRUSTED_FROM = 5;

    /** Pairs of a block, give or take a third; twice the players where that is more, so that a block determines them. */
    static final int BLOCK = 1250;

    /** Pairs that are left out for the standard errors of many rows, or where there are many, all blocks together. */
    static final int SAMPLED = 128;

    /** Up to so many pairs of one row are all left out in turn. */
    static final int MOST_LEFT_OUT = 512;

    /** Sampled pairs whose mean squared residual stands for those of their sizes. */
    private static final int SMALLEST_GROUP = 8;

    private final int players;
    private final int pairs;
    private final @Nullable OddPosterior corrected;
    /** How much of the residuals' excess over the posterior variances counts; NaN where the residuals stand alone. */
    private final double excess;

    private final double jitter;
    private final double[] weights;
    private final LeftOut[] blocks;
    /** Σ of the squared weights of each group's pairs, M a group. */
    private final double[] influences;
    /** How many pairs of each group are left out. */
    private final int[] sizes;

    private OddPosterior(
            OddPairs pairs,
            @Nullable OddPosterior corrected,
            double excess,
            double jitter,
            double[] weights,
            LeftOut[] blocks,
            double[] influences) {
        this.players = pairs.players();
        this.pairs = pairs.count();
        this.corrected = corrected;
        this.excess = excess;
        this.jitter = jitter;
        this.weights = weights;
        this.blocks = blocks;
        this.influences = influences;
        this.sizes = new int[influences.length / players];
        for (LeftOut block : blocks) {
            for (int group : block.groups) {
                sizes[group]++;
            }
        }
    }

    /**
     * Conditions a process for one row, whose standard errors then come from the residuals of all pairs, or of
     * {@value #SAMPLED} where there are more than {@value #MOST_LEFT_OUT}: to leave each of so many out costs as much as all
     * the rest.
     *
     * @param process the prior
     * @param pairs which were evaluated
     * @param random chooses the pairs that are left out
     */
    static OddPosterior of(OddProcess process, OddPairs pairs, RandomGenerator random) {
        return condition(process, pairs, sample(pairs, MOST_LEFT_OUT, random), false);
    }

    /**
     * Conditions a process for many rows: their standard errors come from the residuals of at most {@value #SAMPLED} pairs,
     * the same for all rows.
     *
     * @param process the prior
     * @param pairs which are evaluated for each row
     * @param random chooses the pairs that are left out
     */
    static OddPosterior ofMany(OddProcess process, OddPairs pairs, RandomGenerator random) {
        return condition(process, pairs, sample(pairs, SAMPLED, random), true);
    }

    /** All pairs, if there are not too many, or as many as are sampled. */
    private static boolean[] sample(OddPairs pairs, int most, RandomGenerator random) {
        boolean[] sampled = new boolean[pairs.count()];
        if (pairs.count() <= most) {
            Arrays.fill(sampled, true);
            return sampled;
        }
        for (int s = 0; s < SAMPLED; s++) {
            // One from each stretch, since neighbours tend to be of the same size.
            sampled[(int) ((s + random.nextDouble()) * pairs.count() / SAMPLED)] = true;
        }
        return sampled;
    }

    /**
     * Whose mean squared residual stands for that of a pair: its own if all are left out, otherwise that of the sampled pairs
     * of its size. Sizes are put together, from the smallest on, until there are enough sampled pairs among them.
     */
    private static int[] groups(OddPairs pairs, boolean[] sampled) {
        if (IntStream.range(0, sampled.length).allMatch(p -> sampled[p])) {
            return IntStream.range(0, sampled.length).toArray();
        }
        int[] found = new int[pairs.classes()];
        for (int p = 0; p < sampled.length; p++) {
            found[pairs.sizeClass(p)] += sampled[p] ? 1 : 0;
        }
        int[] groupOfClass = new int[found.length];
        int group = 0;
        int open = 0;
        for (int c = 0; c < found.length; c++) {
            groupOfClass[c] = group;
            open += found[c];
            if (open >= SMALLEST_GROUP) {
                group++;
                open = 0;
            }
        }
        int[] groups = new int[sampled.length];
        int last = Math.max(0, group - 1); // classes after it are too few to stand alone
        for (int p = 0; p < groups.length; p++) {
            groups[p] = Math.min(groupOfClass[pairs.sizeClass(p)], last);
        }
        return groups;
    }

    private static OddPosterior condition(OddProcess process, OddPairs pairs, boolean[] sampled, boolean many) {
        int players = pairs.players();
        OddKernel kernel = process.kernel();
        double[] prior = kernel.priorVariances();
        int[] groups = groups(pairs, sampled);
        double[] directions = pairs.count() >= (long) CORRECTED_FROM * players ? directions(pairs) : null;
        double[] weights = new double[(pairs.count() + 1) * players];
        double[] corrections = new double[directions == null ? 0 : weights.length];
        LeftOut[] blocks = new LeftOut[blocks(pairs)];
        double jitter = 0;
        for (int b = 0; b < blocks.length; b++) {
            Interruption.check();
            OddBlock block = new OddBlock(process, kernel, pairs, turns(pairs.count(), b, blocks.length), prior);
            addWeights(block, block.weights(), 1.0 / blocks.length, weights, players);
            if (directions != null) {
                double[] precisions = block.precisions(
                        IntStream.range(0, block.chosen().length).toArray());
                addWeights(block, block.corrections(directions, precisions), 1, corrections, players);
            }
            blocks[b] = new LeftOut(block, sampled, groups, many);
            jitter = Math.max(jitter, block.jitter());
        }
        OddPosterior corrected = null;
        if (directions != null) {
            for (int i = 0; i < weights.length; i++) {
                corrections[i] += weights[i];
            }
            double[] influences = influences(directions, pairs, groups, p -> 1 / slack(pairs, p, directions));
            corrected = new OddPosterior(
                    pairs, null, Double.NaN, jitter, refined(process, corrections, pairs), blocks, influences);
        }
        double[] own = refined(process, weights, pairs);
        double trusted = Math.min(1, (double) TRUSTED_FROM * players / pairs.count());
        return new OddPosterior(
                pairs, corrected, trusted * trusted, jitter, own, blocks, influences(own, pairs, groups, p -> 1));
    }

    private static double[] influences(double[] weights, OddPairs pairs, int[] groups, IntToDoubleFunction factor) {
        int players = pairs.players();
        double[] influences = new double[(Arrays.stream(groups).max().orElse(0) + 1) * players];
        for (int p = 0; p < pairs.count(); p++) {
            addSquares(weights, p, factor.applyAsDouble(p), influences, groups[p], players);
        }
        return influences;
    }

    private static void addSquares(
            double[] weights, int pair, double factor, double[] influences, int group, int players) {
        for (int j = 0; j < players; j++) {
            double weight = factor * weights[pair * players + j];
            influences[group * players + j] += weight * weight;
        }
    }

    /** 1 − leverage of a pair in the regression of the residuals; the leverage is ½ z·h. */
    private static double slack(OddPairs pairs, int pair, double[] directions) {
        int players = pairs.players();
        double leverage = 0;
        for (int j = 0; j < players; j++) {
            leverage += directions[pair * players + j] * (pairs.contains(pair, j) ? 0.5 : -0.5);
        }
        return Math.max(PairedLeastSquares.SMALLEST_SLACK, 1 - leverage);
    }

    private static int blocks(OddPairs pairs) {
        return Math.max(1, (int) Math.round(pairs.count() / Math.max(BLOCK, 2.0 * pairs.players())));
    }

    private static int[] turns(int pairs, int first, int step) {
        int[] turns = new int[(pairs - first + step - 1) / step];
        Arrays.setAll(turns, t -> first + t * step);
        return turns;
    }

    /** Adds a block's map to that of all pairs; the full coalition is in every block. */
    private static void addWeights(OddBlock block, double[][] from, double share, double[] weights, int players) {
        for (int p = 0; p < block.count(); p++) {
            int to = p < block.count() - 1 ? block.chosen()[p] : weights.length / players - 1;
            for (int j = 0; j < players; j++) {
                weights[to * players + j] += share * from[p][j];
            }
        }
    }

    /**
     * Takes back what the smallest nugget takes away from additive games. It is there for the sake of rounding, not because
     * it is believed: with T = ½ WᵀZ, what becomes of the values of such a game, W (2I − T)ᵀ leaves (I − T)² of them open
     * where W leaves I − T.
     */
    private static double[] refined(OddProcess process, double[] weights, OddPairs pairs) {
        if (!process.interpolating()) {
            return weights;
        }
        int players = pairs.players();
        double[] open = new double[players * players]; // (I − T)ᵀ
        for (int j = 0; j < players; j++) {
            open[j * players + j] = 1;
        }
        for (int p = 0; p <= pairs.count(); p++) {
            for (int j = 0; j < players; j++) {
                boolean member = p == pairs.count() || pairs.contains(p, j);
                addMultiple(member ? -0.5 : 0.5, weights, p * players, open, j * players, players);
            }
        }
        double[] refined = weights.clone();
        for (int p = 0; p <= pairs.count(); p++) {
            for (int j = 0; j < players; j++) {
                addMultiple(weights[p * players + j], open, j * players, refined, p * players, players);
            }
        }
        return refined;
    }

    private static void addMultiple(
            double factor, double[] from, int fromOffset, double[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            to[toOffset + i] += factor * from[fromOffset + i];
        }
    }

    /** What a residual of 1 at a pair adds to the values in paired least squares: h_p = ½ w_p G z_p. */
    private static double[] directions(OddPairs pairs) {
        int players = pairs.players();
        double[] gram = new double[players * players];
        double[] sides = new double[players];
        for (int p = 0; p < pairs.count(); p++) {
            sides(pairs, p, sides);
            for (int i = 0; i < players; i++) {
                double factor = pairs.weight(p) / 4 * sides[i];
                for (int j = 0; j < players; j++) {
                    gram[i * players + j] += factor * sides[j];
                }
            }
        }
        double[] inverse = SumConstrainedLeastSquares.ofGram(Matrix.wrap(players, players, gram))
                .constrainedInverse()
                .data();
        double[] directions = new double[pairs.count() * players];
        for (int p = 0; p < pairs.count(); p++) {
            sides(pairs, p, sides);
            for (int i = 0; i < players; i++) {
                directions[p * players + i] = pairs.weight(p) / 2 * Cholesky.dot(inverse, i * players, sides, players);
            }
        }
        return directions;
    }

    private static void sides(OddPairs pairs, int pair, double[] sides) {
        for (int j = 0; j < sides.length; j++) {
            sides[j] = pairs.contains(pair, j) ? 1 : -1;
        }
    }

    /** To how many blocks the pairs are dealt. */
    int blocks() {
        return blocks.length;
    }

    /** The estimate to which the regression of the leave-one-out residuals is added; null with too few pairs. */
    @Nullable
    OddPosterior corrected() {
        return corrected;
    }

    /**
     * Whether the estimates with the regression of the residuals are the better ones, in the manner of Hausman's test: they
     * are without bias but vary more, so that the squared difference of the two estimates, less what the one varies more,
     * is the other one's squared bias. It is weighed against the variance. Any output by itself; unit-free.
     *
     * @param values without the regression, M
     * @param errors their standard errors
     * @param correctedValues with it
     * @param correctedErrors their standard errors
     */
    static boolean favoursCorrected(
            double[] values, double[] errors, double[] correctedValues, double[] correctedErrors) {
        int players = values.length;
        double[] terms = new double[3 * players];
        for (int j = 0; j < players; j++) {
            terms[j] = correctedValues[j] - values[j];
            terms[players + j] = errors[j];
            terms[2 * players + j] = correctedErrors[j];
        }
        PowerOfTwo.normalise(terms);
        double balance = 0;
        for (int i = 0; i < terms.length; i++) {
            balance += (i < 2 * players ? 1 : -2) * terms[i] * terms[i];
        }
        return balance > 0;
    }

    /** What had to be added to the diagonal of the covariance matrix; {@link OddCovariance#LEAST_JITTER} if all went well. */
    double jitter() {
        return jitter;
    }

    /** The memory that it keeps. */
    long bytes() {
        long doubles = (long) weights.length + influences.length;
        for (LeftOut block : blocks) {
            doubles += block.doubles();
        }
        if (corrected != null) {
            doubles += corrected.weights.length + corrected.influences.length;
        }
        return 8 * doubles;
    }

    /**
     * The values' means.
     *
     * @param odd odd parts at the pairs, output after output
     * @param totals v(N) − v(∅), one an output
     * @return output after output, M values each, which add up to their total up to rounding
     */
    double[] values(double[] odd, double[] totals) {
        double[] values = new double[totals.length * players];
        double[] observed = new double[pairs + 1];
        double[] solution = new double[players];
        for (int k = 0; k < totals.length; k++) {
            int exponent = observe(odd, k, totals[k], observed);
            Arrays.fill(solution, 0);
            for (int p = 0; p <= pairs; p++) {
                double y = observed[p];
                int row = p * players;
                for (int j = 0; j < players; j++) {
                    solution[j] += y * weights[row + j];
                }
            }
            double missing = 2 * observed[pairs];
            for (double value : solution) {
                missing -= value;
            }
            for (int j = 0; j < players; j++) {
                values[k * players + j] = Math.scalb(solution[j] + missing / players, exponent);
            }
        }
        return values;
    }

    /**
     * The values' standard errors.
     *
     * @param odd odd parts at the pairs, output after output
     * @param totals v(N) − v(∅), one an output
     * @return output after output, M errors each
     */
    double[] standardErrors(double[] odd, double[] totals) {
        double[] errors = new double[totals.length * players];
        double[] observed = new double[pairs + 1];
        for (int k = 0; k < totals.length; k++) {
            int exponent = observe(odd, k, totals[k], observed);
            double[] meanSquares = new double[sizes.length];
            double[] posterior = new double[players];
            for (LeftOut block : blocks) {
                double calibration = block.addSquares(observed, sizes, meanSquares);
                for (int j = 0; j < players; j++) {
                    posterior[j] += calibration * block.variances[j] / blocks.length;
                }
            }
            for (int j = 0; j < players; j++) {
                double sampling = 0;
                for (int g = 0; g < sizes.length; g++) {
                    sampling += influences[g * players + j] * meanSquares[g];
                }
                double square =
                        Double.isNaN(excess) ? sampling : posterior[j] + excess * Math.max(0, sampling - posterior[j]);
                errors[k * players + j] = Math.scalb(Math.sqrt(square), exponent);
            }
        }
        return errors;
    }

    /** Puts one output's odd parts and half its total into units of a power of two, whose exponent is returned. */
    private int observe(double[] odd, int output, double total, double[] observed) {
        System.arraycopy(odd, output * pairs, observed, 0, pairs);
        observed[pairs] = total / 2;
        return PowerOfTwo.normalise(observed);
    }

    /** The pairs of a block that are left out in turn. */
    private static final class LeftOut {

        private final int[] chosen;
        private final int[] positions;
        private final int[] groups;
        private final double[] precisions;
        private final double[] variances;
        /** What solves for the residuals of one row; null where they are made of their rows. */
        private final @Nullable OddBlock block;

        private final double[] rows;

        LeftOut(OddBlock block, boolean[] sampled, int[] groups, boolean many) {
            int[] pairs = block.chosen();
            this.chosen = pairs;
            this.positions = IntStream.range(0, pairs.length)
                    .filter(p -> sampled[pairs[p]])
                    .toArray();
            this.groups = Arrays.stream(positions).map(p -> groups[pairs[p]]).toArray();
            this.precisions = block.precisions(positions);
            this.variances = block.variances();
            this.block = many ? null : block;
            this.rows = many ? block.residualRows(positions) : new double[0];
        }

        /** Adds the mean squares of each group's residuals; returns that of all in units of their own variances. */
        double addSquares(double[] observed, int[] sizes, double[] meanSquares) {
            double[] mine = new double[chosen.length + 1];
            for (int p = 0; p < chosen.length; p++) {
                mine[p] = observed[chosen[p]];
            }
            mine[chosen.length] = observed[observed.length - 1];
            double[] residuals = residuals(mine);
            double standardised = 0;
            for (int p = 0; p < residuals.length; p++) {
                double square = residuals[p] * residuals[p];
                meanSquares[groups[p]] += square / sizes[groups[p]];
                standardised += square * precisions[p] / residuals.length;
            }
            return standardised;
        }

        private double[] residuals(double[] observed) {
            double[] residuals = new double[positions.length];
            double[] solution = block == null ? new double[0] : block.solve(observed);
            for (int p = 0; p < residuals.length; p++) {
                residuals[p] = block == null
                        ? Cholesky.dot(rows, p * observed.length, observed, observed.length)
                        : solution[positions[p]] / precisions[p];
            }
            return residuals;
        }

        long doubles() {
            return rows.length + (block == null ? 0 : block.doubles());
        }
    }
}
