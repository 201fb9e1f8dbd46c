package secant.kernelshap;

import secant.masking.Coalitions;

/**
 * What explaining one row takes, as far as the options tell.
 *
 * @param estimator how values are estimated
 * @param budget when that ends
 */
record RowCost(Estimator estimator, Budget budget) {

    /** The row itself, first and last. */
    private static final int FIXED_ROWS = 2;

    /** How many matrices of the size of the evaluated pairs a process has at the same time. */
    private static final int PROCESS_MATRICES = 2;

    /**
     * Foretells it.
     *
     * @param players all of them, as if they all vary
     * @param outputs of the model
     * @param rowsPerCoalition rows that the model predicts for a coalition at most
     * @param batchCells cells of the largest batch of rows
     */
    Forecast forecast(int players, int outputs, int rowsPerCoalition, long batchCells) {
        CoalitionLimit limit = CoalitionLimit.of(players, budget.cap(players, FIXED_ROWS, rowsPerCoalition));
        long all = players > ExactEnumeration.MAX_PLAYERS ? Long.MAX_VALUE : ExactEnumeration.coalitions(players);
        boolean enumerates = ShapleyEstimation.enumerates(estimator, budget, limit);
        long most = enumerates ? all : Math.min(limit.coalitions() / 2 * 2, all);
        long additive = 2L * (PairSource.border(players, ShapleyEstimation.spreads(estimator)) + PairEvaluation.CHECKS);
        long sampled = ShapleyEstimation.grows(estimator) ? additive : Budget.leastCoalitions(players);
        long least = enumerates ? most : Math.min(most, sampled);
        return new Forecast(
                players,
                least,
                most,
                least * rowsPerCoalition + FIXED_ROWS,
                most * rowsPerCoalition + FIXED_ROWS,
                bytes(players, outputs, most, enumerates) + 2 * Double.BYTES * batchCells);
    }

    private long bytes(int players, int outputs, long coalitions, boolean enumerates) {
        long pairs = coalitions / 2;
        long evaluated = 2 * pairs * outputs + coalitions * Coalitions.words(players);
        if (enumerates) {
            return Double.BYTES * evaluated;
        }
        long regression = pairs * players + (long) players * players;
        long block = Math.min(pairs, Math.max(3L * OddPosterior.BLOCK / 2, 3L * players));
        long process = ShapleyEstimation.tunable(estimator) ? PROCESS_MATRICES * block * block : 0;
        return Double.BYTES * (evaluated + regression + process);
    }
}
