package secant.report;

import java.util.List;
import java.util.Optional;

/** Lays a report out in lines of terminal cells. Not thread-safe. */
final class TextPage {

    private static final String INDENT = "  ";
    private static final int GAP = 2;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final TextBars bars;

    TextPage(int width, boolean colour) {
        this.width = width;
        this.bars = new TextBars(colour);
    }

    void report(Report report) {
        heading(report.title(), "═");
        for (ReportSection section : report.sections()) {
            line("");
            heading(section.title(), "─");
            section(section);
        }
    }

    private void heading(String text, String rule) {
        String shown = CellWidth.fit(PlayerLabel.shown(text), width);
        line(shown);
        line(rule.repeat(CellWidth.of(shown)));
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void section(ReportSection section) {
        Optional<Picture> picture = Picture.of(section);
        if (picture.isPresent()) {
            picture.get().write(this);
        } else if (section instanceof ReportSection.Paragraph paragraph) {
            VisibleText.lines(paragraph.text()).lines().forEach(this::prose);
        } else if (section instanceof ReportSection.Card card) {
            card(card);
        } else if (section instanceof ReportSection.Failures failures) {
            prose(FailureCount.of(failures));
            pairs(DataTable.of(failures));
        }
    }

    /** Starts aligned lines, which {@link #lines} writes. */
    TextRows rows() {
        return new TextRows(width, INDENT);
    }

    void lines(TextRows rows) {
        rows.lines().forEach(this::line);
    }

    TextBars bars() {
        return bars;
    }

    /** How many cells a line may take, its indent taken off. */
    int room() {
        return width - INDENT.length();
    }

    /** Writes a line with the indent; it must fit. */
    void indented(String text) {
        line((INDENT + text).stripTrailing());
    }

    /** Writes players' attributions from the lowest to the highest, and how many rows are where between. */
    void densities(SwarmLines swarm) {
        List<SwarmLines.Line> players = swarm.lines();
        line("");
        double low = Math.min(
                0, players.stream().mapToDouble(SwarmLines.Line::lowest).min().orElse(0));
        double high = Math.max(
                0, players.stream().mapToDouble(SwarmLines.Line::highest).max().orElse(0));
        TextRows rows = rows();
        for (SwarmLines.Line line : players) {
            String from = swarm.numbers().signed(line.lowest(), 0);
            String to = " … " + swarm.numbers().signed(line.highest(), 0);
            rows.add(line.label().text(), from, to, cells -> TextBars.density(line.values(), low, high, cells));
        }
        lines(rows);
    }

    /** Writes a table in columns, the first one cut where it takes more than its share. */
    void table(DataTable table) {
        int columns = table.header().size();
        int[] widths = new int[columns];
        for (int c = 0; c < columns; c++) {
            widths[c] = CellWidth.of(table.header().get(c));
            for (List<String> row : table.rows()) {
                widths[c] = Math.max(widths[c], CellWidth.of(row.get(c)));
            }
        }
        int others = 0;
        for (int c = 1; c < columns; c++) {
            widths[c] = Math.min(widths[c], Math.max(4, (room() * 2 / 3) / (columns - 1) - GAP));
            others += widths[c] + GAP;
        }
        widths[0] = Math.min(widths[0], room() - others);
        indented(cells(table.header(), widths, table.textColumns()));
        for (List<String> row : table.rows()) {
            indented(cells(row, widths, table.textColumns()));
        }
    }

    private static String cells(List<String> cells, int[] widths, int textColumns) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = CellWidth.fit(cells.get(c), widths[c]);
            line.append(c == 0 ? "" : " ".repeat(GAP));
            line.append(
                    c < textColumns
                            ? CellWidth.pad(cell, widths[c])
                            : " ".repeat(widths[c] - CellWidth.of(cell)) + cell);
        }
        return line.toString();
    }

    private void card(ReportSection.Card card) {
        for (String warning : card.warnings()) {
            prose("! " + VisibleText.of(warning));
        }
        pairs(DataTable.of(card));
    }

    /** Writes rows of a name and a text, the text wrapped beside the name. */
    private void pairs(DataTable table) {
        int widest = table.rows().stream()
                .mapToInt(row -> CellWidth.of(row.get(0)))
                .max()
                .orElse(0);
        int names = Math.min(widest, width * 2 / 5);
        int room = width - INDENT.length() - names - GAP;
        for (List<String> row : table.rows()) {
            String name = CellWidth.pad(CellWidth.fit(row.get(0), names), names);
            for (String text : TextWrap.wrap(row.get(1), room)) {
                line((INDENT + name + " ".repeat(GAP) + text).stripTrailing());
                name = " ".repeat(names);
            }
        }
    }

    void prose(String text) {
        for (String line : TextWrap.wrap(text, width - INDENT.length())) {
            line(INDENT + line);
        }
    }

    void line(String text) {
        out.append(text).append('\n');
    }
}
