package secant.testkit;

import static secant.testkit.Claims.sameOutputs;
import static secant.testkit.Claims.that;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import secant.data.Background;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.model.Predictor;
import secant.model.PredictorException;

/** What goes wrong with rows, budgets and models: each must be said, with what, where, the value and the way out. */
final class FaultChecks {

    private FaultChecks() {}

    /**
     * A mistake that must be refused.
     *
     * @param name identifies it
     * @param situation what is done, in words
     * @param type what must be thrown
     * @param says what the message must hold
     * @param needs the claims that make it possible
     * @param provoke does it
     */
    record Fault(
            String name,
            String situation,
            Class<? extends Throwable> type,
            List<String> says,
            Set<Capability> needs,
            Provocation provoke) {

        /** Does something wrong with an explainer. */
        @FunctionalInterface
        interface Provocation {

            Object run(Subject subject) throws Exception;
        }

        Throwable thrown(Subject subject) {
            return Faults.thrownBy(() -> provoke.run(subject));
        }

        void check(Subject subject) {
            Throwable thrown = thrown(subject);
            if (!type.isInstance(thrown)) {
                throw new AssertionError("must throw " + type.getName() + " but throws " + thrown, thrown);
            }
            Claims.contains(Faults.message(thrown), says.toArray(String[]::new));
        }
    }

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (Fault fault : faults()) {
            checks.add(new Check(
                    fault.name(),
                    fault.situation() + ": refused, and the message says what, where and the value",
                    Check.Kind.ALL,
                    fault.needs(),
                    fault::check));
        }
        checks.add(Check.all(
                "one-bad-row", "a bad row of a table fails by itself, with its number", FaultChecks::oneBadRow));
        checks.add(Check.all("one-failed-call", "a call that fails fails its row alone", FaultChecks::oneFailedCall));
        checks.add(Check.all("empty-table", "a table without rows gives no explanations", FaultChecks::emptyTable));
        checks.add(Check.all(
                "model-cause",
                "what the model threw is kept as the cause, with the number of its call",
                FaultChecks::cause));
        checks.add(Check.all("model-error", "an Error of the model passes through", FaultChecks::errorPasses));
        checks.add(Check.all(
                "model-same-array", "a model may answer from one array that it uses again", FaultChecks::sameArray));
        checks.add(Check.all(
                "model-not-deterministic",
                "a model that answers differently is warned of",
                FaultChecks::notDeterministic));
        return List.copyOf(checks);
    }

    /** The refusals, one by one. */
    static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.add(row(
                "row-nan",
                "a NaN in the row",
                IllegalArgumentException.class,
                List.of("'debt'", "column 2", "NaN"),
                2,
                Double.NaN));
        faults.add(row(
                "row-infinite",
                "an infinity in the row",
                IllegalArgumentException.class,
                List.of("'score'", "column 5", "finite", "-Infinity"),
                5,
                Double.NEGATIVE_INFINITY));
        faults.add(refused(
                "row-narrow",
                "a row that is too narrow",
                List.of("6 columns", "has 4", "'rate'"),
                subject -> subject.explainer(Fixture.trial(subject)).explain(1, 2, 3, 4)));
        faults.add(refused(
                "row-wide",
                "a row that is too wide",
                List.of("6 columns", "has 7"),
                subject -> subject.explainer(Fixture.trial(subject)).explain(1, 2, 3, 4, 5, 6, 7)));
        faults.add(refused(
                "row-empty",
                "an empty row",
                List.of("6 columns", "has 0", "'age'"),
                subject -> subject.explainer(Fixture.trial(subject)).explain()));
        faults.add(refused(
                "table-narrow",
                "a table that is too narrow",
                List.of("6 columns", "has 5", "'score'"),
                subject -> subject.explainer(Fixture.trial(subject)).explain(Matrix.zeros(2, 5))));
        faults.add(new Fault(
                "row-null",
                "no row at all",
                NullPointerException.class,
                List.of("row"),
                Set.of(),
                subject -> subject.explainer(Fixture.trial(subject)).explain((double[]) nothing())));
        faults.add(refused(
                "row-category",
                "a category that the schema does not have",
                List.of("'home'", "0 to 2", "3.0"),
                FaultChecks::unknownCategory));
        faults.add(model("model-null", "a model that returns null", List.of("null", "call"), rows -> nothing()));
        faults.add(model(
                "model-few-rows",
                "a model that returns too few rows",
                List.of("rows for", "call"),
                rows -> Matrix.zeros(rows.rows() - 1, 1)));
        faults.add(model(
                "model-many-rows",
                "a model that returns too many rows",
                List.of("rows for", "call"),
                rows -> Matrix.zeros(rows.rows() + 1, 1)));
        faults.add(model(
                "model-no-outputs",
                "a model that returns no output",
                List.of("at least 1 output", "0", "call"),
                rows -> Matrix.zeros(rows.rows(), 0)));
        faults.add(model(
                "model-outputs-change",
                "a model that returns more outputs later",
                List.of("2 outputs", "after 1", "call"),
                outputsChange()));
        faults.add(model(
                "model-nan",
                "a model that returns NaN in one region",
                List.of("NaN", "output 0", "row", "call"),
                inRegion(Double.NaN)));
        faults.add(model(
                "model-infinite",
                "a model that returns an infinity in one region",
                List.of("Infinity", "output 0", "row", "call"),
                inRegion(Double.POSITIVE_INFINITY)));
        faults.add(model(
                "model-throws",
                "a model that throws",
                List.of("java.lang.IllegalStateException", "out of order", "call"),
                rows -> {
                    throw new IllegalStateException("out of order");
                }));
        for (int budget : new int[] {0, -3, 1}) {
            faults.add(new Fault(
                    "budget-" + (budget < 0 ? "negative" : Integer.toString(budget)),
                    "a budget of " + budget,
                    IllegalArgumentException.class,
                    List.of(" " + budget),
                    Set.of(Capability.SAMPLED),
                    subject -> {
                        UnanimityGame game = Fixture.tenPlayers(1);
                        return subject.has(Capability.SURROGATE)
                                ? subject.explainer(Fixture.trial(subject).budget(budget))
                                        .explain(Fixture.row())
                                : subject.explainer(game.trial().budget(budget)).explain(game.present());
                    }));
        }
        return List.copyOf(faults);
    }

    private static Fault refused(String name, String situation, List<String> says, Fault.Provocation provoke) {
        return new Fault(name, situation, IllegalArgumentException.class, says, Set.of(), provoke);
    }

    private static Fault row(
            String name,
            String situation,
            Class<? extends Throwable> type,
            List<String> says,
            int column,
            double value) {
        return new Fault(name, situation, type, says, Set.of(), subject -> {
            double[] row = Fixture.row();
            row[column] = value;
            return subject.explainer(Fixture.trial(subject)).explain(row);
        });
    }

    private static Fault model(String name, String situation, List<String> says, Predictor predictor) {
        return new Fault(
                name,
                situation,
                PredictorException.class,
                says,
                Set.of(),
                subject -> subject.explainer(Fixture.trial(subject).predictor(predictor))
                        .explain(Fixture.row()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what callers and models do all the same
    private static <T> T nothing() {
        return null;
    }

    private static Object unknownCategory(Subject subject) {
        Schema schema = Schema.of(Feature.numeric("age"), Feature.categorical("home", "rent", "owner", "other"));
        double[] data = Fixture.rows(40, 2, 3).data();
        for (int i = 1; i < data.length; i += 2) {
            data[i] = i / 2 % 3;
        }
        Background background = Background.of(schema, Matrix.wrap(40, 2, data));
        return subject.explainer(Trial.of(Predictor.ofScore(x -> x[0] + x[1]).threadSafe(), background))
                .explain(1, 3);
    }

    /** Answers with one output for the background and the first call after it, then with two. */
    private static Predictor outputsChange() {
        return rows -> Matrix.zeros(rows.rows(), rows.rows() == 1 ? 1 : rows.get(0, 0) == 1.5 || isMixed(rows) ? 2 : 1);
    }

    /** Whether rows hold a value of the explained row beside others, which rows of the background do not. */
    private static boolean isMixed(Matrix rows) {
        for (int r = 0; r < rows.rows(); r++) {
            for (int c = 0; c < rows.columns(); c++) {
                if (rows.get(r, c) == Fixture.row()[c]) {
                    return true;
                }
            }
        }
        return rows.rows() > 200;
    }

    private static Predictor inRegion(double answer) {
        return Predictor.ofScore(x -> x[0] > 0 && x[1] < 0 && x[2] < 0 ? answer : x[0]);
    }

    private static void oneBadRow(Subject subject) {
        Matrix table = Fixture.table(4);
        table.data()[2 * 6 + 1] = Double.NaN;
        Explainer explainer = subject.explainer(Fixture.trial(subject));
        Explanations found = explainer.explain(table);
        that(found.size() == 3, "3 rows must be explained but " + found.size() + " are");
        that(
                found.failures().size() == 1 && found.failures().get(0).row() == 2,
                "row 2 must have failed but the failures are " + found.failures());
        Claims.contains(Faults.message(found.failures().get(0).cause()), "'income'", "NaN");
        for (int r : new int[] {0, 1, 3}) {
            Explanation alone = explainer.explain(table.row(r));
            sameOutputs(found.ofRow(r).orElseThrow(), alone, "outputs of row " + r);
        }
    }

    private static void oneFailedCall(Subject subject) {
        Matrix table = Fixture.table(3);
        double bad = table.get(1, 3);
        Predictor failing = Predictor.ofScore(x -> {
            if (x[3] == bad && x[4] == table.get(1, 4)) {
                throw new IllegalStateException("no answer for row 1");
            }
            return Fixture.score(x);
        });
        Explanations found =
                subject.explainer(Fixture.trial(subject).predictor(failing)).explain(table);
        that(
                found.size() == 2 && found.rowOf(0) == 0 && found.rowOf(1) == 2,
                "rows 0 and 2 must be explained but " + found.size() + " are, with failures " + found.failures());
        Claims.contains(Faults.message(found.failures().get(0).cause()), "no answer for row 1");
    }

    private static void emptyTable(Subject subject) {
        Explanations found = subject.explainer(Fixture.trial(subject)).explain(Matrix.zeros(0, 6));
        that(found.size() == 0 && found.failures().isEmpty(), "nothing must be explained and nothing fail");
    }

    private static void cause(Subject subject) {
        AtomicInteger calls = new AtomicInteger();
        IllegalStateException cause = new IllegalStateException("third call");
        Predictor third = rows -> {
            if (calls.incrementAndGet() == 3) {
                throw cause;
            }
            return Fixture.model().predict(rows);
        };
        Throwable thrown = Faults.thrownBy(
                () -> subject.explainer(Fixture.trial(subject).predictor(third).batchRows(2))
                        .explain(Fixture.row()));
        that(thrown instanceof PredictorException, "must throw a PredictorException but throws " + thrown);
        that(thrown.getCause() == cause, "the cause must be what the model threw but is " + thrown.getCause());
        that(
                ((PredictorException) thrown).call() == 3,
                "the call must be number 3 but is " + ((PredictorException) thrown).call());
        Claims.contains(Faults.message(thrown), "call 3");
    }

    private static void errorPasses(Subject subject) {
        StackOverflowError error = new StackOverflowError("deep");
        Predictor failing = Predictor.ofScore(x -> {
            if (x[0] == 1.5) {
                throw error;
            }
            return x[0];
        });
        Explainer explainer = subject.explainer(Fixture.trial(subject).predictor(failing));
        that(
                Faults.thrownBy(() -> explainer.explain(Fixture.row())) == error,
                "an Error of the model must pass through");
        that(
                Faults.thrownBy(() -> explainer.explain(Matrix.ofRow(Fixture.row()))) == error,
                "an Error of the model must pass through tables");
    }

    private static void sameArray(Subject subject) {
        double[][] kept = new double[1][0];
        Predictor frugal = rows -> {
            Matrix answers = Fixture.model().predict(rows);
            if (kept[0].length != answers.rows()) {
                kept[0] = new double[answers.rows()];
            }
            System.arraycopy(answers.data(), 0, kept[0], 0, kept[0].length);
            return Matrix.wrap(kept[0].length, 1, kept[0]);
        };
        Trial trial = Fixture.trial(subject).batchRows(1);
        sameOutputs(
                subject.explainer(trial.predictor(frugal)).explain(Fixture.row()),
                subject.explainer(trial).explain(Fixture.row()),
                "outputs of a model that answers from one array");
    }

    private static void notDeterministic(Subject subject) {
        AtomicInteger calls = new AtomicInteger();
        Predictor drifting = Predictor.ofScore(x -> Fixture.score(x) + 1e-9 * calls.incrementAndGet());
        Throwable thrown = null;
        List<String> warnings = List.of();
        try {
            warnings = subject.explainer(Fixture.trial(subject).predictor(drifting))
                    .explain(Fixture.row())
                    .provenance()
                    .warnings();
        } catch (RuntimeException e) {
            thrown = e;
        }
        String said = thrown == null ? String.join("; ", warnings) : Faults.message(thrown);
        that(
                said.contains("deterministic"),
                "a model that is not deterministic must be said to be, but: '" + said + "'");
    }
}
