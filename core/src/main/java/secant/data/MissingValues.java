package secant.data;

/** Whether a NaN in a row is an error or a missing value that the model knows how to take. */
public enum MissingValues {
    /** A NaN is refused with the name of its row and column. */
    REJECT,
    /** A NaN goes to the model as it is. Infinities are refused all the same. */
    PASS
}
