package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Link;
import secant.model.Predictor;

class RowConstraintTest {

    private static final Predictor RISK = Predictor.ofScore(x -> 1 / (1 + Math.exp(0.05 * x[0] - 0.1 * x[1] - x[2])));

    /** Age, years employed, anything. */
    private static final Background PEOPLE = Background.builder(
                    Schema.numeric("age", "employed", "other"),
                    Matrix.of(new double[][] {{20, 1, 0}, {30, 10, 1}, {45, 25, 0.5}, {60, 40, 0.2}, {65, 2, 0.9}}))
            .weights(1, 2, 3, 1, 1)
            .build();

    private static final double[] ROW = {25, 7, 0.3};

    private static final RowConstraint OF_AGE = row -> row[0] - row[1] >= 16;

    private static double[] gains(MaskedModel game) {
        double[] gains = new double[8 * game.outputs()];
        game.gains(Coalitions.wrap(3, 8, new long[] {0, 1, 2, 3, 4, 5, 6, 7}), 0, 8, gains);
        return gains;
    }

    @ParameterizedTest
    @EnumSource(Link.class)
    void constraint_thatAdmitsEverything_isTheMarginalOneBitForBit(Link link) {
        double[] expected =
                gains(BackgroundMasker.builder(RISK, PEOPLE).link(link).build().mask(ROW));
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .link(link)
                .constraint("anything", row -> true)
                .build()
                .mask(ROW);
        assertThat(gains(game)).containsExactly(expected);
        assertThat(game.warnings()).isEqualTo(PEOPLE.notes());
    }

    @Test
    void constraint_thatRefusesSome_averagesTheOthers() {
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("of age", OF_AGE)
                .batchRows(3)
                .build()
                .mask(ROW);
        double[] gains = gains(game);
        int refused = 0;
        double base = game.baseValues()[0];
        for (int set = 1; set < 8; set++) {
            double sum = 0;
            double total = 0;
            for (int b = 0; b < 5; b++) {
                double[] masked = PEOPLE.rows().row(b);
                for (int c = 0; c < 3; c++) {
                    masked[c] = (set >> c & 1) == 1 ? ROW[c] : masked[c];
                }
                if (OF_AGE.admits(masked)) {
                    sum += PEOPLE.weights()[b]
                            * RISK.predict(Matrix.ofRow(masked)).get(0, 0);
                    total += PEOPLE.weights()[b];
                } else {
                    refused++;
                }
            }
            assertThat(gains[set]).isCloseTo(sum / total - base, within(1e-15));
        }
        assertThat(refused).isEqualTo(8);
        assertThat(gains[0]).isZero();
        assertThat(gains[7]).isCloseTo(game.totalGains()[0], within(1e-15));
        assertThat(game.modelRows()).isEqualTo(8 * 5 - refused + 1);
        assertThat(game.warnings()).contains("constraint 'of age' refused 8 of 35 masked rows (22.9 %)");
        assertThat(game.options())
                .containsEntry("constraints", "of age")
                .containsEntry("none admitted", "FAIL")
                .containsEntry("hidden columns", "every background row");
    }

    @Test
    void constraint_withNearestRows_seeksThemAmongTheAdmitted() {
        Predictor employed = Predictor.ofScore(x -> x[1]);
        BackgroundMaskedModel game = BackgroundMasker.builder(employed, PEOPLE)
                .completion(Completion.nearest(1))
                .constraint("of age", OF_AGE)
                .build()
                .mask(ROW);
        // Aged 25: {30, 10} is as near as {20, 1}, but only the second one can be 25 years old.
        assertThat(gains(game)[1] + game.baseValues()[0]).isCloseTo(1, within(1e-12));
    }

    @Test
    void constraint_withNormalDraws_shownRowsAreAdmitted() {
        RowConstraint positive = row -> row[1] >= 0 && row[0] > row[1];
        Predictor picky = Predictor.ofScore(x -> {
            if (!positive.admits(x)) {
                throw new IllegalStateException("shown");
            }
            return x[0] * x[1];
        });
        BackgroundMaskedModel game = BackgroundMasker.builder(picky, PEOPLE)
                .completion(Completion.gaussian())
                .constraint("positive", positive)
                .build()
                .mask(ROW);
        assertThat(Arrays.stream(gains(game))).allMatch(Double::isFinite);
        assertThat(game.warnings()).anyMatch(w -> w.startsWith("constraint 'positive' refused "));
    }

    @Test
    void noneAdmitted_byDefault_failsWithTheWayOut() {
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("together", together())
                .build()
                .mask(ROW);
        assertThatThrownBy(() -> gains(game))
                .isInstanceOf(NoRowAdmittedException.class)
                .hasMessage("none of 5 rows with columns [age] from the explained row is admitted by the constraints"
                        + " [together]; give more background rows, group columns that are bound to each other, or choose"
                        + " NoneAdmitted.SHOW_ALL");
    }

    /** Admits nothing but the rows themselves. */
    private static RowConstraint together() {
        return row -> (row[0] == ROW[0]) == (row[1] == ROW[1]);
    }

    @Test
    void noneAdmitted_showAll_isTheMarginalValueAndSaysSo() {
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("together", together())
                .noneAdmitted(NoneAdmitted.SHOW_ALL)
                .build()
                .mask(ROW);
        double[] marginal = gains(BackgroundMasker.builder(RISK, PEOPLE).build().mask(ROW));
        assertThat(gains(game)).containsExactly(marginal);
        assertThat(game.warnings())
                .contains(
                        "constraint 'together' refused 20 of 35 masked rows (57.1 %)",
                        "constraints admitted no row for 4 coalitions, for which the model was shown all of theirs");
    }

    @Test
    void build_backgroundRowThatIsRefused_namesIt() {
        BackgroundMasker.Builder builder =
                BackgroundMasker.builder(RISK, PEOPLE).constraint("young", row -> row[0] < 50);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "every background row must be admitted by constraint 'young' but row 3 is not; leave it out,"
                                + " or correct the constraint");
    }

    @Test
    void mask_rowThatIsRefused_isRefusedBeforeTheModelIsAsked() {
        BackgroundMasker masker = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("of age", OF_AGE)
                .build();
        assertThatThrownBy(() -> masker.mask(20, 10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the explained row must be admitted by constraint 'of age' but is not; correct the row or the"
                                + " constraint");
        assertThat(masker.predictor().calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void constraint_thatWritesToItsRow_changesNothing(int batchRows) {
        double[] expected = gains(BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("of age", OF_AGE)
                .build()
                .mask(ROW));
        RowConstraint vandal = row -> {
            boolean admitted = OF_AGE.admits(row);
            Arrays.fill(row, Double.NaN);
            return admitted;
        };
        assertThat(gains(BackgroundMasker.builder(RISK, PEOPLE)
                        .constraint("of age", vandal)
                        .batchRows(batchRows)
                        .build()
                        .mask(ROW)))
                .containsExactly(expected);
    }

    @Test
    void constraint_thatThrows_namesItselfAndTheRow() {
        RowConstraint late = row -> {
            if (row[0] == 25 && row[1] == 40) {
                throw new ArithmeticException("no such age");
            }
            return true;
        };
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("anything", row -> true)
                .constraint("of age", late)
                .build()
                .mask(ROW);
        assertThatThrownBy(() -> gains(game))
                .isInstanceOf(RowConstraintException.class)
                .hasCauseInstanceOf(ArithmeticException.class)
                .hasMessage("constraint 'of age' threw java.lang.ArithmeticException: no such age; the row has columns"
                        + " [age] from the explained row and the others from row 3 of the background");
    }

    @Test
    void constraint_thatThrowsOnWholeRows_saysWhich() {
        BackgroundMasker.Builder builder = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("of age", row -> {
                    if (row[0] == 45) {
                        throw new IllegalStateException();
                    }
                    return true;
                });
        assertThatThrownBy(builder::build)
                .isInstanceOf(RowConstraintException.class)
                .hasMessage("constraint 'of age' threw java.lang.IllegalStateException; it is background row 2")
                .satisfies(
                        refused -> // where it was thrown, not where the row was put to it
                        assertThat(refused.getStackTrace()[0].getMethodName()).isEqualTo("thrown"));
        BackgroundMasker masker = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("of age", row -> {
                    if (row[0] == 19) {
                        throw new IllegalStateException();
                    }
                    return true;
                })
                .build();
        assertThatThrownBy(() -> masker.mask(19, 1, 0))
                .isInstanceOf(RowConstraintException.class)
                .hasMessage("constraint 'of age' threw java.lang.IllegalStateException; it is the explained row");
    }

    @Test
    void warnings_secondConstraintRefuses_areOfThatOne() {
        BackgroundMaskedModel game = BackgroundMasker.builder(RISK, PEOPLE)
                .constraint("anything", row -> true)
                .constraint("together", together())
                .noneAdmitted(NoneAdmitted.SHOW_ALL)
                .build()
                .mask(ROW);
        gains(game);
        assertThat(game.warnings())
                .contains("constraint 'together' refused 20 of 35 masked rows (57.1 %)")
                .noneMatch(warning -> warning.contains("'anything'"));
        assertThatThrownBy(() -> BackgroundMasker.builder(RISK, PEOPLE)
                        .constraint("anything", row -> true)
                        .constraint("old", row -> row[0] >= 45)
                        .build())
                .hasMessageStartingWith("every background row must be admitted by constraint 'old' but row 0 is not");
    }

    /** Column 0 of the explained row goes with odd numbers in column 1. */
    private static BackgroundMasker.Builder odd(Predictor predictor) {
        Background background = Background.of(Matrix.of(new double[][] {{0, 0}, {0, 1}, {0, 2}, {0, 3}}));
        return BackgroundMasker.builder(predictor, background)
                .constraint("odd", row -> row[0] == 0 || row[1] % 2 != 0)
                .batchRows(1000);
    }

    @Test
    void gains_notANumberForARowThatWasAdmitted_namesWhereItCameFrom() {
        Predictor fails = Predictor.ofScore(x -> x[0] == 9 && x[1] == 3 ? Double.NaN : 0);
        BackgroundMaskedModel game = odd(fails).build().mask(9, 5);
        // Rows 1 and 3 stand in for the first coalition, all four for the second one, in the same call.
        assertThatThrownBy(() -> game.gains(Coalitions.wrap(2, 2, new long[] {0b01, 0b10}), 0, 2, new double[2]))
                .hasMessageEndingWith("for row 1 of call 3; the row has columns [x0] from the explained row and the"
                        + " others from row 3 of the background");
    }

    @Test
    void gains_notANumberForNothingVisible_namesTheBackgroundRow() {
        AtomicInteger asked = new AtomicInteger();
        Predictor fails =
                Predictor.ofScore(x -> x[0] == 0 && x[1] == 1 && asked.incrementAndGet() > 1 ? Double.NaN : 0);
        BackgroundMaskedModel game = odd(fails).build().mask(9, 5);
        assertThatThrownBy(() -> game.gains(Coalitions.wrap(2, 2, new long[] {0b01, 0b00}), 0, 2, new double[2]))
                .hasMessageEndingWith("for row 3 of call 3; the row has columns [] from the explained row and the"
                        + " others from row 1 of the background");
    }
}
