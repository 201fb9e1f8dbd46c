package secant.kernelshap;

import java.util.function.ToDoubleFunction;
import secant.data.Background;
import secant.data.FeatureGroups;

/** Shapley values by the textbook: every coalition, every player, nothing shared with the code under test. */
final class BruteForce {

    private BruteForce() {}

    static double[] values(
            ToDoubleFunction<double[]> model, Background background, FeatureGroups groups, double[] row) {
        int players = groups.players();
        double[] worth = new double[1 << players];
        for (int set = 0; set < worth.length; set++) {
            double[] weights = background.weights();
            for (int b = 0; b < weights.length; b++) {
                double[] masked = background.rows().row(b);
                for (int p = 0; p < players; p++) {
                    if ((set >> p & 1) != 0) {
                        for (int column : groups.columns(p)) {
                            masked[column] = row[column];
                        }
                    }
                }
                worth[set] += weights[b] * model.applyAsDouble(masked);
            }
        }
        double[] values = new double[players];
        for (int set = 0; set < worth.length; set++) {
            for (int p = 0; p < players; p++) {
                if ((set >> p & 1) == 0) {
                    int size = Integer.bitCount(set);
                    values[p] += (worth[set | 1 << p] - worth[set])
                            * factorial(size)
                            * factorial(players - size - 1)
                            / factorial(players);
                }
            }
        }
        return values;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }
}
