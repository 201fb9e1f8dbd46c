package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;

class PairedLeastSquaresTest {

    private static PairSolution solve(int players, int coalitions, long seed, Game game) {
        PairSource source = new PairSource(players, seed, false);
        PairEvaluation evaluation =
                new PairEvaluation(game, 1, source, new ProgressMeter(ProgressListener.NONE, coalitions));
        evaluation.growTo(coalitions / 2, null, 0);
        return PairedLeastSquares.of(PairedDesign.of(evaluation.sequence(), coalitions / 2))
                .solve(evaluation.odd(), evaluation.totals());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 100, 300})
    void estimate_interactionsOfOrderTwo_isExactAtFourCoalitionsAPlayer(int players) {
        for (long seed = 0; seed < (players < 300 ? 10 : 2); seed++) {
            checkExactForPairs(players, seed);
        }
    }

    @Tag("statistical") // takes seconds
    @Test
    void estimate_interactionsOfOrderTwoOfAThousandPlayers_isExactAtFourCoalitionsAPlayer() {
        checkExactForPairs(1000, 0);
        checkExactForPairs(1000, 1);
    }

    private static void checkExactForPairs(int players, long seed) {
        Game game = Game.random(players, 2, 5 * players, seed);
        PairSolution estimate = solve(players, 4 * players, seed, game);
        double[] expected = game.shapleyValues();
        for (int i = 0; i < players; i++) {
            assertThat(Math.abs(estimate.values()[i] - expected[i])).isLessThanOrEqualTo(1e-9 * game.scale());
        }
        assertThat(game.evaluated()).isEqualTo(4L * players);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 12, 13, 31, 64, 65})
    void estimate_smallestBudget_isExactForLinearGames(int players) {
        Game game = Game.random(players, 1, 3, 7);
        PairSolution estimate = solve(players, 2 * players, 3, game);
        for (int i = 0; i < players; i++) {
            assertThat(estimate.values()[i])
                    .isCloseTo(game.shapleyValues()[i], org.assertj.core.data.Offset.offset(1e-10 * game.scale()));
        }
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
                PairSolution estimate = solve(12, 240, 1000 + d, game);
                for (int i = 0; i < 12; i++) {
                    double error = estimate.values()[i] - expected[i];
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
                PairSolution estimate = solve(16, 160, d, game);
                for (int i = 0; i < 16; i++) {
                    // Student's t with 80 pairs − 15 free values = 65 degrees of freedom
                    covered += Math.abs(estimate.values()[i] - expected[i]) <= 1.997 * estimate.standardErrors()[i]
                            ? 1
                            : 0;
                    all++;
                }
            }
        }
        assertThat((double) covered / all).isBetween(0.92, 0.98);
    }

    /** φ that minimises Σ w (o − ½ z·φ)² and adds up to a total, the last value being what the others leave. */
    private static double[] fit(PairedDesign design, double[] weights, double[] odd, double total) {
        int free = design.players() - 1;
        double[][] system = new double[free][free + 1];
        for (int p = 0; p < odd.length; p++) {
            double[] row = new double[free];
            double last = design.coalitions().contains(p, free) ? 0.5 : -0.5;
            for (int i = 0; i < free; i++) {
                row[i] = (design.coalitions().contains(p, i) ? 0.5 : -0.5) - last;
            }
            for (int i = 0; i < free; i++) {
                for (int j = 0; j < free; j++) {
                    system[i][j] += weights[p] * row[i] * row[j];
                }
                system[i][free] += weights[p] * row[i] * (odd[p] - last * total);
            }
        }
        return EliminatedPlayer.solve(system, total);
    }

    /** ½ z·φ of a pair. */
    private static double half(PairedDesign design, int pair, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += design.coalitions().contains(pair, i) ? values[i] / 2 : -values[i] / 2;
        }
        return sum;
    }

    /** Sizes one after the other until they have four pairs; without those that are complete, unless no others were drawn. */
    private static List<List<SizeClass>> together(PairedDesign design) {
        List<List<SizeClass>> all = new ArrayList<>();
        int pairs = 4;
        for (SizeClass sizes : design.classes()) {
            if (sizes.count() < sizes.population() || design.classes().size() == 1) {
                if (pairs >= 4) {
                    all.add(new ArrayList<>());
                    pairs = 0;
                }
                all.get(all.size() - 1).add(sizes);
                pairs += sizes.count();
            }
        }
        return all;
    }

    /**
     * Any numbers for odd parts, fitted by elimination. A pair's share of the error is its residual over 1 less its
     * leverage, times what it bears on the values: within sizes of some pairs, squared about their mean, as far as pairs of
     * the size were left out. Of nine players each of the sizes 2, 3 and 4 has four pairs and more. Of twelve there is one
     * pair of each size but singles, or none: sizes with fewer than four are compared together, and less than four about 0.
     */
    @ParameterizedTest
    @CsvSource({
        "9,25", "9,60", "8,100", "8,40", "12,12", "12,14", "12,15", "12,16", "12,17", "12,19", "12,20", "12,21", "9,13",
        "9,15", "5,14"
    })
    void solve_anyOddParts_isTheFitAndTheSpreadOfItsResidualsByHand(int players, int pairs) {
        PairedDesign design = PairedDesign.draw(players, pairs, 3);
        double[][] odd = new double[2][];
        odd[0] = Game.random(1).doubles(pairs, -1, 1).toArray();
        odd[1] = Game.random(2).doubles(pairs, -100, 100).toArray();
        double[] totals = {3, -70};
        PairSolution found = PairedLeastSquares.of(design).solve(odd, totals);
        double[] weights = new double[pairs];
        for (SizeClass sizes : design.classes()) {
            Arrays.fill(weights, sizes.first(), sizes.end(), sizes.weight());
        }
        double[][] bearing = new double[pairs][];
        for (int p = 0; p < pairs; p++) {
            double[] one = new double[pairs];
            one[p] = 1;
            bearing[p] = fit(design, weights, one, 0);
        }
        for (int k = 0; k < 2; k++) {
            double[] ordered = new double[pairs];
            for (int p = 0; p < pairs; p++) {
                ordered[p] = odd[k][design.order(p)];
            }
            double[] values = fit(design, weights, ordered, totals[k]);
            double[] residuals = new double[pairs];
            for (int p = 0; p < pairs; p++) {
                residuals[p] = (ordered[p] - half(design, p, values)) / (1 - half(design, p, bearing[p]));
            }
            for (int i = 0; i < players; i++) {
                double variance = 0;
                for (List<SizeClass> together : together(design)) {
                    double count = together.stream().mapToInt(SizeClass::count).sum();
                    double mean = 0;
                    for (SizeClass sizes : together) {
                        for (int p = sizes.first(); p < sizes.end(); p++) {
                            mean += count < 4 ? 0 : residuals[p] * bearing[p][i] / count;
                        }
                    }
                    for (SizeClass sizes : together) {
                        double squares = 0;
                        for (int p = sizes.first(); p < sizes.end(); p++) {
                            squares += Math.pow(residuals[p] * bearing[p][i] - mean, 2);
                        }
                        double leftOut = pairs > players ? 1 - sizes.count() / sizes.population() : 1;
                        variance += (count < 4 ? 1 : count / (count - 1)) * leftOut * squares;
                    }
                }
                double scale = k == 0 ? 1 : 100;
                assertThat(found.values()[k * players + i]).isCloseTo(values[i], within(1e-11 * scale));
                assertThat(found.standardErrors()[k * players + i])
                        .isCloseTo(Math.sqrt(variance), within(1e-11 * scale));
            }
        }
    }

    /** Rounding of each value by half of its last digit is all that a sum of 0 is missed by, though the fit misses it by more. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void solve_sumOfValues_isSettledToTheLastDigits(long seed) {
        double[][] odd = {Game.random(seed).doubles(100, -1, 1).toArray()};
        PairSolution solution =
                PairedLeastSquares.of(PairedDesign.draw(100, 100, 3)).solve(odd, new double[1]);
        double sum = 0;
        double rounding = 0;
        for (double value : solution.values()) {
            sum += value;
            rounding += Math.ulp(value) / 2;
        }
        assertThat(Math.abs(sum)).isLessThan(rounding);
    }

    /** A double for each pair and player, one for each pair, and its coalition's word or two. */
    @ParameterizedTest
    @CsvSource({"20,1", "70,2"})
    void bytes_areOfWhatEachPairHolds(int players, int words) {
        PairedLeastSquares regression = PairedLeastSquares.of(PairedDesign.draw(players, 200, 1));
        assertThat(regression.bytes()).isEqualTo(8L * 200 * (players + 1 + words));
    }

    /** Quadrupling the budget halves the error, but for the finite population, which makes it fall faster. */
    @Tag("statistical")
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
                PairSolution estimate = solve(20, coalitions, d, game);
                for (int i = 0; i < 20; i++) {
                    squares += Math.pow(estimate.values()[i] - expected[i], 2);
                }
            }
        }
        return Math.sqrt(squares);
    }

    @Test
    void estimate_nearlyAllCoalitions_isNearlyExact() {
        Game game = Game.random(10, 6, 40, 2);
        PairSolution all = solve(10, 1022, 1, game);
        double[] expected = game.shapleyValues();
        for (int i = 0; i < 10; i++) {
            assertThat(Math.abs(all.values()[i] - expected[i])).isLessThanOrEqualTo(1e-11 * game.scale());
            assertThat(all.standardErrors()[i]).isZero();
        }
    }

    @Test
    void plan_sameSeed_sameBits() {
        Game game = Game.random(40, 4, 50, 9);
        PairSolution one = solve(40, 400, 11, game);
        PairSolution two = solve(40, 400, 11, game);
        PairSolution other = solve(40, 400, 12, game);
        for (int i = 0; i < 40; i++) {
            assertThat(two.values()[i]).isEqualTo(one.values()[i]);
            assertThat(two.standardErrors()[i]).isEqualTo(one.standardErrors()[i]);
            assertThat(other.values()[i]).isNotEqualTo(one.values()[i]);
        }
    }
}
