package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.model.Link;
import secant.model.Predictor;

class BruteForceGameTest {

    /** 7 − 2·u{0} + 5·u{0,2} + 12·u{1,2,3}, where u_T(S) = 1 if S ⊇ T; each game shares its worth equally in T. */
    @Test
    void shapley_sumOfUnanimityGames_sharesEachEqually() {
        Predictor game = Expression.parse("7 - 2*x0 + 5*x0*x2 + 12*x1*x2*x3", 4);
        BruteForceGame played = BruteForceGame.play(
                game, new double[] {1, 1, 1, 1}, new int[][] {{0}, {1}, {2}, {3}}, Matrix.zeros(1, 4), new double[] {1
                });
        assertThat(played.shapley(0, Link.IDENTITY)).containsExactly(new double[] {0.5, 4, 6.5, 4}, within(1e-14));
        assertThat(played.table(0)[0b0000]).isEqualTo(7);
        assertThat(played.table(0)[0b0101]).isEqualTo(10);
    }

    @Test
    void play_groupsAndUnnormalisedWeights_moveColumnsTogetherAndDivideByTheSum() {
        Predictor sum = Expression.parse("x0 + 10*x1 + 100*x2", 3);
        BruteForceGame played = BruteForceGame.play(
                sum,
                new double[] {1, 1, 1},
                new int[][] {{2, 0}, {1}},
                Matrix.of(new double[][] {{0, 0, 0}, {4, 4, 4}}),
                new double[] {6, 2});
        assertThat(played.table(0)).containsExactly(111, 111, 111, 111);
        assertThat(played.shapley(0, Link.IDENTITY)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s01_iris_logistic_multinomial",
                "s03_diabetes_gbr",
                "s09b_expr_parity",
                "s11_groups_onehot",
                "s12_weighted_background"
            })
    void shapley_case_isAsExpected(String name) {
        ShapleyCase given = ShapleyCase.read(ReferenceCases.read(ReferenceCases.file(name)));
        BruteForceGame played = BruteForceGame.play(
                given.model, given.rows.row(0), given.players, given.backgroundRows, given.backgroundWeights);
        given.expected.forEach((link, expected) -> {
            for (int output = 0; output < given.model.outputs(); output++) {
                assertThat(played.shapley(output, link))
                        .containsExactly(
                                expected.shapley[0][output],
                                within(1e-12 * (1 + Math.abs(expected.linkFx.get(0, output)))));
            }
        });
        assertThat(played.table(0)).containsExactly(given.gameTable.orElseThrow(), within(1e-12 * 250));
    }
}
