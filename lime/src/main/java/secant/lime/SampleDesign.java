package secant.lime;

/**
 * Which samples an explainer takes: how many, from which points, and how they are dealt into groups, from whose
 * differences standard errors come. All rows that an explainer explains share it. Immutable.
 *
 * <p>Groups are stretches of independent points, Latin hypercubes that are independent of each other, or the halves of two
 * independent Sobol sequences. They are worked on in tiles of up to {@value #TILE} samples, one bit of a word each; no tile
 * has samples of two groups.
 */
final class SampleDesign {

    /** As many samples as a word has bits. */
    static final int TILE = 64;

    /** Groups of points that are spread evenly. */
    static final int EVEN_GROUPS = 4;

    /** Independent parts of the samples, however they are spread. */
    static final int HALVES = 2;

    /** The longer a sequence, the more even; but stand-ins for its answers must come from another that knows nothing of it. */
    private static final int SEQUENCES = 2;

    private static final double LEAST_KEPT = 0.8;

    private final Points kind;
    private final int columns;
    private final int samples;
    private final int perSet;
    private final UnitPoints[] sets;
    private final int groups;
    private final int[] tileFirst;
    private final int[] tileGroup;

    /**
     * Designs.
     *
     * @param limit at most so many samples; of points that are spread evenly, a multiple of {@value #EVEN_GROUPS}
     */
    SampleDesign(Points kind, int columns, int limit, long seed) {
        this.kind = kind;
        this.columns = columns;
        int multiple = multiple(kind);
        this.samples = multiple * (limit / multiple);
        this.sets = new UnitPoints
                [switch (kind) {
                    case RANDOM -> 1;
                    case LATIN_HYPERCUBE -> EVEN_GROUPS;
                    case SOBOL -> SEQUENCES;
                }];
        this.perSet = samples / sets.length;
        for (int s = 0; s < sets.length; s++) {
            sets[s] = UnitPoints.of(kind, columns, perSet, seed, s);
        }
        this.groups = kind == Points.RANDOM ? Math.min(LocalFit.GROUPS, samples) : EVEN_GROUPS;
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

    /** {@return what the number of samples is a multiple of} */
    static int multiple(Points kind) {
        return kind == Points.RANDOM ? 1 : EVEN_GROUPS;
    }

    /** {@return a limit that leaves each sequence a power of two of points, or the same where too many would be lost} */
    static int balanced(int limit) {
        int share = limit / SEQUENCES;
        int power = Integer.highestOneBit(share);
        return power >= LEAST_KEPT * share ? SEQUENCES * power : limit;
    }

    int samples() {
        return samples;
    }

    int groups() {
        return groups;
    }

    /** {@return how many successive groups are parts of one sequence, which balance each other; 1 if none do} */
    int groupsPerSequence() {
        return kind == Points.SOBOL ? EVEN_GROUPS / SEQUENCES : 1;
    }

    /** {@return which of two independent parts of the samples a group is in; for Sobol points, its sequence} */
    int half(int group) {
        return group / groupsPerSequence() % HALVES;
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
            int set = (first + done) / perSet;
            int within = first + done - set * perSet;
            int stretch = Math.min(count - done, perSet - within);
            sets[set].fill(column, within, stretch, scratch);
            System.arraycopy(scratch, 0, to, done, stretch);
            done += stretch;
        }
    }

    /** Says it in words, for the provenance. */
    String named() {
        return switch (kind) {
            case RANDOM -> samples + " independent";
            case LATIN_HYPERCUBE -> EVEN_GROUPS + " Latin hypercubes of " + perSet;
            case SOBOL ->
                SEQUENCES + " scrambled Sobol sequences of " + perSet
                        + (columns > UnitPoints.SOBOL_DIMENSIONS
                                ? " in the first " + UnitPoints.SOBOL_DIMENSIONS
                                        + " columns, Latin hypercubes in the others"
                                : "");
        };
    }
}
