package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.ProgressListener;

/**
 * Whether ± 1.96 standard errors of the automatic policy cover, on ten games with interactions of order 3 to 6, and whether
 * the guide says how often they do.
 */
class PolicyCoverageTest {

    private static final int GAMES = 10;
    private static final int SEEDS = 8;
    private static final Path PAGE = Path.of("..", "docs", "guide", "accuracy.md");

    /** Coalitions a player: between 1,200 and 1,300 intervals each. */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20, 40})
    void standardErrors_automaticPolicy_coverAsTheGuideSays(int coalitionsAPlayer) throws IOException {
        List<Game> games = IntStream.range(0, GAMES)
                .mapToObj(g -> Game.random(13 + g % 4 * 2, 3 + g % 4, 4 * (13 + g % 4 * 2), 100 + g))
                .toList();
        double coverage = coverage(games, coalitionsAPlayer);
        assertThat(coverage).isBetween(0.92, 0.98);
        assertThat(Files.readString(PAGE))
                .contains(String.format(Locale.ROOT, "| %d | %.1f %% |", coalitionsAPlayer, 100 * coverage));
    }

    /**
     * Rules that hold for three to six players and not for another, as unanimity games: c for the conditions less c for these
     * with the exception. Few pairs see them, and those that do not all look alike: the process would be far too sure of
     * itself with few coalitions. Of some 1,300 intervals each.
     */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20, 40})
    void standardErrors_rulesWithExceptions_coverNearlyAsOften(int coalitionsAPlayer) {
        List<Game> games = IntStream.range(0, GAMES)
                .mapToObj(g -> rules(13 + g % 4 * 2, 1 + g % 3, 200 + g))
                .toList();
        assertThat(coverage(games, coalitionsAPlayer)).isBetween(0.9, 0.99);
    }

    private static Game rules(int players, int count, long seed) {
        RandomGenerator random = Game.random(seed);
        int[][] sets = new int[2 * count + players][];
        double[] worths = new double[sets.length];
        for (int r = 0; r < count; r++) {
            int conditions = 3 + random.nextInt(4);
            int[] chosen =
                    random.ints(0, players).distinct().limit(conditions + 1).toArray();
            sets[2 * r] = Arrays.copyOf(chosen, conditions);
            sets[2 * r + 1] = chosen;
            worths[2 * r] = random.nextGaussian();
            worths[2 * r + 1] = -worths[2 * r];
        }
        for (int i = 0; i < players; i++) {
            sets[2 * count + i] = new int[] {i};
            worths[2 * count + i] = 0.3 * random.nextGaussian();
        }
        return new Game(players, 0, sets, worths);
    }

    private static double coverage(List<Game> games, int coalitionsAPlayer) {
        int covered = 0;
        int all = 0;
        for (Game game : games) {
            int players = game.players();
            double[] expected = game.shapleyValues();
            double rounding = 1e-9 * game.scale();
            for (int seed = 0; seed < SEEDS; seed++) {
                Estimate estimate = new ShapleyEstimation(
                                Estimator.automatic(),
                                Budget.automatic().coalitions(coalitionsAPlayer * players),
                                seed,
                                null)
                        .start(
                                game,
                                1,
                                IntStream.range(0, players).toArray(),
                                new double[players],
                                ProgressListener.NONE)
                        .continueTo((long) coalitionsAPlayer * players);
                for (int i = 0; i < players; i++) {
                    double error = Math.abs(estimate.value(0, i) - expected[i]);
                    covered += error <= 1.96 * estimate.standardError(0, i) + rounding ? 1 : 0;
                    all++;
                }
            }
        }
        return (double) covered / all;
    }
}
