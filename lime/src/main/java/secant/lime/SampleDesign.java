package secant.lime;

/**
 * Which samples an explainer takes: how many, from which points, and how they are dealt into groups that are independent of
 * each other. All rows that an explainer explains share it. Immutable.
 *
 * <p>Groups are replicates of points that are spread evenly, or stretches of independent points. They are worked on in tiles
 * of up to {@value #TILE} samples, one bit of a word each; no tile has samples of two groups.
 */
final class SampleDesign {

    /** As many samples as a word has bits. */
    static final int TILE = 64;

    /** Independent replicates of points that are spread evenly, from whose differences standard errors come. */
    static final int REPLICATES = 4;

    private static final double LEAST_KEPT = 0.8;

    private final Points kind;
    private final int columns;
    private final int samples;
    private final int perReplicate;
    private final UnitPoints[] replicates;
    private final int groups;
    private final int[] tileFirst;
    private final int[] tileGroup;

    /**
     * Designs.
     *
     * @param limit at most so many samples; of points that are spread evenly, a multiple of {@value #REPLICATES}
     */
    SampleDesign(Points kind, int columns, int limit, long seed) {
        this.kind = kind;
        this.columns = columns;
        this.replicates = new UnitPoints[kind == Points.RANDOM ? 1 : REPLICATES];
        int share = limit / replicates.length;
        this.perReplicate = share;
        this.samples = replicates.length * perReplicate;
        for (int r = 0; r < replicates.length; r++) {
            replicates[r] = UnitPoints.of(kind, columns, perReplicate, seed, r);
        }
        this.groups = kind == Points.RANDOM ? Math.min(LocalFit.GROUPS, samples) : REPLICATES;
        int tiles = 0;
        for (int g = 0; g < groups; g++) {
            tiles += (size(g) + TILE - 1) / TILE;
        }
        this.tileFirst = new int[tiles + 1];
        this.tileGroup = new int[tiles];
        int tile = 0;
        for (int g = 0; g < groups; g++) {
            for (int first = first(g); first < first(g + 1); first += TILE) {
                tileGroup[tile] = g;
                tileFirst[tile++] = first;
            }
        }
        tileFirst[tiles] = samples;
    }

    /** {@return a limit that leaves each replicate a power of two of points, or the same where too many would be lost} */
    static int balanced(int limit) {
        int share = limit / REPLICATES;
        int power = Integer.highestOneBit(share);
        return power >= LEAST_KEPT * share ? REPLICATES * power : limit;
    }

    int samples() {
        return samples;
    }

    int groups() {
        return groups;
    }

    private int first(int group) {
        return (int) ((long) group * samples / groups);
    }

    /** {@return how many samples a group has} */
    int size(int group) {
        return first(group + 1) - first(group);
    }

    int tiles() {
        return tileFirst.length - 1;
    }

    /** {@return the number of a tile's first sample} */
    int tileFirst(int tile) {
        return tileFirst[tile];
    }

    /** {@return the group of a tile's samples} */
    int group(int tile) {
        return tileGroup[tile];
    }

    int tileSize(int tile) {
        return tileFirst[tile + 1] - tileFirst[tile];
    }

    /** Writes a column's uniform numbers for the samples from {@code first} on. */
    void uniforms(int column, int first, int count, double[] to, double[] scratch) {
        int done = 0;
        while (done < count) {
            int replicate = (first + done) / perReplicate;
            int within = first + done - replicate * perReplicate;
            int stretch = Math.min(count - done, perReplicate - within);
            replicates[replicate].fill(column, within, stretch, scratch);
            System.arraycopy(scratch, 0, to, done, stretch);
            done += stretch;
        }
    }

    /** Says it in words, for the provenance. */
    String named() {
        return switch (kind) {
            case RANDOM -> samples + " independent";
            case LATIN_HYPERCUBE -> REPLICATES + " Latin hypercubes of " + perReplicate;
            case SOBOL ->
                REPLICATES + " scrambled Sobol sequences of " + perReplicate
                        + (columns > UnitPoints.SOBOL_DIMENSIONS
                                ? " in the first " + UnitPoints.SOBOL_DIMENSIONS
                                        + " columns, Latin hypercubes in the others"
                                : "");
        };
    }
}
