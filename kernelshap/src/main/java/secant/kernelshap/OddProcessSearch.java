package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Climbs the log marginal likelihood of a process, one coordinate after the other, to where no neighbour on the grids is
 * better.
 *
 * <p>First all players alike; then, where there are pairs enough to tell them apart, twice more with the relevances that
 * the best process so far gives them, as long as that makes the observations more likely. The likelihood is that of at
 * most {@link #MOST_PAIRS} pairs, chosen at random, with the scale of each output profiled out; outputs add up.
 */
final class OddProcessSearch {

    /** Pairs that the likelihood is that of: a factorization costs their cube, and there are about 50. */
    static final int MOST_PAIRS = 256;

    /** Pairs that relevances come from, which cost one factorization each time. */
    private static final int MOST_PAIRS_FOR_RELEVANCES = 512;

    /** Fewer pairs a player cannot tell the players' relevances apart. */
    private static final double PAIRS_A_PLAYER = 1.1;

    private static final int RELEVANCE_PASSES = 2;
    private static final int SWEEPS = 2;
    private static final double SMALLEST_GAIN = 1e-9;

    private static final int[] ALIKE = {1, 0, 3}; // curvature, slope, nugget
    private static final int[] APART = {0, 1, 2, 3};

    private final int players;
    private final boolean telling;
    private final Sample small;
    private final Sample large;

    OddProcessSearch(OddPairs pairs, double[] odd, double[] totals, RandomGenerator random) {
        this.players = pairs.players();
        this.telling = pairs.count() >= PAIRS_A_PLAYER * players;
        this.small = new Sample(pairs, odd, totals, MOST_PAIRS, random);
        this.large = new Sample(pairs, odd, totals, MOST_PAIRS_FOR_RELEVANCES, random);
    }

    OddProcess run(@Nullable OddProcess warm) {
        OddProcess start = warm == null ? OddProcess.initial(players) : warm;
        if (small.targets.isEmpty()) {
            return start;
        }
        Climb best = new Climb(start);
        if (warm == null || !telling) {
            best.to(start.isotropic() ? ALIKE : APART, warm == null ? SWEEPS : 1);
        }
        int passes = !telling ? 0 : start.isotropic() ? RELEVANCE_PASSES : 1;
        for (int pass = 0; pass < passes; pass++) {
            OddProcess.Setting from = best.setting.exponent() == 0 ? best.setting.withRelevances() : best.setting;
            Climb next = new Climb(new OddProcess(from, large.relevances(best.process())));
            next.to(APART, warm == null ? SWEEPS : 1);
            if (!(next.likelihood > best.likelihood)) {
                break;
            }
            best = next;
        }
        return best.process();
    }

    /** A walk over the grids with the relevances kept. */
    private final class Climb {

        private final double[] relevances;
        private final Map<OddProcess.Setting, Double> known = new HashMap<>();
        private OddProcess.Setting setting;
        private double likelihood;

        Climb(OddProcess start) {
            this.relevances = start.relevances();
            this.setting = start.setting();
            this.likelihood = likelihood(setting);
        }

        OddProcess process() {
            return new OddProcess(setting, relevances);
        }

        private double likelihood(OddProcess.Setting at) {
            return known.computeIfAbsent(at, s -> small.logLikelihood(new OddProcess(s, relevances)));
        }

        void to(int[] coordinates, int sweeps) {
            boolean moved = true;
            for (int sweep = 0; sweep < sweeps && moved; sweep++) {
                moved = false;
                for (int coordinate : coordinates) {
                    moved |= walk(coordinate, 1) || walk(coordinate, -1);
                }
            }
        }

        private boolean walk(int coordinate, int direction) {
            boolean moved = false;
            while (true) {
                int index = setting.get(coordinate) + direction;
                if (index < 0 || index >= OddProcess.Setting.size(coordinate)) {
                    return moved;
                }
                OddProcess.Setting next = setting.with(coordinate, index);
                double there = likelihood(next);
                if (!(there > likelihood + SMALLEST_GAIN)) {
                    return moved;
                }
                setting = next;
                likelihood = there;
                moved = true;
            }
        }
    }

    /** Pairs drawn from all, the full coalition, and what each output was there, in units of a power of two. */
    private static final class Sample {

        private final int players;
        private final int count;
        private final long[] points;
        private final List<double[]> targets = new ArrayList<>();
        private final double[] matrix;

        Sample(OddPairs pairs, double[] odd, double[] totals, int most, RandomGenerator random) {
            int[] chosen = choose(pairs.count(), most, random);
            this.players = pairs.players();
            this.count = chosen.length + 1;
            this.points = pairs.points(chosen);
            this.matrix = new double[count * count];
            for (int k = 0; k < totals.length; k++) {
                double[] target = new double[count];
                for (int p = 0; p < chosen.length; p++) {
                    target[p] = odd[k * pairs.count() + chosen[p]];
                }
                target[chosen.length] = totals[k] / 2;
                PowerOfTwo.normalise(target);
                if (Arrays.stream(target).anyMatch(y -> y != 0)) {
                    targets.add(target);
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

        double logLikelihood(OddProcess process) {
            OddCovariance.factor(process, process.kernel(), points, count, matrix);
            double logDeterminant = 0;
            for (int p = 0; p < count; p++) {
                logDeterminant += StrictMath.log(matrix[p * count + p]);
            }
            double sum = 0;
            double[] whitened = new double[count];
            for (double[] target : targets) {
                System.arraycopy(target, 0, whitened, 0, count);
                Cholesky.solveForward(matrix, count, whitened);
                sum -= 0.5 * count * StrictMath.log(Cholesky.dot(whitened, 0, whitened, count) / count)
                        + logDeterminant;
            }
            return sum;
        }

        /** What each player's attribution is of the largest one, root mean square over the outputs. */
        double[] relevances(OddProcess process) {
            OddKernel kernel = process.kernel();
            OddCovariance.factor(process, kernel, points, count, matrix);
            double[] covariances = kernel.shapleyCovariances(points, count);
            double[] squares = new double[players];
            for (double[] target : targets) {
                double[] alpha = target.clone();
                Cholesky.solveForward(matrix, count, alpha);
                Cholesky.solveBackward(matrix, count, alpha);
                addShares(alpha, covariances, squares);
            }
            double largest = 0;
            for (double square : squares) {
                largest = Math.max(largest, square);
            }
            double[] relevances = new double[players];
            for (int j = 0; j < players; j++) {
                relevances[j] = largest > 0 ? Math.sqrt(squares[j] / largest) : 1;
            }
            return relevances;
        }

        private void addShares(double[] alpha, double[] covariances, double[] squares) {
            double[] values = new double[players];
            for (int p = 0; p < count; p++) {
                for (int j = 0; j < players; j++) {
                    values[j] += alpha[p] * covariances[p * players + j];
                }
            }
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int j = 0; j < players && largest > 0; j++) {
                squares[j] += (values[j] / largest) * (values[j] / largest);
            }
        }
    }
}
