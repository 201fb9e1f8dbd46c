package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.explanation.StopReason;

class EstimateTest {

    private static Estimate estimate(StopReason reason, List<String> warnings) {
        return new Estimate(
                2, new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}, 9, reason, 10, warnings, Method.named("any"));
    }

    @Test
    void valueAndStandardError_areThoseOfOutputAndPlayer() {
        Estimate estimate = estimate(StopReason.BUDGET, List.of());
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < 2; i++) {
                assertThat(estimate.value(k, i)).isEqualTo(1 + 2 * k + i);
                assertThat(estimate.standardError(k, i)).isEqualTo(5 + 2 * k + i);
            }
        }
    }

    @Test
    void with_more_keepsTheRest() {
        Estimate more = estimate(StopReason.BUDGET, List.of("one")).with(List.of("two", "three"));
        assertThat(more.warnings()).containsExactly("one", "two", "three");
        assertThat(more.coalitions()).isEqualTo(9);
        assertThat(more.condition()).isEqualTo(10);
        assertThat(more.stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(more.method()).isEqualTo(Method.named("any"));
        assertThat(more.value(1, 1)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(StopReason.class)
    void exact_isOfAllCoalitionsOrValuesThatAddUp(StopReason reason) {
        assertThat(estimate(reason, List.of()).exact())
                .isEqualTo(reason == StopReason.EXACT || reason == StopReason.ADDITIVE);
    }

    /** Eighths and a power of two of them, so that nothing is rounded. */
    @Test
    void settle_rounding_isSharedOutInItsOutputAlone() {
        double[] values = {1, 2, 3, 4 + 0x1p-40, 5, 6, 7, 8, 9, 10, 11, 12};
        Estimate.settle(values, 0, 4, 10, 1000);
        assertThat(values)
                .containsExactly(
                        1 - 0x1p-42, 2 - 0x1p-42, 3 - 0x1p-42, 4 + 0x1p-40 - 0x1p-42, 5, 6, 7, 8, 9, 10, 11, 12);
        double[] before = values.clone();
        values[5] -= 0x1p-40;
        Estimate.settle(values, 1, 4, 26, 1000);
        for (int i = 0; i < 12; i++) {
            assertThat(values[i]).isEqualTo(i / 4 == 1 ? before[i] + 0x1p-42 - (i == 5 ? 0x1p-40 : 0) : before[i]);
        }
    }

    /** 1e-11 of the larger of the total and the largest worth is rounding, and more is not. */
    @ParameterizedTest
    @CsvSource({"0,1,0.9e-11,true", "0,1,1.1e-11,false", "0,1,-0.9e-11,true", "0,1,-1.1e-11,false"})
    void settle_byTheLargestWorth_leavesWhatIsMoreThanRounding(
            double total, double largest, double excess, boolean settles) {
        double[] values = {total / 2 + excess, total / 2};
        Estimate.settle(values, 0, 2, total, largest);
        assertThat(values[0] + values[1]).isEqualTo(settles ? total : total + excess);
    }

    @ParameterizedTest
    @CsvSource({"8,0x1p-37,true", "-8,0x1p-37,true", "8,0x1p-33,false", "-8,-0x1p-33,false"})
    void settle_byTheTotal_leavesWhatIsMoreThanRounding(double total, double excess, boolean settles) {
        double[] values = {total / 2 + excess, total / 2};
        Estimate.settle(values, 0, 2, total, 1);
        assertThat(values[0] + values[1]).isEqualTo(settles ? total : total + excess);
    }

    /** Thirds of a last place cannot be shared out at once: what the first round leaves is within one in the second. */
    @Test
    void settle_excessThatCannotBeDivided_isLessThanItWas() {
        for (int seed = 0; seed < 200; seed++) {
            double[] values = Game.random(seed).doubles(7, -1, 1).toArray();
            double total = 0;
            for (double value : values) {
                total += value;
            }
            values[0] += 1e-13;
            Estimate.settle(values, 0, 7, total, 1);
            double sum = -total;
            for (double value : values) {
                sum += value;
            }
            assertThat(Math.abs(sum)).isLessThan(2e-15);
        }
    }

    @Test
    void settle_noNumber_isLeftAsItIs() {
        double[] values = {1, Double.NaN, 3};
        Estimate.settle(values, 0, 3, 4, 1);
        assertThat(values).containsExactly(1, Double.NaN, 3);
    }
}
