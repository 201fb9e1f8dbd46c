package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import secant.data.Matrix;

class InteractionsTest {

    private static final List<String> PLAYERS = List.of("a", "b");

    private static Interactions of(double ab, double ba) {
        return of("output", Matrix.of(new double[][] {{1, ab}, {ba, 3}}), Matrix.zeros(2, 2));
    }

    private static Interactions of(String output, Matrix values, Matrix errors) {
        return Interactions.of(InteractionIndex.K_SII, output, PLAYERS, values, errors);
    }

    @Test
    void matrix_pairs_standTwiceByHalf() {
        Interactions interactions = of(4, 4);
        assertThat(interactions.pair("b", "a")).isEqualTo(4);
        assertThat(interactions.pair(0, 1)).isEqualTo(4);
        assertThat(interactions.main(1)).isEqualTo(3);
        assertThat(interactions.matrix().toRows()).isDeepEqualTo(new double[][] {{1, 2}, {2, 3}});
        assertThat(interactions.sum()).isEqualTo(8);
    }

    @Test
    void of_tablesChangedOutside_keepsItsOwn() {
        Matrix values = Matrix.of(new double[][] {{1, 4}, {4, 3}});
        Interactions interactions = of("output", values, Matrix.zeros(2, 2));
        values.data()[0] = 99;
        interactions.matrix().data()[0] = 99;
        assertThat(interactions.main(0)).isEqualTo(1);
    }

    @Test
    void of_badTables_saysWhat() {
        assertThatThrownBy(() -> of(4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interactions of 'output' must be symmetric but those of 'a' and 'b' are 4.0 and 5.0");
        assertThatThrownBy(() -> of(Double.NaN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interactions of 'output' must be finite but one is NaN");
        assertThatThrownBy(() -> of("output", Matrix.zeros(2, 3), Matrix.zeros(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interactions of 'output' must be 2 × 2 for 2 players but are 2 × 3");
        assertThatThrownBy(() -> of("output", Matrix.zeros(2, 2), Matrix.of(new double[][] {{0, -1}, {-1, 0}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("standard errors of interactions of 'output' must be 0 or more but one is -1.0");
    }

    @Test
    void pair_ofOnePlayer_isRefused() {
        assertThatThrownBy(() -> of(4, 4).pair(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be of two players but both are 1");
        assertThatThrownBy(() -> of(4, 4).pair("a", "c")).hasMessage("no player is named 'c'; the players are [a, b]");
        assertThatThrownBy(() -> of(4, 4).main(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void withInteractions_ofItsOutputsAndPlayers_isPartOfTheExplanation() {
        Explanation plain = Sample.of(1, 2);
        Explanation refined = plain.withInteractions(List.of(of(4, 4)));
        assertThat(plain.interactions("output")).isEmpty();
        assertThat(refined.interactions("output")).contains(of(4, 4));
        assertThat(refined).isNotEqualTo(plain).isEqualTo(Sample.of(1, 2).withInteractions(List.of(of(4, 4))));
        assertThat(refined.outputs()).isEqualTo(plain.outputs());
        assertThat(refined.withInteractions(List.of())).isEqualTo(plain);
        assertThat(of(4, 4)).isEqualTo(of(4, 4)).hasSameHashCodeAs(of(4, 4)).isNotEqualTo(of(0.0, 0.0));
        assertThat(of(0.0, 0.0)).isNotEqualTo(of(-0.0, -0.0));
    }

    @Test
    void withInteractions_ofOthers_isRefused() {
        Explanation plain = Sample.of(1, 2);
        Interactions other = of("loss", Matrix.zeros(2, 2), Matrix.zeros(2, 2));
        assertThatThrownBy(() -> plain.withInteractions(List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interactions must be of the outputs [output] but are of [loss]");
        Interactions players = Interactions.of(
                InteractionIndex.SII, "output", List.of("a", "c"), Matrix.zeros(2, 2), Matrix.zeros(2, 2));
        assertThatThrownBy(() -> plain.withInteractions(List.of(players)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interactions of 'output' must be of the players [a, b] but are of [a, c]");
    }
}
