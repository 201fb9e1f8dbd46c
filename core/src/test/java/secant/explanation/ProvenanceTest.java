package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {

    private static Provenance of(Map<String, String> options, List<String> warnings) {
        return new Provenance("1.0", options, 1, "IDENTITY", 3, "ab", 2, 6, StopReason.BUDGET, warnings);
    }

    @Test
    void constructor_collections_areCopiedInOrder() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("z", "1");
        options.put("a", "2");
        options.put("m", "3");
        List<String> warnings = new ArrayList<>(List.of("careful"));
        Provenance provenance = of(options, warnings);
        options.clear();
        warnings.clear();
        assertThat(provenance.options()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
        assertThat(provenance.warnings()).containsExactly("careful");
        assertThatThrownBy(() -> provenance.options().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void constructor_nullPart_isNamed() {
        assertThatThrownBy(() ->
                        new Provenance("1.0", Map.of(), 1, "IDENTITY", 3, null, 2, 6, StopReason.BUDGET, List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("backgroundFingerprint");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN})
    void additive_notAGap_isRefused(double gap) {
        assertThatThrownBy(() -> new Fidelity.Additive(gap, true, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("additivity gap must be 0 or more but is " + gap);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, -1, Double.NaN})
    void additive_notACondition_isRefused(double condition) {
        assertThatThrownBy(() -> new Fidelity.Additive(0, true, condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("condition must be 1 or more but is " + condition);
    }
}
