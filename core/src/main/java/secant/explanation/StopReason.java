package secant.explanation;

/** Why an explanation was taken as finished. */
public enum StopReason {
    /** Nothing was left to evaluate: the values are exact. */
    EXACT,
    /** The number of coalitions that was asked for was spent. */
    BUDGET
}
