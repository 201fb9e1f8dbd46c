package secant.report;

import java.nio.file.Path;

/**
 * Writes a report as Markdown (GitHub's flavour): headings, what each section says, and its numbers as a table. Stateless.
 *
 * <p>Names and messages are escaped: they make no element, no link and no table cell of their own. Pictures are left to
 * {@link SvgWriter} and {@link PngWriter}.
 */
public final class MarkdownWriter {

    /** Makes a writer. */
    public MarkdownWriter() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @return lines, each ended by a line feed
     */
    public String write(Report report) {
        MarkdownPage page = new MarkdownPage();
        page.report(report);
        return page.toString();
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
