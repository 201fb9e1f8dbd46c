package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLayoutTest {

    @Test
    void of_stepsAndChannels_namesAColumnForEachCell() {
        SeriesLayout layout = SeriesLayout.of(3, "a", "b");
        assertThat(layout.schema().names()).containsExactly("a[0]", "b[0]", "a[1]", "b[1]", "a[2]", "b[2]");
        assertThat(layout.steps()).isEqualTo(3);
        assertThat(layout.channels()).containsExactly("a", "b");
        assertThat(layout).hasToString("series of 3 steps × 2 channels");
    }

    @Test
    void of_oneStep_isEnough() {
        assertThat(SeriesLayout.of(1, "a").schema().names()).containsExactly("a[0]");
    }

    @Test
    void of_moreCellsThanAnArrayHolds_isRefusedBeforeAnyIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesLayout.of(1_500_000_000, "a", "b"))
                .withMessage("steps must be from 1 to 1073741819 for 2 channels but is 1500000000");
    }

    @Test
    void rows_ofSeries_areStepAfterStep() {
        SeriesLayout layout = SeriesLayout.of(2, "a", "b");
        Matrix one = Matrix.of(new double[][] {{1, 2}, {3, 4}});
        Matrix other = Matrix.of(new double[][] {{5, 6}, {7, 8}});
        assertThat(layout.rows(List.of(one, other)).data()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
}
