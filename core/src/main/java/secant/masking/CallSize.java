package secant.masking;

/**
 * How many rows a call of the model gets. Most models get whole batches. One that is seen to answer about as fast as rows
 * are put together gets fewer, so that they are still in the first-level cache when it reads them. Only time depends on it.
 * Thread-safe.
 */
final class CallSize {

    /** 32 KB: what a first-level data cache holds at least. */
    private static final int NEAR_CELLS = 4 * 1024;

    /** Nanoseconds a cell: a dot product takes a third of one, a hundred trees a hundred. */
    private static final double FAST = 1;

    private final int most;
    private final int near;
    private final int columns;
    private volatile boolean fast;

    private CallSize(int most, int near, int columns) {
        this.most = most;
        this.near = near;
        this.columns = columns;
    }

    /** Always as many rows. */
    static CallSize fixed(int rows, int columns) {
        return new CallSize(rows, rows, columns);
    }

    /** At most so many rows, of whole coalitions where one fits. */
    static CallSize adaptive(int most, int rowsPerCoalition, int columns) {
        return new CallSize(most, Math.min(most, whole(Math.max(1, NEAR_CELLS / columns), rowsPerCoalition)), columns);
    }

    /** A batch of whole coalitions where one fits: then a block of coalitions needs no last, shorter batch. */
    static int whole(int rows, int rowsPerCoalition) {
        return rows < rowsPerCoalition ? rows : rows / rowsPerCoalition * rowsPerCoalition;
    }

    int rows() {
        return fast ? near : most;
    }

    /** The most that it ever is. */
    int most() {
        return most;
    }

    /** Whether it is of use to know what a call takes. */
    boolean isOpen() {
        return !fast && near < most;
    }

    /** Takes note of what a call took. The fastest counts: others were compiled meanwhile, or waited. */
    void took(int rows, long nanoseconds) {
        if (isOpen() && rows >= near && nanoseconds < FAST * rows * columns) {
            fast = true;
        }
    }
}
