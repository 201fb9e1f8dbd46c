package secant.report;

import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;

/**
 * Writes explanations as CSV (RFC 4180): a line for every row, output and player, with the columns {@code row, output,
 * player, value, attribution, standard_error, base_value, prediction}. Stateless.
 *
 * <p>Numbers have all their digits; a missing value, and an error that is not known, is an empty cell. A text that a
 * spreadsheet would take for a formula, because it begins with {@code =}, {@code +}, {@code -}, {@code @}, their
 * full-width forms, a tab or a line break, gets an apostrophe before it; what a reader would not see is written as
 * <code>&#92;u202E</code>. Rows that have no explanation have no line.
 */
public final class CsvWriter {

    private static final String[] HEADER = {
        "row", "output", "player", "value", "attribution", "standard_error", "base_value", "prediction"
    };

    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    /** Makes a writer. */
    public CsvWriter() {}

    /**
     * Writes explanations.
     *
     * @param explanations the rows' explanations
     * @return lines, each ended by a line feed, the header first
     */
    public String write(Explanations explanations) {
        return write(csv -> {
            for (int i = 0; i < explanations.size(); i++) {
                lines(csv, explanations.rowOf(i), explanations.get(i));
            }
        });
    }

    /**
     * Writes one row's explanation, as row 0.
     *
     * @param explanation the row's explanation
     * @return lines, each ended by a line feed, the header first
     */
    public String write(Explanation explanation) {
        return write(csv -> lines(csv, 0, explanation));
    }

    /**
     * Writes explanations into a file as UTF-8, in one step: whoever reads the file finds the old one or the new one.
     *
     * @param explanations the rows' explanations
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(Explanations explanations, Path file) {
        AtomicFile.write(file, write(explanations));
    }

    /**
     * Writes one row's explanation into a file as UTF-8, in one step.
     *
     * @param explanation the row's explanation
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws java.io.UncheckedIOException if writing fails; an existing file is then as it was
     */
    public void write(Explanation explanation, Path file) {
        AtomicFile.write(file, write(explanation));
    }

    /** Writes lines below the header. */
    private interface Body {

        void write(de.siegmar.fastcsv.writer.CsvWriter csv);
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter();
        de.siegmar.fastcsv.writer.CsvWriter csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0) // the text is a buffer; another would keep the last lines to itself
                .build(text);
        csv.writeRecord(HEADER);
        body.write(csv);
        return text.toString();
    }

    private static void lines(de.siegmar.fastcsv.writer.CsvWriter csv, int row, Explanation explanation) {
        for (OutputExplanation output : explanation.outputs()) {
            List<Attribution> attributions = output.attributions();
            for (int p = 0; p < attributions.size(); p++) {
                Attribution attribution = attributions.get(p);
                csv.writeRecord(
                        Integer.toString(row),
                        safe(output.output()),
                        safe(attribution.player()),
                        value(explanation, p),
                        number(attribution.value()),
                        number(attribution.standardError()),
                        number(output.baseValue()),
                        number(output.prediction()));
            }
        }
    }

    /** A number where the player is a numeric column; else its value as text, such as a category's name. */
    private static String value(Explanation explanation, int player) {
        FeatureGroups players = explanation.players();
        int[] columns = players.columns(player);
        if (columns.length == 1 && players.schema().feature(columns[0]) instanceof Feature.Numeric) {
            return number(explanation.row()[columns[0]]);
        }
        String text = explanation.formatValue(player);
        return text.equals(Feature.MISSING) ? "" : safe(text);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String safe(String text) {
        String shown = VisibleText.of(text);
        boolean formula = !text.isEmpty()
                && (FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 || FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0);
        return formula ? "'" + shown : shown;
    }
}
