package secant.report;

import java.util.List;

/**
 * Where a picture's labels and its plot go: beside each other on wide paper, the labels above their marks on narrow
 * paper.
 *
 * @param width the picture's width in pixels
 * @param plotLeft where the plot begins
 * @param plotRight where it ends
 * @param labelsAbove whether labels stand above their marks
 */
record Frame(double width, double plotLeft, double plotRight, boolean labelsAbove) {

    static final double FONT = 13;
    static final double SMALL_FONT = 12;

    /** Room between a picture and its edge. */
    static final double EDGE = 12;

    /** Narrower pictures have their labels above the marks. */
    private static final double WIDE_FROM = 560;

    static final Frame WIDE = of(760);
    static final Frame NARROW = of(360);

    /** A frame for a picture of some width. */
    static Frame of(double width) {
        return width < WIDE_FROM
                ? new Frame(width, 12, width - 12, true)
                : new Frame(width, Math.min(400, Math.round(width * 0.353)), width - 16, false);
    }

    /** Height that labels take above their marks. */
    double labelHeight() {
        return labelsAbove ? 18 : 0;
    }

    /** Writes a player's label beside or above a mark that is centred at y and reaches {@code half} up. */
    void label(Svg svg, PlayerLabel label, double y, double half) {
        double room = (labelsAbove ? plotRight : plotLeft) - 16;
        double x = labelsAbove ? plotLeft : plotLeft - 12;
        double baseline = labelsAbove ? y - half - 6 : y + FONT * 0.35;
        // At least half the room is the name's: without it the value says nothing.
        double left = Math.max(room / 2, room - LabelWidth.of(label.suffix(), FONT));
        String name = LabelWidth.fit(label.head(), FONT, left);
        String suffix = LabelWidth.fit(label.suffix(), FONT, room - LabelWidth.of(name, FONT));
        svg.startLabel(Ink.TEXT, x, baseline, labelsAbove ? "start" : "end").text(name);
        if (!suffix.isEmpty()) {
            svg.span(Ink.MUTED, suffix);
        }
        if (!(name + suffix).equals(label.text())) {
            svg.element("title", label.text());
        }
        svg.close();
    }

    /** Draws vertical rules at the ticks, their labels and the axis' title below the plot. */
    void axis(Svg svg, Scale scale, String title, double top, double bottom) {
        axis(svg, scale, scale.ticks(SMALL_FONT), title, top, bottom);
    }

    /**
     * Draws an axis of answers. Where the canvas asks for either scale, the one on the model's own is there as well, for
     * the page to show in its place.
     *
     * @param note what else the title says of the model's own scale, after a semicolon; may be empty
     */
    void answerAxis(Svg svg, Canvas canvas, Answers answers, Scale scale, String note, double top, double bottom) {
        if (!canvas.showsEither(answers.link())) {
            axis(svg, scale, answers.axis(), top, bottom);
            return;
        }
        svg.open("g", "class", Canvas.ON_LINK);
        axis(svg, scale, answers.axis(), top, bottom);
        svg.close();
        svg.open("g", "class", Canvas.ON_OWN);
        List<Scale.Tick> ticks = OwnScale.ticks(
                scale, answers.link(), label -> LabelWidth.of(label, SMALL_FONT) + SMALL_FONT, answers.numbers());
        axis(svg, scale, ticks, answers.ownAxis() + note, top, bottom);
        svg.close();
    }

    private void axis(Svg svg, Scale scale, List<Scale.Tick> ticks, String title, double top, double bottom) {
        for (Scale.Tick tick : ticks) {
            double x = scale.at(tick.value());
            svg.line(Ink.RULE, x, top, x, bottom);
        }
        tickLabels(svg, scale, ticks, 0, width, bottom + 16);
        String fitted = LabelWidth.fit(title, SMALL_FONT, width - 2 * EDGE);
        double half = LabelWidth.of(fitted, SMALL_FONT) / 2;
        double middle = Math.min(Math.max((plotLeft + plotRight) / 2, EDGE + half), width - EDGE - half);
        svg.label(Ink.MUTED, middle, bottom + 35, "middle", fitted, "font-size", "12");
    }

    /** Writes the ticks' labels between two edges; one at an edge is left out where it would be pushed to its neighbour. */
    static void tickLabels(Svg svg, Scale scale, List<Scale.Tick> ticks, double left, double right, double y) {
        for (int i = 0; i < ticks.size(); i++) {
            double half = LabelWidth.of(ticks.get(i).label(), SMALL_FONT) / 2;
            double x = scale.at(ticks.get(i).value());
            double centre = Math.min(Math.max(x, left + half), right - half);
            int other = i + (int) Math.signum(centre - x); // the neighbour that the edge pushes it to
            boolean free =
                    other == i || other < 0 || other == ticks.size() || !isClose(scale, ticks.get(other), centre, half);
            if (free) {
                svg.label(Ink.MUTED, centre, y, "middle", ticks.get(i).label(), "font-size", "12");
            }
        }
    }

    private static boolean isClose(Scale scale, Scale.Tick other, double centre, double half) {
        double otherHalf = LabelWidth.of(other.label(), SMALL_FONT) / 2;
        return Math.abs(scale.at(other.value()) - centre) < half + otherHalf + SMALL_FONT / 2;
    }

    /** Height that {@link #probabilities} takes above the plot. */
    static final double PROBABILITIES = 36;

    /** Draws a second axis above the plot, which says what log-odds are as probabilities. */
    void probabilities(Svg svg, Scale scale, double top) {
        Probabilities.draw(svg, this, scale, top);
    }

    /** Draws a whisker from low to high, open where it leaves the plot. */
    void whisker(Svg svg, Scale scale, double low, double high, double y) {
        svg.path(Ink.ERROR, whisker(scale, low, high, y), "stroke-width", "1.3", "fill", "none");
    }

    /** Draws a whisker on a halo that sets it off from a dark bar. */
    void whiskerOnDark(Svg svg, Scale scale, double low, double high, double y) {
        String halo = whisker(scale, low, high, y);
        svg.path(Ink.HALO, halo, "stroke-width", "3", "fill", "none", "stroke-linecap", "square");
        whisker(svg, scale, low, high, y);
    }

    private static String whisker(Scale scale, double low, double high, double y) {
        double left = scale.clamped(low);
        double right = scale.clamped(high);
        StringBuilder data =
                new StringBuilder("M" + Svg.coordinate(left) + " " + Svg.coordinate(y) + "H" + Svg.coordinate(right));
        for (double end : new double[] {low, high}) {
            if (scale.contains(end)) {
                data.append("M" + Svg.coordinate(scale.at(end)) + " " + Svg.coordinate(y - 3.5) + "v7");
            }
        }
        return data.toString();
    }
}
