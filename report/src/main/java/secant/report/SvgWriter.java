package secant.report;

import java.nio.file.Path;

/**
 * Writes one picture of a report as an SVG file: no script, no style sheet, nothing loaded, on white paper. Stateless.
 */
public final class SvgWriter {

    private static final String ID = "picture";

    /** Makes a writer. */
    public SvgWriter() {}

    /**
     * Draws a waterfall.
     *
     * @param section what to draw
     * @return a whole SVG document
     */
    public String write(ReportSection.Waterfall section) {
        return WaterfallPicture.draw(section, ID, Frame.WIDE);
    }

    /**
     * Draws importance.
     *
     * @param section what to draw
     * @return a whole SVG document
     */
    public String write(ReportSection.Importance section) {
        return ImportancePicture.draw(section, ID, Frame.WIDE);
    }

    /**
     * Draws a beeswarm.
     *
     * @param section what to draw
     * @return a whole SVG document
     */
    public String write(ReportSection.Beeswarm section) {
        return BeeswarmPicture.draw(section, ID, Frame.WIDE);
    }

    /**
     * Draws a waterfall into a file, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param section what to draw
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(ReportSection.Waterfall section, Path file) {
        AtomicFile.write(file, write(section));
    }

    /**
     * Draws importance into a file, in one step.
     *
     * @param section what to draw
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(ReportSection.Importance section, Path file) {
        AtomicFile.write(file, write(section));
    }

    /**
     * Draws a beeswarm into a file, in one step.
     *
     * @param section what to draw
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(ReportSection.Beeswarm section, Path file) {
        AtomicFile.write(file, write(section));
    }
}
