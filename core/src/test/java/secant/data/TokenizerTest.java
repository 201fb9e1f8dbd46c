package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "I don't like it.;I|don't|like|it",
                "'quoted' words' end;quoted|words|end",
                "pi is 3.14, or 1,000.5. Yes;pi|is|3.14|or|1,000.5|Yes",
                "snake_case a-b;snake_case|a|b",
                "3'4 a.b a,b 5.x;3|4|a|b|a|b|5|x",
                "我不喜欢它;我|不|喜|欢|它",
                "これはペンです;こ|れ|は|ペン|で|す",
                "한국어 문장;한국어|문장",
                "هذا فيلم رائع;هذا|فيلم|رائع",
                "זה סרט טוב;זה|סרט|טוב",
                "cafe\u0301 naïve;cafe\u0301|naïve",
                "great👨‍👩‍👧‍👦film;great|👨‍👩‍👧‍👦|film",
                "👍🏽👍 🇩🇪🇫🇷 1️⃣;👍🏽|👍|🇩🇪|🇫🇷|1️⃣",
                "हिन्दी में;हिन्दी|में",
                "$5 + 3 = 8 `x`;5|3|8|x",
                "𝒳𝒴 x²;𝒳𝒴|x²",
                "don't;don't",
                "3.5;3.5",
                "1️⃣2️⃣a#️⃣*️⃣7;1️⃣|2️⃣|a|#️⃣|*️⃣|7",
                "1\u03012\u0301a;1\u03012\u0301a", // digits with accents are no keycaps
            })
    void words_anyScript_areWhatAReaderSees(String text, String expected) {
        assertThat(tokens(text, Tokenizer.words())).containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "...", "\u200B\u2028", "\uD83D", "\uDC4D\uD83D"})
    void words_nothingToSee_areNone(String text) {
        assertThat(Tokenizer.words().tokenize(text)).isEmpty();
    }

    @Test
    void words_unassignedCodePoints_areTokensAmongTheEmojiAlone() {
        // Noncharacters stay unassigned for ever; the last of plane 1 stands in for emoji newer than this JVM.
        assertThat(tokens("a\uD83F\uDFFFb", Tokenizer.words())).containsExactly("a", "\uD83F\uDFFF", "b");
        assertThat(tokens("a\uFFFFb\uD87F\uDFFFc", Tokenizer.words())).containsExactly("a", "b", "c");
    }

    @Test
    void words_loneSurrogates_endWords() {
        assertThat(tokens("a\uD83Db \uDC4Dc", Tokenizer.words())).containsExactly("a", "b", "c");
    }

    @Test
    void characters_ofClusters_areNeverCut() {
        assertThat(tokens("e\u0301 👨‍👩‍👧‍👦!\r\nß", Tokenizer.characters()))
                .containsExactly("e\u0301", "👨‍👩‍👧‍👦", "!", "ß");
    }

    @Test
    void characters_loneSurrogates_areTokens() {
        assertThat(tokens("\uD83Dx", Tokenizer.characters())).containsExactly("\uD83D", "x");
    }

    @Test
    void words_aMegabyteOfAnything_takesSeconds() {
        for (String unit : List.of("a ", "👨\u200D", "\u0301", "🇩🇪", "a'", "1.")) {
            String text = unit.repeat((1 << 20) / unit.length());
            Assertions.assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThat(Tokenizer.words().tokenize(text)).isNotEmpty());
        }
    }

    @Test
    void matches_ofAPattern_areTokens() {
        assertThat(tokens("a-b, c_d!", Tokenizer.matches(Pattern.compile("[\\p{L}\\p{N}_]+"))))
                .containsExactly("a", "b", "c_d");
    }

    @Test
    void matches_ofNothing_saysWhatToChange() {
        Tokenizer tokenizer = Tokenizer.matches(Pattern.compile("a*"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokenizer.tokenize("aab"))
                .withMessage("pattern a* must match at least 1 character but matches none at 2; use + where it has *");
    }

    @Test
    void of_tokensOfAnyTokenizer_keepsTheText() {
        TokenizedText text = TokenizedText.of("abcdef", whole -> List.of(new Token(0, 2), new Token(4, 6)));

        assertThat(text.text()).isEqualTo("abcdef");
        assertThat(text.token(1)).isEqualTo("ef");
        assertThat(text).isEqualTo(TokenizedText.of("abcdef", whole -> List.of(new Token(0, 2), new Token(4, 6))));
    }

    @ParameterizedTest
    @CsvSource({"0,2,1,3", "0,2,4,7", "3,4,0,1"})
    void of_tokensOutOfPlace_areRefused(int start, int end, int start2, int end2) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TokenizedText.of("abcdef", whole -> List.of(new Token(start, end), new Token(start2, end2))))
                .withMessageContaining("tokens must follow each other within a text of 6 characters but token");
    }

    @ParameterizedTest
    @CsvSource({"-1,2", "2,2", "3,1"})
    void token_withoutCharacters_isRefused(int start, int end) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Token(start, end));
    }

    @Test
    void spans_ofPlayers_mustNotOverlapNorBeMissing() {
        TextSpans spans =
                TextSpans.of("a b a", List.of(List.of(new Token(0, 1), new Token(4, 5)), List.of(new Token(2, 3))));

        assertThat(spans.players()).isEqualTo(2);
        assertThat(spans.toString()).isEqualTo("2 players in a text of 5 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextSpans.of("a b", List.of(List.of(new Token(0, 2)), List.of(new Token(1, 3)))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextSpans.of("a b", List.of(List.of())))
                .withMessage("every player must stand somewhere in the text but player 0 stands nowhere");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextSpans.of("a b", List.of(List.of(new Token(2, 3), new Token(0, 1)))))
                .withMessageContaining("in the text's order");
    }

    private static List<String> tokens(String text, Tokenizer tokenizer) {
        TokenizedText tokens = TokenizedText.of(text, tokenizer);
        return IntStream.range(0, tokens.tokens().size())
                .mapToObj(tokens::token)
                .toList();
    }

    @Test
    void equals_sameTextAndPlaces_areEqualWithOneHash() {
        TokenizedText tokens = TokenizedText.of("a b", Tokenizer.words());
        TextSpans spans = TextSpans.of("a b", List.of(List.of(new Token(0, 1)), List.of(new Token(2, 3))));

        assertThat(tokens)
                .isEqualTo(TokenizedText.of("a b", Tokenizer.words()))
                .hasSameHashCodeAs(TokenizedText.of("a b", Tokenizer.words()))
                .hasToString("2 tokens in 3 characters");
        for (TokenizedText other : List.of(
                TokenizedText.of("a c", Tokenizer.words()),
                TokenizedText.of("a b", text -> List.of(new Token(0, 1))))) {
            assertThat(other).isNotEqualTo(tokens).doesNotHaveSameHashCodeAs(tokens);
        }
        TextSpans same = TextSpans.of("a b", List.of(List.of(new Token(0, 1)), List.of(new Token(2, 3))));
        assertThat(spans).isEqualTo(same).hasSameHashCodeAs(same);
        for (TextSpans other : List.of(
                TextSpans.of("a c", List.of(List.of(new Token(0, 1)), List.of(new Token(2, 3)))),
                TextSpans.of("a b", List.of(List.of(new Token(0, 1), new Token(2, 3)))))) {
            assertThat(other).isNotEqualTo(spans).doesNotHaveSameHashCodeAs(spans);
        }
    }

    @Test
    void spans_thatTouch_areApart() {
        List<List<Token>> touching = List.of(List.of(new Token(0, 1), new Token(1, 2)));
        assertThat(TextSpans.of("ab", touching).spans()).isEqualTo(touching);
    }
}
