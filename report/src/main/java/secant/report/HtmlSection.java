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
 * @param look how its waterfalls are to look where a script draws them anew
 * @param own whether what it says is the report's own words, which run from left to right
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
        Look look,
        boolean own,
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

    /**
     * How a section looks, where it says so, as attributes of its element.
     *
     * @param shown how many players it shows
     * @param order their order; null for that of their magnitudes
     * @param digits how many digits numbers have at most; null for the usual
     * @param separators what stands in numbers; null for a point
     * @param width the width in pixels; null for the page's
     * @param theme the paper; null for the page's
     */
    record Look(
            String shown,
            @Nullable String order,
            @Nullable String digits,
            @Nullable String separators,
            @Nullable String width,
            @Nullable String theme) {

        static Look of(PictureOptions options) {
            NumberFormat numbers = options.numbers();
            return new Look(
                    Integer.toString(options.shown()),
                    options.isRanked() ? null : options.order().name(),
                    numbers.digits() == NumberFormat.DEFAULT.digits() ? null : Integer.toString(numbers.digits()),
                    numbers.separators() == NumberFormat.Separators.POINT
                            ? null
                            : numbers.separators().name(),
                    options.width().isPresent()
                            ? Integer.toString(options.width().getAsInt())
                            : null,
                    options.theme()
                            .filter(theme -> theme != Theme.AUTO)
                            .map(theme -> theme.name().toLowerCase(Locale.ROOT))
                            .orElse(null));
        }
    }

    /** A row list. */
    static HtmlSection of(RowList rows) {
        return new HtmlSection(
                "rows",
                "rows",
                PageData.Place.NOWHERE,
                "Every row",
                Look.of(PictureOptions.DEFAULT),
                true,
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
    static HtmlSection of(ReportSection section, String id, PageData.Place place, Canvas.Scales scales) {
        // A marked text is written as text, which a reader can select, not as its picture.
        boolean written = section instanceof ReportSection.Text;
        Optional<Picture> picture = Picture.of(section);
        Optional<Drawn> drawn = picture.filter(found -> !written).map(found -> drawn(found, section, id, scales));
        return new HtmlSection(
                id,
                section.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                place,
                PlayerLabel.shown(section.title()),
                Look.of(section.options()),
                !(section instanceof ReportSection.Paragraph),
                told(section, picture),
                section instanceof ReportSection.Text text ? MarkedText.of(text).pieces() : List.of(),
                drawn,
                null);
    }

    private static Drawn drawn(Picture picture, ReportSection section, String id, Canvas.Scales scales) {
        PictureOptions options = section.options();
        // On the paper of the page, whose style sheet has the colours; a fragment's has none but what is drawn.
        Theme theme =
                scales == Canvas.Scales.EITHER ? Theme.LIGHT : options.theme().orElse(Theme.LIGHT);
        Frame wide = Frame.of(options.width().orElse((int) Frame.WIDE.width()));
        return new Drawn(
                picture.draw(new Canvas(id + "-w", wide, theme, scales)),
                picture.draw(new Canvas(id + "-n", Frame.NARROW, theme, scales)));
    }

    private static Told told(ReportSection section, Optional<Picture> picture) {
        Told told = Told.of(section, picture);
        return section instanceof ReportSection.Paragraph
                ? told
                : new Told(Isolates.of(told.text()).replace(" %", "\u00a0%"), told.warnings(), told.table());
    }
}
