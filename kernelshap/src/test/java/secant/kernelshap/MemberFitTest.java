package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberFitTest {

    private static final int PLAYERS = 7;
    private static final int SETS = 120;

    private final int[] starts = new int[SETS + 1];
    private final boolean[][] in = new boolean[SETS][PLAYERS];
    private final double[] weights = new double[SETS];
    private final int[] folds = new int[SETS];
    private final RandomGenerator random = Game.random(4);

    private MemberFit fit(boolean pairs) {
        int[] members = new int[SETS * PLAYERS];
        int next = 0;
        for (int s = 0; s < SETS; s++) {
            for (int j = 0; j < PLAYERS; j++) {
                in[s][j] = random.nextBoolean();
                if (in[s][j]) {
                    members[next++] = j;
                }
            }
            starts[s + 1] = next;
            weights[s] = 0.5 + random.nextDouble();
            folds[s] = s % 4;
        }
        return new MemberFit(PLAYERS, pairs, starts, members, weights);
    }

    private double single(double[] effects, int set) {
        double sum = 0;
        for (int j = 0; j < PLAYERS; j++) {
            sum += in[set][j] ? effects[j] : 0;
        }
        return sum;
    }

    /** −½ Σ β over the pairs that a set keeps apart. */
    private double apart(double[] effects, int set) {
        double sum = 0;
        for (int i = 0; i < PLAYERS; i++) {
            for (int j = 0; j < PLAYERS; j++) {
                sum += in[set][i] && !in[set][j] ? effects[i * PLAYERS + j] : 0;
            }
        }
        return -sum / 2;
    }

    private double[] symmetric() {
        double[] table = new double[PLAYERS * PLAYERS];
        for (int i = 0; i < PLAYERS; i++) {
            for (int j = 0; j < i; j++) {
                table[i * PLAYERS + j] = random.nextGaussian();
                table[j * PLAYERS + i] = table[i * PLAYERS + j];
            }
        }
        return table;
    }

    @Test
    void forward_anySolution_isTheDefinition() {
        MemberFit main = fit(false);
        double[] effects = random.doubles(PLAYERS).toArray();
        double[] fitted = new double[SETS];
        main.forward(effects, fitted);
        for (int s = 0; s < SETS; s++) {
            assertThat(fitted[s]).isCloseTo(single(effects, s), within(1e-14));
        }
        MemberFit pairs = fit(true);
        double[] table = symmetric();
        pairs.forward(table, fitted);
        for (int s = 0; s < SETS; s++) {
            assertThat(fitted[s]).isCloseTo(apart(table, s), within(1e-13));
        }
        assertThat(main.unknowns()).isEqualTo(7);
        assertThat(pairs.unknowns()).isEqualTo(49);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1})
    void fit_mainEffectsThatAddUpToZero_areFound(int heldOut) {
        MemberFit fit = fit(false);
        double[] effects = {1, -2, 3, 0.5, -1.5, -4, 3};
        double[] y = new double[SETS];
        Arrays.setAll(y, s -> single(effects, s));

        assertThat(fit.fit(y, folds, heldOut)).containsExactly(effects, within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void fit_pairs_areFound(int heldOut) {
        MemberFit fit = fit(true);
        double[] table = symmetric();
        double[] y = new double[SETS];
        Arrays.setAll(y, s -> apart(table, s));

        assertThat(fit.fit(y, folds, heldOut)).containsExactly(table, within(1e-10));
    }

    /** What is held out has no say, however wrong it is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fit_setsThatAreHeldOut_stopItButDoNotPullIt(int heldOut) {
        MemberFit fit = fit(false);
        double[] effects = {1, -2, 3, 0.5, -1.5, -4, 3};
        double[] y = new double[SETS];
        Arrays.setAll(y, s -> single(effects, s) * (folds[s] == heldOut ? -0.5 : 1));

        assertThat(fit.fit(y, folds, heldOut)).containsOnly(0); // every step makes them worse
    }

    @Test
    void fit_noise_isNoWorseOnWhatIsHeldOutThanNothing() {
        MemberFit fit = fit(true);
        double[] y = random.doubles(SETS, -1, 1).toArray();
        double[] fitted = new double[SETS];
        fit.forward(fit.fit(y, folds, 2), fitted);
        double left = 0;
        double before = 0;
        for (int s = 2; s < SETS; s += 4) {
            left += weights[s] * Math.pow(y[s] - fitted[s], 2);
            before += weights[s] * y[s] * y[s];
        }
        assertThat(left).isLessThanOrEqualTo(before);
    }

    @Test
    void fit_zeros_areZeros() {
        assertThat(fit(false).fit(new double[SETS], folds, 0)).containsOnly(0);
    }

    @Test
    void add_amount_goesToMembersAndToPairsOfThem() {
        MemberFit fit = fit(true);
        double[] single = new double[PLAYERS];
        double[] both = new double[PLAYERS * PLAYERS];
        fit.add(5, 2.5, single, both);
        for (int i = 0; i < PLAYERS; i++) {
            assertThat(single[i]).isEqualTo(in[5][i] ? 2.5 : 0);
            for (int j = 0; j < PLAYERS; j++) {
                assertThat(both[i * PLAYERS + j]).isEqualTo(j < i && in[5][i] && in[5][j] ? 2.5 : 0);
            }
        }
    }
}
