package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

/** Budgets that pay for more coalitions than one array holds are kept as far as they can be, and it is said. */
class CoalitionLimitTest {

    private static final long LARGEST = PairedLeastSquares.largestBudget(100);

    private static Estimate estimate(long coalitions, StopReason reason) {
        return new Estimate(
                100, new double[100], new double[100], coalitions, reason, 1, List.of("a"), Method.named("any"));
    }

    @ParameterizedTest
    @CsvSource({"100,4000,4000", "100,42949672,42949672", "100,42949673,42949672", "10,1000000000000,429496726", "0,9,9"
    })
    void of_anyBudget_isWhatOneArrayHoldsAtMost(int players, long paid, long coalitions) {
        assertThat(CoalitionLimit.of(players, paid).coalitions()).isEqualTo(coalitions);
    }

    @Test
    void missed_workThatEndedAtTheArray_isSaid() {
        CoalitionLimit limit = CoalitionLimit.of(100, 1_000_000_000_000L);
        assertThat(limit.missed(estimate(LARGEST, StopReason.BUDGET)))
                .containsExactly("the budget was not spent: it pays for 1000000000000 coalitions, but 42949672 are all"
                        + " that one array holds for 100 players");
        assertThat(limit.missed(estimate(LARGEST - 198, StopReason.BUDGET))).hasSize(1); // a part of an order is left
        assertThat(limit.missed(estimate(5_000, StopReason.BUDGET))).isEmpty(); // continued to less
        assertThat(limit.describe()).isEqualTo(", lowered to 42949672 coalitions, which are all that one array holds");
    }

    @ParameterizedTest
    @EnumSource(value = StopReason.class, mode = EnumSource.Mode.EXCLUDE, names = "BUDGET")
    void missed_workThatEndedOtherwise_isNotSaid(StopReason reason) {
        assertThat(CoalitionLimit.of(100, Long.MAX_VALUE).missed(estimate(LARGEST, reason)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100,42949672", "10,1000000000000", "30,143165574"})
    void describe_budgetThatIsKept_saysNothing(int players, long paid) {
        CoalitionLimit limit = CoalitionLimit.of(players, paid);
        assertThat(limit.describe()).isEmpty();
        assertThat(limit.missed(estimate(paid, StopReason.BUDGET))).isEmpty();
    }

    /** 2^30 − 2 coalitions fit no array of the regression, but to enumerate them none is needed. */
    @Test
    void paysForAll_thirtyPlayers_doesNotDependOnTheArray() {
        assertThat(CoalitionLimit.of(30, (1L << 30) - 2).paysForAll()).isTrue();
        assertThat(CoalitionLimit.of(30, (1L << 30) - 3).paysForAll()).isFalse();
        assertThat(CoalitionLimit.of(31, Long.MAX_VALUE).paysForAll()).isFalse();
    }

    @Test
    void explain_rowsForMoreThanOneArrayHolds_saysWhereTheLimitLies() {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> x[3] + x[5]), Background.of(Matrix.zeros(1, 100)))
                .modelRows(Long.MAX_VALUE)
                .build()
                .explain(Samples.filled(100, 1));
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.ADDITIVE);
        assertThat(explanation.provenance().warnings()).isEmpty();
        assertThat(explanation.provenance().options())
                .containsEntry(
                        "budget",
                        "at most 9223372036854775807 model rows, lowered to 42949672 coalitions, which are all that one"
                                + " array holds");
    }

    @Test
    void with_moreWarnings_keepsTheFirst() {
        assertThat(estimate(4, StopReason.BUDGET).with(List.of("b")).warnings()).containsExactly("a", "b");
    }

    /** A part of an order has 198 coalitions at most: where 200 are left, an order more would have been walked. */
    @Test
    void missed_asMuchLeftAsAnOrderTakes_isNotSaid() {
        CoalitionLimit limit = CoalitionLimit.of(100, 1_000_000_000_000L);
        assertThat(limit.missed(estimate(LARGEST - 199, StopReason.BUDGET))).hasSize(1);
        assertThat(limit.missed(estimate(LARGEST - 200, StopReason.BUDGET))).isEmpty();
    }

    /** Who has every coalition has not been lowered. */
    @ParameterizedTest
    @CsvSource({"10,1022,true", "10,1021,false", "30,1073741822,true"})
    void describe_everyCoalitionOfMorePaidFor_saysNothing(int players, long coalitions, boolean nothing) {
        assertThat(new CoalitionLimit(players, coalitions, 5_000_000_000L)
                        .describe()
                        .isEmpty())
                .isEqualTo(nothing);
    }
}
