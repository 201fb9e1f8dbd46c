package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;

class PlayerStatisticsTest {

    @Test
    void counted_asManyCombinationsAs16BitsHold_areAllowed() {
        ColumnStatistics bytes = ColumnStatistics.ofCategories(new double[] {0}, 256);
        int[][] cells = new int[65_536][];
        for (int r = 0; r < cells.length; r++) {
            cells[r] = new int[] {r >> 8, r & 255};
        }
        int[][] fewer = cells.clone();
        fewer[65_535] = new int[] {0, 0};

        PlayerStatistics counted = PlayerStatistics.counted("both", new int[] {0, 1}, List.of(bytes, bytes), fewer);

        assertThat(counted.combinations).hasDimensions(65_535, 2);
        assertThat(counted.statistics.frequencies).hasSize(65_536);
        assertThat(counted.statistics.frequencies[0]).isEqualTo(2.0 / 65_536);
        assertThat(counted.statistics.frequencies[65_535]).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayerStatistics.counted("both", new int[] {0, 1}, List.of(bytes, bytes), cells))
                .withMessageContaining("must be at most 65535 but are 65536");
    }

    /** The column x has a bin of one value, and one of several. */
    @Test
    void hasRanges_groups_isWhetherSomeCombinationHasSeveralValues() {
        Schema schema =
                Schema.of(Feature.numeric("x"), Feature.categorical("y", "0", "1"), Feature.categorical("z", "0", "1"));
        double[][] rows = {{1, 0, 0}, {1, 0, 1}, {1, 0, 0}, {1, 1, 1}, {5, 1, 1}, {6, 1, 1}};
        FeatureGroups ranges =
                FeatureGroups.builder(schema).group("g", "x", "y").build();
        FeatureGroups none = FeatureGroups.builder(schema).group("g", "y", "z").build();
        double[][] points = {{1, 0, 0}, {1, 0, 1}, {1, 0, 0}, {5, 1, 1}, {5, 1, 1}, {5, 1, 1}};

        assertThat(of(schema, rows, ranges)).isTrue();
        assertThat(of(schema, rows, none)).isFalse();
        assertThat(of(schema, points, ranges)).isFalse();
    }

    private static boolean of(Schema schema, double[][] rows, FeatureGroups groups) {
        return TrainingStatistics.of(schema, Matrix.of(rows), Discretizer.quartile(), groups)
                .player(0)
                .hasRanges();
    }
}
