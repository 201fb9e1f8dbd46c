package secant.kernelshap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which estimate is made of a number of evaluated pairs. Immutable but for plans that are kept; thread-safe.
 *
 * <p>Measured over trees, forests, networks and support vector machines: with single players and complements alone there
 * is nothing to learn a process from, and least squares it is; from there on the odd-part process is the more accurate one
 * at every budget, on its own up to 20 coalitions a player and corrected by its leave-one-out residuals above.
 */
final class PairPolicy {

    private final Estimator estimator;

    private final long seed;

    private final PlanCache<LeastSquaresKey, PairedLeastSquares> leastSquares =
            new PlanCache<>(PairedLeastSquares::bytes);

    PairPolicy(Estimator estimator, long seed) {
        this.estimator = estimator;
        this.seed = seed;
    }

    private record LeastSquaresKey(PairSource source, int pairs) {}

    /**
     * Estimates from what has been evaluated.
     *
     * @param evaluation at least as many pairs as players, or all
     * @param before the process of an earlier part of the same evaluation; null to begin anew
     */
    PairSolution solve(PairEvaluation evaluation, @Nullable OddProcess before) {
        int players = evaluation.source().players();
        int pairs = evaluation.pairs();
        if (estimator instanceof Estimator.LeastSquares
                || pairs == PairedRun.allPairs(players)
                || (estimator instanceof Estimator.Automatic && pairs <= players)) {
            LeastSquaresKey key = new LeastSquaresKey(evaluation.source(), pairs);
            return leastSquares
                    .get(key, () -> PairedLeastSquares.of(PairedDesign.of(evaluation.sequence(), pairs)))
                    .solve(evaluation.odd(), evaluation.totals());
        }
        return process(evaluation, before);
    }

    private PairSolution process(PairEvaluation evaluation, @Nullable OddProcess before) {
        int pairs = evaluation.pairs();
        PairedDesign design = PairedDesign.of(evaluation.sequence(), pairs);
        double[] odd = inOrder(design, evaluation.odd());
        double[] totals = evaluation.totals();
        OddPairs evaluated = OddPairs.of(design);
        OddProcess process = OddProcess.tune(evaluated, odd, totals, before, Seeds.generator(seed, pairs));
        OddPosterior posterior = OddPosterior.of(process, evaluated);
        double[] values = posterior.values(odd, totals);
        settle(values, odd, totals);
        return new PairSolution(
                describe(process, posterior),
                values,
                posterior.standardErrors(odd, totals),
                1,
                posterior.jitter() > OddCovariance.LEAST_JITTER
                        ? List.of("the covariance of the evaluated coalitions was singular; " + posterior.jitter()
                                + " was added to its diagonal")
                        : List.of(),
                process);
    }

    private static String describe(OddProcess process, OddPosterior posterior) {
        return "odd-part Gaussian process, "
                + (process.isotropic() ? "all players alike" : "weighted by relevance")
                + (posterior.corrected() ? ", corrected by its leave-one-out residuals" : "");
    }

    /** The odd parts in the order of a design, output after output. */
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
