package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairSolutionTest {

    private static final OddProcess PROCESS = OddProcess.initial(2);

    private static PairSolution solution(double[] values, double[] errors) {
        return new PairSolution(Method.named("any"), values, errors, 7, List.of("a warning"), PROCESS);
    }

    private static double relative(double[] values, double[] errors, int outputs, double tolerance) {
        return solution(values, errors).excess(3, outputs, tolerance, PrecisionUnit.RELATIVE);
    }

    private static double absolute(double[] values, double[] errors, int outputs, double tolerance) {
        return solution(values, errors).excess(3, outputs, tolerance, PrecisionUnit.OUTPUT);
    }

    @Test
    void because_andWithErrors_keepTheRest() {
        double[] others = {3, 4};
        PairSolution changed = solution(new double[] {1, 2}, new double[2])
                .withErrors(others, "and so")
                .because("of this");
        assertThat(changed.values()).containsExactly(1, 2);
        assertThat(changed.standardErrors()).isSameAs(others);
        assertThat(changed.condition()).isEqualTo(7);
        assertThat(changed.warnings()).containsExactly("a warning");
        assertThat(changed.process()).isSameAs(PROCESS);
        assertThat(changed.method()).isEqualTo(Method.named("any").and("and so").because("of this"));
    }

    /** The range is 8 and the largest error 2: 1.96 × 2 / (0.1 × 8) = 4.9. */
    @Test
    void excess_relative_isTheLargestIntervalOverTheRange() {
        assertThat(relative(new double[] {-3, 5, 0}, new double[] {0.5, 1, 2}, 1, 0.1))
                .isCloseTo(4.9, within(1e-14));
        assertThat(relative(new double[] {5, -3, 0}, new double[] {2, 1, 0.5}, 1, 0.1))
                .isCloseTo(4.9, within(1e-14));
    }

    @Test
    void excess_absolute_isTheLargestIntervalWhateverTheRange() {
        assertThat(absolute(new double[] {-3, 5, 0}, new double[] {0.5, 1, 2}, 1, 0.1))
                .isCloseTo(39.2, within(1e-13));
    }

    /** Of two outputs with 1.96 × 1 / (0.5 × 4) = 0.98 and 1.96 × 3 / (0.5 × 2) = 5.88, a third not being asked for. */
    @Test
    void excess_severalOutputs_isTheLargestOfThoseThatCount() {
        double[] values = {0, 2, 4, 10, 11, 12, 0, 0, 1};
        double[] errors = {1, 1, 1, 0, 3, 0, 99, 99, 99};
        assertThat(relative(values, errors, 1, 0.5)).isCloseTo(0.98, within(1e-14));
        assertThat(relative(values, errors, 2, 0.5)).isCloseTo(5.88, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(PrecisionUnit.class)
    void excess_noErrors_isNone(PrecisionUnit unit) {
        assertThat(solution(new double[] {2, 2, 2}, new double[3]).excess(3, 1, 0.01, unit))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(PrecisionUnit.class)
    void excess_noNumber_isNoPrecision(PrecisionUnit unit) {
        assertThat(solution(new double[] {1, 2, 3}, new double[] {0, Double.NaN, 0})
                        .excess(3, 1, 0.01, unit))
                .isInfinite();
    }

    @Test
    void excess_errorsButNoRange_isInfinite() {
        assertThat(relative(new double[] {2, 2, 2}, new double[] {1, 0, 0}, 1, 0.01))
                .isInfinite();
    }

    /** The range of −1.5e308 to 1.5e308 is no double: 1.96 × 3e307 / (0.1 × 3e308) = 1.96. */
    @Test
    void excess_rangeBeyondTheLargestDouble_isTheSame() {
        assertThat(relative(new double[] {-1.5e308, 0, 1.5e308}, new double[] {0, 3e307, 0}, 1, 0.1))
                .isCloseTo(1.96, within(1e-14));
    }

    /** 1.96 × 1e308 is no double either: 1.96 × 1e308 / 1e300 = 1.96e8. */
    @Test
    void excess_intervalBeyondTheLargestDouble_isTheSame() {
        assertThat(absolute(new double[] {0, 1, 2}, new double[] {1e308, 0, 0}, 1, 1e300))
                .isCloseTo(1.96e8, within(1e-6));
    }

    /** 1e-10 × 1e-320 is no double but 0: 1.96 × 1e-320 / 1e-320 / 1e-10 is 1.96e10, to the few digits they have. */
    @Test
    void excess_toleranceOfNextToNothing_isTheSame() {
        assertThat(relative(new double[] {0, 1e-320, 0}, new double[] {1e-320, 0, 0}, 1, 1e-10))
                .isCloseTo(1.96e10, within(1e7));
    }
}
