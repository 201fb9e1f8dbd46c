package secant.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * k-means on mixed columns: commons-math clusters the rows in an encoding in which squared distances of numbers (in
 * standard deviations), of categories (1 if they differ) and of missing values add up; each cluster is then described
 * by one row of values that were observed.
 */
final class PrototypeClusters {

    private static final int MAX_PASSES = 100;

    private final Matrix prototypes;
    private final double[] weights;

    private PrototypeClusters(Matrix prototypes, double[] weights) {
        this.prototypes = prototypes;
        this.weights = weights;
    }

    /** One row a cluster. */
    Matrix prototypes() {
        return prototypes;
    }

    /** The clusters' shares of the rows, summing to 1. */
    double[] weights() {
        return weights;
    }

    static PrototypeClusters of(Schema schema, Matrix rows, int clusters, long seed) {
        double[][] encoded = encode(schema, rows);
        checkDistinct(encoded, clusters);
        List<Member> members = new ArrayList<>(encoded.length);
        for (int r = 0; r < encoded.length; r++) {
            members.add(new Member(r, encoded[r]));
        }
        List<CentroidCluster<Member>> found = new KMeansPlusPlusClusterer<Member>(
                        clusters,
                        MAX_PASSES,
                        new EuclideanDistance(),
                        new Well19937c(seed),
                        KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                .cluster(members);
        double[][] prototypes = new double[found.size()][];
        double[] weights = new double[found.size()];
        for (int c = 0; c < prototypes.length; c++) {
            int[] inCluster = found.get(c).getPoints().stream()
                    .mapToInt(member -> member.row)
                    .toArray();
            if (inCluster.length == 0) {
                throw new IllegalArgumentException("clusters must be fewer than " + clusters
                        + ", since one stayed empty: some rows of the background differ by next to nothing");
            }
            prototypes[c] = prototype(schema, rows, inCluster);
            weights[c] = (double) inCluster.length / rows.rows();
        }
        return new PrototypeClusters(Matrix.of(prototypes), weights);
    }

    private static final class Member implements Clusterable {

        final int row;
        final double[] point;

        Member(int row, double[] point) {
            this.row = row;
            this.point = point;
        }

        @Override
        public double[] getPoint() {
            return point;
        }
    }

    private static void checkDistinct(double[][] encoded, int clusters) {
        long distinct = Arrays.stream(encoded)
                .map(Arrays::hashCode)
                .distinct()
                .limit(clusters)
                .count();
        if (distinct < clusters) {
            // Hashes may collide, so that the true count is taken before anything is refused.
            distinct = Arrays.stream(encoded).map(Arrays::toString).distinct().count();
        }
        if (distinct < clusters) {
            throw new IllegalArgumentException(
                    "clusters must be at most the " + distinct + " distinct rows of the background but is " + clusters);
        }
    }

    private static double[][] encode(Schema schema, Matrix rows) {
        int width = 0;
        for (Feature feature : schema.features()) {
            width += feature instanceof Feature.Categorical categorical
                    ? categorical.categories().size() + 1
                    : 2;
        }
        double[][] encoded = new double[rows.rows()][width];
        int at = 0;
        for (int column = 0; column < schema.columns(); column++) {
            if (schema.feature(column) instanceof Feature.Categorical categorical) {
                encodeCategories(rows, column, categorical.categories().size(), encoded, at);
                at += categorical.categories().size() + 1;
            } else {
                encodeNumbers(rows, column, encoded, at);
                at += 2;
            }
        }
        return encoded;
    }

    /** One indicator a category and one for missing, so scaled that two different ones are at squared distance 1. */
    private static void encodeCategories(Matrix rows, int column, int categories, double[][] encoded, int at) {
        for (int r = 0; r < encoded.length; r++) {
            double value = rows.get(r, column);
            encoded[r][at + (Double.isNaN(value) ? categories : (int) value)] = Math.sqrt(0.5);
        }
    }

    /** The standardised number (0 where missing) and an indicator of missing. */
    private static void encodeNumbers(Matrix rows, int column, double[][] encoded, int at) {
        double[] present = present(rows, column);
        // In units of the largest, so that the squares of 1e300 do not overflow, nor those of 1e-300 vanish.
        double unit =
                Arrays.stream(present).map(Math::abs).filter(v -> v > 0).max().orElse(1);
        double mean = Arrays.stream(present).map(v -> v / unit).average().orElse(0);
        double variance = Arrays.stream(present)
                .map(v -> (v / unit - mean) * (v / unit - mean))
                .average()
                .orElse(0);
        double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
        for (int r = 0; r < encoded.length; r++) {
            double value = rows.get(r, column);
            encoded[r][at] = Double.isNaN(value) ? 0 : (value / unit - mean) * scale + 0.0; // no −0.0 beside 0.0
            encoded[r][at + 1] = Double.isNaN(value) ? 1 : 0;
        }
    }

    private static double[] present(Matrix rows, int column) {
        double[] values = new double[rows.rows()];
        int count = 0;
        for (int r = 0; r < values.length; r++) {
            double value = rows.get(r, column);
            if (!Double.isNaN(value)) {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static double[] prototype(Schema schema, Matrix rows, int[] members) {
        double[] prototype = new double[schema.columns()];
        for (int column = 0; column < prototype.length; column++) {
            prototype[column] = schema.feature(column) instanceof Feature.Categorical
                    ? mostFrequent(rows, column, members)
                    : nearestToMean(rows, column, members);
        }
        return prototype;
    }

    private static double mostFrequent(Matrix rows, int column, int[] members) {
        TreeMap<Double, Integer> counts = new TreeMap<>(); // ordered, so that ties go to the first category
        for (int r : members) {
            counts.merge(rows.get(r, column), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Double, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Double, Integer>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }

    /** The column's value nearest to the members' mean, the smaller one of two; NaN where most members miss it. */
    private static double nearestToMean(Matrix rows, int column, int[] members) {
        double sum = 0;
        int present = 0;
        for (int r : members) {
            double value = rows.get(r, column);
            if (!Double.isNaN(value)) {
                sum += value;
                present++;
            }
        }
        if (2 * present < members.length || present == 0) {
            return Double.NaN;
        }
        double mean = sum / present;
        double nearest = Double.NaN;
        for (double value : present(rows, column)) {
            double gain = Math.abs(nearest - mean) - Math.abs(value - mean);
            if (Double.isNaN(nearest) || gain > 0 || (gain == 0 && value < nearest)) {
                nearest = value;
            }
        }
        return nearest;
    }
}
