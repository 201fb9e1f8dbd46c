package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.explanation.GlobalImportance.Importance;

/**
 * What a section shows, as a table of text: for those who cannot see the picture, or want the numbers.
 *
 * @param header the columns' headings
 * @param rows the cells, nothing hidden
 * @param textColumns how many columns, from the first, are text; the others are numbers
 */
record DataTable(List<String> header, List<List<String>> rows, int textColumns) {

    static DataTable of(WaterfallSteps waterfall) {
        boolean ofBackground = waterfall.steps().stream()
                .anyMatch(step -> step.backgroundError().isPresent());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(ofBackground, waterfall.start(), "", waterfall.levels().level(waterfall.baseValue()), "", ""));
        for (WaterfallSteps.Step step : waterfall.steps()) {
            rows.add(row(
                    ofBackground,
                    step.label().name(),
                    step.label().valueAndCondition(),
                    step.size(),
                    error(step, step.standardError()),
                    error(step, step.backgroundError().orElse(0))));
        }
        waterfall
                .localPrediction()
                .ifPresent(local -> rows.add(row(
                        ofBackground,
                        WaterfallSteps.LOCAL_PREDICTION,
                        "",
                        waterfall.levels().level(local),
                        "",
                        "")));
        rows.add(row(ofBackground, waterfall.end(), "", waterfall.levels().level(waterfall.prediction()), "", ""));
        List<String> header =
                row(ofBackground, "Player", "Value", waterfall.what(), "Standard error", "Background error");
        return new DataTable(header, rows, 2);
    }

    /** Cells of a row, without the last one where nobody asked for it. */
    private static List<String> row(boolean withLast, String... cells) {
        return List.of(cells).subList(0, withLast ? cells.length : cells.length - 1);
    }

    private static String error(WaterfallSteps.Step step, double error) {
        return error == 0 ? "" : step.numbers().error(step.value(), step.standardError(), error);
    }

    static DataTable of(ImportanceBars bars) {
        List<List<String>> rows = new ArrayList<>();
        for (Importance player : bars.shown()) {
            String mean = bars.mean(player);
            rows.add(List.of(PlayerLabel.shown(player.player()), mean, bars.interval(player)));
        }
        return new DataTable(List.of("Player", "Mean |attribution|", "95 % interval ±"), rows, 1);
    }

    static DataTable of(SwarmLines swarm) {
        List<List<String>> rows = new ArrayList<>();
        for (SwarmLines.Line line : swarm.lines()) {
            rows.add(List.of(
                    line.label().name(),
                    swarm.numbers().signed(line.lowest(), 0),
                    swarm.numbers().signed(line.median(), 0),
                    swarm.numbers().signed(line.highest(), 0)));
        }
        return new DataTable(
                List.of("Player", "Lowest attribution", "Median attribution", "Highest attribution"), rows, 1);
    }

    static DataTable of(ReportSection.Card card) {
        List<List<String>> rows = card.entries().stream()
                .map(entry -> List.of(PlayerLabel.shown(entry.name()), VisibleText.of(entry.value(), LONGEST_MESSAGE)))
                .toList();
        return new DataTable(List.of("Fact", "Value"), rows, 2);
    }

    static DataTable of(ReportSection.Failures failures) {
        List<List<String>> rows = failures.rows().stream()
                .map(row -> List.of("Row " + row.row(), VisibleText.of(row.message(), LONGEST_MESSAGE)))
                .toList();
        return new DataTable(List.of("Row", "Why"), rows, 2);
    }

    static DataTable of(ReportSection.Picks picks) {
        List<List<String>> rows = picks.rows().stream()
                .map(row -> List.of(
                        "Row " + row.row(),
                        ReportSection.Picks.percent(row.gain()),
                        ReportSection.Picks.percent(row.coverage())))
                .toList();
        return new DataTable(List.of("Row", "Adds", "Covered so far"), rows, 1);
    }

    private static final int LONGEST_MESSAGE = 2000;
}
