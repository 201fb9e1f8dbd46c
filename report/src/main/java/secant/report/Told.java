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
        Optional<Picture> picture = Picture.of(section);
        Told told = of(section, picture);
        // What a picture of a text says is about its colours.
        return section instanceof ReportSection.Text ? new Told("", told.warnings(), told.table()) : told;
    }

    /**
     * What a section says.
     *
     * @param picture its picture, if it has one
     */
    static Told of(ReportSection section, Optional<Picture> picture) {
        if (picture.isPresent()) {
            return of(picture.get().summary(), picture.get().table());
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
        throw new IllegalStateException("no way to show " + section.getClass());
    }

    private static Told of(String text, DataTable table) {
        return new Told(text, List.of(), table.rows().isEmpty() ? Optional.empty() : Optional.of(table));
    }
}
