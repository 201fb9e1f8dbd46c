package secant.kernelshap;

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

    @SuppressWarnings("UnusedVariable")
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
        LeastSquaresKey key = new LeastSquaresKey(evaluation.source(), pairs);
        return leastSquares
                .get(key, () -> PairedLeastSquares.of(PairedDesign.of(evaluation.sequence(), pairs)))
                .solve(evaluation.odd(), evaluation.totals());
    }
}
