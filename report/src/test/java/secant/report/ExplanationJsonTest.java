package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;

class ExplanationJsonTest {

    private static final Schema SCHEMA = schema();

    @Test
    void read_whatWasWritten_isEqual() {
        Explanation explanation = Credit.row(3);

        assertThat(ExplanationJson.read(ExplanationJson.write(explanation))).isEqualTo(explanation);
    }

    @Test
    void read_extremeDoubles_haveTheSameBits() {
        double[] values = {
            Double.MIN_VALUE,
            -0.0,
            Double.MAX_VALUE / 2,
            0.1 + 0.2,
            Math.nextUp(1.0),
            2.2250738585072014E-308,
            9007199254740994.0,
            Double.parseDouble("1e23")
        };
        double[] errors = {Double.POSITIVE_INFINITY, 0, Double.MIN_VALUE, 1, 1e-300, 0.3, 1e22, 2e-3};
        FeatureGroups players = FeatureGroups.singles(secant.data.Schema.unnamed(values.length));
        List<Attribution> attributions = new java.util.ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            attributions.add(new Attribution("x" + p, values[p], errors[p]));
        }
        double[] row = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1, 0.1, 1e300, 4.9e-324};
        Explanation explanation = Explanation.of(
                "m",
                players,
                row,
                List.of(new OutputExplanation("y", -0.0, 1e-310, attributions)),
                new Fidelity.Additive(Double.POSITIVE_INFINITY, false, Double.POSITIVE_INFINITY),
                Credit.provenance("LOG"));

        String json = ExplanationJson.write(explanation);
        Explanation read = ExplanationJson.read(json);

        assertThat(json).doesNotContain("NaN");
        assertThat(read.row()).isEqualTo(row);
        assertThat(read.outputs().get(0).values()).isEqualTo(values);
        assertThat(Double.doubleToRawLongBits(read.outputs().get(0).values()[1]))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(read).isEqualTo(explanation);
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void read_backgroundErrors_haveTheSameBits() {
        Explanation explanation = Games.withBackgroundErrors(
                new double[] {1, 2, 3}, 0.1 + 0.2, Double.MIN_VALUE, Double.POSITIVE_INFINITY);

        String json = ExplanationJson.write(explanation);

        assertThat(ExplanationJson.read(json)).isEqualTo(explanation);
        assertThat(violations(json)).isEmpty();
        assertThat(ExplanationJson.write(Games.of(1, 2))).doesNotContain("backgroundErrors");
    }

    @Test
    void read_badBackgroundErrors_saysWhatAndWhere() {
        String json = ExplanationJson.write(Games.withBackgroundErrors(new double[] {1, 2}, 0.5, 0.25));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("[0.5,0.25]", "[0.5]")))
                .withMessageContaining("/outputs/0/backgroundErrors must be an array of 2, one a player,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("[0.5,0.25]", "[0.5,-0.25]")))
                .withMessageContaining("/outputs/0/backgroundErrors/1 must be 0 or more but is -0.25");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void read_hostileTexts_areEqual(String text) {
        Explanation explanation = Hostile.explanation(text, 1);

        String json = ExplanationJson.write(explanation);

        assertThat(ExplanationJson.read(json)).isEqualTo(explanation);
        assertThat(json).doesNotContain("<");
        assertThat(json.chars().allMatch(c -> c >= ' ' && c < 127)).isTrue();
    }

    @Test
    void readAll_whatWasWritten_keepsRowsAndFailures() {
        Explanations explanations = Credit.rows(8);

        String json = ExplanationJson.write(explanations);
        Explanations read = ExplanationJson.readAll(json);

        assertThat(read.all()).isEqualTo(explanations.all());
        assertThat(read.rowOf(7)).isEqualTo(9);
        assertThat(read.failures()).hasSize(2);
        assertThat(read.failures().get(0).cause())
                .hasMessage(explanations.failures().get(0).cause().getMessage());
        assertThat(read.failures().get(1).cause()).hasMessage(null);
        assertThat(read.failures().get(1).cause().toString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(ExplanationJson.write(read)).isEqualTo(json);
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void readAll_nothingButFailures_keepsThem() {
        Explanations explanations = Explanations.of(
                List.of(),
                List.of(),
                List.of(new Explanations.Failure(0, new IllegalArgumentException("why"))),
                List.of());

        String json = ExplanationJson.write(explanations);

        assertThat(ExplanationJson.readAll(json).failures()).hasSize(1);
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void write_anyExplanation_followsTheSchema() {
        assertThat(violations(ExplanationJson.write(Credit.row(0)))).isEmpty();
        assertThat(violations(ExplanationJson.write(Credit.row(0)).replace("\"seed\"", "\"sead\"")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seed\":42|\"seed\":42,\"sead\":1|unknown field 'sead' in /provenance",
                "\"seed\":42|\"seed\":42,\"seed\":43|seed",
                "\"seed\":42,||field 'seed' is missing in /provenance",
                "\"seed\":42|\"seed\":42.5|/provenance/seed must be a whole number of 64 bits but is 42.5",
                "\"seed\":42|\"seed\":\"42\"|/provenance/seed must be a whole number",
                "\"baseValue\":0.0|\"baseValue\":1e999|/outputs/0/baseValue must be a number within the range of doubles",
                "\"baseValue\":0.0|\"baseValue\":null|/outputs/0/baseValue must be a number within",
                "\"baseValue\":0.0|\"baseValue\":NaN|line 1, column",
                "\"values\":[1.0,2.0]|\"values\":[1.0]|/outputs/0/values must be an array of 2, one a player,",
                "\"values\":[1.0,2.0]|\"values\":[1.0,\"Infinity\"]|/outputs/0/values/1 must be a number",
                "\"standardErrors\":[0.0,0.0]|\"standardErrors\":[0.0,-1]|/outputs/0/standardErrors/1 must be 0 or more but is -1",
                "\"type\":\"additive\"|\"type\":\"magic\"|/fidelity/type must be \"additive\"",
                "BUDGET|BORED|/provenance/stopReason must be one of [EXACT, ADDITIVE, PRECISION, BUDGET, TIME, RUNNING]",
                "secant-explanation/1|secant-explanation/2|/format must be \"secant-explanation/1\"",
                "{\"name\":\"x1\"}|{\"name\":\"x0\"}|both named 'x0'",
                "\"columns\":[1]|\"columns\":[9]|must be from 0 to 1 but one is 9",
                "{\"name\":\"x0\",\"columns\":[0]},||/players must be an array that has every column in one player",
                "\"exact\":true|\"exact\":1|/fidelity/exact must be true or false",
            })
    void read_badDocument_saysWhatAndWhere(String from, String to, String message) {
        String json = ExplanationJson.write(Games.of(1, 2));
        assertThat(json).contains(from);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replaceFirst(
                        java.util.regex.Pattern.quote(from),
                        java.util.regex.Matcher.quoteReplacement(to == null ? "" : to))))
                .withMessageContaining(message);
    }

    @Test
    void read_truncatedAnywhere_isRefused() {
        String json = ExplanationJson.write(Games.of(1, 2));

        for (int end = 0; end < json.length(); end++) {
            String part = json.substring(0, end);
            assertThatIllegalArgumentException().isThrownBy(() -> ExplanationJson.read(part));
        }
    }

    @Test
    void read_trailingText_isRefused() {
        String json = ExplanationJson.write(Games.of(1, 2));

        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationJson.read(json + "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationJson.read(json + " x"));
        assertThat(ExplanationJson.read(json + " \n")).isEqualTo(Games.of(1, 2));
    }

    @Test
    void read_deepNesting_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationJson.read("[".repeat(1_000_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> ExplanationJson.read("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void read_explanationsDocument_namesTheOtherMethod() {
        String json = ExplanationJson.write(Explanations.of(List.of(Games.of(1, 2))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json))
                .withMessageContaining("readAll");
    }

    @Test
    void read_file_isWhatWasWritten(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("explanation.json");
        ExplanationJson.write(Credit.row(1), file);
        assertThat(ExplanationJson.read(file)).isEqualTo(Credit.row(1));

        Files.write(file, new byte[] {'"', (byte) 0xC3, '"'});
        assertThatThrownBy(() -> ExplanationJson.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("explanation.json");
    }

    static List<Error> violations(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static Schema schema() {
        try (InputStream in = ExplanationJson.class.getResourceAsStream("/secant/report/explanation.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void read_interactions_areEqual() {
        Explanation plain = Games.of(1, 2, -3);
        double[] values = {0.1 + 0.2, -0.0, 3, -0.0, 1e300, Double.MIN_VALUE, 3, Double.MIN_VALUE, -7};
        double[] errors = {0, 1, Double.POSITIVE_INFINITY, 1, 2, 3e-300, Double.POSITIVE_INFINITY, 3e-300, 4};
        Explanation explanation = plain.withInteractions(List.of(Interactions.of(
                InteractionIndex.STII,
                Games.OUTPUT,
                plain.players().names(),
                Matrix.wrap(3, 3, values),
                Matrix.wrap(3, 3, errors))));

        String json = ExplanationJson.write(explanation);
        String all = ExplanationJson.write(Explanations.of(List.of(explanation, plain)));

        assertThat(ExplanationJson.read(json)).isEqualTo(explanation).isNotEqualTo(plain);
        assertThat(ExplanationJson.readAll(all).all()).containsExactly(explanation, plain);
        assertThat(violations(json)).isEmpty();
        assertThat(violations(all)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("\"STII\"", "\"TEA\"")))
                .withMessageContaining("/outputs/0/interactions/index must be one of [SII, K_SII");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("\"pairs\":[", "\"pairs\":[1,")))
                .withMessageContaining("/outputs/0/interactions/pairs must be an array of 3, one a pair,");
    }

    @Test
    void read_notAdditive_isEqual() {
        Explanation additive = Games.of(1, 2);
        Explanation explanation = Explanation.of(
                "Banzhaf values",
                additive.players(),
                additive.row(),
                additive.outputs(),
                new Fidelity.NotAdditive(0.1 + 0.2, true),
                additive.provenance());

        String json = ExplanationJson.write(explanation);

        assertThat(ExplanationJson.read(json)).isEqualTo(explanation);
        assertThat(violations(json)).isEmpty();
        assertThat(violations(json.replace("notAdditive", "additive"))).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplanationJson.read(json.replace("notAdditive", "additive")))
                .withMessageContaining("unknown field 'gap'");
    }

    @Test
    void card_notAdditive_doesNotSpeakOfAdditivity() {
        Explanation additive = Games.of(1, 2);
        Explanation explanation = Explanation.of(
                "Banzhaf values",
                additive.players(),
                additive.row(),
                additive.outputs(),
                new Fidelity.NotAdditive(0.25, true),
                additive.provenance());
        List<ReportSection.Card.Entry> entries =
                CardFacts.card(List.of(explanation), List.of()).entries();

        assertThat(entries)
                .contains(new ReportSection.Card.Entry(
                        "Adding up", "not meant to; the sum misses the prediction by 0.250"))
                .noneMatch(entry -> entry.name().contains("dditivity"));
    }
}
