package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @Test
    void write_unknownStandardError_isNoBareInfinity() {
        Report report = Report.builder("t")
                .add(ReportSection.Importance.of(
                        secant.explanation.Explanations.of(List.of(Games.of(1))), Games.OUTPUT))
                .build();

        assertThat(new JsonWriter().write(report)).contains("\"standardError\":\"Infinity\"");
    }
}
