package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.model.Predictor;

class ExactShapTest {

    private static double tangled(double[] x) {
        return x[0] * x[1] * x[2] - Math.max(x[2], x[3]) * x[4] + 3;
    }

    @Test
    void explain_interactionsOfOrderThree_equalsBruteForce() {
        Background background =
                Background.of(Matrix.of(new double[][] {{0, 1, 2, 3, 4}, {-1, 0.5, 2, 0, 1}, {3, 3, -2, 1, 0}}));
        double[] row = {1, -2, 0.5, 4, 2};
        Explanation why = ExactShap.builder(Predictor.ofScore(ExactShapTest::tangled), background)
                .build()
                .explain(row);
        double[] expected =
                BruteForce.values(ExactShapTest::tangled, background, FeatureGroups.singles(background.schema()), row);
        assertThat(why.outputs().get(0).values()).containsExactly(expected, within(1e-13));
        assertThat(why.fidelity())
                .isInstanceOfSatisfying(
                        Fidelity.Additive.class, f -> assertThat(f.exact()).isTrue());
        assertThat(why.method()).isEqualTo("Exact SHAP");
        assertThat(why.provenance().coalitions()).isEqualTo(30);
    }

    @Test
    void explain_morePlayersVary_saysTheWayOut() {
        Background background = Background.of(Matrix.zeros(1, 40));
        ExactShap shap =
                ExactShap.builder(Predictor.ofScore(x -> x[0]), background).build();
        double[] row = new double[40];
        Arrays.fill(row, 0, 16, 1);
        assertThat(shap.explain(row).outputs().get(0).values()[0]).isEqualTo(1);
        row[16] = 1;
        assertThatThrownBy(() -> shap.explain(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("varying players must be at most 16 but are 17, which takes 131070 coalitions; raise"
                        + " maxPlayers (to 30 at most), put columns together in groups, or sample with KernelShap");
        Arrays.fill(row, 1);
        assertThatThrownBy(() -> shap.explain(row)).hasMessageContaining("which takes 2^40 − 2 coalitions");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, -1})
    void maxPlayers_outOfRange_isRefused(int players) {
        ExactShap.Builder builder = ExactShap.builder(Predictor.ofScore(x -> x[0]), Background.of(Matrix.zeros(1, 2)));
        assertThatThrownBy(() -> builder.maxPlayers(players))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxPlayers must be from 1 to 30 but is " + players);
    }
}
