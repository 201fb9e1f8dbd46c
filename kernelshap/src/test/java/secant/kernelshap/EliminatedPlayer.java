package secant.kernelshap;

/** Normal equations from which the last value was eliminated, as values add up to a total. */
final class EliminatedPlayer {

    private EliminatedPlayer() {}

    /**
     * Solves by Gauss and Jordan.
     *
     * @param system the matrix of all values but the last, positive definite, and the right side as its last column; spoilt
     * @param total what all values add up to
     * @return all values
     */
    static double[] solve(double[][] system, double total) {
        int free = system.length;
        for (int c = 0; c < free; c++) { // positive definite: no pivots
            for (int i = 0; i < free; i++) {
                double factor = i == c ? 0 : system[i][c] / system[c][c];
                for (int j = c; j <= free; j++) {
                    system[i][j] -= factor * system[c][j];
                }
            }
        }
        double[] values = new double[free + 1];
        values[free] = total;
        for (int i = 0; i < free; i++) {
            values[i] = system[i][free] / system[i][i];
            values[free] -= values[i];
        }
        return values;
    }
}
