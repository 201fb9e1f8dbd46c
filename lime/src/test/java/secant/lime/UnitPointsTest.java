package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPointsTest {

    private static double[][] take(Points kind, int dimensions, int count, long seed, int replicate) {
        UnitPoints points = UnitPoints.of(kind, dimensions, count, seed, replicate);
        double[][] taken = new double[count][dimensions];
        for (double[] point : taken) {
            points.next(point);
        }
        return taken;
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
    }
}
