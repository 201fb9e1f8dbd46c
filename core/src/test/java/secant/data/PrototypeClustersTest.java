package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through {@link Background#kMeans}, its one user. */
class PrototypeClustersTest {

    private static final Schema MIXED =
            Schema.of(Feature.numeric("n"), Feature.categorical("c", "a", "b", "c"), Feature.numeric("m"));

    private static Background mixed(int rows, double missingShare, long seed) {
        Random random = new Random(seed);
        double[][] table = new double[rows][];
        for (int r = 0; r < rows; r++) {
            table[r] = new double[] {random.nextGaussian(), random.nextInt(3), 1000 + 10 * random.nextGaussian()};
            for (int c = 0; c < 3; c++) {
                table[r][c] = random.nextDouble() < missingShare ? Double.NaN : table[r][c];
            }
        }
        return Background.builder(MIXED, Matrix.of(table))
                .missing(MissingValues.PASS)
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.6})
    void kMeans_mixedColumns_givesObservedValuesAndWeightsThatSumToOne(double missingShare) {
        Background all = mixed(300, missingShare, 1);
        Background few = all.kMeans(7, 2);
        assertThat(few.size()).isEqualTo(7);
        assertThat(Arrays.stream(few.weights()).sum()).isCloseTo(1, within(1e-12));
        for (int r = 0; r < 7; r++) {
            for (int c = 0; c < 3; c++) {
                assertThat(column(all, c)).contains(few.rows().get(r, c));
            }
        }
        assertThat(few.missing()).isEqualTo(MissingValues.PASS);
        assertThat(few.notes()).containsExactly("summarised 300 background rows as 7 k-means clusters with seed 2");
    }

    @Test
    void kMeans_sameSeed_givesTheSameBits() {
        Background all = mixed(200, 0.1, 3);
        assertThat(all.kMeans(9, 5).fingerprint()).isEqualTo(all.kMeans(9, 5).fingerprint());
        assertThat(all.kMeans(9, 5).fingerprint()).isNotEqualTo(all.kMeans(9, 6).fingerprint());
    }

    @Test
    void kMeans_separatedClusters_areFound() {
        Random random = new Random(4);
        double[][] table = new double[400][];
        for (int r = 0; r < 400; r++) {
            int cluster = r < 200 ? 0 : r < 300 ? 1 : 2;
            table[r] = new double[] {100 * cluster + random.nextInt(3) - 1, cluster, 1e9 * cluster};
        }
        Background few = Background.of(MIXED, Matrix.of(table)).kMeans(3, 1);
        double[][] rows = few.rows().toRows();
        for (int r = 0; r < 3; r++) {
            int cluster = (int) rows[r][1];
            assertThat(rows[r]).containsExactly(100 * cluster, cluster, 1e9 * cluster);
            assertThat(few.weights()[r]).isEqualTo(cluster == 0 ? 0.5 : 0.25);
        }
        assertThat(column(few, 1)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void kMeans_missingIsACluster_staysMissing() {
        double[][] table = new double[20][];
        for (int r = 0; r < 20; r++) {
            table[r] = r < 10 ? new double[] {5} : new double[] {Double.NaN};
        }
        Background few = Background.builder(Schema.numeric("n"), Matrix.of(table))
                .missing(MissingValues.PASS)
                .build()
                .kMeans(2, 1);
        assertThat(column(few, 0)).containsExactlyInAnyOrder(5, Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1e-300, 1e9, 4.9e-324})
    void kMeans_anyUnit_findsTheSameClusters(double unit) {
        double[][] table = new double[30][];
        for (int r = 0; r < 30; r++) {
            table[r] = new double[] {unit * (r % 3 * 4 + 1)};
        }
        Background few = Background.of(Matrix.of(table)).kMeans(3, 1);
        assertThat(column(few, 0)).containsExactlyInAnyOrder(unit, 5 * unit, 9 * unit);
    }

    @Test
    void kMeans_oneCluster_isTheMiddleRow() {
        Background few =
                Background.of(Matrix.of(new double[][] {{0}, {4}, {5}, {100}})).kMeans(1, 1);
        assertThat(few.rows().data()).containsExactly(5);
        assertThat(few.weights()).containsExactly(1);
    }

    @Test
    void kMeans_constantColumn_isHarmless() {
        Background few = Background.of(Matrix.of(new double[][] {{0.1, 1}, {0.1, 2}, {0.1, 9}}))
                .kMeans(2, 1);
        assertThat(column(few, 0)).containsExactly(0.1, 0.1);
        assertThat(column(few, 1)).contains(9);
    }

    @Test
    void kMeans_columnOfZeros_isHarmless() {
        double[][] table = {{0, 1}, {0, 1.5}, {0, 9}, {0, 9.5}, {0, 9.25}};
        Background few = Background.of(Matrix.of(table)).kMeans(2, 1);
        assertThat(few.weights()).containsExactlyInAnyOrder(0.4, 0.6);
        assertThat(column(few, 0)).containsExactly(0.0, 0.0);
        assertThat(column(few, 1)).containsExactlyInAnyOrder(1, 9.25);
    }

    @Test
    void kMeans_moreClustersThanDistinctRows_saysHowMany() {
        Background twice = Background.of(Matrix.of(new double[][] {{1}, {2}, {1}, {2}}));
        assertThatThrownBy(() -> twice.kMeans(3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters must be at most the 2 distinct rows of the background but is 3");
        assertThat(column(twice.kMeans(2, 1), 0)).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void kMeans_zerosOfBothSigns_areOneRow() {
        assertThatThrownBy(() ->
                        Background.of(Matrix.of(new double[][] {{0.0}, {-0.0}})).kMeans(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters must be at most the 1 distinct rows of the background but is 2");
    }

    @Test
    void kMeans_rowsNearerThanDistancesCanTell_saysSo() {
        assertThatThrownBy(() -> Background.of(Matrix.of(new double[][] {{0}, {1e-250}, {1}}))
                        .kMeans(3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("clusters must be");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5})
    void kMeans_impossibleCount_isRefused(int clusters) {
        assertThatThrownBy(() -> Background.of(Matrix.zeros(4, 1)).kMeans(clusters, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters must be from 1 to the 4 rows of the background but is " + clusters);
    }

    @Test
    void kMeans_weightedRows_areRefused() {
        Background weighted = Background.builder(Schema.unnamed(1), Matrix.of(new double[][] {{1}, {2}}))
                .weights(1, 3)
                .build();
        assertThatThrownBy(() -> weighted.kMeans(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("k-means needs equally weighted rows");
    }

    @Test
    void kMeans_afterSampling_stillHasEqualWeights() {
        assertThat(mixed(30, 0, 1).sample(7, 1).kMeans(2, 1).size()).isEqualTo(2);
    }

    @Test
    void kMeans_hundredThousandRows_isFeasible() {
        Background few = mixed(100_000, 0.05, 9).kMeans(5, 1);
        assertThat(few.size()).isEqualTo(5);
        assertThat(few.weights()).doesNotContain(0);
    }

    private static double[] column(Background background, int column) {
        double[] values = new double[background.size()];
        Arrays.setAll(values, r -> background.rows().get(r, column));
        return values;
    }

    /** The rows as points, in the order of columns: categories at squared distance 1, numbers in standard deviations. */
    private static double[][] points(Matrix rows) {
        double[][] points = new double[rows.rows()][8];
        for (int c = 0; c < 3; c++) {
            double[] present = Arrays.stream(column(rows, c))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double mean = Arrays.stream(present).average().orElseThrow();
            double variance = Arrays.stream(present)
                    .map(value -> Math.pow(value - mean, 2))
                    .average()
                    .orElseThrow();
            for (int r = 0; r < points.length; r++) {
                double value = rows.get(r, c);
                boolean missing = Double.isNaN(value);
                if (c == 1) {
                    points[r][missing ? 7 : (int) value] = 1 / Math.sqrt(2);
                } else {
                    points[r][3 + c] = missing ? 0 : (value - mean) / Math.sqrt(variance);
                    points[r][4 + c] = missing ? 1 : 0;
                }
            }
        }
        return points;
    }

    private static double[] column(Matrix rows, int column) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(r -> rows.get(r, column))
                .toArray();
    }

    /** Commons Math clusters points that are made as the definition says; how many rows each cluster has is compared. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0.2, 3", "0.2, 4", "0.5, 5", "0.5, 6"})
    void kMeans_mixedColumns_clustersStandardisedNumbersAndIndicators(double missingShare, long seed) {
        Background all = mixed(60, missingShare, seed);
        double[][] points = points(all.rows());
        List<DoublePoint> members = Arrays.stream(points).map(DoublePoint::new).toList();
        double[] shares = new KMeansPlusPlusClusterer<DoublePoint>(
                        6, 100, new EuclideanDistance(), new Well19937c(seed))
                .cluster(members).stream()
                        .mapToDouble(cluster -> cluster.getPoints().size() / 60.0)
                        .toArray();
        assertThat(all.kMeans(6, seed).weights()).containsExactly(shares, within(1e-12));
    }

    /** Of −1 and 1 in two columns, each row has the hash of its opposite. */
    @Test
    void kMeans_rowsWhoseHashesCollide_areDistinct() {
        Background corners = Background.of(Matrix.of(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}));
        assertThat(corners.kMeans(4, 1).size()).isEqualTo(4);
    }

    @Test
    void kMeans_meanBetweenTwoValues_takesTheSmallerOne() {
        for (double[][] rows : new double[][][] {{{3}, {1}}, {{1}, {3}}, {{0}, {4}, {3}, {1}}, {{0}, {4}, {1}, {3}}}) {
            double smaller = 1;
            assertThat(Background.of(Matrix.of(rows)).kMeans(1, 1).rows().get(0, 0))
                    .isEqualTo(smaller);
        }
    }

    @Test
    void kMeans_halfMissing_isWhatIsPresent() {
        Background half = Background.builder(Schema.unnamed(1), Matrix.of(new double[][] {
                    {Double.NaN}, {4}, {6}, {Double.NaN}
                }))
                .missing(MissingValues.PASS)
                .build();
        assertThat(half.kMeans(1, 1).rows().get(0, 0)).isEqualTo(4);
        Background less = Background.builder(Schema.unnamed(1), Matrix.of(new double[][] {
                    {Double.NaN}, {4}, {Double.NaN}
                }))
                .missing(MissingValues.PASS)
                .build();
        assertThat(less.kMeans(1, 1).rows().get(0, 0)).isNaN();
    }
}
