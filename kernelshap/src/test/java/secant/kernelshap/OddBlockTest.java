package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class OddBlockTest {

    private static final int PLAYERS = 6;
    private static final int[] CHOSEN = {1, 4, 5, 9};

    private final OddProcess process = new OddProcess(new double[] {0.3, 0.5, 0.1, 0.4, 0.7, 0.2}, 0.5, 0.02);
    private final OddPairs pairs = OddPairs.of(PairedDesign.draw(PLAYERS, 12, 1));

    private OddBlock block(double[] priorVariances) {
        return new OddBlock(process, process.kernel(), pairs, CHOSEN, priorVariances);
    }

    /** K⁻¹ H written out: the covariances with their nugget and jitter, the directions of the chosen pairs over theirs. */
    @Test
    void corrections_ofChosenPairs_areTheInverseTimesTheirDirections() {
        int count = CHOSEN.length + 1;
        RandomGenerator random = Game.random(2);
        double[] directions = random.doubles(12 * PLAYERS, -1, 1).toArray();
        double[] precisions = {2, 3, 5, 7};
        double[] gram = new double[count * count];
        process.kernel().gram(pairs.points(CHOSEN), count, gram);
        SimpleMatrix covariances = new SimpleMatrix(count, count);
        SimpleMatrix rows = new SimpleMatrix(count, PLAYERS);
        for (int p = 0; p < count; p++) {
            for (int q = 0; q <= p; q++) {
                covariances.set(p, q, gram[p * count + q]);
                covariances.set(q, p, gram[p * count + q]);
            }
            boolean total = p == count - 1;
            covariances.set(p, p, covariances.get(p, p) + (total ? 1e-8 : process.nugget()) + 1e-10);
            for (int j = 0; j < PLAYERS && !total; j++) {
                rows.set(p, j, directions[CHOSEN[p] * PLAYERS + j] / precisions[p]);
            }
        }
        SimpleMatrix expected = covariances.solve(rows);
        double[][] found = block(process.kernel().priorVariances()).corrections(directions, precisions);
        for (int p = 0; p < count; p++) {
            for (int j = 0; j < PLAYERS; j++) {
                assertThat(found[p][j]).isCloseTo(expected.get(p, j), within(1e-10));
            }
        }
    }

    /** What rounding takes below 0 is nothing left: here all of a prior that is far too small. */
    @Test
    void variances_lessThanNothing_areNothing() {
        double[] tiny = new double[PLAYERS];
        Arrays.fill(tiny, 1e-12);
        assertThat(block(tiny).variances()).containsOnly(0);
    }

    /** A factor of 5 × 5, 5 rows of 6 players, and their variances. */
    @Test
    void doubles_areThoseOfItsArrays() {
        assertThat(block(process.kernel().priorVariances()).doubles()).isEqualTo(25 + 30 + 6);
    }
}
