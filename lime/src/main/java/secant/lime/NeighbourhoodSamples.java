package secant.lime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one row's neighbourhood, as rows for the model and, tile by tile, as features for the fit. Columns come from
 * the explainer's store, or are made tile by tile where there is none: the same bits. Used by one thread.
 */
final class NeighbourhoodSamples {

    private final SampleDesign design;
    private final TrainingStatistics statistics;
    private final ColumnLaw[] laws;
    private final double[] row;
    private final double[] instance;
    private final boolean startsWithRow;
    private final boolean stored;
    private final ColumnSamples[] columns;

    /** For each column of the rows: its samples, and its law where these are scores. */
    private final double[][] values;

    private final @Nullable ColumnLaw[] scored;
    private final double[] uniforms;
    private final double[] scratch;
    private final long[] words;
    private final boolean weighted;
    private int tile = -1;
    private int tileOfWords = -1;

    /**
     * Looks at samples.
     *
     * @param statistics of the training rows
     * @param store holds the columns, if their laws depend on the row's bins alone
     * @param laws one a player; not copied
     * @param row the explained row; not copied
     * @param instance its features; not copied
     * @param startsWithRow whether the first sample is the row itself
     */
    NeighbourhoodSamples(
            SampleDesign design,
            TrainingStatistics statistics,
            @Nullable SampleStore store,
            ColumnLaw[] laws,
            double[] row,
            double[] instance,
            boolean startsWithRow) {
        this.design = design;
        this.statistics = statistics;
        this.laws = laws;
        this.row = row;
        this.instance = instance;
        this.startsWithRow = startsWithRow;
        this.stored = store != null;
        this.columns = new ColumnSamples[laws.length];
        this.values = new double[row.length][];
        this.scored = new ColumnLaw[row.length];
        for (int p = 0; p < laws.length; p++) {
            PlayerStatistics player = statistics.player(p);
            columns[p] = store == null ? ColumnSamples.ofTile(player) : store.get(p, laws[p]);
            for (int m = 0; m < player.columns.length; m++) {
                values[player.columns[m]] = columns[p].values[m];
                scored[player.columns[m]] = laws[p].isBit() ? null : laws[p];
            }
        }
        this.uniforms = new double[SampleDesign.TILE];
        this.scratch = new double[SampleDesign.TILE];
        this.words = new long[laws.length];
        this.weighted = Arrays.stream(laws).anyMatch(ColumnLaw::isWeighted);
    }

    SampleDesign design() {
        return design;
    }

    /** Makes a tile the one that {@link #words} and others tell of. */
    void show(int wanted) {
        if (wanted == tile) {
            return;
        }
        tile = wanted;
        for (int c = 0; c < laws.length && !stored; c++) {
            columns[c].refill(design, laws[c], statistics.player(c), tile, uniforms, scratch);
        }
    }

    /** {@return of each player, one bit a sample of the tile: whether it agrees with the row; not to be written to} */
    long[] words() {
        for (int c = 0; c < laws.length && tileOfWords != tile; c++) {
            if (laws[c].isBit()) {
                words[c] = columns[c].own[stored ? tile : 0] | (startsWithRow && tile == 0 ? 1 : 0);
            }
        }
        tileOfWords = tile;
        return words;
    }

    /** Whether samples weigh other than 1 under their law. */
    boolean isWeighted() {
        return weighted;
    }

    /** Writes what the tile's samples weigh under their law. */
    void weights(double[] to) {
        int count = design.tileSize(tile);
        Arrays.fill(to, 0, count, 1);
        for (int p = 0; p < laws.length && weighted; p++) {
            if (laws[p].isWeighted()) {
                char[] parts = columns[p].parts;
                for (int i = 0; i < count; i++) {
                    to[i] *= laws[p].weight(parts[offset() + i]);
                }
            }
        }
    }

    /** {@return where the tile's samples begin in the arrays of its columns} */
    int offset() {
        return stored ? design.tileFirst(tile) : 0;
    }

    /** {@return a player's columns, whose arrays hold the tile's samples from {@link #offset} on} */
    ColumnSamples column(int player) {
        return columns[player];
    }

    /** Writes the features of the tile's samples, row by row. */
    void features(double[] to) {
        int d = laws.length;
        int count = design.tileSize(tile);
        int offset = offset();
        long[] bits = words();
        for (int c = 0; c < d; c++) {
            ColumnLaw law = laws[c];
            double[] scores = columns[c].values[0];
            for (int i = 0; i < count; i++) {
                to[i * d + c] = law.isBit() ? (bits[c] >>> i) & 1 : law.feature(scores[offset + i]);
            }
        }
        if (startsWithRow && tile == 0) {
            System.arraycopy(instance, 0, to, 0, d);
        }
    }

    /** Writes the rows for the model of the samples from {@code first} on. */
    void rows(int first, int count, double[] to) {
        int done = 0;
        int t = tileOf(first);
        while (done < count) {
            show(t);
            int skipped = first + done - design.tileFirst(t);
            int stretch = Math.min(count - done, design.tileSize(t) - skipped);
            int offset = offset() + skipped;
            int c = 0;
            for (; c + 3 < row.length; c += 4) {
                writeFour(c, offset, stretch, to, done * row.length + c);
            }
            for (; c < row.length; c++) {
                write(c, offset, stretch, to, done * row.length + c);
            }
            done += stretch;
            t++;
        }
        if (startsWithRow && first == 0) {
            System.arraycopy(row, 0, to, 0, row.length);
        }
    }

    /** Four columns side by side, so that a row's cells are written together. */
    private void writeFour(int c, int offset, int count, double[] to, int at) {
        if (scored[c] != null || scored[c + 1] != null || scored[c + 2] != null || scored[c + 3] != null) {
            for (int k = 0; k < 4; k++) {
                write(c + k, offset, count, to, at + k);
            }
            return;
        }
        double[] first = values[c];
        double[] second = values[c + 1];
        double[] third = values[c + 2];
        double[] fourth = values[c + 3];
        int cell = at;
        for (int i = offset; i < offset + count; i++) {
            to[cell] = first[i];
            to[cell + 1] = second[i];
            to[cell + 2] = third[i];
            to[cell + 3] = fourth[i];
            cell += row.length;
        }
    }

    private void write(int c, int offset, int count, double[] to, int at) {
        int d = row.length;
        double[] samples = values[c];
        ColumnLaw law = scored[c];
        if (law == null) {
            for (int i = 0; i < count; i++) {
                to[at + i * d] = samples[offset + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[at + i * d] = law.value(law.feature(samples[offset + i]));
            }
        }
    }

    private int tileOf(int sample) {
        int low = 0;
        int high = design.tiles() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (design.tileFirst(middle) <= sample) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
