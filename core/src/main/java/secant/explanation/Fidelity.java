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

    /**
     * The fidelity of attributions that are not meant to add up, such as Banzhaf values: each says what its player
     * changes, and their sum says nothing.
     *
     * @param gap the largest |base value + Σ attributions − prediction| over the outputs, after the link; for information,
     *     since no size of it is wrong
     * @param exact whether the values carry rounding errors only
     */
    record NotAdditive(double gap, boolean exact) implements Fidelity {

        public NotAdditive {
            if (!(gap >= 0)) {
                throw new IllegalArgumentException("gap must be 0 or more but is " + gap);
            }
        }
    }
}
