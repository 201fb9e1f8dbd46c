package secant.peers;

/**
 * What came out of one trial.
 *
 * @param problem what was explained
 * @param explainer who explained
 * @param columns players
 * @param background background rows
 * @param rows explained rows
 * @param milliseconds median wall time a row
 * @param bareMilliseconds median wall time of the bare model for as many rows as that asks for, or NaN if it asks for none
 * @param modelRows rows that the model predicted for a row
 * @param overhead median ratio of processor time to the bare model's, or NaN for an explainer that does not ask it
 * @param overheadLow the ratio's lower quartile
 * @param overheadHigh the ratio's upper quartile
 * @param bytes allocated by the calling thread for a row, beside what the bare model allocates
 * @param error |φ − φ*| / |φ*|, or NaN
 */
record Measured(
        String problem,
        String explainer,
        int columns,
        int background,
        int rows,
        double milliseconds,
        double bareMilliseconds,
        double modelRows,
        double overhead,
        double overheadLow,
        double overheadHigh,
        double bytes,
        double error) {}
