package secant.report;

import secant.explanation.GlobalImportance.Importance;

/** Draws importance: a bar a player, with its 95 % interval. */
final class ImportancePicture implements Picture {

    private static final double PITCH = 29;
    private static final double BAR = 18;
    private static final double TOP = 8;
    private static final double BOTTOM = 46;
    private static final double GAP = 6; // from a bar to its number

    private final String title;
    private final ImportanceBars bars;

    ImportancePicture(ReportSection.Importance section) {
        this.title = section.title();
        this.bars = ImportanceBars.of(section);
    }

    @Override
    public String summary() {
        return bars.summary();
    }

    @Override
    public DataTable table() {
        return DataTable.of(bars);
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(title, bars, canvas).draw();
    }

    @Override
    public void write(TextPage page) {
        page.prose(bars.axis() + ". " + bars.summary());
        page.line("");
        double longest = bars.shown().stream()
                .mapToDouble(Importance::meanMagnitude)
                .max()
                .orElse(0);
        TextRows rows = page.rows();
        for (Importance player : bars.shown()) {
            double mean = player.meanMagnitude();
            String number = bars.mean(player);
            String error = bars.plusMinus(player);
            rows.add(
                    PlayerLabel.shown(player.player()),
                    number,
                    error,
                    cells -> page.bars().growing(mean, longest, cells));
        }
        page.lines(rows);
    }

    /** One drawing of importance. */
    private static final class Drawing {

        private final ImportanceBars bars;
        private final Frame frame;
        private final Scale scale;
        private final Svg svg;
        private final double pitch;
        private final double bottom;

        Drawing(String title, ImportanceBars bars, Canvas canvas) {
            this.bars = bars;
            this.frame = canvas.frame();
            this.pitch = PITCH + frame.labelHeight();
            this.bottom = TOP + pitch * bars.shown().size() + 4;
            this.scale = Scale.of(0, bars.longest(), frame.plotLeft(), frame.plotRight() - GAP - widestMean(bars))
                    .in(bars.numbers());
            this.svg = canvas.picture(bottom + BOTTOM, title, bars.summary());
        }

        private static double widestMean(ImportanceBars bars) {
            return bars.shown().stream()
                    .mapToDouble(player -> LabelWidth.of(bars.mean(player), Frame.SMALL_FONT))
                    .max()
                    .orElse(0);
        }

        String draw() {
            frame.axis(svg, scale, bars.axis(), TOP, bottom);
            for (int i = 0; i < bars.shown().size(); i++) {
                bar(bars.shown().get(i), TOP + i * pitch + frame.labelHeight() + PITCH / 2);
            }
            svg.line(Ink.GUIDE, scale.at(0), TOP, scale.at(0), bottom);
            return svg.end();
        }

        private void bar(Importance player, double y) {
            PlayerLabel label = PlayerLabel.of(player.player());
            frame.label(svg, label, y, BAR / 2);
            double zero = scale.at(0);
            double end = scale.clamped(player.meanMagnitude());
            svg.open("g", "class", "bar");
            svg.element("title", label.text() + ": " + bars.amount(player));
            svg.rect(Ink.AMOUNT, zero, y - BAR / 2, end - zero, BAR);
            double right = end;
            if (bars.hasInterval(player)) {
                double reach = ImportanceBars.reach(player);
                frame.whisker(
                        svg, scale, Math.max(0, player.meanMagnitude() - reach), player.meanMagnitude() + reach, y);
                right = scale.clamped(player.meanMagnitude() + reach);
            }
            svg.label(
                    Ink.TEXT, right + GAP, y + Frame.SMALL_FONT * 0.35, "start", bars.mean(player), "font-size", "12");
            svg.close();
        }
    }
}
