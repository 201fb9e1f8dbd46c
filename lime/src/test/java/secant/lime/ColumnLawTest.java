package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnLawTest {

    private static final double[] CATEGORIES = {1, 1, 1, 1, 2, 2, 2, 0, 0, 0};

    /** Bins of 4, 2, 1 and 3 of ten rows, of which the third one has a single value. */
    private static ColumnStatistics bins() {
        return ColumnStatistics.ofBins(new double[] {1, 2, 3, 4, 5, 7, 8, 9, 10, 14}, new double[] {4, 7, 8});
    }

    private static ColumnStatistics categories() {
        return ColumnStatistics.ofCategories(CATEGORIES, 4);
    }

    /** Nine ninths add up to less than 1, and the tenth category does not occur. */
    @Test
    void cell_ofTheLargestNumber_isTheLastThatOccurs() {
        double[] column = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        ColumnLaw law = ColumnLaw.ofCells(ColumnStatistics.ofCategories(column, 10), 0, 1);

        assertThat(law.cell(Math.nextDown(1.0))).isEqualTo(8);
        assertThat(law.share(9)).isZero();
    }

    @Test
    void shares_tilted_leaveTheOwnMore() {
        double[] shares = ColumnLaw.shares(categories(), 1, 0.5);

        assertThat(shares).containsExactly(new double[] {0.15 / 0.7, 0.4 / 0.7, 0.15 / 0.7, 0}, within(1e-15));
        assertThat(ColumnLaw.shares(categories(), 1, 1))
                .containsExactly(new double[] {0.3, 0.4, 0.3, 0}, within(1e-15));
    }

    @Test
    void cell_uniforms_areDrawnByTheirShares() {
        ColumnLaw law = ColumnLaw.ofCells(bins(), 0, 1);

        assertThat(law.cell(0)).isZero();
        assertThat(law.cell(Math.nextDown(0.4))).isZero();
        assertThat(law.cell(0.4)).isEqualTo(1);
        assertThat(law.cell(0.65)).isEqualTo(2);
        assertThat(law.cell(0.75)).isEqualTo(3);
        assertThat(law.cell(Math.nextDown(1.0))).isEqualTo(3);
        assertThat(law.shareWithin(0, 0.1)).isCloseTo(0.25, within(1e-15));
        assertThat(law.shareWithin(3, 0.85)).isCloseTo(0.5, within(1e-15));
        assertThat(law.share(1)).isCloseTo(0.2, within(1e-15));
        assertThat(law.isBit()).isTrue();
    }

    @Test
    void cell_categoryWithoutRows_isNeverDrawn() {
        ColumnLaw law = ColumnLaw.ofCells(categories(), 2, 0.25);

        assertThat(law.cell(Math.nextDown(1.0))).isEqualTo(2);
        assertThat(law.share(3)).isZero();
        assertThat(categories().value(2, 0.7)).isEqualTo(2);
        assertThat(law.values()).isEqualTo(3);
    }

    /** A normal of the bin's mean and deviation, between its edges. */
    @ParameterizedTest
    @CsvSource({"0,1,4", "1,4,7", "3,8,14"})
    void value_inABin_isTheQuantileOfATruncatedNormal(int bin, double least, double most) {
        ColumnStatistics statistics = bins();
        NormalDistribution normal = new NormalDistribution(null, statistics.means[bin], statistics.deviations[bin]);
        double below = normal.cumulativeProbability(least);
        double within = normal.cumulativeProbability(most) - below;
        for (double share : new double[] {0, 0.01, 0.3, 0.5, 0.9, 1}) {
            double value = statistics.value(bin, share);
            assertThat(value).isBetween(least, most);
            assertThat((normal.cumulativeProbability(value) - below) / within).isCloseTo(share, within(1e-9));
        }
        assertThat(statistics.value(2, 0.9)).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void parts_ofCells_areMetAsOftenAsTheySay(double tilt) {
        for (ColumnStatistics statistics : new ColumnStatistics[] {bins(), categories()}) {
            ColumnLaw law = ColumnLaw.ofCells(statistics, 1, tilt);
            int grid = 20_000;
            double[] met = new double[law.parts()];
            double mean = 0;
            double square = 0;
            for (int i = 0; i < grid; i++) {
                double uniform = (i + 0.5) / grid;
                int cell = law.cell(uniform);
                int part = law.part(cell, uniform);
                met[part] += 1.0 / grid;
                assertThat(law.partFeature(part)).isEqualTo(cell == 1 ? 1 : 0);
            }
            for (int p = 0; p < law.parts(); p++) {
                assertThat(law.partShare(p)).isCloseTo(met[p], within(2.0 / grid));
                mean += law.partShare(p) * law.partFeature(p);
                square += law.partShare(p) * law.partFeature(p) * law.partFeature(p);
            }
            assertThat(law.mean()).isCloseTo(mean, within(1e-15)).isEqualTo(law.share(1));
            assertThat(law.variance()).isCloseTo(square - mean * mean, within(1e-15));
        }
        // two halves of each bin but for the one of a single value
        assertThat(ColumnLaw.ofCells(bins(), 1, tilt).parts()).isEqualTo(8);
        assertThat(ColumnLaw.ofCells(bins(), 1, tilt).partShare(5)).isZero();
        assertThat(ColumnLaw.ofCells(categories(), 1, tilt).parts()).isEqualTo(4);
    }

    @Test
    void parts_ofNumbers_areEighthsWithTheirMeans() {
        ColumnStatistics statistics = ColumnStatistics.ofNumbers(new double[] {1, 3, 5, 11});
        ColumnLaw law = ColumnLaw.ofNumbers(statistics, 0.5, 2);
        double[] sums = new double[8];
        int grid = 80_000;
        for (int i = 0; i < grid; i++) {
            double uniform = (i + 0.5) / grid;
            int part = law.part(-1, uniform);
            assertThat(part).isEqualTo((int) (8 * uniform));
            sums[part] += law.feature(NormalQuantile.of(uniform)) / (grid / 8.0);
        }
        assertThat(law.parts()).isEqualTo(8);
        for (int p = 0; p < 8; p++) {
            assertThat(law.partShare(p)).isEqualTo(0.125);
            assertThat(law.partFeature(p)).isCloseTo(sums[p], within(1e-3));
        }
        assertThat(law.mean()).isEqualTo(0.5);
        assertThat(law.variance()).isEqualTo(4);
        assertThat(law.isBit()).isFalse();
        assertThat(law.values()).isZero();
        assertThat(law.value(2)).isEqualTo(2 * statistics.scale + statistics.mean);
    }

    @Test
    void constantNumbers_haveOneValue() {
        ColumnStatistics constant = ColumnStatistics.ofNumbers(new double[] {6, 6});
        ColumnLaw law = ColumnLaw.ofNumbers(constant, 0, 0);
        double[] row = new double[2];
        double[] features = new double[3];

        assertThat(law.values()).isEqualTo(1);
        assertThat(law.parts()).isEqualTo(1);
        assertThat(law.part(-1, 0.99)).isZero();
        assertThat(law.partShare(0)).isEqualTo(1);
        assertThat(law.partFeature(0)).isZero();
        assertThat(law.enumerate(0, PlayerStatistics.of(1, constant), row, 0, features, 2))
                .isEqualTo(1);
        assertThat(row).containsExactly(0, 6);
        assertThat(features).containsExactly(0, 0, 0);
    }

    @Test
    void enumerate_categories_givesEachWithItsProbability() {
        ColumnStatistics categories = ColumnStatistics.ofCategories(new double[] {2, 2, 2, 0}, 4);
        ColumnLaw law = ColumnLaw.ofCells(categories, 2, 1);
        PlayerStatistics player = PlayerStatistics.of(0, categories);
        double[] row = new double[1];
        double[] feature = new double[1];

        assertThat(law.values()).isEqualTo(2);
        assertThat(law.enumerate(0, player, row, 0, feature, 0)).isEqualTo(0.25);
        assertThat(row[0]).isZero();
        assertThat(feature[0]).isZero();
        assertThat(law.enumerate(1, player, row, 0, feature, 0)).isEqualTo(0.75);
        assertThat(row[0]).isEqualTo(2);
        assertThat(feature[0]).isEqualTo(1);
    }

    @Test
    void enumerate_binsOfSingleValues_givesThese() {
        ColumnStatistics points = ColumnStatistics.ofBins(new double[] {1, 1, 5, 5}, new double[] {3});
        ColumnLaw law = ColumnLaw.ofCells(points, 1, 1);
        double[] row = new double[1];
        double[] feature = new double[1];

        assertThat(law.values()).isEqualTo(2);
        assertThat(law.enumerate(1, PlayerStatistics.of(0, points), row, 0, feature, 0))
                .isEqualTo(0.5);
        assertThat(row[0]).isEqualTo(5);
        assertThat(feature[0]).isEqualTo(1);
        assertThat(ColumnLaw.ofCells(bins(), 0, 1).values()).isZero();
    }
}
