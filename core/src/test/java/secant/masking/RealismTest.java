package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class RealismTest {

    private static final Predictor SUM =
            Predictor.ofScore(row -> Arrays.stream(row).sum()).threadSafe();

    private static Matrix independent(int rows, long seed) {
        Random random = new Random(seed);
        double[] data = new double[rows * 4];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, 4, data);
    }

    private static double meanShare(Completion completion, Matrix background, Matrix rows) {
        BackgroundMasker masker = BackgroundMasker.builder(SUM, Background.of(background))
                .completion(completion)
                .build();
        double share = 0;
        for (int r = 0; r < rows.rows(); r++) {
            share += masker.realism(rows.row(r)).share() / rows.rows();
        }
        return share;
    }

    @Test
    void realism_independentColumns_isAboutTheNominalShare() {
        assertThat(meanShare(Completion.marginal(), independent(400, 1), independent(60, 2)))
                .isBetween(0.03, 0.08);
    }

    @Test
    void realism_correlatedColumns_isBetterWithConditionalCompletions() {
        Matrix background = CompletionTest.correlated(400, 6, 0.2, 3);
        Matrix rows = CompletionTest.correlated(40, 6, 0.2, 4);
        double marginal = meanShare(Completion.marginal(), background, rows);
        assertThat(marginal).isGreaterThan(0.5);
        assertThat(meanShare(Completion.nearest(), background, rows)).isLessThan(marginal / 2);
        assertThat(meanShare(Completion.gaussian(), background, rows)).isLessThan(0.12);
    }

    @Test
    void reportRealism_ofAMasker_isAmongTheOptions() {
        BackgroundMasker masker = BackgroundMasker.builder(SUM, Background.of(independent(50, 5)))
                .reportRealism()
                .build();
        double[] row = {0.1, -0.5, 1, 0};
        BackgroundMaskedModel game = masker.mask(row);
        Realism realism = masker.realism(row);
        assertThat(game.options()).containsEntry("masked rows off the data", realism.toString());
        assertThat(realism.toString()).matches("[0-9]+\\.[0-9] % of 256");
        assertThat(game.modelRows()).isEqualTo(1);
        assertThat(masker.predictor().calls()).isEqualTo(2);
        assertThat(BackgroundMasker.builder(SUM, Background.of(independent(50, 5)))
                        .build()
                        .mask(row)
                        .options())
                .doesNotContainKey("masked rows off the data");
    }

    @Test
    void reach_ofAGrid_isItsDistance() {
        double[][] grid = new double[25][];
        Arrays.setAll(grid, i -> new double[] {i % 5, Math.floor(i / 5.0)});
        BackgroundMasker masker =
                BackgroundMasker.builder(SUM, Background.of(Matrix.of(grid))).build();
        // Neighbours are 1 apart; the standard deviation of 0 … 4 is √2.
        assertThat(masker.realism(2, 2).reach()).isCloseTo(1 / Math.sqrt(2), within(1e-12));
        assertThat(masker.realism(100, 2).share()).isBetween(0.4, 0.6); // off whenever the first column is visible
        assertThat(masker.realism(2, 3).share()).isZero();
    }

    private static BackgroundMasker masker(double[]... rows) {
        return BackgroundMasker.builder(SUM, Background.of(Matrix.of(rows))).build();
    }

    /** Of 1,500 rows on a line that are 1 apart, 30 at its end are 100 apart: less than one in twenty of any thousand. */
    @Test
    void reach_moreRowsThanAreProbed_isTheirQuantile() {
        double[][] line = new double[1500][];
        Arrays.setAll(line, i -> new double[] {i < 1470 ? i : 1470 + 100.0 * (i - 1469), 0});
        double deviation = deviation(line);
        assertThat(masker(line).realism(5, 0).reach()).isCloseTo(1 / deviation, within(1e-12));
    }

    /** Half of the rows are 1 apart, those that come later 10: a thousand of them have both. */
    @Test
    void reach_rowsInOrder_isOfRowsFromEverywhere() {
        double[][] line = new double[2000][];
        Arrays.setAll(line, i -> new double[] {i < 1000 ? i : 1000 + 10.0 * (i - 999), 0});
        double deviation = deviation(line);
        assertThat(masker(line).realism(5, 0).reach()).isCloseTo(10 / deviation, within(1e-12));
    }

    private static double deviation(double[][] rows) {
        double mean = Arrays.stream(rows).mapToDouble(row -> row[0]).average().orElseThrow();
        return Math.sqrt(Arrays.stream(rows)
                .mapToDouble(row -> (row[0] - mean) * (row[0] - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void realism_rowFarFromAllOthers_isOffWhateverIsVisible() {
        double[][] grid = new double[25][];
        Arrays.setAll(grid, i -> new double[] {i % 5, Math.floor(i / 5.0)});
        assertThat(masker(grid).realism(100, 100).share()).isEqualTo(1);
    }

    /** Only the last column is far off. Coalitions of 1 to 5 of six columns have it with a chance of one half: ± 5 σ. */
    @Test
    void realism_oneColumnFarOff_isOffWheneverItIsVisible() {
        Random random = new Random(8);
        double[][] rows = new double[40][6];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextInt(2));
        }
        for (int column = 0; column < 6; column++) {
            double[] row = rows[0].clone();
            row[column] = 100;
            double[] near = rows[0].clone();
            double share = masker(rows).realism(row).share();
            assertThat(share - masker(rows).realism(near).share()).isBetween(0.5 - 5 / 32.0, 0.5 + 5 / 32.0);
        }
    }

    /** The last row has nearly all of the weight, so that it is made of itself nearly always. */
    @Test
    void realism_rowThatHasNearlyAllWeight_isMadeOfItself() {
        double[][] rows = new double[30][];
        Arrays.setAll(rows, i -> new double[] {i * i, -i * i});
        double[] weights = new double[30];
        Arrays.fill(weights, 1);
        weights[29] = 2900;
        BackgroundMasker masker = BackgroundMasker.builder(
                        SUM,
                        Background.builder(Schema.unnamed(2), Matrix.of(rows))
                                .weights(weights)
                                .build())
                .build();
        assertThat(masker.realism(rows[29]).share()).isLessThan(0.05);
    }

    @Test
    void realism_oneVaryingPlayer_hasNothingToLookAt() {
        double[][] rows = new double[30][];
        Arrays.setAll(rows, i -> new double[] {i, 7});
        Realism realism = BackgroundMasker.builder(SUM, Background.of(Matrix.of(rows)))
                .build()
                .realism(3, 7);
        assertThat(realism.rows()).isZero();
        assertThat(realism).hasToString("none to look at");
    }

    @Test
    void realism_twentyRows_isEnough() {
        BackgroundMasker masker =
                BackgroundMasker.builder(SUM, Background.of(independent(20, 6))).build();
        assertThat(masker.realism(0.1, -0.5, 1, 0).rows()).isEqualTo(RealismGauge.MASKED_ROWS);
    }

    @Test
    void realism_fewRows_isRefused() {
        List<Integer> sizes = List.of(1, 19);
        for (int size : sizes) {
            Background few = Background.of(independent(size, 6));
            assertThatThrownBy(() -> BackgroundMasker.builder(SUM, few).reportRealism())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("realism needs at least 20 background rows to compare with but has " + size);
            BackgroundMasker masker = BackgroundMasker.builder(SUM, few).build();
            assertThatThrownBy(() -> masker.realism(0, 0, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("realism needs at least 20 background rows to compare with but has " + size);
        }
    }

    /** As many rows as there are gaps, in pairs that far apart, each pair far from the others. */
    private static Matrix pairs(int[] gaps) {
        double[] cells = new double[2 * gaps.length];
        for (int i = 0; i < gaps.length; i++) {
            cells[2 * i] = 1000.0 * i;
            cells[2 * i + 1] = 1000.0 * i + gaps[i];
        }
        return Matrix.wrap(cells.length, 1, cells);
    }

    private static double deviation(Matrix column) {
        double mean = Arrays.stream(column.data()).average().orElseThrow();
        return Math.sqrt(Arrays.stream(column.data())
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void reach_ofThousandsOfRows_isTheQuantileOfRowsFromAllOverThem() {
        int[] gaps = new int[1000];
        Arrays.setAll(gaps, i -> i < 500 ? 1 : i < 990 ? 2 : 3); // 50 %, 49 % and 1 % of the rows
        Matrix rows = pairs(gaps);
        Realism realism =
                BackgroundMasker.builder(SUM, Background.of(rows)).build().realism(0);
        assertThat(realism.reach()).isCloseTo(2 / deviation(rows), within(1e-12));
    }

    @Test
    void share_ofARowFarFromEverything_isOne() {
        BackgroundMasker masker =
                BackgroundMasker.builder(SUM, Background.of(independent(50, 7))).build();
        assertThat(masker.realism(1e3, 1e3, 1e3, 1e3).share()).isEqualTo(1);
    }

    @Test
    void share_ofARowWithOneStrangeColumn_isHowOftenThatIsVisible() {
        BackgroundMasker masker = BackgroundMasker.builder(SUM, Background.of(independent(200, 8)))
                .build();
        for (int c = 0; c < 4; c++) {
            double[] row = new double[4];
            row[c] = 1e3;
            assertThat(masker.realism(row).share()).isBetween(0.4, 0.65); // ½, and what is off by itself
        }
    }

    @Test
    void realism_weightedRows_standInByTheirWeights() {
        double[][] rows = new double[40][];
        Arrays.setAll(rows, b -> b < 20 ? new double[] {50 + 0.01 * b, 50} : new double[] {0.01 * (b - 19), 0});
        rows[38] = new double[] {0, 0.01};
        rows[39] = new double[] {0, 0};
        double[] weights = new double[40];
        Arrays.fill(weights, 1);
        weights[39] = 10_000;
        Background background = Background.builder(Schema.unnamed(2), Matrix.of(rows))
                .weights(weights)
                .build();
        // With half of the last row the others are less than the reach away; with half of one of the first, far.
        assertThat(BackgroundMasker.builder(SUM, background)
                        .build()
                        .realism(0.005, 0.005)
                        .share())
                .isLessThan(0.02);
    }

    @Test
    void realism_fewRows_isRefusedWhenItIsMeasured() {
        BackgroundMasker few =
                BackgroundMasker.builder(SUM, Background.of(independent(19, 6))).build();
        assertThatThrownBy(() -> few.realism(0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("realism needs at least 20 background rows to compare with but has 19");
        BackgroundMasker enough =
                BackgroundMasker.builder(SUM, Background.of(independent(20, 6))).build();
        assertThat(enough.realism(0, 0, 0, 0).rows()).isEqualTo(256);
    }

    @Test
    void toString_share_isWrittenInPercent() {
        assertThat(new Realism(0.25, 256, 1)).hasToString("25.0 % of 256");
        assertThat(new Realism(1, 200, 0)).hasToString("100.0 % of 200");
        assertThat(new Realism(0, 0, 0)).hasToString("none to look at");
        assertThatThrownBy(() -> new Realism(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
