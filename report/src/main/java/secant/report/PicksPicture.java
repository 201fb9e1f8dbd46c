package secant.report;

import secant.report.ReportSection.Picks;
import secant.report.ReportSection.Picks.PickedRow;

/** Draws picked rows: a bar a row, what was covered before it pale and what it adds in full colour. */
final class PicksPicture implements Picture {

    private static final double PITCH = 27;
    private static final double BAR = 16;
    private static final double TOP = 8;
    private static final double BOTTOM = 46;

    private final Picks section;

    PicksPicture(Picks section) {
        this.section = section;
    }

    @Override
    public String summary() {
        return section.summary();
    }

    @Override
    public DataTable table() {
        return DataTable.of(section);
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        double pitch = PITCH + frame.labelHeight();
        double bottom = TOP + pitch * section.rows().size() + 4;
        Svg svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        double number = LabelWidth.of("100.0 %", Frame.SMALL_FONT) + 6;
        Scale scale = Scale.of(0, 100, frame.plotLeft(), frame.width() - number - 2);
        frame.axis(svg, scale, "importance covered, %", TOP, bottom);
        for (int i = 0; i < section.rows().size(); i++) {
            PickedRow row = section.rows().get(i);
            double y = TOP + i * pitch + frame.labelHeight() + PITCH / 2;
            frame.label(svg, PlayerLabel.of("Row " + row.row()), y, BAR / 2);
            double from = scale.at(100 * (row.coverage() - row.gain()));
            double to = scale.at(100 * row.coverage());
            svg.open("g", "class", "bar", "data-number", Integer.toString(row.row()));
            svg.element(
                    "title",
                    "Row " + row.row() + " adds " + Picks.percent(row.gain()) + ", together "
                            + Picks.percent(row.coverage()));
            svg.rect(Ink.BACKDROP, scale.at(0), y - BAR / 2, from - scale.at(0), BAR);
            svg.rect(Ink.AMOUNT, from, y - BAR / 2, to - from, BAR);
            svg.label(Ink.TEXT, to + 6, y + 4, "start", Picks.percent(row.coverage()), "font-size", "12");
            svg.close();
        }
        svg.line(Ink.GUIDE, scale.at(0), TOP, scale.at(0), bottom);
        return svg.end();
    }

    @Override
    public void write(TextPage page) {
        page.prose(summary());
        TextRows rows = page.rows();
        for (PickedRow row : section.rows()) {
            String size = Picks.percent(row.coverage());
            rows.add("Row " + row.row(), size, "", cells -> page.bars().growing(row.coverage(), 1, cells));
        }
        page.lines(rows);
    }
}
