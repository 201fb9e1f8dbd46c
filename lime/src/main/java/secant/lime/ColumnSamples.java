package secant.lime;

/**
 * A stretch of samples of one column: for bins and categories the values for the model, which part of which cell each is in,
 * and a bit for the row's own; for other numbers the scores. Arrays that are shared; not to be written to once they are
 * filled.
 */
final class ColumnSamples {

    final double[] values;
    /** The cell times the law's parts a cell plus the part, all parts of a cell equally likely. */
    final int[] parts;

    final long[] own;

    private ColumnSamples(int count, boolean bit, int words) {
        this.values = new double[count];
        this.parts = new int[bit ? count : 0];
        this.own = new long[bit ? words : 0];
    }

    /** Room for one tile. */
    static ColumnSamples ofTile(boolean bit) {
        return new ColumnSamples(SampleDesign.TILE, bit, 1);
    }

    /** Makes all samples of a column. */
    static ColumnSamples all(SampleDesign design, ColumnLaw law, int column) {
        ColumnSamples samples = new ColumnSamples(design.samples(), law.isBit(), design.tiles());
        double[] uniforms = new double[design.samples()];
        design.uniforms(column, 0, design.samples(), uniforms, new double[design.samples()]);
        samples.fill(law, uniforms, design.samples());
        for (int t = 0; t < samples.own.length; t++) {
            samples.own[t] = samples.ownBits(law, design.tileFirst(t), design.tileSize(t));
        }
        return samples;
    }

    /** Makes one tile of a column, in place of what was here. */
    void refill(SampleDesign design, ColumnLaw law, int column, int tile, double[] uniforms, double[] scratch) {
        int count = design.tileSize(tile);
        design.uniforms(column, design.tileFirst(tile), count, uniforms, scratch);
        fill(law, uniforms, count);
        if (law.isBit()) {
            own[0] = ownBits(law, 0, count);
        }
    }

    private void fill(ColumnLaw law, double[] uniforms, int count) {
        for (int i = 0; i < count; i++) {
            double uniform = uniforms[i];
            if (!law.isBit()) {
                values[i] = NormalQuantile.of(uniform);
                continue;
            }
            int cell = law.cell(uniform);
            double share = law.shareWithin(cell, uniform);
            parts[i] = law.part(cell, share);
            values[i] = law.value(cell, share);
        }
    }

    private long ownBits(ColumnLaw law, int first, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= law.cellOfPart(parts[first + i]) == law.own ? 1L << i : 0;
        }
        return bits;
    }
}
