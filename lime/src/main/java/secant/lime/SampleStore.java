package secant.lime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the samples of columns for the rows to come: all rows whose value is in the same bin have the same samples of that
 * column, as all rows share their points. Thread-safe; a column that two threads want at once is made twice, and is the same.
 */
final class SampleStore {

    private final SampleDesign design;
    private final int[] from;
    private final AtomicReferenceArray<@Nullable ColumnSamples> kept;

    private SampleStore(SampleDesign design, int[] from) {
        this.design = design;
        this.from = from;
        this.kept = new AtomicReferenceArray<>(from[from.length - 1]);
    }

    /**
     * {@return a store, or nothing if more than so many samples of a column in a bin would have to be kept}
     *
     * @param mostCells the limit
     */
    static @Nullable SampleStore of(SampleDesign design, TrainingStatistics statistics, long mostCells) {
        int columns = statistics.schema().columns();
        int[] from = new int[columns + 1];
        for (int c = 0; c < columns; c++) {
            from[c + 1] = from[c] + Math.max(1, statistics.column(c).frequencies.length);
        }
        return (long) from[columns] * design.samples() <= mostCells ? new SampleStore(design, from) : null;
    }

    /** {@return a column's samples under a law, which the row's own bin must determine} */
    ColumnSamples get(int column, ColumnLaw law) {
        int at = from[column] + Math.max(0, law.own);
        ColumnSamples samples = kept.get(at);
        if (samples == null) {
            samples = ColumnSamples.all(design, law, column);
            kept.set(at, samples);
        }
        return samples;
    }
}
