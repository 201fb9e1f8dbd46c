package secant.kernelshap;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The estimators that one explainer has prepared, by their number of players.
 *
 * <p>Rows differ in how many players vary, and a design for 28 of 30 players is the same whichever 28 they are, so that
 * one plan serves them all. A plan depends on (players, budget, seed) alone: forgetting one and making it again changes no
 * bit. The plan for all players stays; the others are kept while they take at most {@link #MAX_BYTES} together, the one
 * that was used longest ago going first. Thread-safe; threads that need the same plan make it once.
 */
final class Plans {

    /** What plans for fewer than all players may take together, in bytes. */
    static final long MAX_BYTES = 64L << 20;

    private final int players;
    private final Estimator estimator;
    private final int budget;
    private final long seed;
    private final ShapleyEstimator forAll;
    private final LinkedHashMap<Integer, Slot> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param players all players of the explainer
     * @param estimator which was chosen
     * @param budget the number of coalitions, or {@link KernelShap#AUTOMATIC}
     * @param seed of every design
     */
    Plans(int players, Estimator estimator, int budget, long seed) {
        this.players = players;
        this.estimator = estimator;
        this.budget = budget;
        this.seed = seed;
        this.forAll = plan(players);
    }

    /** The estimator for games of some number of players, up to all. */
    ShapleyEstimator forPlayers(int varying) {
        return varying == players ? forAll : slot(varying).get();
    }

    /** How many coalitions a game of some number of players may evaluate. */
    static long budget(int players, int asked) {
        return asked == KernelShap.AUTOMATIC ? 2L * players + 2048 : asked;
    }

    private ShapleyEstimator plan(int varying) {
        long allowed = budget(varying, budget);
        if (varying <= ExactEnumeration.MAX_PLAYERS && ExactEnumeration.coalitions(varying) <= allowed) {
            return new ExactEnumeration(varying);
        }
        if (estimator instanceof Estimator.Automatic || estimator instanceof Estimator.LeastSquares) {
            return PairedLeastSquares.plan(varying, (int) allowed, seed);
        }
        if (estimator instanceof Estimator.Permutations permutations) {
            return PermutationSampling.plan(varying, allowed, permutations.orders(), seed);
        }
        throw new UnsupportedOperationException(estimator.toString());
    }

    private Slot slot(int varying) {
        synchronized (kept) {
            Slot slot = kept.computeIfAbsent(varying, Slot::new);
            long bytes = 0;
            for (Slot other : kept.values()) {
                bytes += other.bytes;
            }
            Iterator<Map.Entry<Integer, Slot>> oldest = kept.entrySet().iterator();
            while (bytes > MAX_BYTES && oldest.hasNext()) {
                Slot candidate = oldest.next().getValue();
                if (candidate != slot) {
                    bytes -= candidate.bytes;
                    oldest.remove();
                }
            }
            return slot;
        }
    }

    /** One plan, made by the first thread that asks while the others wait for it. */
    private final class Slot {

        private final int varying;
        private volatile long bytes;
        private @Nullable ShapleyEstimator plan;

        Slot(int varying) {
            this.varying = varying;
        }

        synchronized ShapleyEstimator get() {
            if (plan == null) {
                plan = plan(varying);
                bytes = plan.bytes();
            }
            return plan;
        }
    }
}
