package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.masking.BackgroundMaskedModel;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.model.Predictor;

class CachedGameTest {

    private static final int PLAYERS = 70;

    private static BackgroundMaskedModel game() {
        Predictor model = Predictor.ofRow(row -> new double[] {row[0] * row[69] + row[3], row[5] - row[64]});
        double[] row = new double[PLAYERS];
        Arrays.setAll(row, i -> i + 1);
        return BackgroundMasker.builder(model, Background.of(Matrix.zeros(2, PLAYERS)))
                .build()
                .mask(row);
    }

    private static Coalitions coalitions(int count, long seed) {
        Random random = new Random(seed);
        boolean[][] members = new boolean[count][PLAYERS];
        for (boolean[] coalition : members) {
            for (int p = 0; p < PLAYERS; p++) {
                coalition[p] = random.nextBoolean();
            }
        }
        return Coalitions.of(members);
    }

    private static double[] gains(CachedGame game, Coalitions coalitions) {
        double[] gains = new double[coalitions.count() * 2];
        game.gains(coalitions, 0, coalitions.count(), gains);
        return gains;
    }

    @Test
    void gains_asked_again_areTheSameWithoutTheModel() {
        BackgroundMaskedModel model = game();
        CachedGame game = new CachedGame(model);
        Coalitions many = coalitions(10_000, 1); // grows the table
        double[] expected = new double[20_000];
        game().gains(many, 0, 10_000, expected);
        assertThat(gains(game, many)).containsExactly(expected);
        long rows = model.modelRows();
        assertThat(gains(game, many)).containsExactly(expected);
        assertThat(model.modelRows()).isEqualTo(rows);
    }

    @Test
    void gains_withNoise_repeatAndAreNormal() {
        Coalitions many = coalitions(10_000, 1);
        CachedGame game = new CachedGame(game());
        double[] quiet = gains(game, many);
        game.setNoise(new double[] {2, 0}, 7);
        double[] noisy = gains(game, many);
        assertThat(gains(game, many)).containsExactly(noisy);
        double sum = 0;
        double squares = 0;
        int within = 0;
        for (int c = 0; c < 10_000; c++) {
            assertThat(noisy[2 * c + 1]).isEqualTo(quiet[2 * c + 1]);
            double noise = noisy[2 * c] - quiet[2 * c];
            sum += noise;
            squares += noise * noise;
            within += Math.abs(noise) < 2 ? 1 : 0;
        }
        assertThat(sum / 10_000).isCloseTo(0, within(0.08)); // four standard errors
        assertThat(squares / 10_000).isCloseTo(4, within(0.23));
        assertThat(within / 10_000.0).isCloseTo(0.6827, within(0.019));
        game.setNoise(new double[] {2, 0}, 8);
        assertThat(gains(game, many)).isNotEqualTo(noisy);
    }
}
