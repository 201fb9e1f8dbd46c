package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;
import secant.model.Predictor;

class CoalitionRegressionTest {

    private static final PlayerSelection ALL = new PlayerSelection.All();

    private static ShapleyEstimator regression(String design, int players, int coalitions, long seed) {
        return switch (design) {
            case "shap" -> CoalitionRegression.shap(players, coalitions, ALL, seed);
            case "hybrid1" -> CoalitionRegression.hybrid(players, 1, coalitions, seed);
            case "hybrid2" -> CoalitionRegression.hybrid(players, 2, coalitions, seed);
            default -> throw new IllegalArgumentException(design);
        };
    }

    private static double[] values(Estimate estimate, int players) {
        double[] values = new double[players];
        Arrays.setAll(values, i -> estimate.value(0, i));
        return values;
    }

    private static Estimate estimate(ShapleyEstimator estimator, Game game) {
        return estimator.estimate(game, ProgressListener.NONE);
    }

    private static double squaredError(double[] values, double[] exact) {
        double squares = 0;
        double scale = 0;
        for (int i = 0; i < exact.length; i++) {
            squares += (values[i] - exact[i]) * (values[i] - exact[i]);
            scale += exact[i] * exact[i];
        }
        return squares / scale;
    }

    private static Game golden(String name) {
        List<int[]> sets = new ArrayList<>();
        List<Double> worths = new ArrayList<>();
        int players = 0;
        for (String[] cells : GoldenLines.read("sampling.csv")) {
            if (cells[0].equals("set") && cells[1].equals(name)) {
                int[] members = Arrays.stream(GoldenLines.numbers(cells, 3))
                        .mapToInt(m -> (int) m)
                        .toArray();
                sets.add(members);
                worths.add(Double.parseDouble(cells[2]));
                players = Math.max(players, members[members.length - 1] + 1);
            }
        }
        return new Game(
                players,
                0,
                sets.toArray(int[][]::new),
                worths.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Stream<String> goldenErrors() {
        return GoldenLines.read("sampling.csv").stream()
                .filter(cells -> cells[0].equals("error"))
                .map(cells -> String.join(",", cells));
    }

    /** False alarms: 13 comparisons at 4.5 standard errors, 1 in 10,000, and the seeds are fixed. */
    @Tag("statistical")
    @ParameterizedTest
    @MethodSource("goldenErrors")
    void estimate_goldenGame_errsAsTheIndependentProgramDoes(String line) {
        String[] golden = line.split(",", -1);
        Game game = golden(golden[1]);
        double[] exact = game.shapleyValues();
        int seeds = 400;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < seeds; seed++) {
            ShapleyEstimator drawn = regression(golden[2], game.players(), Integer.parseInt(golden[3]), seed);
            double error = squaredError(values(estimate(drawn, game), game.players()), exact);
            sum += error;
            squares += error * error;
        }
        double mean = sum / seeds;
        double standardError = Math.sqrt((squares / seeds - mean * mean) / seeds);
        double other = Double.parseDouble(golden[5]);
        assertThat(mean).isCloseTo(Double.parseDouble(golden[4]), within(4.5 * Math.hypot(standardError, other)));
    }

    @ParameterizedTest
    @CsvSource({"shap,150", "shap,301", "hybrid1,150", "hybrid1,300", "hybrid2,260"})
    void estimate_gameOfHigherOrder_isCoveredByItsErrorBars(String design, int coalitions) {
        Game game = Game.random(15, 4, 40, 3);
        double[] exact = game.shapleyValues();
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 150; seed++) {
            Estimate estimate = estimate(regression(design, 15, coalitions, seed), game);
            for (int i = 0; i < 15; i++) {
                covered += Math.abs(estimate.value(0, i) - exact[i]) <= 1.96 * estimate.standardError(0, i) ? 1 : 0;
                all++;
            }
        }
        assertThat((double) covered / all).isBetween(0.9, 0.99);
    }

    @ParameterizedTest
    @CsvSource({"shap,13,100", "shap,14,101", "shap,70,700", "hybrid1,13,100", "hybrid1,70,700", "hybrid2,14,211"})
    void estimate_additiveGame_isExact(String design, int players, int coalitions) {
        Game game = Game.random(players, 1, 0, 4);
        Estimate estimate = estimate(regression(design, players, coalitions, 1), game);
        assertThat(values(estimate, players)).containsExactly(game.shapleyValues(), within(1e-12 * game.scale()));
        for (int i = 0; i < players; i++) {
            assertThat(estimate.standardError(0, i)).isLessThan(1e-12 * game.scale());
        }
    }

    /** The solution of min Σ w (v − x·φ)² with Σ φ = total, by elimination: the last value is what the others leave. */
    private static double[] fit(DrawnCoalitions drawn, double[] gains, double total) {
        int free = drawn.coalitions().players() - 1;
        double[][] system = new double[free][free + 1];
        for (int c = 0; c < gains.length; c++) {
            double last = drawn.coalitions().contains(c, free) ? 1 : 0;
            double[] row = new double[free];
            for (int i = 0; i < free; i++) {
                row[i] = (drawn.coalitions().contains(c, i) ? 1 : 0) - last;
            }
            for (int i = 0; i < free; i++) {
                for (int j = 0; j < free; j++) {
                    system[i][j] += drawn.weights()[c] * row[i] * row[j];
                }
                system[i][free] += drawn.weights()[c] * row[i] * (gains[c] - last * total);
            }
        }
        return EliminatedPlayer.solve(system, total);
    }

    private static double sum(DrawnCoalitions drawn, int coalition, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += drawn.coalitions().contains(coalition, i) ? values[i] : 0;
        }
        return sum;
    }

    /**
     * A draw bears what its coalitions' residuals, over 1 less the leverage that they have together, count for the values.
     * Of 24 coalitions two pairs were drawn, which are too few: then all coalitions count as draws; of 28 four, which are not.
     */
    @ParameterizedTest
    @CsvSource({
        "shap,10,150",
        "shap,13,101",
        "shap,9,400",
        "hybrid1,10,150",
        "hybrid2,9,150",
        "hybrid1,10,24",
        "hybrid1,10,28"
    })
    void estimate_anyDesign_isTheFitAndTheSpreadOfItsDrawsByHand(String design, int players, int coalitions) {
        Game game = Game.random(players, 4, 40, 3);
        Estimate estimate = estimate(regression(design, players, coalitions, 5), game);
        DrawnCoalitions drawn = design.equals("shap")
                ? KernelSampling.shap(players, coalitions, 5)
                : KernelSampling.hybrid(players, design.equals("hybrid1") ? 1 : 2, coalitions, 5);
        int count = drawn.coalitions().count();
        double[] gains = new double[count];
        game.gains(drawn.coalitions(), 0, count, gains);
        double[] values = fit(drawn, gains, game.totalGains()[0]);
        double[][] bearing = new double[count][];
        for (int c = 0; c < count; c++) {
            double[] one = new double[count];
            one[c] = 1;
            bearing[c] = fit(drawn, one, 0);
        }
        double[] slacks = new double[count];
        Arrays.setAll(slacks, c -> 1 - sum(drawn, c, bearing[c]));
        for (int u = 0; u < drawn.units(); u++) {
            if (drawn.start(u + 1) == drawn.start(u) + 2) {
                int first = drawn.start(u);
                double both = 1 - sum(drawn, first, bearing[first]) - sum(drawn, first + 1, bearing[first + 1]);
                slacks[first] = both;
                slacks[first + 1] = both;
            }
        }
        boolean few = drawn.units() < 4;
        int units = few ? count : drawn.units();
        double draws = 0;
        double[] mean = new double[players];
        double[][] each = new double[units][players];
        for (int u = 0; u < units; u++) {
            int times = few ? 1 : drawn.draws(u);
            int from = few ? u : drawn.start(u);
            int to = few ? u + 1 : drawn.start(u + 1);
            draws += times;
            for (int i = 0; i < players; i++) {
                for (int c = from; c < to; c++) {
                    each[u][i] += bearing[c][i] * (gains[c] - sum(drawn, c, values)) / slacks[c] / times;
                }
                mean[i] += times * each[u][i];
            }
        }
        for (int i = 0; i < players; i++) {
            double squares = 0;
            for (int u = 0; u < units; u++) {
                squares += (few ? 1 : drawn.draws(u)) * Math.pow(each[u][i] - mean[i] / draws, 2);
            }
            double error = Math.sqrt(squares * draws / (draws - 1));
            assertThat(estimate.value(0, i)).isCloseTo(values[i], within(1e-10));
            assertThat(estimate.standardError(0, i))
                    .isCloseTo(error, within(1e-10))
                    .isPositive();
        }
    }

    /** Each output has what it has alone, to the bit, in however many calls, which are told of as whole ones. */
    @ParameterizedTest
    @CsvSource({"shap,13,700,3", "shap,70,701,700", "hybrid1,13,700,50", "hybrid2,14,1000,7"})
    void estimate_twoOutputs_isEachGamesOwn(String design, int players, int coalitions, int perCall) {
        Both game = new Both(Game.random(players, 4, 40, 1), Game.random(players, 3, 40, 2), perCall);
        ShapleyEstimator regression = regression(design, players, coalitions, 1);
        List<Progress> told = new ArrayList<>();
        Estimate both = regression.estimate(game, told::add);
        Estimate first = estimate(regression, game.first());
        Estimate second = estimate(regression, game.second());
        for (int i = 0; i < players; i++) {
            assertThat(both.value(0, i)).isEqualTo(first.value(0, i));
            assertThat(both.value(1, i)).isEqualTo(second.value(0, i));
            assertThat(both.standardError(0, i))
                    .isEqualTo(first.standardError(0, i))
                    .isPositive();
            assertThat(both.standardError(1, i))
                    .isEqualTo(second.standardError(0, i))
                    .isPositive();
        }
        long before = 0;
        for (Progress progress : told) {
            long step = progress.done() - before;
            assertThat(step % perCall == 0 || progress.done() == both.coalitions())
                    .isTrue();
            assertThat(progress.total()).isEqualTo(both.coalitions());
            before = progress.done();
        }
        assertThat(before).isEqualTo(both.coalitions());
    }

    @Test
    void name_andMethod_sayWhatWasDone() {
        ShapleyEstimator regression = regression("hybrid1", 13, 150, 1);
        assertThat(regression.name())
                .isEqualTo("hybrid of degree 1: sizes up to it in full, others drawn in pairs by the kernel")
                .isEqualTo(
                        estimate(regression, Game.random(13, 3, 20, 1)).method().name());
    }

    /** The regression's matrix, its inverse, a word, a weight, a slack and a number for each of 700 coalitions, and more. */
    @Test
    void bytes_areOfMatricesAndCoalitions() {
        long matrices = 2L * 70 * 70;
        long words = 2L * 700;
        long perCoalition = 3L * 700;
        assertThat(regression("hybrid1", 70, 700, 1).bytes()).isEqualTo(8 * (matrices + words + perCoalition));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 11})
    void estimate_everyCoalitionAndAllPlayersSelected_isExact(int players) {
        Game game = Game.random(players, Math.min(5, players), 15, 5);
        ShapleyEstimator regression = CoalitionRegression.shap(players, 1 << 20, new PlayerSelection.Top(players), 1);
        assertThat(regression.coalitions()).isEqualTo(ExactEnumeration.coalitions(players));
        Estimate estimate = estimate(regression, game);
        assertThat(values(estimate, players)).containsExactly(game.shapleyValues(), within(1e-11 * game.scale()));
        assertThat(estimate.standardError(0, 0)).isLessThan(1e-11 * game.scale());
    }

    @ParameterizedTest
    @CsvSource({"shap,12,100", "shap,12,101", "shap,65,300", "hybrid1,12,100", "hybrid1,65,301", "hybrid2,12,170"})
    void shap_anyBudget_drawsDistinctCoalitionsWithTheirComplements(String design, int players, int coalitions) {
        ShapleyEstimator regression = regression(design, players, coalitions, 6);
        Game game = Game.random(players, 3, 10, 1);
        Estimate estimate = estimate(regression, game);
        assertThat(game.evaluated()).isEqualTo(regression.coalitions()).isLessThanOrEqualTo(coalitions);
        assertThat(Arrays.stream(values(estimate, players)).sum())
                .isCloseTo(game.totalGains()[0], within(1e-12 * game.scale()));
        assertThat(regression.coalitions()).isGreaterThanOrEqualTo(coalitions * 9L / 10);
    }

    @Test
    void shap_enumeratedSizes_weighTheirKernel() {
        DrawnCoalitions drawn = KernelSampling.shap(7, 126, 0);
        Coalitions coalitions = drawn.coalitions();
        assertThat(coalitions.count()).isEqualTo(126);
        assertThat(drawn.enumerated()).isEqualTo(126);
        double[] bySize = new double[7];
        Set<Long> seen = new HashSet<>();
        for (int c = 0; c < 126; c++) {
            bySize[coalitions.size(c)] += drawn.weights()[c];
            seen.add(coalitions.words()[c]);
        }
        assertThat(seen).hasSize(126);
        assertThat(Arrays.stream(bySize).sum()).isCloseTo(1, within(1e-14));
        for (int size = 1; size < 7; size++) {
            assertThat(bySize[size] * size * (7 - size)).isCloseTo(bySize[1] * 6, within(1e-14));
        }
    }

    @Test
    void shap_drawnBlock_weighsWhatIsLeftAndHoldsNothingTwice() {
        DrawnCoalitions drawn = KernelSampling.shap(12, 400, 9);
        Coalitions coalitions = drawn.coalitions();
        double sum = 0;
        Set<Long> seen = new HashSet<>();
        for (int c = 0; c < coalitions.count(); c++) {
            sum += drawn.weights()[c];
            seen.add(coalitions.words()[c]);
        }
        assertThat(sum).isCloseTo(1, within(1e-13));
        assertThat(seen).hasSize(coalitions.count());
        assertThat(drawn.enumerated()).isGreaterThanOrEqualTo(24);
        int draws = 0;
        for (int unit = 0; unit < drawn.units(); unit++) {
            draws += drawn.draws(unit);
            int size = drawn.start(unit + 1) - drawn.start(unit);
            if (unit < drawn.units() - 1) { // there may be no room for the last one's complement
                assertThat(size).isEqualTo(coalitions.size(drawn.start(unit)) == 6 ? 1 : 2);
            }
        }
        assertThat(draws).isGreaterThan(drawn.units()); // some were drawn again
    }

    @Test
    void estimate_sameSeed_hasTheSameBitsAndAnotherDiffers() {
        Game game = Game.random(20, 4, 30, 1);
        for (String design : List.of("shap", "hybrid1")) {
            double[] once = values(estimate(regression(design, 20, 200, 1), game), 20);
            assertThat(values(estimate(regression(design, 20, 200, 1), game), 20))
                    .containsExactly(once);
            assertThat(values(estimate(regression(design, 20, 200, 2), game), 20))
                    .isNotEqualTo(once);
        }
    }

    @Test
    void estimate_threePlayersKept_reportsWhatTheSelectionChanged() {
        Game game = Game.random(14, 4, 30, 2);
        double[] all = values(estimate(CoalitionRegression.shap(14, 600, ALL, 3), game), 14);
        Estimate kept = estimate(CoalitionRegression.shap(14, 600, new PlayerSelection.Top(3), 3), game);
        int zeros = 0;
        for (int i = 0; i < 14; i++) {
            zeros += kept.value(0, i) == 0 ? 1 : 0;
            assertThat(kept.standardError(0, i)).isGreaterThanOrEqualTo(Math.abs(kept.value(0, i) - all[i]));
        }
        assertThat(zeros).isEqualTo(11);
        assertThat(kept.exact()).isFalse();
    }

    @Test
    void estimate_penaltyThatKeepsNone_saysSo() {
        ShapleyEstimator regression = CoalitionRegression.shap(10, 200, new PlayerSelection.Lasso(1e6), 3);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> estimate(regression, Game.random(10, 3, 5, 1)))
                .withMessageContaining("the lasso keeps no player")
                .withMessageContaining("smaller penalty");
    }

    @Test
    void estimate_tooFewCoalitions_addsUpAndWarns() {
        Game game = Game.random(40, 3, 30, 1);
        Estimate estimate = estimate(CoalitionRegression.shap(40, 40, ALL, 3), game);
        assertThat(Arrays.stream(values(estimate, 40)).sum())
                .isCloseTo(game.totalGains()[0], within(1e-11 * game.scale()));
        assertThat(estimate.warnings())
                .anyMatch(warning -> warning.contains("do not determine the values of 40 players"))
                .anyMatch(warning -> warning.contains("standard errors are rough"));
    }

    @Test
    void hybrid_budgetOfItsCore_hasErrorsFromItsResiduals() {
        Game game = Game.random(15, 4, 40, 3);
        Estimate estimate = estimate(CoalitionRegression.hybrid(15, 1, 30, 0), game);
        for (int i = 0; i < 15; i++) {
            assertThat(estimate.standardError(0, i)).isPositive().isFinite();
        }
    }

    /** Rounding of each value by half of its last digit is all that a sum of 0 is missed by, though the fit misses it by more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void estimate_sumOfValues_isSettledToTheLastDigits(long seed) {
        int players = 60;
        Game other = Game.random(players, 4, 30, seed);
        Game last = new Game(players, 0, new int[][] {{0}}, new double[] {-other.totalGains()[0]});
        MaskedModel difference = new DelegatingGame(other) {
            @Override
            public double[] totalGains() {
                return new double[1];
            }

            @Override
            public void gains(Coalitions some, int from, int to, double[] gains) {
                double[] more = new double[to - from];
                game.gains(some, from, to, gains);
                last.gains(some, from, to, more);
                for (int c = 0; c < more.length; c++) {
                    gains[c] += more[c];
                }
            }
        };
        Estimate estimate = CoalitionRegression.shap(players, 100, ALL, 1).estimate(difference, ProgressListener.NONE);
        double sum = 0;
        double rounding = 0;
        for (double value : values(estimate, players)) {
            sum += value;
            rounding += Math.ulp(value) / 2;
        }
        assertThat(Math.abs(sum)).isLessThan(rounding);
    }

    /** Forty values are fitted to forty coalitions: nothing is left over, and nothing of it is magnified. */
    @Test
    void estimate_perfectFit_hasErrorsOfRounding() {
        Game game = Game.random(40, 3, 30, 1);
        Estimate estimate = estimate(CoalitionRegression.shap(40, 40, ALL, 3), game);
        for (int i = 0; i < 40; i++) {
            assertThat(estimate.standardError(0, i)).isLessThan(1e-9 * game.scale());
        }
    }

    @ParameterizedTest
    @CsvSource({"58,true", "60,false"})
    void estimate_fewerThanFiveCoalitionsAPlayer_warns(int coalitions, boolean rough) {
        ShapleyEstimator regression = CoalitionRegression.hybrid(12, 1, coalitions, 1);
        assertThat(regression.coalitions()).isEqualTo(coalitions);
        assertThat(estimate(regression, Game.random(12, 3, 30, 1)).warnings())
                .isEqualTo(
                        rough
                                ? List.of("standard errors are rough: 58 coalitions are fewer than 5 for each of 12"
                                        + " players")
                                : List.of());
    }

    /** A call takes as many of the model's own calls as fit a hundredth of all, at least one; none is for nothing. */
    @ParameterizedTest
    @CsvSource({"700,3,6", "700,7,7", "700,50,50", "700,1,7", "640,1,6"})
    void estimate_anyBudget_asksForAHundredthAtATime(int coalitions, int perCall, int expected) {
        List<Integer> calls = new ArrayList<>();
        Game game = Game.random(60, 3, 30, 1);
        MaskedModel counted = new DelegatingGame(game) {
            @Override
            public int coalitionsPerCall() {
                return perCall;
            }

            @Override
            public void gains(Coalitions some, int from, int to, double[] gains) {
                calls.add(to - from);
                game.gains(some, from, to, gains);
            }
        };
        ShapleyEstimator regression = CoalitionRegression.hybrid(60, 1, coalitions, 1);
        assertThat(regression.coalitions()).isEqualTo(coalitions);
        regression.estimate(counted, ProgressListener.NONE);
        int last = calls.remove(calls.size() - 1);
        assertThat(calls).containsOnly(expected);
        assertThat(last).isBetween(1, expected);
        assertThat(calls.size() * expected + last).isEqualTo(coalitions);
    }

    @Test
    void hybrid_budgetBelowItsCore_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoalitionRegression.hybrid(15, 1, 29, 0))
                .withMessage("coalitions must be at least 30 for a hybrid of degree 1 with 15 players but is 29");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoalitionRegression.hybrid(15, 2, 239, 0))
                .withMessage(
                        "coalitions must be at least 240 for a hybrid of degree 2 with 15 players but is 239; or take"
                                + " degree 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoalitionRegression.checkHybrid(15, 1, 29))
                .withMessage("coalitions must be at least 30 for a hybrid of degree 1 with 15 players but is 29");
    }

    @Test
    void shap_budgetOfEveryCoalition_enumeratesUnlessPlayersAreSelected() {
        assertThat(CoalitionRegression.shap(8, 254, ALL, 1)).isInstanceOf(ExactEnumeration.class);
        assertThat(CoalitionRegression.shap(8, 253, ALL, 1)).isInstanceOf(CoalitionRegression.class);
        assertThat(CoalitionRegression.shap(8, 254, new PlayerSelection.Top(2), 1))
                .isInstanceOf(CoalitionRegression.class);
        assertThat(CoalitionRegression.hybrid(8, 1, 300, 1)).isInstanceOf(ExactEnumeration.class);
        assertThat(CoalitionRegression.hybrid(3, 2, 6, 1)).isInstanceOf(ExactEnumeration.class);
        assertThat(CoalitionRegression.hybrid(30, 1, 1 << 30, 1)).isInstanceOf(ExactEnumeration.class);
    }

    @Test
    void explain_byName_addsUpAndNamesWhatWasDone() {
        Predictor model = Predictor.ofScore(row -> row[0] * row[1] * row[2] + 2 * row[3] - row[4] * row[5]);
        Background background = Background.of(Matrix.zeros(1, 12));
        double[] row = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Explanation top = KernelShap.builder(model, background)
                .estimator(Estimator.shapCompatible(new PlayerSelection.Top(3)))
                .coalitions(500)
                .build()
                .explain(row);
        assertThat(Arrays.stream(top.outputs().get(0).values()).filter(value -> value != 0))
                .hasSize(3);
        assertThat(top.provenance().options().get("estimator")).contains("as shap", "Top[players=3]");
        Explanation hybrid = KernelShap.builder(model, background)
                .estimator(Estimator.hybrid(2))
                .coalitions(500)
                .build()
                .explain(row);
        assertThat(hybrid.provenance().options().get("estimator")).contains("hybrid of degree 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelShap.builder(model, background)
                        .estimator(Estimator.hybrid(2))
                        .coalitions(100)
                        .build())
                .withMessageContaining("at least 156 for a hybrid of degree 2 with 12 players");
    }

    @Test
    void plans_fewPlayers_enumerateUnlessPlayersAreSelected() {
        Estimator selecting = Estimator.shapCompatible(new PlayerSelection.Top(2));
        assertThat(method(selecting, 0)).isEqualTo("exact enumeration");
        assertThat(method(selecting, 1)).isEqualTo("exact enumeration");
        assertThat(method(selecting, 2)).startsWith("as shap");
        assertThat(method(Estimator.shapCompatible(ALL), 8)).isEqualTo("exact enumeration");
        assertThat(method(Estimator.shapCompatible(ALL), 12)).startsWith("as shap");
        assertThat(method(Estimator.hybrid(1), 8)).isEqualTo("exact enumeration");
        assertThat(method(Estimator.hybrid(1), 12)).startsWith("hybrid of degree 1");
    }

    private static String method(Estimator estimator, int players) {
        Game game = Game.random(players, 3, players == 0 ? 0 : 20, 1);
        return new ShapleyEstimation(estimator, Budget.automatic().coalitions(300), 1, null)
                .start(game, 1, new int[players], new double[players], ProgressListener.NONE)
                .advance()
                .method()
                .name();
    }
}
