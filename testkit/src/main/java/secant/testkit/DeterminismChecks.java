package secant.testkit;

import static secant.testkit.Capability.SAMPLED;
import static secant.testkit.Claims.sameBits;
import static secant.testkit.Claims.sameOutputs;
import static secant.testkit.Claims.that;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.model.Predictor;

/** The same bits, whatever comes before, beside or around. */
final class DeterminismChecks {

    private DeterminismChecks() {}

    static List<Check> all() {
        return List.of(
                Check.all("same-repeated", "ten repeats give the same bits", DeterminismChecks::repeated),
                Check.all(
                        "same-anew", "another explainer of the same seed gives the same bits", DeterminismChecks::anew),
                Check.all(
                        "A18-batch",
                        "a table gives what its rows give one by one, in any order",
                        DeterminismChecks::batch),
                Check.all(
                        "same-batch-rows",
                        "the size of the model's batches changes no bit",
                        DeterminismChecks::batchRows),
                Check.all(
                        "same-threads", "1, 2, 8 and 64 rows at a time give the same bits", DeterminismChecks::threads),
                Check.all("same-locale", "the default locale and time zone change no bit", DeterminismChecks::locale),
                Check.all(
                        "no-global-state",
                        "locale, time zone and system properties are left alone",
                        DeterminismChecks::globalState),
                Check.all(
                        "inputs-unchanged",
                        "the caller's rows and background stay as they were",
                        DeterminismChecks::inputsUnchanged));
    }

    private static void repeated(Subject subject) {
        Explainer explainer = subject.explainer(Fixture.sampled(subject));
        double[] row = Fixture.sampledRow(subject);
        Explanation first = explainer.explain(row);
        for (int i = 0; i < 9; i++) {
            sameOutputs(explainer.explain(row), first, "outputs of a repeat");
        }
    }

    private static void anew(Subject subject) {
        double[] row = Fixture.sampledRow(subject);
        sameOutputs(
                subject.explainer(Fixture.sampled(subject)).explain(row),
                subject.explainer(Fixture.sampled(subject)).explain(row),
                "outputs of another explainer");
    }

    /** Rows and an explainer that samples, where it can. */
    static Trial tableTrial(Subject subject) {
        return subject.has(SAMPLED) ? Fixture.sampled(subject) : Fixture.trial(subject);
    }

    static Matrix table(Subject subject, int rows) {
        if (subject.has(Capability.SURROGATE) || !subject.has(SAMPLED)) {
            return Fixture.table(rows);
        }
        Matrix table = Fixture.rows(rows, 10, 13);
        for (int i = 0; i < table.data().length; i++) {
            table.data()[i] += 1.0 / 64;
        }
        return table;
    }

    private static void batch(Subject subject) {
        Matrix table = table(subject, 5);
        Explainer explainer = subject.explainer(tableTrial(subject));
        Explanations all = explainer.explain(table).orThrow();
        double[][] reversed = new double[table.rows()][];
        for (int r = 0; r < reversed.length; r++) {
            reversed[r] = table.row(reversed.length - 1 - r);
        }
        Explanations backwards = explainer.explain(Matrix.of(reversed)).orThrow();
        for (int r = 0; r < table.rows(); r++) {
            Explanation alone = subject.explainer(tableTrial(subject)).explain(table.row(r));
            sameOutputs(all.get(r), alone, "outputs of row " + r + " of a table");
            sameOutputs(
                    backwards.get(reversed.length - 1 - r), alone, "outputs of row " + r + " of the reversed table");
        }
    }

    private static void batchRows(Subject subject) {
        double[] row = Fixture.sampledRow(subject);
        Explanation expected = subject.explainer(Fixture.sampled(subject)).explain(row);
        for (int rows : new int[] {1, 3, 1000}) {
            sameOutputs(
                    subject.explainer(Fixture.sampled(subject).batchRows(rows)).explain(row),
                    expected,
                    "outputs with batches of " + rows);
        }
    }

    private static void threads(Subject subject) {
        Matrix table = table(subject, 16);
        Explanations expected = subject.explainer(tableTrial(subject).parallelism(1))
                .explain(table)
                .orThrow();
        for (int parallelism : new int[] {2, 8, 64}) {
            Explanations actual = subject.explainer(tableTrial(subject).parallelism(parallelism))
                    .explain(table)
                    .orThrow();
            for (int r = 0; r < table.rows(); r++) {
                sameOutputs(actual.get(r), expected.get(r), "outputs of row " + r + " with parallelism " + parallelism);
            }
        }
    }

    private static void locale(Subject subject) {
        double[] row = Fixture.sampledRow(subject);
        Explanation expected = subject.explainer(Fixture.sampled(subject)).explain(row);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag :
                    List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
                Explanation actual = subject.explainer(Fixture.sampled(subject)).explain(row);
                that(actual.equals(expected), "an explanation in locale " + tag + " must be the same but is not");
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static void globalState(Subject subject) {
        Locale own = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Properties before = (Properties) System.getProperties().clone();
        Locale locale = Locale.forLanguageTag("hi-IN"); // which nobody would set for the sake of formats
        try {
            Locale.setDefault(locale);
            subject.explainer(Fixture.sampled(subject)).explain(Fixture.sampledRow(subject));
            that(
                    Locale.getDefault().equals(locale),
                    "the default locale must be left alone but is " + Locale.getDefault());
            that(
                    TimeZone.getDefault().equals(zone),
                    "the time zone must be left alone but is " + TimeZone.getDefault());
            that(System.getProperties().equals(before), "system properties must be left alone");
        } finally {
            Locale.setDefault(own);
            TimeZone.setDefault(zone);
            System.setProperties(before);
        }
    }

    private static void inputsUnchanged(Subject subject) {
        Trial trial = Fixture.trial(subject);
        Predictor vandal = rows -> {
            Matrix answers = trial.predictor().predict(rows);
            Arrays.fill(rows.data(), -99);
            return answers;
        };
        double[] row = Fixture.row();
        Matrix table = Fixture.table(3);
        Background background = trial.background();
        Matrix rowsBefore = background.rows().copy();
        Explainer explainer = subject.explainer(trial.predictor(vandal));
        Explanation actual = explainer.explain(row);
        explainer.explain(table).orThrow();
        sameBits(row, Fixture.row(), "values of the caller's row");
        sameBits(table.data(), Fixture.table(3).data(), "values of the caller's table");
        sameBits(background.rows().data(), rowsBefore.data(), "values of the background");
        sameOutputs(actual, subject.explainer(trial).explain(row), "outputs of a model that writes to what it gets");
        double[] explained = actual.row();
        Arrays.fill(row, -99);
        sameBits(actual.row(), explained, "values of the explained row after the caller's was changed");
    }
}
