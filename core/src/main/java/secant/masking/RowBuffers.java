package secant.masking;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The arrays that masked rows are made in, each exactly as long as the rows of one call, since a matrix takes up its whole
 * array. Kept for the next call are those of whole batches, and of shorter ones the last, for as many threads as use them at
 * the same time. Thread-safe.
 */
final class RowBuffers {

    private final int wholeCells;
    private final ConcurrentLinkedQueue<double[]> whole = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<double[]> shorter = new ConcurrentLinkedQueue<>();

    /** @param wholeCells how many cells the largest batch has */
    RowBuffers(int wholeCells) {
        this.wholeCells = wholeCells;
    }

    /** Lends an array of so many cells, at most those of a whole batch; what is in it is anything. */
    double[] borrow(int cells) {
        double[] buffer = (cells == wholeCells ? whole : shorter).poll();
        return buffer != null && buffer.length == cells ? buffer : new double[cells];
    }

    /** Takes back what was lent; an empty array is nothing to keep. */
    void giveBack(double[] buffer) {
        if (buffer.length > 0) {
            (buffer.length == wholeCells ? whole : shorter).offer(buffer);
        }
    }
}
