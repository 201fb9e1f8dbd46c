package secant.masking;

/** What becomes of a coalition for which constraints admit no masked row. */
public enum NoneAdmitted {
    /** The explanation of the row fails with a {@link NoRowAdmittedException}. The default. */
    FAIL,
    /** The model is shown the rows all the same, as if there were no constraint, and the explanation says how often. */
    SHOW_ALL
}
