package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.Explanation;
import secant.explanation.Explanations;

class RowClustersTest {

    private static AttributionTable table(double[]... rows) {
        List<Explanation> all = new ArrayList<>();
        for (double[] row : rows) {
            all.add(Games.of(row));
        }
        return AttributionTable.of(Explanations.of(all), Games.OUTPUT);
    }

    @Test
    void leaves_twoFarGroupsMixedUp_areParted() {
        Random random = new Random(1);
        double[][] rows = IntStream.range(0, 40)
                .mapToObj(i -> new double[] {(i % 2 == 0 ? 5 : -5) + random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);

        int[] leaves = RowClusters.of(table(rows)).leaves();

        assertThat(Arrays.stream(leaves).limit(20).map(r -> r % 2)).containsOnly(1); // the smaller predictions first
        assertThat(Arrays.stream(leaves).sorted().toArray())
                .containsExactly(IntStream.range(0, 40).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void leaves_randomRows_areThoseOfMergingTheCheapestPairs(int count) {
        Random random = new Random(count);
        double[][] rows = IntStream.range(0, count)
                .mapToObj(i -> new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);

        assertThat(RowClusters.of(table(rows)).leaves()).containsExactly(greedy(rows));
    }

    @Test
    void leaves_equalRows_keepTheirOrder() {
        assertThat(RowClusters.of(table(new double[6][2])).leaves()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void leaves_hugeAttributions_stillCluster() {
        int[] leaves = RowClusters.of(table(new double[] {1e300}, new double[] {-1e300}, new double[] {0.9e300}))
                .leaves();

        assertThat(leaves).containsExactly(1, 2, 0);
    }

    /** Merges the pair of clusters whose squared distances to their centre grow the least, over and over. */
    private static int[] greedy(double[][] rows) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) {
            clusters.add(List.of(r));
        }
        while (clusters.size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            List<Integer> a = List.of();
            List<Integer> b = List.of();
            for (List<Integer> one : clusters) {
                for (List<Integer> other : clusters) {
                    List<Integer> both = joined(one, other);
                    double cost = squares(rows, both) - squares(rows, one) - squares(rows, other);
                    if (one != other && cost < least) {
                        least = cost;
                        a = one;
                        b = other;
                    }
                }
            }
            clusters.remove(a);
            clusters.remove(b);
            clusters.add(mean(rows, a) < mean(rows, b) ? joined(a, b) : joined(b, a));
        }
        return clusters.get(0).stream().mapToInt(r -> r).toArray();
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        List<Integer> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static double mean(double[][] rows, List<Integer> cluster) {
        return cluster.stream()
                .mapToDouble(r -> Arrays.stream(rows[r]).sum())
                .average()
                .orElseThrow();
    }

    private static double squares(double[][] rows, List<Integer> cluster) {
        double sum = 0;
        for (int c = 0; c < rows[0].length; c++) {
            int column = c;
            double mean =
                    cluster.stream().mapToDouble(r -> rows[r][column]).average().orElseThrow();
            sum += cluster.stream()
                    .mapToDouble(r -> (rows[r][column] - mean) * (rows[r][column] - mean))
                    .sum();
        }
        return sum;
    }
}
