package secant.report;

import java.nio.file.Path;

final class Gallery {
    public static void main(String[] args) {
        Path dir = Path.of(args[0]);
        Report report = Report.of(Credit.rows(200), Credit.OUTPUT);
        new HtmlWriter().write(report, dir.resolve("report.html"));
        new SvgWriter().write(new ReportSection.Waterfall(Credit.row(3), "default"), dir.resolve("waterfall.svg"));
    }
}
