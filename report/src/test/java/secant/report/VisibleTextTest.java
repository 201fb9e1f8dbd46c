package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void of_hiddenCharacters_areEscapes() {
        assertThat(VisibleText.of("a\u0000b\nc\u001bd\u009be")).isEqualTo("a\\u0000b\\u000Ac\\u001Bd\\u009Be");
        assertThat(VisibleText.of("\u202E\u2066\u2028\u2029\uFEFF\u00AD"))
                .isEqualTo("\\u202E\\u2066\\u2028\\u2029\\uFEFF\\u00AD");
        assertThat(VisibleText.of("\uD800x\uDC00\uFFFF")).isEqualTo("\\uD800x\\uDC00\\uFFFF");
        assertThat(VisibleText.of(new String(Character.toChars(0xE0041)))).isEqualTo("\\uDB40\\uDC41");
    }

    @Test
    void of_visibleCharacters_stay() {
        String text = "Größe 漢字 😀 👩‍👧 می‌خواهم é — “x” \u00A0";

        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void of_longText_isCutBetweenCharacters() {
        assertThat(VisibleText.of("😀😀😀", 2)).isEqualTo("😀😀…");
        assertThat(VisibleText.of("ab", 2)).isEqualTo("ab");
    }

    @Test
    void lines_lineFeeds_stay() {
        assertThat(VisibleText.lines("a\r\nb\n\nc\u0007")).isEqualTo("a\nb\n\nc\\u0007");
    }
}
