package secant.examples;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

/**
 * Applications for credit, and how each turned out: {@code good} or {@code bad}.
 *
 * @param rows one an application, NaN where a value is missing
 * @param labels one an application
 */
record CreditData(Matrix rows, List<String> labels) {

    static final Schema SCHEMA = Schema.of(
            Feature.numeric("Seniority"),
            Feature.categorical("Home", "owner", "rent", "parents", "priv", "other", "ignore"),
            Feature.numeric("Time"),
            Feature.numeric("Age"),
            Feature.categorical("Marital", "single", "married", "separated", "divorced", "widow"),
            Feature.categorical("Records", "no", "yes"),
            Feature.categorical("Job", "fixed", "freelance", "partime", "others"),
            Feature.numeric("Expenses"),
            Feature.numeric("Income"),
            Feature.numeric("Assets"),
            Feature.numeric("Debt"),
            Feature.numeric("Amount"),
            Feature.numeric("Price"));

    /** Some applications to train on, the others to test with. */
    record Split(CreditData train, CreditData test) {}

    CreditData {
        labels = List.copyOf(labels);
    }

    static CreditData read() throws IOException {
        try (InputStream file = requireNonNull(CreditData.class.getResourceAsStream("credit.csv"), "credit.csv")) {
            return read(file);
        }
    }

    /**
     * Reads applications in any order of columns.
     *
     * @param file CSV in UTF-8 with a line of names first; left open
     * @throws IllegalArgumentException naming the line, if a column is missing, or a cell is neither a number, {@code NA} nor a
     *     category
     */
    static CreditData read(InputStream file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        try {
            for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(file)) {
                double[] row = new double[SCHEMA.columns()];
                for (int c = 0; c < row.length; c++) {
                    row[c] =
                            cell(SCHEMA.feature(c), text(line, SCHEMA.feature(c).name()), line.getStartingLineNumber());
                }
                rows.add(row);
                labels.add(text(line, "Status"));
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("not CSV that can be read: " + e.getMessage(), e);
        }
        return new CreditData(Matrix.of(rows.toArray(double[][]::new)), labels);
    }

    private static String text(NamedCsvRecord line, String column) {
        return line.findField(column)
                .orElseThrow(() -> new IllegalArgumentException("line " + line.getStartingLineNumber()
                        + " must have a column '" + column + "' but has " + line.getFieldCount() + " of "
                        + line.getHeader()));
    }

    private static double cell(Feature feature, String text, long line) {
        if (text.equals("NA")) {
            return Double.NaN;
        }
        try {
            double value = feature instanceof Feature.Categorical categorical
                    ? categorical.index(text)
                    : Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw notACell(feature, text, line, e);
        }
        throw notACell(feature, text, line, null);
    }

    private static IllegalArgumentException notACell(
            Feature feature, String text, long line, @Nullable IllegalArgumentException cause) {
        String rule = feature instanceof Feature.Categorical categorical
                ? "one of " + categorical.categories()
                : "a finite number";
        return new IllegalArgumentException(
                "'" + feature.name() + "' in line " + line + " must be " + rule + " or NA but is '" + text + "'",
                cause);
    }

    int size() {
        return labels.size();
    }

    /** Shuffles, and cuts after the given share. */
    Split split(double trainShare, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int cut = (int) Math.round(trainShare * size());
        return new Split(take(order.subList(0, cut)), take(order.subList(cut, size())));
    }

    CreditData first(int count) {
        return take(IntStream.range(0, count).boxed().toList());
    }

    /** The part of the applications that turned out this way. */
    double share(String label) {
        return Collections.frequency(labels, label) / (double) size();
    }

    private CreditData take(List<Integer> order) {
        double[][] taken = order.stream().map(rows::row).toArray(double[][]::new);
        return new CreditData(Matrix.of(taken), order.stream().map(labels::get).toList());
    }
}
