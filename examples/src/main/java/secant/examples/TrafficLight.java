package secant.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import secant.data.SegmentedImage;
import secant.data.Segmenter;
import secant.explanation.Explanation;
import secant.kernelshap.GameShap;
import secant.lime.ImageLime;
import secant.lime.ImageOverlay;
import secant.masking.HiddenSegments;
import secant.masking.ImageMasker;
import secant.model.ImagePredictor;

/**
 * Explains a model of which it is known where it looks: it stops for red light, unless green light is on as well. The
 * picture shows a red light, and a green field that is as bright.
 */
public final class TrafficLight {

    static final int WIDTH = 320;
    static final int HEIGHT = 240;

    /** The red light: its middle and radius. */
    static final int LIGHT_X = 220;

    static final int LIGHT_Y = 70;
    static final int RADIUS = 26;

    private static final long SEED = 42;

    private TrafficLight() {}

    /**
     * Writes overlays of two explanations.
     *
     * @param args the folder for {@code light-lime.png} and {@code light-shap.png}; by default {@code target}
     * @throws IOException if the folder cannot be made
     */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args.length == 0 ? "target" : args[0]));
        SegmentedImage street = SegmentedImage.of(street(), Segmenter.slic(60, 10));
        ImageOverlay.of(lime(street), "stop").write(folder.resolve("light-lime.png"));
        ImageOverlay.of(shap(street), "stop").write(folder.resolve("light-shap.png"));
    }

    static Explanation lime(SegmentedImage street) {
        return ImageLime.builder(masker()).seed(SEED).build().explain(street);
    }

    static Explanation shap(SegmentedImage street) {
        return GameShap.builder().seed(SEED).build().explain(masker().mask(street));
    }

    private static ImageMasker masker() {
        return ImageMasker.builder(model())
                .hidden(HiddenSegments.colour(0x808080))
                .build();
    }

    /** How sure the model is that it must stop: the share of the light's area that is red, less twice that of green light. */
    static ImagePredictor model() {
        double area = Math.PI * RADIUS * RADIUS;
        ImagePredictor predictor = pictures -> {
            double[][] answers = new double[pictures.size()][1];
            for (int i = 0; i < answers.length; i++) {
                int red = count(pictures.get(i), 0xE01010);
                int green = count(pictures.get(i), 0x10E010);
                answers[i][0] = Math.max(0, Math.min(1, red / area - 2 * green / area));
            }
            return answers;
        };
        return predictor.withOutputNames("stop").threadSafe();
    }

    private static int count(BufferedImage picture, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return count;
    }

    /** Sky, a field, a street, and a traffic light that shows red. */
    static BufferedImage street() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0x4A90D9), 0, 150, new Color(0xCFE4F7)));
        pen.fillRect(0, 0, WIDTH, 150);
        pen.setColor(new Color(0x3C9C3C));
        pen.fillRect(0, 150, WIDTH, 90);
        pen.setColor(new Color(0x555555));
        pen.fillPolygon(new int[] {90, 130, 240, 20}, new int[] {150, 150, 240, 240}, 4);
        pen.setColor(new Color(0x222222));
        pen.fillRect(LIGHT_X - 36, LIGHT_Y - 40, 72, 150);
        pen.setStroke(new BasicStroke(10));
        pen.drawLine(LIGHT_X, LIGHT_Y + 110, LIGHT_X, HEIGHT);
        pen.setColor(new Color(0xE01010));
        pen.fillOval(LIGHT_X - RADIUS, LIGHT_Y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        pen.setColor(new Color(0x304030));
        pen.fillOval(LIGHT_X - RADIUS, LIGHT_Y + 70 - RADIUS, 2 * RADIUS, 2 * RADIUS);
        pen.dispose();
        return picture;
    }
}
