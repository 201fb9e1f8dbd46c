package secant.kernelshap;

import org.jspecify.annotations.Nullable;

/** One {@link PairSequence}, drawn as far as anybody has asked for. Thread-safe. */
final class PairSource {

    private final int players;
    private final long seed;
    private final @Nullable CyclicSets first;
    private volatile PairSequence longest;

    /** @param spread whether cyclic sets come first, rather than single players */
    PairSource(int players, long seed, boolean spread) {
        this.players = players;
        this.seed = seed;
        this.first = spread ? CyclicSets.of(players) : null;
        this.longest = draw(Math.min(2 * players, PairedRun.allPairs(players)));
    }

    /** How many pairs a sequence begins with before sizes are left to chance. */
    static int border(int players, boolean spread) {
        return spread && CyclicSets.of(players).size() > 1 ? 2 * players : players;
    }

    private PairSequence draw(int pairs) {
        return first == null
                ? PairSequence.draw(players, pairs, seed)
                : PairSequence.drawSpread(players, pairs, seed, first);
    }

    int players() {
        return players;
    }

    /** With the players, all that the sequence depends on. */
    long seed() {
        return seed;
    }

    /** The sequence, at least so long. */
    PairSequence atLeast(int pairs) {
        PairSequence sequence = longest;
        return pairs <= sequence.pairs() ? sequence : grow(pairs);
    }

    private synchronized PairSequence grow(int pairs) {
        if (pairs > longest.pairs()) {
            long doubled = Math.min(2L * longest.pairs(), PairedRun.allPairs(players));
            longest = draw((int) Math.max(pairs, doubled));
        }
        return longest;
    }

    long bytes() {
        return 8L * longest.coalitions().words().length + 4L * longest.pairs();
    }
}
