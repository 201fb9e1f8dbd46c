package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalImportanceTest {

    /** |values| of a: 1, 2, 6, with mean 3 and deviations −2, −1, 3: error √(14 / 2 / 3). Of b: 4, 4, 4. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-12, 1e-300, 1e300})
    void globalImportance_threeRows_isAsComputedByHand(double unit) {
        GlobalImportance importance = Explanations.of(List.of(
                        Sample.of(unit, -4 * unit), Sample.of(-2 * unit, 4 * unit), Sample.of(6 * unit, 4 * unit)))
                .globalImportance("output");
        assertThat(importance.rows()).isEqualTo(3);
        assertThat(importance.output()).isEqualTo("output");
        GlobalImportance.Importance a = importance.players().get(0);
        GlobalImportance.Importance b = importance.players().get(1);
        assertThat(a.player()).isEqualTo("a");
        assertThat(a.meanMagnitude() / unit).isCloseTo(3, within(1e-14));
        assertThat(a.standardError() / unit).isCloseTo(Math.sqrt(7 / 3.0), within(1e-14));
        assertThat(b.meanMagnitude() / unit).isCloseTo(4, within(1e-14));
        assertThat(b.standardError()).isZero();
        assertThat(importance.ranked()).containsExactly(b, a);
    }

    @Test
    void globalImportance_largestNumbers_doesNotOverflow() {
        GlobalImportance.Importance importance = Explanations.of(
                        List.of(Sample.of(1.5e308, 0), Sample.of(-1.5e308, 0), Sample.of(1.5e308, 0)))
                .globalImportance("output")
                .players()
                .get(0);
        assertThat(importance.meanMagnitude()).isEqualTo(1.5e308);
        assertThat(importance.standardError()).isZero();
    }

    @Test
    void globalImportance_oneRow_hasInfiniteError() {
        GlobalImportance importance = Explanations.of(List.of(Sample.of(-1, 0))).globalImportance("output");
        assertThat(importance.players())
                .containsExactly(
                        new GlobalImportance.Importance("a", 1, Double.POSITIVE_INFINITY),
                        new GlobalImportance.Importance("b", 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void globalImportance_allOutputs_isOneEach() {
        Explanation two = Explanation.of(
                "test",
                Sample.PLAYERS,
                new double[2],
                List.of(Sample.output("no", 1, 2), Sample.output("yes", 3, 4)),
                Sample.EXACT,
                Sample.provenance());
        assertThat(Explanations.of(List.of(two, two)).globalImportance())
                .extracting(GlobalImportance::output)
                .containsExactly("no", "yes");
    }

    @Test
    void globalImportance_unknownOutput_listsThem() {
        Explanations explanations = Explanations.of(List.of(Sample.of(1, 2)));
        assertThatThrownBy(() -> explanations.globalImportance("risk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no output is named 'risk'; the outputs are [output]");
    }

    @Test
    void ranked_equalOnes_keepThePlayersOrder() {
        assertThat(Explanations.of(List.of(Sample.of(2, -2)))
                        .globalImportance("output")
                        .ranked())
                .extracting(GlobalImportance.Importance::player)
                .containsExactly("a", "b");
    }
}
