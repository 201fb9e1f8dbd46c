package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;

class EffectiveSamplesTest {

    /** Columns of two categories, of which the second one, the row's, has the given share of a hundred training rows. */
    private static Lime lime(int samples, double width, double... shares) {
        Feature[] features = new Feature[shares.length];
        Matrix rows = Matrix.zeros(100, shares.length);
        for (int c = 0; c < shares.length; c++) {
            features[c] = Feature.categorical("c" + c, "no", "yes");
            for (int r = 0; r < 100; r++) {
                rows.data()[r * shares.length + c] = r < Math.rint(100 * shares[c]) ? 1 : 0;
            }
        }
        return Lime.builder(Predictor.ofScore(x -> x[0]), TrainingStatistics.of(Schema.of(features), rows))
                .mode(LimeMode.COMPATIBLE)
                .samples(samples)
                .kernelWidth(width)
                .seed(3)
                .build();
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Which samples agree with the row, one array a sample. */
    private static List<double[]> features(Lime lime, int columns) {
        double[] row = ones(columns);
        ColumnLaw[] laws = new NeighbourhoodLaw(lime, row, row).columns();
        NeighbourhoodSamples samples =
                new NeighbourhoodSamples(lime.design, lime.statistics, lime.store, laws, row, row, true);
        List<double[]> features = new ArrayList<>();
        double[] tile = new double[SampleDesign.TILE * columns];
        for (int t = 0; t < lime.design.tiles(); t++) {
            samples.show(t);
            samples.features(tile);
            for (int i = 0; i < lime.design.tileSize(t); i++) {
                features.add(Arrays.copyOfRange(tile, i * columns, (i + 1) * columns));
            }
        }
        return features;
    }

    /** How many samples are effective at a width, and in each column how many of them do not agree with the row. */
    private static double[] effective(List<double[]> features, double width) {
        int columns = features.get(0).length;
        double sum = 0;
        double squares = 0;
        double[] outside = new double[columns];
        for (double[] sample : features) {
            double apart = columns - Arrays.stream(sample).sum();
            double weight = Math.exp(-apart / (2 * width * width));
            sum += weight;
            squares += weight * weight;
            for (int c = 0; c < columns; c++) {
                outside[c] += weight * (1 - sample[c]);
            }
        }
        double[] counts = new double[columns + 1];
        counts[0] = sum * sum / squares;
        for (int c = 0; c < columns; c++) {
            counts[c + 1] = counts[0] * outside[c] / sum;
        }
        return counts;
    }

    private static boolean isEnough(List<double[]> features, double width, int least) {
        double[] counts = effective(features, width);
        return counts[0] >= least && Arrays.stream(counts).skip(1).allMatch(outside -> outside >= 1);
    }

    @ParameterizedTest
    @CsvSource({"4,0.2,10", "5,0.2,10", "6,0.2,12", "9,0.1,18", "6,0.35,12"})
    void explain_tooFewEffectiveSamples_saysHowManyAndWhatWouldDo(int columns, double width, int least) {
        double[] shares = new double[columns];
        Arrays.fill(shares, 0.3);
        Lime lime = lime(400, width, shares);
        List<double[]> features = features(lime, columns);
        double effective = effective(features, width)[0];
        assertThat(features).hasSize(400);
        assertThat(effective).isLessThan(least);
        double enough = width * 1.5;
        while (!isEnough(features, enough, least)) {
            enough *= 1.5;
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(ones(columns)))
                .withMessage(
                        "the neighbourhood must have at least %d effective samples for %d columns, and some that do not"
                                + " agree with the row in each, but has %s of 400 at a kernel width of %s; try a width of"
                                + " %s or more, or %.0f samples or more",
                        least,
                        columns,
                        String.format(Locale.ROOT, "%.3g", effective),
                        String.format(Locale.ROOT, "%.4g", width),
                        String.format(Locale.ROOT, "%.3g", enough * 1.01),
                        Math.ceil(1.2 * 400 * least / effective));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.12, 0.2, 0.3})
    void explain_noEffectiveSampleBesideTheRowsBin_asksForAWidthAlone(double width) {
        Lime lime = lime(200, width, 0.9, 0.6);
        List<double[]> features = features(lime, 2);
        double[] counts = effective(features, width);
        assertThat(counts[0]).isGreaterThan(10);
        assertThat(counts[1]).isLessThan(1);
        double enough = width * 1.5;
        while (!isEnough(features, enough, 10)) {
            enough *= 1.5;
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(1, 1))
                .withMessageEndingWith(
                        "but has %s of 200 at a kernel width of %s; try a width of %s or more",
                        String.format(Locale.ROOT, "%.3g", counts[0]),
                        String.format(Locale.ROOT, "%.4g", width),
                        String.format(Locale.ROOT, "%.3g", enough * 1.01));
        assertThat(lime(200, enough, 0.9, 0.6).explain(1, 1).outputs()).hasSize(1);
    }

    /** Samples that do not agree with the row count as effective ones, of which there are more than their weights add up to. */
    @ParameterizedTest
    @ValueSource(doubles = {0.12, 0.2, 0.27, 0.44})
    void explain_fewOutsideOfOneBin_asksForAWidthThatLeavesOneEffectively(double width) {
        Lime lime = lime(200, width, 0.3, 0.3, 0.3, 0.9);
        List<double[]> features = features(lime, 4);
        double enough = width * 1.5;
        while (!isEnough(features, enough, 10)) {
            enough *= 1.5;
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(ones(4)))
                .withMessageContaining("try a width of %s or more", String.format(Locale.ROOT, "%.3g", enough * 1.01));
    }

    @Test
    void explain_fewSamplesOutsideByTheLawItself_isNotTheKernelsFault() {
        // 100 · 0.09 = 9 samples are expected outside, which is fewer than the ten that are asked of the kernel
        assertThat(lime(100, 0.2, 0.91).explain(1).outputs()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime(1000, 0.2, 0.91).explain(1))
                .withMessageContaining("some that do not agree with the row");
    }

    @Test
    void explain_tenSamplesOutsideByTheLaw_areAskedOfTheKernel() {
        assertThatIllegalArgumentException() // exactly 20 · (1 − 0.5) of them
                .isThrownBy(() -> lime(20, 0.1, 0.5).explain(1));
    }

    @Test
    void explain_rowOfNumbersThatIsFar_saysSoFromThreeDeviationsOn() {
        Matrix rows = Matrix.of(new double[][] {{-1}, {1}});
        Lime lime = Lime.builder(
                        Predictor.ofScore(x -> x[0]),
                        TrainingStatistics.of(Schema.numeric("age"), rows, Discretizer.none()))
                .mode(LimeMode.COMPATIBLE)
                .samples(200)
                .kernelWidth(0.01)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(3))
                .withMessageEndingWith("; 'age' of the row is 3.00 standard deviations from the training mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(-4))
                .withMessageEndingWith("; 'age' of the row is 4.00 standard deviations from the training mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(2.99))
                .withMessageEndingWith("samples or more");
    }
}
