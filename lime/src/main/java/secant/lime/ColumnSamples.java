package secant.lime;

/**
 * A stretch of samples of one column: for bins and categories the values for the model and a bit for the row's own; for other
 * numbers the scores. Arrays that are shared; not to be written to once they are filled.
 */
final class ColumnSamples {

    final double[] values;

    /** A word a tile, a bit a sample: whether it is in the row's own bin or category. */
    final long[] own;

    /** The part of the column's law that each sample is in. */
    final char[] parts;

    private ColumnSamples(int count, int words) {
        this.values = new double[count];
        this.own = new long[words];
        this.parts = new char[count];
    }

    /** Room for one tile. */
    static ColumnSamples ofTile(boolean bit) {
        return new ColumnSamples(SampleDesign.TILE, bit ? 1 : 0);
    }

    /** Makes all samples of a column. */
    static ColumnSamples all(SampleDesign design, ColumnLaw law, int column) {
        ColumnSamples samples = new ColumnSamples(design.samples(), law.isBit() ? design.tiles() : 0);
        double[] uniforms = new double[SampleDesign.TILE];
        double[] scratch = new double[SampleDesign.TILE];
        for (int t = 0; t < design.tiles(); t++) {
            long bits = samples.fill(design, law, column, t, design.tileFirst(t), uniforms, scratch);
            if (law.isBit()) {
                samples.own[t] = bits;
            }
        }
        return samples;
    }

    /** Makes one tile of a column, in place of what was here. */
    void refill(SampleDesign design, ColumnLaw law, int column, int tile, double[] uniforms, double[] scratch) {
        long bits = fill(design, law, column, tile, 0, uniforms, scratch);
        if (law.isBit()) {
            own[0] = bits;
        }
    }

    /** Writes a tile's values from {@code at} on, and returns its bits. */
    private long fill(
            SampleDesign design, ColumnLaw law, int column, int tile, int at, double[] uniforms, double[] scratch) {
        int count = design.tileSize(tile);
        design.uniforms(column, design.tileFirst(tile), count, uniforms, scratch);
        long bits = 0;
        for (int i = 0; i < count; i++) {
            if (law.isBit()) {
                int cell = law.cell(uniforms[i]);
                bits |= cell == law.own ? 1L << i : 0;
                values[at + i] = law.value(cell, law.shareWithin(cell, uniforms[i]));
                parts[at + i] = (char) law.part(cell, uniforms[i]);
            } else {
                values[at + i] = NormalQuantile.of(uniforms[i]);
                parts[at + i] = (char) law.part(-1, uniforms[i]);
            }
        }
        return bits;
    }
}
