package secant.report;

import java.util.List;
import java.util.Optional;

/**
 * What a section says without its picture: words, and numbers.
 *
 * @param text what it says, nothing hidden but line feeds
 * @param warnings sentences to set off, nothing hidden
 * @param table its numbers; none without a row
 */
record Told(String text, List<String> warnings, Optional<DataTable> table) {

    static Told of(ReportSection section) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            WaterfallSteps steps = WaterfallSteps.of(waterfall);
            return of(steps.caption(), DataTable.of(steps));
        }
        if (section instanceof ReportSection.Importance importance) {
            ImportanceBars bars = ImportanceBars.of(importance);
            return of(bars.summary(), DataTable.of(bars));
        }
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            SwarmLines swarm = SwarmLines.of(beeswarm);
            return of(swarm.summary(), DataTable.of(swarm));
        }
        if (section instanceof ReportSection.Card card) {
            List<String> warnings =
                    card.warnings().stream().map(VisibleText::of).toList();
            return new Told("", warnings, of("", DataTable.of(card)).table());
        }
        if (section instanceof ReportSection.Failures failures) {
            return of(FailureCount.of(failures), DataTable.of(failures));
        }
        if (section instanceof ReportSection.Paragraph paragraph) {
            return new Told(VisibleText.lines(paragraph.text()), List.of(), Optional.empty());
        }
        if (section instanceof ReportSection.Text) {
            return new Told("", List.of(), Optional.empty());
        }
        if (section instanceof ReportSection.Picks picks) {
            return of(picks.summary(), DataTable.of(picks));
        }
        throw new IllegalStateException("no way to show " + section.getClass());
    }

    private static Told of(String text, DataTable table) {
        return new Told(text, List.of(), table.rows().isEmpty() ? Optional.empty() : Optional.of(table));
    }
}
