package secant.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A report as a part of another page, ready for the template.
 *
 * @param title the title, nothing hidden
 * @param sections the sections in reading order
 */
record HtmlFragment(String title, List<HtmlSection> sections) {

    static HtmlFragment of(Report report) {
        // Of what is told, so that several fragments of a notebook have ids of their own.
        int told = report.sections().stream().map(Told::of).toList().hashCode();
        String id = "secant-" + Integer.toHexString(31 * told + report.title().hashCode()) + "-";
        List<HtmlSection> sections = new ArrayList<>();
        for (ReportSection section : report.sections()) {
            sections.add(
                    HtmlSection.of(section, id + (sections.size() + 1), PageData.Place.NOWHERE, Canvas.Scales.LINK));
        }
        return new HtmlFragment(PlayerLabel.shown(report.title()), List.copyOf(sections));
    }
}
