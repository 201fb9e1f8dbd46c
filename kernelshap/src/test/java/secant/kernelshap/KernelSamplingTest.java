package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSamplingTest {

    private static double kernel(int players, int size) {
        return 1.0 / (size * (players - size));
    }

    /** Σ of the kernel over sizes, from one to another. */
    private static double kernels(int players, int from, int to) {
        double sum = 0;
        for (int size = from; size <= to; size++) {
            sum += kernel(players, size);
        }
        return sum;
    }

    /** χ² of how often each size was drawn, against the kernel over sizes from one to another. */
    private static double chiSquare(int[] draws, int players, int from, int to) {
        double all = 0;
        for (int size = 0; size < draws.length; size++) {
            assertThat(size < from || size > to ? draws[size] : 0).isZero();
            all += draws[size];
        }
        double chiSquare = 0;
        for (int size = from; size <= to; size++) {
            double expected = all * kernel(players, size) / kernels(players, from, to);
            chiSquare += (draws[size] - expected) * (draws[size] - expected) / expected;
        }
        return chiSquare;
    }

    private static void addDraws(DrawnCoalitions drawn, int[] draws) {
        for (int u = 0; u < drawn.units(); u++) {
            draws[drawn.coalitions().size(drawn.start(u))] += drawn.draws(u);
        }
    }

    /**
     * A budget of 600 covers all single players and those without one, one of 100 does not. Other sizes are drawn by the
     * kernel: by 4.5 of its standard deviations, χ² is beyond its mean less than once in 1,000.
     */
    @ParameterizedTest
    @CsvSource({"30,600,2", "31,600,2", "30,100,1"})
    void shap_sizesThatAreNotCovered_areDrawnByTheKernel(int players, int budget, int from) {
        int[] draws = new int[players];
        for (int seed = 0; seed < 40; seed++) {
            DrawnCoalitions drawn = KernelSampling.shap(players, budget, seed);
            assertThat(drawn.coalitions().count()).isEqualTo(budget);
            assertThat(drawn.enumerated()).isEqualTo(from == 1 ? 0 : 2 * players);
            addDraws(drawn, draws);
        }
        double freedom = players / 2 - from;
        assertThat(chiSquare(draws, players, from, players / 2)).isLessThan(freedom + 4.5 * Math.sqrt(2 * freedom));
    }

    @ParameterizedTest
    @CsvSource({"30,1,400", "31,1,400", "20,2,600"})
    void hybrid_sizesBeyondItsDegree_areDrawnByTheKernel(int players, int degree, int budget) {
        int[] draws = new int[players];
        for (int seed = 0; seed < 40; seed++) {
            DrawnCoalitions drawn = KernelSampling.hybrid(players, degree, budget, seed);
            assertThat((double) drawn.enumerated()).isEqualTo(KernelSampling.hybridCore(players, degree));
            addDraws(drawn, draws);
        }
        double freedom = players - 2 * degree - 2;
        assertThat(chiSquare(draws, players, degree + 1, players - degree - 1))
                .isLessThan(freedom + 4.5 * Math.sqrt(2 * freedom));
    }

    /** What is evaluated in full weighs what the kernel gives its sizes, and what is drawn the rest. */
    @Test
    void weights_ofAnyDesign_areSharesOfTheKernel() {
        double all = kernels(30, 1, 29);
        for (DrawnCoalitions drawn :
                new DrawnCoalitions[] {KernelSampling.shap(30, 600, 1), KernelSampling.hybrid(30, 1, 600, 1)}) {
            double rest = 0;
            for (int c = 0; c < drawn.coalitions().count(); c++) {
                if (c < drawn.enumerated()) {
                    assertThat(drawn.weights()[c]).isCloseTo(kernel(30, 1) / all / 30, within(1e-15));
                } else {
                    rest += drawn.weights()[c];
                }
            }
            assertThat(rest).isCloseTo(kernels(30, 2, 28) / all, within(1e-12));
        }
    }

    /** 2 × 8 of size 1, 2 × 28 of size 2, 2 × 56 of size 3 and 70 of size 4 are all 2⁸ − 2. */
    @ParameterizedTest
    @CsvSource({"8,1,16", "8,2,72", "8,3,184", "8,4,254", "8,5,254", "7,3,126", "4,2,14"})
    void hybridCore_isOfSizesAndTheirComplements(int players, int degree, int core) {
        assertThat(KernelSampling.hybridCore(players, degree)).isEqualTo(core);
    }

    /** The half size has no complement of another size: its coalitions are drawn alone. */
    @Test
    void shap_drawnCoalitions_comeWithTheirComplementsOfOtherSizes() {
        DrawnCoalitions drawn = KernelSampling.shap(30, 601, 4);
        for (int u = 0; u < drawn.units(); u++) {
            int length = drawn.start(u + 1) - drawn.start(u);
            int size = drawn.coalitions().size(drawn.start(u));
            boolean last = drawn.start(u) == 600;
            assertThat(length).isEqualTo(size == 15 || last ? 1 : 2);
            for (int i = 0; i < 30 && length == 2; i++) {
                assertThat(drawn.coalitions().contains(drawn.start(u) + 1, i))
                        .isNotEqualTo(drawn.coalitions().contains(drawn.start(u), i));
            }
        }
    }

    /** Of four players the budget of 12 covers the 8 coalitions of size 1 and 3; four of the six of size 2 are drawn. */
    @Test
    void shap_halfSizeAloneIsNotCovered_isDrawn() {
        DrawnCoalitions drawn = KernelSampling.shap(4, 12, 1);
        assertThat(drawn.enumerated()).isEqualTo(8);
        assertThat(drawn.coalitions().count()).isEqualTo(12);
        for (int c = 8; c < 12; c++) {
            assertThat(drawn.coalitions().size(c)).isEqualTo(2);
        }
    }

    /** Of six players 19 of the 20 coalitions of size 3 are left to be drawn, four times 19 draws do not always find them. */
    @Test
    void shap_coalitionsThatAreHardToFind_areGivenUpAfterFourDrawsEach() {
        int short76 = 0;
        for (int seed = 0; seed < 100; seed++) {
            DrawnCoalitions drawn = KernelSampling.shap(6, 61, seed);
            assertThat(drawn.enumerated()).isEqualTo(42);
            int draws = 0;
            for (int u = 0; u < drawn.units(); u++) {
                draws += drawn.draws(u);
            }
            if (drawn.units() < 19) {
                assertThat(draws).isEqualTo(4 * 19);
                short76++;
            } else {
                assertThat(draws).isLessThanOrEqualTo(4 * 19);
            }
        }
        assertThat(short76).isBetween(1, 50);
    }
}
