package secant.kernelshap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.masking.MaskedModel;
import secant.masking.MaskedSubject;

/**
 * Estimates the Shapley values of games, as the options of one explainer say, and keeps what it has prepared for them.
 *
 * <p>Rows differ in how many players vary, and a design for 28 of 30 players is the same whichever 28 they are, so that
 * one serves them all. A few designs take turns, by the row, so that the errors of many rows do not line up in their mean.
 * Thread-safe.
 */
final class ShapleyEstimation {

    /** How many designs take turns. */
    private static final int DESIGNS = 4;

    private final Estimator estimator;
    private final Budget budget;
    private final long seed;
    private final @Nullable SharedProcess shared;
    private final PairPolicy policy;
    private final PlanCache<SourceKey, PairSource> sources = new PlanCache<>(PairSource::bytes);
    private final PlanCache<NamedKey, ShapleyEstimator> named = new PlanCache<>(ShapleyEstimator::bytes);

    /** @param shared tuned for all rows; null if each is to have its own */
    ShapleyEstimation(Estimator estimator, Budget budget, long seed, @Nullable SharedProcess shared) {
        this.estimator = estimator;
        this.budget = budget;
        this.seed = seed;
        this.shared = shared;
        this.policy = new PairPolicy(estimator, seed, shared);
    }

    private record SourceKey(int players, int design) {}

    private record NamedKey(int players, long coalitions) {}

    /** Checks the budget for a game of some number of players. */
    void check(int players) {
        BudgetCheck.checkPlayers(estimator, budget, players);
    }

    /** Whether an estimator goes on from a few coalitions to more, as far as it takes. */
    static boolean grows(Estimator estimator) {
        return estimator instanceof Estimator.Automatic
                || estimator instanceof Estimator.LeastSquares
                || estimator instanceof Estimator.OddProcess;
    }

    /**
     * Begins to estimate the values of a game. Nothing is evaluated yet.
     *
     * @param subject what is explained; its row decides the design, its outputs decide when it is done
     * @param game the subject itself, or the same with more outputs behind its own
     * @param limit of the game's coalitions
     * @param listener is told of evaluated coalitions
     */
    ShapleyRun start(MaskedSubject subject, MaskedModel game, CoalitionLimit limit, ProgressListener listener) {
        return start(game, subject.outputs(), subject.varyingPlayers(), subject.row(), limit, listener);
    }

    ShapleyRun start(MaskedModel game, int deciding, int[] varying, double[] row, ProgressListener listener) {
        return start(game, deciding, varying, row, limit(game), listener);
    }

    private ShapleyRun start(
            MaskedModel game,
            int deciding,
            int[] varying,
            double[] row,
            CoalitionLimit limit,
            ProgressListener listener) {
        long cap = limit.coalitions();
        int players = game.players();
        if (enumerates(estimator, budget, limit)) {
            return new SingleStep(new ExactEnumeration(players), game, listener);
        }
        if (!grows(estimator)) {
            return new SingleStep(
                    named.get(new NamedKey(players, cap), () -> plan(players, (int) cap)), game, listener);
        }
        int design = design(row);
        PairSource source = sources.get(
                new SourceKey(players, design),
                () -> new PairSource(players, Seeds.at(seed, design), spreads(estimator)));
        return new PairedRun(
                game, deciding, varying, source, policy, budget, cap, new ProgressMeter(listener, cap / 2 * 2));
    }

    /** What the explainer was set to and what became of it, for the provenance. */
    Map<String, String> options(CoalitionLimit limit, Estimate estimate) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("estimator", estimate.method().name());
        options.put("chosen", chosen(limit, estimate.method().reason()));
        String further = estimate.coalitions() > limit.coalitions()
                ? ", continued to " + estimate.coalitions() + " coalitions"
                : "";
        options.put("budget", budget.describe(limit.players()) + limit.describe() + further);
        if (shared != null) {
            options.put(
                    "process tuned on",
                    shared.description() + (estimate.method().byProcess() ? "" : "; not used"));
        }
        return options;
    }

    /** What a reader of an estimate should know of the options. */
    List<String> warnings(CoalitionLimit limit, Estimate estimate) {
        List<String> warnings = new ArrayList<>(limit.missed(estimate));
        if (shared != null && !estimate.exact() && !estimate.method().byProcess()) {
            warnings.add("the process tuned on " + shared.description()
                    + " was not used: the values seem to just add up; "
                    + estimate.coalitions() + " coalitions are too few to be sure of that with " + limit.players()
                    + " players");
        }
        return warnings;
    }

    /** Who has chosen the estimator, and why, if it is not what was asked for. */
    private String chosen(CoalitionLimit limit, String reason) {
        String why = reason;
        if (!(estimator instanceof Estimator.Exact) && enumerates(estimator, budget, limit)) {
            why = limit.players() < PairedRun.LEAST_PLAYERS
                    ? "games of so few players are always enumerated"
                    : "the budget pays for every coalition";
        }
        String who = estimator instanceof Estimator.Automatic ? "by the automatic policy" : "by name";
        return why.isEmpty() ? who : who + "; " + why;
    }

    /** How many coalitions of a game may be evaluated. */
    CoalitionLimit limit(MaskedModel game) {
        // The model predicts the row itself once more in the end.
        return CoalitionLimit.of(
                game.players(), budget.cap(game.players(), game.modelRows() + 1, game.rowsPerCoalition()));
    }

    /** Whether every coalition is evaluated from the start, and no player is left out. */
    static boolean enumerates(Estimator estimator, Budget budget, CoalitionLimit limit) {
        boolean selects = estimator instanceof Estimator.ShapCompatible; // may be asked to leave players out
        if (limit.players() < (selects ? 2 : PairedRun.LEAST_PLAYERS) || estimator instanceof Estimator.Exact) {
            return true;
        }
        return limit.paysForAll() && !selects && (budget.isFixed() || budget.isAutomatic());
    }

    /** Whether sequences begin with cyclic sets. */
    static boolean spreads(Estimator estimator) {
        return !(estimator instanceof Estimator.LeastSquares);
    }

    /** Whether an estimator has a process to tune. */
    static boolean tunable(Estimator estimator) {
        return estimator instanceof Estimator.Automatic || estimator instanceof Estimator.OddProcess;
    }

    private ShapleyEstimator plan(int players, int coalitions) {
        if (estimator instanceof Estimator.ShapCompatible compatible) {
            return CoalitionRegression.shap(players, coalitions, compatible.selection(), seed);
        }
        if (estimator instanceof Estimator.Hybrid hybrid) {
            return CoalitionRegression.hybrid(players, hybrid.degree(), coalitions, seed);
        }
        if (estimator instanceof Estimator.Permutations permutations) {
            return PermutationSampling.plan(players, coalitions, permutations.orders(), seed);
        }
        throw new IllegalStateException("nothing is planned for " + estimator);
    }

    /** Rows take turns by their bits, so that the order of calls does not matter. */
    private static int design(double[] row) {
        long hash = 0;
        for (double value : row) {
            hash = Seeds.mix(hash ^ Double.doubleToLongBits(value));
        }
        return (int) Long.remainderUnsigned(hash, DESIGNS);
    }
}
