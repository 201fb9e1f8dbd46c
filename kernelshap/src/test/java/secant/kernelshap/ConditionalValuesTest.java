package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.masking.BackgroundMasker;
import secant.masking.Completion;
import secant.model.Link;
import secant.model.Predictor;

/** Shapley values with conditional completions: closed forms, and that they add up. */
class ConditionalValuesTest {

    /** Pairs (a, b) with standard deviations 1 and 2 and correlation 0.6, exactly; mean (3, −1). */
    private static Background pairs() {
        int size = 200;
        RandomGenerator random = Game.random(1);
        double[][] z = new double[size][2];
        for (int b = 0; b < size; b += 4) { // every sign of both, so that they have no correlation and no mean
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            z[b] = new double[] {u, v};
            z[b + 1] = new double[] {u, -v};
            z[b + 2] = new double[] {-u, v};
            z[b + 3] = new double[] {-u, -v};
        }
        double su = Math.sqrt(
                Arrays.stream(z).mapToDouble(x -> x[0] * x[0]).average().orElseThrow());
        double sv = Math.sqrt(
                Arrays.stream(z).mapToDouble(x -> x[1] * x[1]).average().orElseThrow());
        double[][] rows = new double[size][];
        Arrays.setAll(rows, b -> new double[] {3 + z[b][0] / su, -1 + 2 * (0.6 * z[b][0] / su + 0.8 * z[b][1] / sv)});
        return Background.of(Matrix.of(rows));
    }

    /**
     * f = 2a, x = (5, 2): E[f | a] = 10, E[f | b] = 6 + 2 · 0.6 · ½ (2 − (−1)) = 7.8, so that b, which f does not read,
     * gets ½ (7.8 − 6 + 10 − 10) = 0.9 and a the other 3.1.
     */
    @Test
    void gaussian_linearModel_givesCreditToTheCorrelatedColumn() {
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(x -> 2 * x[0]), pairs())
                .completion(Completion.gaussian())
                .build();
        OutputExplanation output =
                KernelShap.builder(masker).build().explain(5, 2).outputs().get(0);
        assertThat(output.baseValue()).isCloseTo(6, within(1e-12));
        assertThat(output.values()).containsExactly(new double[] {3.1, 0.9}, within(1e-10));
    }

    @Test
    void nearest_linearModel_comesNearThoseValues() {
        BackgroundMasker masker = BackgroundMasker.builder(Predictor.ofScore(x -> 2 * x[0]), pairs())
                .completion(Completion.nearest())
                .build();
        double[] values = KernelShap.builder(masker)
                .build()
                .explain(4, 1)
                .outputs()
                .get(0)
                .values();
        // E[f | b = 1] = 6 + 0.6 · 2 = 7.2: b gets 0.6 and a 1.4; marginal values are 2 and 0.
        assertThat(values).containsExactly(new double[] {1.4, 0.6}, within(0.3));
    }

    static List<Completion> completions() {
        return List.of(Completion.marginal(), Completion.nearest(5), Completion.gaussian(10, 1));
    }

    @ParameterizedTest
    @MethodSource("completions")
    void explain_anyCompletion_addsUpFromTheSameBaseValue(Completion completion) {
        RandomGenerator random = Game.random(2);
        double[][] rows = new double[40][];
        Arrays.setAll(rows, b -> {
            double[] cells = random.doubles(13).toArray();
            Arrays.sort(cells, 0, 2);
            return cells;
        });
        Predictor model = Predictor.ofScore(x -> {
                    double product = 1;
                    for (double value : x) {
                        product *= 0.5 + value;
                    }
                    return product / (1 + product);
                })
                .threadSafe();
        for (Link link : new Link[] {Link.IDENTITY, Link.LOGIT}) {
            Background background = Background.of(Matrix.of(rows));
            BackgroundMasker masker = BackgroundMasker.builder(model, background)
                    .link(link)
                    .completion(completion)
                    .constraint("x0 ≤ x1", row -> row[0] <= row[1])
                    .reportRealism()
                    .build();
            double[] row = random.doubles(13).map(x -> x / 2).toArray();
            row[0] = 0.3;
            row[1] = 0.5;
            KernelShap shap =
                    KernelShap.builder(masker).coalitions(300).parallelism(1).build();
            Explanation why = shap.explain(row);
            OutputExplanation output = why.outputs().get(0);
            double sum = output.baseValue() + Arrays.stream(output.values()).sum();
            assertThat(sum).isCloseTo(output.prediction(), within(1e-12));
            assertThat(output.baseValue())
                    .isEqualTo(KernelShap.builder(model, background)
                            .link(link)
                            .build()
                            .explain(row)
                            .outputs()
                            .get(0)
                            .baseValue());
            assertThat(why.provenance().warnings()).anyMatch(w -> w.startsWith("constraint 'x0 ≤ x1' refused "));
            assertThat(why.provenance().options())
                    .containsEntry("hidden columns", completion.toString())
                    .containsKey("masked rows off the data");
            assertThat(KernelShap.builder(masker)
                            .coalitions(300)
                            .parallelism(8)
                            .build()
                            .explain(Matrix.of(new double[][] {row, row, row}))
                            .orThrow()
                            .get(2))
                    .isEqualTo(why);
        }
    }
}
