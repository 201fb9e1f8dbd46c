package secant.explanation;

/** How well an explanation accounts for the prediction that it explains. */
public sealed interface Fidelity {

    /**
     * The fidelity of attributions that are to add up to prediction − base value.
     *
     * @param additivityGap the largest |base value + Σ attributions − prediction| over the outputs, after the link
     * @param exact whether every coalition was evaluated, so that the values carry rounding errors only
     * @param condition the condition number of the regression that was solved, 1 where none was; each tenfold costs a
     *     digit
     */
    record Additive(double additivityGap, boolean exact, double condition) implements Fidelity {

        public Additive {
            if (!(additivityGap >= 0)) {
                throw new IllegalArgumentException("additivity gap must be 0 or more but is " + additivityGap);
            }
            if (!(condition >= 1)) {
                throw new IllegalArgumentException("condition must be 1 or more but is " + condition);
            }
        }
    }
}
