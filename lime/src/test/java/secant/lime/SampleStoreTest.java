package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class SampleStoreTest {

    private static final Schema SCHEMA = Schema.of(
            Feature.categorical("a", "0", "1"),
            Feature.categorical("b", "0", "1", "2"),
            Feature.numeric("c"),
            Feature.categorical("d", "0", "1"));

    private static final Matrix ROWS =
            Matrix.of(new double[][] {{0, 0, 1, 0}, {0, 1, 2, 1}, {1, 2, 3, 0}, {1, 0, 4, 1}});

    private static Lime lime(TrainingStatistics statistics) {
        return Lime.builder(Predictor.ofScore(x -> x[0]), statistics)
                .points(Points.RANDOM)
                .samples(100)
                .build();
    }

    /** Samples of 2 + 3 + 1 + 2 laws of a column each. */
    @Test
    void of_columns_keepsAtMostSoManyCells() {
        TrainingStatistics statistics = TrainingStatistics.of(SCHEMA, ROWS, Discretizer.none());
        SampleDesign design = lime(statistics).design;
        assertThat(SampleStore.of(design, statistics, 800)).isNotNull();
        assertThat(SampleStore.of(design, statistics, 799)).isNull();
    }

    /** The group's rows are 4 combinations and what is none of them, of two columns each; the others are 1 and 2 laws. */
    @Test
    void of_groups_countsTheColumnsOfEachCombination() {
        FeatureGroups groups =
                FeatureGroups.builder(SCHEMA).group("ab", "a", "b").build();
        TrainingStatistics statistics = TrainingStatistics.of(SCHEMA, ROWS, Discretizer.none(), groups);
        SampleDesign design = lime(statistics).design;
        assertThat(SampleStore.of(design, statistics, 1300)).isNotNull();
        assertThat(SampleStore.of(design, statistics, 1299)).isNull();
    }

    @Test
    void get_theSameBinTwice_isWhatWasKept() {
        TrainingStatistics statistics = TrainingStatistics.of(SCHEMA, ROWS, Discretizer.none());
        SampleStore store = Objects.requireNonNull(SampleStore.of(lime(statistics).design, statistics, 800));
        ColumnSamples[] kept = new ColumnSamples[3];
        for (int own = 0; own < 3; own++) {
            kept[own] = store.get(1, ColumnLaw.ofCells(statistics.column(1), own, 0.5));
        }
        for (int own = 0; own < 3; own++) {
            assertThat(store.get(1, ColumnLaw.ofCells(statistics.column(1), own, 0.5)))
                    .isSameAs(kept[own]);
        }
        assertThat(kept).doesNotHaveDuplicates();
    }
}
