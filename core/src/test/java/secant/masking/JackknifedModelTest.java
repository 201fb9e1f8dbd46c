package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Link;
import secant.model.Predictor;

class JackknifedModelTest {

    private static final Predictor MODEL = Predictor.ofRow(x ->
            new double[] {1 / (1 + Math.exp(x[0] * x[1] - x[2])), 0.5 + 0.4 * Math.sin(x[0] + 2 * x[1] * x[2])});

    private static final Coalitions ALL = Coalitions.wrap(3, 8, new long[] {0, 1, 2, 3, 4, 5, 6, 7});

    private static final double[] ROW = {0.4, 2, 3};

    private static BackgroundMaskedModel game(Background background, Link link, LinkOrder order, int batchRows) {
        return BackgroundMasker.builder(MODEL, background)
                .link(link, order)
                .batchRows(batchRows)
                .build()
                .mask(ROW);
    }

    @ParameterizedTest
    @CsvSource({
        "7,IDENTITY,LINK_OF_MEAN",
        "32,LOGIT,LINK_OF_MEAN",
        "50,LOGIT,MEAN_OF_LINK",
        "100,IDENTITY,LINK_OF_MEAN",
        "100,LOG,LINK_OF_MEAN"
    })
    void replicates_equalGamesWithoutTheGroup(int size, Link link, LinkOrder order) {
        Matrix rows = CompletionTest.correlated(size, 3, 0.5, 1);
        double[] weights = new double[size];
        Arrays.setAll(weights, b -> 1 + b % 3);
        Background background =
                Background.builder(Schema.unnamed(3), rows).weights(weights).build();
        BackgroundMaskedModel game = game(background, link, order, 11);
        int replicates = Math.min(32, size);
        assertThat(game.replicates()).isEqualTo(replicates);
        double[] gains = new double[16];
        double[] of = new double[16 * replicates];
        game.gains(ALL, 0, 8, gains, of);
        double[] plain = new double[16];
        game.gains(ALL, 0, 8, plain);
        assertThat(gains).containsExactly(plain);

        JackknifeGroups groups = new JackknifeGroups(background.weights());
        double total = 0;
        for (int g = 0; g < replicates; g++) {
            total += game.leftOut(g);
            double[] without = weights.clone();
            for (int b = 0; b < size; b++) {
                without[b] = groups.of(b) == g ? 0 : without[b];
            }
            BackgroundMaskedModel rest = game(
                    Background.builder(Schema.unnamed(3), rows).weights(without).build(), link, order, 1000);
            double[] expected = new double[16];
            rest.gains(ALL, 0, 8, expected);
            for (int c = 0; c < 8; c++) {
                for (int k = 0; k < 2; k++) {
                    assertThat(of[(c * replicates + g) * 2 + k]).isCloseTo(expected[2 * c + k], within(1e-13));
                }
            }
            for (int k = 0; k < 2; k++) {
                assertThat(game.replicateTotalGains()[2 * g + k]).isCloseTo(rest.totalGains()[k], within(1e-13));
                assertThat(game.replicateBaseValues()[2 * g + k]).isCloseTo(rest.baseValues()[k], within(1e-13));
            }
        }
        assertThat(total).isCloseTo(1, within(1e-12));
    }

    @Test
    void groups_anySize_areNearlyEqualAndAllUsed() {
        for (int size : new int[] {2, 31, 32, 33, 50, 100, 1000}) {
            double[] weights = new double[size];
            Arrays.fill(weights, 1.0 / size);
            JackknifeGroups groups = new JackknifeGroups(weights);
            int[] counts = new int[groups.count()];
            IntStream.range(0, size).forEach(b -> counts[groups.of(b)]++);
            assertThat(groups.count()).isEqualTo(Math.min(32, size));
            assertThat(Arrays.stream(counts).max().orElseThrow()
                            - Arrays.stream(counts).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void replicates_whereRowsCannotBeLeftOut_areNone() {
        Background background = Background.of(CompletionTest.correlated(30, 3, 0.5, 2));
        Background one = Background.of(CompletionTest.correlated(1, 3, 0.5, 2));
        BackgroundMasker nearest = BackgroundMasker.builder(MODEL, background)
                .completion(Completion.nearest(5))
                .build();
        assertThat(nearest.replicates()).isZero();
        assertThat(BackgroundMasker.builder(MODEL, one).build().replicates()).isZero();
        assertThat(BackgroundMasker.builder(MODEL, background)
                        .constraint("any", row -> true)
                        .build()
                        .replicates())
                .isZero();
        BackgroundMaskedModel game = nearest.mask(ROW);
        assertThat(game.replicateTotalGains()).isEmpty();
        assertThatThrownBy(() -> game.gains(ALL, 0, 8, new double[16], new double[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("parts of this background cannot be left out: replicates() is 0");
    }

    @Test
    void gains_noRoomForReplicates_saysHowMuch() {
        BackgroundMaskedModel game = game(
                Background.of(CompletionTest.correlated(5, 3, 0.5, 3)), Link.IDENTITY, LinkOrder.LINK_OF_MEAN, 100);
        assertThatThrownBy(() -> game.gains(ALL, 0, 8, new double[16], new double[79]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replicate gains must have room for 8 coalitions × 5 replicates × 2 outputs but has 79");
    }
}
