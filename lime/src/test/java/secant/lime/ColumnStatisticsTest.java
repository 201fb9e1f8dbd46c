package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnStatisticsTest {

    @Test
    void ofNumbers_anyColumn_hasItsMomentsAndNoCells() {
        ColumnStatistics numbers = ColumnStatistics.ofNumbers(new double[] {2, 4, 4, 4, 5, 5, 7, 9});

        assertThat(numbers.mean).isEqualTo(5);
        assertThat(numbers.scale).isCloseTo(2, within(1e-15));
        assertThat(numbers.constant).isFalse();
        assertThat(numbers.isBit()).isFalse();
        assertThat(numbers.isBinned()).isFalse();
        assertThat(numbers.isCategorical()).isFalse();
        assertThat(numbers.distinctDecimals).isEqualTo(2);
    }

    @Test
    void ofNumbers_equalButForRounding_areConstant() {
        double[] same = new double[10];
        Arrays.fill(same, 0.1);
        ColumnStatistics constant = ColumnStatistics.ofNumbers(same);
        same[3] = Math.nextUp(0.1);

        assertThat(constant.mean).isEqualTo(0.1);
        assertThat(constant.scale).isEqualTo(1);
        assertThat(constant.constant).isTrue();
        assertThat(ColumnStatistics.ofNumbers(same).constant).isTrue();
        same[3] = 0.1 + 1e-12;
        assertThat(ColumnStatistics.ofNumbers(same).constant).isFalse();
        assertThat(ColumnStatistics.ofBins(same, new double[] {0.1}).constant).isFalse();
        assertThat(ColumnStatistics.ofBins(new double[] {3, 3}, new double[] {3}).constant)
                .isTrue();
        assertThat(ColumnStatistics.ofBins(new double[] {3, 3}, new double[] {3}).scale)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1e200", "1e308", "1e-200", "1e-300"})
    void ofNumbers_hugeOrTiny_neitherOverflowNorVanish(double size) {
        ColumnStatistics numbers = ColumnStatistics.ofNumbers(new double[] {-size, size, -size, size});

        assertThat(numbers.mean).isZero();
        assertThat(numbers.scale).isEqualTo(size);
        assertThat(ColumnStatistics.ofNumbers(new double[] {size, size, size}).mean)
                .isEqualTo(size);
    }

    /** Values on an edge belong to the bin below it. */
    @Test
    void ofBins_anyColumn_countsAndMeasuresEachBin() {
        double[] column = {1, 2, 3, 4, 6, 7, 8, 9, 10, 16};
        ColumnStatistics bins = ColumnStatistics.ofBins(column, new double[] {4, 8, 20});

        assertThat(bins.frequencies).containsExactly(0.4, 0.3, 0.3, 0);
        assertThat(bins.means[0]).isEqualTo(2.5);
        assertThat(bins.means[1]).isCloseTo(7, within(1e-15));
        assertThat(bins.means[2]).isCloseTo(35 / 3.0, within(1e-14));
        assertThat(bins.means[3]).isZero();
        assertThat(bins.deviations)
                .containsExactly(
                        new double[] {Math.sqrt(1.25), Math.sqrt(2 / 3.0), Math.sqrt(86 / 9.0), 0}, within(1e-14));
        assertThat(bins.mins).containsExactly(1, 4, 8, 20);
        assertThat(bins.maxs).containsExactly(4, 8, 20, 16);
        assertThat(bins.mean).isCloseTo(6.6, within(1e-15));
        assertThat(bins.scale).isCloseTo(Math.sqrt(18.04), within(1e-14));
        assertThat(bins.cell(4)).isZero();
        assertThat(bins.cell(4.1)).isEqualTo(1);
        assertThat(bins.cell(21)).isEqualTo(3);
        assertThat(bins.isBit()).isTrue();
        assertThat(bins.isBinned()).isTrue();
        assertThat(bins.isCategorical()).isFalse();
        for (int b = 0; b < 3; b++) {
            NormalDistribution normal = new NormalDistribution(null, bins.means[b], bins.deviations[b]);
            double below = normal.cumulativeProbability(bins.mins[b]);
            assertThat(bins.isPoint(b)).isFalse();
            double span = normal.cumulativeProbability(bins.maxs[b]) - below;
            for (double share : new double[] {0.1, 0.5, 0.75}) {
                assertThat(normal.cumulativeProbability(bins.value(b, share)))
                        .isCloseTo(below + share * span, within(1e-9));
            }
        }
    }

    @Test
    void ofBins_ofSingleValues_arePoints() {
        ColumnStatistics bins = ColumnStatistics.ofBins(new double[] {0.1, 0.1, 0.1, 5, 9, 9}, new double[] {0.1, 5});

        for (int b = 0; b < 3; b++) {
            assertThat(bins.isPoint(b)).isTrue();
            assertThat(bins.value(b, 0.3)).isEqualTo(bins.point(b));
        }
        assertThat(bins.point(0)).isEqualTo(0.1);
        assertThat(bins.point(1)).isEqualTo(5);
        assertThat(bins.point(2)).isEqualTo(9);
    }

    @Test
    void ofCategories_anyColumn_countsThem() {
        ColumnStatistics categories = ColumnStatistics.ofCategories(new double[] {0, 2, 2, 0, 2}, 4);

        assertThat(categories.frequencies).containsExactly(0.4, 0, 0.6, 0);
        assertThat(categories.isCategorical()).isTrue();
        assertThat(categories.isBinned()).isFalse();
        assertThat(categories.isBit()).isTrue();
        assertThat(categories.cell(2)).isEqualTo(2);
        assertThat(categories.constant).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 2",
        "0.12, 0.13, 2",
        "0.123, 0.1234, 4",
        "0.00001, 3, 5",
        "-0.001, 3, 3",
        "0, 0.000000001, 9",
        "1, 1.0000000000000002, 16",
        "1e-30, 1, 17"
    })
    void distinctDecimals_twoCuts_areAsManyAsTellThemApart(double first, double second, int decimals) {
        double[] edges = {first, second};

        assertThat(ColumnStatistics.ofBins(new double[] {first, second}, edges).distinctDecimals)
                .isEqualTo(decimals);
    }

    /** As C's printf: halves to even, and a minus before what rounds to zero from below. */
    @ParameterizedTest
    @CsvSource({"0.125, 0.12", "0.375, 0.38", "-0.001, -0.00", "0.001, 0.00", "-2.5, -2.50", "0.0, 0.00", "-0.0, -0.00"
    })
    void binName_cut_isRoundedAsPrintfDoes(double cut, String text) {
        ColumnStatistics bins = ColumnStatistics.ofBins(new double[] {-9, 9}, new double[] {cut, 3});

        assertThat(bins.binName("x", 0, 2)).isEqualTo("x <= " + text);
        assertThat(bins.binName("x", 1, 2)).isEqualTo(text + " < x <= 3.00");
        assertThat(bins.binName("x", 2, 2)).isEqualTo("x > 3.00");
    }
}
