package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.masking.Coalitions;

class PresenceSamplesTest {

    private static final ProximityKernel FLAT = new ProximityKernel(1e9);

    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({
        "TEXT,2,64",
        "TEXT,12,600",
        "TEXT,40,1000",
        "TEXT,64,3000",
        "TEXT,65,1000",
        "TEXT,200,5000",
        "IMAGE,2,64",
        "IMAGE,12,600",
        "IMAGE,13,600",
        "IMAGE,40,1000",
        "IMAGE,64,2000",
        "IMAGE,200,5000"
    })
    void stable_anySize_weighsEverySizeAsTheLawDoes(PresenceLaw law, int players, int samples) {
        ProximityKernel kernel = new ProximityKernel(law == PresenceLaw.TEXT ? 25 : 0.25);
        double[] masses = PresenceSamples.masses(players, samples, law, kernel);
        double[] mean = new double[players + 1];
        int seeds = 20;
        for (int seed = 0; seed < seeds; seed++) {
            PresenceSamples drawn = PresenceSamples.stable(players, samples, law, kernel, seed);
            Coalitions coalitions = drawn.coalitions();
            assertThat(drawn.count()).isLessThanOrEqualTo(samples + 2);
            for (int i = 0; i < drawn.count(); i++) {
                mean[coalitions.size(i)] += drawn.weight(i) / seeds;
            }
        }
        double total = Arrays.stream(masses).sum();
        assertThat(Arrays.stream(mean).sum()).isCloseTo(total, within(1e-9 * total));
        for (int s = 0; s <= players; s++) {
            // Systematic rounding of 20 groups: a size misses its mass by less than a draw a group.
            assertThat(mean[s]).isCloseTo(masses[s], within(20 * total / samples));
        }
    }

    @ParameterizedTest
    @EnumSource(PresenceLaw.class)
    void stable_samplesForAll_areAllOnce(PresenceLaw law) {
        PresenceSamples all = PresenceSamples.stable(8, 254, law, FLAT, 1);

        assertThat(all.isExact()).isTrue();
        assertThat(all.count()).isEqualTo(256);
        assertThat(Arrays.stream(all.coalitions().words()).distinct().count()).isEqualTo(256);
        assertThat(PresenceSamples.stable(8, 253, law, FLAT, 1).isExact()).isFalse();
    }

    @Tag("statistical")
    @Test
    void stable_withinASize_isUniform() {
        long[] counts = new long[20]; // coalitions of 3 of 6
        for (int seed = 0; seed < 2000; seed++) {
            PresenceSamples drawn = PresenceSamples.stable(6, 40, PresenceLaw.TEXT, FLAT, seed);
            Coalitions coalitions = drawn.coalitions();
            for (int i = 0; i < drawn.count(); i++) {
                if (coalitions.size(i) == 3 && drawn.group(i) != PresenceSamples.EVERY_GROUP) {
                    counts[rank(coalitions.words()[i])]++;
                }
            }
        }
        double[] expected = new double[20];
        Arrays.fill(expected, 1);

        assertThat(Arrays.stream(counts).sum()).isGreaterThan(1000);
        assertThat(new ChiSquareTest().chiSquareTest(expected, counts)).isGreaterThan(1e-3);
    }

    private static int rank(long word) {
        int rank = 0;
        for (long lower = 0; lower < word; lower++) {
            rank += Long.bitCount(lower) == 3 ? 1 : 0;
        }
        return rank;
    }

    @Test
    void compatible_text_removesEveryNumberOfWordsAlike() {
        PresenceSamples drawn = PresenceSamples.compatible(5, 20001, PresenceLaw.TEXT, FLAT, 3);
        Coalitions coalitions = drawn.coalitions();
        long[] sizes = new long[5];
        for (int i = 1; i < drawn.count(); i++) {
            sizes[coalitions.size(i)]++;
        }

        assertThat(coalitions.size(0)).isEqualTo(5);
        assertThat(new ChiSquareTest().chiSquareTest(new double[] {1, 1, 1, 1, 1}, sizes))
                .isGreaterThan(1e-3);
    }

    @Test
    void compatible_image_tossesACoinForEverySegment() {
        PresenceSamples drawn = PresenceSamples.compatible(70, 4001, PresenceLaw.IMAGE, FLAT, 4);
        Coalitions coalitions = drawn.coalitions();
        long present = 0;
        for (int i = 1; i < drawn.count(); i++) {
            present += coalitions.size(i);
        }

        assertThat(coalitions.size(0)).isEqualTo(70);
        // 280,000 coins: 5 standard deviations are 1323.
        assertThat(present).isBetween(140_000L - 1323, 140_000L + 1323);
    }

    @Test
    void distance_ofWordsLeft_isLimes() {
        assertThat(PresenceLaw.TEXT.distance(4, 1)).isEqualTo(50);
        assertThat(PresenceLaw.TEXT.distance(4, 0)).isEqualTo(100);
        assertThat(PresenceLaw.TEXT.distance(4, 4)).isZero();
        assertThat(PresenceLaw.IMAGE.distance(4, 1)).isEqualTo(0.5);
    }
}
