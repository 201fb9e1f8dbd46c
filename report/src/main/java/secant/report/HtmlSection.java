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

    static HtmlSection of(ReportSection section, int index) {
        if (section instanceof ReportSection.Text text) {
            List<MarkedText.Piece> pieces = MarkedText.of(text).pieces();
            return new HtmlSection(title(section), "", pieces, List.of(), Optional.empty(), Optional.empty());
        }
        Optional<secant.report.Picture> picture = secant.report.Picture.of(section);
        if (picture.isPresent()) {
            return picture(section, picture.get(), index);
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
        throw new IllegalStateException("no way to show " + section.getClass());
    }

    private static HtmlSection picture(ReportSection section, secant.report.Picture picture, int index) {
        Picture drawn = new Picture(
                picture.draw(Canvas.of("w" + index, Frame.WIDE)), picture.draw(Canvas.of("n" + index, Frame.NARROW)));
        return new HtmlSection(
                title(section), picture.summary(), List.of(), List.of(), Optional.of(drawn), table(picture.table()));
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
