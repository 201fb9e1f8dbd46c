package secant.lime;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import secant.data.SegmentedImage;
import secant.explanation.Attribution;
import secant.explanation.Explanation;

/**
 * The picture of an explanation with its strongest segments painted: orange where they raise the answer, blue where they
 * lower it, the stronger the more. The others fade to grey. Works for any explanation that carries a picture, such as those
 * of Kernel SHAP. Immutable.
 */
public final class ImageOverlay {

    private static final int RAISES = 0xE66100; // a pair that people with any colour vision can tell apart
    private static final int LOWERS = 0x2A5FD0;
    private static final int DEFAULT_SEGMENTS = 5; // of the lime package
    private static final double STRONGEST = 0.55;
    private static final double WEAKEST = 0.15;

    private final SegmentedImage image;
    private final List<Attribution> attributions;
    private final int segments;
    private final boolean positiveOnly;
    private final boolean boundaries;

    private ImageOverlay(
            SegmentedImage image,
            List<Attribution> attributions,
            int segments,
            boolean positiveOnly,
            boolean boundaries) {
        this.image = image;
        this.attributions = attributions;
        this.segments = segments;
        this.positiveOnly = positiveOnly;
        this.boundaries = boundaries;
    }

    /**
     * Paints the {@value #DEFAULT_SEGMENTS} strongest segments, with boundaries.
     *
     * @param explanation an explanation of a picture
     * @param output the output's name
     * @return the overlay
     * @throws IllegalArgumentException if the explanation is of no picture, or has no such output
     */
    public static ImageOverlay of(Explanation explanation, String output) {
        SegmentedImage image = explanation
                .image()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an overlay needs the explanation of a picture but it is the " + explanation));
        return new ImageOverlay(image, explanation.output(output).attributions(), DEFAULT_SEGMENTS, false, true);
    }

    /**
     * Chooses how many segments are painted.
     *
     * @param count at most so many, 1 or more; those with an attribution of 0 never are
     * @return an overlay of so many
     */
    public ImageOverlay withSegments(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("painted segments must be 1 or more but is " + count);
        }
        return new ImageOverlay(image, attributions, count, positiveOnly, boundaries);
    }

    /** {@return an overlay of those segments alone that raise the answer} */
    public ImageOverlay withPositiveOnly() {
        return new ImageOverlay(image, attributions, segments, true, boundaries);
    }

    /** {@return an overlay without lines around the painted segments} */
    public ImageOverlay withoutBoundaries() {
        return new ImageOverlay(image, attributions, segments, positiveOnly, false);
    }

    /** {@return the segments that are painted, the strongest first} */
    public List<Integer> painted() {
        return IntStream.range(0, attributions.size())
                .filter(s ->
                        attributions.get(s).value() > 0 || (attributions.get(s).value() < 0 && !positiveOnly))
                .boxed()
                .sorted(Comparator.comparingDouble(
                        s -> -Math.abs(attributions.get(s).value())))
                .limit(segments)
                .toList();
    }

    /** {@return the overlay as a new picture of type {@code TYPE_INT_RGB}, of the explained picture's size} */
    public BufferedImage picture() {
        List<Integer> painted = painted();
        double[] strengths = new double[attributions.size()];
        for (int s : painted) {
            strengths[s] = attributions.get(s).value()
                    / Math.abs(attributions.get(painted.get(0)).value());
        }
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int[] pixels = image.pixels();
        int[] labels = image.labels();
        for (int p = 0; p < out.length; p++) {
            double strength = strengths[labels[p]];
            if (strength == 0) {
                out[p] = faded(pixels[p]);
            } else {
                int colour = strength > 0 ? RAISES : LOWERS;
                boolean line = boundaries && isBoundary(p, labels);
                double share = line ? 1 : WEAKEST + (STRONGEST - WEAKEST) * Math.abs(strength);
                out[p] = mixed(pixels[p], colour, share);
            }
        }
        return picture;
    }

    /** Whether a neighbour to the right, to the left, above or below belongs to another segment. */
    private boolean isBoundary(int p, int[] labels) {
        int width = image.width();
        int x = p % width;
        return (x > 0 && labels[p - 1] != labels[p])
                || (x < width - 1 && labels[p + 1] != labels[p])
                || (p >= width && labels[p - width] != labels[p])
                || (p + width < labels.length && labels[p + width] != labels[p]);
    }

    /** Half way from grey of the same brightness to white. */
    private static int faded(int pixel) {
        int luma = (299 * (pixel >> 16 & 0xFF) + 587 * (pixel >> 8 & 0xFF) + 114 * (pixel & 0xFF)) / 1000; // BT.601
        int grey = (luma + 255) / 2;
        return grey << 16 | grey << 8 | grey;
    }

    private static int mixed(int pixel, int colour, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double channel = (1 - share) * (pixel >> shift & 0xFF) + share * (colour >> shift & 0xFF);
            mixed |= (int) Math.round(channel) << shift;
        }
        return mixed;
    }

    /**
     * Writes the overlay as a PNG file, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(Path file) {
        Path target = requireNonNull(file, "file").toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target) || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "an overlay must be written to a file in a directory that exists but the path is " + file);
        }
        Path temporary = directory.resolve(".secant-" + UUID.randomUUID() + ".tmp");
        try {
            try {
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                if (!ImageIO.write(picture(), "png", png)) {
                    throw new IOException("this JVM has no writer of PNG");
                }
                Files.write(
                        temporary,
                        png.toByteArray(),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException("the file system of " + target + " cannot replace a file in one step", e);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "could not write " + file + " (" + e + "); an existing file is as it was", e);
        }
    }
}
