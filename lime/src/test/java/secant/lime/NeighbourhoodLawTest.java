package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class NeighbourhoodLawTest {

    private static final Predictor MODEL = Predictor.ofScore(x -> x[0]);

    private static final Distance OWN = (x, z) -> Distance.euclidean().between(x, z);

    private static Lime.Builder lime(TrainingStatistics statistics) {
        return Lime.builder(MODEL, statistics).samples(100);
    }

    /** Columns of numbers whose rows are as far below their mean as above it, so that this is their deviation. */
    private static TrainingStatistics numbers(double[] means, double[] deviations) {
        double[][] rows = new double[2][means.length];
        for (int c = 0; c < means.length; c++) {
            rows[0][c] = means[c] - deviations[c];
            rows[1][c] = means[c] + deviations[c];
        }
        return TrainingStatistics.of(Schema.unnamed(means.length), Matrix.of(rows), Discretizer.none());
    }

    /** A column of the categories p and q, of which p has a share, and nothing has r. */
    private static TrainingStatistics categories(double... sharesOfP) {
        int rows = 100;
        double[] cells = new double[rows * sharesOfP.length];
        Feature[] features = new Feature[sharesOfP.length];
        for (int c = 0; c < sharesOfP.length; c++) {
            features[c] = Feature.categorical("x" + c, "p", "q", "r");
            for (int r = 0; r < rows; r++) {
                cells[r * sharesOfP.length + c] = r < Math.rint(sharesOfP[c] * rows) ? 0 : 1;
            }
        }
        return TrainingStatistics.of(
                Schema.of(features), Matrix.wrap(rows, sharesOfP.length, cells), Discretizer.quartile());
    }

    private static NeighbourhoodLaw law(Lime lime, double... row) {
        double[] instance = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            ColumnStatistics column = lime.statistics.column(c);
            instance[c] = column.isBit() ? 1 : (row[c] - column.mean) / column.scale;
        }
        return new NeighbourhoodLaw(lime, row, instance);
    }

    // ---- the law

    @ParameterizedTest
    @EnumSource(Sampling.class)
    void columns_tiltedNumber_isTheProductOfTwoNormals(Sampling sampling) {
        double width = 0.6;
        TrainingStatistics statistics = numbers(new double[] {10}, new double[] {2});
        Lime lime = lime(statistics).kernelWidth(width).sampling(sampling).build();

        NeighbourhoodLaw law = law(lime, 13);

        double x = 1.5;
        double mean = sampling == Sampling.AROUND_MEAN ? 0 : x;
        // precisions add up: 1 of N(mean, 1), 1 / width² of the kernel around x
        double precision = 1 + 1 / (width * width);
        assertThat(law.isTilted()).isTrue();
        assertThat(law.columns()[0].spread).isCloseTo(1 / Math.sqrt(precision), within(1e-15));
        assertThat(law.columns()[0].centre).isCloseTo((mean + x / (width * width)) / precision, within(1e-15));
    }

    @Test
    void columns_constantNumber_staysAtItsValueButInTheLimePackage() {
        TrainingStatistics statistics = numbers(new double[] {10, 7}, new double[] {2, 0});

        assertThat(law(lime(statistics).build(), 13, 9).columns()[1]).satisfies(column -> {
            assertThat(column.spread).isZero();
            assertThat(column.centre).isZero();
        });
        assertThat(law(lime(statistics).distance(OWN).build(), 13, 9).columns())
                .extracting(column -> column.spread)
                .containsExactly(1.0, 0.0);
        assertThat(law(lime(statistics).mode(LimeMode.COMPATIBLE).build(), 13, 9)
                        .columns())
                .extracting(column -> column.spread)
                .containsExactly(1.0, 1.0);
    }

    @Test
    void columns_categories_areTiltedByTheKernelUnlessTheRowsIsUnseen() {
        TrainingStatistics statistics = categories(0.6);
        double width = 0.8;
        double c = Math.exp(-1 / (2 * width * width));

        ColumnLaw seen = law(lime(statistics).kernelWidth(width).build(), 0).columns()[0];
        ColumnLaw narrow = law(lime(statistics).kernelWidth(1e-3).build(), 2).columns()[0];

        assertThat(seen.share(0)).isCloseTo(0.6 / (0.6 + 0.4 * c), within(1e-15));
        assertThat(seen.share(1)).isCloseTo(0.4 * c / (0.6 + 0.4 * c), within(1e-15));
        assertThat(narrow.share(0)).isCloseTo(0.6, within(1e-15));
        assertThat(narrow.share(1)).isCloseTo(0.4, within(1e-15));
        assertThat(narrow.share(2)).isZero();
    }

    @Test
    void combinations_ofValues_areThoseThatOccurUnlessTheyAreMoreThanTheLimit() {
        NeighbourhoodLaw law = law(lime(categories(0.6, 0.3, 1)).build(), 0, 1, 0);
        assertThat(law.combinations(4)).isEqualTo(4);
        assertThat(law.combinations(3)).isZero();
        NeighbourhoodLaw continuum =
                law(lime(numbers(new double[] {0, 0}, new double[] {1, 0})).build(), 0, 0);
        assertThat(continuum.combinations(1000)).isZero();
    }

    // ---- a width for a share

    @Test
    void foundWidth_matchedShare_isTheWidthOfThatShare() {
        double[] frequencies = {0.6, 0.3};
        Lime lime = lime(categories(frequencies))
                .kernelWidth(KernelWidth.matchedShare(0.7))
                .build();

        NeighbourhoodLaw.FoundWidth found = law(lime, 0, 0).foundWidth();

        double c = Math.exp(-1 / (2 * found.value() * found.value()));
        assertThat(Arrays.stream(frequencies).map(f -> f / (f + (1 - f) * c)).sum() / 2)
                .isCloseTo(0.7, within(1e-14));
        assertThat(found.named()).isEqualTo("for a matched share of 0.7");
    }

    @ParameterizedTest
    @CsvSource({"0.25,false", "0.2501,true", "0.4999,true", "0.5,false"})
    void foundWidth_matchedShareOutsideOfWhatCanBe_isRefused(double share, boolean can) {
        // nothing agrees in the second column, and from a half to all in the first
        Lime lime = lime(categories(0.5, 0.5))
                .kernelWidth(KernelWidth.matchedShare(share))
                .build();

        if (can) {
            assertThatCode(() -> law(lime, 0, 2)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> law(lime, 0, 2))
                    .withMessage("matched share must be between 0.2500, what training frequencies give this row, and"
                            + " 0.5000, but is " + share);
        }
    }

    // ---- too few samples outside of the row's own bin

    /** Solved for the tilt c: (1 − f) c / (f + (1 − f) c) = 10 / samples. */
    @ParameterizedTest
    @CsvSource({"0.6,100,0.166666666666666667", "0.75,40,0.99", "0.3,200,0.0225563909774436"})
    void checkSpread_narrowKernel_isRefusedWithTheWidthThatLeavesTen(double frequency, int samples, double tilt) {
        double enough = 1.01 * Math.sqrt(-1 / (2 * Math.log(tilt)));
        NeighbourhoodLaw narrow =
                law(lime(categories(0.5, frequency)).kernelWidth(0.2).build(), 2, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> narrow.checkSpread(samples))
                .withMessage(String.format(
                        Locale.ROOT,
                        "the kernel width must leave at least 10 of the %d samples outside 'x1 = p' but is 0.2; try %.3g or"
                                + " more",
                        samples,
                        enough));
    }

    @ParameterizedTest
    @CsvSource({"0.6,100,0.527,false", "0.6,100,0.5295,true", "0.3,200,0.362,false", "0.3,200,0.3635,true"})
    void checkSpread_aroundTheNarrowestWidth_isRefusedBelow(
            double frequency, int samples, double width, boolean enough) {
        NeighbourhoodLaw law =
                law(lime(categories(frequency)).kernelWidth(width).build(), 0);

        if (enough) {
            assertThatCode(() -> law.checkSpread(samples)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> law.checkSpread(samples))
                    .withMessageContaining("outside 'x0 = p'");
        }
    }

    @Test
    void checkSpread_shareThatTheTrainingRowsJustHave_isRefusedUnlessTheKernelLeavesIt() {
        TrainingStatistics halves = categories(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(lime(halves).kernelWidth(1).build(), 0).checkSpread(20));
        assertThatCode(() -> law(lime(halves).kernelWidth(1e9).build(), 0).checkSpread(20))
                .doesNotThrowAnyException();
        // no width leaves ten of nineteen
        assertThatCode(() -> law(lime(halves).kernelWidth(1).build(), 0).checkSpread(19))
                .doesNotThrowAnyException();
    }

    // ---- numbers that differ by rounding alone

    /** The mean is 1.5 deviations from 0, the row 2 or 5 from the mean: the limit is 10⁻¹² of 1 + 1.5 + 2 or 5. */
    @ParameterizedTest
    @CsvSource({"3,-7,7.5e-12", "3,7,4.5e-12", "-3,1,4.5e-12"})
    void checkDistinct_widthOfRounding_isRefusedWithOneThatIsEnough(double mean, double row, double least) {
        TrainingStatistics statistics = numbers(new double[] {0, mean}, new double[] {0, 2});
        NeighbourhoodLaw narrow = law(lime(statistics).kernelWidth(0.99 * least).build(), 0, row);
        NeighbourhoodLaw enough = law(lime(statistics).kernelWidth(1.01 * least).build(), 0, row);

        assertThatIllegalArgumentException()
                .isThrownBy(narrow::checkDistinct)
                .withMessage(String.format(
                        Locale.ROOT,
                        "the kernel width must leave samples of 'x1' that differ by more than rounding but is %s; try %.3g"
                                + " or more",
                        0.99 * least,
                        1.01 * least));
        assertThatCode(enough::checkDistinct).doesNotThrowAnyException();
    }

    @Test
    void checkDistinct_numbersFarFromZero_namesTheWidthOrThatThereIsNone() {
        // the limit is a half: width² / (1 + width²) = 1/4 from √(1/3) on
        NeighbourhoodLaw far = law(
                lime(numbers(new double[] {5e11}, new double[] {1}))
                        .kernelWidth(0.57)
                        .build(),
                5e11);
        assertThatIllegalArgumentException()
                .isThrownBy(far::checkDistinct)
                .withMessageEndingWith("but is 0.57; try 0.583 or more");
        assertThatCode(() -> law(
                                lime(numbers(new double[] {5e11}, new double[] {1}))
                                        .kernelWidth(0.583)
                                        .build(),
                                5e11)
                        .checkDistinct())
                .doesNotThrowAnyException();
        NeighbourhoodLaw farther = law(
                lime(numbers(new double[] {1e13}, new double[] {1}))
                        .kernelWidth(1e9)
                        .build(),
                1e13);
        assertThatIllegalArgumentException()
                .isThrownBy(farther::checkDistinct)
                .withMessageEndingWith("; subtract a constant from the column, or cut it into bins");
    }

    @Test
    void checkDistinct_categories_areDistinctAtAnyWidth() {
        assertThatCode(() ->
                        law(lime(categories(0.5)).kernelWidth(1e-14).build(), 0).checkDistinct())
                .doesNotThrowAnyException();
    }

    // ---- rows far away

    /** At a width of 1 the exponent at the centre is x² / 8: 50 at 20 deviations. */
    @ParameterizedTest
    @ValueSource(doubles = {20, -20, 20.01, -20.01})
    void checkSpread_rowFarFromTheMean_isRefusedBeyondTheLimit(double x) {
        NeighbourhoodLaw law = law(
                lime(numbers(new double[] {0}, new double[] {1})).kernelWidth(1).build(), x);
        if (Math.abs(x) > 20) {
            assertThatIllegalArgumentException().isThrownBy(() -> law.checkSpread(100));
        } else {
            assertThatCode(() -> law.checkSpread(100)).doesNotThrowAnyException();
        }
    }

    @Test
    void checkSpread_rowFarInSeveralColumns_namesTheFarthestAndAWidth() {
        TrainingStatistics statistics = numbers(new double[] {0, 0, 5}, new double[] {1, 1, 0});
        Lime one = lime(statistics).kernelWidth(1).build();
        // 24² / 8 + 32² / 8 = 200 is four times too much
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(one, 24, -32, 1e6).checkSpread(100))
                .withMessage(
                        "the row must be in the neighbourhood that is sampled but is far from the training rows, with"
                                + " 'x1' 32.0 standard deviations from their mean; check the row, sample around the instance, or"
                                + " try a kernel width of 2.00 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(one, 15, 15, 5).checkSpread(100))
                .withMessageContaining("try a kernel width of 1.06 or more");
        assertThatCode(() -> law(one, 13, 13, 1e6).checkSpread(100)).doesNotThrowAnyException();
        // a width of 3 stays at 0.9: 0.9 · 0.1 / 2 · 40² = 72
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        law(lime(statistics).kernelWidth(3).build(), 40, 0, 5).checkSpread(100))
                .withMessageContaining("try a kernel width of 3.60 or more");
        Lime around = lime(statistics)
                .kernelWidth(1)
                .sampling(Sampling.AROUND_INSTANCE)
                .build();
        assertThatCode(() -> law(around, 24, -32, 5).checkSpread(100)).doesNotThrowAnyException();
    }

    @Test
    void farthest_ofNumbers_isTheLargestScoreThatTheLawMoves() {
        TrainingStatistics statistics = numbers(new double[] {0, 0, 5}, new double[] {1, 2, 0});
        Lime tilted = lime(statistics).build();
        Lime weighted = lime(statistics).mode(LimeMode.COMPATIBLE).build();

        assertThat(law(tilted, 3, 4, 105).farthest()).isZero();
        assertThat(law(tilted, 1, -4, 105).farthest()).isEqualTo(1);
        assertThat(law(weighted, 1, -4, 105).farthest()).isEqualTo(2);
        assertThat(law(weighted, 3, -4, 5).farthest()).isZero();
        assertThat(law(lime(categories(0.5)).build(), 0).farthest()).isEqualTo(-1);
    }
}
