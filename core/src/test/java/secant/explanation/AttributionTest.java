package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void constructor_valueNotFinite_namesThePlayer(double value) {
        assertThatThrownBy(() -> new Attribution("Age", value, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attribution of 'Age' must be finite but is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, -4.9e-324})
    void constructor_notAnError_namesThePlayer(double error) {
        assertThatThrownBy(() -> new Attribution("Age", 1, error))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("standard error of 'Age' must be 0 or more but is " + error);
    }

    @Test
    void constructor_nullPlayer_isRefused() {
        assertThatThrownBy(() -> new Attribution(null, 1, 0))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("player");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1e308, -4.9e-324})
    void constructor_finiteValue_isKept(double value) {
        assertThat(new Attribution("Age", value, 0.5).value()).isEqualTo(value);
    }
}
