package secant.explanation;

/** Why an explanation was taken as finished. */
public enum StopReason {
    /** Nothing was left to evaluate: the values are exact. */
    EXACT,
    /**
     * All single players, their complements and further coalitions agreed with values that just add up, which makes these
     * exact: the model is additive for this row, or its interactions are of pairs.
     */
    ADDITIVE,
    /** The standard errors are as small as was asked for. */
    PRECISION,
    /** The number of coalitions or model rows that was asked for was spent. */
    BUDGET,
    /** The time that was asked for was over. */
    TIME,
    /** It has not stopped: these are the values so far. */
    RUNNING
}
