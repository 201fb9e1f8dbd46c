package secant.report;

import java.util.List;
import secant.report.WaterfallSteps.Step;

/**
 * Draws a waterfall: arrows from the base value, player by player, to the prediction; or, for coefficients, which do not
 * add up to it, arrows from 0.
 */
final class WaterfallPicture implements Picture {

    private static final double PITCH = 31;
    private static final double BAR = 20;
    private static final double HEAD = 7;
    private static final double TOP = 8;
    private static final double BOTTOM = 46;

    /** How far beyond the steps whiskers may stretch the axis, as a share of the steps' span. */
    private static final double WHISKER_ROOM = 0.5;

    private final String title;
    private final WaterfallSteps waterfall;

    WaterfallPicture(ReportSection.Waterfall section) {
        this.title = section.title();
        this.waterfall = WaterfallSteps.of(section);
    }

    @Override
    public String summary() {
        return waterfall.caption();
    }

    @Override
    public DataTable table() {
        return DataTable.of(waterfall);
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(title, waterfall, canvas).draw();
    }

    @Override
    public void write(TextPage page) {
        String errors = waterfall.hasErrors() ? " ± is the standard error of sampling." : "";
        page.prose(waterfall.axis() + ". " + waterfall.summary() + errors + waterfall.tieNote("≈ marks"));
        page.line("");
        double longest = waterfall.steps().stream()
                .mapToDouble(step -> Math.abs(step.value()))
                .max()
                .orElse(0);
        TextRows rows = page.rows();
        rows.add(inLine(waterfall.start()), waterfall.levels().level(waterfall.baseValue()), "", cells -> "");
        for (int i = 0; i < waterfall.steps().size(); i++) {
            Step step = waterfall.steps().get(i);
            String error =
                    step.numbers().plusMinus(step.value(), step.standardError()) + (waterfall.isTied(i) ? " ≈" : "");
            rows.add(
                    step.label().text(),
                    step.size(),
                    error,
                    cells -> page.bars().diverging(step.value(), longest, cells));
        }
        waterfall
                .localPrediction()
                .ifPresent(local -> rows.add(
                        inLine(WaterfallSteps.LOCAL_PREDICTION),
                        waterfall.levels().level(local),
                        "",
                        cells -> ""));
        rows.add(inLine(waterfall.end()), waterfall.levels().level(waterfall.prediction()), "", cells -> "");
        page.lines(rows);
    }

    private static String inLine(String label) {
        return Character.toLowerCase(label.charAt(0)) + label.substring(1);
    }

    /** One drawing of a waterfall. */
    private static final class Drawing {

        private final WaterfallSteps waterfall;
        private final Frame frame;
        private final Scale scale;
        private final Svg svg;
        private final boolean probability;
        private final double pitch;
        private final double top;
        private final double bottom;

        Drawing(String title, WaterfallSteps waterfall, Canvas canvas) {
            this.waterfall = waterfall;
            this.frame = canvas.frame();
            this.probability = !waterfall.isLocal() && canvas.showsProbability(waterfall.link());
            this.top = TOP + (probability ? Frame.PROBABILITIES : 0);
            this.pitch = PITCH + frame.labelHeight();
            this.bottom = top + pitch * (waterfall.steps().size() + (waterfall.isLocal() ? 0 : 2)) + 4;
            this.scale = scale(waterfall, frame);
            this.svg = canvas.picture(bottom + BOTTOM, title, waterfall.caption());
        }

        private static Scale scale(WaterfallSteps waterfall, Frame frame) {
            double low = waterfall.isLocal() ? 0 : Math.min(waterfall.baseValue(), waterfall.prediction());
            double high = waterfall.isLocal() ? 0 : Math.max(waterfall.baseValue(), waterfall.prediction());
            for (Step step : waterfall.steps()) {
                low = Math.min(low, step.to());
                high = Math.max(high, step.to());
            }
            double room = (high - low) * WHISKER_ROOM;
            double leftmost = low;
            double rightmost = high;
            for (Step step : waterfall.steps()) {
                if (Rounded.supports(step.standardError())) {
                    leftmost = Math.min(
                            leftmost, Math.max(step.to() - Rounded.INTERVAL * step.standardError(), low - room));
                    rightmost = Math.max(
                            rightmost, Math.min(step.to() + Rounded.INTERVAL * step.standardError(), high + room));
                }
            }
            return Scale.around(leftmost, rightmost, frame.plotLeft(), frame.plotRight())
                    .in(waterfall.numbers());
        }

        String draw() {
            List<Step> steps = waterfall.steps();
            frame.axis(svg, scale, waterfall.axis(), top, bottom);
            if (probability) {
                frame.probabilities(svg, scale, top);
            }
            ties();
            if (waterfall.isLocal()) {
                svg.line(Ink.GUIDE, scale.at(0), top, scale.at(0), bottom);
                for (int i = 0; i < steps.size(); i++) {
                    step(steps.get(i), i);
                }
                return svg.end();
            }
            connectors(steps);
            end(waterfall.start(), waterfall.baseValue(), 0);
            for (int i = 0; i < steps.size(); i++) {
                step(steps.get(i), i + 1);
            }
            end(waterfall.end(), waterfall.prediction(), steps.size() + 1);
            return svg.end();
        }

        /** Draws a line beside the labels of steps whose order the errors leave open. */
        private void ties() {
            double x = frame.labelsAbove() ? 4 : frame.plotLeft() - 5;
            int before = waterfall.isLocal() ? 0 : 1;
            for (WaterfallSteps.Tie tie : waterfall.ties()) {
                svg.open("g", "class", "tie", "stroke-width", "2", "stroke-linecap", "round");
                svg.element("title", tie.sentence());
                svg.line(
                        Ink.GUIDE,
                        x,
                        middle(tie.first() + before) - BAR / 2 + 2,
                        x,
                        middle(tie.last() + before) + BAR / 2 - 2);
                svg.close();
            }
        }

        private double middle(int row) {
            return top + row * pitch + frame.labelHeight() + PITCH / 2;
        }

        private void connectors(List<Step> steps) {
            svg.open("g", "stroke-dasharray", "2 2", "class", "connectors");
            for (int i = 0; i <= steps.size(); i++) {
                double x = scale.at(
                        i == 0 ? waterfall.baseValue() : steps.get(i - 1).to());
                svg.line(Ink.GUIDE, x, middle(i), x, middle(i + 1));
            }
            svg.close();
        }

        /** Draws the first or the last row: a level rather than a step. */
        private void end(String name, double value, int row) {
            double x = scale.at(value);
            double y = middle(row);
            frame.label(svg, PlayerLabel.of(name), y, BAR / 2);
            svg.open("g", "class", "level", "font-weight", "600");
            svg.rect(Ink.TEXT, x - 1.25, y - BAR / 2, 2.5, BAR);
            beside(
                    Ink.TEXT,
                    waterfall.levels().level(value),
                    x,
                    x,
                    y,
                    value >= 0 == waterfall.prediction() >= waterfall.baseValue());
            svg.close();
        }

        private void step(Step step, int row) {
            double y = middle(row);
            frame.label(svg, step.label(), y, BAR / 2);
            boolean raises = step.value() > 0;
            double tail = scale.at(step.from());
            double tip = scale.at(step.to());
            svg.open("g", "class", "step");
            svg.element(
                    "title", step.label().text() + ": " + step.numbers().withError(step.value(), step.standardError()));
            arrow(raises ? Ink.RAISES : Ink.LOWERS, tail, tip, y);
            double reach = Rounded.supports(step.standardError()) ? Rounded.INTERVAL * step.standardError() : 0;
            if (reach > 0) {
                frame.whiskerOnDark(svg, scale, step.to() - reach, step.to() + reach, y);
            }
            size(step, reach, y);
            svg.close();
        }

        private void arrow(Ink ink, double tail, double tip, double y) {
            double length = tip - tail;
            double head = Math.copySign(Math.min(HEAD, Math.abs(length)), length);
            svg.path(
                    ink,
                    "M" + Svg.coordinate(tail) + " " + Svg.coordinate(y - BAR / 2) + "H" + Svg.coordinate(tip - head)
                            + "L"
                            + Svg.coordinate(tip) + " " + Svg.coordinate(y) + "L" + Svg.coordinate(tip - head) + " "
                            + Svg.coordinate(y + BAR / 2) + "H" + Svg.coordinate(tail) + "Z");
        }

        /** Writes a step's size into its arrow where that leaves room, else beside it. */
        private void size(Step step, double reach, double y) {
            double left = scale.at(Math.min(step.from(), step.to()));
            double right = scale.at(Math.max(step.from(), step.to()));
            boolean raises = step.value() > 0;
            double freeLeft = raises ? left : Math.max(left + HEAD, scale.at(step.to() + reach) + 4);
            double freeRight = raises ? Math.min(right - HEAD, scale.at(step.to() - reach) - 4) : right;
            if (freeRight - freeLeft >= LabelWidth.of(step.size(), Frame.SMALL_FONT) + 8) {
                svg.label(
                        Ink.ON_BAR,
                        (freeLeft + freeRight) / 2,
                        y + Frame.SMALL_FONT * 0.35,
                        "middle",
                        step.size(),
                        "font-size",
                        "12");
                return;
            }
            double whiskerLeft = scale.clamped(step.to() - reach);
            double whiskerRight = scale.clamped(step.to() + reach);
            Ink direction = raises ? Ink.RAISES : Ink.LOWERS;
            beside(
                    step.value() == 0 ? Ink.MUTED : direction,
                    step.size(),
                    Math.min(left, whiskerLeft),
                    Math.max(right, whiskerRight),
                    y,
                    raises);
        }

        /** Writes text to the right of a mark, or to the left, whichever is wanted and has room. */
        private void beside(Ink ink, String text, double left, double right, double y, boolean preferRight) {
            double width = LabelWidth.of(text, Frame.SMALL_FONT) + 6;
            boolean rightFits = right + width <= frame.width();
            boolean leftFits = left - width >= frame.plotLeft() - 6;
            boolean toRight = preferRight ? rightFits || !leftFits : !leftFits && rightFits;
            double x = toRight ? Math.min(right + 6, frame.width() - width) : Math.max(left - 6, width);
            svg.label(ink, x, y + Frame.SMALL_FONT * 0.35, toRight ? "start" : "end", text, "font-size", "12");
        }
    }
}
