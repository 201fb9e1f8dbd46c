package secant.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.file.Path;

/**
 * Writes a report as one HTML file: pictures as inline SVG, each with its numbers in a table, in light and in dark, on
 * wide and narrow screens and on paper. Stateless.
 *
 * <p>The page needs no network and has no script. Names and messages are escaped, and a content security policy forbids
 * whatever an escape might have missed: nothing is loaded, nothing runs, and the only style sheet is the one whose hash
 * the policy names.
 */
public final class HtmlWriter {

    /** Makes a writer. */
    public HtmlWriter() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @return a whole HTML document
     */
    @SuppressWarnings("NullAway") // a template's interceptor may be null, and templates without forms never ask for one
    public String write(Report report) {
        StringOutput out = new StringOutput();
        JtepageGenerated.render(new OwaspHtmlTemplateOutput(out), null, HtmlPage.of(report));
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
