package secant.kernelshap;

/** Whether a budget fits an estimator, and enough of it is there for a number of players. */
final class BudgetCheck {

    private BudgetCheck() {}

    /**
     * Checks the options before any game is there.
     *
     * @param players the most players that a game may have
     * @throws IllegalArgumentException if they contradict each other, or the budget is too small or too large
     */
    static void check(Estimator estimator, Budget budget, int players) {
        checkTogether(estimator, budget);
        checkPlayers(estimator, budget, players);
    }

    /** Checks what can be checked without knowing the players. */
    static void checkTogether(Estimator estimator, Budget budget) {
        if (!ShapleyEstimation.grows(estimator) && !budget.isFixed() && !budget.isAutomatic()) {
            throw new IllegalArgumentException(
                    "precision and time need an estimator that goes on until they are reached,"
                            + " which automatic, leastSquares and oddProcess do, but it is " + estimator);
        }
        if (estimator instanceof Estimator.Exact && !budget.isAutomatic()) {
            throw new IllegalArgumentException(
                    "a budget does not apply to the exact estimator, which evaluates every coalition");
        }
    }

    /** Checks the budget for a game of some number of players. */
    static void checkPlayers(Estimator estimator, Budget budget, int players) {
        if (estimator instanceof Estimator.Exact) {
            checkExact(players);
            return;
        }
        if (estimator instanceof Estimator.Hybrid hybrid) {
            long cap = budget.coalitions() == 0 ? Budget.automaticCoalitions(players) : budget.coalitions();
            CoalitionRegression.checkHybrid(players, hybrid.degree(), cap);
        }
        long least = Budget.leastCoalitions(players);
        if (budget.coalitions() == 0) {
            checkLargest(players, least);
            return;
        }
        if (budget.coalitions() < least) {
            throw new IllegalArgumentException("coalitions must be at least " + least + " for " + players
                    + " players but is " + budget.coalitions());
        }
        boolean all =
                players <= ExactEnumeration.MAX_PLAYERS && budget.coalitions() >= ExactEnumeration.coalitions(players);
        if (!all) {
            checkLargest(players, budget.coalitions());
        }
    }

    private static void checkLargest(int players, long coalitions) {
        long largest = PairedLeastSquares.largestBudget(players);
        if (coalitions > largest) {
            throw new IllegalArgumentException("coalitions must be at most " + largest + " for " + players
                    + " players, or one array cannot hold the regression, but is " + coalitions
                    + (largest < Budget.leastCoalitions(players) ? "; put columns together in groups" : ""));
        }
    }

    private static void checkExact(int players) {
        if (players > ExactEnumeration.MAX_PLAYERS) {
            throw new IllegalArgumentException(
                    "the exact estimator takes at most " + ExactEnumeration.MAX_PLAYERS + " players but there are "
                            + players + "; put columns together in groups, or choose another estimator");
        }
    }
}
