package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.ProgressListener;
import secant.surrogate.SingularSystemException;

class PairedLeastSquaresTest {

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 100, 300, 1000})
    void estimate_interactionsOfOrderTwo_isExactAtFourCoalitionsAPlayer(int players) {
        for (long seed = 0; seed < (players < 300 ? 10 : 2); seed++) {
            Game game = Game.random(players, 2, 5 * players, seed);
            Estimate estimate =
                    PairedLeastSquares.plan(players, 4 * players, seed).estimate(game, ProgressListener.NONE);
            double[] expected = game.shapleyValues();
            for (int i = 0; i < players; i++) {
                assertThat(Math.abs(estimate.value(0, i) - expected[i])).isLessThanOrEqualTo(1e-9 * game.scale());
            }
            assertThat(game.evaluated()).isEqualTo(4L * players);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 12, 13, 31, 64, 65})
    void estimate_smallestBudget_isExactForLinearGames(int players) {
        Game game = Game.random(players, 1, 3, 7);
        Estimate estimate = PairedLeastSquares.plan(players, 2 * players, 3).estimate(game, ProgressListener.NONE);
        for (int i = 0; i < players; i++) {
            assertThat(estimate.value(0, i))
                    .isCloseTo(game.shapleyValues()[i], org.assertj.core.data.Offset.offset(1e-10 * game.scale()));
        }
        assertThat(estimate.warnings()).anyMatch(w -> w.contains("rough"));
    }

    /**
     * 200 designs on games of order 5: the mean error over designs is within 5 of its standard errors for each of 12
     * players and 3 games (chance of a false alarm per run of another seed: 36 × 6e-7).
     */
    @Test
    void estimate_interactionsOfOrderFive_isCentredOnTheValues() {
        for (long g = 0; g < 3; g++) {
            Game game = Game.random(12, 5, 60, g);
            double[] expected = game.shapleyValues();
            int designs = 200;
            double[] sum = new double[12];
            double[] squares = new double[12];
            for (int d = 0; d < designs; d++) {
                Estimate estimate = PairedLeastSquares.plan(12, 240, 1000 + d).estimate(game, ProgressListener.NONE);
                for (int i = 0; i < 12; i++) {
                    double error = estimate.value(0, i) - expected[i];
                    sum[i] += error;
                    squares[i] += error * error;
                }
            }
            for (int i = 0; i < 12; i++) {
                double mean = sum[i] / designs;
                double error = Math.sqrt((squares[i] / designs - mean * mean) / (designs - 1));
                assertThat(Math.abs(mean)).isLessThan(5 * error);
            }
        }
    }

    /** 95 % intervals of 10 games × 40 designs × 16 players, at 10 coalitions a player: 6,400 in all. */
    @Test
    void standardErrors_interactionsOfOrderFour_coverAsStated() {
        int covered = 0;
        int all = 0;
        for (long g = 0; g < 10; g++) {
            Game game = Game.random(16, 4, 60, 50 + g);
            double[] expected = game.shapleyValues();
            for (int d = 0; d < 40; d++) {
                Estimate estimate = PairedLeastSquares.plan(16, 160, d).estimate(game, ProgressListener.NONE);
                for (int i = 0; i < 16; i++) {
                    // Student's t with 80 pairs − 15 free values = 65 degrees of freedom
                    covered += Math.abs(estimate.value(0, i) - expected[i]) <= 1.997 * estimate.standardError(0, i)
                            ? 1
                            : 0;
                    all++;
                }
            }
        }
        assertThat((double) covered / all).isBetween(0.92, 0.98);
    }

    /** Quadrupling the budget halves the error, but for the finite population, which makes it fall faster. */
    @Test
    void estimate_moreCoalitions_errsLess() {
        double coarse = rootMeanSquareError(200);
        double fine = rootMeanSquareError(800);
        double finer = rootMeanSquareError(3200);
        assertThat(coarse / fine).isBetween(1.8, 2.7);
        assertThat(fine / finer).isBetween(1.8, 2.7);
    }

    private static double rootMeanSquareError(int coalitions) {
        double squares = 0;
        for (long g = 0; g < 4; g++) {
            Game game = Game.random(20, 5, 100, g);
            double[] expected = game.shapleyValues();
            for (int d = 0; d < 30; d++) {
                Estimate estimate = PairedLeastSquares.plan(20, coalitions, d).estimate(game, ProgressListener.NONE);
                for (int i = 0; i < 20; i++) {
                    squares += Math.pow(estimate.value(0, i) - expected[i], 2);
                }
            }
        }
        return Math.sqrt(squares);
    }

    @Test
    void estimate_nearlyAllCoalitions_isNearlyExact() {
        Game game = Game.random(10, 6, 40, 2);
        Estimate all = PairedLeastSquares.plan(10, 1022, 1).estimate(game, ProgressListener.NONE);
        double[] expected = game.shapleyValues();
        for (int i = 0; i < 10; i++) {
            assertThat(Math.abs(all.value(0, i) - expected[i])).isLessThanOrEqualTo(1e-11 * game.scale());
            assertThat(all.standardError(0, i)).isZero();
        }
    }

    /** Beyond four coalitions a player not every single player is in, and one seed in 100,000 leaves two together. */
    @Test
    void plan_coalitionsThatKeepTwoPlayersTogether_saysWhichBudgetsDoNot() {
        assertThatThrownBy(() -> PairedLeastSquares.plan(17, 70, 94_345))
                .isInstanceOf(SingularSystemException.class)
                .hasMessage("the 70 coalitions drawn with seed 94345 do not determine the values of 17 players; ask for"
                        + " more, or for 34 to 68 coalitions, which always do");
    }

    @Test
    void plan_sameSeed_sameBits() {
        Game game = Game.random(40, 4, 50, 9);
        Estimate one = PairedLeastSquares.plan(40, 400, 11).estimate(game, ProgressListener.NONE);
        Estimate two = PairedLeastSquares.plan(40, 400, 11).estimate(game, ProgressListener.NONE);
        Estimate other = PairedLeastSquares.plan(40, 400, 12).estimate(game, ProgressListener.NONE);
        for (int i = 0; i < 40; i++) {
            assertThat(two.value(0, i)).isEqualTo(one.value(0, i));
            assertThat(two.standardError(0, i)).isEqualTo(one.standardError(0, i));
            assertThat(other.value(0, i)).isNotEqualTo(one.value(0, i));
        }
    }
}
