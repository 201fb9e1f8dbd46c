package secant.kernelshap;

/** What a precision is counted in. */
public enum PrecisionUnit {
    /** The units of the explained output, after the link. */
    OUTPUT,
    /** The range of an output's values, from the least attribution to the largest. */
    RELATIVE
}
