package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static secant.kernelshap.Samples.assertClose;
import static secant.kernelshap.Samples.gaussian;
import static secant.kernelshap.Samples.tangled;
import static secant.kernelshap.Samples.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;
import secant.model.Predictor;

/** Outputs, tables, groups and provenance. */
class KernelShapTest {

    @Test
    void explain_manyOutputs_equalsOneByOne() {
        Predictor three = Predictor.ofRow(x -> new double[] {tangled(x), x[0] * x[1] * x[2], -x[6]});
        Background background = Background.of(gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        for (int coalitions : new int[] {60, 126}) {
            Explanation together = KernelShap.builder(three, background)
                    .estimator(Estimator.leastSquares())
                    .coalitions(coalitions)
                    .build()
                    .explain(row);
            for (int k = 0; k < 3; k++) {
                int output = k;
                Predictor one =
                        Predictor.ofScore(x -> three.predict(Matrix.ofRow(x)).get(0, output));
                OutputExplanation alone = KernelShap.builder(one, background)
                        .estimator(Estimator.leastSquares())
                        .coalitions(coalitions)
                        .build()
                        .explain(row)
                        .outputs()
                        .get(0);
                assertThat(together.outputs().get(k).values()).containsExactly(alone.values());
            }
        }
    }

    /** Several outputs share one process, so that together they are another estimate than one by one. */
    @Test
    void explain_manyOutputsOfAProcess_agreeWithOneByOne() {
        Predictor three = Predictor.ofRow(x -> new double[] {tangled(x), x[0] * x[1] * x[2], -x[6]});
        Background background = Background.of(gaussian(9, 13, 1));
        double[] row = gaussian(1, 13, 2).row(0);
        Explanation together =
                KernelShap.builder(three, background).coalitions(260).build().explain(row);
        for (int k = 0; k < 3; k++) {
            int output = k;
            Predictor one =
                    Predictor.ofScore(x -> three.predict(Matrix.ofRow(x)).get(0, output));
            OutputExplanation alone = KernelShap.builder(one, background)
                    .coalitions(260)
                    .build()
                    .explain(row)
                    .outputs()
                    .get(0);
            for (int i = 0; i < 13; i++) {
                Attribution a = together.outputs().get(k).attributions().get(i);
                Attribution b = alone.attributions().get(i);
                assertThat(Math.abs(a.value() - b.value()))
                        .isLessThanOrEqualTo(4 * Math.hypot(a.standardError(), b.standardError()));
            }
        }
    }

    @Test
    void explain_table_equalsSingleRowsInAnyOrder() {
        Background background = Background.of(gaussian(9, 7, 1));
        KernelShap shap = KernelShap.builder(Predictor.ofScore(Samples::tangled).threadSafe(), background)
                .coalitions(60)
                .build();
        Matrix rows = gaussian(12, 7, 2);
        Explanations table = shap.explain(rows);
        assertThat(table.size()).isEqualTo(12);
        for (int r = 11; r >= 0; r--) {
            assertThat(shap.explain(rows.row(r))).isEqualTo(table.get(r));
        }
    }

    @Test
    void explain_groups_equalsTheGroupedGame() {
        Schema schema = Schema.unnamed(7);
        FeatureGroups groups = FeatureGroups.builder(schema)
                .group("a", 0, 4)
                .group("b", 5, 2, 6)
                .build();
        Background background = Background.of(schema, gaussian(9, 7, 1));
        double[] row = gaussian(1, 7, 2).row(0);
        Explanation explanation = KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                .groups(groups)
                .build()
                .explain(row);
        assertClose(values(explanation), BruteForce.values(Samples::tangled, background, groups, row), 1e-12 * 20);
        assertThat(explanation.outputs().get(0).attributions())
                .extracting(Attribution::player)
                .containsExactly("a", "b", "x1", "x3");
    }

    @Test
    void explain_batchSizes_changeNoBit() {
        Background background = Background.of(gaussian(9, 14, 1));
        double[] row = gaussian(1, 14, 2).row(0);
        List<Explanation> all = new ArrayList<>();
        for (int batch : new int[] {1, 5, 9, 64, 100_000}) {
            all.add(KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                    .coalitions(300)
                    .batchRows(batch)
                    .build()
                    .explain(row));
        }
        assertThat(all).allMatch(e -> e.equals(all.get(0)));
    }

    @Test
    void provenance_saysHowItCameAbout() {
        Background background = Background.builder(Schema.unnamed(13), gaussian(4, 13, 1))
                .weights(1, 1, 1, 3)
                .build();
        Explanation explanation = KernelShap.builder(Predictor.ofScore(Samples::tangled), background)
                .seed(17)
                .build()
                .explain(gaussian(1, 13, 2).row(0));
        assertThat(explanation.provenance().seed()).isEqualTo(17);
        assertThat(explanation.provenance().backgroundFingerprint()).isEqualTo(background.fingerprint());
        assertThat(explanation.provenance().backgroundSize()).isEqualTo(4);
        assertThat(explanation.provenance().link()).isEqualTo("IDENTITY");
        assertThat(explanation.provenance().warnings())
                .containsExactly("background weights summed to 6.0 and were divided by it");
        assertThat(explanation.provenance().options())
                .containsEntry("estimator", "odd-part Gaussian process, weighted by relevance")
                .containsEntry(
                        "chosen",
                        "by the automatic policy; measured to be the most accurate before every coalition is evaluated")
                .containsEntry(
                        "budget",
                        "automatic: 1.96 standard errors of at most 1 % of the range of the values, at most 2074 coalitions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTOMATIC     | 3  | 6    | exact enumeration     | by the automatic policy; games of so few players are always enumerated",
                "AUTOMATIC     | 4  | 14   | exact enumeration     | by the automatic policy; the budget pays for every coalition",
                "AUTOMATIC     | 8  | 254  | exact enumeration     | by the automatic policy; the budget pays for every coalition",
                "AUTOMATIC     | 8  | 100  | odd-part Gaussian process, weighted by relevance | by the automatic policy; measured to be the most accurate before every coalition is evaluated",
                "LEAST_SQUARES | 8  | 100  | paired least squares, leverage sizes without replacement | by name",
                "LEAST_SQUARES | 8  | 254  | exact enumeration     | by name; the budget pays for every coalition",
                "PROCESS       | 8  | 100  | odd-part Gaussian process, weighted by relevance | by name",
                "EXACT         | 8  | 100  | exact enumeration     | by name",
                "PERMUTATIONS  | 8  | 100  | permutations, random orders, antithetic | by name",
                "ADDITIVE      | 8  | 100  | values that just add up | by the automatic policy; further coalitions agree with them, so that nothing else is to be found out",
                "ADDITIVE      | 8  | 20   | paired least squares, leverage sizes without replacement | by the automatic policy; nothing evaluated so far says that values do not just add up",
            })
    void provenance_saysWhichEstimatorRanAndWhy(String asked, int players, int coalitions, String ran, String why) {
        Estimator estimator = switch (asked) {
            case "LEAST_SQUARES" -> Estimator.leastSquares();
            case "PROCESS" -> Estimator.oddProcess();
            case "EXACT" -> Estimator.exact();
            case "PERMUTATIONS" -> Estimator.permutations(PermutationOrders.RANDOM);
            default -> Estimator.automatic();
        };
        Predictor model = asked.equals("ADDITIVE")
                ? Predictor.ofScore(x -> 3 * x[0] - x[1])
                : Predictor.ofScore(
                        x -> Math.exp(x[0] * x[1] + x[2]) * Arrays.stream(x).sum());
        KernelShap.Builder builder = KernelShap.builder(model, Background.of(gaussian(4, players, 1)))
                .estimator(estimator);
        if (!asked.equals("EXACT")) {
            builder.coalitions(coalitions);
        }
        assertThat(builder.build()
                        .explain(gaussian(1, players, 2).row(0))
                        .provenance()
                        .options())
                .containsEntry("estimator", ran)
                .containsEntry("chosen", why);
    }
}
