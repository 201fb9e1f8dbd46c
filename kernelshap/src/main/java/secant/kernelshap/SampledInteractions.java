package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/**
 * Shapley values and interactions of pairs from sampled complement pairs of coalitions, by any index that refines Shapley
 * values.
 *
 * <p>A coalition and its complement have opposite coefficients in a Shapley value, and the same one in the SII and FSII of
 * a pair of players: the odd part of the game has the values, the even part the pairs. STII gives small coalitions more
 * weight than large ones, and so takes something of both. Either is taken as a sum over sizes of means over the coalitions
 * of that size, each of which, once evaluated, serves every pair (as in SVARM-IQ: Kolpaczki and others 2024). What main
 * effects and pairs explain is fitted by least squares and their interactions, which are the fit's coefficients by every
 * index, are taken from it; only what it leaves over is averaged. The fit for a coalition is one that has not seen it, out
 * of {@link #FOLDS}, so that it biases nothing, whatever it misses; where no three players interact, and coalitions are
 * enough to determine it, it misses nothing and the values are exact.
 *
 * <p>Sizes are drawn as √E[a²] asks for, a being a coalition's coefficient times the number of its size, without
 * replacement, those of single players always in full, and at least two of every size. The standard errors are the spread
 * of the residuals' terms within sizes, with the finite-population correction.
 */
final class SampledInteractions {

    /** Each fit sees all coalitions but a quarter. */
    private static final int FOLDS = 4;

    /** Sizes have coalitions enough for a spread. */
    private static final int LEAST_OF_A_SIZE = 2;

    private static final int COALITIONS_PER_BLOCK = 1024;

    /** Streams of random numbers from here on are those of interactions' sizes. */
    private static final int FIRST_STREAM = 1 << 28;

    /**
     * What a residual of a complement pair counts for two players, times the population of its size.
     *
     * @param in where both are in the smaller coalition
     * @param out where both are in the larger one
     * @param split where they are apart
     */
    private record Shares(double in, double out, double split) {

        /** Of what all pairs of one size have in common: the smaller coalition's coefficients and its complement's. */
        static Shares of(PairCoefficients small, PairCoefficients large, double sign, double scale) {
            return new Shares(
                    scale * (small.both() + sign * large.neither()),
                    scale * (small.neither() + sign * large.both()),
                    scale * (small.apart() + sign * large.apart()));
        }

        Shares times(Shares other) {
            return new Shares(in * other.in, out * other.out, split * other.split);
        }
    }

    /**
     * The complement pairs of one size, the smaller coalition having {@code size} players.
     *
     * @param even what the even part of a pair counts for two players
     * @param odd what its odd part does
     * @param member what the odd part counts for a member's Shapley value
     * @param other what it counts for another player's
     */
    private record Stratum(
            int first, int count, double population, Shares even, Shares odd, double member, double other) {

        boolean complete() {
            return count == population;
        }

        int end() {
            return first + count;
        }
    }

    private final InteractionIndex index;
    private final int players;
    private final List<Stratum> strata;
    private final Coalitions coalitions;
    private final int[] folds;
    private final MemberFit mainFit;
    private final MemberFit pairFit;

    private SampledInteractions(
            InteractionIndex index,
            int players,
            List<Stratum> strata,
            Coalitions coalitions,
            int[] folds,
            MemberFit mainFit,
            MemberFit pairFit) {
        this.index = index;
        this.players = players;
        this.strata = strata;
        this.coalitions = coalitions;
        this.folds = folds;
        this.mainFit = mainFit;
        this.pairFit = pairFit;
    }

    /** How many coalitions it takes at least. */
    static long least(int players) {
        long least = 2L * (players + LEAST_OF_A_SIZE * (players / 2 - 1L));
        return players > ExactEnumeration.MAX_PLAYERS ? least : Math.min(least, ExactEnumeration.coalitions(players));
    }

    /**
     * Draws the coalitions.
     *
     * @param index SII, K_SII, STII or FSII
     * @param players M, 4 or more
     * @param budget how many coalitions at most, less than there are
     * @throws IllegalArgumentException if the budget is too small, naming the least
     */
    static SampledInteractions plan(InteractionIndex index, int players, int budget, long seed) {
        if (budget < least(players)) {
            throw new IllegalArgumentException("coalitions must be at least " + least(players) + " for " + players
                    + " varying players to have interactions but is " + budget);
        }
        int[] counts = allocate(index, players, budget / 2);
        int pairs = Arrays.stream(counts).sum();
        int stride = Coalitions.words(players);
        long[] drawn = new long[Math.multiplyExact(pairs, stride)];
        List<Stratum> strata = new ArrayList<>();
        int[] folds = new int[pairs];
        double[] weights = new double[pairs];
        int first = 0;
        for (int size = 1; size <= counts.length; size++) {
            int count = counts[size - 1];
            boolean half = 2 * size == players;
            new CoalitionSampler(
                            half ? players - 1 : players, stride, Seeds.generator(seed, players, FIRST_STREAM + size))
                    .draw(size, count, drawn, first * stride);
            Stratum stratum = stratum(index, players, size, first, count);
            strata.add(stratum);
            double weight = square(index, players, size) / count / count;
            for (int p = first; p < stratum.end(); p++) {
                folds[p] = p % FOLDS;
                weights[p] = weight;
            }
            first += count;
        }
        Coalitions small = Coalitions.wrap(players, pairs, drawn);
        int[] starts = new int[pairs + 1];
        for (int p = 0; p < pairs; p++) {
            starts[p + 1] = starts[p] + small.size(p);
        }
        int[] members = new int[starts[pairs]];
        int[] one = new int[players];
        for (int p = 0; p < pairs; p++) {
            System.arraycopy(one, 0, members, starts[p], small.members(p, one));
        }
        return new SampledInteractions(
                index,
                players,
                strata,
                PairSequence.withComplements(players, pairs, drawn),
                folds,
                new MemberFit(players, false, starts, members, weights),
                new MemberFit(players, true, starts, members, weights));
    }

    private static Stratum stratum(InteractionIndex index, int n, int size, int first, int count) {
        double u = size;
        double scale = 2 * size == n ? 1 : 2; // there are half as many pairs where both coalitions have this size
        PairCoefficients small = PairCoefficients.of(index, n, size);
        PairCoefficients large = PairCoefficients.of(index, n, n - size);
        return new Stratum(
                first,
                count,
                SizeClass.population(n, size),
                Shares.of(small, large, 1, scale / 2),
                Shares.of(small, large, -1, scale / 2),
                scale / u,
                -scale / (n - u));
    }

    /** E[a²] of a size, over pairs of players, but for a factor that all sizes share. */
    private static double square(InteractionIndex index, int n, int size) {
        Stratum stratum = stratum(index, n, size, 0, 1);
        double u = size;
        double sum = 0;
        for (Shares shares : List.of(stratum.even(), stratum.odd())) {
            Shares squares = shares.times(shares);
            sum += u * (u - 1) * squares.in()
                    + (n - u) * (n - u - 1) * squares.out()
                    + 2 * u * (n - u) * squares.split();
        }
        return sum;
    }

    /** min(population, level × √E[a²]), at least two, all single players; adds up to the pairs that there are. */
    static int[] allocate(InteractionIndex index, int players, int pairs) {
        int[] counts = new int[players / 2];
        double[] roots = new double[counts.length];
        double least = Double.POSITIVE_INFINITY;
        for (int size = 1; size <= counts.length; size++) {
            roots[size - 1] = Math.sqrt(square(index, players, size));
            least = Math.min(least, roots[size - 1]);
        }
        double low = 0;
        double high = pairs / least;
        for (int round = 0; round < 200; round++) {
            double level = (low + high) / 2;
            if (fill(players, roots, level, counts) > pairs) {
                high = level;
            } else {
                low = level;
            }
        }
        int left = pairs - fill(players, roots, low, counts);
        for (int size = 2; left > 0 && size <= counts.length; size++) {
            int more = (int) Math.min(1, SizeClass.population(players, size) - counts[size - 1]);
            counts[size - 1] += more;
            left -= more;
        }
        return counts;
    }

    private static int fill(int players, double[] roots, double level, int[] counts) {
        double sum = 0;
        for (int size = 1; size <= counts.length; size++) {
            double wanted = Math.floor(level * roots[size - 1]);
            double most = SizeClass.population(players, size);
            double least = size == 1 ? players : Math.min(LEAST_OF_A_SIZE, most);
            double count = Math.min(most, Math.max(least, wanted));
            counts[size - 1] = (int) Math.min(count, (1 << 29));
            sum += count;
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    String name() {
        return "quadratic fit and stratified residuals of complement pairs";
    }

    /** Evaluates and estimates. */
    InteractionEstimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        int pairs = folds.length;
        ProgressMeter meter = new ProgressMeter(listener, coalitions.count());
        double[] gains = evaluate(game, outputs, meter);
        double[] totals = game.totalGains();
        double[] values = new double[outputs * players];
        double[] errors = new double[outputs * players];
        List<Matrix> tables = new ArrayList<>(outputs);
        List<Matrix> tableErrors = new ArrayList<>(outputs);
        double[] odd = new double[pairs];
        double[] even = new double[pairs];
        for (int k = 0; k < outputs; k++) {
            int exponent = parts(gains, k, outputs, totals[k], odd, even);
            double[] oddResiduals = new double[pairs];
            double[] evenResiduals = new double[pairs];
            double[] shapley = mains(odd, oddResiduals);
            double[] table = pairs(even, evenResiduals, oddResiduals);
            for (int i = 0; i < players; i++) {
                values[k * players + i] = totals[k] / players + Math.scalb(shapley[i], exponent);
            }
            double largest = Math.scalb(largest(odd), exponent);
            Estimate.settle(values, k, players, totals[k], largest);
            double[] tableError = pairErrors(evenResiduals, oddResiduals);
            double[] mainError = mainErrors(oddResiduals, new double[pairs]);
            double[] alone = alone(gains, k, outputs);
            double[] diagonalError = diagonalErrors(mainError, oddResiduals, evenResiduals);
            for (int c = 0; c < table.length; c++) {
                table[c] = Math.scalb(table[c], exponent);
                tableError[c] = Math.scalb(tableError[c], exponent);
            }
            for (int i = 0; i < players; i++) {
                errors[k * players + i] = Math.scalb(mainError[i], exponent);
                table[i * players + i] = index == InteractionIndex.STII
                        ? alone[i]
                        : ExactInteractions.main(index, values[k * players + i], table, i, players);
                tableError[i * players + i] = Math.scalb(diagonalError[i], exponent);
            }
            tables.add(Matrix.wrap(players, players, table));
            tableErrors.add(Matrix.wrap(players, players, tableError));
        }
        List<String> warnings = new ArrayList<>(meter.warnings());
        long unknowns = players * (players - 1L) / 2;
        if (pairs < 2 * unknowns) {
            warnings.add("standard errors of values and interactions are rough: " + coalitions.count()
                    + " coalitions are fewer than 4 for each of " + unknowns + " pairs of players");
        }
        Estimate attributions = new Estimate(
                players, values, errors, coalitions.count(), StopReason.BUDGET, 1, warnings, Method.named(name()));
        return new InteractionEstimate(attributions, tables, tableErrors);
    }

    private double[] evaluate(MaskedModel game, int outputs, ProgressMeter meter) {
        double[] all = new double[coalitions.count() * outputs];
        int perCall = game.coalitionsPerCall();
        int block = (COALITIONS_PER_BLOCK + perCall - 1) / perCall * perCall;
        double[] gains = new double[Math.min(block, coalitions.count()) * outputs];
        for (int from = 0; from < coalitions.count(); from += block) {
            int to = Math.min(from + block, coalitions.count());
            game.gains(coalitions, from, to, gains);
            System.arraycopy(gains, 0, all, from * outputs, (to - from) * outputs);
            meter.advance(to - from);
        }
        return all;
    }

    /**
     * The odd part beyond an even share of the total, and the even part beyond that of the empty coalition, both over the
     * power of two that is returned, so that squares neither overflow nor vanish.
     */
    private int parts(double[] gains, int output, int outputs, double total, double[] odd, double[] even) {
        double largest = Math.abs(total);
        for (int c = output; c < gains.length; c += outputs) {
            largest = Math.max(largest, Math.abs(gains[c]));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double whole = Math.scalb(total, -exponent);
        for (int p = 0; p < odd.length; p++) {
            double small = Math.scalb(gains[2 * p * outputs + output], -exponent);
            double large = Math.scalb(gains[(2 * p + 1) * outputs + output], -exponent);
            double share = coalitions.size(2 * p) * (whole / players);
            odd[p] = (small - large) / 2 + whole / 2 - share;
            even[p] = (small + large - whole) / 2;
        }
        return exponent;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Shapley values beyond an even share of the total; the residuals of what has not been seen are left behind. */
    private double[] mains(double[] odd, double[] residuals) {
        double[] values = crossFit(mainFit, odd, residuals);
        double[] single = new double[players];
        for (Stratum stratum : strata) {
            Arrays.fill(single, 0);
            double all = 0;
            for (int p = stratum.first(); p < stratum.end(); p++) {
                double share = residuals[p] / stratum.count();
                all += share;
                mainFit.add(p, share, single, NONE);
            }
            for (int i = 0; i < players; i++) {
                values[i] += stratum.other() * all + (stratum.member() - stratum.other()) * single[i];
            }
        }
        return values;
    }

    private static final double[] NONE = new double[0];

    private double[] pairs(double[] even, double[] evenResiduals, double[] oddResiduals) {
        double[] values = crossFit(pairFit, even, evenResiduals);
        double[] terms = new double[even.length];
        for (Stratum stratum : strata) {
            addPairTerms(stratum, shares(stratum, evenResiduals, terms), stratum.even(), values);
            if (usesOdd()) {
                addPairTerms(stratum, shares(stratum, oddResiduals, terms), stratum.odd(), values);
            }
        }
        return values;
    }

    /** Whether a coalition and its complement count differently for a pair. */
    private boolean usesOdd() {
        return index == InteractionIndex.STII;
    }

    /** Each residual over how many there are of its size. */
    private static double[] shares(Stratum stratum, double[] residuals, double[] terms) {
        for (int p = stratum.first(); p < stratum.end(); p++) {
            terms[p] = residuals[p] / stratum.count();
        }
        return terms;
    }

    private static double[] products(Stratum stratum, double[] a, double[] b, double[] terms) {
        for (int p = stratum.first(); p < stratum.end(); p++) {
            terms[p] = a[p] / stratum.count() * (b[p] / stratum.count());
        }
        return terms;
    }

    /** Adds Σ term × what it counts for the pair, to both cells of every pair. */
    private void addPairTerms(Stratum stratum, double[] terms, Shares counts, double[] table) {
        double[] single = new double[players];
        double[] both = new double[players * players];
        double all = 0;
        for (int p = stratum.first(); p < stratum.end(); p++) {
            all += terms[p];
            pairFit.add(p, terms[p], single, both);
        }
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < i; j++) {
                double sum = counts.out() * all
                        + (counts.split() - counts.out()) * (single[i] + single[j])
                        + (counts.in() - 2 * counts.split() + counts.out()) * both[i * players + j];
                table[i * players + j] += sum;
                table[j * players + i] += sum;
            }
        }
    }

    /** v({i}) − v(∅) of every player: single players are the first pairs. */
    private double[] alone(double[] gains, int output, int outputs) {
        double[] alone = new double[players];
        int[] member = new int[players];
        for (int p = 0; p < players; p++) {
            coalitions.members(2 * p, member);
            alone[member[0]] = gains[2 * p * outputs + output];
        }
        return alone;
    }

    /** The mean of the folds' fits; every set's residual by the fit that has not seen it, or by the mean where all were drawn. */
    private double[] crossFit(MemberFit fit, double[] y, double[] residuals) {
        double[] mean = new double[fit.unknowns()];
        double[] fitted = new double[y.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            double[] solution = fit.fit(y, folds, fold);
            fit.forward(solution, fitted);
            for (int p = 0; p < y.length; p++) {
                residuals[p] = folds[p] == fold ? y[p] - fitted[p] : residuals[p];
            }
            for (int b = 0; b < mean.length; b++) {
                mean[b] += solution[b] / FOLDS;
            }
        }
        fit.forward(mean, fitted);
        for (Stratum stratum : strata) {
            for (int p = stratum.first(); p < stratum.end() && stratum.complete(); p++) {
                residuals[p] = y[p] - fitted[p];
            }
        }
        return mean;
    }

    private double[] pairErrors(double[] even, double[] odd) {
        double[] variances = new double[players * players];
        double[] terms = new double[even.length];
        for (Stratum stratum : strata) {
            if (stratum.complete()) {
                continue;
            }
            double[] squares = new double[players * players];
            double[] sums = new double[players * players];
            Shares e = stratum.even();
            Shares o = stratum.odd();
            addPairTerms(stratum, products(stratum, even, even, terms), e.times(e), squares);
            addPairTerms(stratum, shares(stratum, even, terms), e, sums);
            if (usesOdd()) {
                Shares twice = new Shares(2 * o.in(), 2 * o.out(), 2 * o.split());
                addPairTerms(stratum, products(stratum, even, odd, terms), e.times(twice), squares);
                addPairTerms(stratum, products(stratum, odd, odd, terms), o.times(o), squares);
                addPairTerms(stratum, shares(stratum, odd, terms), o, sums);
            }
            double correction = correction(stratum);
            for (int c = 0; c < variances.length; c++) {
                variances[c] += correction * Math.max(0, squares[c] - sums[c] * sums[c] / stratum.count());
            }
        }
        return roots(variances);
    }

    /** Main effects are Shapley values, or what pairs leave of them, or what was evaluated. */
    private double[] diagonalErrors(double[] mainErrors, double[] odd, double[] even) {
        return switch (index) {
            case SII -> mainErrors;
            case STII -> new double[players];
            default -> mainErrors(odd, even);
        };
    }

    /**
     * The errors of Shapley values less half of each of the player's pairs; with even residuals of 0, of Shapley values.
     */
    private double[] mainErrors(double[] odd, double[] even) {
        double[] variances = new double[players];
        double[] sums = new double[players];
        double[] squares = new double[players];
        for (Stratum stratum : strata) {
            if (stratum.complete()) {
                continue;
            }
            Arrays.fill(sums, 0);
            Arrays.fill(squares, 0);
            for (int p = stratum.first(); p < stratum.end(); p++) {
                int size = coalitions.size(2 * p);
                double inside = ((size - 1) * stratum.even().in()
                                + (players - size) * stratum.even().split())
                        / 2;
                double outside = ((players - size - 1) * stratum.even().out()
                                + size * stratum.even().split())
                        / 2;
                double in = (stratum.member() * odd[p] - inside * even[p]) / stratum.count();
                double out = (stratum.other() * odd[p] - outside * even[p]) / stratum.count();
                for (int i = 0; i < players; i++) {
                    double term = coalitions.contains(2 * p, i) ? in : out;
                    sums[i] += term;
                    squares[i] += term * term;
                }
            }
            double correction = correction(stratum);
            for (int i = 0; i < players; i++) {
                variances[i] += correction * Math.max(0, squares[i] - sums[i] * sums[i] / stratum.count());
            }
        }
        return roots(variances);
    }

    /** Bessel's and that for a finite population. */
    private static double correction(Stratum stratum) {
        return stratum.count() / (stratum.count() - 1.0) * (1 - stratum.count() / stratum.population());
    }

    private static double[] roots(double[] variances) {
        double[] roots = new double[variances.length];
        for (int c = 0; c < roots.length; c++) {
            roots[c] = Math.sqrt(variances[c]);
        }
        return roots;
    }
}
