package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.model.Link;

/** The second axis of a picture of log-odds: what they are as probabilities. */
final class Probabilities {

    /** Room that the labels take beside an upright axis. */
    static final double ROOM = 52;

    /** Probabilities worth a label, those that are kept where room is short first. */
    private static final double[] ROUND = {
        0.5, 0.1, 0.9, 0.01, 0.99, 0.25, 0.75, 0.05, 0.95, 0.001, 0.999, 0.02, 0.98, 1e-4, 0.9999, 0.4, 0.6, 0.3, 0.7,
        0.2, 0.8, 0.35, 0.45, 0.55, 0.65, 0.15, 0.85
    };

    private Probabilities() {}

    /** The probabilities worth a label, the most welcome first. */
    static List<Double> round() {
        return Arrays.stream(ROUND).boxed().toList();
    }

    /** Draws the axis above a plot. */
    static void draw(Svg svg, Frame frame, Scale scale, double top) {
        svg.open("g", "class", "probability", "font-size", "12");
        String title = LabelWidth.fit("probability", Frame.SMALL_FONT, frame.plotRight() - frame.plotLeft());
        svg.label(Ink.MUTED, (frame.plotLeft() + frame.plotRight()) / 2, top - 24, "middle", title);
        List<double[]> taken = new ArrayList<>();
        for (double probability : ROUND) {
            double value = Link.LOGIT.apply(probability);
            String label = Rounded.plain(probability);
            double half = LabelWidth.of(label, Frame.SMALL_FONT) / 2 + 5;
            double x = scale.contains(value) ? scale.at(value) : Double.NaN;
            if (x - half >= 0 && x + half <= frame.width() && isFree(taken, x - half, x + half)) {
                taken.add(new double[] {x - half, x + half});
                svg.line(Ink.GUIDE, x, top - 4, x, top);
                svg.label(Ink.MUTED, x, top - 8, "middle", label);
            }
        }
        svg.close();
    }

    /** Draws the axis to the right of a plot. */
    static void draw(Svg svg, Upright axis, double right) {
        svg.open("g", "class", "probability", "font-size", "12");
        svg.label(Ink.MUTED, right + ROOM, axis.top() - 10, "end", "probability");
        List<double[]> taken = new ArrayList<>();
        for (double probability : ROUND) {
            double value = Link.LOGIT.apply(probability);
            double y = axis.contains(value) ? axis.at(value) : Double.NaN;
            if (y - 9 >= axis.top() - 2 && y + 9 <= axis.bottom() + 2 && isFree(taken, y - 9, y + 9)) {
                taken.add(new double[] {y - 9, y + 9});
                svg.line(Ink.GUIDE, right, y, right + 4, y);
                svg.label(Ink.MUTED, right + 7, y + 4, "start", Rounded.plain(probability));
            }
        }
        svg.close();
    }

    private static boolean isFree(List<double[]> taken, double from, double to) {
        return taken.stream().noneMatch(t -> from < t[1] && to > t[0]);
    }
}
