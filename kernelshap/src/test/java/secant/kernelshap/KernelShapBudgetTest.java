package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.assertClose;
import static secant.kernelshap.Samples.gaussian;
import static secant.kernelshap.Samples.scale;
import static secant.kernelshap.Samples.tangled;
import static secant.kernelshap.Samples.values;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.StopReason;
import secant.model.Predictor;

/** How many coalitions are asked for, and how many are refused. */
class KernelShapBudgetTest {

    @ParameterizedTest
    @CsvSource({"0,coalitions must be 1 or more but is 0", "-5,coalitions must be 1 or more but is -5"})
    void coalitions_notPositive_isRefused(int coalitions, String message) {
        KernelShap.Builder builder =
                KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(2, 7, 1)));
        assertThatThrownBy(() -> builder.coalitions(coalitions)).hasMessage(message);
    }

    @Test
    void coalitions_belowTheSmallestBudget_isRefusedWithIt() {
        assertThatThrownBy(
                        () -> KernelShap.builder(Predictor.ofScore(Samples::tangled), Background.of(gaussian(2, 7, 1)))
                                .coalitions(13)
                                .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 14 for 7 players but is 13");
    }

    @ParameterizedTest
    @CsvSource({
        "31,2147483647,'coalitions must be at most 138547330 for 31 players, or one array cannot hold the regression, "
                + "but is 2147483647'",
        "100,42949674,'coalitions must be at most 42949672 for 100 players, or one array cannot hold the regression, "
                + "but is 42949674'"
    })
    void coalitions_beyondOneArray_areRefusedWithTheLimit(int players, int coalitions, String message) {
        KernelShap.Builder builder =
                KernelShap.builder(rows -> Matrix.zeros(rows.rows(), 1), Background.of(Matrix.zeros(1, players)));
        assertThatThrownBy(() -> builder.coalitions(coalitions).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"14,14", "15,14", "125,124", "126,126", "127,126", "2147483647,126"})
    void coalitions_anyBudget_isKeptAndReported(int budget, int spent) {
        long[] rows = {0};
        Predictor counting = r -> {
            rows[0] += r.rows();
            return Predictor.ofScore(Samples::tangled).predict(r);
        };
        KernelShap shap = KernelShap.builder(counting, Background.of(gaussian(3, 7, 1)))
                .coalitions(budget)
                .build();
        rows[0] = 0;
        Explanation explanation = shap.explain(gaussian(1, 7, 2).row(0));
        assertThat(explanation.provenance().coalitions()).isEqualTo(spent).isLessThanOrEqualTo(budget);
        assertThat(explanation.provenance().modelRows()).isEqualTo(rows[0]).isEqualTo(3L * spent + 2);
    }

    @Test
    void build_morePlayersThanOneArrayHolds_saysToGroup() {
        KernelShap.Builder builder =
                KernelShap.builder(rows -> Matrix.zeros(rows.rows(), 1), Background.of(Matrix.zeros(1, 50_000)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("coalitions must be at most 85898 for 50000 players")
                .hasMessageEndingWith("put columns together in groups");
    }

    @Tag("statistical")
    @Test
    void explain_budgetOfMillionsOfCoalitionsBeyondExact_allocatesNoneOfThem() {
        Background background = Background.of(gaussian(1, 22, 1));
        Predictor cheap = rows -> Matrix.zeros(rows.rows(), 1);
        KernelShap shap = KernelShap.builder(cheap, background)
                .coalitions(Integer.MAX_VALUE)
                .build();
        Explanation explanation = shap.explain(gaussian(1, 22, 2).row(0));
        assertThat(explanation.provenance().coalitions()).isEqualTo((1 << 22) - 2);
        assertThat(values(explanation)).containsOnly(0);
    }

    @Test
    void explain_sampled_staysWithinFiveStandardErrors() {
        int columns = 16;
        ToDoubleFunction<double[]> model =
                x -> tangled(x) + x[7] * x[8] * x[9] + Math.max(x[10], Math.max(x[11], x[12])) * x[13];
        Background background = Background.of(gaussian(10, columns, 1));
        KernelShap exact = KernelShap.builder(Predictor.ofScore(model), background)
                .coalitions(65534)
                .build();
        KernelShap sampled = KernelShap.builder(Predictor.ofScore(model), background)
                .coalitions(1000)
                .seed(1)
                .build();
        double[] row = gaussian(1, columns, 9).row(0);
        double[] expected = values(exact.explain(row));
        Explanation estimate = sampled.explain(row);
        assertThat(estimate.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(estimate.provenance().coalitions()).isEqualTo(1000);
        List<Attribution> attributions = estimate.outputs().get(0).attributions();
        int uncertain = 0;
        for (int c = 0; c < columns; c++) {
            double error = attributions.get(c).standardError();
            assertThat(Math.abs(attributions.get(c).value() - expected[c])).isLessThanOrEqualTo(5 * error + 1e-12);
            uncertain += error > 1e-6 ? 1 : 0;
        }
        assertThat(uncertain).isGreaterThan(10);
    }

    @Test
    void explain_rowsWithFewerVaryingPlayers_areRightToo() {
        int columns = 16;
        double[][] backgroundRows = gaussian(3, columns, 1).toRows();
        double[][] rows = new double[columns][];
        for (int r = 0; r < columns; r++) {
            rows[r] = gaussian(1, columns, 100 + r).row(0);
            for (int c = 0; c < r; c++) { // in row r the first r columns are those of every background row
                for (double[] b : backgroundRows) {
                    b[c] = c < 3 ? 0.5 : b[c];
                }
                rows[r][c] = c < 3 ? 0.5 : rows[r][c];
            }
        }
        Predictor model = Predictor.ofScore(x -> x[0] * x[1] + x[2] * x[15] - x[14] * x[3] + x[9]);
        Background background = Background.of(Matrix.of(backgroundRows));
        KernelShap exact =
                KernelShap.builder(model, background).coalitions(65534).build();
        KernelShap sampled =
                KernelShap.builder(model, background).coalitions(32).build();
        for (double[] row : rows) {
            Explanation all = exact.explain(row);
            Explanation some = sampled.explain(row);
            // Order-2 games are exact under pairs, whatever the budget.
            assertClose(values(some), values(all), 1e-9 * scale(all.outputs().get(0)));
        }
    }
}
