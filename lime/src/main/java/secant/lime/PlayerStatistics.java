package secant.lime;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * What LIME needs to know of one player. Of a column by itself that are its statistics; of a group those of a column of
 * categories, which are the combinations of bins and categories that training rows have in the group's columns. The last of
 * these categories, with the frequency 0, is any other combination. Immutable; the arrays are not to be written to.
 */
final class PlayerStatistics {

    /** Samples tell combinations by 16 bits, of which one number is for any other. */
    static final int MOST_COMBINATIONS = Character.MAX_VALUE;

    /** Ascending. */
    final int[] columns;

    /** Of the player as if it were one column. */
    final ColumnStatistics statistics;

    /** Of a group, each column's bin or category, combination by combination, ascending; else nothing. */
    final int[][] combinations;

    private final ColumnStatistics[] members;

    private PlayerStatistics(
            int[] columns, ColumnStatistics statistics, int[][] combinations, ColumnStatistics[] members) {
        this.columns = columns;
        this.statistics = statistics;
        this.combinations = combinations;
        this.members = members;
    }

    /** A column by itself. */
    static PlayerStatistics of(int column, ColumnStatistics statistics) {
        return new PlayerStatistics(new int[] {column}, statistics, new int[0][], new ColumnStatistics[] {statistics});
    }

    /**
     * A group.
     *
     * @param columns its columns, ascending; not copied
     * @param all the statistics of all columns, of which those of the group have bins or are categories
     * @param combinations that training rows have, ascending; not copied
     * @param frequencies one a combination
     */
    static PlayerStatistics of(int[] columns, List<ColumnStatistics> all, int[][] combinations, double[] frequencies) {
        double[] none = new double[0];
        double[] withOther = Arrays.copyOf(frequencies, frequencies.length + 1);
        ColumnStatistics joint = new ColumnStatistics(0, 1, false, none, withOther, none, none, none, none);
        return new PlayerStatistics(columns, joint, combinations, members(columns, all));
    }

    /**
     * Counts a group's combinations.
     *
     * @param name the group's
     * @param columns its columns, ascending; not copied
     * @param all the statistics of all columns, of which those of the group have bins or are categories
     * @param cells training rows × columns of the group: their bins and categories; not copied
     */
    static PlayerStatistics counted(String name, int[] columns, List<ColumnStatistics> all, int[][] cells) {
        TreeMap<int[], Integer> counts = new TreeMap<>(Arrays::compare);
        for (int[] row : cells) {
            counts.merge(row, 1, Integer::sum);
        }
        if (counts.size() > MOST_COMBINATIONS) {
            throw new IllegalArgumentException("combinations of bins and categories in group '" + name
                    + "' must be at most " + MOST_COMBINATIONS + " but are " + counts.size()
                    + "; put fewer columns into it, or cut them into wider bins");
        }
        double[] frequencies = counts.values().stream()
                .mapToDouble(c -> (double) c / cells.length)
                .toArray();
        return of(columns, all, counts.keySet().toArray(int[][]::new), frequencies);
    }

    private static ColumnStatistics[] members(int[] columns, List<ColumnStatistics> all) {
        return Arrays.stream(columns).mapToObj(all::get).toArray(ColumnStatistics[]::new);
    }

    boolean isGroup() {
        return columns.length > 1;
    }

    /** {@return the row's bin, category or combination} */
    int cell(double[] row) {
        if (!isGroup()) {
            return statistics.cell(row[columns[0]]);
        }
        int[] own = new int[columns.length];
        Arrays.setAll(own, m -> members[m].cell(row[columns[m]]));
        int found = Arrays.binarySearch(combinations, own, Arrays::compare);
        return found < 0 ? combinations.length : found;
    }

    /** {@return the value for the model of one of the player's columns, at a share of a cell's stretch} */
    double value(int member, int cell, double share) {
        return isGroup() ? members[member].value(combinations[cell][member], share) : statistics.value(cell, share);
    }

    /** {@return whether some combination leaves a column of the group more than one value} */
    boolean hasRanges() {
        for (int[] combination : combinations) {
            for (int m = 0; m < members.length; m++) {
                if (members[m].isBinned() && !members[m].isPoint(combination[m])) {
                    return true;
                }
            }
        }
        return false;
    }
}
