package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void kMeans_categoriesAlone_areTold() {
        Schema schema = Schema.of(Feature.categorical("c", "a", "b"));
        Background few = Background.of(schema, Matrix.of(new double[][] {{0}, {0}, {1}, {1}, {1}}))
                .kMeans(2, 1);
        assertThat(column(few, 0)).containsExactlyInAnyOrder(0, 1);
        assertThat(few.weights()).containsExactlyInAnyOrder(0.4, 0.6);
    }

    @Test
    void kMeans_missingCategory_isOneOfItsOwn() {
        Schema schema = Schema.of(Feature.categorical("c", "a", "b"), Feature.numeric("n"));
        Background few = Background.builder(schema, Matrix.of(new double[][] {{1, 5}, {Double.NaN, 5}, {0, 5}}))
                .missing(MissingValues.PASS)
                .build()
                .kMeans(3, 1);
        assertThat(column(few, 0)).containsExactlyInAnyOrder(0, 1, Double.NaN);
    }

    /** Rows 1 and 2 are 4.5 apart, squared and in standard deviations, rows 1 and 3 the 1 of another category. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 7, -1.7e9, 1e9, 1.1e9, 1.2e9, 1.3e9, 1.4e9, 1.5e9, 1.6e9, 1.7e9})
    void kMeans_numbersFarFromZero_areInStandardDeviationsBesideCategories(double offset) {
        Schema schema = Schema.of(Feature.numeric("n"), Feature.categorical("c", "a", "b"));
        Matrix rows = Matrix.of(new double[][] {{offset + 0.7, 0}, {offset + 1.9, 0}, {offset + 0.7, 1}});
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(column(Background.of(schema, rows).kMeans(2, seed), 0))
                    .containsExactlyInAnyOrder(offset + 0.7, offset + 1.9);
        }
    }

    @Test
    void kMeans_columnOfZeros_isHarmless() {
        Background few = Background.of(Matrix.of(new double[][] {{0, 1}, {0, 2}, {0, 9}}))
                .kMeans(2, 1);
        assertThat(column(few, 0)).containsExactly(0, 0);
        assertThat(column(few, 1)).contains(9);
    }

    /** Rows of zeros but for one that marks a missing value: 31 to the power of 2 · 64 is 1 modulo 2¹². */
    @Test
    void kMeans_rowsWhoseHashesCollide_areDistinct() {
        double[][] table = new double[2][65];
        table[0][0] = Double.NaN;
        table[1][64] = Double.NaN;
        double[][] marks = new double[2][130];
        marks[0][1] = 1;
        marks[1][129] = 1;
        assertThat(Arrays.hashCode(marks[0])).isEqualTo(Arrays.hashCode(marks[1]));
        Background few = Background.builder(Schema.unnamed(65), Matrix.of(table))
                .missing(MissingValues.PASS)
                .build()
                .kMeans(2, 1);
        assertThat(column(few, 0)).containsExactlyInAnyOrder(0, Double.NaN);
    }

    @Test
    void kMeans_halfOfAClusterMissing_isTheValue() {
        Background half = Background.builder(Schema.unnamed(1), Matrix.of(new double[][] {{5}, {Double.NaN}}))
                .missing(MissingValues.PASS)
                .build();
        assertThat(half.kMeans(1, 1).rows().data()).containsExactly(5);
    }

    @Test
    void kMeans_twoValuesAsNearToTheMean_givesTheSmallerInAnyOrder() {
        assertThat(Background.of(Matrix.of(new double[][] {{2}, {0}}))
                        .kMeans(1, 1)
                        .rows()
                        .data())
                .containsExactly(0);
        assertThat(Background.of(Matrix.of(new double[][] {{0}, {2}}))
                        .kMeans(1, 1)
                        .rows()
                        .data())
                .containsExactly(0);
        assertThat(Background.of(Matrix.of(new double[][] {{5}, {4}, {0}}))
                        .kMeans(1, 1)
                        .rows()
                        .data())
                .containsExactly(4);
    }
}
