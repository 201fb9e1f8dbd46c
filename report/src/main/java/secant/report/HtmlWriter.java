package secant.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.file.Path;

/**
 * Writes a report as one HTML file: pictures as inline SVG, each with its numbers in a table, in light and in dark, on
 * wide and narrow screens and on paper. Immutable.
 *
 * <p>The page needs no network and reads without script. Where scripts run, its own adds tooltips, highlights one row in
 * every picture, sorts and filters the rows and opens any row's waterfall, switches the output and shows probabilities.
 * Names and messages are escaped, and a content security policy forbids whatever an escape might have missed: nothing is
 * loaded, and the only style sheet and the only script are those whose hashes the policy names.
 */
public final class HtmlWriter {

    private static final int DEFAULT_ROWS = 2000;

    private final int rows;

    private HtmlWriter(int rows) {
        this.rows = rows;
    }

    /** Makes a writer of pages whose row lists have at most {@value #DEFAULT_ROWS} rows. */
    public HtmlWriter() {
        this(DEFAULT_ROWS);
    }

    /**
     * Chooses how many rows the row list has at most, from the first; the page says how many there are. Pictures and
     * tables show all rows all the same. A row of 30 players takes about 0.7 kB.
     *
     * @param most the most rows, 1 or more
     * @return a writer of such pages
     */
    public HtmlWriter withRows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("rows of the row list must be 1 or more but is " + most);
        }
        return new HtmlWriter(most);
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @return a whole HTML document
     */
    @SuppressWarnings("NullAway") // a template's interceptor may be null, and templates without forms never ask for one
    public String write(Report report) {
        StringOutput out = new StringOutput();
        JtepageGenerated.render(new OwaspHtmlTemplateOutput(out), null, HtmlPage.of(report, rows));
        return out.toString();
    }

    /**
     * Writes a report as a part of another page, such as a cell of a notebook: without script and style sheet, pictures on
     * white paper, the numbers folded away below them. Escaped as a page is; what becomes of a policy is up to the page
     * around it.
     *
     * @param report the report
     * @return one {@code div} element
     */
    @SuppressWarnings("NullAway") // as above
    public String fragment(Report report) {
        StringOutput out = new StringOutput();
        JtefragmentGenerated.render(new OwaspHtmlTemplateOutput(out), null, HtmlFragment.of(report));
        return out.toString();
    }

    /**
     * Writes a report into a file as UTF-8, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param report the report
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(Report report, Path file) {
        AtomicFile.write(file, write(report));
    }
}
