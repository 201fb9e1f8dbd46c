package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.masking.Coalitions;

class GameTableTest {

    private static Both both(int players, int perCall) {
        return new Both(Game.random(players, 4, 20, 1), Game.random(players, 3, 20, 2), perCall);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "10,300", "11,4096"})
    void of_twoOutputs_isEachGameAndTellsOfEveryCoalition(int players, int perCall) {
        Both game = both(players, perCall);
        List<Long> told = new ArrayList<>();
        GameTable table = GameTable.of(game, progress -> told.add(progress.done()));

        assertThat(table.outputs()).isEqualTo(2);
        assertThat(table.players()).isEqualTo(players);
        Coalitions all = Coalitions.wrap(
                players, 1 << players, LongStream.range(0, 1L << players).toArray());
        for (int k = 0; k < 2; k++) {
            double[] alone = new double[1 << players];
            (k == 0 ? game.first() : game.second()).gains(all, 0, 1 << players, alone);
            double largest = 0;
            for (int set = 0; set < 1 << players; set++) {
                assertThat(table.gains(k)[set]).isEqualTo(alone[set]);
                largest = Math.max(largest, Math.abs(table.gains(k)[set]));
            }
            assertThat(table.gains(k)[(1 << players) - 1]).isEqualTo(game.totalGains()[k]);
            assertThat(table.largest(k)).isEqualTo(largest);
        }
        if (players > 1) {
            assertThat(told).isNotEmpty().last().isEqualTo((1L << players) - 2);
        }
        assertThat(table.warnings()).isEmpty();
        GameTable full = GameTable.of(game, progress -> {
            throw new IllegalStateException("full");
        });
        assertThat(full.warnings().stream().anyMatch(warning -> warning.contains("full")))
                .isEqualTo(players > 1);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "10,300", "11,4096"})
    void enumeration_twoOutputs_isEachGamesValues(int players, int perCall) {
        Both game = both(players, perCall);
        List<Long> told = new ArrayList<>();
        ExactEnumeration enumeration = new ExactEnumeration(players);
        Estimate estimate = enumeration.estimate(game, progress -> told.add(progress.done()));

        double[] first = game.first().shapleyValues();
        double[] second = game.second().shapleyValues();
        for (int i = 0; i < players; i++) {
            assertThat(estimate.value(0, i)).isCloseTo(first[i], within(1e-12));
            assertThat(estimate.value(1, i)).isCloseTo(second[i], within(1e-12));
        }
        if (players > 1) {
            assertThat(told).isNotEmpty().last().isEqualTo((1L << players) - 2);
        }
        assertThat(enumeration.name()).isEqualTo("exact enumeration");
        assertThat(enumeration.bytes()).isEqualTo(8L * (players + 1));
    }
}
