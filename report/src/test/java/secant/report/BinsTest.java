package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 30, 31, 47, 59, 60, 61, 1000, 123_456})
    void of_wholeNumbers_holdsEquallyManyInEachBin(int distinct) {
        double[] values =
                IntStream.range(0, distinct).mapToDouble(i -> 18.0 + i).toArray();
        Bins bins = Bins.of(values, 30);
        int[] counts = new int[bins.count()];
        for (double value : values) {
            counts[bins.of(value)]++;
        }

        assertThat(bins.count()).isLessThanOrEqualTo(30);
        // The last one may be cut short.
        assertThat(IntStream.of(counts).limit(bins.count() - 1).distinct().count())
                .isLessThanOrEqualTo(1);
        assertThat(bins.edge(0)).isEqualTo(17.5);
        assertThat(bins.edge(bins.count())).isGreaterThanOrEqualTo(18 + distinct - 0.5);
    }

    @Test
    void of_anyNumbers_spansThem() {
        Bins bins = Bins.of(new double[] {0.5, Double.NaN, 3, -1.25}, 30);

        assertThat(bins).isEqualTo(new Bins(-1.25, 3, 30));
        assertThat(bins.of(-1.25)).isZero();
        assertThat(bins.of(3)).isEqualTo(29);
        assertThat(bins.of(0.875)).isEqualTo(15);
    }

    @Test
    void of_oneValueNoneAndHugeOnes_isFinite() {
        assertThat(Bins.of(new double[] {0.1, 0.1}, 30)).isEqualTo(new Bins(0.1, 0.1, 1));
        assertThat(Bins.of(new double[] {0.1, 0.1}, 30).of(0.1)).isZero();
        assertThat(Bins.of(new double[] {Double.NaN}, 30).count()).isEqualTo(1);
        Bins huge = Bins.of(new double[] {-1.7e308, 1.7e308}, 30);
        assertThat(huge.of(1.7e308)).isEqualTo(29);
        assertThat(huge.edge(15)).isZero();
    }

    @Test
    void ofCategories_each_isABin() {
        Bins bins = Bins.ofCategories(3);

        assertThat(IntStream.range(0, 3).map(bins::of)).containsExactly(0, 1, 2);
        assertThat(bins.of(7)).isEqualTo(2);
    }
}
