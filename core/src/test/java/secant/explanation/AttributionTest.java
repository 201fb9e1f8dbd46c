package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
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

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1})
    void constructor_notABackgroundError_namesThePlayer(double error) {
        assertThatThrownBy(() -> new Attribution("Age", 1, 0, OptionalDouble.of(error)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background error of 'Age' must be 0 or more but is " + error);
    }

    @Test
    void output_someBackgroundErrors_areRefused() {
        List<Attribution> some =
                List.of(new Attribution("Age", 1, 0, OptionalDouble.of(0.1)), new Attribution("Debt", 1, 0));
        assertThatThrownBy(() -> new OutputExplanation("risk", 0, 2, some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all attributions of 'risk' must have a background error, or none, but 1 of 2 have");
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
