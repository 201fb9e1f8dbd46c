package secant.testkit;

import static secant.testkit.Capability.EXACT;
import static secant.testkit.Capability.SAMPLED;
import static secant.testkit.Capability.SEMIVALUE;
import static secant.testkit.Claims.close;
import static secant.testkit.Claims.that;
import static secant.testkit.Claims.values;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import secant.explanation.Explanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;
import secant.model.Predictor;

/** Values that are estimated: their errors over many seeds, and what they cost. Seeds are fixed, so that nothing is by chance. */
final class SamplingChecks {

    private static final double WIDTH_95 = 1.96;

    private SamplingChecks() {}

    static List<Check> all() {
        return List.of(
                Check.values(
                        "sampled-unbiased",
                        "the mean over seeds is within 5 standard errors of the exact value",
                        SamplingChecks::unbiased,
                        SAMPLED,
                        SEMIVALUE),
                Check.values(
                        "sampled-coverage",
                        "95 % intervals hold the exact value about as often as they say",
                        SamplingChecks::coverage,
                        SAMPLED,
                        SEMIVALUE),
                Check.values(
                        "sampled-rate",
                        "four times the coalitions take at least a third off the error",
                        SamplingChecks::rate,
                        SAMPLED,
                        SEMIVALUE),
                Check.values(
                        "sampled-errors",
                        "values that are not exact have a standard error above 0",
                        SamplingChecks::errorsAboveZero,
                        SAMPLED),
                Check.values(
                        "sampled-becomes-exact",
                        "a budget for all coalitions gives the exact values",
                        SamplingChecks::becomesExact,
                        SAMPLED,
                        EXACT,
                        SEMIVALUE),
                Check.values(
                        "budget-kept",
                        "no more coalitions are evaluated than the budget has",
                        SamplingChecks::budgetKept,
                        SAMPLED),
                Check.all(
                        "cost-reported",
                        "the rows that were asked for are the rows that the model saw",
                        SamplingChecks::costReported),
                Check.values(
                        "cost-of-dummies",
                        "players that equal the background cost nothing",
                        SamplingChecks::costOfEqualPlayers,
                        EXACT),
                Check.all("another-seed", "another seed gives other estimates", SamplingChecks::anotherSeed, SAMPLED),
                Check.all(
                        "provenance",
                        "seed, background and stop reason are what they were",
                        SamplingChecks::provenance));
    }

    private static int seeds() {
        return ExplainerConformance.isFull() ? 200 : 40;
    }

    /** Estimates of one game by many seeds. */
    private static final class Estimates {

        private final UnanimityGame game;
        private final double[] exact;
        private final double[][] values;
        private final double[][] errors;

        private Estimates(UnanimityGame game, double[] exact, double[][] values, double[][] errors) {
            this.game = game;
            this.exact = exact;
            this.values = values;
            this.errors = errors;
        }

        static Estimates of(Subject subject, int budget, int seeds) {
            UnanimityGame game = Fixture.tenPlayers(7);
            double[][] values = new double[seeds][];
            double[][] errors = new double[seeds][];
            for (int s = 0; s < values.length; s++) {
                Explanation explanation = subject.explainer(
                                game.trial().budget(budget).seed(1000 + s))
                        .explain(game.present());
                values[s] = Claims.values(explanation);
                errors[s] = Claims.errors(explanation);
            }
            return new Estimates(game, game.values(subject.share()), values, errors);
        }

        double rms() {
            double sum = 0;
            for (double[] value : values) {
                for (int i = 0; i < exact.length; i++) {
                    sum += (value[i] - exact[i]) * (value[i] - exact[i]);
                }
            }
            return Math.sqrt(sum / values.length / exact.length);
        }
    }

    private static void unbiased(Subject subject) {
        Estimates estimates = Estimates.of(subject, Fixture.SAMPLED_COALITIONS, seeds());
        int n = estimates.values.length;
        for (int i = 0; i < estimates.exact.length; i++) {
            double sum = 0;
            double squares = 0;
            for (double[] value : estimates.values) {
                double off = value[i] - estimates.exact[i];
                sum += off;
                squares += off * off;
            }
            double mean = sum / n;
            double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
            double rounding = 1e-12 * estimates.game.size(subject.share());
            close(mean, 0, 5 * error + rounding, "the mean error of player " + i + " over " + n + " seeds");
        }
    }

    private static void coverage(Subject subject) {
        Estimates estimates = Estimates.of(subject, Fixture.SAMPLED_COALITIONS, seeds());
        int held = 0;
        int all = 0;
        for (int s = 0; s < estimates.values.length; s++) {
            for (int i = 0; i < estimates.exact.length; i++) {
                double off = Math.abs(estimates.values[s][i] - estimates.exact[i]);
                held += off <= WIDTH_95 * estimates.errors[s][i] + 1e-12 ? 1 : 0;
                all++;
            }
        }
        double share = (double) held / all;
        // A few hundred intervals of one game, those of one seed not independent.
        that(
                share >= 0.88,
                "95 % intervals must hold the exact value in 88 % of cases at least but hold it in " + share);
        double rms = 0;
        double claimed = 0;
        for (int s = 0; s < estimates.values.length; s++) {
            for (int i = 0; i < estimates.exact.length; i++) {
                rms += Math.pow(estimates.values[s][i] - estimates.exact[i], 2);
                claimed += Math.pow(estimates.errors[s][i], 2);
            }
        }
        double ratio = Math.sqrt(claimed / rms);
        that(ratio < 2.5, "standard errors must be of the errors' size but are " + ratio + " times as large");
    }

    private static void rate(Subject subject) {
        double few = Estimates.of(subject, 110, seeds() / 2).rms();
        double many = Estimates.of(subject, 440, seeds() / 2).rms();
        that(
                many <= 0.67 * few,
                "four times the coalitions must take a third off the error but take it from " + few + " to " + many);
    }

    private static void errorsAboveZero(Subject subject) {
        Explanation explanation = subject.explainer(Fixture.sampled(subject)).explain(Fixture.sampledRow(subject));
        for (double error : Claims.errors(explanation)) {
            that(error > 0, "the standard error of a sampled value must be above 0 but is " + error);
        }
    }

    private static void becomesExact(Subject subject) {
        UnanimityGame game = UnanimityGame.random(7, 5, 12, 8);
        Explanation explanation = subject.explainer(game.trial().budget(1 << 7)).explain(game.present());
        close(values(explanation), game.values(subject.share()), 1e-11 * game.size(subject.share()), "values");
        that(
                explanation.provenance().coalitions() <= 126,
                "coalitions must be the 126 there are at most but were "
                        + explanation.provenance().coalitions());
    }

    private static void budgetKept(Subject subject) {
        UnanimityGame game = Fixture.tenPlayers(9);
        AtomicLong seen = new AtomicLong();
        for (int budget : new int[] {110, 140, 401}) {
            seen.set(0);
            Predictor counting = counting(game.predictor(), seen);
            Provenance provenance = subject.explainer(
                            game.trial().predictor(counting).budget(budget))
                    .explain(game.present())
                    .provenance();
            that(
                    provenance.coalitions() <= budget,
                    "coalitions must be at most " + budget + " but are " + provenance.coalitions());
            that(
                    seen.get() <= budget + 4L,
                    "the model must be asked for at most " + budget + " coalitions and the two ends twice, but was for "
                            + seen + " rows");
        }
    }

    static Predictor counting(Predictor predictor, AtomicLong seen) {
        Predictor counting = rows -> {
            seen.addAndGet(rows.rows());
            return predictor.predict(rows);
        };
        return predictor.isThreadSafe() ? counting.threadSafe() : counting;
    }

    private static void costReported(Subject subject) {
        AtomicLong seen = new AtomicLong();
        Trial trial = Fixture.sampled(subject);
        Trial counted = trial.predictor(counting(trial.predictor(), seen));
        var explainer = subject.explainer(counted);
        for (int i = 0; i < 2; i++) {
            seen.set(0);
            long reported =
                    explainer.explain(Fixture.sampledRow(subject)).provenance().modelRows();
            that(
                    reported == seen.get(),
                    "model rows must be reported as the " + seen + " that the model saw but are " + reported);
        }
    }

    private static void costOfEqualPlayers(Subject subject) {
        double[] row = Fixture.row();
        double[] background = row.clone();
        background[1] += 1;
        background[4] -= 1;
        Trial trial = Fixture.trial(subject)
                .background(secant.data.Background.of(Fixture.SCHEMA, secant.data.Matrix.ofRow(background)));
        Explanation explanation = subject.explainer(trial).explain(row);
        that(
                explanation.provenance().coalitions() <= 2,
                "two players that differ from the background must take 2 coalitions at most but took "
                        + explanation.provenance().coalitions());
    }

    private static void anotherSeed(Subject subject) {
        Trial trial = Fixture.sampled(subject);
        double[] row = Fixture.sampledRow(subject);
        double[] one = values(subject.explainer(trial.seed(1)).explain(row));
        double[] two = values(subject.explainer(trial.seed(2)).explain(row));
        that(!Arrays.equals(one, two), "estimates of seeds 1 and 2 must differ but are both " + Arrays.toString(one));
    }

    private static void provenance(Subject subject) {
        Trial trial = Fixture.trial(subject).seed(subject.has(SAMPLED) ? 77 : 0);
        Provenance provenance = subject.explainer(trial).explain(Fixture.row()).provenance();
        that(
                !subject.has(SAMPLED) || provenance.seed() == 77,
                "the seed must be recorded as 77 but is as " + provenance.seed());
        that(
                provenance.backgroundSize() == trial.background().size(),
                "the background must be recorded with " + trial.background().size() + " rows but is with "
                        + provenance.backgroundSize());
        that(
                provenance.backgroundFingerprint().matches("[0-9a-f]{64}"),
                "the background's fingerprint must be a SHA-256 but is '" + provenance.backgroundFingerprint() + "'");
        that(
                provenance.stopReason() != StopReason.RUNNING,
                "the stop reason of a finished explanation must not be RUNNING");
    }
}
