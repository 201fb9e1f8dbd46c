package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.model.Predictor;

class EvenCellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0.25,0.25,0.25,0.25", "0.3,0.23,0.24,0.23", "0.7,0.1,0.1,0.1", "0.5,0,0.5", "1", "0.6,0.4,0,0"})
    void of_anyShares_areMultiplesThatCostLittle(String text) {
        double[] shares =
                Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();

        double[] even = EvenCells.of(shares);

        double squares = 0;
        for (int b = 0; b < shares.length; b++) {
            assertThat(8 * even[b]).isEqualTo(Math.rint(8 * even[b]));
            assertThat(even[b] == 0).isEqualTo(shares[b] == 0);
            squares += shares[b] == 0 ? 0 : shares[b] * shares[b] / even[b];
        }
        assertThat(Arrays.stream(even).sum()).isEqualTo(1);
        assertThat(1 / squares).isGreaterThanOrEqualTo(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1", // more cells than eighths
                "0.97,0.01,0.01,0.01", // an eighth for each of the rare ones would be too much
            })
    void of_sharesThatAreTooUneven_areLeftAsTheyAre(String text) {
        double[] shares =
                Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();

        assertThat(EvenCells.of(shares)).isSameAs(shares);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.125,0.125,0.125,0.125,0.125,0.125,0.125,0.125|1,1,1,1,1,1,1,1", // as many cells as eighths
                "0.15,0,0.125,0.125,0.125,0,0.125,0.125,0.125,0.1|1,0,1,1,1,0,1,1,1,1", // and two that do not occur
                "0.88,0.06,0.06|6,1,1", // 7 + 1 + 1 are one too many, which the rare ones cannot spare
                "0.48,0.32,0.2|4,2,2", // 3.84, 2.56 and 1.6: one more each for the first and for the last
                "0.7,0.15,0.15|6,1,1" // 5.6, 1.2 and 1.2
            })
    void of_shares_areRoundedToTheEighthsThatTheyWantMost(String text, String eighths) {
        double[] shares =
                Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();

        assertThat(Arrays.stream(EvenCells.of(shares)).map(share -> 8 * share))
                .containsExactly(
                        Arrays.stream(eighths.split(",")).map(Double::valueOf).toArray(Double[]::new));
        assertThat(EvenCells.suit(shares)).isTrue();
    }

    @Test
    void ofEvenCells_weights_giveEachCellItsShare() {
        TrainingStatistics statistics = TrainingStatistics.of(Schema.unnamed(1), Samples.normal(101, 1, 3));
        ColumnLaw plain = ColumnLaw.ofCells(statistics.column(0), 1, 0.8);
        ColumnLaw even = ColumnLaw.ofEvenCells(statistics.column(0), 1, 0.8);
        double[] sums = new double[4];
        int count = 1024;

        for (int i = 0; i < count; i++) {
            int cell = even.cell((i + 0.5) / count);
            sums[cell] += even.weight(even.part(cell, (i + 0.5) / count)) / count;
        }

        assertThat(even.isWeighted()).isTrue();
        for (int cell = 0; cell < 4; cell++) {
            assertThat(sums[cell]).isCloseTo(plain.share(cell), within(1e-14));
            assertThat(even.share(cell)).isCloseTo(plain.share(cell), within(1e-15));
        }
        assertThat(even.mean()).isCloseTo(plain.mean(), within(1e-15));
        assertThat(even.variance()).isCloseTo(plain.variance(), within(1e-15));
    }

    /** A fifth column that the model does not look at is one too many for even cells. */
    @Test
    void explain_fewColumns_hasSmallerErrorsOfFewerSamples() {
        Matrix five = Samples.normal(2000, 5, 11);
        double[] cells = new double[4 * 2000];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = five.get(i / 4, i % 4);
        }
        TrainingStatistics few = TrainingStatistics.of(Schema.unnamed(4), Matrix.wrap(2000, 4, cells));
        TrainingStatistics many = TrainingStatistics.of(Schema.unnamed(5), five);
        double[] row = {0.2, -1.1, 0.7, 1.6, 0.5};
        double[] limit = new double[4];
        for (int seed = 0; seed < 4; seed++) {
            double[] values = values(few, Arrays.copyOf(row, 4), 1 << 17, 1000 + seed);
            for (int c = 0; c < 4; c++) {
                limit[c] += values[c] / 4;
            }
        }
        double even = 0;
        double uneven = 0;
        for (int seed = 0; seed < 40; seed++) {
            double[] mine = values(few, Arrays.copyOf(row, 4), 5000, seed);
            double[] others = values(many, row, 5000, seed);
            for (int c = 0; c < 4; c++) {
                even += Math.pow(mine[c] - limit[c], 2);
                uneven += Math.pow(others[c] - limit[c], 2);
            }
        }
        assertThat(Math.sqrt(uneven / even)).isGreaterThan(1.2);
    }

    private static double[] values(TrainingStatistics statistics, double[] row, int samples, long seed) {
        Explanation explanation = Lime.builder(
                        Predictor.ofScore(x -> 1 / (1 + Math.exp(-x[0] - 2 * x[1] * x[2] * x[3] - x[1]))), statistics)
                .kernelWidth(1.5)
                .samples(samples)
                .seed(seed)
                .build()
                .explain(row);
        boolean few = row.length == 4;
        assertThat(explanation.provenance().options().get("points"))
                .endsWith(few ? ", bins of multiples of 1/8" : " of " + samples / 2);
        assertThat(((Fidelity.LocalSurrogate) explanation.fidelity()).effectiveShare())
                .isBetween(few ? 0.9 * 0.9 * 0.9 * 0.9 : 1, few ? 0.9999 : 1);
        return explanation.outputs().get(0).values();
    }

    @Test
    void balanced_limits_areTwiceAPowerOfTwoWhereThatKeepsMost() {
        assertThat(SampleDesign.balanced(5000)).isEqualTo(4096);
        assertThat(SampleDesign.balanced(4096)).isEqualTo(4096);
        assertThat(SampleDesign.balanced(6000)).isEqualTo(6000);
        assertThat(SampleDesign.balanced(256)).isEqualTo(256);
    }
}
