package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.data.Feature;
import secant.explanation.Explanations;

/** Which colour each row's point has for one player: by its value from low to high, or by its category. */
final class PointColours {

    /** Values beyond these quantiles have the outermost colours, so that one outlier does not grey the others out. */
    private static final double LOW = 0.05;

    private static final double HIGH = 0.95;

    static final Swatch MISSING = Swatch.of(Feature.MISSING, Ink.MISSING);

    /** How the colours are to be read. */
    enum Kind {
        LOW_TO_HIGH,
        CATEGORIES,
        /** A player of several columns has no value that could be low or high. */
        NONE
    }

    private final Kind kind;
    private final List<Swatch> swatches;
    private final int[] ofRow;

    private PointColours(Kind kind, List<Swatch> swatches, int[] ofRow) {
        this.kind = kind;
        this.swatches = List.copyOf(swatches);
        this.ofRow = ofRow;
    }

    static PointColours of(Explanations explanations, int player) {
        int[] columns = explanations.get(0).players().columns(player);
        if (columns.length > 1) {
            return new PointColours(Kind.NONE, List.of(Swatch.of("grouped", Ink.OTHER)), new int[explanations.size()]);
        }
        Feature feature = explanations.get(0).schema().feature(columns[0]);
        double[] values = explanations.all().stream()
                .mapToDouble(e -> e.row()[columns[0]])
                .toArray();
        return feature instanceof Feature.Categorical categorical ? byCategory(categorical, values) : byValue(values);
    }

    /** One colour for all rows. */
    static PointColours plain(int rows) {
        return new PointColours(Kind.NONE, List.of(Swatch.of("row", Ink.LOWERING)), new int[rows]);
    }

    /** Colours of numbers from low to high. */
    static PointColours byValue(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double low = quantile(sorted, LOW);
        double high = quantile(sorted, HIGH);
        if (low == high && sorted.length > 0) { // nearly constant: then the exceptions are of interest
            low = sorted[0];
            high = sorted[sorted.length - 1];
        }
        int colours = Ink.LOW_TO_HIGH.size();
        List<Swatch> swatches = new ArrayList<>();
        for (String colour : Ink.LOW_TO_HIGH) {
            swatches.add(Swatch.of("", colour));
        }
        swatches.add(MISSING);
        int[] ofRow = new int[values.length];
        for (int r = 0; r < values.length; r++) {
            ofRow[r] = Double.isNaN(values[r]) ? colours : (int) (share(values[r], low, high) * (colours - 1) + 0.5);
        }
        return new PointColours(Kind.LOW_TO_HIGH, swatches, ofRow);
    }

    /** Where a value lies between low and high, from 0 to 1. */
    private static double share(double value, double low, double high) {
        double span = high / 2 - low / 2; // halves, since the span of two large doubles can overflow
        double share = (value / 2 - low / 2) / span;
        return Double.isNaN(share) || !(span > 0) ? 0.5 : Math.min(Math.max(share, 0), 1);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static PointColours byCategory(Feature.Categorical feature, double[] values) {
        int categories = feature.categories().size();
        int[] counts = new int[categories];
        for (double value : values) {
            if (feature.admits(value)) {
                counts[(int) value]++;
            }
        }
        int[] frequent = IntStream.range(0, categories)
                .filter(c -> counts[c] > 0)
                .boxed()
                .sorted(Comparator.comparing(c -> -counts[c]))
                .limit(Ink.CATEGORIES.size())
                .mapToInt(c -> c)
                .toArray();
        int[] swatchOf = new int[categories];
        Arrays.fill(swatchOf, frequent.length);
        List<Swatch> swatches = new ArrayList<>();
        for (int i = 0; i < frequent.length; i++) {
            swatchOf[frequent[i]] = i;
            swatches.add(Swatch.of(PlayerLabel.shown(feature.categories().get(frequent[i])), Ink.CATEGORIES.get(i)));
        }
        swatches.add(Swatch.of("other", Ink.OTHER));
        swatches.add(MISSING);
        int[] ofRow = new int[values.length];
        for (int r = 0; r < values.length; r++) {
            ofRow[r] = feature.admits(values[r])
                    ? swatchOf[(int) values[r]]
                    : swatches.size() - (Double.isNaN(values[r]) ? 1 : 2);
        }
        return new PointColours(Kind.CATEGORIES, swatches, ofRow);
    }

    Kind kind() {
        return kind;
    }

    /** The index in {@link #swatches} of a row's colour. */
    int ofRow(int row) {
        return ofRow[row];
    }

    List<Swatch> swatches() {
        return swatches;
    }

    /** The colours that a row has. */
    List<Swatch> used() {
        return Arrays.stream(ofRow).distinct().sorted().mapToObj(swatches::get).toList();
    }
}
