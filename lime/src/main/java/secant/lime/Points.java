package secant.lime;

/** How the samples of a neighbourhood are spread. */
public enum Points {
    /** Each sample independent of the others, as the lime package does; the default of {@link LimeMode#COMPATIBLE}. */
    RANDOM,
    /** Latin hypercubes (McKay, Beckman and Conover 1979): every column by itself is spread evenly. Four independent ones. */
    LATIN_HYPERCUBE,
    /**
     * Scrambled Sobol sequences (Owen 1995): pairs of columns are spread evenly, too; the default of
     * {@link LimeMode#STABLE}. Two independent ones. Columns beyond 1,000 are Latin hypercubes.
     */
    SOBOL
}
