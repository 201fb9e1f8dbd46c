package secant.report;

import java.nio.file.Path;

/**
 * Writes a report as text for a terminal or a log: aligned columns, bars of block characters, no line wider than asked.
 * Immutable.
 *
 * <p>Control characters and terminal escapes in names come out as visible escapes.
 */
public final class TextWriter {

    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;

    private final int width;
    private final boolean colour;

    private TextWriter(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /** Makes a writer of lines of at most {@value #DEFAULT_WIDTH} cells, without colour. */
    public TextWriter() {
        this(DEFAULT_WIDTH, false);
    }

    /**
     * Chooses another width.
     *
     * @param cells the most cells that a line may take, {@value #NARROWEST} or more; wide characters take two
     * @return a writer of that width
     */
    public TextWriter withWidth(int cells) {
        if (cells < NARROWEST) {
            throw new IllegalArgumentException("text width must be " + NARROWEST + " or more but is " + cells);
        }
        return new TextWriter(cells, colour);
    }

    /**
     * Paints bars, orange where they raise the answer and blue where they lower it, if this program's output goes to a
     * terminal that knows colours: not if it is piped or redirected, nor if the environment has a {@code NO_COLOR}
     * (no-color.org) or a {@code TERM} that is dumb.
     *
     * @return a writer of texts to be printed here
     */
    public TextWriter withTerminalColour() {
        return new TextWriter(width, Terminal.hasColours());
    }

    /**
     * Paints bars as {@link #withTerminalColour} does, wherever the text goes. Files get no colours in any case.
     *
     * @return a writer that uses the colours of ANSI terminals
     */
    public TextWriter withAnsiColour() {
        return new TextWriter(width, true);
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @return lines, each ended by a line feed
     */
    public String write(Report report) {
        TextPage page = new TextPage(width, colour);
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
        AtomicFile.write(file, new TextWriter(width, false).write(report));
    }
}
