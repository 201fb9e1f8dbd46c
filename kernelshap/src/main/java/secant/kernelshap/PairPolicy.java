package secant.kernelshap;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which estimate is made of a number of evaluated pairs. Immutable but for plans that are kept; thread-safe.
 *
 * <p>Measured over trees, forests, networks and support vector machines, the odd-part process is the more accurate one at
 * every budget. With many pairs there is a second estimate, corrected by the leave-one-out residuals, which is given where the
 * two differ by more than its own noise. But many pairs are dealt to blocks, and where few players have most of their
 * coalitions evaluated, least squares overtakes them: then whichever has the smaller standard errors is given. With few pairs
 * the process can be sure of what it has not seen: then least squares has a say in the standard errors.
 */
final class PairPolicy {

    /** Pairs a player from which on the standard errors of the process are taken as they are. */
    static final int TRUSTED_FROM = 6;

    /** What share of the standard errors of least squares is too good to be believed before. */
    private static final double DOUBTED_BELOW = 0.5;

    private static final Method METHOD = new Method("odd-part Gaussian process, weighted by relevance", "", true);

    private final Estimator estimator;

    private final long seed;

    private final PlanCache<LeastSquaresKey, PairedLeastSquares> leastSquares =
            new PlanCache<>(PairedLeastSquares::bytes);

    private final @Nullable SharedProcess shared;
    private final PlanCache<PosteriorKey, PlannedPosterior> posteriors = new PlanCache<>(PlannedPosterior::bytes);

    /**
     * @param shared tuned for all rows; null if each is to have its own
     */
    PairPolicy(Estimator estimator, long seed, @Nullable SharedProcess shared) {
        this.estimator = estimator;
        this.seed = seed;
        this.shared = shared;
    }

    private record LeastSquaresKey(int players, long design, int pairs) {}

    private record PosteriorKey(int players, long design, int pairs, List<Integer> varying) {}

    /**
     * Estimates from what has been evaluated.
     *
     * @param evaluation at least as many pairs as players, or all
     * @param varying who plays, by their index among all players
     * @param before the process of an earlier part of the same evaluation; null to begin anew
     */
    PairSolution solve(PairEvaluation evaluation, int[] varying, @Nullable OddProcess before) {
        int players = evaluation.source().players();
        int pairs = evaluation.pairs();
        boolean all = pairs == PairedRun.allPairs(players);
        if (estimator instanceof Estimator.LeastSquares) {
            return leastSquares(evaluation);
        }
        if (all) {
            return leastSquares(evaluation).because("every coalition is evaluated");
        }
        if (evaluation.mayAddUp()) {
            return leastSquares(evaluation).because("nothing evaluated so far says that values do not just add up");
        }
        PairSolution solution = shared == null ? process(evaluation, before) : planned(evaluation, varying, shared);
        boolean chosen =
                estimator instanceof Estimator.Automatic && solution.method().byProcess();
        return chosen
                ? solution.because("measured to be the most accurate before every coalition is evaluated")
                : solution;
    }

    private PairSolution planned(PairEvaluation evaluation, int[] varying, SharedProcess process) {
        int pairs = evaluation.pairs();
        PosteriorKey key = new PosteriorKey(
                varying.length,
                evaluation.source().seed(),
                pairs,
                Arrays.stream(varying).boxed().toList());
        PlannedPosterior planned = posteriors.get(key, () -> {
            PairedDesign design = PairedDesign.of(evaluation.sequence(), pairs);
            OddProcess own = process.of(varying);
            return new PlannedPosterior(
                    design, own, OddPosterior.ofMany(own, OddPairs.of(design), Seeds.generator(seed, pairs)));
        });
        return guarded(solution(planned, evaluation, null), evaluation);
    }

    /** A process conditioned on the pairs of a design. */
    private record PlannedPosterior(PairedDesign design, OddProcess process, OddPosterior posterior) {

        long bytes() {
            return posterior.bytes() + 8L * design.coalitions().words().length;
        }
    }

    private PairSolution process(PairEvaluation evaluation, @Nullable OddProcess before) {
        int pairs = evaluation.pairs();
        PairedDesign design = PairedDesign.of(evaluation.sequence(), pairs);
        double[] odd = inOrder(design, evaluation.odd());
        double[] totals = evaluation.totals();
        OddPairs evaluated = OddPairs.of(design);
        int deciding = evaluation.openDeciding();
        OddProcess process = OddProcess.tune(
                evaluated,
                Arrays.copyOf(odd, deciding * pairs),
                inOrder(design, Arrays.copyOf(evaluation.even(), deciding)),
                Arrays.copyOf(totals, deciding),
                before,
                Seeds.generator(seed, pairs));
        PlannedPosterior own = new PlannedPosterior(
                design, process, OddPosterior.of(process, evaluated, Seeds.generator(seed, pairs)));
        PairSolution solution = solution(own, evaluation, process);
        if (estimator instanceof Estimator.Automatic && own.posterior().blocks() > 1) {
            PairSolution peer = leastSquares(evaluation);
            if (favour(peer.standardErrors(), solution.standardErrors(), evaluation, deciding)) {
                return peer.because("its standard errors are smaller than those of the odd-part process");
            }
        }
        return guarded(solution, evaluation);
    }

    private PairSolution leastSquares(PairEvaluation evaluation) {
        int pairs = evaluation.pairs();
        LeastSquaresKey key = new LeastSquaresKey(
                evaluation.source().players(), evaluation.source().seed(), pairs);
        return leastSquares
                .get(key, () -> PairedLeastSquares.of(PairedDesign.of(evaluation.sequence(), pairs)))
                .solve(evaluation.odd(), evaluation.totals());
    }

    /** Whether the squares of some standard errors are smaller than those of others, in geometric mean over the outputs. */
    private static boolean favour(double[] some, double[] others, PairEvaluation evaluation, int deciding) {
        int players = evaluation.source().players();
        double logs = 0;
        for (int k = 0; k < deciding; k++) {
            logs += logOfSquares(some, k * players, players) - logOfSquares(others, k * players, players);
        }
        return logs < 0;
    }

    private static double logOfSquares(double[] errors, int from, int length) {
        double[] own = Arrays.copyOfRange(errors, from, from + length);
        int exponent = PowerOfTwo.normalise(own);
        double squares = Arrays.stream(own).map(error -> error * error).sum();
        return squares == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(squares) + 2 * exponent * StrictMath.log(2);
    }

    private static PairSolution solution(
            PlannedPosterior planned, PairEvaluation evaluation, @Nullable OddProcess next) {
        OddPosterior posterior = planned.posterior();
        double[] odd = inOrder(planned.design(), evaluation.odd());
        double[] totals = evaluation.totals();
        List<String> warnings = posterior.jitter() > OddCovariance.LEAST_JITTER
                ? List.of("the covariance of the evaluated coalitions was singular; " + posterior.jitter()
                        + " was added to its diagonal")
                : List.of();
        double[] values = posterior.values(odd, totals);
        double[] errors = posterior.standardErrors(odd, totals);
        Method method = METHOD;
        OddPosterior second = posterior.corrected();
        if (second != null) {
            double[] corrected = second.values(odd, totals);
            double[] itsErrors = second.standardErrors(odd, totals);
            if (favoursCorrected(values, errors, corrected, itsErrors, evaluation)) {
                values = corrected;
                errors = itsErrors;
                method = method.and("corrected by its leave-one-out residuals");
            } else {
                errors = doubted(errors, values, corrected);
            }
        }
        settle(values, odd, totals);
        return new PairSolution(method, values, errors, 1, warnings, next);
    }

    /** Whether most of the outputs that decide favour the corrected estimate; one map serves all, so that outputs add up. */
    private static boolean favoursCorrected(
            double[] values, double[] errors, double[] corrected, double[] itsErrors, PairEvaluation evaluation) {
        int players = evaluation.source().players();
        int deciding = evaluation.openDeciding();
        int votes = 0;
        for (int k = 0; k < deciding; k++) {
            int from = k * players;
            int to = from + players;
            boolean favoured = OddPosterior.favoursCorrected(
                    Arrays.copyOfRange(values, from, to),
                    Arrays.copyOfRange(errors, from, to),
                    Arrays.copyOfRange(corrected, from, to),
                    Arrays.copyOfRange(itsErrors, from, to));
            votes += favoured ? 1 : -1;
        }
        return votes > 0;
    }

    /** Errors that are at least as large as a correction that was not made. */
    private static double[] doubted(double[] errors, double[] values, double[] corrected) {
        double[] doubted = new double[errors.length];
        Arrays.setAll(doubted, i -> Math.max(errors[i], Math.abs(corrected[i] - values[i])));
        return doubted;
    }

    /**
     * Takes the errors of least squares where the process claims to be far surer than that with few pairs. It may well be; but
     * where a rule applies to a handful of the pairs, a process that was tuned on the same pairs knows these and takes all
     * others to be as they are, and says so with errors that are a hundredth of the truth.
     */
    private PairSolution guarded(PairSolution solution, PairEvaluation evaluation) {
        int players = evaluation.source().players();
        if (evaluation.pairs() >= (long) TRUSTED_FROM * players) {
            return solution;
        }
        double[] errors = solution.standardErrors().clone();
        double[] peers = leastSquares(evaluation).standardErrors();
        boolean doubted = false;
        for (int from = 0; from < errors.length; from += players) {
            if (tooSmall(errors, peers, from, players)) {
                doubted = true;
                for (int i = from; i < from + players; i++) {
                    errors[i] = Math.max(errors[i], peers[i]);
                }
            }
        }
        return doubted ? solution.withErrors(errors, "with the standard errors of least squares") : solution;
    }

    /** Whether an output's errors are less than {@link #DOUBTED_BELOW} of others, root mean square. */
    private static boolean tooSmall(double[] errors, double[] others, int from, int players) {
        double[] both = new double[2 * players];
        System.arraycopy(errors, from, both, 0, players);
        System.arraycopy(others, from, both, players, players);
        PowerOfTwo.normalise(both);
        double balance = 0;
        for (int i = 0; i < both.length; i++) {
            balance += (i < players ? 1 : -DOUBTED_BELOW * DOUBTED_BELOW) * both[i] * both[i];
        }
        return balance < 0;
    }

    /** Odd or even parts in the order of a design, output after output. */
    private static double[] inOrder(PairedDesign design, double[][] odd) {
        int pairs = design.pairs();
        double[] ordered = new double[odd.length * pairs];
        for (int k = 0; k < odd.length; k++) {
            for (int p = 0; p < pairs; p++) {
                ordered[k * pairs + p] = odd[k][design.order(p)];
            }
        }
        return ordered;
    }

    private static void settle(double[] values, double[] odd, double[] totals) {
        int players = values.length / totals.length;
        int pairs = odd.length / totals.length;
        for (int k = 0; k < totals.length; k++) {
            double largest = 0;
            for (int p = k * pairs; p < (k + 1) * pairs; p++) {
                largest = Math.max(largest, Math.abs(odd[p]));
            }
            Estimate.settle(values, k, players, totals[k], largest);
        }
    }
}
