package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.surrogate.SumConstrainedLeastSquares;

/**
 * Kernel SHAP on complement pairs: weighted least squares of the odd part o(S) = (v(S) − v(Sᶜ)) / 2 on ½ z·φ with
 * 1·φ = v(N) − v(∅) (Lundberg and Lee 2017; pairs: Covert and Lee 2021).
 *
 * <p>Only the odd part of a game bears on its Shapley values. A game whose interactions are of order 2 at most has an
 * additive odd part, so that its values are exact up to rounding at any budget (Mayer and Wüthrich 2025).
 *
 * <p>With G and s of {@link SumConstrainedLeastSquares} the solution is φ = Σ_p o_p h_p + s·total with h_p = ½ w_p G z_p:
 * one matrix–vector product a row and output. Standard errors are those of a HC3 sandwich within the size classes, with
 * the finite-population correction of each, which is 0 for a class that is complete.
 *
 * <p>Immutable. Memory: pairs × players doubles. Cost of a row beside the model: 4 · pairs · players · outputs additions.
 */
final class PairedLeastSquares {

    /** A row of leverage 1 has no residual of its own; HC3 would divide by 0. */
    static final double SMALLEST_SLACK = 1e-3;

    /** Classes of fewer pairs than this have no variance of their own worth the name and are merged. */
    private static final int SMALLEST_STRATUM = 4;

    private static final String NAME = "paired least squares, leverage sizes without replacement";

    /** The longest array that every Java machine can make. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final PairedDesign design;
    private final double[] directions;
    private final double[] slacks;
    private final double[] shares;
    private final double condition;
    private final List<Stratum> strata;

    private PairedLeastSquares(PairedDesign design, SumConstrainedLeastSquares system) {
        this.design = design;
        this.shares = system.shares();
        this.condition = system.condition();
        this.directions = directions(design, system.constrainedInverse().data());
        this.slacks = slacks(design, directions);
        this.strata = strata(design);
    }

    /** The largest budget whose directions, a double a pair and player, fit one array; less than 2M if M² do not. */
    static long largestBudget(int players) {
        return 2L * (LONGEST_ARRAY / players);
    }

    /**
     * Factors the regression.
     *
     * @param design at least as many pairs as players, or all there are
     */
    static PairedLeastSquares of(PairedDesign design) {
        return new PairedLeastSquares(design, SumConstrainedLeastSquares.ofGram(design.gram()));
    }

    /** h_p = ½ w_p G z_p = w_p Σ of G's rows over the members, since G's rows add up to 0; centred to add up to 0 itself. */
    private static double[] directions(PairedDesign design, double[] inverse) {
        int players = design.players();
        double[] directions = new double[design.pairs() * players];
        int[] members = new int[players];
        for (SizeClass sizes : design.classes()) {
            double weight = sizes.weight();
            for (int p = sizes.first(); p < sizes.end(); p++) {
                int from = p * players;
                int size = design.coalitions().members(p, members);
                for (int m = 0; m < size; m++) {
                    int row = members[m] * players;
                    for (int j = 0; j < players; j++) {
                        directions[from + j] += inverse[row + j];
                    }
                }
                double mean = 0;
                for (int j = 0; j < players; j++) {
                    mean += directions[from + j] / players;
                }
                for (int j = 0; j < players; j++) {
                    directions[from + j] = weight * (directions[from + j] - mean);
                }
            }
        }
        return directions;
    }

    /** 1 − leverage of each pair; the leverage is ¼ w zᵀ G z = ½ z·h. */
    private static double[] slacks(PairedDesign design, double[] directions) {
        int players = design.players();
        double[] slacks = new double[design.pairs()];
        int[] members = new int[players];
        for (int p = 0; p < slacks.length; p++) {
            int size = design.coalitions().members(p, members);
            double leverage = 0; // ½ z·h = Σ of h over the members, since h adds up to 0
            for (int m = 0; m < size; m++) {
                leverage += directions[p * players + members[m]];
            }
            slacks[p] = Math.max(SMALLEST_SLACK, 1 - leverage);
        }
        return slacks;
    }

    /**
     * Classes whose pairs are compared with their common mean: those that follow each other, merged until they have
     * enough pairs.
     */
    private record Stratum(List<SizeClass> classes) {

        int pairs() {
            return classes.stream().mapToInt(SizeClass::count).sum();
        }
    }

    private static List<Stratum> strata(PairedDesign design) {
        List<Stratum> strata = new ArrayList<>();
        List<SizeClass> open = new ArrayList<>();
        for (SizeClass sizes : design.classes()) {
            if (sizes.count() == sizes.population() && design.reachesEverySize()) {
                continue; // complete: nothing was left to chance
            }
            open.add(sizes);
            Stratum stratum = new Stratum(List.copyOf(open));
            if (stratum.pairs() >= SMALLEST_STRATUM) {
                strata.add(stratum);
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            strata.add(new Stratum(List.copyOf(open)));
        }
        return strata;
    }

    /** About how many bytes it holds. */
    long bytes() {
        return 8L * (directions.length + slacks.length)
                + 8L * design.coalitions().words().length;
    }

    /**
     * Solves for the values of all outputs.
     *
     * @param odd the odd part at every pair of the sequence, at least as many as the design has, an array an output
     * @param totals v(N) − v(∅), an output each
     */
    PairSolution solve(double[][] odd, double[] totals) {
        int players = design.players();
        double[] values = new double[totals.length * players];
        double[] errors = new double[totals.length * players];
        double[] ordered = new double[design.pairs()];
        double[] residuals = new double[design.pairs()];
        for (int k = 0; k < totals.length; k++) {
            double largest = 0;
            for (int p = 0; p < ordered.length; p++) {
                ordered[p] = odd[k][design.order(p)];
                largest = Math.max(largest, Math.abs(ordered[p]));
            }
            double[] solution = solve(ordered, totals[k]);
            System.arraycopy(solution, 0, values, k * players, players);
            Estimate.settle(values, k, players, totals[k], largest);
            residuals(ordered, totals[k], solution, residuals);
            System.arraycopy(standardErrors(residuals), 0, errors, k * players, players);
        }
        return new PairSolution(Method.named(NAME), values, errors, condition, List.of(), null);
    }

    private double[] solve(double[] odd, double total) {
        int players = design.players();
        double[] solution = new double[players];
        for (int p = 0; p < odd.length; p++) {
            double o = odd[p];
            int from = p * players;
            for (int j = 0; j < players; j++) {
                solution[j] += o * directions[from + j];
            }
        }
        for (int j = 0; j < players; j++) {
            solution[j] += shares[j] * total;
        }
        return solution;
    }

    /** o − ½ z·φ, where ½ z·φ is the members' sum less half of the total. */
    private void residuals(double[] odd, double total, double[] solution, double[] residuals) {
        int[] members = new int[design.players()];
        for (int p = 0; p < residuals.length; p++) {
            int size = design.coalitions().members(p, members);
            double fitted = -total / 2;
            for (int m = 0; m < size; m++) {
                fitted += solution[members[m]];
            }
            residuals[p] = odd[p] - fitted;
        }
    }

    private double[] standardErrors(double[] residuals) {
        double largest = 0;
        for (double residual : residuals) {
            largest = Math.max(largest, Math.abs(residual));
        }
        // In units of the largest's power of two, so that the squares neither overflow nor vanish.
        int exponent = Math.getExponent(largest);
        double[] scaled = new double[residuals.length];
        for (int p = 0; p < scaled.length; p++) {
            scaled[p] = Math.scalb(residuals[p], -exponent);
        }
        double[] variances = new double[design.players()];
        for (Stratum stratum : strata) {
            addVariance(stratum, scaled, variances);
        }
        double[] errors = new double[variances.length];
        for (int j = 0; j < errors.length; j++) {
            errors[j] = Math.scalb(Math.sqrt(variances[j]), exponent);
        }
        return errors;
    }

    private void addVariance(Stratum stratum, double[] residuals, double[] variances) {
        int players = design.players();
        int count = stratum.pairs();
        boolean centred = count >= SMALLEST_STRATUM;
        double[] means = centred ? means(stratum, residuals, count) : new double[players];
        double correction = centred ? (double) count / (count - 1) : 1;
        double[] squares = new double[players];
        for (SizeClass sizes : stratum.classes()) {
            Arrays.fill(squares, 0);
            for (int p = sizes.first(); p < sizes.end(); p++) {
                double scaled = residuals[p] / slacks[p];
                for (int j = 0; j < players; j++) {
                    double deviation = scaled * directions[p * players + j] - means[j];
                    squares[j] += deviation * deviation;
                }
            }
            double unseen = unseenShare(sizes);
            for (int j = 0; j < players; j++) {
                variances[j] += correction * unseen * squares[j];
            }
        }
    }

    private double[] means(Stratum stratum, double[] residuals, int count) {
        int players = design.players();
        double[] means = new double[players];
        for (SizeClass sizes : stratum.classes()) {
            for (int p = sizes.first(); p < sizes.end(); p++) {
                double scaled = residuals[p] / slacks[p] / count;
                for (int j = 0; j < players; j++) {
                    means[j] += scaled * directions[p * players + j];
                }
            }
        }
        return means;
    }

    /** The finite-population correction; none where whole sizes are never drawn, about which a full class says nothing. */
    private double unseenShare(SizeClass sizes) {
        return design.reachesEverySize() ? 1 - sizes.count() / sizes.population() : 1;
    }
}
