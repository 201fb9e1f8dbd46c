package secant.report;

import java.util.List;

/** A vertical axis: takes values to pixels from the bottom up, and draws its ticks to the left of the plot. */
final class Upright {

    /** Room above the plot for the axis' title. */
    static final double TITLE = 22;

    private static final double GAP = 8;

    /** Room for the title of an axis on the right. */
    private static final double OTHER_TITLE = 40;

    /** Labels of ticks are stacked, so that they need less room than the scale leaves to labels in a row. */
    private static final double STACKED = 2;

    private static final double STACKED_TIGHTLY = 4;
    private static final double SHORT = 100;

    /** The least from one label to the next. */
    private static final double PITCH = 16;

    private final Scale scale;
    private final double top;
    private final double bottom;
    private final double stretch;

    private Upright(Scale scale, double top, double bottom, double stretch) {
        this.scale = scale;
        this.top = top;
        this.bottom = bottom;
        this.stretch = stretch;
    }

    /** Spans the values with some room on either side. */
    static Upright around(double low, double high, double top, double bottom, NumberFormat numbers) {
        double stretch = bottom - top < SHORT ? STACKED_TIGHTLY : STACKED;
        return new Upright(Scale.around(low, high, 0, stretch * (bottom - top)).in(numbers), top, bottom, stretch);
    }

    double at(double value) {
        return bottom - scale.clamped(value) / stretch;
    }

    double top() {
        return top;
    }

    double bottom() {
        return bottom;
    }

    boolean contains(double value) {
        return scale.contains(value);
    }

    /** How much room the ticks' labels take beside the plot. */
    double room() {
        return room(ticks());
    }

    /** As {@link #room()}, for either scale where the canvas asks for that. */
    double room(Canvas canvas, Answers answers) {
        return canvas.showsEither(answers.link()) ? Math.max(room(), room(ownTicks(answers))) : room();
    }

    private List<Scale.Tick> ownTicks(Answers answers) {
        return OwnScale.ticks(scale, answers.link(), label -> PITCH * stretch, answers.numbers());
    }

    private static double room(List<Scale.Tick> ticks) {
        double widest = ticks.stream()
                .mapToDouble(tick -> LabelWidth.of(tick.label(), Frame.SMALL_FONT))
                .max()
                .orElse(0);
        return widest + GAP;
    }

    private List<Scale.Tick> ticks() {
        return scale.ticks(label -> PITCH * stretch);
    }

    /** Draws an axis of answers, on either scale where the canvas asks for that. */
    void draw(Svg svg, Canvas canvas, Answers answers, double left, double right, String before) {
        if (!canvas.showsEither(answers.link())) {
            draw(svg, left, right, before + answers.axis());
            return;
        }
        svg.open("g", "class", Canvas.ON_LINK);
        draw(svg, left, right, before + answers.axis());
        svg.close();
        svg.open("g", "class", Canvas.ON_OWN);
        draw(svg, ownTicks(answers), left, right, before + answers.ownAxis());
        svg.close();
    }

    /** Draws rules from left to right, their labels beside them, and the axis' title above. */
    void draw(Svg svg, double left, double right, String title) {
        draw(svg, ticks(), left, right, title);
    }

    private void draw(Svg svg, List<Scale.Tick> ticks, double left, double right, String title) {
        for (Scale.Tick tick : ticks) {
            double y = at(tick.value());
            svg.line(Ink.RULE, left, y, right, y);
            svg.label(
                    Ink.MUTED,
                    left - GAP,
                    Math.min(Math.max(y + 4, top + 9), bottom + 1),
                    "end",
                    tick.label(),
                    "font-size",
                    "12");
        }
        String fitted = LabelWidth.fit(title, Frame.SMALL_FONT, right - Frame.EDGE - OTHER_TITLE);
        svg.label(Ink.MUTED, Frame.EDGE, top - 10, "start", fitted, "font-size", "12");
    }
}
