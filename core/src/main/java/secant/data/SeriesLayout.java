package secant.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a series of T steps × C channels is written as a row, step after step, so that whatever explains rows explains
 * series: cell (t, c) is column t × C + c, named {@code temperature[7]}. Immutable.
 *
 * <pre>{@code
 * SeriesLayout layout = SeriesLayout.of(96, "temperature", "pressure");
 * FeatureGroups players = layout.windows(12); // temperature[0..11], temperature[12..23], …
 * }</pre>
 */
public final class SeriesLayout {

    private final int steps;
    private final List<String> channels;
    private final Schema schema;

    private SeriesLayout(int steps, List<String> channels) {
        this.steps = steps;
        this.channels = channels;
        List<Feature> features = new ArrayList<>(steps * channels.size());
        for (int t = 0; t < steps; t++) {
            for (String channel : channels) {
                features.add(Feature.numeric(channel + "[" + t + "]"));
            }
        }
        this.schema = Schema.of(features);
    }

    /**
     * Lays series out.
     *
     * @param steps T, 1 or more
     * @param channels their names, at least one, distinct
     * @return the layout
     */
    public static SeriesLayout of(int steps, String... channels) {
        requireNonNull(channels, "channels");
        if (channels.length == 0) {
            throw new IllegalArgumentException("channels must be at least 1 but are 0");
        }
        if (steps < 1 || (long) steps * channels.length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("steps must be from 1 to " + (Integer.MAX_VALUE - 8) / channels.length
                    + " for " + channels.length + " channels but is " + steps);
        }
        return new SeriesLayout(steps, List.of(channels));
    }

    /** {@return T, the number of steps} */
    public int steps() {
        return steps;
    }

    /** {@return the channels' names in order} */
    public List<String> channels() {
        return channels;
    }

    /** {@return the columns of a series written as a row} */
    public Schema schema() {
        return schema;
    }

    /**
     * Writes a series as a row.
     *
     * @param series steps × channels
     * @return its cells, step after step, as a new array
     * @throws IllegalArgumentException if the series has another shape
     */
    public double[] row(Matrix series) {
        if (series.rows() != steps || series.columns() != channels.size()) {
            throw new IllegalArgumentException("a series must be of " + steps + " steps × " + channels.size()
                    + " channels but is of " + series.rows() + " × " + series.columns());
        }
        return series.data().clone();
    }

    /**
     * Writes series as the rows of a table, such as a background.
     *
     * @param series each steps × channels; at least one
     * @return a row a series
     * @throws IllegalArgumentException if a series has another shape
     */
    public Matrix rows(List<Matrix> series) {
        return Matrix.of(series.stream().map(this::row).toArray(double[][]::new));
    }

    /**
     * Makes every window of every channel a player, named by its first and last step: {@code temperature[24..47]}. The
     * last window of a channel is shorter where the steps do not fill it.
     *
     * @param window how many steps a window has, from 1 to the steps of the series
     * @return the players, channel after channel, in the order of time
     */
    public FeatureGroups windows(int window) {
        if (window < 1 || window > steps) {
            throw new IllegalArgumentException(
                    "window must be from 1 to the " + steps + " steps of the series but is " + window);
        }
        FeatureGroups.Builder groups = FeatureGroups.builder(schema);
        for (int c = 0; c < channels.size(); c++) {
            for (int from = 0; from < steps; from += window) {
                int last = Math.min(from + window, steps) - 1;
                int[] columns = new int[last - from + 1];
                int first = from * channels.size() + c;
                Arrays.setAll(columns, i -> first + i * channels.size());
                groups.group(channels.get(c) + "[" + from + (last > from ? ".." + last : "") + "]", columns);
            }
        }
        return groups.build();
    }

    /** {@return the sizes: {@code series of 96 steps × 2 channels}} */
    @Override
    public String toString() {
        return "series of " + steps + " steps × " + channels.size() + " channels";
    }
}
