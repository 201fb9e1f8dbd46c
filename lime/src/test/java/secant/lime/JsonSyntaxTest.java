package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

    /** Every place where RFC 8259 allows white space, with each kind of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\r", "\n", " \t\r\n "})
    void parse_whiteSpaceAnywhere_isPassedOver(String space) {
        String text =
                "~{~\"a\"~:~[~1~,~2.5e1~,~\"x y\"~]~,~\"b\"~:~true~,~\"c\"~:~{~}~,~\"d\"~:~[~]~,~\"e\"~:~false~}~";

        JsonSyntax.Place root = JsonSyntax.parse(text.replace("~", space));

        Map<String, JsonSyntax.Place> fields = root.fields("a", "b", "c", "d", "e");
        assertThat(fields.keySet()).containsExactly("a", "b", "c", "d", "e");
        List<JsonSyntax.Place> items = JsonSyntax.field(fields, "a").items();
        assertThat(items).hasSize(3).extracting(JsonSyntax.Place::path).containsExactly("/a/0", "/a/1", "/a/2");
        assertThat(items.get(0).number()).isEqualTo(1);
        assertThat(items.get(1).number()).isEqualTo(25);
        assertThat(items.get(2).text()).isEqualTo("x y");
        assertThat(JsonSyntax.field(fields, "b").truth()).isTrue();
        assertThat(JsonSyntax.field(fields, "c").fields()).isEmpty();
        assertThat(JsonSyntax.field(fields, "d").items()).isEmpty();
        assertThat(JsonSyntax.field(fields, "e").truth()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void parse_valuesBelowEightLevels_areRefused(String open) {
        String close = open.equals("[") ? "]" : "}";
        JsonSyntax.Place place = JsonSyntax.parse(open.repeat(8) + "1" + close.repeat(8));
        for (int level = 0; level < 8; level++) {
            place = open.equals("[") ? place.items().get(0) : JsonSyntax.field(place.fields("a"), "a");
        }
        assertThat(place.number()).isEqualTo(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonSyntax.parse(open.repeat(9) + "1" + close.repeat(9)))
                .withMessageEndingWith("column " + (9 * open.length() + 1) + " must have at most 8 levels");
    }

    /** Lines and columns count from 1; a line begins after its line feed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "?|line 1, column 1 must have a value",
                "[1,?]|line 1, column 4 must have a value",
                "[1,~~ ?]|line 3, column 2 must have a value",
                "[1,~2,~ 3?]|line 3, column 3 must have ','",
                "{\"a\":1,~ \"a\":2}|line 2, column 2 must have a name that was not there before",
                "[\"ab~\"]|line 1, column 5 must have no bare control character",
                "[~\"a\\x\"]|line 2, column 4 must have an escape of JSON",
                "\"\\u00g1\"|line 1, column 3 must have an escape of JSON",
                "\"\\u004|line 1, column 3 must have an escape of JSON",
                "\"\\u0041|line 1, column 8 must have more: it is cut off",
                "[1e999]|line 1, column 2 must have a number within the range of doubles",
                "[01]|line 1, column 3 must have ','",
                "{}~ x|line 2, column 2 must have nothing after the document",
            })
    void parse_anythingElse_isRefusedWithItsLineAndColumn(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonSyntax.parse(text.replace('~', '\n')))
                .withMessage("not JSON that can be read: " + message);
    }

    @Test
    void parse_escapes_areWhatTheyStandFor() {
        assertThat(JsonSyntax.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\udc4d\"")
                        .text())
                .isEqualTo("\"\\/\b\f\n\r\té👍");
    }

    @Test
    void mustBe_longText_isCutAfterSixtyCharacters() {
        String sixty = "x".repeat(60);
        assertThat(JsonSyntax.parse('"' + sixty + '"').mustBe("short"))
                .hasMessage("the document must be short but is " + sixty);
        assertThat(JsonSyntax.parse('"' + sixty + "y\"").mustBe("short"))
                .hasMessage("the document must be short but is " + sixty + "…");
    }

    @Test
    void writeText_anyCharacters_areAsciiAndReadAsTheSame() {
        String text = " ~!;<=é\u007f\u001f\u0000\n\"\\\u2028👍";
        StringBuilder out = new StringBuilder();

        JsonSyntax.writeText(out, text);

        assertThat(out).hasToString("\" ~!;\\u003c=\\u00e9\\u007f\\u001f\\u0000\\u000a\\\"\\\\\\u2028\\ud83d\\udc4d\"");
        assertThat(JsonSyntax.parse(out.toString()).text()).isEqualTo(text);
    }
}
