package secant.report;

import java.nio.file.Path;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.GlobalImportance;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a report as JSON of the format {@code secant-report/1}, for other programs to show: titles, sections and the
 * explanations behind the pictures, whose fields are those of {@link ExplanationJson}. Numbers are exact. The schema is in
 * the jar at {@code /secant/report/report.schema.json}. Stateless.
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
        } else if (section instanceof ReportSection.Importance importance) {
            start(json, "importance", section);
            importance(json, importance);
        } else if (section instanceof ReportSection.Card card) {
            start(json, "card", section);
            card(json, card);
        } else if (section instanceof ReportSection.Failures failures) {
            start(json, "failures", section);
            failures(json, failures);
        } else if (section instanceof ReportSection.Picks picks) {
            start(json, "picks", section);
            picks(json, picks);
        } else if (section instanceof ReportSection.Cohorts cohorts) {
            start(json, "cohorts", section);
            cohorts(json, cohorts);
        } else if (section instanceof ReportSection.Comparison comparison) {
            start(json, "comparison", section);
            comparison(json, comparison);
        } else if (section instanceof ReportSection.Dependence dependence) {
            start(json, "dependence", section);
            dependence(json, dependence);
        } else if (!isOfOneRow(json, section) && !isOfRows(json, section)) {
            throw new IllegalArgumentException(
                    "format secant-report/1 has no place for a section of " + section.getClass());
        }
    }

    private static void start(JsonGenerator json, String type, ReportSection section) {
        json.writeStringProperty("type", type);
        json.writeStringProperty("title", section.title());
        if (section.isPicture()) {
            options(json, section.options());
        }
    }

    private static void options(JsonGenerator json, PictureOptions options) {
        json.writeObjectPropertyStart("options");
        json.writeNumberProperty("shown", options.shown());
        json.writeStringProperty("order", options.order().name());
        options.width().ifPresent(width -> json.writeNumberProperty("width", width));
        options.theme().ifPresent(theme -> json.writeStringProperty("theme", theme.name()));
        json.writeNumberProperty("digits", options.numbers().digits());
        json.writeStringProperty("separators", options.numbers().separators().name());
        json.writeEndObject();
    }

    /** Writes a section that shows one row, if it is one. */
    private static boolean isOfOneRow(JsonGenerator json, ReportSection section) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            start(json, "waterfall", section);
            json.writeStringProperty("output", waterfall.output());
            explanation(json, waterfall.explanation());
        } else if (section instanceof ReportSection.Force force) {
            start(json, "force", section);
            json.writeStringProperty("output", force.output());
            explanation(json, force.explanation());
        } else if (section instanceof ReportSection.Bars bars) {
            start(json, "bars", section);
            json.writeStringProperty("output", bars.output());
            explanation(json, bars.explanation());
        } else if (section instanceof ReportSection.Text text) {
            start(json, "text", section);
            json.writeStringProperty("output", text.output());
            explanation(json, text.explanation());
        } else if (section instanceof ReportSection.Image image) {
            start(json, "image", section);
            json.writeStringProperty("output", image.output());
            explanation(json, image.explanation());
        } else {
            return false;
        }
        return true;
    }

    /** Writes a section that shows rows by themselves, if it is one. */
    private static boolean isOfRows(JsonGenerator json, ReportSection section) {
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            start(json, "beeswarm", section);
            json.writeStringProperty("output", beeswarm.output());
            explanations(json, "explanations", beeswarm.explanations());
        } else if (section instanceof ReportSection.Violin violin) {
            start(json, "violin", section);
            json.writeStringProperty("output", violin.output());
            explanations(json, "explanations", violin.explanations());
        } else if (section instanceof ReportSection.Heatmap heatmap) {
            start(json, "heatmap", section);
            json.writeStringProperty("output", heatmap.output());
            order(json, heatmap.order());
            explanations(json, "explanations", heatmap.explanations());
        } else if (section instanceof ReportSection.StackedForce stack) {
            start(json, "stackedForce", section);
            json.writeStringProperty("output", stack.output());
            order(json, stack.order());
            explanations(json, "explanations", stack.explanations());
        } else if (section instanceof ReportSection.Decision decision) {
            start(json, "decision", section);
            json.writeStringProperty("output", decision.output());
            explanations(json, "explanations", decision.explanations());
        } else if (section instanceof ReportSection.InteractionMatrix matrix) {
            start(json, "interactionMatrix", section);
            json.writeStringProperty("output", matrix.output());
            explanations(json, "explanations", matrix.explanations());
        } else {
            return false;
        }
        return true;
    }

    private static void order(JsonGenerator json, ReportSection.RowOrder order) {
        json.writeStringProperty("order", order.name());
    }

    private static void explanation(JsonGenerator json, Explanation explanation) {
        json.writeObjectPropertyStart("explanation");
        ExplanationFields.writePlayers(json, explanation.players());
        ExplanationFields.writeBody(json, explanation);
        json.writeEndObject();
    }

    private static void explanations(JsonGenerator json, String field, Explanations explanations) {
        json.writeObjectPropertyStart(field);
        ExplanationFields.writeAll(json, explanations);
        json.writeEndObject();
    }

    private static void cohorts(JsonGenerator json, ReportSection.Cohorts cohorts) {
        json.writeStringProperty("output", cohorts.output());
        json.writeArrayPropertyStart("groups");
        for (ReportSection.Cohorts.Cohort group : cohorts.groups()) {
            json.writeStartObject();
            json.writeStringProperty("name", group.name());
            explanations(json, "explanations", group.explanations());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void comparison(JsonGenerator json, ReportSection.Comparison comparison) {
        json.writeStringProperty("output", comparison.output());
        json.writeStringProperty("firstName", comparison.firstName());
        explanations(json, "first", comparison.first());
        json.writeStringProperty("secondName", comparison.secondName());
        explanations(json, "second", comparison.second());
    }

    private static void dependence(JsonGenerator json, ReportSection.Dependence dependence) {
        json.writeStringProperty("output", dependence.output());
        json.writeStringProperty("player", dependence.player());
        dependence.partner().ifPresent(partner -> json.writeStringProperty("partner", partner));
        explanations(json, "explanations", dependence.explanations());
    }

    private static void importance(JsonGenerator json, ReportSection.Importance section) {
        json.writeStringProperty("output", section.importance().output());
        json.writeStringProperty("link", section.link());
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
