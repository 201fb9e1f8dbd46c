package secant.report;

import java.util.List;
import secant.explanation.GlobalImportance.Importance;

/** Lays a report out in lines of terminal cells. Not thread-safe. */
final class TextPage {

    private static final String INDENT = "  ";
    private static final int GAP = 2;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final TextBars bars;

    TextPage(int width, boolean colour) {
        this.width = width;
        this.bars = new TextBars(colour);
    }

    void report(Report report) {
        heading(report.title(), "═");
        for (ReportSection section : report.sections()) {
            line("");
            heading(section.title(), "─");
            section(section);
        }
    }

    private void heading(String text, String rule) {
        String shown = CellWidth.fit(PlayerLabel.shown(text), width);
        line(shown);
        line(rule.repeat(CellWidth.of(shown)));
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void section(ReportSection section) {
        if (section instanceof ReportSection.Paragraph paragraph) {
            VisibleText.lines(paragraph.text()).lines().forEach(this::prose);
        } else if (section instanceof ReportSection.Waterfall waterfall) {
            waterfall(WaterfallSteps.of(waterfall));
        } else if (section instanceof ReportSection.Importance importance) {
            importance(ImportanceBars.of(importance));
        } else if (section instanceof ReportSection.Beeswarm beeswarm) {
            beeswarm(SwarmLines.of(beeswarm));
        } else if (section instanceof ReportSection.Card card) {
            card(card);
        } else if (section instanceof ReportSection.Failures failures) {
            prose(FailureCount.of(failures));
            pairs(DataTable.of(failures));
        } else if (section instanceof ReportSection.Text text) {
            MarkedText.of(text).plain(text.shown()).lines().forEach(this::prose);
        } else if (section instanceof ReportSection.Picks picks) {
            prose(picks.summary());
            picks(picks);
        }
    }

    private void picks(ReportSection.Picks picks) {
        TextRows rows = new TextRows(width, INDENT);
        for (ReportSection.Picks.PickedRow row : picks.rows()) {
            String size = ReportSection.Picks.percent(row.coverage());
            rows.add("Row " + row.row(), size, "", cells -> bars.growing(row.coverage(), 1, cells));
        }
        rows.lines().forEach(this::line);
    }

    private void waterfall(WaterfallSteps waterfall) {
        String errors = waterfall.hasErrors() ? " ± is the standard error of sampling." : "";
        prose(waterfall.axis() + ". " + waterfall.summary() + errors);
        line("");
        double longest = waterfall.steps().stream()
                .mapToDouble(step -> Math.abs(step.value()))
                .max()
                .orElse(0);
        TextRows rows = new TextRows(width, INDENT);
        rows.add(inLine(waterfall.start()), Rounded.level(waterfall.baseValue()), "", cells -> "");
        for (WaterfallSteps.Step step : waterfall.steps()) {
            String error = Rounded.plusMinus(step.value(), step.standardError());
            rows.add(step.label().text(), step.size(), error, cells -> bars.diverging(step.value(), longest, cells));
        }
        waterfall
                .localPrediction()
                .ifPresent(local ->
                        rows.add(inLine(WaterfallSteps.LOCAL_PREDICTION), Rounded.level(local), "", cells -> ""));
        rows.add(inLine(waterfall.end()), Rounded.level(waterfall.prediction()), "", cells -> "");
        rows.lines().forEach(this::line);
    }

    private static String inLine(String label) {
        return Character.toLowerCase(label.charAt(0)) + label.substring(1);
    }

    private void importance(ImportanceBars importance) {
        prose(importance.axis() + ". " + importance.summary());
        line("");
        double longest = importance.shown().stream()
                .mapToDouble(Importance::meanMagnitude)
                .max()
                .orElse(0);
        TextRows rows = new TextRows(width, INDENT);
        for (Importance player : importance.shown()) {
            double mean = player.meanMagnitude();
            String number = Rounded.of(mean, player.standardError());
            String error = importance.plusMinus(player);
            rows.add(PlayerLabel.shown(player.player()), number, error, cells -> bars.growing(mean, longest, cells));
        }
        rows.lines().forEach(this::line);
    }

    private void beeswarm(SwarmLines swarm) {
        prose(swarm.axis() + ". From the lowest to the highest, and how many of the " + swarm.rows()
                + " rows are where between.");
        line("");
        double low = Math.min(0, swarm.lowest());
        double high = Math.max(0, swarm.highest());
        TextRows rows = new TextRows(width, INDENT);
        for (SwarmLines.Line line : swarm.lines()) {
            String from = Rounded.signed(line.lowest(), 0);
            String to = " … " + Rounded.signed(line.highest(), 0);
            rows.add(line.label().text(), from, to, cells -> TextBars.density(line, swarm.rows(), low, high, cells));
        }
        rows.lines().forEach(this::line);
    }

    private void card(ReportSection.Card card) {
        for (String warning : card.warnings()) {
            prose("! " + VisibleText.of(warning));
        }
        pairs(DataTable.of(card));
    }

    /** Writes rows of a name and a text, the text wrapped beside the name. */
    private void pairs(DataTable table) {
        int widest = table.rows().stream()
                .mapToInt(row -> CellWidth.of(row.get(0)))
                .max()
                .orElse(0);
        int names = Math.min(widest, width * 2 / 5);
        int room = width - INDENT.length() - names - GAP;
        for (List<String> row : table.rows()) {
            String name = CellWidth.pad(CellWidth.fit(row.get(0), names), names);
            for (String text : TextWrap.wrap(row.get(1), room)) {
                line((INDENT + name + " ".repeat(GAP) + text).stripTrailing());
                name = " ".repeat(names);
            }
        }
    }

    private void prose(String text) {
        for (String line : TextWrap.wrap(text, width - INDENT.length())) {
            line(INDENT + line);
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
