package secant.lime;

/**
 * A stretch of samples of one column, or of a group as if it were one: for bins and categories the values for the model and a
 * bit for the row's own; for other numbers the scores. Arrays that are shared; not to be written to once they are filled.
 */
final class ColumnSamples {

    /** An array for each of the player's columns. */
    final double[][] values;

    /** A word a tile, a bit a sample: whether it is in the row's own bin or category. */
    final long[] own;

    /** The part of the column's law that each sample is in. */
    final char[] parts;

    private ColumnSamples(int columns, int count, int words) {
        this.values = new double[columns][count];
        this.own = new long[words];
        this.parts = new char[count];
    }

    /** Room for one tile. */
    static ColumnSamples ofTile(PlayerStatistics player) {
        return new ColumnSamples(player.columns.length, SampleDesign.TILE, player.statistics.isBit() ? 1 : 0);
    }

    /** Makes all samples of a player's columns. */
    static ColumnSamples all(SampleDesign design, ColumnLaw law, PlayerStatistics player) {
        ColumnSamples samples =
                new ColumnSamples(player.columns.length, design.samples(), law.isBit() ? design.tiles() : 0);
        double[] uniforms = new double[SampleDesign.TILE];
        double[] scratch = new double[SampleDesign.TILE];
        for (int t = 0; t < design.tiles(); t++) {
            long bits = samples.fill(design, law, player, t, design.tileFirst(t), uniforms, scratch);
            if (law.isBit()) {
                samples.own[t] = bits;
            }
        }
        return samples;
    }

    /** Makes one tile of a player's columns, in place of what was here. */
    void refill(
            SampleDesign design,
            ColumnLaw law,
            PlayerStatistics player,
            int tile,
            double[] uniforms,
            double[] scratch) {
        long bits = fill(design, law, player, tile, 0, uniforms, scratch);
        if (law.isBit()) {
            own[0] = bits;
        }
    }

    /**
     * Writes a tile's values from {@code at} on, and returns its bits. The uniform numbers of a group's first column tell the
     * combination, too, those of the others only where in their bins the values are.
     */
    private long fill(
            SampleDesign design,
            ColumnLaw law,
            PlayerStatistics player,
            int tile,
            int at,
            double[] uniforms,
            double[] scratch) {
        int count = design.tileSize(tile);
        design.uniforms(player.columns[0], design.tileFirst(tile), count, uniforms, scratch);
        double[] first = values[0];
        long bits = 0;
        for (int i = 0; i < count; i++) {
            if (law.isBit()) {
                int cell = law.cell(uniforms[i]);
                bits |= cell == law.own ? 1L << i : 0;
                first[at + i] = player.value(0, cell, law.shareWithin(cell, uniforms[i]));
                parts[at + i] = (char) law.part(cell, uniforms[i]);
            } else {
                first[at + i] = NormalQuantile.of(uniforms[i]);
                parts[at + i] = (char) law.part(-1, uniforms[i]);
            }
        }
        for (int m = 1; m < values.length; m++) {
            design.uniforms(player.columns[m], design.tileFirst(tile), count, uniforms, scratch);
            for (int i = 0; i < count; i++) {
                values[m][at + i] = player.value(m, parts[at + i], uniforms[i]); // a part is a combination
            }
        }
        return bits;
    }
}
