package secant.reference;

/** How many coalitions an estimator may evaluate, by the number M of players that vary. */
enum AccuracyBudget {
    TWO("2M", 2, 0),
    FIVE("5M", 5, 0),
    TEN("10M", 10, 0),
    TWENTY("20M", 20, 0),
    DEFAULT("default", 2, 2048);

    private final String text;
    private final int perPlayer;
    private final int more;

    AccuracyBudget(String text, int perPlayer, int more) {
        this.text = text;
        this.perPlayer = perPlayer;
        this.more = more;
    }

    int coalitions(int players) {
        return perPlayer * players + more;
    }

    /** Whether it pays for every coalition, so that there is no error to speak of. */
    boolean coversAll(int players) {
        return players < Integer.SIZE - 2 && coalitions(players) >= (1L << players) - 2;
    }

    /** As in {@code geomean 2M=…}. */
    @Override
    public String toString() {
        return text;
    }
}
