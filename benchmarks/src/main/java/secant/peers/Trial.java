package secant.peers;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One explainer at one problem, and the model alone at as much work.
 *
 * @param problem what is explained
 * @param explainer who explains
 * @param columns players
 * @param background background rows
 * @param rows explained rows
 * @param modelRows rows that the model predicts for all of them
 * @param work explains all rows
 * @param bare has the model predict as many rows
 * @param exact the exact values, where they are known
 */
record Trial(
        String problem,
        String explainer,
        int columns,
        int background,
        int rows,
        long modelRows,
        Supplier<double[][]> work,
        Runnable bare,
        Optional<Supplier<double[][]>> exact) {

    /** Explains, where the time alone matters; returns the number of rows. */
    int explain() {
        return work.get().length;
    }

    /** |φ − φ*| / |φ*| over all rows, or NaN where nothing exact is known. */
    double error(double[][] values) {
        if (exact.isEmpty()) {
            return Double.NaN;
        }
        double[][] truth = exact.get().get();
        double off = 0;
        double size = 0;
        for (int r = 0; r < truth.length; r++) {
            for (int c = 0; c < truth[r].length; c++) {
                off += Math.pow(values[r][c] - truth[r][c], 2);
                size += Math.pow(truth[r][c], 2);
            }
        }
        return Math.sqrt(off / size);
    }
}
