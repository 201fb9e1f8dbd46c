package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTest {

    private static final Feature.Categorical HOME = (Feature.Categorical) Feature.categorical("Home", "rent", "own");

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "-3,-3",
        "0,0",
        "-0.0,0",
        "0.1,0.1",
        "1e300,1.0E300",
        "4.9e-324,4.9E-324",
        "123456789012,123456789012",
        "999999999999999,999999999999999",
        "1e15,1.0E15",
        "NaN,missing",
        "Infinity,Infinity",
        "-12.5,-12.5"
    })
    void format_number_hasNoNeedlessDigits(double value, String expected) {
        assertThat(Feature.numeric("x").format(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "th-TH-u-nu-thai", "de", "tr"})
    void format_anyLocale_writesTheSame(String locale) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(Feature.numeric("x").format(1234.5)).isEqualTo("1234.5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,rent", "-0.0,rent", "1,own", "2,category 2", "-1,category -1", "0.5,category 0.5", "NaN,missing"})
    void format_category_writesItsLabel(double value, String expected) {
        assertThat(HOME.format(value)).isEqualTo(expected);
    }

    @Test
    void index_label_isItsPosition() {
        assertThat(HOME.index("rent")).isZero();
        assertThat(HOME.index("own")).isEqualTo(1);
    }

    @Test
    void index_unseenLabel_saysTheWayOut() {
        assertThatThrownBy(() -> HOME.index("lease"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'Home' must be one of [rent, own] but is 'lease'; add the category to the schema or pass "
                        + "NaN for missing");
    }

    @Test
    void categorical_noLabel_isRefused() {
        assertThatThrownBy(() -> Feature.categorical("Home"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("categories of 'Home' must not be empty");
    }

    @Test
    void categorical_labelTwice_isRefused() {
        assertThatThrownBy(() -> Feature.categorical("Home", "rent", "own", "rent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("categories of 'Home' must be distinct but 'rent' appears twice");
    }

    @Test
    void categorical_list_isCopied() {
        List<String> labels = new ArrayList<>(List.of("rent"));
        Feature.Categorical feature = new Feature.Categorical("Home", labels);
        labels.add("own");
        assertThat(feature.categories()).containsExactly("rent");
    }

    @Test
    void numeric_nullName_isRefused() {
        assertThatThrownBy(() -> Feature.numeric(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }
}
