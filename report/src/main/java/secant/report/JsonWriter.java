package secant.report;

import java.nio.file.Path;
import secant.explanation.GlobalImportance;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a report as JSON of the format {@code secant-report/1}, for other programs to show: titles, sections and the
 * explanations behind the pictures, whose fields are those of {@link ExplanationJson}. Numbers are exact. Stateless.
 */
public final class JsonWriter {

    /** Makes a writer. */
    public JsonWriter() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @return a JSON document
     */
    public String write(Report report) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("format", "secant-report/1");
            json.writeStringProperty("title", report.title());
            json.writeArrayPropertyStart("sections");
            for (ReportSection section : report.sections()) {
                json.writeStartObject();
                section(json, section);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /**
     * Writes a report into a file, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param report the report
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(Report report, Path file) {
        AtomicFile.write(file, write(report));
    }

    private static void section(JsonGenerator json, ReportSection section) {
        if (section instanceof ReportSection.Paragraph paragraph) {
            start(json, "paragraph", section);
            json.writeStringProperty("text", paragraph.text());
        } else if (section instanceof ReportSection.Waterfall waterfall) {
            start(json, "waterfall", section);
            json.writeStringProperty("output", waterfall.output());
            json.writeNumberProperty("shown", waterfall.shown());
            json.writeObjectPropertyStart("explanation");
            ExplanationFields.writePlayers(json, waterfall.explanation().players());
            ExplanationFields.writeBody(json, waterfall.explanation());
            json.writeEndObject();
        } else if (section instanceof ReportSection.Importance importance) {
            start(json, "importance", section);
            importance(json, importance);
        } else if (section instanceof ReportSection.Beeswarm beeswarm) {
            start(json, "beeswarm", section);
            json.writeStringProperty("output", beeswarm.output());
            json.writeNumberProperty("shown", beeswarm.shown());
            json.writeObjectPropertyStart("explanations");
            ExplanationFields.writeAll(json, beeswarm.explanations());
            json.writeEndObject();
        } else if (section instanceof ReportSection.Card card) {
            start(json, "card", section);
            card(json, card);
        } else if (section instanceof ReportSection.Failures failures) {
            start(json, "failures", section);
            failures(json, failures);
        } else if (section instanceof ReportSection.Text text) {
            start(json, "text", section);
            json.writeStringProperty("output", text.output());
            json.writeNumberProperty("shown", text.shown());
            json.writeObjectPropertyStart("explanation");
            ExplanationFields.writePlayers(json, text.explanation().players());
            ExplanationFields.writeBody(json, text.explanation());
            json.writeEndObject();
        } else if (section instanceof ReportSection.Picks picks) {
            start(json, "picks", section);
            picks(json, picks);
        }
    }

    private static void start(JsonGenerator json, String type, ReportSection section) {
        json.writeStringProperty("type", type);
        json.writeStringProperty("title", section.title());
    }

    private static void importance(JsonGenerator json, ReportSection.Importance section) {
        json.writeStringProperty("output", section.importance().output());
        json.writeStringProperty("link", section.link());
        json.writeNumberProperty("shown", section.shown());
        json.writeNumberProperty("rows", section.importance().rows());
        json.writeArrayPropertyStart("players");
        for (GlobalImportance.Importance player : section.importance().players()) {
            json.writeStartObject();
            json.writeStringProperty("name", player.player());
            JsonText.number(json, "meanMagnitude", player.meanMagnitude());
            JsonText.number(json, "standardError", player.standardError());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void card(JsonGenerator json, ReportSection.Card card) {
        json.writeArrayPropertyStart("entries");
        for (ReportSection.Card.Entry entry : card.entries()) {
            json.writeStartObject();
            json.writeStringProperty("name", entry.name());
            json.writeStringProperty("value", entry.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonText.strings(json, "warnings", card.warnings());
    }

    private static void failures(JsonGenerator json, ReportSection.Failures failures) {
        json.writeNumberProperty("explained", failures.explained());
        json.writeArrayPropertyStart("rows");
        for (ReportSection.Failures.FailedRow row : failures.rows()) {
            json.writeStartObject();
            json.writeNumberProperty("rowIndex", row.row());
            json.writeStringProperty("message", row.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void picks(JsonGenerator json, ReportSection.Picks picks) {
        json.writeArrayPropertyStart("rows");
        for (ReportSection.Picks.PickedRow row : picks.rows()) {
            json.writeStartObject();
            json.writeNumberProperty("rowIndex", row.row());
            JsonText.number(json, "gain", row.gain());
            JsonText.number(json, "coverage", row.coverage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
