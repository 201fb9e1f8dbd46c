package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelWidthTest {

    @Test
    void widths_anyKind_areWhatTheySay() {
        assertThat(KernelWidth.standard()).isEqualTo(new KernelWidth.PerSqrtFeature(0.75));
        assertThat(KernelWidth.perSqrtFeature(2)).isEqualTo(new KernelWidth.PerSqrtFeature(2));
        assertThat(KernelWidth.of(Double.MAX_VALUE)).isEqualTo(new KernelWidth.Fixed(Double.MAX_VALUE));
        assertThat(KernelWidth.matchedShare(Math.nextDown(1.0)))
                .isEqualTo(new KernelWidth.MatchedShare(Math.nextDown(1.0)));
        assertThat(KernelWidth.bestFit(0.1)).isEqualTo(new KernelWidth.BestFit(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void widths_notPositiveOrFinite_areRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelWidth.of(value))
                .withMessage("kernel width must be above 0 and finite but is " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelWidth.perSqrtFeature(value))
                .withMessage("kernel width per √feature must be above 0 and finite but is " + value);
        assertThatIllegalArgumentException().isThrownBy(() -> new ProximityKernel(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void shares_notBetweenZeroAndOne_areRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelWidth.matchedShare(value))
                .withMessage("matched share must be above 0 and below 1 but is " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelWidth.bestFit(value))
                .withMessage("effective share must be above 0 and below 1 but is " + value);
    }

    @Test
    void proximityKernel_atItsWidth_isItsDeviation() {
        ProximityKernel kernel = new ProximityKernel(3);

        assertThat(kernel.weight(0)).isEqualTo(1);
        assertThat(kernel.weight(3)).isCloseTo(Math.exp(-0.5), within(1e-15));
        assertThat(kernel.weight(1)).isCloseTo(Math.exp(-1 / 18.0), within(1e-15));
        assertThat(kernel.weightOfSquare(4)).isEqualTo(kernel.weight(2));
    }

    @Test
    void distances_euclideanAndCosine_areTheirDefinitions() {
        double[] instance = {1, 2, 2};

        assertThat(Distance.euclidean().between(instance, new double[] {1, 5, -2}))
                .isEqualTo(5);
        assertThat(Distance.euclidean().between(instance, instance)).isZero();
        assertThat(Distance.cosine().between(instance, new double[] {2, 0, 0})).isCloseTo(1 - 1 / 3.0, within(1e-16));
        assertThat(Distance.cosine().between(instance, new double[] {-2, -4, -4}))
                .isCloseTo(2, within(1e-15));
        assertThat(Distance.cosine().between(instance, new double[] {0.1, 0.2, 0.2}))
                .isBetween(0.0, 1e-15);
        assertThat(Distance.cosine().between(instance, new double[3])).isEqualTo(1);
        assertThat(Distance.cosine().between(new double[3], instance)).isEqualTo(1);
    }

    /** A distance that is none of those of a library. */
    private static final class Manhattan implements Distance {

        @Override
        public double between(double[] instance, double[] sample) {
            return Math.abs(instance[0] - sample[0]);
        }
    }

    @Test
    void distances_anyKind_haveNames() {
        Distance anonymous = new Distance() {
            @Override
            public double between(double[] instance, double[] sample) {
                return 0;
            }
        };
        Distance lambda = (instance, sample) -> 0;

        assertThat(Distance.euclidean().named()).isEqualTo("Euclidean");
        assertThat(Distance.cosine().named()).isEqualTo("cosine");
        assertThat(anonymous.named()).isEqualTo("a function");
        assertThat(lambda.named()).isEqualTo("a function");
        assertThat(new Manhattan().named()).isEqualTo("secant.lime.KernelWidthTest$Manhattan");
    }
}
