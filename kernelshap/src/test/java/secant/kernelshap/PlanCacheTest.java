package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanCacheTest {

    @Test
    void get_sameKey_isMadeOnce() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> 8L * plan.length);
        assertThat(plans.get(40, () -> new long[1])).isSameAs(plans.get(40, () -> new long[1]));
        assertThat(plans.get(25, () -> new long[1])).isNotSameAs(plans.get(40, () -> new long[1]));
    }

    @Test
    void get_manyLargePlans_keepsABoundedAmount() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> 26L << 20);
        long[] first = plans.get(0, () -> new long[1]);
        plans.get(1, () -> new long[1]);
        plans.get(2, () -> new long[1]);
        assertThat(plans.get(2, () -> new long[1])).isSameAs(plans.get(2, () -> new long[1]));
        plans.get(3, () -> new long[1]);
        assertThat(plans.size()).isLessThanOrEqualTo(3);
        assertThat(plans.get(0, () -> new long[1])).isNotSameAs(first);
    }
}
