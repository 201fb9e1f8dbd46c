package secant.lime;

import org.jspecify.annotations.Nullable;

/**
 * The samples of one row's neighbourhood, as rows for the model and, tile by tile, as features for the fit. Columns come from
 * the explainer's store, or are made tile by tile where there is none: the same bits. Used by one thread.
 */
final class NeighbourhoodSamples {

    private final SampleDesign design;
    private final ColumnLaw[] laws;
    private final double[] row;
    private final double[] instance;
    private final boolean startsWithRow;
    private final boolean stored;
    private final ColumnSamples[] columns;
    private final double[] uniforms;
    private final double[] scratch;
    private final long[] words;
    private int tile = -1;

    /**
     * Looks at samples.
     *
     * @param store holds the columns, if their laws depend on the row's bins alone
     * @param row the explained row; not copied
     * @param instance its features; not copied
     * @param startsWithRow whether the first sample is the row itself
     */
    NeighbourhoodSamples(
            SampleDesign design,
            @Nullable SampleStore store,
            ColumnLaw[] laws,
            double[] row,
            double[] instance,
            boolean startsWithRow) {
        this.design = design;
        this.laws = laws;
        this.row = row;
        this.instance = instance;
        this.startsWithRow = startsWithRow;
        this.stored = store != null;
        this.columns = new ColumnSamples[laws.length];
        for (int c = 0; c < laws.length; c++) {
            columns[c] = store == null ? ColumnSamples.ofTile(laws[c].isBit()) : store.get(c, laws[c]);
        }
        this.uniforms = new double[SampleDesign.TILE];
        this.scratch = new double[SampleDesign.TILE];
        this.words = new long[laws.length];
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
        for (int c = 0; c < laws.length; c++) {
            if (!stored) {
                columns[c].refill(design, laws[c], c, tile, uniforms, scratch);
            }
            if (laws[c].isBit()) {
                words[c] = columns[c].own[stored ? tile : 0] | (startsWithRow && tile == 0 ? 1 : 0);
            }
        }
    }

    /** {@return of each column, one bit a sample of the tile: whether it agrees with the row; not to be written to} */
    long[] words() {
        return words;
    }

    /** {@return where the tile's samples begin in the arrays of its columns} */
    int offset() {
        return stored ? design.tileFirst(tile) : 0;
    }

    /** {@return a column, whose arrays hold the tile's samples from {@link #offset} on} */
    ColumnSamples column(int c) {
        return columns[c];
    }

    /** Writes the features of the tile's samples, row by row. */
    void features(double[] to) {
        int d = laws.length;
        int count = design.tileSize(tile);
        int offset = offset();
        for (int c = 0; c < d; c++) {
            ColumnLaw law = laws[c];
            double[] scores = columns[c].values;
            for (int i = 0; i < count; i++) {
                to[i * d + c] = law.isBit() ? (words[c] >>> i) & 1 : law.feature(scores[offset + i]);
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
            for (; c + 3 < laws.length; c += 4) {
                writeFour(c, offset, stretch, to, done * laws.length + c);
            }
            for (; c < laws.length; c++) {
                write(c, offset, stretch, to, done * laws.length + c);
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
        if (!laws[c].isBit() || !laws[c + 1].isBit() || !laws[c + 2].isBit() || !laws[c + 3].isBit()) {
            for (int k = 0; k < 4; k++) {
                write(c + k, offset, count, to, at + k);
            }
            return;
        }
        double[] first = columns[c].values;
        double[] second = columns[c + 1].values;
        double[] third = columns[c + 2].values;
        double[] fourth = columns[c + 3].values;
        int cell = at;
        for (int i = offset; i < offset + count; i++) {
            to[cell] = first[i];
            to[cell + 1] = second[i];
            to[cell + 2] = third[i];
            to[cell + 3] = fourth[i];
            cell += laws.length;
        }
    }

    private void write(int c, int offset, int count, double[] to, int at) {
        int d = laws.length;
        double[] values = columns[c].values;
        ColumnLaw law = laws[c];
        if (law.isBit()) {
            for (int i = 0; i < count; i++) {
                to[at + i * d] = values[offset + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[at + i * d] = law.value(law.feature(values[offset + i]));
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
