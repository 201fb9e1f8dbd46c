package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import secant.explanation.Explanation;
import secant.explanation.Explanations;

class AgreementTest {

    private static Explanations rows(Explanation... rows) {
        return Explanations.of(List.of(rows));
    }

    @Test
    void of_twoSets_ranksAndMovesPlayers() {
        Agreement agreement = Agreement.of(
                rows(Games.of(3, -1, 2), Games.of(3, 1, 2)), rows(Games.of(1, -4, 2), Games.of(1, 4, 2)), Games.OUTPUT);

        assertThat(agreement.players())
                .containsExactly(
                        new Agreement.Player(0, 3, 1, 1, 3, 0),
                        new Agreement.Player(1, 1, 4, 3, 1, 0),
                        new Agreement.Player(2, 2, 2, 2, 2, 0));
        assertThat(agreement.players().get(1).move()).isEqualTo(2);
        assertThat(agreement.shares()).isFalse();
        assertThat(agreement.rows()).isEqualTo(2);
    }

    @Test
    void of_signsThatErrorsLeaveOpen_doNotFlip() {
        Explanation sure = Games.of(0, new double[] {1, 1}, new double[] {0, 0});
        Explanation unsure = Games.of(0, new double[] {-1, -1}, new double[] {0.4, 0.6});

        Agreement agreement = Agreement.of(rows(sure), rows(unsure), Games.OUTPUT);

        assertThat(agreement.players()).extracting(Agreement.Player::flips).containsExactly(1, 0);
    }

    @Test
    void of_rowsThatOnlyOneHas_areLeftOut() {
        Explanations first =
                Explanations.of(List.of(Games.of(1, 0), Games.of(3, 0)), List.of(2, 5), List.of(), List.of());
        Explanations second =
                Explanations.of(List.of(Games.of(7, 0), Games.of(9, 0)), List.of(5, 8), List.of(), List.of());

        Agreement agreement = Agreement.of(first, second, Games.OUTPUT);

        assertThat(agreement.rows()).isEqualTo(1);
        assertThat(agreement.players().get(0).first()).isEqualTo(3);
        assertThat(agreement.players().get(0).second()).isEqualTo(7);
    }

    @Test
    void of_otherScales_comparesShares() {
        Explanation coefficients = Gallery.wine();
        Explanation attributions = Games.of(
                coefficients.players(), "barolo", "IDENTITY", 0, new double[] {2, 1, 1, 0, 0, 0, 0}, new double[7]);

        Agreement agreement = Agreement.of(rows(coefficients), rows(attributions), "barolo");

        assertThat(agreement.shares()).isTrue();
        assertThat(agreement.players().get(0).second()).isEqualTo(0.5);
        assertThat(agreement.players().stream()
                        .mapToDouble(Agreement.Player::first)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void spearman_knownRanks_isKnown() {
        assertThat(Agreement.spearman(new double[] {1, 2, 3}, new double[] {10, 20, 30}))
                .isEqualTo(1);
        assertThat(Agreement.spearman(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
                .isEqualTo(-1);
        // 1 − 6 Σd² / n(n² − 1) with d = 0, 1, −1, 0
        assertThat(Agreement.spearman(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
                .isEqualTo(0.8);
        // Ranks 1.5, 1.5, 3 against 1, 2, 3: Pearson's correlation of these is √3 / 2.
        assertThat(Agreement.spearman(new double[] {5, 5, 9}, new double[] {1, 2, 3}))
                .isCloseTo(Math.sqrt(3) / 2, within(1e-15));
        assertThat(Agreement.spearman(new double[] {1, 1}, new double[] {1, 2})).isZero();
    }

    @Test
    void comparison_withoutCommonRowsOrPlayers_isRefused() {
        Explanations one = Explanations.of(List.of(Games.of(1)), List.of(0), List.of(), List.of());
        Explanations other = Explanations.of(List.of(Games.of(1)), List.of(1), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Comparison("a", one, "b", other, Games.OUTPUT))
                .withMessage("compared explanations must have at least 1 row in common but have 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Comparison("a", one, "b", rows(Games.of(1, 2)), Games.OUTPUT))
                .withMessage("compared explanations must be of the same players but are of [x0] and of [x0, x1]");
    }
}
