package secant.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One section of a page, ready for the template.
 *
 * @param id its id in the page
 * @param kind the kind of section in a word, a class of its element
 * @param place where what it shows is among the page's data
 * @param title the heading, nothing hidden
 * @param text what it says, nothing hidden but line feeds
 * @param pieces a text with marks; empty where there is none
 * @param warnings sentences to set off
 * @param picture the picture, if it has one
 * @param table the table, if it has one; folded away below a picture
 * @param rows the row list, if it is one
 */
record HtmlSection(
        String id,
        String kind,
        PageData.Place place,
        String title,
        String text,
        List<MarkedText.Piece> pieces,
        List<String> warnings,
        Optional<Picture> picture,
        Optional<DataTable> table,
        @Nullable RowList rows) {

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

    static HtmlSection of(RowList rows) {
        return new HtmlSection(
                "rows", "rows", PageData.Place.NOWHERE, "Every row", "", List.of(), List.of(), Optional.empty(),
                Optional.empty(), rows);
    }

    static HtmlSection of(ReportSection section, int index, PageData.Place place) {
        if (section instanceof ReportSection.Waterfall waterfall) {
            WaterfallSteps steps = WaterfallSteps.of(waterfall);
            return new Draft(section, index, place)
                    .text(steps.caption())
                    .picture((id, frame) -> WaterfallPicture.draw(waterfall, id, frame))
                    .table(DataTable.of(steps))
                    .section();
        }
        if (section instanceof ReportSection.Importance importance) {
            ImportanceBars bars = ImportanceBars.of(importance);
            return new Draft(section, index, place)
                    .text(bars.summary())
                    .picture((id, frame) -> ImportancePicture.draw(importance, id, frame))
                    .table(DataTable.of(bars))
                    .section();
        }
        if (section instanceof ReportSection.Beeswarm beeswarm) {
            SwarmLines swarm = SwarmLines.of(beeswarm);
            return new Draft(section, index, place)
                    .text(swarm.summary())
                    .picture((id, frame) -> BeeswarmPicture.draw(beeswarm, id, frame))
                    .table(DataTable.of(swarm))
                    .section();
        }
        Draft draft = new Draft(section, index, place);
        if (section instanceof ReportSection.Card card) {
            draft.table(DataTable.of(card)).warnings = card.warnings().stream().map(VisibleText::of).toList();
        } else if (section instanceof ReportSection.Failures failures) {
            draft.text(FailureCount.of(failures)).table(DataTable.of(failures));
        } else if (section instanceof ReportSection.Paragraph paragraph) {
            draft.text(VisibleText.lines(paragraph.text()));
        } else if (section instanceof ReportSection.Text text) {
            draft.pieces = MarkedText.of(text).pieces();
        } else if (section instanceof ReportSection.Picks picks) {
            draft.text(picks.summary()).table(DataTable.of(picks));
        } else {
            throw new IllegalStateException("no way to show " + section.getClass());
        }
        return draft.section();
    }

    /** A section under construction. */
    private static final class Draft {

        private final ReportSection section;
        private final int index;
        private final PageData.Place place;
        private String text = "";
        private List<MarkedText.Piece> pieces = List.of();
        private List<String> warnings = List.of();
        private Optional<Picture> picture = Optional.empty();
        private Optional<DataTable> table = Optional.empty();

        Draft(ReportSection section, int index, PageData.Place place) {
            this.section = section;
            this.index = index;
            this.place = place;
        }

        Draft text(String text) {
            this.text = text;
            return this;
        }

        Draft picture(Drawing drawing) {
            picture = Optional.of(new Picture(
                    drawing.draw("w" + index, Frame.WIDE), drawing.draw("n" + index, Frame.NARROW)));
            return this;
        }

        /** A table without rows is none. */
        Draft table(DataTable table) {
            this.table = table.rows().isEmpty() ? Optional.empty() : Optional.of(table);
            return this;
        }

        HtmlSection section() {
            String kind = section.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return new HtmlSection(
                    "section-" + index,
                    kind,
                    place,
                    PlayerLabel.shown(section.title()),
                    text,
                    pieces,
                    warnings,
                    picture,
                    table,
                    null);
        }
    }
}
