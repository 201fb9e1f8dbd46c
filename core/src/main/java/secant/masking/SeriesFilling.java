package secant.masking;

import secant.data.SeriesLayout;

/** What stands in for a hidden window of a series where there are no other series to take it from. */
public enum SeriesFilling {
    /** The mean of the channel over the whole series: asks what the window's level and shape matter. */
    CHANNEL_MEAN("the mean of the channel") {
        @Override
        void fill(double[] row, int at, int stride, int from, int to, int steps, double[] filled) {
            double mean = 0;
            for (int t = 0; t < steps; t++) {
                mean += row[at + t * stride] / steps;
            }
            for (int t = from; t < to; t++) {
                filled[at + t * stride] = mean;
            }
        }
    },

    /**
     * A straight line from the step before the window to the step after it, level where the series begins or ends there:
     * asks what happens within the window, and keeps the level around it. A window that is the whole channel is filled
     * with the channel's mean.
     */
    LINE("a line between the steps beside the window, or the mean of a channel that is one window") {
        @Override
        void fill(double[] row, int at, int stride, int from, int to, int steps, double[] filled) {
            if (from == 0 && to == steps) {
                CHANNEL_MEAN.fill(row, at, stride, from, to, steps, filled);
                return;
            }
            double before = row[at + (from > 0 ? from - 1 : to) * stride];
            double after = row[at + (to < steps ? to : from - 1) * stride];
            for (int t = from; t < to; t++) {
                double share = (t - from + 1.0) / (to - from + 1);
                filled[at + t * stride] = before + share * (after - before);
            }
        }
    };

    private final String words;

    SeriesFilling(String words) {
        this.words = words;
    }

    /** What stands in, in words. */
    String words() {
        return words;
    }

    abstract void fill(double[] row, int at, int stride, int from, int to, int steps, double[] filled);

    /** The series with every window filled. */
    double[] fill(SeriesLayout layout, int window, double[] row) {
        double[] filled = new double[row.length];
        int channels = layout.channels().size();
        for (int c = 0; c < channels; c++) {
            for (int from = 0; from < layout.steps(); from += window) {
                int to = Math.min(from + window, layout.steps());
                fill(row, c, channels, from, to, layout.steps(), filled);
            }
        }
        return filled;
    }
}
