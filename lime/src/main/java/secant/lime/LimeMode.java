package secant.lime;

/** What an explanation spends its samples on. */
public enum LimeMode {
    /**
     * So that a run with another seed says the same. For rows, the exponential kernel is a product over the columns, so that
     * it is absorbed into the law that samples are drawn from, and all of them count the same; where up to four columns are all
     * cut or categories with shares near eighths, and there are 256 samples or more, nearly so. They are scrambled Sobol
     * points, in two independent sequences, and what a single-index model explains of the answers beyond a line is
     * regressed out of them (control variates). For texts and pictures the kernel depends on how many players are present
     * alone: each number gets samples in proportion to its weight. The fit is least squares without a penalty. What is
     * estimated is what the lime package's coefficients tend to with ever more samples. Where the samples have few enough
     * combinations, all are asked for, and the coefficients are exact.
     */
    STABLE,
    /**
     * The lime package's formulas and defaults (Ribeiro, Singh and Guestrin 2016): independent samples, the first of which
     * is the row itself, weighted by the kernel, and a ridge fit with α = 1.
     */
    COMPATIBLE
}
