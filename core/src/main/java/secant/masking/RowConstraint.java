package secant.masking;

/**
 * Says which rows can exist, such as those of people who have not been employed for longer than they have lived. Masked
 * rows that cannot exist are not shown to the model.
 *
 * <p>A constraint only refuses, and repairs nothing: a repair that touches a visible column would explain another row,
 * and one of hidden columns is a {@link Completion}. Columns that are bound to each other exactly, such as a one-hot block,
 * are better put into one player by {@link secant.data.FeatureGroups}, which costs nothing and never refuses.
 */
@FunctionalInterface
public interface RowConstraint {

    /**
     * Judges a row.
     *
     * @param row all columns; valid during the call only
     * @return whether it can exist; the same for the same row, by any thread. What it throws comes back as the cause of a
     *     {@link RowConstraintException}
     */
    boolean admits(double[] row);
}
