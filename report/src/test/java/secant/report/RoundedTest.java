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

    @ParameterizedTest
    @CsvSource({
        "1.561581040188955, 1.56158",
        "-0.6081826070068602, −0.608183",
        "-7.917259751626153E8, −7.91726e8",
        "-1.0173567555602583E-9, −1.01736e−9",
        "0.1, 0.1",
        "-3, −3",
        "20260131, 20260131",
        "999999999999999, 999999999999999",
        "1e15, 1e15",
        "12345678.9, 1.23457e7",
        "-0.0, 0",
        "Infinity, ∞"
    })
    void given_anyValue_hasTheDigitsThatAReaderTakesIn(double value, String text) {
        assertThat(Rounded.given(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "20260010, 0, 20260010",
        "20260010, 1, 20260010",
        "1000000.0005, -4, 1000000.0005",
        "1e12, 11, 1.0e12",
        "-3e-13, -13, −3e−13",
        "0.0005, -4, 0.0005",
        "0, -13, 0",
        "0, -2, 0.00"
    })
    void atStep_largeOrSmall_isTheShorter(double value, int stepExponent, String text) {
        assertThat(Rounded.atStep(value, stepExponent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1998.3, 1997.9, 1998.3, 1997.9",
        "0.2391, 0.01, 0.239, 0.0100",
        "1000000, 999999.99991, 1000000.000, 999999.9999",
        "5, 5, 5.000, 5.000",
        "0.30000000000000004, 0.3, 0.300, 0.300"
    })
    void telling_levelsThatReadTheSame_areWrittenApart(double one, double other, String first, String second) {
        NumberFormat format = NumberFormat.DEFAULT.telling(one, other);

        assertThat(format.level(one)).isEqualTo(first);
        assertThat(format.level(other)).isEqualTo(second);
    }
}
