package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static secant.kernelshap.Samples.gaussian;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Progress;
import secant.explanation.SnapshotListener;
import secant.explanation.StopReason;
import secant.masking.BackgroundMasker;
import secant.model.Predictor;

/** Budgets, precision, early ends, snapshots and continuations of what is estimated pair by pair. */
class GrowingEstimationTest {

    private static final int COLUMNS = 14;

    /** Interactions of up to six columns. */
    private static double tangled(double[] x) {
        double product = 1;
        double sum = 0;
        for (int c = 0; c < x.length; c++) {
            product *= c < 6 ? 1 + 0.3 * x[c] : 1;
            sum += x[c] * (c + 1) / x.length;
        }
        return Math.tanh(sum) + product + x[7] * x[8] * x[9];
    }

    private static KernelShap.Builder shap() {
        return KernelShap.builder(
                Predictor.ofScore(GrowingEstimationTest::tangled), Background.of(gaussian(5, COLUMNS, 1)));
    }

    private static double[] row() {
        return gaussian(1, COLUMNS, 2).row(0);
    }

    private static double[] exact() {
        return shap().estimator(Estimator.exact())
                .build()
                .explain(row())
                .outputs()
                .get(0)
                .values();
    }

    @Test
    void explain_automatic_stopsAtOnePercentOfTheRange() {
        Explanation explanation = shap().build().explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.PRECISION);
        assertThat(explanation.provenance().coalitions()).isLessThan(2076);
        OutputExplanation output = explanation.outputs().get(0);
        double[] values = output.values();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (Attribution a : output.attributions()) {
            assertThat(1.96 * a.standardError()).isPositive().isLessThanOrEqualTo(0.01 * (most - least));
        }
        double[] exact = exact();
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(values[i] - exact[i]))
                    .isLessThan(4 * output.attributions().get(i).standardError());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3,RELATIVE", "0.02,RELATIVE", "0.05,OUTPUT", "0.005,OUTPUT"})
    void precision_reachable_isReachedAndNotOverdone(double tolerance, PrecisionUnit unit) {
        Explanation explanation = shap().precision(tolerance, unit).build().explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.PRECISION);
        double[] exact = exact();
        double range = 0;
        for (double a : exact) {
            for (double b : exact) {
                range = Math.max(range, a - b);
            }
        }
        double allowed = unit == PrecisionUnit.OUTPUT ? tolerance : tolerance * range;
        double[] values = explanation.outputs().get(0).values();
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(values[i] - exact[i])).isLessThan(2 * allowed);
        }
    }

    @Tag("statistical")
    @Test
    void precision_finer_takesMoreCoalitions() {
        long before = 0;
        for (double tolerance : new double[] {0.2, 0.02, 0.005, 1e-9}) {
            Explanation explanation =
                    shap().precision(tolerance, PrecisionUnit.RELATIVE).build().explain(row());
            assertThat(explanation.provenance().coalitions()).isGreaterThan(before);
            before = explanation.provenance().coalitions();
        }
        // Nothing but all coalitions gives the last one: 2^14 − 2 are within 16 times the automatic budget.
        assertThat(before).isEqualTo((1L << COLUMNS) - 2);
    }

    @Test
    void precision_allCoalitionsEvaluated_isExact() {
        Explanation explanation =
                shap().precision(1e-9, PrecisionUnit.RELATIVE).build().explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        double[] exact = exact();
        for (int i = 0; i < COLUMNS; i++) {
            Attribution a = explanation.outputs().get(0).attributions().get(i);
            assertThat(a.value()).isCloseTo(exact[i], org.assertj.core.data.Offset.offset(1e-11));
            assertThat(a.standardError()).isZero();
        }
    }

    @Test
    void precision_beyondTheCoalitions_warnsByHowMuch() {
        Explanation explanation = shap().precision(1e-6, PrecisionUnit.OUTPUT)
                .coalitions(200)
                .build()
                .explain(row());
        assertThat(explanation.provenance().coalitions()).isEqualTo(200);
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(explanation.provenance().warnings())
                .anyMatch(w -> w.startsWith("the precision was not reached: 1.96 standard errors are up to "));
        assertThat(explanation.provenance().options())
                .containsEntry(
                        "budget",
                        "1.96 standard errors of at most 1.0E-6 in the output's units, at most 200 coalitions");
    }

    @ParameterizedTest
    @ValueSource(ints = {142, 143, 702, 1007})
    void modelRows_enough_areNotExceeded(int rows) {
        AtomicLong asked = new AtomicLong();
        Predictor counting = x -> {
            asked.addAndGet(x.rows());
            return Predictor.ofScore(GrowingEstimationTest::tangled).predict(x);
        };
        KernelShap shap = KernelShap.builder(counting, Background.of(gaussian(5, COLUMNS, 1)))
                .modelRows(rows)
                .build();
        asked.set(0);
        Explanation explanation = shap.explain(row());
        assertThat(asked.get()).isEqualTo(explanation.provenance().modelRows()).isLessThanOrEqualTo(rows);
        assertThat(explanation.provenance().coalitions()).isEqualTo((rows - 2) / 10 * 2L);
    }

    @Test
    void modelRows_tooFew_areRefusedWithTheLeast() {
        KernelShap shap = shap().modelRows(141).build();
        assertThatThrownBy(() -> shap.explain(row()))
                .hasMessage("model rows must be at least 142 for 14 players and 5 rows a coalition but is 141");
    }

    @Test
    void time_over_endsAtTheNextBlock() {
        Predictor slow = x -> {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Predictor.ofScore(GrowingEstimationTest::tangled).predict(x);
        };
        Explanation explanation = KernelShap.builder(slow, Background.of(gaussian(5, COLUMNS, 1)))
                .batchRows(10)
                .time(Duration.ofMillis(300))
                .build()
                .explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.TIME);
        assertThat(explanation.provenance().coalitions()).isBetween(28L, 400L);
    }

    @Tag("statistical")
    @Test
    void time_pausesBetweenSteps_areNotCounted() throws InterruptedException {
        KernelShap shap = shap().time(Duration.ofSeconds(1))
                .precision(0.02, PrecisionUnit.RELATIVE)
                .build();
        RunningExplanation running = shap.start(row());
        running.advance();
        Thread.sleep(1100);
        assertThat(running.finish()).isEqualTo(shap.explain(row()));
        assertThat(running.finish().provenance().stopReason()).isEqualTo(StopReason.PRECISION);
    }

    @Test
    void time_tooShortForTheLeast_evaluatesTwoCoalitionsAPlayer() {
        Explanation explanation =
                shap().time(Duration.ofNanos(1)).batchRows(5).build().explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.TIME);
        assertThat(explanation.provenance().coalitions()).isEqualTo(28);
    }

    @ParameterizedTest
    @CsvSource({"28,true", "56,true", "68,true", "70,false", "140,false"})
    void coalitions_belowFiveAPlayer_makeErrorsRough(int coalitions, boolean rough) {
        Explanation explanation = shap().coalitions(coalitions).build().explain(row());
        assertThat(explanation.provenance().warnings().stream()
                        .anyMatch(w -> w.startsWith("standard errors are rough: ")))
                .isEqualTo(rough);
    }

    @Test
    void options_thatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> shap().precision(0, PrecisionUnit.OUTPUT))
                .hasMessage("precision must be above 0 and finite but is 0.0");
        assertThatThrownBy(() -> shap().precision(Double.NaN, PrecisionUnit.OUTPUT))
                .hasMessage("precision must be above 0 and finite but is NaN");
        assertThatThrownBy(() -> shap().modelRows(0)).hasMessage("model rows must be 1 or more but is 0");
        assertThatThrownBy(() -> shap().time(Duration.ZERO)).hasMessage("time must be above 0 but is PT0S");
        assertThatThrownBy(() ->
                        shap().estimator(Estimator.exact()).coalitions(100).build())
                .hasMessage("a budget does not apply to the exact estimator, which evaluates every coalition");
        assertThatThrownBy(() -> shap().estimator(Estimator.hybrid(1))
                        .precision(0.1, PrecisionUnit.OUTPUT)
                        .build())
                .hasMessageStartingWith("precision and time need an estimator that goes on until they are reached");
        assertThatThrownBy(() -> shap().estimator(Estimator.leastSquares())
                        .tunedOn(gaussian(1, COLUMNS, 3))
                        .build())
                .hasMessageStartingWith("rows to tune on apply to the odd-part process");
        assertThatThrownBy(() -> shap().tunedOn(Matrix.zeros(0, COLUMNS)))
                .hasMessage("the process must be tuned on at least 1 row but there are 0");
    }

    /** A model with interactions of pairs only, however many players it has. */
    @ParameterizedTest
    @ValueSource(ints = {12, 40, 200})
    void explain_interactionsOfPairs_isExactAfterTheSinglePlayers(int columns) {
        Predictor pairs = Predictor.ofScore(x -> {
            double sum = 0;
            for (int c = 1; c < x.length; c++) {
                sum += x[c] * x[c - 1] + x[c] / (c + 1);
            }
            return sum;
        });
        Background background = Background.of(gaussian(3, columns, 1));
        double[] row = gaussian(1, columns, 2).row(0);
        Explanation explanation = KernelShap.builder(pairs, background).build().explain(row);
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.ADDITIVE);
        assertThat(explanation.provenance().coalitions()).isEqualTo(4L * columns + 16);
        assertThat(((Fidelity.Additive) explanation.fidelity()).exact()).isTrue();
        for (int c = 0; c < columns; c++) {
            double expected = 0;
            for (int b = 0; b < 3; b++) {
                double[] other = background.rows().row(b);
                expected += (row[c] - other[c]) / (c + 1) * (c > 0 ? 1 : 0) / 3;
                for (int d : new int[] {c - 1, c + 1}) {
                    if (d >= 0 && d < columns) {
                        expected += (row[c] - other[c]) * (row[d] + other[d]) / 2 / 3;
                    }
                }
            }
            Attribution a = explanation.outputs().get(0).attributions().get(c);
            assertThat(a.value()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9));
            assertThat(a.standardError()).isZero();
        }
    }

    /** An interaction of three players that cancels in every single player's gain is seen by the other pairs. */
    @Test
    void explain_interactionOfThreeAmongMany_isNotTakenForAdditive() {
        for (long seed = 0; seed < 50; seed++) {
            Explanation explanation = KernelShap.builder(
                            Predictor.ofScore(x -> x[3] * x[11] * x[19] + x[0]), Background.of(Matrix.zeros(1, 24)))
                    .coalitions(200)
                    .seed(seed)
                    .build()
                    .explain(ones(24));
            assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        }
    }

    private static double[] ones(int columns) {
        double[] row = new double[columns];
        java.util.Arrays.fill(row, 1);
        return row;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void explain_snapshotsTaken_changeNoBit(int coalitions) {
        KernelShap.Builder builder = coalitions == 0 ? shap() : shap().coalitions(coalitions);
        KernelShap shap = builder.build();
        List<Explanation> seen = new ArrayList<>();
        List<Progress> heard = new ArrayList<>();
        SnapshotListener listener = new SnapshotListener() {
            @Override
            public void onSnapshot(Explanation soFar) {
                seen.add(soFar);
            }

            @Override
            public void onProgress(Progress progress) {
                heard.add(progress);
            }
        };
        assertThat(shap.explain(row(), listener)).isEqualTo(shap.explain(row()));
        assertThat(seen).hasSizeGreaterThan(1);
        long before = 0;
        for (Explanation snapshot : seen) {
            assertThat(snapshot.provenance().stopReason()).isEqualTo(StopReason.RUNNING);
            assertThat(snapshot.provenance().coalitions()).isGreaterThan(before);
            before = snapshot.provenance().coalitions();
        }
        Progress last = heard.get(heard.size() - 1);
        assertThat(last.done()).isEqualTo(last.total());
    }

    /** Coalitions come in pairs, so that the odd one of 101 is not spent. */
    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void explain_listener_hearsOfAsManyAsTheBudgetPaysFor(int coalitions) {
        List<Progress> heard = new ArrayList<>();
        shap().coalitions(coalitions).build().explain(row(), heard::add);
        assertThat(heard).hasSizeGreaterThan(1).allMatch(progress -> progress.total() == 100);
        assertThat(heard.get(heard.size() - 1).done()).isEqualTo(100);
    }

    @Test
    void explain_snapshotListenerThatThrows_isNotAskedAgain() {
        SnapshotListener broken = new SnapshotListener() {
            @Override
            public void onSnapshot(Explanation soFar) {
                throw new IllegalStateException("out of paper");
            }

            @Override
            public void onProgress(Progress progress) {}
        };
        Explanation explanation = shap().build().explain(row(), broken);
        assertThat(explanation.provenance().warnings()).anyMatch(w -> w.contains("out of paper"));
        assertThat(explanation.outputs().get(0).values())
                .containsExactly(shap().build().explain(row()).outputs().get(0).values());
    }

    @Test
    void start_stepByStep_endsWhereExplainDoes() {
        KernelShap shap = shap().build();
        RunningExplanation running = shap.start(row());
        List<Long> coalitions = new ArrayList<>();
        while (!running.isFinished()) {
            coalitions.add(running.advance().provenance().coalitions());
        }
        assertThat(coalitions).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
        assertThat(running.finish()).isEqualTo(shap.explain(row()));
    }

    @Test
    void continueTo_more_paysForTheNewCoalitionsOnly() {
        AtomicLong asked = new AtomicLong();
        Predictor counting = x -> {
            asked.addAndGet(x.rows());
            return Predictor.ofScore(GrowingEstimationTest::tangled).predict(x);
        };
        KernelShap shap = KernelShap.builder(counting, Background.of(gaussian(5, COLUMNS, 1)))
                .coalitions(100)
                .build();
        RunningExplanation running = shap.start(row());
        running.finish();
        asked.set(0);
        Explanation better = running.continueTo(400);
        assertThat(asked.get()).isEqualTo(300 * 5);
        assertThat(better.provenance().coalitions()).isEqualTo(400);
        assertThat(running.continueTo(300)).isEqualTo(better);
        assertThat(running.continueTo(1)).isEqualTo(better);
        Explanation all = running.continueTo(1_000_000);
        assertThat(asked.get()).isEqualTo(((1L << COLUMNS) - 2 - 100) * 5);
        assertThat(all.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        double[] exact = exact();
        for (int i = 0; i < COLUMNS; i++) {
            assertThat(all.outputs().get(0).values()[i])
                    .isCloseTo(exact[i], org.assertj.core.data.Offset.offset(1e-11));
        }
    }

    @Test
    void continueTo_afterAFailure_keepsWhatWasEvaluated() {
        AtomicLong asked = new AtomicLong();
        boolean[] down = {false};
        Predictor shaky = x -> {
            if (down[0]) {
                throw new IllegalStateException("connection lost");
            }
            asked.addAndGet(x.rows());
            return Predictor.ofScore(GrowingEstimationTest::tangled).predict(x);
        };
        KernelShap shap = KernelShap.builder(shaky, Background.of(gaussian(5, COLUMNS, 1)))
                .coalitions(600)
                .build();
        RunningExplanation running = shap.start(row());
        running.advance();
        down[0] = true;
        assertThatThrownBy(running::finish).hasMessageContaining("connection lost");
        down[0] = false;
        asked.set(0);
        Explanation finished = running.finish();
        assertThat(asked.get()).isLessThan(600 * 5);
        assertThat(finished).isEqualTo(shap.explain(row()));
    }

    @Test
    void tunedOn_typicalRows_isLinearAndAccurate() {
        Background background = Background.of(gaussian(5, COLUMNS, 1));
        Matrix typical = gaussian(3, COLUMNS, 50);
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(GrowingEstimationTest::tangled).threadSafe(), background)
                .tunedOn(typical)
                .coalitions(500)
                .build();
        Explanation explanation = shap.explain(row());
        assertThat(explanation.provenance().options()).containsEntry("process tuned on", "3 rows, 800 coalitions each");
        double[] exact = exact();
        OutputExplanation output = explanation.outputs().get(0);
        double worst = 0;
        for (int i = 0; i < COLUMNS; i++) {
            Attribution a = output.attributions().get(i);
            worst = Math.max(worst, Math.abs(a.value() - exact[i]) / a.standardError());
        }
        assertThat(worst).isBetween(0.1, 4.0);
        Matrix rows = gaussian(6, COLUMNS, 9);
        assertThat(shap.explain(rows).all())
                .isEqualTo(List.of(
                        shap.explain(rows.row(0)),
                        shap.explain(rows.row(1)),
                        shap.explain(rows.row(2)),
                        shap.explain(rows.row(3)),
                        shap.explain(rows.row(4)),
                        shap.explain(rows.row(5))));
    }

    /** Values that just add up need no process, and twice as many coalitions as players cannot tell for sure. */
    @Test
    void tunedOn_valuesThatSeemToAddUp_saysThatItWasNotUsed() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] + 2 * x[5]), Background.of(gaussian(5, COLUMNS, 1)))
                .tunedOn(gaussian(3, COLUMNS, 50))
                .coalitions(2 * COLUMNS)
                .build();
        Explanation explanation = shap.explain(row());
        assertThat(explanation.provenance().options())
                .containsEntry("process tuned on", "3 rows, 800 coalitions each; not used");
        assertThat(explanation.provenance().warnings())
                .contains(
                        "the process tuned on 3 rows, 800 coalitions each was not used: the values seem to just add up;"
                                + " 28 coalitions are too few to be sure of that with 14 players");
    }

    @Test
    void tunedOn_smallestBudget_isUsed() {
        KernelShap shap =
                shap().tunedOn(gaussian(3, COLUMNS, 50)).coalitions(2 * COLUMNS).build();
        Explanation explanation = shap.explain(row());
        assertThat(explanation.provenance().options()).containsEntry("process tuned on", "3 rows, 800 coalitions each");
        assertThat(explanation.outputs())
                .isNotEqualTo(
                        shap().coalitions(2 * COLUMNS).build().explain(row()).outputs());
    }

    @Test
    void tunedOn_rowsThatNeedNoProcess_saySoWithoutAWarning() {
        KernelShap shap = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] * x[1] + 2 * x[5]), Background.of(gaussian(5, COLUMNS, 1)))
                .tunedOn(gaussian(3, COLUMNS, 50))
                .build();
        Explanation explanation = shap.explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.ADDITIVE);
        assertThat(explanation.provenance().options())
                .containsEntry("process tuned on", "3 rows, 800 coalitions each; not used");
        assertThat(explanation.provenance().warnings()).isEmpty();
    }

    @Test
    void tunedOn_rowsWithFewerVaryingPlayers_areRightToo() {
        double[][] rows = gaussian(5, COLUMNS, 1).toRows();
        for (double[] b : rows) {
            b[2] = 0.5;
        }
        Background background = Background.of(Matrix.of(rows));
        double[] row = row();
        row[2] = 0.5;
        Predictor model = Predictor.ofScore(GrowingEstimationTest::tangled);
        double[] exact = KernelShap.builder(model, background)
                .estimator(Estimator.exact())
                .build()
                .explain(row)
                .outputs()
                .get(0)
                .values();
        OutputExplanation output = KernelShap.builder(model, background)
                .tunedOn(gaussian(2, COLUMNS, 50))
                .build()
                .explain(row)
                .outputs()
                .get(0);
        for (int i = 0; i < COLUMNS; i++) {
            Attribution a = output.attributions().get(i);
            assertThat(Math.abs(a.value() - exact[i])).isLessThanOrEqualTo(4.5 * a.standardError());
        }
        assertThat(output.values()[2]).isZero();
    }

    /** A rule that the row follows but for one exception misses the total by nothing, and few coalitions see it. */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"12,9", "20,0", "20,19", "30,20", "50,49"})
    void explain_ruleWithAnException_isNotTakenForAdditive(int columns, int exception) {
        Predictor rule = Predictor.ofScore(x -> {
            double sum = 0;
            boolean applies = x[exception] == 0;
            for (int c = 0; c < columns; c++) {
                sum += 0.1 * c * x[c];
                applies &= c == exception || c % 6 != 1 || x[c] == 1;
            }
            return sum + (applies ? 1 : 0);
        });
        double[] row = new double[columns];
        Arrays.fill(row, 1);
        for (long seed = 0; seed < 10; seed++) {
            Explanation explanation = KernelShap.builder(rule, Background.of(Matrix.zeros(1, columns)))
                    .seed(seed)
                    .build()
                    .explain(row);
            assertThat(explanation.provenance().stopReason()).isNotEqualTo(StopReason.ADDITIVE);
        }
    }

    @Test
    void finish_afterContinuingToLess_goesOnToWhereTheOptionsEnd() {
        KernelShap shap = shap().coalitions(400).build();
        RunningExplanation running = shap.start(row());
        assertThat(running.continueTo(60).provenance().coalitions()).isEqualTo(60);
        assertThat(running.isFinished()).isFalse();
        assertThat(running.finish().outputs()).isEqualTo(shap.explain(row()).outputs());
        assertThat(running.isFinished()).isTrue();
        assertThat(running.continueTo(800).provenance().options().get("budget"))
                .isEqualTo("at most 400 coalitions, continued to 800 coalitions");
    }

    @Test
    void continueTo_tooFewToDetermineValues_isRefused() {
        RunningExplanation running = shap().build().start(row());
        assertThatThrownBy(() -> running.continueTo(2 * COLUMNS - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coalitions must be at least 28 for 14 players but is 27");
    }

    @Test
    void continueTo_afterTooFewPairsToTell_findsAdditiveModels() {
        RunningExplanation running = KernelShap.builder(
                        Predictor.ofScore(x -> x[0] * x[1] + 2 * x[5]), Background.of(gaussian(5, COLUMNS, 1)))
                .coalitions(2 * COLUMNS)
                .build()
                .start(row());
        assertThat(running.finish().provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        Explanation more = running.continueTo(400);
        assertThat(more.provenance().stopReason()).isEqualTo(StopReason.ADDITIVE);
        assertThat(more.provenance().coalitions()).isEqualTo(4L * COLUMNS + 16);
    }

    @Test
    void continueTo_anyPath_givesTheSameBits() {
        KernelShap shap = shap().build();
        RunningExplanation direct = shap.start(row());
        RunningExplanation steps = shap.start(row());
        steps.advance();
        steps.continueTo(300);
        assertThat(steps.continueTo(1600).outputs())
                .isEqualTo(direct.continueTo(1600).outputs());
    }

    @Test
    void continueTo_moreThanAnArrayHolds_isRefused() {
        RunningExplanation running = KernelShap.builder(
                        Predictor.ofScore(GrowingEstimationTest::tangled), Background.of(gaussian(2, 40, 1)))
                .build()
                .start(gaussian(1, 40, 2).row(0));
        assertThatThrownBy(() -> running.continueTo(Integer.MAX_VALUE))
                .hasMessageStartingWith("coalitions must be at most ");
    }

    @Test
    void tunedOn_onePlayer_hasNothingToTune() {
        Explanation explanation = KernelShap.builder(
                        Predictor.ofScore(x -> 3 * x[0]), Background.of(Matrix.of(new double[][] {{1}})))
                .tunedOn(Matrix.of(new double[][] {{2}}))
                .build()
                .explain(2);
        assertThat(explanation.outputs().get(0).values()).containsExactly(3);
        assertThat(explanation.provenance().options())
                .containsEntry(
                        "process tuned on", "nothing, since fewer than 4 players are always enumerated; not used");
    }

    @Test
    void modelRows_namedEstimatorAndGamesOfOtherBackgrounds_areKeptByEach() {
        Predictor model = Predictor.ofScore(GrowingEstimationTest::tangled);
        GameShap shap = GameShap.builder()
                .estimator(Estimator.permutations(PermutationOrders.RANDOM))
                .modelRows(4000)
                .build();
        for (int size : new int[] {1, 60}) {
            Explanation explanation =
                    shap.explain(BackgroundMasker.builder(model, Background.of(gaussian(size, COLUMNS, 1)))
                            .build()
                            .mask(row()));
            assertThat(explanation.provenance().modelRows()).isLessThanOrEqualTo(4000);
        }
    }

    @Test
    void precision_beyondAllValues_isReachedAtOnce() {
        for (PrecisionUnit unit : PrecisionUnit.values()) {
            Explanation explanation = shap().precision(1e308, unit).build().explain(row());
            assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.PRECISION);
            assertThat(explanation.provenance().warnings()).noneMatch(w -> w.contains("precision"));
        }
    }

    @Test
    void precision_farOutOfReach_isSaidWithoutAnInfinity() {
        Explanation explanation = shap().precision(1e-300, PrecisionUnit.RELATIVE)
                .coalitions(100)
                .build()
                .explain(row());
        assertThat(explanation.provenance().warnings())
                .contains("the precision was not reached: 1.96 standard errors are beyond all measure of what was asked"
                        + " for");
    }

    @Test
    void time_moreThanNanosecondsCanCount_isNoLimit() {
        Explanation explanation =
                shap().time(Duration.ofDays(365 * 300)).coalitions(100).build().explain(row());
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(explanation.provenance().coalitions()).isEqualTo(100);
    }

    @Test
    void tunedOn_badRows_areNamedAsWhatTheyAre() {
        assertThatThrownBy(() -> shap().tunedOn(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("typicalRows");
        assertThatThrownBy(() -> shap().tunedOn(Matrix.zeros(2, 3)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("typical row 0 must have 14 columns but has 3; the first one missing is 'x3'");
        Matrix gap = gaussian(3, COLUMNS, 50);
        gap.data()[2 * COLUMNS + 5] = Double.NaN;
        assertThatThrownBy(() -> shap().tunedOn(gap).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column 5 ('x5') of typical row 2 ");
    }

    @Test
    void tunedOn_rowThatAConstraintRefuses_isNamed() {
        BackgroundMasker masker = BackgroundMasker.builder(
                        Predictor.ofScore(GrowingEstimationTest::tangled), Background.of(gaussian(5, COLUMNS, 1)))
                .constraint("small", row -> row[0] < 100)
                .build();
        Matrix typical = gaussian(3, COLUMNS, 50);
        typical.data()[COLUMNS] = 101;
        assertThatThrownBy(() -> KernelShap.builder(masker).tunedOn(typical).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "typical row 1 cannot be explained: the explained row must be admitted by constraint 'small'"
                                + " but is not; correct the row or the constraint");
    }
}
