package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlansTest {

    @Test
    void forPlayers_sameNumber_isMadeOnce() {
        Plans plans = new Plans(40, Estimator.automatic(), KernelShap.AUTOMATIC, 1);
        assertThat(plans.forPlayers(40)).isSameAs(plans.forPlayers(40));
        assertThat(plans.forPlayers(25)).isSameAs(plans.forPlayers(25)).isNotSameAs(plans.forPlayers(26));
        assertThat(plans.forPlayers(11)).isInstanceOf(ExactEnumeration.class);
        assertThat(plans.forPlayers(12)).isInstanceOf(PairedLeastSquares.class);
    }

    @Test
    void forPlayers_manyNumbers_keepsABoundedAmount() {
        Plans plans =
                new Plans(420, Estimator.automatic(), 16_000, 1); // 8,000 pairs × 400 players × 8 bytes = 26 MB each
        ShapleyEstimator first = plans.forPlayers(400);
        plans.forPlayers(401);
        plans.forPlayers(402);
        assertThat(plans.forPlayers(402)).isSameAs(plans.forPlayers(402));
        plans.forPlayers(403);
        assertThat(plans.forPlayers(400)).isNotSameAs(first);
    }

    @Test
    void budget_automatic_isThatOfShap() {
        assertThat(Plans.budget(30, KernelShap.AUTOMATIC)).isEqualTo(2108);
        assertThat(Plans.budget(30, 99)).isEqualTo(99);
    }
}
