package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPointsTest {

    private static double[][] take(Points kind, int dimensions, int count, long seed, int replicate) {
        UnitPoints points = UnitPoints.of(kind, dimensions, count, seed, replicate);
        double[][] taken = new double[count][dimensions];
        double[] coordinates = new double[count];
        for (int d = 0; d < dimensions; d++) {
            points.fill(d, 0, count, coordinates);
            for (int i = 0; i < count; i++) {
                taken[i][d] = coordinates[i];
            }
        }
        return taken;
    }

    @ParameterizedTest
    @EnumSource(Points.class)
    void fill_anyStretch_isThatStretchOfTheWhole(Points kind) {
        double[][] whole = take(kind, 3, 100, 4, 2);
        UnitPoints points = UnitPoints.of(kind, 3, 100, 4, 2);
        double[] stretch = new double[41];
        for (int first : new int[] {0, 1, 31, 59}) {
            points.fill(1, first, 41, stretch);
            for (int i = 0; i < 41; i++) {
                assertThat(stretch[i]).isEqualTo(whole[first + i][1]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Points.class)
    void next_anyKind_isUniformInEveryPairOfDimensions(Points kind) {
        int[] cells = new int[64];
        for (int replicate = 0; replicate < 64; replicate++) {
            for (double[] point : take(kind, 3, 128, 7, replicate)) {
                assertThat(point[0]).isBetween(Double.MIN_VALUE, Math.nextDown(1.0));
                cells[8 * (int) (8 * point[0]) + (int) (8 * point[2])]++;
            }
        }
        double chiSquared = 0;
        for (int cell : cells) {
            chiSquared += (cell - 128.0) * (cell - 128.0) / 128;
        }
        double limit = new ChiSquaredDistribution(null, 63).inverseCumulativeProbability(0.9999);
        assertThat(chiSquared).isLessThan(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 128, 1249})
    void latinHypercube_anyCount_hasOnePointASlice(int count) {
        double[][] points = take(Points.LATIN_HYPERCUBE, 4, count, 3, 0);
        for (int d = 0; d < 4; d++) {
            boolean[] met = new boolean[count];
            for (double[] point : points) {
                int slice = (int) (point[d] * count);
                assertThat(met[slice]).isFalse();
                met[slice] = true;
            }
        }
    }

    @Test
    void sobol_scrambled_keepsItsNet() {
        double[][] points = take(Points.SOBOL, 2, 64, 5, 1);
        boolean[] met = new boolean[64];
        for (double[] point :
                points) { // the first two dimensions are a (0, 6, 2)-net: one point in each of 8 × 8 boxes
            int box = 8 * (int) (8 * point[0]) + (int) (8 * point[1]);
            assertThat(met[box]).isFalse();
            met[box] = true;
        }
    }

    @ParameterizedTest
    @EnumSource(Points.class)
    void next_sameSeedAndReplicate_isTheSame_othersDiffer(Points kind) {
        assertThat(take(kind, 2, 8, 1, 0)).isDeepEqualTo(take(kind, 2, 8, 1, 0));
        assertThat(take(kind, 2, 8, 1, 0)[3]).isNotEqualTo(take(kind, 2, 8, 1, 1)[3]);
        assertThat(take(kind, 2, 8, 1, 0)[3]).isNotEqualTo(take(kind, 2, 8, 2, 0)[3]);
    }

    @Test
    void sobol_moreThanThousandDimensions_continuesAsLatinHypercube() {
        double[][] points = take(Points.SOBOL, 1002, 16, 9, 0);
        boolean[] met = new boolean[16];
        for (double[] point : points) {
            met[(int) (16 * point[1001])] = true;
        }
        assertThat(met).doesNotContain(false);
        for (double[] point : points) { // no dimension is that before it once more
            assertThat(point[999]).isNotEqualTo(point[1000]);
            assertThat(point[1000]).isNotEqualTo(point[1001]);
        }
    }

    /** The platform's own SplittableRandom is SplitMix64, too. */
    @Test
    void random_anyPoint_isTheNextNumberOfSplitMix() {
        long golden = 0x9E3779B97F4A7C15L;
        long replicate = new SplittableRandom(3 - golden).nextLong();
        SplittableRandom numbers = new SplittableRandom(new SplittableRandom((7 ^ replicate) - golden).nextLong());
        for (double[] point : take(Points.RANDOM, 3, 20, 7, 2)) {
            for (double coordinate : point) {
                assertThat(coordinate).isEqualTo((numbers.nextLong() >>> 11) * 0x1p-53 + 0x1p-54);
            }
        }
    }
}
