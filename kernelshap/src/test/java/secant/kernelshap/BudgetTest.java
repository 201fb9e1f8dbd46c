package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    @Test
    void limits_ofOne_areKept() {
        assertThat(Budget.automatic().coalitions(1).describe(9)).isEqualTo("at most 1 coalitions");
        assertThat(Budget.automatic().modelRows(1).describe(9)).isEqualTo("at most 1 model rows");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
    void precision_notAboveZeroAndFinite_isRefused(double tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.automatic().precision(tolerance, PrecisionUnit.OUTPUT))
                .withMessage("precision must be above 0 and finite but is " + tolerance);
    }

    /** 16 times 2 × 9 + 2048. */
    @Test
    void describe_precisionAlone_saysWhereItEnds() {
        assertThat(Budget.automatic().precision(0.5, PrecisionUnit.OUTPUT).describe(9))
                .isEqualTo("1.96 standard errors of at most 0.5 in the output's units, at most 33056 coalitions");
    }

    /** 1.96 standard errors of 0.5 are what was asked for, those of 1 twice as much. */
    @Test
    void missed_precisionThatIsJustKept_isNotSaid() {
        Budget budget = Budget.automatic().precision(1.96 * 0.5, PrecisionUnit.OUTPUT);
        assertThat(budget.missed(solution(0.5), 2, 1)).isEmpty();
        assertThat(budget.missed(solution(1), 2, 1))
                .containsExactly("the precision was not reached: 1.96 standard errors are up to 2.0 times what was"
                        + " asked for");
    }

    private static PairSolution solution(double error) {
        return new PairSolution(
                Method.named("any"), new double[] {1, 2}, new double[] {error, error / 2}, 1, List.of(), null);
    }
}
