package secant.reference;

import secant.data.Matrix;
import secant.model.Link;
import secant.model.Predictor;

/**
 * The game of explaining one row, played out in full: the worth of all 2^M coalitions, and Shapley values by their
 * definition. Shares no code with the explainers that it judges. Coalition S is a bit mask: bit i is player i.
 *
 * <p>Cost: 2^M × background rows of the model, and M × 2^M additions an output.
 */
final class BruteForceGame {

    /** The most players it is meant for; by then the table has a thousand entries an output. */
    static final int MOST_PLAYERS = 10;

    private final int players;
    private final double[][] worths;

    private BruteForceGame(int players, double[][] worths) {
        this.players = players;
        this.worths = worths;
    }

    /**
     * Evaluates every coalition: its players' columns from the row, the others from each background row in turn, outputs
     * averaged over the background.
     *
     * @param players the columns of each player
     * @param weights of the background rows, of any sum
     */
    static BruteForceGame play(Predictor model, double[] row, int[][] players, Matrix background, double[] weights) {
        double[][] worths = new double[1 << players.length][];
        for (int coalition = 0; coalition < worths.length; coalition++) {
            Matrix masked = background.copy();
            for (int player = 0; player < players.length; player++) {
                if ((coalition >> player & 1) == 1) {
                    show(row, players[player], masked);
                }
            }
            worths[coalition] = average(model.predict(masked), weights);
        }
        return new BruteForceGame(players.length, worths);
    }

    private static void show(double[] row, int[] columns, Matrix masked) {
        for (int b = 0; b < masked.rows(); b++) {
            for (int column : columns) {
                masked.data()[b * masked.columns() + column] = row[column];
            }
        }
    }

    private static double[] average(Matrix outputs, double[] weights) {
        double[] sums = new double[outputs.columns()];
        double total = 0;
        for (int b = 0; b < weights.length; b++) {
            total += weights[b];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += weights[b] * outputs.get(b, k);
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= total;
        }
        return sums;
    }

    /** {@return the worths of all coalitions for one output, before the link} */
    double[] table(int output) {
        double[] table = new double[worths.length];
        for (int coalition = 0; coalition < table.length; coalition++) {
            table[coalition] = worths[coalition][output];
        }
        return table;
    }

    /** {@return φ_i = Σ over S without i of |S|! (M − |S| − 1)! / M! · (v(S ∪ i) − v(S)), v after the link} */
    double[] shapley(int output, Link link) {
        double[] linked = table(output);
        for (int coalition = 0; coalition < linked.length; coalition++) {
            linked[coalition] = link.apply(linked[coalition]);
        }
        double[] phi = new double[players];
        for (int player = 0; player < players; player++) {
            for (int coalition = 0; coalition < linked.length; coalition++) {
                if ((coalition >> player & 1) == 0) {
                    int size = Integer.bitCount(coalition);
                    double weight = factorial(size) * factorial(players - size - 1) / factorial(players);
                    phi[player] += weight * (linked[coalition | 1 << player] - linked[coalition]);
                }
            }
        }
        return phi;
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
