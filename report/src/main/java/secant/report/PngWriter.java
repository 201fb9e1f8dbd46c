package secant.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Writes one picture of a report as a PNG image, for documents that cannot hold SVG. Immutable.
 *
 * <p>The picture is that of {@link SvgWriter}, drawn by the JVM: in the fonts that this machine has, so that machines
 * with other fonts give other bytes. Needs a JVM with {@code java.desktop} and at least one font, but no display.
 */
public final class PngWriter {

    private static final double DEFAULT_SCALE = 2;
    private static final double LARGEST_SCALE = 8;

    /** More would overflow the array behind an image; a picture of 760 pixels gets there at a height of a million. */
    private static final long MOST_PIXELS = 1 << 29;

    private static final Pattern MARKS_OF_DIRECTION = Pattern.compile("[\u200f\u2068\u2069]");

    /** The JVM's fonts are regular or bold, and the renderer takes what is between for regular. */
    private static final String SEMIBOLD = "font-weight=\"600\"";

    private static final String BOLD = "font-weight=\"700\"";

    private final SvgWriter svg;
    private final double scale;

    private PngWriter(SvgWriter svg, double scale) {
        this.svg = svg;
        this.scale = scale;
    }

    /** Makes a writer of images with two image pixels a picture pixel, for screens of high density. */
    public PngWriter() {
        this(new SvgWriter(), DEFAULT_SCALE);
    }

    /**
     * Chooses another density.
     *
     * @param scale image pixels a picture pixel, above 0 and at most 8
     * @return a writer of such images
     */
    public PngWriter withScale(double scale) {
        if (!(scale > 0 && scale <= LARGEST_SCALE)) {
            throw new IllegalArgumentException(
                    "the scale of an image must be above 0 and at most " + LARGEST_SCALE + " but is " + scale);
        }
        return new PngWriter(svg, scale);
    }

    /**
     * Draws as an SVG writer does: with its width, its theme and its axes.
     *
     * @param writer the writer whose pictures become images
     * @return a writer of such images
     * @throws IllegalArgumentException if its theme is {@link Theme#AUTO}, which an image cannot follow
     */
    public PngWriter as(SvgWriter writer) {
        if (writer.theme() == Theme.AUTO) {
            throw new IllegalArgumentException("the theme of an image must be LIGHT or DARK but is AUTO");
        }
        return new PngWriter(writer, scale);
    }

    /**
     * Draws a section.
     *
     * @param section what to draw
     * @return a PNG file's bytes
     * @throws IllegalArgumentException if the section has no picture, or one with too many pixels for an image
     */
    public byte[] write(ReportSection section) {
        if (section.options().theme().equals(Optional.of(Theme.AUTO))) {
            throw new IllegalArgumentException("the theme of an image must be LIGHT or DARK but is AUTO");
        }
        String drawn = OutlinedText.of(svg.write(section)).replace(SEMIBOLD, BOLD);
        // The renderer would paint marks of direction as boxes.
        return png(MARKS_OF_DIRECTION.matcher(drawn).replaceAll(""));
    }

    /**
     * Draws a section into a file, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param section what to draw
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the section has no picture, or one with too many pixels for an image, or if
     *     the path is a directory or in none
     * @throws UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(ReportSection section, Path file) {
        AtomicFile.write(file, write(section));
    }

    private byte[] png(String svg) {
        LoaderContext context = LoaderContext.builder()
                // The defaults guard against strangers' documents; ours hold as many marks as there is to show.
                .documentLimits(new DocumentLimits(
                        DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                        DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                        Integer.MAX_VALUE))
                .build();
        @Nullable
        SVGDocument document =
                new SVGLoader().load(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)), null, context);
        if (document == null) {
            throw new IllegalStateException("a picture of ours did not parse: " + svg.substring(0, 200));
        }
        double width = Math.ceil(document.size().width * scale);
        double height = Math.ceil(document.size().height * scale);
        if (!(width * height <= MOST_PIXELS)) {
            throw new IllegalArgumentException("an image must have at most " + MOST_PIXELS + " pixels but would have "
                    + width + " × " + height + "; show fewer players or choose a smaller scale");
        }
        BufferedImage image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(scale, scale);
            document.renderWithPlatform(
                    NullPlatformSupport.INSTANCE,
                    graphics,
                    new ViewBox(0, 0, document.size().width, document.size().height));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode an image in memory", e);
        }
        return bytes.toByteArray();
    }
}
