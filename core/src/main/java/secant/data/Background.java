package secant.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * The rows that an explanation compares with: what a hidden player's columns are drawn from. A weighted empirical
 * distribution, immutable.
 *
 * <p>All rows given are used. To have fewer, say so: {@link #sample} or {@link #kMeans}.
 */
public final class Background {

    /** A sum of weights this near to 1 was meant to be 1. */
    private static final double ROUNDING = 1e-9;

    private final Schema schema;
    private final MissingValues missing;
    private final Matrix rows;
    private final double[] weights;
    private final List<String> notes;

    private Background(Schema schema, MissingValues missing, Matrix rows, double[] weights, List<String> notes) {
        this.schema = schema;
        this.missing = missing;
        this.rows = rows;
        this.weights = weights;
        this.notes = List.copyOf(notes);
    }

    /**
     * Takes all rows with equal weights and without missing values.
     *
     * @param schema what the columns are
     * @param rows at least one row; copied
     * @return the background
     * @throws IllegalArgumentException if a row does not fit the schema
     */
    public static Background of(Schema schema, Matrix rows) {
        return builder(schema, rows).build();
    }

    /**
     * Takes all rows with equal weights, without missing values, with columns named {@code x0}, {@code x1}, ….
     *
     * @param rows at least one row of at least one column; copied
     * @return the background
     * @throws IllegalArgumentException if there is no row or a value is not finite
     */
    public static Background of(Matrix rows) {
        requireNonNull(rows, "rows");
        checkNotEmpty(rows);
        return of(Schema.unnamed(rows.columns()), rows);
    }

    /**
     * Takes all rows with equal weights and without missing values, and shares them: for a background so large that a copy
     * would not fit beside it.
     *
     * @param schema what the columns are
     * @param rows at least one row; not to be written to any more
     * @return the background
     * @throws IllegalArgumentException if a row does not fit the schema
     */
    public static Background wrap(Schema schema, Matrix rows) {
        Builder builder = builder(schema, rows);
        builder.shared = true;
        return builder.build();
    }

    /**
     * Starts a background with weights or with missing values.
     *
     * @param schema what the columns are
     * @param rows at least one row; copied by {@link Builder#build}
     * @return a builder
     */
    public static Builder builder(Schema schema, Matrix rows) {
        return new Builder(schema, rows);
    }

    /** {@return what the columns are} */
    public Schema schema() {
        return schema;
    }

    /** {@return whether rows may have missing values; holds for the rows that are explained, too} */
    public MissingValues missing() {
        return missing;
    }

    /** {@return the number of rows} */
    public int size() {
        return rows.rows();
    }

    /** {@return the rows themselves, not a copy: not to be written to} */
    public Matrix rows() {
        return rows;
    }

    /** {@return a copy of the rows' weights, which sum to 1} */
    public double[] weights() {
        return weights.clone();
    }

    /** {@return what was done to the rows and weights on the way in, in sentences for a report; often empty} */
    public List<String> notes() {
        return notes;
    }

    /**
     * Draws rows without replacement, each with the same chance; their weights are kept and normalised anew.
     *
     * @param count how many, from 1 to {@link #size()}
     * @param seed the same seed draws the same rows
     * @return a background of {@code count} rows in their former order
     */
    public Background sample(int count, long seed) {
        checkCount("sampled rows", count, size());
        int[] indices = new int[size()];
        Arrays.setAll(indices, i -> i);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(indices.length - i);
            int drawn = indices[j];
            indices[j] = indices[i];
            indices[i] = drawn;
        }
        int[] kept = Arrays.copyOf(indices, count);
        Arrays.sort(kept);
        return take(kept, "sampled " + count + " of " + size() + " background rows with seed " + seed);
    }

    private Background take(int[] indices, String note) {
        int columns = rows.columns();
        double[] data = new double[indices.length * columns];
        double[] kept = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows.data(), indices[i] * columns, data, i * columns, columns);
            kept[i] = weights[indices[i]];
        }
        normalise(kept);
        return new Background(schema, missing, Matrix.wrap(indices.length, columns, data), kept, with(note));
    }

    /**
     * Summarises the rows by k-means, for tables of numbers and categories alike.
     *
     * <p>Columns are made comparable first: numbers are divided by their standard deviation, a category counts 1 when it
     * differs, missing values are a category of their own beside the column's mean. Each cluster gives one row: per
     * column the mean of its members, moved to the nearest value that was observed, their most frequent category, or
     * missing where most of them are; its weight is the share of its members. Seeding is k-means++ (Arthur and
     * Vassilvitskii 2007). Cost: 100 passes at most, each rows × clusters × columns.
     *
     * @param clusters how many rows to make, from 1 to the number of distinct rows
     * @param seed the same seed finds the same clusters
     * @return a background of {@code clusters} weighted rows
     * @throws IllegalArgumentException if there are fewer distinct rows, or the rows are weighted already
     */
    public Background kMeans(int clusters, long seed) {
        checkCount("clusters", clusters, size());
        for (double weight : weights) {
            if (weight != weights[0]) {
                throw new IllegalArgumentException(
                        "k-means needs equally weighted rows but weights range; summarise before weighting");
            }
        }
        PrototypeClusters found = PrototypeClusters.of(schema, rows, clusters, seed);
        return new Background(
                schema,
                missing,
                found.prototypes(),
                found.weights(),
                with("summarised " + size() + " background rows as " + clusters + " k-means clusters with seed "
                        + seed));
    }

    /**
     * Identifies the background without showing it.
     *
     * @return the SHA-256 of schema, rows and weights in hexadecimal
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, schema.columns());
            for (Feature feature : schema.features()) {
                update(digest, feature.name());
                List<String> categories =
                        feature instanceof Feature.Categorical categorical ? categorical.categories() : List.of();
                update(digest, categories.size());
                categories.forEach(category -> update(digest, category));
            }
            update(digest, rows.data());
            update(digest, weights);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    /** Length first, so that no two lists of texts run together alike; chars, which keep lone surrogates apart. */
    private static void update(MessageDigest digest, String text) {
        update(digest, text.length());
        ByteBuffer buffer = ByteBuffer.allocate(Character.BYTES * text.length());
        buffer.asCharBuffer().put(text);
        digest.update(buffer);
    }

    private static void update(MessageDigest digest, double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        for (double value : values) {
            if (!buffer.hasRemaining()) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            buffer.putDouble(value);
        }
        digest.update(buffer.flip());
    }

    /** {@return the number of rows and columns, without the values} */
    @Override
    public String toString() {
        return "Background of " + size() + " rows × " + schema.columns() + " columns";
    }

    private List<String> with(String note) {
        String[] all = Arrays.copyOf(notes.toArray(String[]::new), notes.size() + 1);
        all[notes.size()] = note;
        return List.of(all);
    }

    private static void checkNotEmpty(Matrix rows) {
        if (rows.rows() == 0) {
            throw new IllegalArgumentException("background must have at least 1 row but has 0");
        }
    }

    private void checkCount(String what, int count, int limit) {
        if (count < 1 || count > limit) {
            throw new IllegalArgumentException(
                    what + " must be from 1 to the " + limit + " rows of the background but is " + count);
        }
    }

    /** Divides by the sum, and returns the sum. */
    private static double normalise(double[] weights) {
        CompensatedSums sums = new CompensatedSums(1); // so that 100,000 weights still sum to 1 in the last digits
        for (double weight : weights) {
            sums.add(0, weight);
        }
        double total = sums.get(0);
        if (!Double.isFinite(total)) { // the error of an infinite sum is NaN
            throw new IllegalArgumentException("background weights must have a finite sum but it overflows");
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return total;
    }

    /** Collects the optional parts of a background. */
    public static final class Builder {

        private final Schema schema;
        private final Matrix rows;
        private double[] weights = new double[0];
        private boolean weighted;
        private boolean shared;
        private MissingValues missing = MissingValues.REJECT;

        private Builder(Schema schema, Matrix rows) {
            this.schema = requireNonNull(schema, "schema");
            this.rows = requireNonNull(rows, "rows");
        }

        /**
         * Weights the rows. Weights are divided by their sum; rows of weight 0 are left out.
         *
         * @param weights one a row, 0 or more, not all 0; copied
         * @return this
         */
        public Builder weights(double... weights) {
            this.weights = requireNonNull(weights, "weights").clone();
            this.weighted = true;
            return this;
        }

        /**
         * Says whether NaN may stand for a missing value, here and in the rows that are explained. Default: no.
         *
         * @param missing the policy
         * @return this
         */
        public Builder missing(MissingValues missing) {
            this.missing = requireNonNull(missing, "missing");
            return this;
        }

        /**
         * Checks and copies everything.
         *
         * @return the background
         * @throws IllegalArgumentException if there is no row, a row does not fit the schema, or the weights do not fit
         */
        public Background build() {
            checkNotEmpty(rows);
            schema.check(rows, missing, "the background");
            double[] equal = new double[rows.rows()];
            Arrays.fill(equal, 1.0 / equal.length);
            Background all = new Background(schema, missing, shared ? rows : rows.copy(), equal, List.of());
            return weighted ? weigh(all) : all;
        }

        private Background weigh(Background all) {
            checkWeights(all.size());
            double[] normalised = weights.clone();
            double total = normalise(normalised);
            boolean changed = Math.abs(total - 1) > ROUNDING;
            // After the division, since a weight may be so small beside the others that it becomes 0 there.
            int[] kept = IntStream.range(0, normalised.length)
                    .filter(i -> normalised[i] > 0)
                    .toArray();
            List<String> said =
                    changed ? List.of("background weights summed to " + total + " and were divided by it") : List.of();
            if (kept.length == normalised.length) {
                return new Background(schema, missing, all.rows, normalised, said);
            }
            return new Background(schema, missing, all.rows, weights, said)
                    .take(kept, "left out " + (normalised.length - kept.length) + " background rows of weight 0");
        }

        private void checkWeights(int size) {
            if (weights.length != size) {
                throw new IllegalArgumentException(
                        "background weights must be one for each of " + size + " rows but are " + weights.length);
            }
            boolean positive = false;
            for (int i = 0; i < size; i++) {
                if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) { // negated so that NaN is refused too
                    throw new IllegalArgumentException(
                            "background weights must be finite and 0 or more but weight " + i + " is " + weights[i]);
                }
                positive |= weights[i] > 0;
            }
            if (!positive) {
                throw new IllegalArgumentException("background weights must not all be 0");
            }
        }
    }
}
