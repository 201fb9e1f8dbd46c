package secant.masking;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The arrays that masked rows are made in, each exactly as long as the rows of one call, since a matrix takes up its whole
 * array. Kept for the next call are those of whole batches and of a few shorter ones, with which blocks of coalitions end:
 * as many of each length as threads use at the same time, and lengths that together are no longer than a whole batch, or
 * 1 MB if that is more.
 * Thread-safe.
 */
final class RowBuffers {

    private static final int ROOM = 128 * 1024; // cells, 1 MB

    private final int wholeCells;
    private final Queue<double[]> whole = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Queue<double[]>> shorter = new ConcurrentHashMap<>();

    /** @param wholeCells how many cells the largest batch has */
    RowBuffers(int wholeCells) {
        this.wholeCells = wholeCells;
    }

    /** Lends an array of so many cells, at most those of a whole batch; what is in it is anything. */
    double[] borrow(int cells) {
        Queue<double[]> kept = cells == wholeCells ? whole : shorter.get(cells);
        double[] buffer = kept == null ? null : kept.poll();
        return buffer == null ? new double[cells] : buffer;
    }

    /** Takes back what was lent; an empty array is nothing to keep. */
    void giveBack(double[] buffer) {
        if (buffer.length == wholeCells) {
            whole.offer(buffer);
        } else if (buffer.length > 0) {
            if (!shorter.containsKey(buffer.length)) {
                makeRoom(buffer.length);
            }
            shorter.computeIfAbsent(buffer.length, length -> new ConcurrentLinkedQueue<>())
                    .offer(buffer);
        }
    }

    private void makeRoom(int length) {
        long cells = length;
        for (int kept : shorter.keySet()) {
            cells += kept;
        }
        if (cells > Math.max(wholeCells, ROOM)) {
            shorter.clear();
        }
    }
}
