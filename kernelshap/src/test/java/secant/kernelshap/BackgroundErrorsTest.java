package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.masking.BackgroundMasker;
import secant.masking.Completion;
import secant.masking.MaskedSubject;
import secant.model.Link;
import secant.model.Predictor;

class BackgroundErrorsTest {

    private static final Predictor MODEL = Predictor.ofRow(x -> {
                double score = x[0] * x[1] + x[2] - x[3] * x[0] * x[2] / 3;
                return new double[] {1 / (1 + Math.exp(-score)), 0.5 + 0.3 * Math.sin(score)};
            })
            .threadSafe();

    private static Matrix rows(int rows, int columns, long seed) {
        RandomGenerator random = Game.random(seed);
        double[] data = new double[rows * columns];
        Arrays.setAll(data, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, data);
    }

    private static double[] row(int columns) {
        double[] row = new double[columns];
        Arrays.setAll(row, c -> 1 - 0.3 * c);
        return row;
    }

    /** With equal groups: √((G − 1) / G Σ (φ_g − φ)²), from explanations against backgrounds without each row. */
    @ParameterizedTest
    @CsvSource({"4,IDENTITY", "4,LOGIT", "13,LOGIT"}) // 13 players are sampled
    void backgroundErrors_rowByRow_equalExplanationsWithoutEach(int columns, Link link) {
        int size = 9;
        Matrix rows = rows(size, columns, 1);
        Explanation all = KernelShap.builder(MODEL, Background.of(rows))
                .link(link)
                .estimator(Estimator.leastSquares()) // with the same weights for every game
                .coalitions(400)
                .backgroundErrors()
                .build()
                .explain(row(columns));
        double[][] values = new double[size][];
        for (int left = 0; left < size; left++) {
            double[] weights = new double[size];
            Arrays.fill(weights, 1);
            weights[left] = 0;
            values[left] = KernelShap.builder(
                            MODEL,
                            Background.builder(Schema.unnamed(columns), rows)
                                    .weights(weights)
                                    .build())
                    .link(link)
                    .estimator(Estimator.leastSquares())
                    .coalitions(400)
                    .build()
                    .explain(row(columns))
                    .outputs()
                    .get(1)
                    .values();
        }
        OutputExplanation second = all.outputs().get(1);
        for (int i = 0; i < columns; i++) {
            double squares = 0;
            for (double[] without : values) {
                squares += Math.pow(without[i] - second.values()[i], 2);
            }
            double error = second.attributions().get(i).backgroundError().orElseThrow();
            assertThat(error).isCloseTo(Math.sqrt((size - 1.0) / size * squares), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 13})
    void backgroundErrors_askedFor_changeNoValue(int columns) {
        Background background = Background.of(rows(60, columns, 2));
        Explanation plain = KernelShap.builder(MODEL, background).build().explain(row(columns));
        Explanation with =
                KernelShap.builder(MODEL, background).backgroundErrors().build().explain(row(columns));
        for (int k = 0; k < 2; k++) {
            List<Attribution> without = plain.outputs().get(k).attributions();
            List<Attribution> errors = with.outputs().get(k).attributions();
            for (int i = 0; i < columns; i++) {
                assertThat(errors.get(i).value()).isEqualTo(without.get(i).value());
                assertThat(errors.get(i).standardError())
                        .isEqualTo(without.get(i).standardError());
                assertThat(errors.get(i).backgroundError()).isPresent();
                assertThat(without.get(i).backgroundError()).isEmpty();
            }
        }
        assertThat(with.provenance().modelRows()).isEqualTo(plain.provenance().modelRows());
        assertThat(with.provenance().options())
                .containsEntry("background errors", "jackknife of 32 groups of background rows");
        assertThat(plain.provenance().options()).containsEntry("background errors", "none");
    }

    /** φ_i = β_i (x_i − mean_i), so that its error is that of a mean: β_i s_i / √n. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20, 32, 64})
    void backgroundErrors_linearModel_areThoseOfMeans(int size) {
        Matrix rows = rows(size, 3, 3);
        double[] slopes = {2, -1, 0};
        Explanation why = KernelShap.builder(
                        Predictor.ofScore(x -> slopes[0] * x[0] + slopes[1] * x[1] + slopes[2] * x[2]),
                        Background.of(rows))
                .backgroundErrors()
                .build()
                .explain(5, 5, 5);
        for (int c = 0; c < 3; c++) {
            double mean = 0;
            double squares = 0;
            for (int b = 0; b < size; b++) {
                mean += rows.get(b, c) / size;
            }
            for (int b = 0; b < size; b++) {
                squares += Math.pow(rows.get(b, c) - mean, 2);
            }
            double expected = Math.abs(slopes[c]) * Math.sqrt(squares / (size - 1) / size);
            double error =
                    why.outputs().get(0).attributions().get(c).backgroundError().orElseThrow();
            if (size <= 32) {
                assertThat(error).isCloseTo(expected, within(1e-12));
            } else {
                assertThat(error).isCloseTo(expected, within(0.35 * expected + 1e-12)); // 31 degrees of freedom
            }
        }
    }

    @Test
    void backgroundErrors_outputsScaledByPowersOfTwo_scaleAlike() {
        Background background = Background.of(rows(40, 4, 4));
        Predictor huge = Predictor.ofRow(x ->
                new double[] {Math.scalb(MODEL.predict(Matrix.ofRow(x)).get(0, 0), 600)});
        Predictor tiny = Predictor.ofRow(x ->
                new double[] {Math.scalb(MODEL.predict(Matrix.ofRow(x)).get(0, 0), -600)});
        List<Attribution> large = explain(huge, background);
        List<Attribution> small = explain(tiny, background);
        for (int i = 0; i < 4; i++) {
            assertThat(large.get(i).backgroundError().orElseThrow())
                    .isEqualTo(Math.scalb(small.get(i).backgroundError().orElseThrow(), 1200))
                    .isPositive();
        }
    }

    private static List<Attribution> explain(Predictor model, Background background) {
        return KernelShap.builder(model, background)
                .backgroundErrors()
                .build()
                .explain(row(4))
                .outputs()
                .get(0)
                .attributions();
    }

    @Tag("statistical")
    @Test
    void backgroundErrors_tableByEightThreads_areTheSameBits() {
        Background background = Background.of(rows(50, 13, 5));
        Matrix table = rows(8, 13, 6);
        KernelShap one = KernelShap.builder(MODEL, background)
                .coalitions(200)
                .backgroundErrors()
                .parallelism(1)
                .build();
        KernelShap eight = KernelShap.builder(MODEL, background)
                .coalitions(200)
                .backgroundErrors()
                .parallelism(8)
                .batchRows(77)
                .build();
        assertThat(eight.explain(table).orThrow().all())
                .isEqualTo(one.explain(table).orThrow().all());
    }

    @Test
    void backgroundErrors_playerThatDoesNotVary_haveNone() {
        Matrix rows = rows(10, 4, 7);
        for (int b = 0; b < 10; b++) {
            rows.data()[4 * b + 2] = 5;
        }
        Explanation why = KernelShap.builder(MODEL, Background.of(rows))
                .backgroundErrors()
                .build()
                .explain(1, 2, 5, 3);
        Attribution constant = why.outputs().get(0).attributions().get(2);
        assertThat(constant.backgroundError()).hasValue(0);
    }

    @Test
    void build_maskerThatCannotLeaveRowsOut_isRefused() {
        Background background = Background.of(rows(40, 4, 8));
        BackgroundMasker nearest = BackgroundMasker.builder(MODEL, background)
                .completion(Completion.nearest())
                .build();
        KernelShap.Builder conditional = KernelShap.builder(nearest).backgroundErrors();
        KernelShap.Builder oneRow =
                KernelShap.builder(MODEL, Background.of(rows(1, 4, 9))).backgroundErrors();
        for (KernelShap.Builder builder : List.of(conditional, oneRow)) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("background errors need a masker that can leave background rows out, but this one has 0"
                            + " replicates; give a background of 2 rows or more, the marginal completion, and no"
                            + " constraint");
        }
    }

    /** The values are finite, and how they change without a part of the background is not. */
    @Test
    void of_changeThatOverflows_isInfinite() {
        MaskedSubject game = BackgroundMasker.builder(Predictor.ofScore(x -> x[0]), Background.of(rows(2, 1, 10)))
                .build()
                .mask(1);
        double half = Double.MAX_VALUE / 2;
        double[] values = {half, -1.5 * half, -1.5 * half};
        Estimate wide = new Estimate(1, values, new double[3], 0, StopReason.EXACT, 1, List.of(), Method.named("none"));
        assertThat(BackgroundErrors.of(game, wide).of(0, 0)).hasValue(Double.POSITIVE_INFINITY);
    }
}
