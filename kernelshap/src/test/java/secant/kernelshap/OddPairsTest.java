package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.masking.Coalitions;

class OddPairsTest {

    @ParameterizedTest
    @ValueSource(ints = {6, 13, 64, 70})
    void of_design_isItsCoalitionsWeightsAndSizes(int players) {
        PairedDesign design = PairedDesign.draw(players, 30, 2);
        OddPairs pairs = OddPairs.of(design);

        assertThat(pairs.players()).isEqualTo(players);
        assertThat(pairs.count()).isEqualTo(30);
        assertThat(pairs.classes()).isEqualTo(design.classes().size());
        for (int p = 0; p < 30; p++) {
            int size = design.coalitions().size(p);
            SizeClass sizes = design.classes().get(pairs.sizeClass(p));
            assertThat(sizes.size()).isEqualTo(size);
            double both = 2 * size == players ? 1 : 2;
            assertThat(pairs.weight(p))
                    .isCloseTo(both / (size * (double) (players - size)) / sizes.expected(), within(1e-15));
            for (int j = 0; j < players; j++) {
                assertThat(pairs.contains(p, j)).isEqualTo(design.coalitions().contains(p, j));
            }
        }
        Coalitions points = Coalitions.wrap(players, 3, pairs.points(new int[] {7, 2}));
        for (int j = 0; j < players; j++) {
            assertThat(points.contains(0, j)).isEqualTo(pairs.contains(7, j));
            assertThat(points.contains(1, j)).isEqualTo(pairs.contains(2, j));
        }
        assertThat(points.size(2)).isEqualTo(players);
    }

    @ParameterizedTest
    @CsvSource({"6,31", "13,200", "16,33", "17,500", "40,150", "70,300"})
    void gram_anyDesign_isTheWeightedProductOfSides(int players, int count) {
        PairedDesign design = PairedDesign.draw(players, count, 5);
        OddPairs pairs = OddPairs.of(design);
        double[] gram = design.gram().data();
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < players; j++) {
                double sum = 0;
                for (int p = 0; p < count; p++) {
                    sum += pairs.weight(p) / 4 * (pairs.contains(p, i) == pairs.contains(p, j) ? 1 : -1);
                }
                assertThat(gram[i * players + j]).isCloseTo(sum, within(1e-13));
            }
        }
    }

    @Test
    void normalise_anySize_bringsTheLargestBetweenOneAndTwo() {
        double[] values = {3, -12.5, 0};
        assertThat(PowerOfTwo.normalise(values)).isEqualTo(3);
        assertThat(values).containsExactly(0.375, -1.5625, 0);
        double[] smallest = {Double.MIN_VALUE, -3 * Double.MIN_VALUE};
        assertThat(PowerOfTwo.normalise(smallest)).isEqualTo(-1073);
        assertThat(smallest).containsExactly(0.5, -1.5);
        double[] normal = {Double.MIN_NORMAL};
        assertThat(PowerOfTwo.normalise(normal)).isEqualTo(-1022);
        assertThat(normal).containsExactly(1);
        double[] largest = {Double.MAX_VALUE};
        assertThat(PowerOfTwo.normalise(largest)).isEqualTo(1023);
        assertThat(largest[0]).isBetween(1.0, 2.0);
        double[] zeros = {0, -0.0};
        PowerOfTwo.normalise(zeros);
        assertThat(zeros).containsExactly(0, -0.0);
    }

    /** The first numbers of SplitMix64 from seed 0, as published with it. */
    @Test
    void mix_multiplesOfTheGoldenRatio_areSplitMix() {
        long golden = 0x9E3779B97F4A7C15L;
        assertThat(Seeds.mix(golden)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Seeds.mix(2 * golden)).isEqualTo(0x6E789E6AA1B965F4L);
        assertThat(Seeds.mix(3 * golden)).isEqualTo(0x06C45D188009454FL);
        assertThat(Seeds.at(5, golden - 1)).isEqualTo(0xE220A8397B1DCDAFL ^ 5);
        assertThat(Seeds.generator(3, 7, 2).nextLong())
                .isEqualTo(Game.random(3 ^ Seeds.mix((7L << 32 | 2) + 1)).nextLong());
    }

    @Test
    void process_restricted_keepsTheReachesOfThePlayers() {
        OddProcess process = new OddProcess(new double[] {0.1, 0.2, 0.3, 0.4}, 3, 0.25);
        OddProcess kept = process.restrictedTo(new int[] {3, 1});

        assertThat(kept.players()).isEqualTo(2);
        assertThat(kept.reaches()).containsExactly(0.4, 0.2);
        assertThat(kept.curvature()).isEqualTo(3);
        assertThat(kept.relativeNugget()).isEqualTo(0.25);
        assertThat(process.nugget()).isEqualTo(1);
        assertThat(process.interpolating()).isFalse();
        assertThat(new OddProcess(new double[] {1}, 1, 5e-7).interpolating()).isTrue();
        assertThat(new OddProcess(new double[] {1}, 1, 6e-7).interpolating()).isFalse();
        assertThat(kept).hasToString("reaches [0.4, 0.2], curvature 3.0, nugget 0.25");
    }

    @Test
    void initial_manyPlayers_haveShorterReaches() {
        assertThat(OddProcess.initial(16).reaches()).hasSize(16).containsOnly(0.3);
        assertThat(OddProcess.initial(100).reaches()).hasSize(100).containsOnly(0.16);
        assertThat(OddProcess.initial(100).curvature()).isEqualTo(0.4);
        assertThat(OddProcess.initial(100).relativeNugget()).isEqualTo(0.03);
    }

    /** tanh a, which sets the products of all players: Π (1 − s) / (1 + s) = exp(−2 Σ a). */
    @Test
    void kernel_reaches_haveSlopesOfTheirHyperbolicTangent() {
        double all = new OddProcess(new double[] {0.1, 0.7, 1.2}, 1, 0).kernel().productOfAll();
        assertThat(all).isCloseTo(Math.exp(-4), within(1e-15));
    }
}
