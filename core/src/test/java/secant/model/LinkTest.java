package secant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    @ParameterizedTest
    @EnumSource(Link.class)
    void invert_ofApply_givesTheOutputBack(Link link) {
        for (double output : new double[] {1e-12, 0.001, 0.25, 0.5, 0.9, 0.999999}) {
            assertThat(link.invert(link.apply(output))).isCloseTo(output, within(1e-14 * output));
        }
    }

    @ParameterizedTest
    @EnumSource(Link.class)
    void apply_largerOutput_isLarger(Link link) {
        double before = link.apply(1e-14);
        for (int i = 1; i < 1000; i++) {
            double next = link.apply(i / 1000.0);
            assertThat(next).isGreaterThan(before);
            before = next;
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5,0", "0.75,1.0986122886681098", "0.1,-2.197224577336219"})
    void apply_logit_isTheLogOfTheOdds(double probability, double expected) {
        assertThat(Link.LOGIT.apply(probability)).isCloseTo(expected, within(1e-15));
    }

    @Test
    void apply_logitAtZeroAndOne_isClippedWhereDocumented() {
        assertThat(Link.LOGIT.apply(0)).isEqualTo(Link.LOGIT.apply(Link.CLIP)).isCloseTo(-34.538776, within(1e-5));
        assertThat(Link.LOGIT.apply(1))
                .isEqualTo(Link.LOGIT.apply(1 - Link.CLIP))
                .isCloseTo(34.5388, within(1e-2));
        assertThat(Link.LOGIT.clips(0)).isTrue();
        assertThat(Link.LOGIT.clips(1)).isTrue();
        assertThat(Link.LOGIT.clips(Link.CLIP)).isFalse();
        assertThat(Link.LOGIT.clips(1 - Link.CLIP)).isFalse();
        assertThat(Link.LOGIT.clips(0.5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4.9e-324, 1.0000000000000002, 2, -1, 1e308, Double.NaN})
    void admits_logitOutsideOfZeroToOne_isFalse(double output) {
        assertThat(Link.LOGIT.admits(output)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 4.9e-324, 0.5, 1})
    void admits_logitOfAProbability_isTrue(double output) {
        assertThat(Link.LOGIT.admits(output)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "-0.0,false", "-1,false", "NaN,false", "4.9e-324,true", "1e308,true"})
    void admits_log_needsAPositiveNumber(double output, boolean admitted) {
        assertThat(Link.LOG.admits(output)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @EnumSource(
            value = Link.class,
            names = {"IDENTITY", "LOG"})
    void clips_withoutABound_isNever(Link link) {
        assertThat(link.clips(0)).isFalse();
        assertThat(link.clips(1)).isFalse();
    }

    @Test
    void invert_farOut_staysInTheDomain() {
        assertThat(Link.LOGIT.invert(1000)).isEqualTo(1);
        assertThat(Link.LOGIT.invert(-1000)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Link.class)
    void domain_everyLink_isWorded(Link link) {
        assertThat(link.domain()).matches("(any|an?) [a-z].*");
    }
}
