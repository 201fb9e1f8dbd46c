package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Matrix;

class ExpressionTest {

    /** x0 = 2, x1 = −3, x2 = 0.5, and x11 = 7. */
    private static final double[] ROW = {2, -3, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 7};

    private static double value(String text) {
        return Expression.parse(text, ROW.length).predict(Matrix.ofRow(ROW)).get(0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3           | 7",
                "(1 + 2) * 3         | 9",
                "10 - 4 - 3          | 3",
                "24 / 4 / 3          | 2",
                "24 / 4 * 3          | 18",
                "2 ^ 3 ^ 2           | 512",
                "(2 ^ 3) ^ 2         | 64",
                "-2 ^ 2              | -4",
                "(-2) ^ 2            | 4",
                "2 ^ -1              | 0.5",
                "2 ^ -2 ^ 2          | 0.0625",
                "-2 ^ -2             | -0.25",
                "3 * -2              | -6",
                "3 - -2              | 5",
                "3 - - -2            | 1",
                "+3 - +2             | 1",
                "2 * 3 ^ 2           | 18",
                "-x1 ^ 2             | -9",
                "x0*x1 + x2          | -5.5",
                "x11 - x1            | 10",
                "1.5e-3 * 1E3        | 1.5",
                "2.e+1 + .5          | 20.5",
                "( ( 1 ) )           | 1",
            })
    void predict_operators_bindAsWritten(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp(0)              | 1",
                "sin(0) + cos(0)     | 1",
                "tanh(1000)          | 1",
                "sqrt(x0 * 8)        | 4",
                "abs(x1)             | 3",
                "-abs(x1) ^ x0       | -9",
                "max(x0, x1)         | 2",
                "min(x0, x1, -4, 9)  | -4",
                "sgn(x0)             | 1",
                "sgn(x1)             | -1",
                "sgn(0)              | -1",
                "gt(x0, x1)          | 1",
                "gt(x0, 2)           | 0",
                "gt(x1, x0)          | 0",
                "max(min(1, 2), 0)*3 | 3",
            })
    void predict_functions_areThoseOfTheSchema(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x0 +           | 5  | the end",
                "x0 x1          | 4  | 'x1'",
                "(x0            | 4  | the end",
                "x0)            | 3  | ')'",
                "x0 + x12       | 6  | 'x12'",
                "1 + y          | 5  | 'y'",
                "log(x0)        | 1  | 'log(x0)'",
                "max(x0)        | 7  | ')'",
                "gt(1, 2, 3)    | 8  | ', 3)'",
                "sin(1, 2)      | 6  | ', 2)'",
                "2 ** 3         | 4  | '* 3'",
                "1e             | 1  | '1e'",
                "1 + .          | 5  | '.'",
                "x0 % 2         | 4  | '% 2'",
                "x99999999999   | 1  | 'x999999999'",
                "\"\"           | 1  | the end",
            })
    void parse_noFormula_saysWhereAndWhatItFound(String text, int character, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse(text.strip(), ROW.length))
                .withMessageContaining("at character " + character + " ")
                .withMessageEndingWith("but has " + found);
    }

    @Test
    void parse_nestedTooDeeply_isRefused() {
        String text = "(".repeat(1_000) + "1" + ")".repeat(1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse(text, 1))
                .withMessageContaining("at most 200 nested parts at character 201");
    }

    @Test
    void parse_longestSum_isEvaluatedAndALongerOneRefused() {
        assertThat(value("1" + "+1".repeat(1_999))).isEqualTo(2_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse("1" + "+1".repeat(2_000), 1))
                .withMessage("expression must have at most 4000 characters but has 4001");
    }
}
