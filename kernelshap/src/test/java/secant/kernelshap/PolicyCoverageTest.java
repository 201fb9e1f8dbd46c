package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
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
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20, 40})
    void standardErrors_automaticPolicy_coverAsTheGuideSays(int coalitionsAPlayer) throws IOException {
        int covered = 0;
        int all = 0;
        for (int g = 0; g < GAMES; g++) {
            int players = 13 + g % 4 * 2;
            Game game = Game.random(players, 3 + g % 4, 4 * players, 100 + g);
            double[] expected = game.shapleyValues();
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
                    covered += error <= 1.96 * estimate.standardError(0, i) ? 1 : 0;
                    all++;
                }
            }
        }
        double coverage = (double) covered / all;
        assertThat(coverage).isBetween(0.92, 0.98);
        assertThat(Files.readString(PAGE))
                .contains(String.format(Locale.ROOT, "| %d | %.1f %% |", coalitionsAPlayer, 100 * coverage));
    }
}
