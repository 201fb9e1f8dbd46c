package secant.kernelshap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import secant.explanation.Explanation;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.masking.MaskedModel;

/**
 * An estimation along a {@link PairSequence}, from its first pair to where its budget ends it, and further if asked to.
 *
 * <p>First come as many pairs as players, and a few more; if the values just add up, they are exact and nothing else is
 * evaluated. A budget without a precision is then spent at once. With a precision to reach, values and errors are estimated
 * at the rungs of a ladder, each half as high again as the one before: the next rung is one, two or three up, by how far
 * the errors are from the precision. Not thread-safe.
 */
final class PairedRun implements ShapleyRun {

    /** Games of fewer players are enumerated: they have next to nothing to estimate. */
    static final int LEAST_PLAYERS = 4;

    /** Below this many coalitions a player there are too few residuals for standard errors to be more than rough. */
    private static final int ROUGH_BELOW = 5;

    /** The first rung, in pairs a player: where standard errors begin to be more than rough. */
    private static final double FIRST_RUNG = ROUGH_BELOW / 2.0;

    private static final double RUNG_GROWTH = 1.5;

    private static final int MOST_RUNGS_AT_ONCE = 3;

    /** Errors are taken to fall as this power of the number of pairs, to choose the next rung. */
    private static final double ERROR_POWER = -1.5;

    /** A rung that leaves no more than this share of the cap for later is the cap. */
    private static final double LAST_STEP = 0.2;

    private static final Method ADDITIVE = Method.named("values that just add up")
            .because("further coalitions agree with them, so that nothing else is to be found out");

    private final int players;
    private final int[] varying;
    private final PairPolicy policy;
    private final Budget budget;
    private final ProgressMeter meter;
    private final PairEvaluation evaluation;
    private final @Nullable Deadline deadline;
    private final int allPairs;

    private final int cap;
    private int rung;
    private @Nullable OddProcess process;
    private @Nullable PairSolution solved;
    private int solvedPairs;
    private long solveTime;
    private @Nullable Estimate latest;
    private boolean additiveTested;
    private boolean finished;

    /**
     * @param game of 4 players or more
     * @param deciding how many outputs, the first ones, decide what is done; the others go along
     * @param varying who plays, by their index among all players
     * @param source which coalitions are evaluated
     * @param policy makes estimates of what has been evaluated
     * @param budget ends it
     * @param cap the most coalitions that the budget allows; an odd last one is not spent
     * @param meter is told of evaluated coalitions
     */
    PairedRun(
            MaskedModel game,
            int deciding,
            int[] varying,
            PairSource source,
            PairPolicy policy,
            Budget budget,
            long cap,
            ProgressMeter meter) {
        this.players = game.players();
        this.varying = varying;
        this.policy = policy;
        this.budget = budget;
        this.meter = meter;
        this.evaluation = new PairEvaluation(game, deciding, source, meter);
        this.deadline = budget.time() == null ? null : Deadline.in(budget.time());
        this.allPairs = allPairs(players);
        this.cap = (int) Math.min(cap / 2, allPairs);
    }

    /** How many complement pairs there are, 2^(M−1) − 1, or the largest int. */
    static int allPairs(int players) {
        return players > ExactEnumeration.MAX_PLAYERS
                ? Integer.MAX_VALUE
                : (int) (ExactEnumeration.coalitions(players) / 2);
    }

    @Override
    public Estimate toEnd(Function<Estimate, Explanation> write) {
        boolean show = meter.wantsSnapshots();
        startClock();
        try {
            while (!finished) {
                step(show);
                if (show && !finished) {
                    meter.show(() -> write.apply(latest()));
                }
            }
        } finally {
            stopClock();
        }
        return latest();
    }

    @Override
    public Estimate advance() {
        startClock();
        try {
            if (!finished) {
                step(true);
            }
        } finally {
            stopClock();
        }
        return latest();
    }

    private void startClock() {
        if (deadline != null) {
            deadline.start();
        }
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.stop();
        }
    }

    @Override
    public Estimate continueTo(long coalitions) {
        if (latest != null && latest.exact()) {
            return latest;
        }
        if (coalitions / 2 < allPairs && coalitions > PairedLeastSquares.largestBudget(players)) {
            throw new IllegalArgumentException("coalitions must be at most "
                    + PairedLeastSquares.largestBudget(players) + " for " + players
                    + " players, or one array cannot hold the regression, but is " + coalitions);
        }
        long least = Budget.leastCoalitions(players);
        if (coalitions < least && latest == null) {
            throw new IllegalArgumentException(
                    "coalitions must be at least " + least + " for " + players + " players but is " + coalitions);
        }
        int target = (int) Math.min(coalitions / 2, allPairs);
        if (target > evaluation.pairs() || latest == null) {
            if (tryAdditive(target, null)) {
                return latest();
            }
            evaluation.growTo(target, null, 0);
            PairSolution solution = solve(null);
            boolean exact = evaluation.pairs() == allPairs;
            latest = estimate(exact ? StopReason.EXACT : StopReason.BUDGET, solution);
            if (exact || evaluation.pairs() >= cap) {
                end();
            }
        }
        return latest();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    private Estimate latest() {
        if (latest == null) {
            throw new IllegalStateException("nothing has been estimated yet");
        }
        return latest;
    }

    private void step(boolean show) {
        if (tryAdditive(cap, deadline)) {
            return;
        }
        boolean climbing = show || budget.stopsAtPrecision() || deadline != null;
        int target = Math.max(climbing ? height() : cap, evaluation.pairs());
        boolean reached = evaluation.growTo(target, deadline, nextSolve(target));
        // Where a precision is to be reached, every rung begins with what the one before found out.
        PairSolution solution = evaluation.pairs() == solvedPairs && solved != null
                ? solved
                : solve(budget.stopsAtPrecision() ? process : null);
        double excess = budget.stopsAtPrecision()
                ? budget.excess(solution, players, evaluation.openDeciding())
                : Double.POSITIVE_INFINITY;
        if (evaluation.pairs() == allPairs) {
            finish(StopReason.EXACT, solution);
        } else if (excess <= 1) {
            finish(StopReason.PRECISION, solution);
        } else if (!reached) {
            finish(StopReason.TIME, solution);
        } else if (evaluation.pairs() == cap) {
            finish(StopReason.BUDGET, solution);
        } else {
            latest = estimate(StopReason.RUNNING, solution);
            rung += Math.min(MOST_RUNGS_AT_ONCE, rungsTo(excess));
        }
    }

    /** How many rungs up the errors are taken to be as small as they shall be. */
    private static int rungsTo(double excess) {
        if (excess == Double.POSITIVE_INFINITY) {
            return 1; // nothing to reach but the end
        }
        double rungs = StrictMath.log(excess) / -ERROR_POWER / StrictMath.log(RUNG_GROWTH);
        return Math.max(1, (int) Math.min(Math.round(rungs), MOST_RUNGS_AT_ONCE));
    }

    private int height() {
        double pairs = Math.ceil(FIRST_RUNG * players);
        for (int r = 0; r < rung; r++) {
            pairs *= RUNG_GROWTH;
        }
        pairs = Math.max(pairs, evaluation.enoughToTell());
        return pairs >= cap * (1 - LAST_STEP) ? cap : (int) pairs;
    }

    /** Tests once, when there are enough pairs, whether the values just add up. */
    private boolean tryAdditive(int most, @Nullable Deadline until) {
        int enough = evaluation.enoughToTell();
        if (additiveTested) {
            return false;
        }
        if (evaluation.pairs() < enough) {
            evaluation.growTo(Math.min(most, enough), until, 0);
        }
        additiveTested = evaluation.pairs() >= enough;
        if (!evaluation.findAdditive()) {
            return false;
        }
        finish(StopReason.ADDITIVE, new PairSolution(ADDITIVE, new double[0], new double[0], 1, List.of(), null));
        return true;
    }

    private PairSolution solve(@Nullable OddProcess before) {
        long start = deadline == null ? 0 : deadline.spent();
        PairSolution solution = policy.solve(evaluation, varying, before);
        solveTime = deadline == null ? 0 : deadline.spent() - start;
        solvedPairs = evaluation.pairs();
        solved = solution;
        process = solution.process();
        return solution;
    }

    /** About how many nanoseconds the next estimate will take, so that a limit of time leaves room for it. */
    private long nextSolve(int pairs) {
        double growth = solvedPairs == 0 ? 1 : (double) pairs / solvedPairs;
        return (long) (solveTime * growth * growth);
    }

    private void finish(StopReason reason, PairSolution solution) {
        latest = estimate(reason, solution);
        end();
    }

    private void end() {
        finished = true;
        meter.end();
    }

    private Estimate estimate(StopReason reason, PairSolution solution) {
        List<String> warnings = new ArrayList<>(meter.warnings());
        warnings.addAll(solution.warnings());
        if (reason == StopReason.BUDGET || reason == StopReason.TIME) {
            warnings.addAll(budget.missed(solution, players, evaluation.openDeciding()));
        }
        long coalitions = 2L * evaluation.pairs();
        boolean exact = reason == StopReason.EXACT || reason == StopReason.ADDITIVE;
        if (!exact && coalitions < (long) ROUGH_BELOW * players) {
            warnings.add("standard errors are rough: " + coalitions + " coalitions are fewer than " + ROUGH_BELOW
                    + " for each of " + players + " players");
        }
        return new Estimate(
                players,
                withAdditive(solution.values(), true),
                withAdditive(solution.standardErrors(), false),
                coalitions,
                reason,
                solution.condition(),
                warnings,
                solution.method());
    }

    /** Puts the outputs that just add up among the others; their errors are 0. */
    private double[] withAdditive(double[] open, boolean areValues) {
        double[] all = new double[evaluation.outputs() * players];
        int next = 0;
        for (int k = 0; k < evaluation.outputs(); k++) {
            double[] additive = evaluation.additiveValues(k);
            if (additive == null) {
                System.arraycopy(open, players * next++, all, k * players, players);
            } else if (areValues) {
                System.arraycopy(additive, 0, all, k * players, players);
            }
        }
        return all;
    }
}
