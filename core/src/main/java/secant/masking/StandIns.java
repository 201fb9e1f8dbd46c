package secant.masking;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import secant.masking.BackgroundMasker.NamedConstraint;

/**
 * The rows that stand in for the hidden columns of one row, coalition by coalition: where they come from, which of them
 * constraints admit, which are near enough, and what they weigh. Not thread-safe.
 */
final class StandIns {

    /** How many cells are put together at a time: 8 KB, so that what is read and what is written fit a small first-level cache. */
    private static final int BLOCK_CELLS = 1024;

    private final BackgroundMasker masker;
    private final double[] row;
    private final ConditionalNormal.@Nullable Draws draws;
    private final @Nullable Neighbours neighbours;
    private final int wanted;
    private final double[] equalWeights;

    private final int[] picked;
    private final double[] pickedWeights;
    private final double[] candidate;
    private final long[] refused;
    private long tried;
    private long shownAll;

    private double[] source;
    private double[] weights;
    private double[] repeated = new double[0];
    private int count;
    private boolean whole;
    /** Either the visible columns or those that vary and are hidden, as the caller listed them. */
    private int[] listed = new int[0];

    private int listedColumns;
    private boolean listsHidden;

    StandIns(BackgroundMasker masker, double[] row, int[] varying) {
        this.masker = masker;
        this.row = row;
        int[][] columns = columns(masker, varying);
        Completion completion = masker.completion();
        this.draws = masker.normal() == null ? null : masker.normal().draws(row);
        this.wanted = completion instanceof Completion.Nearest nearest ? nearest.neighbours() : Integer.MAX_VALUE;
        this.neighbours =
                masker.distance() == null || wanted >= masker.background().size()
                        ? null
                        : new Neighbours(masker.background(), masker.distance(), row, columns);
        this.equalWeights =
                new double[masker.normal() == null ? 0 : masker.normal().draws()];
        Arrays.fill(equalWeights, 1.0 / equalWeights.length);
        this.picked = new int[masker.mostRowsPerCoalition()];
        this.pickedWeights = new double[picked.length];
        this.candidate = new double[row.length];
        this.refused = new long[masker.constraints().size()];
        this.source = masker.background().rows().data();
        this.weights = masker.weights();
        this.count = weights.length;
        pickAll(picked.length);
    }

    private static int[][] columns(BackgroundMasker masker, int[] varying) {
        int[][] columns = new int[varying.length][];
        for (int p = 0; p < varying.length; p++) {
            columns[p] = masker.columns()[varying[p]];
        }
        return columns;
    }

    /**
     * Chooses the rows of one coalition.
     *
     * @param members the visible players
     * @param players how many they are
     * @param visible the visible columns; read until the next choice
     * @param columns how many they are
     * @throws NoRowAdmittedException if constraints admit none and that is to fail
     */
    void choose(int[] members, int players, int[] visible, int columns) {
        boolean drawn = draws != null && columns > 0;
        if (draws != null && columns > 0) {
            draws.fill(visible, columns);
            source = draws.rows();
            weights = equalWeights;
        } else {
            source = masker.background().rows().data();
            weights = masker.weights();
        }
        int all = weights.length;
        if (neighbours != null || !masker.constraints().isEmpty()) {
            pickAll(all);
        }
        count = columns == 0 ? all : admitted(all, visible, columns);
        if (neighbours != null && columns > 0 && wanted < count) {
            count = neighbours.keep(members, players, picked, count, wanted);
        }
        whole = count == all && !drawn;
        weigh(all);
        list(visible, columns, false);
    }

    /** Whether all rows of the background stand in for every coalition. */
    boolean alwaysAll() {
        return draws == null && neighbours == null && masker.constraints().isEmpty();
    }

    /**
     * Chooses {@linkplain #alwaysAll all} rows for a coalition of most players.
     *
     * @param hidden the hidden columns, without those that are the same in the row and the background; read until the next
     *     choice
     * @param columns how many they are
     */
    void chooseAll(int[] hidden, int columns) {
        count = weights.length;
        whole = true;
        list(hidden, columns, true);
    }

    private void list(int[] columns, int count, boolean areHidden) {
        listed = columns;
        listedColumns = count;
        listsHidden = areHidden;
    }

    private int admitted(int all, int[] visible, int columns) {
        if (masker.constraints().isEmpty()) {
            return all;
        }
        int kept = 0;
        for (int i = 0; i < all; i++) {
            System.arraycopy(source, i * row.length, candidate, 0, row.length);
            for (int v = 0; v < columns; v++) {
                candidate[visible[v]] = row[visible[v]];
            }
            tried++;
            int refusing = refusing(i, visible, columns);
            if (refusing < 0) {
                picked[kept++] = i;
            } else {
                refused[refusing]++;
            }
        }
        return kept > 0 ? kept : noneAdmitted(all, visible, columns);
    }

    private int refusing(int candidateRow, int[] visible, int columns) {
        try {
            return masker.refusing(candidate);
        } catch (RowConstraintException e) {
            throw e.at(madeOf(candidateRow, visible, columns));
        }
    }

    private int noneAdmitted(int all, int[] visible, int columns) {
        if (masker.noneAdmitted() == NoneAdmitted.FAIL) {
            throw new NoRowAdmittedException("none of " + all + " rows with columns "
                    + masker.names(visible, columns) + " from the explained row is admitted by the constraints "
                    + masker.constraints().stream().map(NamedConstraint::name).toList()
                    + "; give more background rows, group columns that are bound to each other, or choose"
                    + " NoneAdmitted.SHOW_ALL");
        }
        shownAll++;
        pickAll(all);
        return all;
    }

    private void pickAll(int all) {
        for (int i = 0; i < all; i++) {
            picked[i] = i;
        }
    }

    private void weigh(int all) {
        if (count == all) {
            return; // as they are, bit for bit
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[picked[i]];
        }
        for (int i = 0; i < count; i++) {
            pickedWeights[i] = weights[picked[i]] / total;
        }
        weights = pickedWeights;
    }

    /** How many rows stand in. */
    int count() {
        return count;
    }

    /** Whether they are the background, row by row. */
    boolean isBackground() {
        return whole;
    }

    /** The weight of row i of them. */
    double[] weights() {
        return weights;
    }

    /** Which row of the background row i of them is, or −1 for a draw. */
    int backgroundRow(int i) {
        return drawn() ? -1 : picked[i];
    }

    private boolean drawn() {
        return draws != null && source == draws.rows();
    }

    /** What row i of them is made of, in words. */
    String origin(int i, int[] visible, int columns) {
        return madeOf(picked[i], visible, columns);
    }

    private String madeOf(int from, int[] visible, int columns) {
        return "the row has columns " + masker.names(visible, columns) + " from the explained row and the others from "
                + (drawn() ? "draw " + from + " given these" : "row " + from + " of the background");
    }

    /**
     * Puts rows together: the visible columns from the explained row, the others from rows that stand in.
     *
     * <p>Rows are copied whole, which is fast, from where more of the columns come from, and the other columns are written
     * over them, which is slow: for most coalitions, which are small or large, that is a few columns. Both happen to so few
     * rows at a time that they stay in the first-level cache.
     */
    void compose(int from, int rows, double[] buffer, int at) {
        if (!whole) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(source, picked[from + i] * row.length, buffer, at + i * row.length, row.length);
            }
            show(buffer, at, rows);
            return;
        }
        int block = Math.max(1, BLOCK_CELLS / row.length);
        for (int i = 0; i < rows; i += block) {
            int count = Math.min(block, rows - i);
            int to = at + i * row.length;
            int own = (from + i) * row.length;
            if (listsHidden) {
                System.arraycopy(repeatedRow(count), 0, buffer, to, count * row.length);
                for (int h = 0; h < listedColumns; h++) {
                    copyColumn(source, own + listed[h], buffer, to + listed[h], count);
                }
            } else {
                System.arraycopy(source, own, buffer, to, count * row.length);
                show(buffer, to, count);
            }
        }
    }

    /** The explained row, as often as a block needs it. */
    private double[] repeatedRow(int rows) {
        if (repeated.length < rows * row.length) {
            repeated = new double[rows * row.length];
            for (int at = 0; at < repeated.length; at += row.length) {
                System.arraycopy(row, 0, repeated, at, row.length);
            }
        }
        return repeated;
    }

    private void copyColumn(double[] cells, int first, double[] buffer, int at, int rows) {
        int width = row.length;
        for (int i = 0, s = first, o = at; i < rows; i++, s += width, o += width) {
            buffer[o] = cells[s];
        }
    }

    /** Writes the explained row's values into some columns, four at a time: a column by itself waits for its stores. */
    private void show(double[] buffer, int at, int rows) {
        int[] visible = listed;
        int columns = listedColumns;
        int width = row.length;
        int v = 0;
        for (; v + 3 < columns; v += 4) {
            int a = at + visible[v];
            int b = at + visible[v + 1];
            int c = at + visible[v + 2];
            int d = at + visible[v + 3];
            double valueA = row[visible[v]];
            double valueB = row[visible[v + 1]];
            double valueC = row[visible[v + 2]];
            double valueD = row[visible[v + 3]];
            for (int i = 0, o = 0; i < rows; i++, o += width) {
                buffer[a + o] = valueA;
                buffer[b + o] = valueB;
                buffer[c + o] = valueC;
                buffer[d + o] = valueD;
            }
        }
        for (; v < columns; v++) {
            double value = row[visible[v]];
            for (int i = 0, o = at + visible[v]; i < rows; i++, o += width) {
                buffer[o] = value;
            }
        }
    }

    /** What constraints did, in sentences. */
    void warn(List<String> warnings) {
        for (int i = 0; i < refused.length; i++) {
            if (refused[i] > 0) {
                warnings.add("constraint '" + masker.constraints().get(i).name() + "' refused " + refused[i] + " of "
                        + tried + " masked rows (" + Percent.of(refused[i], tried) + ")");
            }
        }
        if (shownAll > 0) {
            warnings.add("constraints admitted no row for " + shownAll
                    + " coalitions, for which the model was shown all of theirs");
        }
    }
}
