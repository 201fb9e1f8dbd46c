package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.gaussian;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.masking.BackgroundMasker;
import secant.model.Predictor;

class SharedProcessTest {

    private static final double[] ZEROS = new double[6];

    private static double[] model(double[] x) {
        double[] outputs = {x[0] * x[1] * x[2] + x[3], Math.sin(x[2] + x[3] + x[4]) - x[1] * x[5]};
        for (int c = 6; c < x.length; c++) {
            outputs[0] += x[c] * x[c - 1] * x[c - 2];
            outputs[1] += x[c] * c;
        }
        return outputs;
    }

    private static BackgroundMasker masker(int columns) {
        return BackgroundMasker.builder(
                        Predictor.ofRow(SharedProcessTest::model), Background.of(Matrix.zeros(1, columns)))
                .build();
    }

    /** The odd and even parts of what the model says of the rows, taken from it coalition by coalition. */
    private static OddProcess byHand(int players, int pairs, Matrix rows, long seed) {
        PairSequence sequence = PairSequence.drawSpread(players, pairs, seed, CyclicSets.of(players));
        PairedDesign design = PairedDesign.of(sequence, pairs);
        double[] odd = new double[rows.rows() * 2 * pairs];
        double[] even = new double[odd.length];
        double[] totals = new double[rows.rows() * 2];
        double[] nothing = model(new double[players]);
        for (int r = 0; r < rows.rows(); r++) {
            for (int k = 0; k < 2; k++) {
                int output = 2 * r + k;
                totals[output] = model(rows.row(r))[k] - nothing[k];
                for (int p = 0; p < pairs; p++) {
                    double[] one = new double[players];
                    double[] other = new double[players];
                    for (int i = 0; i < players; i++) {
                        boolean in = design.coalitions().contains(p, i);
                        one[i] = in ? rows.get(r, i) : 0;
                        other[i] = in ? 0 : rows.get(r, i);
                    }
                    double some = model(one)[k] - nothing[k];
                    double others = model(other)[k] - nothing[k];
                    odd[output * pairs + p] = some / 2 - others / 2;
                    even[output * pairs + p] = some / 2 + others / 2;
                }
            }
        }
        return OddProcess.tune(OddPairs.of(design), odd, even, totals, null, Seeds.generator(seed, pairs));
    }

    /** All 31 pairs of six players; in two rows a column is as in the background, and in one of them all are. */
    @Test
    void tune_rowsOfTwoOutputs_isThatOfTheirOddAndEvenParts() {
        Matrix rows = gaussian(4, 6, 1);
        rows.data()[2 * 6 + 1] = 0;
        rows.data()[2 * 6 + 4] = 0;
        System.arraycopy(ZEROS, 0, rows.data(), 3 * 6, 6);
        SharedProcess shared = SharedProcess.tune(masker(6), rows, 5);
        assertThat(shared.of(new int[] {0, 1, 2, 3, 4, 5}))
                .hasToString(byHand(6, 31, rows, 5).toString());
        assertThat(shared.description()).isEqualTo("4 rows, 62 coalitions each");
    }

    /** Of 10 players and of 70, whose coalitions have two words, 400 pairs are evaluated. */
    @ParameterizedTest
    @ValueSource(ints = {10, 70})
    void tune_manyPlayers_isThatOfFourHundredPairs(int players) {
        Matrix rows = gaussian(1, players, 3);
        rows.data()[2] = 0;
        SharedProcess shared = SharedProcess.tune(masker(players), rows, 7);
        int[] all = new int[players];
        Arrays.setAll(all, i -> i);
        assertThat(shared.of(all)).hasToString(byHand(players, 400, rows, 7).toString());
        assertThat(shared.description()).isEqualTo("1 rows, 800 coalitions each");
    }

    @Test
    void of_someOfThePlayers_keepsTheirReaches() {
        SharedProcess shared = SharedProcess.tune(masker(6), gaussian(2, 6, 1), 5);
        double[] all = shared.of(new int[] {0, 1, 2, 3, 4, 5}).reaches();
        assertThat(shared.of(new int[] {5, 2, 3}).reaches()).containsExactly(all[5], all[2], all[3]);
    }

    @Test
    void tune_fewerThanFourPlayers_hasNothingToTune() {
        Predictor sum = Predictor.ofScore(x -> x[0] + x[1] * x[2]);
        SharedProcess shared = SharedProcess.tune(
                BackgroundMasker.builder(sum, Background.of(Matrix.zeros(1, 3))).build(), gaussian(2, 3, 1), 1);
        assertThat(shared.description()).isEqualTo("nothing, since fewer than 4 players are always enumerated");
        assertThat(shared.of(new int[] {0, 1, 2}).players()).isEqualTo(3);
        Predictor four = Predictor.ofScore(x -> x[0] * x[1] * x[2] * x[3]);
        assertThat(SharedProcess.tune(
                                BackgroundMasker.builder(four, Background.of(Matrix.zeros(1, 4)))
                                        .build(),
                                gaussian(2, 4, 1),
                                1)
                        .description())
                .isEqualTo("2 rows, 14 coalitions each");
    }

    @Test
    void tune_rowOfAnotherWidth_isNamed() {
        assertThatThrownBy(() -> SharedProcess.tune(masker(6), gaussian(2, 5, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("typical row 0");
    }

    /** Of more than 200 players twice as many pairs are evaluated as there are players. */
    @ParameterizedTest
    @CsvSource({"200, 400", "201, 402"})
    void tune_hundredsOfPlayers_evaluatesTwiceAsManyPairs(int players, int pairs) {
        SharedProcess shared = SharedProcess.tune(masker(players), Matrix.zeros(1, players), 1);
        assertThat(shared.description()).isEqualTo("1 rows, " + 2 * pairs + " coalitions each");
    }
}
