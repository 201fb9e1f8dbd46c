package secant.report;

import java.nio.file.Path;

final class Gallery {
    public static void main(String[] args) {
        Path dir = Path.of(args[0]);
        Report report = Report.of(Credit.rows(200), Credit.OUTPUT);
        new HtmlWriter().write(report, dir.resolve("report.html"));
        System.out.print(new TextWriter().write(report));
        System.out.print(new TextWriter().withWidth(60).write(Report.of(Credit.row(3))));
        ExplanationJson.write(Credit.row(3), dir.resolve("e.json"));
        new SvgWriter().write(new ReportSection.Waterfall(Credit.row(3), "default"), dir.resolve("waterfall.svg"));
    }
}
