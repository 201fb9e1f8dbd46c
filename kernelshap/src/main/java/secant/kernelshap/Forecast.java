package secant.kernelshap;

/**
 * What explaining a row will take at most, and at least, before any model has been asked.
 *
 * @param players how many there are if all of them vary
 * @param leastCoalitions how many coalitions are evaluated if the values turn out to just add up, where that is looked for
 * @param mostCoalitions how many are evaluated at most
 * @param leastModelRows rows that the model predicts for the least number of coalitions and for the row itself, twice
 * @param mostModelRows rows that the model predicts at most
 * @param bytes about how much memory one row takes while it is explained, plans that are kept for others included, the
 *     model's own not; for each thread that explains
 */
public record Forecast(
        int players, long leastCoalitions, long mostCoalitions, long leastModelRows, long mostModelRows, long bytes) {}
