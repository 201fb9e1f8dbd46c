package secant.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import secant.explanation.Explanation;
import secant.explanation.Explanations;

/**
 * A page, ready for the template.
 *
 * @param title the title, nothing hidden
 * @param byline what was explained, in a line, nothing hidden; empty where nothing was
 * @param style the style sheet
 * @param script the script
 * @param policy the content security policy: nothing is loaded, and of styles and scripts only {@code style} and
 *     {@code script} count
 * @param data what the script draws from, as JSON
 * @param sections the sections in reading order
 */
record HtmlPage(
        String title,
        String byline,
        String style,
        String script,
        String policy,
        String data,
        List<HtmlSection> sections) {

    private static final String STYLE = colours() + read("page.css");
    private static final String SCRIPT = read("page.js");
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; script-src 'sha256-" + sha256(SCRIPT) + "'; base-uri 'none'; form-action 'none'";

    /**
     * Prepares a page.
     *
     * @param rows how many rows the row list has at most
     */
    static HtmlPage of(Report report, int rows) {
        Optional<Explanations> list = report.sections().stream()
                .flatMap(section -> rowsOf(section).stream())
                .filter(explanations -> explanations.size() > 1)
                .findFirst();
        PageData data = new PageData(list.orElse(null), rows);
        List<HtmlSection> sections = new ArrayList<>();
        int last = -1;
        for (ReportSection section : report.sections()) {
            sections.add(HtmlSection.of(
                    section, "section-" + (sections.size() + 1), place(section, data), Canvas.Scales.EITHER));
            if (rowsOf(section).isPresent() && rowsOf(section).equals(list)) {
                last = sections.size();
            }
        }
        if (list.isPresent()) {
            String output = report.sections().stream()
                    .flatMap(section -> outputOf(section).stream())
                    .filter(name -> hasOutput(list.get().get(0), name))
                    .findFirst()
                    .orElseGet(() -> list.get().get(0).outputs().get(0).output());
            sections.add(last, HtmlSection.of(RowList.of(list.get(), output, rows)));
        }
        return new HtmlPage(
                PlayerLabel.shown(report.title()),
                byline(report, list),
                STYLE,
                SCRIPT,
                POLICY,
                data.json(),
                List.copyOf(sections));
    }

    private static boolean hasOutput(Explanation explanation, String name) {
        return explanation.outputs().stream().anyMatch(output -> output.output().equals(name));
    }

    private static PageData.Place place(ReportSection section, PageData data) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            return data.place(waterfall);
        }
        Optional<OneRow> one = ofOneRow(section);
        if (one.isPresent()) {
            return data.place(one.get().output(), one.get().explanation());
        }
        Optional<Explanations> rows = rowsOf(section);
        return outputOf(section)
                .map(output -> rows.isPresent() ? data.place(output, rows.get()) : data.place(output))
                .orElse(PageData.Place.NOWHERE);
    }

    /** The rows that a section shows, if there can be many. */
    private static Optional<Explanations> rowsOf(ReportSection section) {
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            return Optional.of(beeswarm.explanations());
        }
        if (section instanceof ReportSection.Violin violin) {
            return Optional.of(violin.explanations());
        }
        if (section instanceof ReportSection.Heatmap heatmap) {
            return Optional.of(heatmap.explanations());
        }
        if (section instanceof ReportSection.Decision decision) {
            return Optional.of(decision.explanations());
        }
        if (section instanceof ReportSection.Dependence dependence) {
            return Optional.of(dependence.explanations());
        }
        if (section instanceof ReportSection.StackedForce stack) {
            return Optional.of(stack.explanations());
        }
        return section instanceof ReportSection.InteractionMatrix matrix
                ? Optional.of(matrix.explanations())
                : Optional.empty();
    }

    private static Optional<String> outputOf(ReportSection section) {
        if (section instanceof ReportSection.Importance importance) {
            return Optional.of(importance.importance().output());
        }
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            return Optional.of(beeswarm.output());
        }
        if (section instanceof ReportSection.Violin violin) {
            return Optional.of(violin.output());
        }
        if (section instanceof ReportSection.Heatmap heatmap) {
            return Optional.of(heatmap.output());
        }
        if (section instanceof ReportSection.Decision decision) {
            return Optional.of(decision.output());
        }
        if (section instanceof ReportSection.Dependence dependence) {
            return Optional.of(dependence.output());
        }
        if (section instanceof ReportSection.StackedForce stack) {
            return Optional.of(stack.output());
        }
        if (section instanceof ReportSection.InteractionMatrix matrix) {
            return Optional.of(matrix.output());
        }
        if (section instanceof ReportSection.Cohorts cohorts) {
            return Optional.of(cohorts.output());
        }
        if (section instanceof ReportSection.Comparison comparison) {
            return Optional.of(comparison.output());
        }
        return ofOneRow(section).map(OneRow::output);
    }

    /** What is told of one row. */
    private record OneRow(Explanation explanation, String output) {}

    private static Optional<OneRow> ofOneRow(ReportSection section) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            return Optional.of(new OneRow(waterfall.explanation(), waterfall.output()));
        }
        if (section instanceof ReportSection.Force force) {
            return Optional.of(new OneRow(force.explanation(), force.output()));
        }
        if (section instanceof ReportSection.Bars bars) {
            return Optional.of(new OneRow(bars.explanation(), bars.output()));
        }
        if (section instanceof ReportSection.Image image) {
            return Optional.of(new OneRow(image.explanation(), image.output()));
        }
        return section instanceof ReportSection.Text text
                ? Optional.of(new OneRow(text.explanation(), text.output()))
                : Optional.empty();
    }

    private static String byline(Report report, Optional<Explanations> list) {
        Optional<Explanation> first = list.map(explanations -> explanations.get(0))
                .or(() -> report.sections().stream()
                        .flatMap(section -> ofOneRow(section).stream())
                        .map(OneRow::explanation)
                        .findFirst());
        return first.map(explanation -> String.join(
                        " · ",
                        PlayerLabel.shown(explanation.method()),
                        list.map(HtmlPage::rowCount).orElse("one " + Report.subject(explanation)),
                        explanation.players().players() == 1
                                ? "1 player"
                                : explanation.players().players() + " players"))
                .orElse("");
    }

    private static String rowCount(Explanations explanations) {
        int failed = explanations.failures().size();
        return explanations.size() + " rows" + (failed == 0 ? "" : ", " + failed + " without an explanation");
    }

    /** The colours of both themes as custom properties, and the classes of pictures that take them. */
    private static String colours() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (Ink ink : Ink.values()) {
            light.append("--")
                    .append(ink.cssClass())
                    .append(':')
                    .append(ink.light())
                    .append(';');
            dark.append("--")
                    .append(ink.cssClass())
                    .append(':')
                    .append(ink.dark())
                    .append(';');
            rules.append("svg .")
                    .append(ink.cssClass())
                    .append('{')
                    .append(ink.attribute())
                    .append(":var(--");
            rules.append(ink.cssClass()).append(")}");
        }
        String ofLight = light + LIGHT;
        String ofDark = dark + DARK;
        return ":root{color-scheme:light dark;" + ofLight + "}@media screen and (prefers-color-scheme:dark){:root{"
                + ofDark + "}}[data-theme=light] figure{" + ofLight + "}[data-theme=dark] figure{" + ofDark + "}"
                + rules;
    }

    private static final String LIGHT =
            "--page:#f4f6f8;--edge:#8b949e;--shade:#f4f6f8;--warn:#b9480e;--focus:#1f63b0;--chosen:#dfeafa";
    private static final String DARK =
            "--page:#0e1014;--edge:#6e7781;--shade:#1d2128;--warn:#f2954f;--focus:#6cb0f5;--chosen:#1f3350";

    private static String read(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar of " + HtmlPage.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
