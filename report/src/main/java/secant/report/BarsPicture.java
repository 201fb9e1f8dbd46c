package secant.report;

import secant.report.WaterfallSteps.Step;

/** Draws one row's attributions or coefficients as bars from 0, labelled with what they are of. */
final class BarsPicture implements Picture {

    private static final double PITCH = 29;
    private static final double BAR = 18;
    private static final double TOP = 8;
    private static final double BOTTOM = 46;
    private static final double GAP = 6;

    private final String title;
    private final WaterfallSteps bars;

    BarsPicture(ReportSection.Bars section) {
        this.title = section.title();
        this.bars = WaterfallSteps.of(new ReportSection.Waterfall(
                section.title(), section.explanation(), section.output(), section.options()));
    }

    @Override
    public String summary() {
        return bars.caption();
    }

    @Override
    public DataTable table() {
        return DataTable.of(bars);
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        double pitch = PITCH + frame.labelHeight();
        double bottom = TOP + pitch * bars.steps().size() + 4;
        Svg svg = canvas.picture(bottom + BOTTOM, title, summary());
        Scale scale = scale(frame);
        frame.axis(svg, scale, (bars.isLocal() ? "" : "attribution to ") + bars.axis(), TOP, bottom);
        svg.line(Ink.GUIDE, scale.at(0), TOP, scale.at(0), bottom);
        for (int i = 0; i < bars.steps().size(); i++) {
            bar(svg, frame, scale, bars.steps().get(i), TOP + i * pitch + frame.labelHeight() + PITCH / 2);
        }
        return svg.end();
    }

    private Scale scale(Frame frame) {
        double low = 0;
        double high = 0;
        for (Step step : bars.steps()) {
            double reach = Math.min(reach(step), Math.abs(step.value()));
            low = Math.min(low, step.value() - reach);
            high = Math.max(high, step.value() + reach);
        }
        double number = bars.steps().stream()
                        .mapToDouble(step -> LabelWidth.of(step.size(), Frame.SMALL_FONT))
                        .max()
                        .orElse(0)
                + GAP;
        double left = frame.plotLeft() + (low < 0 ? number : 0);
        return Scale.around(low, high, left, frame.width() - number - 2).in(bars.numbers());
    }

    private static double reach(Step step) {
        return Rounded.supports(step.standardError()) ? Rounded.INTERVAL * step.standardError() : 0;
    }

    private static void bar(Svg svg, Frame frame, Scale scale, Step step, double y) {
        frame.label(svg, step.label(), y, BAR / 2);
        double zero = scale.at(0);
        double end = scale.clamped(step.value());
        boolean raises = step.value() > 0;
        svg.open("g", "class", "bar");
        svg.element("title", step.label().text() + ": " + step.numbers().withError(step.value(), step.standardError()));
        Ink ink = raises ? Ink.RAISES : Ink.LOWERS;
        svg.rect(ink, Math.min(zero, end), y - BAR / 2, Math.abs(end - zero), BAR, "rx", "1.5");
        double reach = reach(step);
        if (reach > 0) {
            frame.whiskerOnDark(svg, scale, step.value() - reach, step.value() + reach, y);
        }
        boolean lowers = step.value() < 0;
        double x = lowers
                ? Math.min(end, scale.clamped(step.value() - reach)) - GAP
                : Math.max(end, scale.clamped(step.value() + reach)) + GAP;
        svg.label(
                step.value() == 0 ? Ink.MUTED : ink,
                x,
                y + Frame.SMALL_FONT * 0.35,
                lowers ? "end" : "start",
                step.size(),
                "font-size",
                "12");
        svg.close();
    }

    @Override
    public void write(TextPage page) {
        page.prose(bars.axis() + ". " + bars.summary());
        page.line("");
        double longest = bars.steps().stream()
                .mapToDouble(step -> Math.abs(step.value()))
                .max()
                .orElse(0);
        TextRows rows = page.rows();
        for (Step step : bars.steps()) {
            rows.add(
                    step.label().text(),
                    step.size(),
                    step.numbers().plusMinus(step.value(), step.standardError()),
                    cells -> page.bars().diverging(step.value(), longest, cells));
        }
        page.lines(rows);
    }
}
