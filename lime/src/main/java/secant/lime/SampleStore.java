package secant.lime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the samples of columns for the rows to come: all rows whose value is in the same bin have the same samples of that
 * column, as all rows share their points, and so have all whose values in a group's columns are the same combination.
 * Thread-safe; a column that two threads want at once is made twice, and is the same.
 */
final class SampleStore {

    private final SampleDesign design;
    private final TrainingStatistics statistics;
    private final int[] from;
    private final AtomicReferenceArray<@Nullable ColumnSamples> kept;

    private SampleStore(SampleDesign design, TrainingStatistics statistics, int[] from) {
        this.design = design;
        this.statistics = statistics;
        this.from = from;
        this.kept = new AtomicReferenceArray<>(from[from.length - 1]);
    }

    /**
     * {@return a store, or nothing if more than so many samples of a column in a bin would have to be kept}
     *
     * @param mostCells the limit
     */
    static @Nullable SampleStore of(SampleDesign design, TrainingStatistics statistics, long mostCells) {
        int players = statistics.groups().players();
        int[] from = new int[players + 1];
        long columns = 0;
        for (int p = 0; p < players; p++) {
            int laws = Math.max(1, statistics.player(p).statistics.frequencies.length);
            from[p + 1] = from[p] + laws;
            columns += (long) laws * statistics.player(p).columns.length;
        }
        return columns * design.samples() <= mostCells ? new SampleStore(design, statistics, from) : null;
    }

    /** {@return a player's samples under a law, which the row's own bin must determine} */
    ColumnSamples get(int player, ColumnLaw law) {
        int at = from[player] + Math.max(0, law.own);
        ColumnSamples samples = kept.get(at);
        if (samples == null) {
            samples = ColumnSamples.all(design, law, statistics.player(player));
            kept.set(at, samples);
        }
        return samples;
    }
}
