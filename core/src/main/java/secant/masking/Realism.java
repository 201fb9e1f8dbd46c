package secant.masking;

/**
 * How many of the rows that a model was asked about do not look like data.
 *
 * <p>A masked row lies off the data if its nearest background row is further away than the {@code reach}: the distance that
 * 95 % of background rows have at most to their own nearest neighbour. The distance is that of
 * {@link Completion.Nearest}, over all columns. The background row that a masked row is made of does not count as its
 * neighbour. So about 5 % of masked rows lie off the data if the columns are independent, or are drawn as they come
 * together, and if the explained row itself is nothing unusual.
 *
 * @param share of the masked rows that lie off the data, from 0 to 1; 0 if there were none
 * @param rows how many masked rows were looked at, one for each of as many coalitions, drawn with sizes from 1 to
 *     players − 1 alike; 0 with fewer than two players
 * @param reach the distance beyond which a row is off the data, in standard deviations
 */
public record Realism(double share, int rows, double reach) {

    public Realism {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1 but is " + share);
        }
        if (rows < 0 || !(reach >= 0)) {
            throw new IllegalArgumentException("rows and reach must be 0 or more but are " + rows + " and " + reach);
        }
    }

    /** {@return the share in words, such as {@code 31.3 % of 256}} */
    @Override
    public String toString() {
        return rows == 0 ? "none to look at" : Percent.of(Math.round(share * rows), rows) + " of " + rows;
    }
}
