package secant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import secant.data.SegmentedImage;
import secant.explanation.Attribution;

/**
 * Draws an explained picture twice: as it is, and in grey with its segments tinted by what they do to the answer, the
 * strongest outlined.
 *
 * <p>A page may load no image, so pixels are drawn as runs of one colour. A picture of more than {@value #FINEST} pixels to
 * a side is drawn in blocks, each the mean of its pixels, and the caption says so.
 */
final class ImagePicture implements Picture {

    private static final int FINEST = 112;
    private static final double TOP = 30;
    private static final double GAP = 20;
    private static final double WIDEST = 340;
    private static final int TEXT_WIDTH = 48;

    /** How dense the strongest tint is, in percent. */
    private static final double FULL = 75;

    /** Levels of a channel that are drawn alike; a power of two. */
    private static final int STEP = 8;

    private static final int PALEST_BLACK = 128;

    private final ReportSection.Image section;
    private final SegmentedImage image;
    private final List<Attribution> attributions;
    private final int[] ranked;
    private final double largest;
    private final int block;
    private final int columns;
    private final int rows;
    private final int[] pixels;

    ImagePicture(ReportSection.Image section) {
        this.section = section;
        this.image = section.image();
        this.attributions = section.explanation().output(section.output()).attributions();
        this.ranked = IntStream.range(0, attributions.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        p -> -Math.abs(attributions.get(p).value())))
                .mapToInt(p -> p)
                .toArray();
        this.largest = Math.abs(attributions.get(ranked[0]).value());
        int longer = Math.max(image.width(), image.height());
        this.block = (longer + FINEST - 1) / FINEST;
        this.columns = (image.width() + block - 1) / block;
        this.rows = (image.height() + block - 1) / block;
        this.pixels = blocks();
    }

    /** The picture's blocks over white, each the mean of its pixels. */
    private int[] blocks() {
        int[] whole = image.pixels();
        int[] means = new int[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                long red = 0;
                long green = 0;
                long blue = 0;
                int count = 0;
                for (int y = row * block; y < Math.min((row + 1) * block, image.height()); y++) {
                    for (int x = column * block; x < Math.min((column + 1) * block, image.width()); x++) {
                        int pixel = whole[y * image.width() + x];
                        int alpha = pixel >>> 24;
                        red += ((pixel >> 16 & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
                        green += ((pixel >> 8 & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
                        blue += ((pixel & 0xFF) * alpha + 255 * (255 - alpha)) / 255;
                        count++;
                    }
                }
                means[row * columns + column] =
                        (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
            }
        }
        return means;
    }

    @Override
    public String summary() {
        String blocks = block == 1
                ? ""
                : " The picture is drawn in blocks of " + block + " × " + block + " pixels; segments are exact.";
        int shown = Math.min(section.options().shown(), ranked.length);
        return "The picture, and beside it its " + image.segments() + " segments: orange ones raise "
                + LinkedScale.axis(
                        section.output(), section.explanation().provenance().link())
                + ", blue ones lower it; the " + (shown == 1 ? "strongest one is" : shown + " strongest are")
                + " outlined." + blocks;
    }

    @Override
    public DataTable table() {
        List<List<String>> lines = new ArrayList<>();
        int[] counts = new int[image.segments()];
        int[] sumX = new int[counts.length];
        int[] sumY = new int[counts.length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int label = image.label(x, y);
                counts[label]++;
                sumX[label] += x;
                sumY[label] += y;
            }
        }
        for (int i = 0; i < Math.min(section.options().shown(), ranked.length); i++) {
            int p = ranked[i];
            Attribution attribution = attributions.get(p);
            lines.add(List.of(
                    PlayerLabel.shown(attribution.player()),
                    place(sumX[p] / (double) counts[p] / image.width(), sumY[p] / (double) counts[p] / image.height()),
                    section.options().numbers().of(100.0 * counts[p] / (image.width() * (double) image.height()), 0)
                            + " %",
                    section.options().numbers().withError(attribution.value(), attribution.standardError())));
        }
        return new DataTable(List.of("Segment", "Where", "Of the picture", "Attribution"), lines, 2);
    }

    private static String place(double x, double y) {
        String across = x < 1 / 3.0 ? "left" : x > 2 / 3.0 ? "right" : "centre";
        String down = y < 1 / 3.0 ? "top" : y > 2 / 3.0 ? "bottom" : "middle";
        return down + " " + across;
    }

    @Override
    public void write(TextPage page) {
        page.prose(PlayerLabel.shown(section.output()) + ": ▲ raises, ▼ lowers, + and − do so less.");
        page.line("");
        int cells = Math.min(Math.min(TEXT_WIDTH, page.room()), image.width());
        // Characters are about twice as high as they are wide.
        int lines = Math.max(1, (int) Math.round(cells * (double) image.height() / image.width() / 2));
        for (int line = 0; line < lines; line++) {
            StringBuilder text = new StringBuilder();
            for (int cell = 0; cell < cells; cell++) {
                int x = (int) ((cell + 0.5) * image.width() / cells);
                int y = (int) ((line + 0.5) * image.height() / lines);
                double value = attributions.get(image.label(x, y)).value();
                int shade = largest > 0 ? (int) Math.round(2 * value / largest) : 0;
                text.append("▼−·+▲".charAt(2 + shade));
            }
            page.indented(text.toString());
        }
    }

    @Override
    public String draw(Canvas canvas) {
        boolean beside = !canvas.frame().labelsAbove();
        double room = canvas.width() - 2 * Frame.EDGE;
        double width = Math.min(beside ? (room - GAP) / 2 : room, WIDEST);
        double pixel = width / image.width();
        double height = image.height() * pixel;
        double second = beside ? TOP : TOP + height + GAP + TOP;
        double bottom = second + height;
        Svg svg = canvas.picture(bottom + 34, section.title(), summary());
        double right = beside ? Frame.EDGE + width + GAP : Frame.EDGE;
        caption(svg, Frame.EDGE, TOP, "the picture", width);
        open(svg, Frame.EDGE, TOP, pixel * block);
        runs(svg, false);
        svg.close();
        caption(svg, right, second, "what counts for " + PlayerLabel.shown(section.output()), width);
        open(svg, right, second, pixel * block);
        runs(svg, true);
        svg.close();
        open(svg, right, second, pixel);
        segments(svg);
        svg.close();
        key(svg, right, bottom);
        return svg.end();
    }

    private static void caption(Svg svg, double x, double y, String text, double width) {
        svg.label(Ink.MUTED, x, y - 10, "start", LabelWidth.fit(text, Frame.SMALL_FONT, width), "font-size", "12");
    }

    private static void open(Svg svg, double x, double y, double pixel) {
        svg.open(
                "g",
                "transform",
                "translate(" + Svg.coordinate(x) + " " + Svg.coordinate(y) + ") scale(" + Rounded.scale(pixel) + ")");
    }

    /** Draws runs of pixels of one colour, all of one colour as one path. */
    private void runs(Svg svg, boolean grey) {
        TreeMap<Integer, StringBuilder> paths = new TreeMap<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; ) {
                int colour = colour(pixels[row * columns + column], grey);
                int end = column + 1;
                while (end < columns && colour(pixels[row * columns + end], grey) == colour) {
                    end++;
                }
                paths.computeIfAbsent(colour, unused -> new StringBuilder())
                        .append('M')
                        .append(column)
                        .append(' ')
                        .append(row)
                        .append(".5h")
                        .append(end - column);
                column = end;
            }
        }
        svg.open("g", "class", grey ? "grey" : "pixels", "shape-rendering", "crispEdges", "stroke-width", "1.02");
        paths.forEach((colour, data) -> svg.path(String.format("#%06x", colour), data.toString()));
        svg.close();
    }

    /** A pixel with fewer levels a channel, so that runs are longer. Greys are pale, so that tints show. */
    private static int colour(int pixel, boolean grey) {
        if (grey) {
            int luminance = (299 * (pixel >> 16 & 0xFF) + 587 * (pixel >> 8 & 0xFF) + 114 * (pixel & 0xFF)) / 1000;
            return (PALEST_BLACK + luminance * (255 - PALEST_BLACK) / 255) / STEP * STEP * 0x010101;
        }
        return pixel & ~(0x010101 * (STEP - 1));
    }

    private void segments(Svg svg) {
        for (int i = ranked.length - 1; i >= 0; i--) {
            int p = ranked[i];
            Attribution attribution = attributions.get(p);
            double share = largest > 0 ? Math.abs(attribution.value()) / largest : 0;
            boolean raises = attribution.value() > 0;
            svg.open(
                    "g",
                    "class",
                    "segment",
                    "data-tip",
                    PlayerLabel.shown(attribution.player()) + ": "
                            + section.options().numbers().withError(attribution.value(), attribution.standardError()));
            String outline = Outline.of(image, p);
            // The ground is a pale grey on any paper, and so are the tints those of light paper.
            String colour = (raises ? Ink.RAISES : Ink.LOWERS).light();
            svg.fill(
                    colour,
                    outline,
                    "fill-opacity",
                    Rounded.plain(Math.round(FULL * share) / 100.0),
                    "fill-rule",
                    "evenodd");
            if (i < section.options().shown() && share > 0) {
                svg.path(colour, outline, "fill", "none", "stroke-width", "1.6", "vector-effect", "non-scaling-stroke");
            }
            svg.close();
        }
    }

    private static void key(Svg svg, double left, double bottom) {
        svg.label(Ink.MUTED, left, bottom + 22, "start", "lowers", "font-size", "12");
        double x = left + LabelWidth.of("lowers", Frame.SMALL_FONT) + 6;
        for (int shade = -4; shade <= 4; shade++) {
            if (shade != 0) {
                String opacity = Rounded.plain(Math.round(FULL * Math.abs(shade) / 4.0) / 100.0);
                String box = "M" + Svg.coordinate(x) + " " + Svg.coordinate(bottom + 12) + "h14v12h-14Z";
                svg.fill("#e0e0e0", box);
                svg.fill((shade > 0 ? Ink.RAISES : Ink.LOWERS).light(), box, "fill-opacity", opacity);
                x += 14;
            }
        }
        svg.label(Ink.MUTED, x + 6, bottom + 22, "start", "raises", "font-size", "12");
    }
}
