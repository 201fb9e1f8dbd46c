package secant.lime;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;

/**
 * What LIME needs to know of the training rows: for each column of numbers its mean, its standard deviation and, where it is
 * cut into bins, their edges and each bin's frequency, mean, standard deviation and range; for each column of categories
 * their frequencies; and for each group of columns those of the combinations that occur. Made once, saved as JSON, and used
 * without the rows.
 *
 * <p>A bin's range is all that is kept of single rows: the lowest and the highest value of a column are in it. Where a group
 * has many columns, each row may be a combination of its own, which then says in which bins the row is. Immutable and
 * thread-safe. Cost: rows × columns × bins.
 */
public final class TrainingStatistics {

    private final Schema schema;
    private final int rows;
    private final String discretizer;
    private final List<ColumnStatistics> columns;
    private final FeatureGroups groups;
    private final List<PlayerStatistics> players;

    /** For each column that is cut, the conditions of its bins. */
    private final String[][] conditions;

    TrainingStatistics(
            Schema schema,
            int rows,
            String discretizer,
            List<ColumnStatistics> columns,
            FeatureGroups groups,
            List<PlayerStatistics> players) {
        this.schema = schema;
        this.groups = groups;
        this.players = List.copyOf(players);
        this.rows = rows;
        this.discretizer = discretizer;
        this.columns = List.copyOf(columns);
        this.conditions = new String[columns.size()][];
        for (int c = 0; c < conditions.length; c++) {
            ColumnStatistics statistics = columns.get(c);
            conditions[c] = new String[statistics.isBinned() ? statistics.frequencies.length : 0];
            for (int b = 0; b < conditions[c].length; b++) {
                conditions[c][b] = statistics.binName(schema.feature(c).name(), b, statistics.distinctDecimals);
            }
        }
    }

    /**
     * Cuts columns of numbers at their quartiles.
     *
     * @param schema what the columns are
     * @param rows at least one training row; not kept
     * @return their statistics
     * @throws IllegalArgumentException if there is no row or one does not fit the schema
     */
    public static TrainingStatistics of(Schema schema, Matrix rows) {
        return of(schema, rows, Discretizer.quartile());
    }

    /**
     * Cuts columns of numbers as asked for.
     *
     * @param schema what the columns are
     * @param rows at least one training row; not kept
     * @param discretizer how columns of numbers are cut
     * @return their statistics
     * @throws IllegalArgumentException if there is no row, one does not fit the schema, or the discretizer has labels of
     *     other rows
     */
    public static TrainingStatistics of(Schema schema, Matrix rows, Discretizer discretizer) {
        return of(schema, rows, discretizer, FeatureGroups.singles(schema));
    }

    /**
     * Cuts columns of numbers as asked for, and counts which bins and categories come together in the columns of a group:
     * these are sampled together, and explained as one, such as a one-hot block. Within its bin each number is drawn by
     * itself.
     *
     * @param schema what the columns are
     * @param rows at least one training row; not kept
     * @param discretizer how columns of numbers are cut
     * @param groups groups over the schema; of two columns or more only of bins and categories
     * @return their statistics
     * @throws IllegalArgumentException if there is no row, one does not fit the schema, the discretizer has labels of other
     *     rows, or the groups are over another schema, put a number without bins together with others, or have more than
     *     65,535 combinations
     */
    public static TrainingStatistics of(Schema schema, Matrix rows, Discretizer discretizer, FeatureGroups groups) {
        requireNonNull(discretizer, "discretizer");
        requireNonNull(groups, "groups");
        if (!groups.schema().equals(schema)) {
            throw new IllegalArgumentException("groups must be over the training rows' schema, of columns "
                    + schema.names() + ", but are over " + groups.schema().names());
        }
        if (rows.rows() == 0) {
            throw new IllegalArgumentException("training rows must be at least 1 but are 0");
        }
        schema.check(rows, MissingValues.REJECT, "the training rows");
        if (discretizer instanceof Discretizer.Entropy entropy && entropy.labels().length != rows.rows()) {
            throw new IllegalArgumentException("labels must be one for each of " + rows.rows()
                    + " training rows but are " + entropy.labels().length);
        }
        List<ColumnStatistics> columns = new ArrayList<>();
        for (int c = 0; c < schema.columns(); c++) {
            double[] column = new double[rows.rows()];
            for (int r = 0; r < column.length; r++) {
                column[r] = rows.get(r, c);
            }
            columns.add(of(schema.feature(c), column, discretizer));
        }
        checkGroups(groups, columns);
        List<PlayerStatistics> players = new ArrayList<>();
        for (int p = 0; p < groups.players(); p++) {
            players.add(of(groups.name(p), groups.columns(p), rows, columns));
        }
        return new TrainingStatistics(schema, rows.rows(), discretizer.named(), columns, groups, players);
    }

    private static PlayerStatistics of(String name, int[] members, Matrix rows, List<ColumnStatistics> columns) {
        if (members.length == 1) {
            return PlayerStatistics.of(members[0], columns.get(members[0]));
        }
        int[][] cells = new int[rows.rows()][members.length];
        for (int r = 0; r < cells.length; r++) {
            for (int m = 0; m < members.length; m++) {
                cells[r][m] = columns.get(members[m]).cell(rows.get(r, members[m]));
            }
        }
        return PlayerStatistics.counted(name, members, columns, cells);
    }

    /** Refuses numbers among the columns of a group: no sample would be at the same number. */
    static void checkGroups(FeatureGroups groups, List<ColumnStatistics> columns) {
        for (int p = 0; p < groups.players(); p++) {
            int[] members = groups.columns(p);
            for (int c : members) {
                if (members.length > 1 && !columns.get(c).isBit()) {
                    throw new IllegalArgumentException("columns of group '" + groups.name(p)
                            + "' must be cut into bins or have categories but '"
                            + groups.schema().feature(c).name()
                            + "' is a number without bins; take a discretizer that cuts it, declare its categories, or"
                            + " leave it out of the group");
                }
            }
        }
    }

    private static ColumnStatistics of(Feature feature, double[] column, Discretizer discretizer) {
        if (feature instanceof Feature.Categorical categorical) {
            return ColumnStatistics.ofCategories(
                    column, categorical.categories().size());
        }
        if (discretizer instanceof Discretizer.Quantiles quantiles) {
            return ColumnStatistics.ofBins(column, quantiles(column, quantiles.bins()));
        }
        if (discretizer instanceof Discretizer.Entropy entropy) {
            double[] cuts = EntropyCuts.of(column, entropy.labels());
            return ColumnStatistics.ofBins(column, cuts.length == 0 ? quantiles(column, 2) : distinct(cuts));
        }
        return ColumnStatistics.ofNumbers(column);
    }

    /** The distinct quantiles between bins of equal frequency, linear between neighbours as numpy's. */
    private static double[] quantiles(double[] column, int bins) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        double[] cuts = new double[bins - 1];
        for (int b = 1; b < bins; b++) {
            double position = (double) b / bins * (sorted.length - 1);
            int below = (int) position;
            double share = position - below;
            double low = sorted[below];
            double high = sorted[Math.min(below + 1, sorted.length - 1)];
            cuts[b - 1] = share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
        }
        return distinct(cuts);
    }

    private static double[] distinct(double[] cuts) {
        return Arrays.stream(cuts).map(cut -> cut + 0.0).distinct().toArray(); // −0 and 0 are one cut
    }

    /** {@return what the columns are} */
    public Schema schema() {
        return schema;
    }

    /** {@return the players: groups of columns, and columns by themselves} */
    public FeatureGroups groups() {
        return groups;
    }

    /** {@return the number of training rows} */
    public int rows() {
        return rows;
    }

    /** {@return the discretizer's name} */
    public String discretizer() {
        return discretizer;
    }

    /**
     * Names the bins of a column of numbers as the lime package does: cuts with two decimals.
     *
     * @param column a column's index
     * @return {@code alcohol <= 12.36}, {@code 12.36 < alcohol <= 13.05}, …; empty for a column that is not cut
     */
    public List<String> binNames(int column) {
        ColumnStatistics statistics = columns.get(column);
        List<String> names = new ArrayList<>();
        for (int b = 0; statistics.isBinned() && b < statistics.frequencies.length; b++) {
            names.add(statistics.binName(schema.feature(column).name(), b, ColumnStatistics.DECIMALS));
        }
        return names;
    }

    /**
     * Says what the interpretable feature of a column is for a value.
     *
     * @param column a column's index
     * @param value a value of that column
     * @return {@code 12.36 < alcohol <= 13.05}, with as many decimals as tell cuts apart, {@code home = rent}, or nothing
     *     for a column of numbers that is not cut, whose feature is the number
     */
    public String condition(int column, double value) {
        ColumnStatistics statistics = columns.get(column);
        Feature feature = schema.feature(column);
        if (statistics.isBinned()) {
            return conditions[column][statistics.cell(value)];
        }
        return statistics.isCategorical() ? feature.name() + " = " + feature.format(value) : "";
    }

    /** {@return the conditions of a player's columns for a row} */
    String condition(int player, double[] row) {
        return Arrays.stream(players.get(player).columns)
                .mapToObj(c -> condition(c, row[c]))
                .collect(Collectors.joining(", "));
    }

    ColumnStatistics column(int column) {
        return columns.get(column);
    }

    PlayerStatistics player(int player) {
        return players.get(player);
    }

    /** {@return what players are called where they are counted} */
    String playersNamed() {
        return players.stream().anyMatch(PlayerStatistics::isGroup) ? "players" : "columns";
    }

    /**
     * Writes the statistics.
     *
     * @return JSON of the format secant-lime-statistics/1, or with groups secant-lime-statistics/2
     */
    public String toJson() {
        return StatisticsJson.write(this);
    }

    /**
     * Reads statistics back, strictly: what the format does not have is refused, with where it stands.
     *
     * @param json what {@link #toJson} wrote
     * @return the same statistics, every double to the bit
     * @throws IllegalArgumentException if the text is anything else
     */
    public static TrainingStatistics fromJson(String json) {
        return StatisticsJson.read(json);
    }

    /**
     * Identifies the statistics without showing them.
     *
     * @return the SHA-256 of {@link #toJson} in hexadecimal
     */
    public String fingerprint() {
        try {
            String json = toJson();
            ByteBuffer buffer = ByteBuffer.allocate(Character.BYTES * json.length());
            buffer.asCharBuffer().put(json);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(buffer.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the number of rows and columns} */
    @Override
    public String toString() {
        return "Statistics of " + rows + " training rows × " + schema.columns() + " columns";
    }
}
