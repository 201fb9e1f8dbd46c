package secant.kernelshap;

import java.util.Arrays;
import java.util.stream.IntStream;
import secant.explanation.InteractionIndex;

/**
 * Interactions of one output from evaluated complement pairs, by the formulas as they are written and cell after cell: a
 * {@link MemberFit} of main effects and one of pairs, and the mean by sizes of what they leave over, with the spread of
 * that. Coefficients are by brute force, from the games that are 1 for one coalition.
 */
final class InteractionsByHand {

    private static final int FOLDS = 4;

    private final InteractionIndex index;
    private final int players;
    private final int[] sets;
    private final double[] counts;
    private final double[] populations;
    private final double[] evenResiduals;
    private final double[] oddResiduals;
    private final double[][] fits = new double[2][];
    private final double[][] evens;
    private final double[][] odds;
    private final double[][] ofValues;
    private final double total;
    private final double[] alone;

    /** @param game that the pairs were evaluated of, the smaller coalition of each first */
    InteractionsByHand(InteractionIndex index, RecordedGame game, int output) {
        this.index = index;
        this.players = game.players();
        this.total = game.totalGains()[output];
        int pairs = game.coalitions().size() / 2;
        this.sets = new int[pairs];
        this.alone = new double[players];
        this.evens = new double[pairs][];
        this.odds = new double[pairs][];
        this.ofValues = new double[pairs][];
        this.counts = new double[pairs];
        this.populations = new double[pairs];
        double[] even = new double[pairs];
        double[] odd = new double[pairs];
        double[] weights = new double[pairs];
        for (int p = 0; p < pairs; p++) {
            sets[p] = (int) game.coalitions().get(2 * p).toLongArray()[0];
            // Beyond the game that gives everyone the same share of the total.
            double small = game.gain(2 * p, output) - size(p) * total / players;
            double large = game.gain(2 * p + 1, output) - (players - size(p)) * total / players;
            even[p] = (small + large) / 2;
            odd[p] = (small - large) / 2;
            if (size(p) == 1) {
                alone[Integer.numberOfTrailingZeros(sets[p])] = game.gain(2 * p, output);
            }
        }
        for (int p = 0; p < pairs; p++) {
            for (int set : sets) {
                counts[p] += Integer.bitCount(set) == size(p) ? 1 : 0;
            }
            populations[p] = population(players, size(p));
            double[] one = coefficients(index, players, sets[p], 2);
            double[] other = coefficients(index, players, ~sets[p] & (1 << players) - 1, 2);
            double[] value = coefficients(InteractionIndex.SII, players, sets[p], 1);
            double[] otherValue = coefficients(InteractionIndex.SII, players, ~sets[p] & (1 << players) - 1, 1);
            evens[p] = new double[players * players];
            odds[p] = new double[players * players];
            ofValues[p] = new double[players];
            for (int i = 0; i < players; i++) {
                ofValues[p][i] = populations[p] * (value[1 << i] - otherValue[1 << i]);
                for (int j = 0; j < players; j++) {
                    int cell = 1 << i | 1 << j;
                    evens[p][i * players + j] = i == j ? 0 : populations[p] * (one[cell] + other[cell]);
                    odds[p][i * players + j] = i == j ? 0 : populations[p] * (one[cell] - other[cell]);
                    weights[p] += (square(evens[p][i * players + j]) + square(odds[p][i * players + j]));
                }
            }
            weights[p] /= counts[p] * counts[p];
        }
        this.evenResiduals = new double[pairs];
        this.oddResiduals = new double[pairs];
        fits[0] = fit(true, even, weights, evenResiduals);
        fits[1] = fit(false, odd, weights, oddResiduals);
    }

    private static double square(double x) {
        return x * x;
    }

    private int size(int pair) {
        return Integer.bitCount(sets[pair]);
    }

    /** How many complement pairs there are of which the smaller coalition has this size. */
    static double population(int players, int size) {
        double population = 0;
        for (int set = 0; set < 1 << players; set++) {
            population += Integer.bitCount(set) == size ? 1 : 0;
        }
        return 2 * size == players ? population / 2 : population;
    }

    /** What the worth of one coalition counts for every set of players, by mask. */
    static double[] coefficients(InteractionIndex index, int players, int coalition, int order) {
        double[] worths = new double[1 << players];
        worths[coalition] = 1;
        return ExactInteractions.ofOrder(
                worths, players, index == InteractionIndex.K_SII ? InteractionIndex.SII : index, order);
    }

    /** The mean of the fits to three quarters of the pairs each; the residuals are by the fit to the others. */
    private double[] fit(boolean ofPairs, double[] y, double[] weights, double[] residuals) {
        int pairs = sets.length;
        int[] starts = new int[pairs + 1];
        int[] folds = new int[pairs];
        for (int p = 0; p < pairs; p++) {
            starts[p + 1] = starts[p] + size(p);
            folds[p] = p % FOLDS;
        }
        int[] members = Arrays.stream(sets)
                .flatMap(set -> IntStream.range(0, players).filter(i -> (set >> i & 1) != 0))
                .toArray();
        MemberFit fit = new MemberFit(players, ofPairs, starts, members, weights);
        double[] mean = new double[fit.unknowns()];
        double[] fitted = new double[pairs];
        for (int fold = 0; fold < FOLDS; fold++) {
            double[] solution = fit.fit(y, folds, fold);
            fit.forward(solution, fitted);
            for (int p = fold; p < pairs; p += FOLDS) {
                residuals[p] = y[p] - fitted[p];
            }
            for (int b = 0; b < mean.length; b++) {
                mean[b] += solution[b] / FOLDS;
            }
        }
        fit.forward(mean, fitted);
        for (int p = 0; p < pairs; p++) {
            residuals[p] = counts[p] == populations[p] ? y[p] - fitted[p] : residuals[p];
        }
        return mean;
    }

    double value(int player) {
        double value = total / players + fits[1][player];
        for (int p = 0; p < sets.length; p++) {
            value += ofValues[p][player] * oddResiduals[p] / counts[p];
        }
        return value;
    }

    double pair(int i, int j) {
        int cell = i * players + j;
        double value = fits[0][cell];
        for (int p = 0; p < sets.length; p++) {
            value += pairTerm(p, cell) / counts[p];
        }
        return value;
    }

    /** What the residuals of an evaluated pair say of two players. */
    private double pairTerm(int p, int cell) {
        return evens[p][cell] * evenResiduals[p] + odds[p][cell] * oddResiduals[p];
    }

    /** A player's Shapley value, what half of each of its pairs leaves of it, or what it is worth alone. */
    double main(int player) {
        if (index == InteractionIndex.STII) {
            return alone[player];
        }
        double main = value(player);
        for (int j = 0; j < players && index.splitsAttributions(); j++) {
            main -= j == player ? 0 : pair(player, j) / 2;
        }
        return main;
    }

    double valueError(int player) {
        double[] terms = new double[sets.length];
        for (int p = 0; p < terms.length; p++) {
            terms[p] = ofValues[p][player] * oddResiduals[p];
        }
        return error(terms);
    }

    double pairError(int i, int j) {
        double[] terms = new double[sets.length];
        for (int p = 0; p < terms.length; p++) {
            terms[p] = pairTerm(p, i * players + j);
        }
        return error(terms);
    }

    double mainError(int player) {
        if (index == InteractionIndex.STII) {
            return 0;
        }
        double[] terms = new double[sets.length];
        for (int p = 0; p < terms.length; p++) {
            terms[p] = ofValues[p][player] * oddResiduals[p];
            for (int j = 0; j < players && index.splitsAttributions(); j++) {
                terms[p] -= pairTerm(p, player * players + j) / 2;
            }
        }
        return error(terms);
    }

    /** Of a sum over sizes of means of terms, drawn without replacement. */
    private double error(double[] terms) {
        double variance = 0;
        for (int size = 1; size <= players / 2; size++) {
            double count = 0;
            double sum = 0;
            double population = population(players, size);
            for (int p = 0; p < terms.length; p++) {
                count += size(p) == size ? 1 : 0;
                sum += size(p) == size ? terms[p] : 0;
            }
            double squares = 0;
            for (int p = 0; p < terms.length; p++) {
                squares += size(p) == size ? square(terms[p] - sum / count) : 0;
            }
            variance += (1 - count / population) * squares / (count - 1) / count;
        }
        return Math.sqrt(variance);
    }
}
