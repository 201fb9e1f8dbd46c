package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDesignTest {

    @ParameterizedTest
    @CsvSource({"RANDOM,1003,20,1", "RANDOM,7,7,1", "LATIN_HYPERCUBE,1000,4,1", "SOBOL,1000,4,2"})
    void groups_anyPoints_areStretchesOfTilesOfOneGroup(Points kind, int limit, int groups, int perSequence) {
        SampleDesign design = new SampleDesign(kind, 3, limit, 1);

        assertThat(design.samples()).isEqualTo(limit);
        assertThat(design.groups()).isEqualTo(groups);
        assertThat(design.groupsPerSequence()).isEqualTo(perSequence);
        int next = 0;
        int[] sizes = new int[groups];
        for (int tile = 0; tile < design.tiles(); tile++) {
            assertThat(design.tileFirst(tile)).isEqualTo(next);
            assertThat(design.tileSize(tile)).isBetween(1, SampleDesign.TILE);
            sizes[design.group(tile)] += design.tileSize(tile);
            next += design.tileSize(tile);
        }
        assertThat(next).isEqualTo(limit);
        for (int g = 0; g < groups; g++) {
            assertThat(design.size(g)).isEqualTo(sizes[g]).isBetween(limit / groups, limit / groups + 1);
            assertThat(design.half(g)).isEqualTo(g / perSequence % 2);
        }
    }

    @Test
    void samples_evenPoints_areAMultipleOfFour() {
        assertThat(new SampleDesign(Points.SOBOL, 2, 1003, 1).samples()).isEqualTo(1000);
        assertThat(new SampleDesign(Points.RANDOM, 2, 1003, 1).samples()).isEqualTo(1003);
    }

    /** Two sequences of a power of two each, unless more than a fifth would go unused. */
    @ParameterizedTest
    @CsvSource({"5000,4096", "4096,4096", "4095,4095", "5120,4096", "5122,5122", "2560,2048", "300,256"})
    void balanced_limit_isPowersOfTwoWhereLittleIsLost(int limit, int balanced) {
        assertThat(SampleDesign.balanced(limit)).isEqualTo(balanced);
    }

    /** A stretch across the end of a set goes on with the first point of the next one, and changes nothing around it. */
    @ParameterizedTest
    @CsvSource({"LATIN_HYPERCUBE,250", "SOBOL,500"})
    void uniforms_acrossSets_areTheirPointsInTurn(Points kind, int perSet) {
        SampleDesign design = new SampleDesign(kind, 3, 1000, 9);
        double[] scratch = new double[SampleDesign.TILE];
        double[] before = new double[10];
        double[] after = new double[SampleDesign.TILE];
        UnitPoints.of(kind, 3, perSet, 9, 0).fill(2, perSet - 10, 10, before);
        UnitPoints.of(kind, 3, perSet, 9, 1).fill(2, 0, 30, after);
        double[] found = new double[41];
        found[40] = -1;

        design.uniforms(2, perSet - 10, 40, found, scratch);

        assertThat(found).startsWith(before).endsWith(-1);
        for (int i = 0; i < 30; i++) {
            assertThat(found[10 + i]).isEqualTo(after[i]);
        }
    }

    @Test
    void named_points_saysHowTheyAreSpread() {
        assertThat(new SampleDesign(Points.RANDOM, 2, 90, 1).named()).isEqualTo("90 independent");
        assertThat(new SampleDesign(Points.LATIN_HYPERCUBE, 2, 90, 1).named()).isEqualTo("4 Latin hypercubes of 22");
        assertThat(new SampleDesign(Points.SOBOL, UnitPoints.SOBOL_DIMENSIONS, 90, 1).named())
                .isEqualTo("2 scrambled Sobol sequences of 44");
        assertThat(new SampleDesign(Points.SOBOL, UnitPoints.SOBOL_DIMENSIONS + 1, 90, 1).named())
                .isEqualTo(
                        "2 scrambled Sobol sequences of 44 in the first 1000 columns, Latin hypercubes in the others");
    }
}
