package secant.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseValueTest {

    private static CaseValue parse(String json) {
        return CaseValue.parse("file", json.getBytes(UTF_8));
    }

    @Test
    void number_shortestDecimalsOfAnyDouble_givesItsBits() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < 10_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(parse("{\"v\": " + number + "}").get("v").number()).isEqualTo(number);
            }
        }
        assertThat(parse("{\"v\": -0.0}").get("v").number()).isEqualTo(-0.0);
        assertThat(parse("{\"v\": 9007199254740993}").get("v").number()).isEqualTo(9007199254740992.0);
        assertThat(parse("{\"v\": 4.9e-324}").get("v").number()).isEqualTo(Double.MIN_VALUE);
        assertThat(parse("{\"v\": 123456789012345678901234567890}").get("v").number())
                .isEqualTo(1.2345678901234568e29);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1, 'a': 2} | Duplicate",
                "{'a': 1} {}      | Trailing token",
                "{'a': [1, 2      | end-of-input",
                "{'a': NaN}       | NaN",
            })
    void parse_noJson_saysSo(String json, String message) {
        assertThatThrownBy(() -> parse(json.replace('\'', '"')))
                .isInstanceOf(MalformedCaseException.class)
                .hasMessageStartingWith("case file: not JSON: ")
                .hasMessageContaining(message);
    }

    @Test
    void parse_noObject_saysSo() {
        assertThatThrownBy(() -> parse("[1]")).hasMessage("case file: the file must be an object but is an array of 1");
        assertThatThrownBy(() -> parse("")).hasMessageStartingWith("case file: ");
    }

    @Test
    void integer_fractionOrTooLarge_isRefused() {
        CaseValue file = parse("{\"id\": \"c\", \"half\": 0.5, \"large\": 1e10, \"whole\": 3.0}");
        assertThatThrownBy(() -> file.get("half").integer())
                .hasMessage("case c: half must be a whole number but is 0.5");
        assertThatThrownBy(() -> file.get("large").integer()).hasMessageContaining("must be a whole number");
        assertThat(file.get("whole").integer()).isEqualTo(3);
    }
}
