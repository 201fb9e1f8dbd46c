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
 * @param told what it says
 * @param pieces a text with marks; empty where there is none
 * @param picture the picture, if it has one
 * @param rows the row list, if it is one
 */
record HtmlSection(
        String id,
        String kind,
        PageData.Place place,
        String title,
        Told told,
        List<MarkedText.Piece> pieces,
        Optional<Drawn> picture,
        @Nullable RowList rows) {

    /**
     * A picture in two shapes, of which the page shows the one that fits.
     *
     * @param wide SVG markup
     * @param narrow SVG markup
     */
    record Drawn(String wide, String narrow) {}

    /** A row list. */
    static HtmlSection of(RowList rows) {
        return new HtmlSection(
                "rows",
                "rows",
                PageData.Place.NOWHERE,
                "Every row",
                new Told(rows.summary(), List.of(), Optional.empty()),
                List.of(),
                Optional.empty(),
                rows);
    }

    /**
     * A section of a report.
     *
     * @param id distinguishes it from the page's others
     */
    static HtmlSection of(ReportSection section, String id, PageData.Place place) {
        Optional<Picture> picture = section instanceof ReportSection.Text ? Optional.empty() : Picture.of(section);
        Optional<Drawn> drawn = picture.map(found -> new Drawn(
                found.draw(Canvas.of(id + "-w", Frame.WIDE)), found.draw(Canvas.of(id + "-n", Frame.NARROW))));
        return new HtmlSection(
                id,
                section.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                place,
                PlayerLabel.shown(section.title()),
                Told.of(section, picture),
                section instanceof ReportSection.Text text ? MarkedText.of(text).pieces() : List.of(),
                drawn,
                null);
    }
}
