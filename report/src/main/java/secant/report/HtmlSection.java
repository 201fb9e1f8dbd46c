package secant.report;

import java.util.List;
import java.util.Optional;

/**
 * One section of a page, ready for the template.
 *
 * @param title the heading, nothing hidden
 * @param text what it says, nothing hidden but line feeds
 * @param pieces a text with marks; empty where there is none
 * @param warnings sentences to set off
 * @param picture the picture, if it has one
 * @param table the table, if it has one; folded away below a picture
 */
record HtmlSection(
        String title,
        String text,
        List<MarkedText.Piece> pieces,
        List<String> warnings,
        Optional<Picture> picture,
        Optional<DataTable> table) {

    /**
     * A picture in two shapes, of which the page shows the one that fits.
     *
     * @param wide SVG markup
     * @param narrow SVG markup
     */
    record Picture(String wide, String narrow) {}

    /** Draws one shape of a picture. */
    private interface Drawing {

        String draw(String id, Frame frame);
    }

    static HtmlSection of(ReportSection section, int index) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            WaterfallSteps steps = WaterfallSteps.of(waterfall);
            return picture(
                    section,
                    steps.caption(),
                    DataTable.of(steps),
                    index,
                    (id, frame) -> WaterfallPicture.draw(waterfall, id, frame));
        }
        if (section instanceof ReportSection.Importance importance) {
            ImportanceBars bars = ImportanceBars.of(importance);
            return picture(
                    section,
                    bars.summary(),
                    DataTable.of(bars),
                    index,
                    (id, frame) -> ImportancePicture.draw(importance, id, frame));
        }
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            SwarmLines swarm = SwarmLines.of(beeswarm);
            return picture(
                    section,
                    swarm.summary(),
                    DataTable.of(swarm),
                    index,
                    (id, frame) -> BeeswarmPicture.draw(beeswarm, id, frame));
        }
        if (section instanceof ReportSection.Card card) {
            List<String> warnings =
                    card.warnings().stream().map(VisibleText::of).toList();
            return new HtmlSection(
                    title(section), "", List.of(), warnings, Optional.empty(), table(DataTable.of(card)));
        }
        if (section instanceof ReportSection.Failures failures) {
            return failures(failures);
        }
        if (section instanceof ReportSection.Paragraph paragraph) {
            String text = VisibleText.lines(paragraph.text());
            return new HtmlSection(title(section), text, List.of(), List.of(), Optional.empty(), Optional.empty());
        }
        if (section instanceof ReportSection.Text text) {
            List<MarkedText.Piece> pieces = MarkedText.of(text).pieces();
            return new HtmlSection(title(section), "", pieces, List.of(), Optional.empty(), Optional.empty());
        }
        if (section instanceof ReportSection.Picks picks) {
            Optional<DataTable> table = table(DataTable.of(picks));
            return new HtmlSection(title(section), picks.summary(), List.of(), List.of(), Optional.empty(), table);
        }
        throw new IllegalStateException("no way to show " + section.getClass());
    }

    private static HtmlSection picture(
            ReportSection section, String summary, DataTable table, int index, Drawing drawing) {
        Picture picture = new Picture(drawing.draw("w" + index, Frame.WIDE), drawing.draw("n" + index, Frame.NARROW));
        return new HtmlSection(title(section), summary, List.of(), List.of(), Optional.of(picture), Optional.of(table));
    }

    private static HtmlSection failures(ReportSection.Failures failures) {
        Optional<DataTable> table = table(DataTable.of(failures));
        return new HtmlSection(
                title(failures), FailureCount.of(failures), List.of(), List.of(), Optional.empty(), table);
    }

    /** A table without rows is none. */
    private static Optional<DataTable> table(DataTable table) {
        return table.rows().isEmpty() ? Optional.empty() : Optional.of(table);
    }

    private static String title(ReportSection section) {
        return PlayerLabel.shown(section.title());
    }
}
