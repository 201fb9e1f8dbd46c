package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class OddCovarianceTest {

    private static final int PLAYERS = 4;
    private static final long[] POINTS = {0b0001, 0b0110, 0b1011, 0b1111};

    private static OddProcess process(double reach, double nugget) {
        double[] reaches = new double[PLAYERS];
        Arrays.setAll(reaches, j -> reach + 0.1 * j);
        return new OddProcess(reaches, 0.5, nugget);
    }

    /** L Lᵀ less the kernel's covariances is the nugget and the jitter; the full coalition has next to no nugget. */
    @Test
    void factor_positiveDefinite_isTheRootOfTheCovariancesAndTheNugget() {
        OddProcess process = process(0.3, 0.02);
        OddKernel kernel = process.kernel();
        double[] gram = new double[16];
        kernel.gram(POINTS, 4, gram);
        double[] factor = new double[16];

        double jitter = OddCovariance.factor(process, kernel, POINTS, 4, factor);

        assertThat(jitter).isEqualTo(1e-10);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k <= j; k++) {
                    product += factor[i * 4 + k] * factor[j * 4 + k];
                }
                double diagonal = i != j ? 0 : i == 3 ? 1e-8 + 1e-10 : process.nugget() + 1e-10;
                assertThat(product).isCloseTo(gram[i * 4 + j] + diagonal, within(1e-14));
            }
        }
    }

    /** The same coalition twice, without a nugget: rounding may eat the least jitter up, but not ten times as much. */
    @Test
    void factor_coalitionTwice_takesTheFirstJitterThatIsEnough() {
        OddProcess process = process(0.3, 0);
        long[] points = new long[40];
        Arrays.fill(points, 0b0110);

        double jitter = OddCovariance.factor(process, process.kernel(), points, 40, new double[1600]);

        assertThat(jitter).isBetween(1e-10, 1e-9);
    }

    /** A reach of 40 has a slope of exactly 1, with which covariances are 0 / 0. */
    @Test
    void factor_notFinite_isRefusedInsteadOfTriedForEver() {
        OddProcess process = new OddProcess(new double[] {40, 0.3, 0.4, 0.5}, 0.5, 0.02);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> OddCovariance.factor(process, process.kernel(), POINTS, 4, new double[16]))
                        .withMessage(
                                "the covariances of observations must be finite but are not for 4 of them under the process of"
                                        + " reaches [40.0, 0.3, 0.4, 0.5], curvature 0.5, nugget 0.02"));
    }
}
