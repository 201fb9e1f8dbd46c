package secant.report;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Writes one picture of a report as an SVG file: no script, nothing loaded, and unless the theme is {@link Theme#AUTO} no
 * style sheet. Immutable.
 */
public final class SvgWriter {

    private static final String ID = "picture";
    private static final int DEFAULT_WIDTH = 760;

    private final int width;
    private final Theme theme;
    private final boolean probability;

    private SvgWriter(int width, Theme theme, boolean probability) {
        this.width = width;
        this.theme = theme;
        this.probability = probability;
    }

    /** Makes a writer of pictures {@value #DEFAULT_WIDTH} pixels wide, on white paper. */
    public SvgWriter() {
        this(DEFAULT_WIDTH, Theme.LIGHT, false);
    }

    /**
     * Chooses another width, for sections that ask for none of their own. Below 560 pixels labels stand above their marks.
     *
     * @param pixels the picture's width, {@value PictureOptions#NARROWEST} or more
     * @return a writer of that width
     */
    public SvgWriter withWidth(int pixels) {
        return new SvgWriter(PictureOptions.checkWidth(pixels), theme, probability);
    }

    /**
     * Chooses the paper, for sections that ask for none of their own.
     *
     * @param theme light, dark, or as the reader has it
     * @return a writer with that theme
     */
    public SvgWriter withTheme(Theme theme) {
        return new SvgWriter(width, requireNonNull(theme, "theme"), probability);
    }

    /**
     * Adds an axis in probabilities to every picture that shows answers in log-odds. Pictures of attributions alone get
     * none: a difference of log-odds is no probability.
     *
     * @return a writer of pictures with both axes
     */
    public SvgWriter withProbability() {
        return new SvgWriter(width, theme, true);
    }

    Theme theme() {
        return theme;
    }

    /**
     * Draws a section.
     *
     * @param section what to draw
     * @return a whole SVG document
     * @throws IllegalArgumentException if the section is nothing but text or a table
     */
    public String write(ReportSection section) {
        return Picture.of(section)
                .orElseThrow(() -> new IllegalArgumentException("a section must have a picture but a "
                        + section.getClass().getSimpleName() + " has none; write it as text or HTML"))
                .draw(Canvas.of(
                        ID, section.options(), width, theme, probability ? Canvas.Scales.BOTH : Canvas.Scales.LINK));
    }

    /**
     * Draws a section into a file, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param section what to draw
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the section has no picture, or the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(ReportSection section, Path file) {
        AtomicFile.write(file, write(section));
    }
}
