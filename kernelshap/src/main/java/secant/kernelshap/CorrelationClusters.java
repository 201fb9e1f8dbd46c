package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.data.Background;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

/** Joins columns that go together, as {@link PlayerTree#ofCorrelations} says. */
final class CorrelationClusters {

    private final Schema schema;
    private final double[][] columns;
    private final double[] weights;

    CorrelationClusters(Background background, Correlation correlation) {
        requireNonNull(correlation, "correlation");
        this.schema = background.schema();
        this.weights = background.weights();
        Matrix rows = background.rows();
        if (schema.columns() < 2) {
            throw new IllegalArgumentException("columns must be 2 or more to be grouped but are " + schema.columns());
        }
        this.columns = new double[schema.columns()][rows.rows()];
        for (int c = 0; c < columns.length; c++) {
            if (schema.feature(c) instanceof Feature.Categorical) {
                throw new IllegalArgumentException(
                        "column '" + schema.feature(c).name()
                                + "' is categorical, whose correlation with others is not defined; give the tree by"
                                + " PlayerTree.group instead");
            }
            for (int r = 0; r < rows.rows(); r++) {
                columns[c][r] = rows.get(r, c);
                if (Double.isNaN(columns[c][r])) {
                    throw new IllegalArgumentException(
                            "column '" + schema.feature(c).name()
                                    + "' has a missing value in background row " + r
                                    + ", which has no correlation; give the tree by PlayerTree.group instead");
                }
            }
            standardize(correlation == Correlation.SPEARMAN ? ranks(columns[c]) : columns[c], c);
        }
    }

    /** Mean ranks by weight: what weighs less, and half of what is equal. */
    private double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(r -> values[r]));
        double[] ranks = new double[values.length];
        double before = 0;
        for (int from = 0; from < order.length; ) {
            double equal = 0;
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                equal += weights[order[to++]];
            }
            for (int r = from; r < to; r++) {
                ranks[order[r]] = before + equal / 2;
            }
            before += equal;
            from = to;
        }
        return ranks;
    }

    /** To weighted mean 0 and weighted sum of squares 1; all zeros if the column is constant. */
    private void standardize(double[] values, int column) {
        double[] standard = new double[values.length];
        double first = values[0];
        double scale = 0;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value / 2 - first / 2)); // halved: the difference may overflow
        }
        if (scale > 0) {
            double mean = 0;
            for (int r = 0; r < values.length; r++) {
                standard[r] = (values[r] / 2 - first / 2) / scale;
                mean += weights[r] * standard[r];
            }
            double squares = 0;
            for (int r = 0; r < values.length; r++) {
                standard[r] -= mean;
                squares += weights[r] * standard[r] * standard[r];
            }
            for (int r = 0; r < values.length; r++) {
                standard[r] = squares > 0 ? standard[r] / Math.sqrt(squares) : 0;
            }
        }
        columns[column] = standard;
    }

    PlayerTree tree() {
        int count = columns.length;
        double[][] distances = distances();
        PlayerTree[] clusters = new PlayerTree[count];
        int[] sizes = new int[count];
        boolean[] gone = new boolean[count];
        for (int c = 0; c < count; c++) {
            clusters[c] = PlayerTree.player(schema.feature(c).name());
            sizes[c] = 1;
        }
        for (int joined = 1; joined < count; joined++) {
            int a = -1;
            int b = -1;
            for (int i = 0; i < count; i++) {
                for (int j = i + 1; j < count && !gone[i]; j++) {
                    if (!gone[j] && (a < 0 || distances[i][j] < distances[a][b])) {
                        a = i;
                        b = j;
                    }
                }
            }
            clusters[a] = PlayerTree.distinct(List.of(clusters[a], clusters[b]));
            gone[b] = true;
            for (int i = 0; i < count; i++) {
                double mean = (sizes[a] * distances[a][i] + sizes[b] * distances[b][i]) / (sizes[a] + sizes[b]);
                distances[a][i] = mean;
                distances[i][a] = mean;
            }
            sizes[a] += sizes[b];
        }
        return clusters[0];
    }

    private double[][] distances() {
        int count = columns.length;
        double[][] distances = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double correlation = 0;
                for (int r = 0; r < weights.length; r++) {
                    correlation += weights[r] * columns[i][r] * columns[j][r];
                }
                distances[i][j] = 1 - Math.abs(correlation);
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }
}
