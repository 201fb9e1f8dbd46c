package secant.masking;

/**
 * What stands in for hidden columns.
 *
 * <p>{@link Marginal} breaks the hidden columns away from the visible ones: the model is asked what it answers, whether or
 * not such a row can exist. The others draw hidden columns as they come with the visible ones, so that the model sees
 * likelier rows; in return a column that the model never reads gets a value where it tells of one that the model reads
 * (Janzing, Minorics and Blöbaum 2020; Sundararajan and Najmi 2020). Neither is wrong; they answer different questions.
 *
 * <p>With each of them v(∅) is the mean answer over the background, so that base values agree.
 */
public sealed interface Completion {

    /** How many rows {@link #nearest()} takes. */
    int NEIGHBOURS = 20;

    /** How many rows {@link #gaussian()} draws. */
    int DRAWS = 100;

    /** {@return every background row, whatever is visible; the default of maskers} */
    static Completion marginal() {
        return new Marginal();
    }

    /** {@return the {@value #NEIGHBOURS} background rows nearest to the explained one in the visible columns} */
    static Completion nearest() {
        return nearest(NEIGHBOURS);
    }

    /**
     * Takes the background rows nearest to the explained one in the visible columns.
     *
     * @param neighbours how many, 1 or more; few follow the data closely, many are less noisy
     * @return the completion
     */
    static Completion nearest(int neighbours) {
        return new Nearest(neighbours);
    }

    /** {@return {@value #DRAWS} draws with seed 0 from the normal distribution that the background suggests} */
    static Completion gaussian() {
        return gaussian(DRAWS, 0);
    }

    /**
     * Draws from the normal distribution that the background suggests.
     *
     * @param draws how many for a coalition, even, 2 or more
     * @param seed of the draws
     * @return the completion
     */
    static Completion gaussian(int draws, long seed) {
        return new Gaussian(draws, seed);
    }

    /** Hidden columns come from every background row, in turn. */
    record Marginal() implements Completion {

        @Override
        public String toString() {
            return "every background row";
        }
    }

    /**
     * Hidden columns come from the background rows that are nearest to the explained row in the visible columns; those as
     * near as the last of them come too, so that neither the order of the background nor chance decides a tie. Nothing
     * visible makes all rows equally near: v(∅) is the mean over all of them. As many neighbours as there are background
     * rows are {@link Marginal}.
     *
     * <p>The squared distance adds up over the visible columns: the squared difference of numbers over the column's
     * variance in the background, 1 for categories that differ, 1 where one of two values is missing. Columns that are
     * constant in the background do not count. Rows keep the ratios of their weights.
     *
     * <p>Cost of a coalition: background rows × players additions, and one model row a neighbour. A game holds background
     * rows × players distances.
     *
     * @param neighbours how many, from 1 to the rows of the background
     */
    record Nearest(int neighbours) implements Completion {

        public Nearest {
            if (neighbours < 1) {
                throw new IllegalArgumentException("neighbours must be 1 or more but is " + neighbours);
            }
        }

        @Override
        public String toString() {
            return "the " + neighbours + " nearest background rows";
        }
    }

    /**
     * Hidden columns are drawn from the normal distribution that has the background's mean and covariance, given the
     * visible columns (Aas, Jullum and Løland 2021, section 3.2.1). For tables of numbers without missing values. With
     * nothing visible, the background itself stands in.
     *
     * <p>The normals behind the draws are a Latin hypercube in antithetic pairs (McKay, Beckman and Conover 1979), the same
     * for all coalitions and rows: a model that is linear gets the mean of its draws without error. Where the background's
     * covariance is singular, correlations are multiplied by 1 − {@value ConditionalNormal#SHRINKAGE}, and explanations
     * say so.
     *
     * <p>Cost of a coalition: columns³ / 3 multiplications for one Cholesky factor, draws × hidden columns² / 2, and one
     * model row a draw.
     *
     * @param draws how many for a coalition, even, 2 or more
     * @param seed of the draws
     */
    record Gaussian(int draws, long seed) implements Completion {

        public Gaussian {
            if (draws < 2 || draws % 2 != 0) {
                throw new IllegalArgumentException("draws must be even and at least 2 but is " + draws);
            }
        }

        @Override
        public String toString() {
            return draws + " draws from the conditional normal distribution, seed " + seed;
        }
    }
}
