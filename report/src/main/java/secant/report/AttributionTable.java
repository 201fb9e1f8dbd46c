package secant.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;

/** The attributions of many rows to one output, as numbers: a line a row, a column a player. Immutable. */
final class AttributionTable {

    private final List<String> names;
    private final double[] values;
    private final double[] baseValues;
    private final double[] predictions;
    private final String link;

    private AttributionTable(
            List<String> names, double[] values, double[] baseValues, double[] predictions, String link) {
        this.names = names;
        this.values = values;
        this.baseValues = baseValues;
        this.predictions = predictions;
        this.link = link;
    }

    static AttributionTable of(Explanations explanations, String output) {
        List<String> names = explanations.get(0).players().names();
        int rows = explanations.size();
        double[] values = new double[rows * names.size()];
        double[] baseValues = new double[rows];
        double[] predictions = new double[rows];
        int row = 0;
        int cell = 0;
        for (Explanation explanation : explanations) {
            OutputExplanation part = explanation.output(output);
            for (Attribution attribution : part.attributions()) {
                values[cell++] = attribution.value();
            }
            baseValues[row] = part.baseValue();
            predictions[row++] = part.prediction();
        }
        return new AttributionTable(
                names,
                values,
                baseValues,
                predictions,
                explanations.get(0).provenance().link());
    }

    int rows() {
        return predictions.length;
    }

    int players() {
        return names.size();
    }

    double value(int row, int player) {
        return values[row * names.size() + player];
    }

    double baseValue(int row) {
        return baseValues[row];
    }

    double prediction(int row) {
        return predictions[row];
    }

    String link() {
        return link;
    }

    PlayerLabel label(int player) {
        return PlayerLabel.of(names.get(player));
    }

    /** All of a player's attributions, as a new array. */
    double[] column(int player) {
        double[] column = new double[rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = value(row, player);
        }
        return column;
    }

    double meanMagnitude(int player) {
        double sum = 0;
        for (int row = 0; row < rows(); row++) {
            sum += Math.abs(value(row, player)) / rows(); // divided first: sums of very large ones overflow
        }
        return sum;
    }

    /** The players from the largest mean magnitude to the smallest; equal ones in their own order. */
    int[] ranked() {
        double[] means =
                IntStream.range(0, players()).mapToDouble(this::meanMagnitude).toArray();
        return IntStream.range(0, players())
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -means[p]))
                .mapToInt(p -> p)
                .toArray();
    }

    /** The players that a picture shows, in its order. */
    int[] shown(PictureOptions options) {
        int[] ranked = ranked();
        int[] most = Arrays.copyOf(ranked, Math.min(options.shown(), ranked.length));
        return options.order().arrange(most, this::mean);
    }

    private double mean(int player) {
        double sum = 0;
        for (int row = 0; row < rows(); row++) {
            sum += value(row, player) / rows();
        }
        return sum;
    }

    /** The rows in an order. */
    int[] rows(ReportSection.RowOrder order) {
        return switch (order) {
            case GIVEN -> IntStream.range(0, rows()).toArray();
            case PREDICTION ->
                IntStream.range(0, rows())
                        .boxed()
                        .sorted(Comparator.comparingDouble(r -> predictions[r]))
                        .mapToInt(r -> r)
                        .toArray();
            case SIMILARITY -> RowClusters.of(this).leaves();
        };
    }

    /** What comes to the attributions of the players not listed, in one row. */
    double rest(int row, int[] listed) {
        double all = 0;
        for (int player = 0; player < players(); player++) {
            all += value(row, player);
        }
        double shown = Arrays.stream(listed).mapToDouble(p -> value(row, p)).sum();
        return Scale.finite(all - shown);
    }
}
