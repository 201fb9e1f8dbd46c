package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.surrogate.LassoPath;

class SelectedRegressionTest {

    /** One golden case. */
    private static final class Case {

        private final String name;
        private final SelectedRegression regression;
        private final double[] gains;
        private final double total;

        Case(String name) {
            this.name = name;
            int players = (int) numbers("players")[0];
            double[] cells = numbers("members");
            this.regression =
                    new SelectedRegression(Matrix.wrap(cells.length / players, players, cells), numbers("weights"));
            this.gains = numbers("gains");
            this.total = numbers("total")[0];
        }

        private double[] numbers(String key) {
            return GoldenLines.read("selections.csv").stream()
                    .filter(cells -> cells[0].equals(name) && cells[1].equals(key))
                    .map(cells -> GoldenLines.numbers(cells, 2))
                    .findFirst()
                    .orElseThrow();
        }

        int[] expected(String key) {
            return Arrays.stream(numbers(key)).mapToInt(p -> (int) p).toArray();
        }

        int[] choose(PlayerSelection selection) {
            return regression.choose(gains, total, selection);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "small", "many"})
    void choose_goldenCase_keepsThePlayersThatScikitLearnKeeps(String name) {
        Case golden = new Case(name);
        assertThat(golden.choose(new PlayerSelection.Top(1))).containsExactly(golden.expected("top1"));
        assertThat(golden.choose(new PlayerSelection.Top(4))).containsExactly(golden.expected("top4"));
        assertThat(golden.choose(new PlayerSelection.Top(7))).containsExactly(golden.expected("top7"));
        assertThat(golden.choose(new PlayerSelection.Akaike())).containsExactly(golden.expected("aic"));
        assertThat(golden.choose(new PlayerSelection.Bayesian())).containsExactly(golden.expected("bic"));
        long penalties = GoldenLines.read("selections.csv").stream()
                .filter(cells -> cells[0].equals(name) && cells[1].equals("lasso"))
                .peek(cells -> {
                    double[] numbers = GoldenLines.numbers(cells, 2);
                    int[] expected = Arrays.stream(numbers)
                            .skip(1)
                            .mapToInt(p -> (int) p)
                            .toArray();
                    assertThat(golden.choose(new PlayerSelection.Lasso(numbers[0])))
                            .containsExactly(expected);
                })
                .toList()
                .size();
        assertThat(penalties).isEqualTo(3);
    }

    @Test
    void choose_gainsOfAnyUnit_keepsTheSame() {
        Case golden = new Case("mixed");
        for (int exponent : new int[] {-300, 300}) {
            double[] scaled = Arrays.stream(golden.gains)
                    .map(gain -> Math.scalb(gain, exponent))
                    .toArray();
            assertThat(golden.regression.choose(
                            scaled, Math.scalb(golden.total, exponent), new PlayerSelection.Bayesian()))
                    .containsExactly(golden.expected("bic"));
            assertThat(golden.regression.choose(scaled, Math.scalb(golden.total, exponent), new PlayerSelection.Top(4)))
                    .containsExactly(golden.expected("top4"));
        }
    }

    @Test
    void choose_penaltyAboveAll_keepsNone() {
        assertThat(new Case("mixed").choose(new PlayerSelection.Lasso(1e9))).isEmpty();
    }

    @Test
    void solve_fewPlayers_addsUpAndLeavesTheOthersZero() {
        Case golden = new Case("mixed");
        double[] values = golden.regression.solve(new int[] {0, 2, 7}, golden.gains, golden.total);
        assertThat(Arrays.stream(values).sum()).isCloseTo(golden.total, within(1e-12));
        assertThat(Arrays.stream(values).filter(value -> value != 0).count()).isEqualTo(3);
        assertThat(golden.regression.solve(new int[] {5}, golden.gains, golden.total)[5])
                .isCloseTo(golden.total, within(1e-12));
    }

    @Test
    void choose_all_keepsEveryone() {
        Case golden = new Case("mixed");
        assertThat(golden.choose(new PlayerSelection.All()))
                .containsExactly(
                        IntStream.range(0, (int) golden.numbers("players")[0]).toArray());
    }

    @Test
    void solve_nobody_isAllZero() {
        Case golden = new Case("mixed");
        assertThat(golden.regression.solve(new int[0], golden.gains, golden.total))
                .hasSize((int) golden.numbers("players")[0])
                .containsOnly(0);
    }

    /** The doubled table and its standardised columns by hand; the path through them is {@link LassoPath}'s. */
    @Test
    void choose_information_isThatOfStandardisedColumns() {
        RandomGenerator random = Game.random(1);
        int[] kept = new int[7];
        for (int game = 0; game < 60; game++) {
            int players = 6;
            int coalitions = 20;
            Matrix members = Matrix.zeros(coalitions, players);
            double[] weights = new double[coalitions];
            double[] gains = new double[coalitions];
            for (int c = 0; c < coalitions; c++) {
                weights[c] = 0.1 + random.nextDouble();
                for (int p = 0; p < players; p++) {
                    boolean member = random.nextDouble() < (p + 0.5) / players; // some are rare
                    members.data()[c * players + p] = member ? 1 : 0;
                    gains[c] += member ? Math.sin(game + p) : 0;
                }
                gains[c] += random.nextGaussian();
            }
            double total = 1.5;
            Matrix table = Matrix.zeros(2 * coalitions, players);
            double[] targets = new double[2 * coalitions];
            for (int c = 0; c < coalitions; c++) {
                double[] row = members.row(c);
                double size = Arrays.stream(row).sum();
                targets[c] = Math.sqrt(weights[c] * (players - size)) * gains[c];
                targets[coalitions + c] = Math.sqrt(weights[c] * size) * (gains[c] - total);
                for (int p = 0; p < players; p++) {
                    table.data()[c * players + p] = Math.sqrt(weights[c] * (players - size)) * row[p];
                    table.data()[(coalitions + c) * players + p] = Math.sqrt(weights[c] * size) * (row[p] - 1);
                }
            }
            for (int p = 0; p < players; p++) {
                int player = p;
                double deviation = new StandardDeviation(false)
                        .evaluate(IntStream.range(0, table.rows())
                                .mapToDouble(c -> table.get(c, player))
                                .toArray());
                for (int i = p; i < table.data().length; i += players) {
                    table.data()[i] /= deviation;
                }
            }
            LassoPath path = LassoPath.withIntercept(table, targets, 500, 0x1p-23);
            SelectedRegression regression = new SelectedRegression(members, weights);
            int[] akaike = regression.choose(gains, total, new PlayerSelection.Akaike());
            assertThat(akaike).containsExactly(nonZero(path.coefficients(path.least(LassoPath.Criterion.AKAIKE))));
            assertThat(regression.choose(gains, total, new PlayerSelection.Bayesian()))
                    .containsExactly(nonZero(path.coefficients(path.least(LassoPath.Criterion.BAYESIAN))));
            kept[akaike.length]++;
        }
        assertThat(Arrays.stream(kept).filter(games -> games > 0).count()).isGreaterThan(2);
    }

    private static int[] nonZero(double[] coefficients) {
        return IntStream.range(0, coefficients.length)
                .filter(p -> coefficients[p] != 0)
                .toArray();
    }
}
