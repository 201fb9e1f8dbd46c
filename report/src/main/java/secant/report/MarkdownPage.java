package secant.report;

import java.util.List;
import java.util.stream.Collectors;

/** Lays a report out in Markdown. Not thread-safe. */
final class MarkdownPage {

    /** Marks that mean something within a line. */
    private static final String SPECIAL = "\\`*_[]<>|~&$";

    /** Marks that mean something at its start. */
    private static final String LINE_STARTS = "#+-=:.)";

    private final StringBuilder out = new StringBuilder();

    void report(Report report) {
        block("# " + heading(report.title()));
        for (ReportSection section : report.sections()) {
            block("## " + heading(section.title()));
            section(Told.of(section));
            if (section instanceof ReportSection.Text text) {
                block(prose(MarkedText.of(text).plain(text.options().shown())));
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void section(Told section) {
        if (!section.text().isBlank()) {
            block(prose(section.text()));
        }
        for (String warning : section.warnings()) {
            block("> **Warning:** " + escape(warning));
        }
        section.table().ifPresent(this::table);
    }

    private void table(DataTable table) {
        StringBuilder lines = new StringBuilder(row(table.header())).append('\n');
        for (int c = 0; c < table.header().size(); c++) {
            lines.append(c < table.textColumns() ? "|---" : "|---:");
        }
        lines.append('|');
        for (List<String> cells : table.rows()) {
            lines.append('\n').append(row(cells));
        }
        block(lines.toString());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownPage::escape).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void block(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
    }

    /** Line breaks stay, as hard ones. */
    private static String prose(String text) {
        return text.lines().map(MarkdownPage::line).collect(Collectors.joining("\\\n"));
    }

    private static String heading(String text) {
        String escaped = escape(PlayerLabel.shown(text)).strip();
        return escaped.isEmpty() ? "&nbsp;" : escaped;
    }

    /** Escapes a line, so that it starts no list, heading, quotation or block of code. */
    private static String line(String text) {
        String escaped = escape(text.strip());
        int start = 0;
        while (start < escaped.length() && Character.isDigit(escaped.charAt(start))) {
            start++;
        }
        boolean starts = start < escaped.length() && LINE_STARTS.indexOf(escaped.charAt(start)) >= 0;
        return starts ? escaped.substring(0, start) + "\\" + escaped.substring(start) : escaped;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A colon before slashes, and a full stop after www, would make a link of a plain address.
            boolean link = (c == ':' && text.startsWith("//", i + 1))
                    || (c == '.' && text.regionMatches(true, i - 3, "www", 0, 3));
            if (SPECIAL.indexOf(c) >= 0 || link) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
