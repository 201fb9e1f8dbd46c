package secant.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import secant.data.Feature;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.report.ReportSection.Cohorts.Cohort;

/**
 * Groups of rows whose attributions are alike, told apart by the rows' values: a regression tree of all attributions to an
 * output (Breiman et al. 1984), grown leaf by leaf where a split takes away most of the squared distances to the leaf's
 * mean. Numbers are split at a threshold, categories one against the others; what is missing goes with the larger numbers,
 * and with the other categories.
 */
final class CohortTree {

    private static final int SMALLEST = 5;
    private static final int SMALLEST_SHARE = 20;

    /** Splits that take away less than this share of all squared distances are not worth a group. */
    private static final double LEAST_GAIN = 0.01;

    /** Rows and a condition that they share. */
    private static final class Side {

        private final String condition;
        private final int[] rows;

        Side(String condition, int[] rows) {
            this.condition = condition;
            this.rows = rows.clone();
            Arrays.sort(this.rows);
        }
    }

    /** How a node may be split, and what that gains. */
    private record Split(double gain, Side lower, Side upper) {}

    /** Rows with the conditions they share, and the best way to split them, if there is any. */
    private static final class Node {

        private final int[] rows;
        private final List<String> conditions;
        private final Optional<Split> split;

        Node(int[] rows, List<String> conditions, Optional<Split> split) {
            this.rows = rows;
            this.conditions = conditions;
            this.split = split;
        }
    }

    private final AttributionTable table;
    private final Schema schema;
    private final double[][] values;
    private final int[][] ascending;
    private final int smallest;

    private CohortTree(Explanations explanations, String output) {
        this.table = AttributionTable.of(explanations, output);
        this.schema = explanations.get(0).schema();
        this.values = explanations.all().stream().map(Explanation::row).toArray(double[][]::new);
        this.ascending =
                IntStream.range(0, schema.columns()).mapToObj(this::ascending).toArray(int[][]::new);
        this.smallest = Math.max(SMALLEST, explanations.size() / SMALLEST_SHARE);
    }

    /** Finds groups, from that with the smallest mean prediction to that with the largest. */
    static List<Cohort> grow(Explanations explanations, String output, int most) {
        CohortTree tree = new CohortTree(explanations, output);
        return tree.leaves(most).stream()
                .sorted(Comparator.comparingDouble(tree::meanPrediction))
                .map(node -> cohort(explanations, node))
                .toList();
    }

    private static Cohort cohort(Explanations explanations, Node node) {
        String name = node.conditions.isEmpty() ? "all rows" : String.join(", ", node.conditions);
        int[] rows = node.rows;
        return new Cohort(
                name,
                Explanations.of(
                        Arrays.stream(rows).mapToObj(explanations::get).toList(),
                        Arrays.stream(rows).mapToObj(explanations::rowOf).toList(),
                        List.of(),
                        List.of()));
    }

    private List<Node> leaves(int most) {
        int[] all = IntStream.range(0, values.length).toArray();
        double enough = LEAST_GAIN * squares(all);
        List<Node> leaves = new ArrayList<>();
        leaves.add(node(all, List.of()));
        while (leaves.size() < most) {
            Node best = leaves.stream()
                    .filter(node -> node.split.isPresent())
                    .max(Comparator.comparingDouble(
                            node -> node.split.orElseThrow().gain()))
                    .orElse(null);
            if (best == null || !(best.split.orElseThrow().gain() > enough)) {
                break;
            }
            Split split = best.split.orElseThrow();
            leaves.remove(best);
            leaves.add(child(best, split.lower()));
            leaves.add(child(best, split.upper()));
        }
        return leaves;
    }

    private Node child(Node parent, Side side) {
        List<String> all = new ArrayList<>(parent.conditions);
        all.add(side.condition);
        return node(side.rows, List.copyOf(all));
    }

    private double meanPrediction(Node node) {
        return Arrays.stream(node.rows).mapToDouble(table::prediction).average().orElse(0);
    }

    private Node node(int[] rows, List<String> conditions) {
        Split best = null;
        for (int column = 0; column < schema.columns(); column++) {
            Split split = schema.feature(column) instanceof Feature.Categorical categorical
                    ? byCategory(rows, column, categorical)
                    : byThreshold(rows, column);
            if (split != null && (best == null || split.gain() > best.gain())) {
                best = split;
            }
        }
        return new Node(rows, conditions, Optional.ofNullable(best));
    }

    private @Nullable Split byThreshold(int[] rows, int column) {
        int[] order = inOrder(rows, column);
        double[] sums = new double[table.players()];
        double[] totals = totals(rows);
        double bestGain = 0;
        int bestSize = 0;
        for (int size = 1; size <= order.length - smallest; size++) {
            add(sums, order[size - 1]);
            boolean between = size >= smallest && values[order[size - 1]][column] < values[order[size]][column];
            boolean beforeMissing = size >= smallest
                    && !Double.isNaN(values[order[size - 1]][column])
                    && Double.isNaN(values[order[size]][column]);
            if (between || beforeMissing) {
                double gain = gain(sums, size, totals, order.length);
                if (gain > bestGain) {
                    bestGain = gain;
                    bestSize = size;
                }
            }
        }
        if (bestSize == 0) {
            return null;
        }
        int[] lower = Arrays.copyOf(order, bestSize);
        int[] upper = Arrays.copyOfRange(order, bestSize, order.length);
        String name = schema.feature(column).name();
        if (Double.isNaN(values[upper[0]][column])) {
            return split(bestGain, name + " known", name + " missing", lower, upper);
        }
        boolean missing = Double.isNaN(values[upper[upper.length - 1]][column]);
        String cut = between(values[lower[bestSize - 1]][column], values[upper[0]][column]);
        return split(bestGain, name + " < " + cut, name + " ≥ " + cut + (missing ? " or missing" : ""), lower, upper);
    }

    /** A node's rows by their value in a column, missing ones last. */
    private int[] inOrder(int[] rows, int column) {
        boolean[] wanted = new boolean[values.length];
        for (int row : rows) {
            wanted[row] = true;
        }
        return Arrays.stream(ascending[column]).filter(row -> wanted[row]).toArray();
    }

    private int[] ascending(int column) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> values[r][column]))
                .mapToInt(r -> r)
                .toArray();
    }

    /** The number with the fewest digits that is above one and not above the other. */
    static String between(double low, double high) {
        BigDecimal exact = new BigDecimal(Double.toString(high));
        for (int digits = 1; digits < exact.precision(); digits++) {
            double rounded =
                    exact.round(new MathContext(digits, RoundingMode.FLOOR)).doubleValue();
            if (rounded > low) {
                return Rounded.plain(rounded);
            }
        }
        return Rounded.plain(high);
    }

    private @Nullable Split byCategory(int[] rows, int column, Feature.Categorical feature) {
        double[] totals = totals(rows);
        Split best = null;
        for (int category = 0; category < feature.categories().size(); category++) {
            int wanted = category;
            int[] in =
                    Arrays.stream(rows).filter(r -> values[r][column] == wanted).toArray();
            if (in.length < smallest || rows.length - in.length < smallest) {
                continue;
            }
            double gain = gain(totals(in), in.length, totals, rows.length);
            if (gain > 0 && (best == null || gain > best.gain())) {
                int[] out = Arrays.stream(rows)
                        .filter(r -> values[r][column] != wanted)
                        .toArray();
                String label = feature.categories().get(category);
                best = split(gain, feature.name() + " = " + label, feature.name() + " ≠ " + label, in, out);
            }
        }
        return best;
    }

    private static Split split(double gain, String lower, String upper, int[] lowerRows, int[] upperRows) {
        return new Split(gain, new Side(lower, lowerRows), new Side(upper, upperRows));
    }

    private void add(double[] sums, int row) {
        for (int player = 0; player < sums.length; player++) {
            sums[player] += table.value(row, player);
        }
    }

    private double[] totals(int[] rows) {
        double[] totals = new double[table.players()];
        for (int row : rows) {
            add(totals, row);
        }
        return totals;
    }

    /** By how much a split lowers the squared distances to the means: n₁ n₂ / n × squared distance of the means. */
    private static double gain(double[] sums, int size, double[] totals, int all) {
        double gain = 0;
        int others = all - size;
        for (int player = 0; player < sums.length; player++) {
            double difference = sums[player] / size - (totals[player] - sums[player]) / others;
            gain += difference * difference;
        }
        return gain * size * others / all;
    }

    private double squares(int[] rows) {
        double[] totals = totals(rows);
        double sum = 0;
        for (int row : rows) {
            for (int player = 0; player < totals.length; player++) {
                double difference = table.value(row, player) - totals[player] / rows.length;
                sum += difference * difference;
            }
        }
        return sum;
    }
}
