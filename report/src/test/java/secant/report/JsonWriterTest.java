package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void write_report_holdsEverySection() {
        JsonNode report = JSON.readTree(new JsonWriter().write(Report.of(Credit.rows(5), Credit.OUTPUT)));

        assertThat(report.get("format").stringValue()).isEqualTo("secant-report/1");
        assertThat(report.get("sections")
                        .valueStream()
                        .map(section -> section.get("type").stringValue()))
                .containsExactly("importance", "beeswarm", "waterfall", "waterfall", "waterfall", "failures", "card");
        JsonNode waterfall = report.get("sections").get(2);
        assertThat(waterfall.get("output").stringValue()).isEqualTo("default");
        assertThat(waterfall.at("/explanation/outputs/0/values/1").doubleValue())
                .isEqualTo(Credit.row(0).outputs().get(0).values()[1]);
        assertThat(report.at("/sections/5/rows/0/rowIndex").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_areExact(String text) {
        String json = new JsonWriter().write(Hostile.report(text));

        JsonNode report = JSON.readTree(json);

        assertThat(report.get("title").stringValue()).isEqualTo(text);
        for (JsonNode section :
                report.get("sections").values().stream().limit(6).toList()) {
            assertThat(section.get("title").stringValue()).isEqualTo(text);
        }
        assertThat(json).doesNotContain("<");
        assertThat(json.chars().allMatch(c -> c >= ' ' && c < 127)).isTrue();
    }

    static Stream<ReportSection> sections() {
        return Gallery.exhibits().values().stream().map(Gallery.Exhibit::section);
    }

    /** Every option of a section is a field, and its explanations read back as they were. */
    @ParameterizedTest
    @MethodSource("sections")
    void write_sectionOfAnyKind_holdsItsOptionsAndExplanations(ReportSection section) throws Exception {
        JsonNode written = JSON.readTree(
                        new JsonWriter().write(Report.builder("t").add(section).build()))
                .at("/sections/0");

        assertThat(written.get("type").stringValue())
                .isEqualToIgnoringCase(section.getClass().getSimpleName());
        for (RecordComponent option : section.getClass().getRecordComponents()) {
            Object value = option.getAccessor().invoke(section);
            JsonNode field = written.get(option.getName());
            if (value instanceof String text) {
                assertThat(field.stringValue()).isEqualTo(text);
            } else if (value instanceof Integer number) {
                assertThat(field.intValue()).isEqualTo(number);
            } else if (value instanceof PictureOptions options) {
                assertThat(field.get("shown").intValue()).isEqualTo(options.shown());
                assertThat(field.get("order").stringValue())
                        .isEqualTo(options.order().name());
                assertThat(field.get("digits").intValue())
                        .isEqualTo(options.numbers().digits());
            } else if (value instanceof Enum<?> choice) {
                assertThat(field.stringValue()).isEqualTo(choice.name());
            } else if (value instanceof Optional<?> text) {
                assertThat(Optional.ofNullable(field).map(JsonNode::stringValue))
                        .isEqualTo(text);
            } else if (value instanceof Explanation explanation) {
                assertThat(numbers(field)).isEqualTo(numbers(JSON.readTree(ExplanationJson.write(explanation))));
            } else if (value instanceof Explanations explanations) {
                assertThat(numbers(field)).isEqualTo(numbers(JSON.readTree(ExplanationJson.write(explanations))));
            } else if (value instanceof List<?> parts) {
                assertThat(written.get(option.getName())).hasSameSizeAs(parts);
            }
        }
    }

    static Stream<Report> reports() {
        PictureOptions options = PictureOptions.DEFAULT
                .withShown(3)
                .withOrder(PlayerOrder.SCHEMA)
                .withWidth(500)
                .withTheme(Theme.DARK)
                .withNumbers(NumberFormat.DEFAULT.withDigits(2).with(NumberFormat.Separators.COMMA));
        Report.Builder everything = Report.builder("everything");
        PicturesBrowserTest.everything().sections().forEach(everything::add);
        everything.add(new ReportSection.Paragraph("p", "q"));
        everything.add(new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT).with(options));
        return Stream.of(
                everything.build(),
                Report.of(Credit.rows(20), Credit.OUTPUT),
                Report.builder("").build(),
                Hostile.report("x"),
                Report.builder("unknown error")
                        .add(ReportSection.Importance.of(Explanations.of(List.of(Games.of(1))), Games.OUTPUT))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void write_anyReport_followsTheSchema(Report report) throws IOException {
        Schema schema = schema();
        String json = new JsonWriter().write(report);

        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(json.replace("secant-report/1", "secant-report/2"), InputFormat.JSON))
                .isNotEmpty();
        if (json.contains("\"options\"")) {
            assertThat(schema.validate(json.replaceFirst("\"shown\":\\d+", "\"shown\":0"), InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(Map.of("urn:secant:explanation:1", read("explanation"))))
                .getSchema(read("report"), InputFormat.JSON);
    }

    private static String read(String name) {
        try (InputStream in = JsonWriter.class.getResourceAsStream("/secant/report/" + name + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All attributions, in their order. */
    private static List<JsonNode> numbers(JsonNode explanations) {
        List<JsonNode> found = explanations.findValues("values");
        assertThat(found).isNotEmpty();
        return found;
    }

    @Test
    void write_unknownStandardError_isNoBareInfinity() {
        Report report = Report.builder("t")
                .add(ReportSection.Importance.of(Explanations.of(List.of(Games.of(1))), Games.OUTPUT))
                .build();

        assertThat(new JsonWriter().write(report)).contains("\"standardError\":\"Infinity\"");
    }
}
