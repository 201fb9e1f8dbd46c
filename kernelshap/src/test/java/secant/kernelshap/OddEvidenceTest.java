package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddEvidenceTest {

    private static final int COUNT = 20;

    private final long[] points = new long[COUNT];
    private final double[][] targets = new double[4][COUNT];

    private OddEvidence evidence(int players, double[] means) {
        RandomGenerator random = Game.random(players);
        for (int p = 0; p < COUNT; p++) {
            points[p] = random.nextLong() & ((1L << players) - 1);
        }
        points[COUNT - 1] = (1L << players) - 1;
        for (double[] target : targets) {
            Arrays.setAll(target, p -> random.nextGaussian());
        }
        Arrays.setAll(means, j -> -1.5 + 0.5 * random.nextGaussian());
        return new OddEvidence(players, points, COUNT, List.of(targets), means);
    }

    private static double[] place(int players) {
        RandomGenerator random = Game.random(players + 100);
        double[] at = new double[players + 3];
        Arrays.setAll(at, j -> j < players ? -1.5 + random.nextGaussian() : j == players ? 0.3 : -5 - j + players);
        return at;
    }

    /** All matrices written out, with hyperbolic functions in the place of products. */
    @ParameterizedTest
    @ValueSource(ints = {5, 12, 40})
    void at_anyPlace_isTheFormula(int players) {
        double[] means = new double[players];
        OddEvidence evidence = evidence(players, means);
        double[] at = place(players);
        double total = 0;
        double[] reaches = new double[players];
        for (int j = 0; j < players; j++) {
            reaches[j] = Math.exp(at[j]);
            total += reaches[j];
        }
        double r = Math.exp(at[players]);
        double nugget = Math.exp(at[players + 1]) * (1 + r);
        SimpleMatrix odd = new SimpleMatrix(COUNT, COUNT);
        SimpleMatrix even = new SimpleMatrix(COUNT, COUNT);
        for (int p = 0; p < COUNT; p++) {
            for (int q = 0; q < COUNT; q++) {
                double x = 0;
                double same = 0;
                for (int j = 0; j < players; j++) {
                    int sign = (points[p] >>> j & 1) == (points[q] >>> j & 1) ? 1 : -1;
                    x += sign * reaches[j];
                    same += sign;
                }
                double own = p != q ? 0 : 1e-10 + (p == COUNT - 1 ? Math.min(nugget, 1e-8) : nugget);
                odd.set(p, q, same / players + r * Math.sinh(x) / Math.sinh(total) + own);
                double evenOwn = p != q ? 0 : 1e-10 + (p == COUNT - 1 ? 1e-8 : Math.exp(at[players + 2]));
                even.set(p, q, 10 + Math.cosh(x) / Math.sinh(total) + evenOwn);
            }
        }
        double expected = 0;
        for (int k = 0; k < 2; k++) {
            SimpleMatrix y = new SimpleMatrix(COUNT, 1, true, targets[2 * k]);
            SimpleMatrix e = new SimpleMatrix(COUNT, 1, true, targets[2 * k + 1]);
            expected += COUNT * (Math.log(y.dot(odd.solve(y))) + Math.log(e.dot(even.solve(e)))) / 2
                    + (Math.log(odd.determinant()) + Math.log(even.determinant())) / 2;
        }
        double level = 0;
        for (int j = 0; j < players; j++) {
            level += (at[j] - means[j]) / players;
        }
        expected += level * level / 4.5 + Math.pow(at[players] + 1, 2) / 8 + Math.pow(at[players + 1] + 9, 2) / 32;
        expected += Math.pow(at[players + 2] + 9, 2) / 32;
        for (int j = 0; j < players; j++) {
            expected += Math.pow(at[j] - means[j] - level, 2) / 2;
        }
        assertThat(evidence.at(at, new double[players + 3]))
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-7 * Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 40})
    void gradient_anyPlace_isThatOfDifferences(int players) {
        OddEvidence evidence = evidence(players, new double[players]);
        double[] at = place(players);
        double[] gradient = new double[players + 3];
        evidence.at(at, gradient);
        double[] unused = new double[players + 3];
        for (int j = 0; j < at.length; j++) {
            double step = 1e-4;
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += step;
            down[j] -= step;
            double slope = (evidence.at(up, unused) - evidence.at(down, unused)) / (2 * step);
            assertThat(gradient[j]).isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-5 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void at_twice_isTheSameWhateverTheGradientHeld() {
        OddEvidence evidence = evidence(12, new double[12]);
        double[] at = place(12);
        double[] gradient = new double[15];
        double value = evidence.at(at, gradient);
        double[] again = new double[15];
        Arrays.fill(again, 7);
        assertThat(evidence.at(at, again)).isEqualTo(value);
        assertThat(again).containsExactly(gradient);
    }

    @Test
    void at_placeThatIsNone_isInfinitelyUnlikely() {
        OddEvidence evidence = evidence(5, new double[5]);
        double[] at = place(5);
        at[5] = Double.NaN;
        assertThat(evidence.at(at, new double[8])).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** Players of the second word of bits, too. */
    @Test
    void gradient_seventyPlayers_isThatOfDifferences() {
        int players = 70;
        int count = 12;
        RandomGenerator random = Game.random(1);
        long[] words = new long[2 * count];
        Arrays.setAll(words, w -> w % 2 == 0 ? random.nextLong() : random.nextLong() & 63);
        words[2 * count - 2] = -1;
        words[2 * count - 1] = 63;
        double[][] observed = new double[2][count];
        for (double[] target : observed) {
            Arrays.setAll(target, p -> random.nextGaussian());
        }
        OddEvidence evidence = new OddEvidence(players, words, count, List.of(observed), new double[players]);
        double[] at = place(players);
        double[] gradient = new double[players + 3];
        evidence.at(at, gradient);
        double[] unused = new double[players + 3];
        for (int j : new int[] {0, 31, 63, 64, 69, 70, 71, 72}) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += 1e-4;
            down[j] -= 1e-4;
            double slope = (evidence.at(up, unused) - evidence.at(down, unused)) / 2e-4;
            assertThat(gradient[j]).isCloseTo(slope, org.assertj.core.data.Offset.offset(1e-5 * (1 + Math.abs(slope))));
        }
    }

    /** A second output that is worth nothing has no scale: its parts are as if they were not there. */
    @Test
    void at_outputWithoutWorth_saysNothing() {
        double[] means = new double[5];
        OddEvidence evidence = evidence(5, means);
        double[] at = place(5);
        double[] nothing = new double[COUNT];
        double[] first = new double[8];
        OddEvidence alone = new OddEvidence(5, points, COUNT, List.of(targets[0], targets[1]), means);
        OddEvidence both = new OddEvidence(5, points, COUNT, List.of(targets[0], targets[1], nothing, nothing), means);
        double expected = alone.at(at, first);
        double[] gradient = new double[8];
        assertThat(both.at(at, gradient)).isEqualTo(expected).isFinite();
        assertThat(gradient).containsExactly(first);
        assertThat(evidence.at(at, gradient)).isNotEqualTo(expected);
    }

    /** The same coalition twice, and no nugget to speak of: the least jitter tells their observations apart. */
    @Test
    void at_coalitionTwice_isFinite() {
        double[] means = new double[5];
        evidence(5, means);
        points[3] = points[7];
        double[] at = place(5);
        at[6] = -80;
        at[7] = -80;
        OddEvidence evidence = new OddEvidence(5, points, COUNT, List.of(targets), means);
        assertThat(evidence.at(at, new double[8])).isFinite();
    }
}
