package secant.kernelshap;

/** One {@link PairSequence}, drawn as far as anybody has asked for. Thread-safe. */
final class PairSource {

    private final int players;
    private final long seed;
    private volatile PairSequence longest;

    PairSource(int players, long seed) {
        this.players = players;
        this.seed = seed;
        this.longest = PairSequence.draw(players, Math.min(2 * players, PairedRun.allPairs(players)), seed);
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
            longest = PairSequence.draw(players, (int) Math.max(pairs, doubled), seed);
        }
        return longest;
    }

    long bytes() {
        return 8L * longest.coalitions().words().length + 4L * longest.pairs();
    }
}
