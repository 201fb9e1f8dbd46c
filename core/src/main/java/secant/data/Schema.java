package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a table are: their names, kinds and category labels, said once, so that rows can be plain doubles.
 * Immutable.
 */
public final class Schema {

    private final List<Feature> features;
    private final Map<String, Integer> indices;

    private Schema(List<Feature> features) {
        this.features = List.copyOf(features);
        this.indices = new HashMap<>();
        if (this.features.isEmpty()) {
            throw new IllegalArgumentException("a schema must have at least 1 feature but has 0");
        }
        for (int i = 0; i < this.features.size(); i++) {
            String name = this.features.get(i).name();
            Integer before = indices.put(name, i);
            if (before != null) {
                throw new IllegalArgumentException("feature names must be distinct but columns " + before + " and " + i
                        + " are both named '" + name + "'");
            }
        }
    }

    /**
     * Lists features in column order.
     *
     * @param features at least one, with distinct names
     * @return the schema
     */
    public static Schema of(Feature... features) {
        return new Schema(List.of(features));
    }

    /**
     * Lists features in column order.
     *
     * @param features at least one, with distinct names
     * @return the schema
     */
    public static Schema of(List<Feature> features) {
        return new Schema(features);
    }

    /**
     * Names columns of numbers.
     *
     * @param names at least one, distinct
     * @return a schema of numeric features
     */
    public static Schema numeric(String... names) {
        List<Feature> features = new ArrayList<>(names.length);
        for (String name : names) {
            features.add(Feature.numeric(name));
        }
        return new Schema(features);
    }

    /**
     * Makes up names for columns of numbers: {@code x0}, {@code x1}, ….
     *
     * @param columns the number of columns, 1 or more
     * @return a schema of numeric features
     */
    public static Schema unnamed(int columns) {
        List<Feature> features = new ArrayList<>(Math.max(columns, 0));
        for (int i = 0; i < columns; i++) {
            features.add(Feature.numeric("x" + i));
        }
        return new Schema(features);
    }

    /** {@return the number of columns} */
    public int columns() {
        return features.size();
    }

    /** {@return the features in column order} */
    public List<Feature> features() {
        return features;
    }

    /**
     * Reads one feature.
     *
     * @param column a column's index
     * @return its description
     */
    public Feature feature(int column) {
        return features.get(column);
    }

    /**
     * Finds a column by name.
     *
     * @param name a feature's name
     * @return its column
     * @throws IllegalArgumentException if no feature has that name
     */
    public int indexOf(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no feature is named '" + name + "'; the schema has " + names());
        }
        return index;
    }

    /** {@return the names in column order} */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /**
     * Checks a row before a model sees it.
     *
     * @param row the row's values
     * @param missing whether NaN is let through
     * @param what what the row is, for the message, such as {@code row 3 of the background}
     * @throws IllegalArgumentException naming the column, if the width is wrong, a value is infinite or missing and
     *     {@code missing} rejects it, or a category is none of the feature's
     */
    public void check(double[] row, MissingValues missing, String what) {
        checkWidth(requireNonNull(row, what).length, what);
        for (int c = 0; c < row.length; c++) {
            checkCell(row[c], c, missing, what);
        }
    }

    /**
     * Checks a table's width and every cell.
     *
     * @param rows the table
     * @param missing whether NaN is let through
     * @param what what the table is, for the message, such as {@code the background}
     * @throws IllegalArgumentException naming the first bad row and column
     */
    public void check(Matrix rows, MissingValues missing, String what) {
        checkWidth(requireNonNull(rows, what).columns(), what);
        double[] data = rows.data();
        int columns = columns();
        for (int i = 0; i < data.length; i++) {
            int column = i % columns;
            if (!isPlain(data[i], column)) {
                checkCell(data[i], column, missing, "row " + i / columns + " of " + what);
            }
        }
    }

    /**
     * Checks a width.
     *
     * @param width the number of values in a row
     * @param what what the row or table is, for the message
     * @throws IllegalArgumentException if the schema has another number of columns; names the first missing column
     */
    public void checkWidth(int width, String what) {
        if (width < columns()) {
            throw new IllegalArgumentException(what + " must have " + columns() + " columns but has " + width
                    + "; the first one missing is '" + features.get(width).name() + "'");
        }
        if (width > columns()) {
            throw new IllegalArgumentException(
                    what + " must have " + columns() + " columns but has " + width + "; the last one in the schema is '"
                            + features.get(columns() - 1).name() + "'");
        }
    }

    private boolean isPlain(double value, int column) {
        return Double.isFinite(value) && features.get(column) instanceof Feature.Numeric;
    }

    private void checkCell(double value, int column, MissingValues missing, String what) {
        Feature feature = features.get(column);
        if (Double.isNaN(value)) {
            if (missing == MissingValues.REJECT) {
                throw new IllegalArgumentException("column " + column + " ('" + feature.name() + "') of " + what
                        + " is NaN; if the model takes missing values, say MissingValues.PASS, else impute it");
            }
        } else if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "column " + column + " ('" + feature.name() + "') of " + what + " must be finite but is " + value);
        } else if (feature instanceof Feature.Categorical categorical && !categorical.admits(value)) {
            throw new IllegalArgumentException("column " + column + " ('" + feature.name() + "') of " + what
                    + " must be a whole number from 0 to "
                    + (categorical.categories().size() - 1)
                    + ", the index of a category, but is " + value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && features.equals(that.features);
    }

    @Override
    public int hashCode() {
        return features.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + features;
    }
}
