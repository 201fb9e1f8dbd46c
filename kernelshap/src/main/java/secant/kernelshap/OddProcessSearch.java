package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the process that makes what was observed likely: a few steps of a quasi-Newton method down {@link OddEvidence},
 * from where a first process puts the players.
 *
 * <p>The first process has all players alike. By the values that it gives them, relative to the largest one, the prior
 * expects them to take part in interactions; the evidence then moves each player on its own. It is that of at most
 * {@value #MOST_PAIRS} pairs, or twice the players where that is more, up to {@value #MOST_PAIRS_OF_MANY}, chosen at random.
 */
final class OddProcessSearch {

    /** Pairs that the evidence is that of: each step costs their cube. */
    static final int MOST_PAIRS = 64;

    /** The same for many players, who take more pairs to be told apart. */
    static final int MOST_PAIRS_OF_MANY = 256;

    /** Keeps a player that seems irrelevant from being ruled out. */
    private static final double SMALLEST_RELEVANCE = 0.03;

    /** What rounding leaves of a constant, relative to it. */
    private static final double ROUNDING = 1e-13;

    private static final int STEPS = 12;
    private static final int STEPS_OF_WARM = 6;

    private static final int MOST_HALVINGS = 6;

    /** Share of the decrease that the slope promises which a step must bring (Armijo). */
    private static final double ENOUGH = 1e-4;

    /** A step that makes nothing more likely than this, in nats, is the last. */
    private static final double LEAST_GAIN = 0.01;

    private static final double LEAST_LOG_REACH = -7;
    private static final double LARGEST_LOG_REACH = 1.5;
    private static final double LEAST_LOG_CURVATURE = -14;
    private static final double LARGEST_LOG_CURVATURE = 4;
    private static final double LEAST_LOG_NUGGET = -18;
    private static final double LARGEST_LOG_NUGGET = 0;

    private final int players;
    private final int count;
    private final long[] points;
    private final List<double[]> targets = new ArrayList<>();

    OddProcessSearch(OddPairs pairs, double[] odd, double[] even, double[] totals, RandomGenerator random) {
        this.players = pairs.players();
        int most = Math.max(MOST_PAIRS, Math.min(2 * players, MOST_PAIRS_OF_MANY));
        int[] chosen = choose(pairs.count(), most, random);
        this.count = chosen.length + 1;
        this.points = pairs.points(chosen);
        for (int k = 0; k < totals.length; k++) {
            double[] oddTarget = new double[count];
            double[] evenTarget = new double[count];
            for (int p = 0; p < chosen.length; p++) {
                oddTarget[p] = odd[k * pairs.count() + chosen[p]];
                evenTarget[p] = even[k * pairs.count() + chosen[p]];
            }
            oddTarget[chosen.length] = totals[k] / 2;
            evenTarget[chosen.length] = totals[k] / 2;
            if (Arrays.stream(oddTarget).anyMatch(y -> y != 0)) {
                PowerOfTwo.normalise(oddTarget);
                PowerOfTwo.normalise(evenTarget);
                centre(evenTarget);
                targets.add(oddTarget);
                targets.add(evenTarget);
            }
        }
    }

    /** Distinct indices, all of them in order where there are few (selection sampling: Knuth, TAOCP 2, 3.4.2 S). */
    private static int[] choose(int from, int most, RandomGenerator random) {
        int[] chosen = new int[Math.min(from, most)];
        int found = 0;
        for (int p = 0; found < chosen.length; p++) {
            if (chosen.length == from || random.nextInt(from - p) < chosen.length - found) {
                chosen[found++] = p;
            }
        }
        return chosen;
    }

    /** Takes the mean away: a constant has a variance, but not one for any offset. Of a constant rounding alone stays. */
    private static void centre(double[] target) {
        double mean = 0;
        for (double y : target) {
            mean += y / target.length;
        }
        for (int p = 0; p < target.length; p++) {
            double centred = target[p] - mean;
            target[p] = Math.abs(centred) <= ROUNDING * Math.abs(mean) ? 0 : centred;
        }
    }

    OddProcess run(@Nullable OddProcess warm) {
        OddProcess start = warm == null ? OddProcess.initial(players) : warm;
        if (targets.isEmpty()) {
            return start;
        }
        OddEvidence evidence = new OddEvidence(players, points, count, targets, means(start));
        return evidence.process(descend(evidence, at(start, warm == null), warm == null ? STEPS : STEPS_OF_WARM));
    }

    /** What a search that begins with one process makes as small as it can, at another. */
    double objective(OddProcess process, OddProcess start) {
        double[] gradient = new double[OddEvidence.length(players)];
        return new OddEvidence(players, points, count, targets, means(start)).at(at(process, false), gradient);
    }

    private double[] at(OddProcess process, boolean cold) {
        double[] at = new double[OddEvidence.length(players)];
        if (cold) {
            System.arraycopy(means(process), 0, at, 0, players);
        } else {
            Arrays.setAll(at, j -> j < players ? StrictMath.log(process.reaches()[j]) : 0);
        }
        at[players] = StrictMath.log(process.curvature());
        at[players + 1] = StrictMath.log(process.relativeNugget());
        at[players + 2] = at[players + 1];
        clamp(at);
        return at;
    }

    /** Where the prior has log a: the players' relevances set them apart, around the level of the initial process. */
    private double[] means(OddProcess process) {
        double[] relevances = relevances(process);
        double[] means = new double[players];
        double mean = 0;
        for (int j = 0; j < players; j++) {
            means[j] = StrictMath.log((relevances[j] + SMALLEST_RELEVANCE) / (1 + SMALLEST_RELEVANCE));
            mean += means[j] / players;
        }
        double level = StrictMath.log(OddProcess.initial(players).reaches()[0]);
        for (int j = 0; j < players; j++) {
            means[j] += level - mean / 2;
        }
        return means;
    }

    /** What each player's attribution is of the largest one, root mean square over the outputs. */
    private double[] relevances(OddProcess process) {
        OddKernel kernel = process.kernel();
        double[] matrix = new double[count * count];
        OddCovariance.factor(process, kernel, points, count, matrix);
        double[] covariances = kernel.shapleyCovariances(points, count);
        double[] squares = new double[players];
        for (int k = 0; k < targets.size(); k += 2) {
            double[] alpha = targets.get(k).clone();
            Cholesky.solveForward(matrix, count, alpha);
            Cholesky.solveBackward(matrix, count, alpha);
            addShares(alpha, covariances, squares);
        }
        double largest = Arrays.stream(squares).max().orElse(0);
        double[] relevances = new double[players];
        Arrays.setAll(relevances, j -> largest > 0 ? Math.sqrt(squares[j] / largest) : 1);
        return relevances;
    }

    private void addShares(double[] alpha, double[] covariances, double[] squares) {
        double[] values = new double[players];
        for (int p = 0; p < count; p++) {
            for (int j = 0; j < players; j++) {
                values[j] += alpha[p] * covariances[p * players + j];
            }
        }
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        for (int j = 0; j < players && largest > 0; j++) {
            squares[j] += (values[j] / largest) * (values[j] / largest);
        }
    }

    private double[] descend(OddEvidence evidence, double[] from, int steps) {
        int length = from.length;
        double[] at = from;
        double[] gradient = new double[length];
        double value = evidence.at(at, gradient);
        QuasiNewton directions = new QuasiNewton(length);
        for (int step = 0; step < steps; step++) {
            Interruption.check();
            double[] direction = directions.direct(gradient, free(at, gradient));
            double[] next = new double[length];
            double[] nextGradient = new double[length];
            double nextValue = Double.POSITIVE_INFINITY;
            double share = 1;
            boolean lower = false;
            for (int halving = 0; halving < MOST_HALVINGS && !lower; halving++) {
                double expected = 0;
                for (int j = 0; j < length; j++) {
                    next[j] = at[j] + share * direction[j];
                }
                clamp(next);
                for (int j = 0; j < length; j++) {
                    expected += gradient[j] * (next[j] - at[j]);
                }
                nextValue = evidence.at(next, nextGradient);
                lower = nextValue <= value + ENOUGH * expected && expected < 0;
                share /= 2;
            }
            if (!lower) {
                return at;
            }
            boolean flat = value - nextValue < LEAST_GAIN;
            directions.learn(at, next, gradient, nextGradient);
            at = next;
            gradient = nextGradient;
            value = nextValue;
            if (flat) {
                return at;
            }
        }
        return at;
    }

    /** Which coordinates are not held at a bound by the gradient. */
    private boolean[] free(double[] at, double[] gradient) {
        boolean[] free = new boolean[at.length];
        for (int j = 0; j < at.length; j++) {
            free[j] = !(at[j] <= least(j) && gradient[j] > 0) && !(at[j] >= largest(j) && gradient[j] < 0);
        }
        return free;
    }

    private void clamp(double[] at) {
        for (int j = 0; j < at.length; j++) {
            at[j] = Math.min(Math.max(at[j], least(j)), largest(j));
        }
    }

    private double least(int j) {
        return j < players ? LEAST_LOG_REACH : j == players ? LEAST_LOG_CURVATURE : LEAST_LOG_NUGGET;
    }

    private double largest(int j) {
        return j < players ? LARGEST_LOG_REACH : j == players ? LARGEST_LOG_CURVATURE : LARGEST_LOG_NUGGET;
    }
}
