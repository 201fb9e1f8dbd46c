package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(plans.size()).isEqualTo(2);
        assertThat(plans.bytes()).isEqualTo(52L << 20);
        assertThat(plans.get(0, () -> new long[1])).isNotSameAs(first);
    }

    @Test
    void get_asMuchAsIsKept_forgetsNothing() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> PlanCache.MAX_BYTES / 4);
        for (int key = 0; key < 4; key++) {
            plans.get(key, () -> new long[1]);
        }
        assertThat(plans.size()).isEqualTo(4);
    }

    /** The oldest is the one that was asked for before all others. */
    @Test
    void get_onePlanTooMany_forgetsTheOldestAlone() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> PlanCache.MAX_BYTES / 4);
        long[] first = plans.get(0, () -> new long[1]);
        long[] second = plans.get(1, () -> new long[1]);
        long[] third = plans.get(2, () -> new long[1]);
        plans.get(3, () -> new long[1]);
        plans.get(0, () -> new long[1]);
        plans.get(4, () -> new long[1]);
        assertThat(plans.size()).isEqualTo(4);
        assertThat(plans.get(0, () -> new long[1])).isSameAs(first);
        assertThat(plans.get(2, () -> new long[1])).isSameAs(third);
        assertThat(plans.get(1, () -> new long[1])).isNotSameAs(second);
    }

    @Test
    void get_plansThatGrow_areWeighedAsTheyAre() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> plan[0]);
        long[] grown = plans.get(0, () -> new long[] {1});
        plans.get(1, () -> new long[] {1});
        assertThat(plans.size()).isEqualTo(2);
        grown[0] = PlanCache.MAX_BYTES;
        plans.get(1, () -> new long[] {1});
        assertThat(plans.size()).isEqualTo(1);
        assertThat(plans.bytes()).isEqualTo(1);
    }

    @Test
    void get_planLargerThanAllThatIsKept_standsAlone() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> plan[0]);
        plans.get(0, () -> new long[] {1});
        plans.get(1, () -> new long[] {2 * PlanCache.MAX_BYTES});
        assertThat(plans.size()).isEqualTo(1);
        plans.get(2, () -> new long[] {1});
        assertThat(plans.bytes()).isEqualTo(1);
    }

    @Test
    void bytes_sourceOfPairs_growsWithItsSequence() {
        PlanCache<Integer, PairSource> sources = new PlanCache<>(PairSource::bytes);
        PairSource source = sources.get(0, () -> new PairSource(100, 1, true));
        long before = sources.bytes();
        source.atLeast(100_000);
        assertThat(sources.bytes() - before).isGreaterThan(2 * 2 * 8 * 99_000);
    }

    @Test
    void get_makerThatFails_isAskedAgain() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> plan[0]);
        assertThatThrownBy(() -> plans.get(0, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(plans.get(0, () -> new long[] {7})).containsExactly(7);
    }

    /** Plans made while another one is, and too large together: the one in the making is not made twice. */
    @Test
    void get_planInTheMaking_isNotForgotten() {
        PlanCache<Integer, long[]> plans = new PlanCache<>(plan -> plan[0]);
        long[] made = plans.get(0, () -> {
            plans.get(1, () -> new long[] {PlanCache.MAX_BYTES});
            plans.get(2, () -> new long[] {PlanCache.MAX_BYTES});
            return new long[] {1};
        });
        assertThat(plans.get(0, () -> new long[] {2})).isSameAs(made);
    }
}
