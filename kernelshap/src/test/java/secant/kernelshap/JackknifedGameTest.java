package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import secant.masking.Coalitions;
import secant.masking.JackknifedModel;

class JackknifedGameTest {

    /** Five players, two outputs, three replicates. Gains are 100 × members + output, and 1000 more a replicate. */
    private static final class Counted implements JackknifedModel {

        @Override
        public int players() {
            return 5;
        }

        @Override
        public int outputs() {
            return 2;
        }

        @Override
        public int replicates() {
            return 3;
        }

        @Override
        public double leftOut(int replicate) {
            return 1.0 / 3;
        }

        @Override
        public double[] baseValues() {
            return new double[] {1, 2};
        }

        @Override
        public double[] predictions() {
            return new double[] {3, 4};
        }

        @Override
        public double[] totalGains() {
            return new double[] {500, 501};
        }

        @Override
        public double[] replicateBaseValues() {
            return new double[] {11, 12, 21, 22, 31, 32};
        }

        @Override
        public double[] replicateTotalGains() {
            return new double[] {1500, 1501, 2500, 2501, 3500, 3501};
        }

        @Override
        public void gains(Coalitions coalitions, int from, int to, double[] gains) {
            throw new UnsupportedOperationException("gains are asked for with those of the replicates");
        }

        @Override
        public void gains(Coalitions coalitions, int from, int to, double[] gains, double[] replicateGains) {
            for (int c = from; c < to; c++) {
                for (int k = 0; k < 2; k++) {
                    double own = 100 * coalitions.size(c) + k;
                    gains[(c - from) * 2 + k] = own;
                    for (int g = 0; g < 3; g++) {
                        replicateGains[(c - from) * 6 + 2 * g + k] = own + 1000 * (g + 1);
                    }
                }
            }
        }

        @Override
        public int coalitionsPerCall() {
            return 17;
        }

        @Override
        public int rowsPerCoalition() {
            return 19;
        }

        @Override
        public long modelRows() {
            return 23;
        }

        @Override
        public List<String> warnings() {
            return List.of("counted");
        }
    }

    private final JackknifedGame game = new JackknifedGame(new Counted());

    @Test
    void outputs_areTheGamesAndEachReplicates() {
        assertThat(game.outputs()).isEqualTo(8);
        assertThat(game.baseValues()).containsExactly(1, 2, 11, 12, 21, 22, 31, 32);
        assertThat(game.totalGains()).containsExactly(500, 501, 1500, 1501, 2500, 2501, 3500, 3501);
        assertThat(game.predictions()).containsExactly(3, 4, 3, 4, 3, 4, 3, 4);
    }

    @Test
    void players_andWhatTheModelDid_areTheGames() {
        assertThat(game.players()).isEqualTo(5);
        assertThat(game.coalitionsPerCall()).isEqualTo(17);
        assertThat(game.rowsPerCoalition()).isEqualTo(19);
        assertThat(game.modelRows()).isEqualTo(23);
        assertThat(game.warnings()).containsExactly("counted");
    }

    /** Of the sizes 1, 2, 3 and 4, in calls that grow and shrink. */
    @Test
    void gains_callAfterCall_areTheGamesFollowedByEachReplicates() {
        Coalitions coalitions = Coalitions.wrap(5, 4, new long[] {1, 3, 7, 15});
        for (int[] call : new int[][] {{1, 2}, {0, 2}, {0, 4}, {3, 4}, {1, 4}}) {
            double[] gains = new double[8 * 4];
            Arrays.fill(gains, -1);
            game.gains(coalitions, call[0], call[1], gains);
            for (int c = 0; c < 4; c++) {
                for (int k = 0; k < 8; k++) {
                    double expected = c < call[1] - call[0] ? 100 * (call[0] + c + 1) + k % 2 + 1000 * (k / 2) : -1;
                    assertThat(gains[8 * c + k]).isEqualTo(expected);
                }
            }
        }
    }
}
