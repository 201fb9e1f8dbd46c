package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BudgetCheckTest {

    private static void check(Estimator estimator, int coalitions, int players) {
        Budget budget = Budget.automatic();
        BudgetCheck.check(estimator, coalitions == 0 ? budget : budget.coalitions(coalitions), players);
    }

    private static void assertKept(Estimator estimator, int coalitions, int players) {
        assertThatCode(() -> check(estimator, coalitions, players)).doesNotThrowAnyException();
    }

    private static void assertRefused(Estimator estimator, int coalitions, int players, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(estimator, coalitions, players))
                .withMessage(message);
    }

    @Test
    void check_exactEstimator_takesThirtyPlayers() {
        assertKept(Estimator.exact(), 0, 30);
        assertRefused(
                Estimator.exact(),
                0,
                31,
                "the exact estimator takes at most 30 players but there are 31; put columns together in groups, or"
                        + " choose another estimator");
    }

    @Test
    void check_tooFewCoalitions_isRefusedWithTheLeast() {
        assertKept(Estimator.automatic(), 40, 20);
        assertRefused(Estimator.automatic(), 39, 20, "coalitions must be at least 40 for 20 players but is 39");
        assertKept(Estimator.automatic(), 2, 2);
        assertRefused(Estimator.automatic(), 1, 2, "coalitions must be at least 2 for 2 players but is 1");
    }

    /** A double a pair and player is held by one array of 2³¹ − 9: 21,474,836 pairs of 100 players, 71,582,787 of 30. */
    @Test
    void check_asManyAsOneArrayHolds_isKept() {
        assertKept(Estimator.automatic(), 42_949_672, 100);
        assertRefused(
                Estimator.automatic(),
                42_949_673,
                100,
                "coalitions must be at most 42949672 for 100 players, or one array cannot hold the regression, but is"
                        + " 42949673");
    }

    /** All 2³⁰ − 2 coalitions are enumerated, which takes no array of them. */
    @Test
    void check_allCoalitionsOfThirtyPlayers_areMoreThanOneArrayHoldsAndKept() {
        int all = (1 << 30) - 2;
        assertKept(Estimator.automatic(), all, 30);
        assertRefused(
                Estimator.automatic(),
                all - 1,
                30,
                "coalitions must be at most 143165574 for 30 players, or one array cannot hold the regression, but is "
                        + (all - 1));
    }
}
