package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {

    @ParameterizedTest
    @CsvSource({
        "0.1234567, 0.021, +0.123 ± 0.021",
        "0.1234567, 0.0000021, +0.123 ± 2.1e−6",
        "0.1234567, 0.5, +0.12 ± 0.50",
        "0.001, 0.5, 0.00 ± 0.50",
        "-0.001, 0.5, 0.00 ± 0.50",
        "1.5094, 0.047, +1.51 ± 0.05",
        "123456, 1500, +123500 ± 1500",
        "-1234.5, 12, −1234 ± 12",
        "0, 0.3, 0.00 ± 0.30",
        "0.123456, 0, +0.123",
        "-0.123456, 0, −0.123",
        "0, 0, 0",
        "-0.0, 0, 0",
        "1234.56, 0, +1235",
        "1e7, 0, +1.00e7",
        "-1.23456e-7, 0, −1.23e−7",
        "1e300, 0, +1.00e300",
        "4.9e-324, 0, +4.94e−324",
        "0.5, Infinity, +0.500",
        "1e-9, 1e-10, +1.00e−9 ± 1.0e−10",
        "1e300, 1e299, +1.00e300 ± 1.0e299",
        "1, 1e300, +0 ± 1.0e300",
        "0, 1e-9, 0 ± 1.0e−9"
    })
    void withError_anyValue_hasTheDigitsThatItsErrorSupports(double value, double error, String text) {
        assertThat(NumberFormat.DEFAULT.withError(value, error)).isEqualTo(text.replace("+0 ±", "0 ±"));
    }

    @ParameterizedTest
    @CsvSource({"1.02249, 1.022", "0.0932499, 0.0932", "-1.1243, −1.124", "0, 0", "250000.4, 250000", "1e12, 1.000e12"})
    void level_anyValue_isShort(double value, String text) {
        assertThat(Rounded.level(value)).isEqualTo(text);
    }
}
