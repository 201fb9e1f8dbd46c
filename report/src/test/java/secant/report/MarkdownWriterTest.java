package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownWriterTest {

    @Test
    void write_report_hasHeadingsSummariesAndTables() {
        String markdown = new MarkdownWriter().write(Report.of(Credit.rows(4), Credit.OUTPUT));

        assertThat(markdown)
                .startsWith(
                        "# Kernel SHAP explanations of default\n\n## What matters most\n\nThe size of each player's")
                .contains("\n| Player | Mean \\|attribution\\| | 95 % interval ± |\n|---|---:|---:|\n| ")
                .contains("\n> **Warning:** 1 of the background's")
                .contains("\n| Seed | 42 |\n")
                .contains("2 of 6 rows have none.")
                .endsWith("|\n");
    }

    @Test
    void write_text_marksItsWords() {
        assertThat(new MarkdownWriter().write(Report.of(Hostile.ofText("good"), "good")))
                .contains("\n\\[+good\\]\\|\\[−good\\]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "# heading;\\# heading",
                "- item;\\- item",
                "1. item;1\\. item",
                "> quotation;\\> quotation",
                "a * b;a \\* b",
                "[link](https://evil.example);\\[link\\](https\\://evil.example)",
                "www.evil.example;www\\.evil.example",
                "---;\\---",
                "a < b;a \\< b",
                "0.5;0\\.5" // harmless: an escaped full stop is a full stop
            })
    void write_markup_isEscaped(String text, String escaped) {
        String markdown = new MarkdownWriter()
                .write(Report.builder("t")
                        .add(new ReportSection.Paragraph("p", text))
                        .build());

        assertThat(markdown).isEqualTo("# t\n\n## p\n\n" + escaped + "\n");
    }

    @Test
    void write_lineBreaks_stay() {
        String markdown = new MarkdownWriter()
                .write(Report.builder("t")
                        .add(new ReportSection.Paragraph("p", "a\nb"))
                        .build());

        assertThat(markdown).endsWith("a\\\nb\n");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_keepsHeadingsAndTables(String text) {
        List<String> lines =
                new MarkdownWriter().write(Hostile.page(text)).lines().toList();

        assertThat(lines.stream().filter(line -> line.startsWith("## "))).hasSize(21);
        assertThat(lines.stream().filter(line -> line.startsWith("# "))).hasSize(1);
        for (String line : lines) {
            if (line.startsWith("| ")) {
                assertThat(line.replace("\\\\", "")
                                .replace("\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .as(line.substring(0, Math.min(99, line.length())))
                        .isBetween(3L, 7L);
            }
            assertThat(line.replaceAll("\\\\.", ""))
                    .doesNotContain("<")
                    .doesNotContain("`")
                    .doesNotContain("](");
        }
    }
}
