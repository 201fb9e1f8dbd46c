package secant.tribuo;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;

/**
 * How a row of a schema becomes the features of a Tribuo example. Training and prediction go through the same encoding,
 * so that they cannot disagree:
 *
 * <pre>{@code
 * RowEncoding encoding = RowEncoding.builder(schema).imputingMedians(rows).standardising(rows).build();
 * dataset.add(new ArrayExample<>(label, encoding.featureNames(), encoding.encode(row)));
 * …
 * Predictor predictor = TribuoPredictor.of(model, encoding);
 * }</pre>
 *
 * <ul>
 *   <li>A numeric column {@code Age} is the feature {@code Age}, as it is or standardised.
 *   <li>A categorical column {@code Home} is one feature a category, {@code Home=rent} and so on: 1 for the row's
 *       category, 0 for the others. The feature {@code Home=missing} is 1 where the value is missing; all the others are
 *       0 then.
 *   <li>A numeric column may be missing only where a value to put in its place is given. It then has a second feature,
 *       {@code Income=missing}, which is 1 where that value stands in and else 0. Without one, NaN is refused: Tribuo
 *       takes none.
 * </ul>
 *
 * <p>Zeros are written out, so that a row always has every feature. Immutable.
 */
public final class RowEncoding {

    private final Schema schema;
    private final boolean[] needed;
    private final EncodedFeature[] features;

    private RowEncoding(Schema schema, boolean[] needed, EncodedFeature[] features) {
        this.schema = schema;
        this.needed = needed;
        this.features = features;
    }

    /**
     * Takes numbers as they are and refuses missing ones.
     *
     * @param schema what a row's columns are
     * @return the encoding
     * @throws IllegalArgumentException if two features would have the same name
     */
    public static RowEncoding of(Schema schema) {
        return builder(schema).build();
    }

    /**
     * Starts an encoding that imputes, standardises or names features in another way.
     *
     * @param schema what a row's columns are
     * @return a builder
     */
    public static Builder builder(Schema schema) {
        return new Builder(schema);
    }

    /** {@return what a row's columns are} */
    public Schema schema() {
        return schema;
    }

    /** {@return a copy of the features' names, ascending, as Tribuo sorts them} */
    public String[] featureNames() {
        return Arrays.stream(features).map(EncodedFeature::name).toArray(String[]::new);
    }

    /**
     * Encodes a row.
     *
     * @param row a row of the schema, NaN for a missing value
     * @return the features' values in the order of {@link #featureNames()}, as a new array
     * @throws IllegalArgumentException naming the column, if the row does not fit the schema, or a number is missing that
     *     has no replacement
     */
    public double[] encode(double... row) {
        schema.check(row, MissingValues.PASS, "the row");
        for (int column = 0; column < row.length; column++) {
            if (isMissing(row[column], column)) {
                throw missing(column, "the row");
            }
        }
        double[] values = new double[features.length];
        for (int f = 0; f < values.length; f++) {
            values[f] = features[f].value(row[features[f].column()]);
        }
        return values;
    }

    /** Refuses a batch that {@link #features()} could not read. */
    void check(Matrix rows) {
        schema.check(rows, MissingValues.PASS, "the batch");
        double[] cells = rows.data();
        for (int i = 0; i < cells.length; i++) {
            int column = i % needed.length;
            if (isMissing(cells[i], column)) {
                throw missing(column, "row " + i / needed.length + " of the batch");
            }
        }
    }

    /** The features in the order of their names. Not a copy. */
    EncodedFeature[] features() {
        return features;
    }

    private boolean isMissing(double cell, int column) {
        return Double.isNaN(cell) && needed[column];
    }

    private IllegalArgumentException missing(int column, String where) {
        return new IllegalArgumentException("column " + column + " ('"
                + schema.feature(column).name() + "') of " + where
                + " must be a number, since Tribuo takes no NaN; give the encoding a value to impute,"
                + " with which the model was trained, too");
    }

    /** {@return the numbers of columns and of features} */
    @Override
    public String toString() {
        return "RowEncoding of " + schema.columns() + " columns as " + features.length + " features";
    }

    /** Collects what is done to numbers and how features are named. */
    public static final class Builder {

        private final Schema schema;
        private final double[] imputed;
        private final double[] centre;
        private final double[] scale;
        private UnaryOperator<String> numberNames = name -> name;
        private BinaryOperator<String> categoryNames = (name, category) -> name + "=" + category;

        private Builder(Schema schema) {
            this.schema = requireNonNull(schema, "schema");
            this.imputed = new double[schema.columns()];
            this.centre = new double[schema.columns()];
            this.scale = new double[schema.columns()];
            Arrays.fill(imputed, Double.NaN);
            Arrays.fill(scale, 1);
        }

        /**
         * Puts a number in the place of a missing one, and adds the feature that says so. Default: refuse missing numbers.
         *
         * @param feature a numeric column's name
         * @param value what stands in, finite, before any standardisation
         * @return this
         * @throws IllegalArgumentException if there is no such column or the value is not finite
         */
        public Builder imputing(String feature, double value) {
            int column = schema.indexOf(feature);
            if (!isNumeric(column)) {
                throw new IllegalArgumentException(
                        "'" + feature
                                + "' must be numeric to be imputed but is categorical; a missing category needs no replacement");
            }
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "value imputed for '" + feature + "' must be finite but is " + value);
            }
            imputed[column] = value;
            return this;
        }

        /**
         * Imputes the median of the values that are there, for each numeric column that misses some in these rows. Other
         * columns stay as they were: a number that is missing later, but never was here, is refused.
         *
         * @param rows the training rows
         * @return this
         * @throws IllegalArgumentException if the rows do not fit the schema, or a column is missing everywhere
         */
        public Builder imputingMedians(Matrix rows) {
            schema.check(rows, MissingValues.PASS, "the training rows");
            for (int column = 0; column < schema.columns(); column++) {
                double[] present = present(rows, column);
                if (isNumeric(column) && present.length < rows.rows()) {
                    checkPresent(present, column);
                    imputed[column] = median(present);
                }
            }
            return this;
        }

        /**
         * Standardises every numeric column: minus its mean, divided by its standard deviation, both over the values that
         * are there. A column that is constant in these rows is centred only. Default: numbers as they are.
         *
         * @param rows the training rows
         * @return this
         * @throws IllegalArgumentException if the rows do not fit the schema, a column is missing everywhere, or its numbers
         *     are too large or too small to be squared
         */
        public Builder standardising(Matrix rows) {
            schema.check(rows, MissingValues.PASS, "the training rows");
            for (int column = 0; column < schema.columns(); column++) {
                if (isNumeric(column)) {
                    double[] present = present(rows, column);
                    checkPresent(present, column);
                    standardise(column, present);
                }
            }
            return this;
        }

        private void standardise(int column, double[] present) {
            if (isConstant(present)) { // the rounding of a mean would make a tiny deviation, and so huge values later
                centre[column] = present[0];
                scale[column] = 1;
                return;
            }
            double mean = Arrays.stream(present).average().orElseThrow();
            double deviation = deviation(present, mean);
            if (!(deviation > 0 && Double.isFinite(deviation))) {
                throw new IllegalArgumentException("column " + column + " ('"
                        + schema.feature(column).name()
                        + "') of the training rows must have a standard deviation within the range of doubles but it is "
                        + deviation + "; give the column in another unit");
            }
            centre[column] = mean;
            scale[column] = deviation;
        }

        /**
         * Names the features of numeric columns for a model that was trained elsewhere, such as {@code name -> name +
         * "@value"} for one trained on Tribuo's columnar loaders. Default: the column's name.
         *
         * @param names from a column's name to the feature's
         * @return this
         */
        public Builder numberNames(UnaryOperator<String> names) {
            this.numberNames = requireNonNull(names, "names");
            return this;
        }

        /**
         * Names the features that stand for one category, or for {@code missing}, of a column, such as {@code (name,
         * category) -> name + "@" + category} for a model trained on Tribuo's columnar loaders. Default: {@code
         * name=category}.
         *
         * @param names from a column's name and a category's label to the feature's name
         * @return this
         */
        public Builder categoryNames(BinaryOperator<String> names) {
            this.categoryNames = requireNonNull(names, "names");
            return this;
        }

        /**
         * Lists and sorts the features.
         *
         * @return the encoding
         * @throws IllegalArgumentException if two features have the same name
         */
        public RowEncoding build() {
            List<EncodedFeature> features = new ArrayList<>();
            boolean[] needed = new boolean[schema.columns()];
            for (int column = 0; column < schema.columns(); column++) {
                if (schema.feature(column) instanceof Feature.Categorical categorical) {
                    addCategories(categorical, column, features);
                } else {
                    needed[column] = Double.isNaN(imputed[column]);
                    addNumber(column, features);
                }
            }
            features.forEach(feature -> requireNonNull(feature.name(), "name from numberNames or categoryNames"));
            features.sort(Comparator.comparing(EncodedFeature::name));
            checkDistinct(features);
            return new RowEncoding(schema, needed, features.toArray(EncodedFeature[]::new));
        }

        private void addCategories(Feature.Categorical categorical, int column, List<EncodedFeature> features) {
            for (String category : categorical.categories()) {
                String name = categoryNames.apply(categorical.name(), category);
                features.add(new EncodedFeature.Indicator(name, column, categorical.index(category)));
            }
            features.add(missing(column));
        }

        private void addNumber(int column, List<EncodedFeature> features) {
            String name = numberNames.apply(schema.feature(column).name());
            features.add(new EncodedFeature.Numeric(name, column, imputed[column], centre[column], scale[column]));
            if (!Double.isNaN(imputed[column])) {
                features.add(missing(column));
            }
        }

        private EncodedFeature missing(int column) {
            String name = categoryNames.apply(schema.feature(column).name(), Feature.MISSING);
            return new EncodedFeature.Indicator(name, column, Double.NaN);
        }

        private static void checkDistinct(List<EncodedFeature> sorted) {
            for (int f = 1; f < sorted.size(); f++) {
                String name = sorted.get(f).name();
                if (name.equals(sorted.get(f - 1).name())) {
                    throw new IllegalArgumentException("feature names must be distinct but two are '" + name
                            + "'; rename the column or the category, or set numberNames or categoryNames");
                }
            }
        }

        private boolean isNumeric(int column) {
            return schema.feature(column) instanceof Feature.Numeric;
        }

        private void checkPresent(double[] present, int column) {
            if (present.length == 0) {
                throw new IllegalArgumentException("column " + column + " ('"
                        + schema.feature(column).name()
                        + "') of the training rows must have a value in 1 row at least but has none");
            }
        }

        private static double[] present(Matrix rows, int column) {
            double[] present = new double[rows.rows()];
            int count = 0;
            for (int r = 0; r < rows.rows(); r++) {
                double cell = rows.get(r, column);
                if (!Double.isNaN(cell)) {
                    present[count++] = cell;
                }
            }
            return Arrays.copyOf(present, count);
        }

        private static boolean isConstant(double[] values) {
            return Arrays.stream(values).allMatch(value -> value == values[0]);
        }

        private static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
        }

        private static double deviation(double[] values, double mean) {
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return Math.sqrt(squares / values.length);
        }
    }
}
