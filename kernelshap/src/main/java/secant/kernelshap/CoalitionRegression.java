package secant.kernelshap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;
import secant.surrogate.SingularSystemException;
import secant.surrogate.SumConstrainedLeastSquares;

/**
 * Weighted least squares of gains on membership, min Σ w (v(S) − v(∅) − x·φ)² with 1·φ = v(N) − v(∅), on coalitions of a
 * {@link DrawnCoalitions}, and on the players that a {@link PlayerSelection} keeps.
 *
 * <p>With G and s of {@link SumConstrainedLeastSquares} the solution is φ = G Σ w x (v(S) − v(∅)) + s·total. Coalitions that
 * do not determine it get, with a warning, the solution nearest to equal shares.
 *
 * <p>Standard errors come from the drawn units, which are independent draws: a unit that was drawn d times bears
 * u = G Σ w x e / d a draw, with its residuals e divided by 1 − leverage (HC3), and the variance is n / (n − 1) Σ d (u − ū)²
 * over n draws. What was evaluated in full bears none; only where fewer than {@value #FEWEST_UNITS} units were drawn, though
 * not all was evaluated, is everything treated as if it had been drawn. Where players were selected, the standard error is
 * √(SE² + (φ − ψ)²), with ψ the values of all players without selection: what a selection sets to 0 is not exact.
 *
 * <p>Immutable. Memory: coalitions and players² doubles, and 4 · coalitions · players for a selection while it is made.
 */
final class CoalitionRegression implements ShapleyEstimator {

    static final int FEWEST_UNITS = 4;

    /** Below this many coalitions a player there are too few residuals for standard errors to be more than rough. */
    private static final int ROUGH_BELOW = 5;

    private static final int PROGRESS_STEPS = 100;

    private final String name;
    private final DrawnCoalitions drawn;
    private final PlayerSelection selection;
    private final boolean everyCoalition;
    private final SumConstrainedLeastSquares system;
    private final double[] inverse;
    private final boolean determined;
    private final double[] slacks;

    private CoalitionRegression(String name, DrawnCoalitions drawn, PlayerSelection selection) {
        this.name = name;
        this.drawn = drawn;
        this.selection = selection;
        int players = players();
        this.everyCoalition = coversAll(players, drawn.coalitions().count());
        Matrix gram = gram(drawn);
        SumConstrainedLeastSquares solver;
        boolean unique = true;
        try {
            solver = SumConstrainedLeastSquares.ofGram(gram);
        } catch (SingularSystemException e) {
            unique = false;
            solver = SumConstrainedLeastSquares.nearestEqualShares(gram);
        }
        this.determined = unique;
        this.system = solver;
        this.inverse = system.constrainedInverse().data();
        this.slacks = slacks();
    }

    /** The estimator of {@link Estimator.ShapCompatible}, for 2 players or more. */
    static ShapleyEstimator shap(int players, long budget, PlayerSelection selection, long seed) {
        boolean all = coversAll(players, budget);
        if (all && selection instanceof PlayerSelection.All) {
            return new ExactEnumeration(players);
        }
        return new CoalitionRegression(
                "as shap: small and large sizes in full, others drawn by the kernel"
                        + (selection instanceof PlayerSelection.All ? "" : "; players kept: " + selection),
                KernelSampling.shap(players, (int) (all ? ExactEnumeration.coalitions(players) : budget), seed),
                selection);
    }

    /**
     * The estimator of {@link Estimator.Hybrid}, for 2 players or more.
     *
     * @throws IllegalArgumentException if the budget does not cover the sizes that are evaluated in full
     */
    static ShapleyEstimator hybrid(int players, int degree, long budget, long seed) {
        checkHybrid(players, degree, budget);
        if (coversAll(players, budget)) {
            return new ExactEnumeration(players);
        }
        return new CoalitionRegression(
                "hybrid of degree " + degree + ": sizes up to it in full, others drawn in pairs by the kernel",
                KernelSampling.hybrid(players, degree, (int) budget, seed),
                new PlayerSelection.All());
    }

    static void checkHybrid(int players, int degree, long budget) {
        double core = KernelSampling.hybridCore(players, degree);
        if (budget < core) {
            throw new IllegalArgumentException("coalitions must be at least " + (long) core + " for a hybrid of degree "
                    + degree + " with " + players + " players but is " + budget
                    + (degree > 1 ? "; or take degree 1" : ""));
        }
    }

    private static boolean coversAll(int players, long budget) {
        return players <= ExactEnumeration.MAX_PLAYERS && budget >= ExactEnumeration.coalitions(players);
    }

    private int players() {
        return drawn.coalitions().players();
    }

    /** A = Σ w x xᵀ. */
    private static Matrix gram(DrawnCoalitions drawn) {
        Coalitions coalitions = drawn.coalitions();
        int players = coalitions.players();
        double[] gram = new double[Math.multiplyExact(players, players)];
        int[] members = new int[players];
        for (int c = 0; c < coalitions.count(); c++) {
            int size = coalitions.members(c, members);
            double weight = drawn.weights()[c];
            for (int a = 0; a < size; a++) {
                int row = members[a] * players;
                for (int b = 0; b <= a; b++) {
                    gram[row + members[b]] += weight;
                }
            }
        }
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * players + i] = gram[i * players + j];
            }
        }
        return Matrix.wrap(players, players, gram);
    }

    /** 1 − w xᵀGx of each coalition, less that of its complement if it was drawn with it, whose row of the fit is the same. */
    private double[] slacks() {
        Coalitions coalitions = drawn.coalitions();
        int[] members = new int[players()];
        double[] slacks = new double[coalitions.count()];
        for (int c = 0; c < slacks.length; c++) {
            int size = coalitions.members(c, members);
            double leverage = 0;
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    leverage += inverse[members[a] * players() + members[b]];
                }
            }
            slacks[c] = 1 - drawn.weights()[c] * leverage;
        }
        for (int unit = 0; unit < drawn.units(); unit++) {
            int start = drawn.start(unit);
            if (drawn.start(unit + 1) == start + 2) {
                slacks[start] = slacks[start] + slacks[start + 1] - 1;
                slacks[start + 1] = slacks[start];
            }
        }
        for (int c = 0; c < slacks.length; c++) {
            slacks[c] = Math.max(PairedLeastSquares.SMALLEST_SLACK, slacks[c]);
        }
        return slacks;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long coalitions() {
        return drawn.coalitions().count();
    }

    @Override
    public long bytes() {
        return 8L * (inverse.length * 2L + coalitions() * 3 + drawn.coalitions().words().length);
    }

    @Override
    public Estimate estimate(MaskedModel game, ProgressListener listener) {
        int outputs = game.outputs();
        int players = players();
        ProgressMeter meter = new ProgressMeter(listener, coalitions());
        double[][] gains = evaluate(game, outputs, meter);
        double[] totals = game.totalGains();
        double[] values = new double[outputs * players];
        double[] errors = new double[outputs * players];
        for (int k = 0; k < outputs; k++) {
            double[] all = solve(gains[k], totals[k]);
            double[] error = standardErrors(gains[k], all);
            double[] kept = select(gains[k], totals[k], all);
            for (int i = 0; i < players; i++) {
                values[k * players + i] = kept[i];
                errors[k * players + i] = StrictMath.hypot(error[i], kept[i] - all[i]);
            }
            if (selection instanceof PlayerSelection.All) {
                // What rounding is grows with the condition, since large terms cancel.
                double scale = Math.max(largest(gains[k]), largest(all)) * Math.max(1, 1e-4 * system.condition());
                Estimate.settle(values, k, players, totals[k], scale);
            }
        }
        return new Estimate(
                players,
                values,
                errors,
                coalitions(),
                StopReason.BUDGET,
                system.condition(),
                warnings(meter),
                Method.named(name));
    }

    private List<String> warnings(ProgressMeter meter) {
        List<String> warnings = new ArrayList<>(meter.warnings());
        if (!determined) {
            warnings.add("the " + coalitions() + " coalitions drawn do not determine the values of " + players()
                    + " players; of all values that fit, those nearest to equal shares are given");
        }
        if (!everyCoalition && coalitions() < (long) ROUGH_BELOW * players()) {
            warnings.add("standard errors are rough: " + coalitions() + " coalitions are fewer than " + ROUGH_BELOW
                    + " for each of " + players() + " players");
        }
        return warnings;
    }

    /** v(S) − v(∅) of every coalition, an array an output. */
    private double[][] evaluate(MaskedModel game, int outputs, ProgressMeter meter) {
        Coalitions coalitions = drawn.coalitions();
        int count = coalitions.count();
        double[][] all = new double[outputs][count];
        int perCall = game.coalitionsPerCall();
        int block = (int) Math.min((long) Math.max(1, count / PROGRESS_STEPS / perCall) * perCall, count);
        double[] gains = new double[block * outputs];
        for (int from = 0; from < count; from += block) {
            int to = Math.min(from + block, count);
            game.gains(coalitions, from, to, gains);
            for (int c = from; c < to; c++) {
                for (int k = 0; k < outputs; k++) {
                    all[k][c] = gains[(c - from) * outputs + k];
                }
            }
            meter.advance(to - from);
        }
        return all;
    }

    private double[] solve(double[] gains, double total) {
        double[] moments = new double[players()];
        int[] members = new int[moments.length];
        for (int c = 0; c < gains.length; c++) {
            int size = drawn.coalitions().members(c, members);
            double weighted = drawn.weights()[c] * gains[c];
            for (int m = 0; m < size; m++) {
                moments[members[m]] += weighted;
            }
        }
        return system.solveMoments(Matrix.wrap(moments.length, 1, moments), new double[] {total})
                .data();
    }

    private double[] select(double[] gains, double total, double[] all) {
        if (selection instanceof PlayerSelection.All) {
            return all;
        }
        SelectedRegression regression = new SelectedRegression(membership(), drawn.weights());
        int[] chosen = regression.choose(gains, total, selection);
        if (chosen.length == 0 && total != 0) {
            throw new ArithmeticException("the lasso keeps no player, so that the values cannot add up to " + total
                    + "; ask for a smaller penalty, or a number of players");
        }
        return regression.solve(chosen, gains, total);
    }

    private Matrix membership() {
        Coalitions coalitions = drawn.coalitions();
        Matrix membership = Matrix.zeros(coalitions.count(), players());
        int[] members = new int[players()];
        for (int c = 0; c < coalitions.count(); c++) {
            int size = coalitions.members(c, members);
            for (int m = 0; m < size; m++) {
                membership.data()[c * players() + members[m]] = 1;
            }
        }
        return membership;
    }

    private double[] standardErrors(double[] gains, double[] solution) {
        int players = players();
        if (everyCoalition) {
            return new double[players];
        }
        boolean few = drawn.units() < FEWEST_UNITS;
        int units = few ? gains.length : drawn.units();
        double[] residuals = residuals(gains, solution);
        int exponent = Math.getExponent(largest(residuals));
        double[] sums = new double[players];
        double[] squares = new double[players];
        double[] bearing = new double[players];
        long draws = 0;
        for (int pass = 0; pass < 2; pass++) { // the means first, then the deviations from them
            for (int unit = 0; unit < units; unit++) {
                int times = few ? 1 : drawn.draws(unit);
                int end = few ? unit + 1 : drawn.start(unit + 1);
                bear(few ? unit : drawn.start(unit), end, residuals, -exponent, times, bearing);
                draws += pass == 0 ? times : 0;
                for (int j = 0; j < players; j++) {
                    if (pass == 0) {
                        sums[j] += times * bearing[j];
                    } else {
                        double deviation = bearing[j] - sums[j] / draws;
                        squares[j] += times * deviation * deviation;
                    }
                }
            }
        }
        double[] errors = new double[players];
        for (int j = 0; j < players; j++) {
            errors[j] = Math.scalb(Math.sqrt(squares[j] * draws / (draws - 1)), exponent);
        }
        return errors;
    }

    /** What a draw of some coalitions bears on the values: G Σ w x e / draws, each e over its slack. */
    private void bear(int from, int to, double[] residuals, int scale, int draws, double[] bearing) {
        int players = players();
        Arrays.fill(bearing, 0);
        int[] members = new int[players];
        // G x of a complement is −G x of the coalition, since G's rows add up to 0.
        double pull = drawn.weights()[from] * Math.scalb(residuals[from], scale) / slacks[from] / draws;
        if (to > from + 1) {
            pull -= drawn.weights()[from + 1] * Math.scalb(residuals[from + 1], scale) / slacks[from + 1] / draws;
        }
        int size = drawn.coalitions().members(from, members);
        for (int m = 0; m < size; m++) {
            int row = members[m] * players;
            for (int j = 0; j < players; j++) {
                bearing[j] += pull * inverse[row + j];
            }
        }
    }

    private double[] residuals(double[] gains, double[] solution) {
        double[] residuals = gains.clone();
        int[] members = new int[solution.length];
        for (int c = 0; c < gains.length; c++) {
            int size = drawn.coalitions().members(c, members);
            for (int m = 0; m < size; m++) {
                residuals[c] -= solution[members[m]];
            }
        }
        return residuals;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
