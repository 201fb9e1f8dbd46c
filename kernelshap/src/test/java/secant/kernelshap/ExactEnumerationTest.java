package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.Progress;
import secant.explanation.ProgressListener;

class ExactEnumerationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void estimate_unanimityGames_equalsTheirShapleyValues(int players) {
        for (long seed = 0; seed < 20; seed++) {
            Game game = Game.random(players, players, 3 * players, seed);
            Estimate estimate = new ExactEnumeration(players).estimate(game, ProgressListener.NONE);
            double[] expected = game.shapleyValues();
            for (int i = 0; i < players; i++) {
                assertThat(Math.abs(estimate.value(0, i) - expected[i])).isLessThanOrEqualTo(1e-11 * game.scale());
                assertThat(estimate.standardError(0, i)).isZero();
            }
            assertThat(estimate.exact()).isTrue();
            assertThat(game.evaluated()).isEqualTo((1L << players) - 2);
        }
    }

    @Test
    void estimate_noPlayers_evaluatesNothing() {
        Game game = new Game(0, 3, new int[0][], new double[0]);
        assertThat(new ExactEnumeration(0).estimate(game, ProgressListener.NONE).exact())
                .isTrue();
        assertThat(game.evaluated()).isZero();
    }

    @Test
    void estimate_withListener_reportsEveryCoalitionOnce() {
        List<Progress> heard = new ArrayList<>();
        new ExactEnumeration(12).estimate(Game.random(12, 4, 10, 1), heard::add);
        assertThat(heard).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
        assertThat(heard.get(heard.size() - 1).done()).isEqualTo(4094);
        assertThat(heard).allMatch(p -> p.total() == 4094);
    }

    @Test
    void coalitions_thirtyPlayers_areThoseOfAllPairs() {
        assertThat(new ExactEnumeration(30).coalitions()).isEqualTo((1L << 30) - 2);
        assertThat(new ExactEnumeration(0).coalitions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 9, 11})
    void estimate_worthsThatCancel_addUpAllTheSame(int players) {
        Estimate estimate =
                new ExactEnumeration(players).estimate(TableGame.cancelling(players), ProgressListener.NONE);
        TableGame.assertAddsUp(estimate, players);
    }
}
