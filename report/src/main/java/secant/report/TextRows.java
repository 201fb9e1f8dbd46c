package secant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Lines of a label, a number with its error, and a bar, each aligned with those of the other lines. */
final class TextRows {

    private static final int GAP = 2;

    /** Bars shorter than this say nothing: then there are none. */
    private static final int SHORTEST_BAR = 8;

    private static final int LONGEST_BAR = 48;

    /** A line before it is laid out; the bar is drawn for the cells that are left. */
    private record Row(String label, String number, String error, IntFunction<String> bar) {}

    private final List<Row> rows = new ArrayList<>();
    private final int width;
    private final String indent;

    TextRows(int width, String indent) {
        this.width = width;
        this.indent = indent;
    }

    void add(String label, String number, String error, IntFunction<String> bar) {
        rows.add(new Row(label, number, error, bar));
    }

    List<String> lines() {
        int number = widest(row -> CellWidth.of(row.number()));
        int error = widest(row -> CellWidth.of(row.error()));
        int left = width - indent.length() - GAP - number - error;
        int most = Math.max(width * 2 / 5, left - GAP - LONGEST_BAR);
        int label = Math.min(widest(row -> CellWidth.of(row.label())), Math.min(left, most));
        int bar = Math.min(LONGEST_BAR, left - label - GAP);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            String line = indent
                    + CellWidth.pad(CellWidth.fit(row.label(), label), label)
                    + " ".repeat(GAP + number - CellWidth.of(row.number()))
                    + row.number()
                    + CellWidth.pad(row.error(), error)
                    + (bar < SHORTEST_BAR ? "" : " ".repeat(GAP) + row.bar().apply(bar));
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private int widest(ToIntFunction<Row> cells) {
        return rows.stream().mapToInt(cells).max().orElse(0);
    }
}
