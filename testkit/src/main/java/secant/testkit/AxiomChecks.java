package secant.testkit;

import static secant.testkit.Capability.ADDITIVE;
import static secant.testkit.Capability.EXACT;
import static secant.testkit.Capability.LINEAR;
import static secant.testkit.Capability.PAIRED;
import static secant.testkit.Capability.SAMPLED;
import static secant.testkit.Capability.SEMIVALUE;
import static secant.testkit.Claims.close;
import static secant.testkit.Claims.sameBits;
import static secant.testkit.Claims.values;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.model.Predictor;

/** The axioms of values of a game, and how values answer to changes of it. */
final class AxiomChecks {

    private static final double EXACTLY = 1e-11;

    private AxiomChecks() {}

    static List<Check> all() {
        return List.of(
                Check.values(
                        "A1-efficiency",
                        "base value + values = prediction, within 1e-12 of their size",
                        AxiomChecks::efficiency,
                        ADDITIVE),
                Check.values(
                        "A1-sampled-efficiency",
                        "the same where coalitions are sampled",
                        AxiomChecks::sampledEfficiency,
                        ADDITIVE,
                        SAMPLED),
                Check.values("A1-ends", "base value and prediction are what the model answers", AxiomChecks::ends),
                Check.values(
                        "A2-unanimity",
                        "sums of unanimity games of 1 to 12 players get their closed form",
                        AxiomChecks::unanimity,
                        EXACT,
                        SEMIVALUE),
                Check.values(
                        "A2-brute-force",
                        "a model with interactions of three against several background rows gets what"
                                + " brute force finds",
                        AxiomChecks::bruteForce,
                        EXACT,
                        SEMIVALUE),
                Check.values(
                        "A3-linear",
                        "linear models get their closed form, at sizes around the words of a bit mask",
                        AxiomChecks::linear,
                        LINEAR),
                Check.values(
                        "A4-pairs",
                        "games without interactions of three get exact values from 4 coalitions a player",
                        AxiomChecks::pairs,
                        PAIRED,
                        SEMIVALUE),
                Check.values(
                        "A5-symmetry", "players that are alike get the same", AxiomChecks::symmetry, EXACT, SEMIVALUE),
                Check.values("A6-dummy", "a player that changes nothing gets nothing", AxiomChecks::dummy, EXACT),
                Check.values(
                        "A7-linearity",
                        "the values of a sum of models are the sums of their values",
                        AxiomChecks::linearity,
                        EXACT),
                Check.values(
                        "A8-monotonicity",
                        "a player that adds more to every coalition gets more",
                        AxiomChecks::monotonicity,
                        EXACT),
                Check.values("A9-scale", "outputs times 2^40 or 2^-40 scale the values to the bit", AxiomChecks::scale),
                Check.values(
                        "A9-sampled-scale",
                        "the same where coalitions are sampled",
                        AxiomChecks::sampledScale,
                        SAMPLED),
                Check.values(
                        "A9-huge", "outputs of size 1e300 get the same values times their size", AxiomChecks::huge),
                Check.values("A10-shift", "a constant added to the model changes no value", AxiomChecks::shift),
                Check.values("A10-offset", "an offset of 1e12 costs no digits", AxiomChecks::offset),
                Check.values(
                        "A11-players-permuted", "values follow their columns", AxiomChecks::permuted, EXACT, SEMIVALUE),
                Check.values("constant", "a constant model gives zeros, not small numbers", AxiomChecks::constant));
    }

    private static void efficiency(Subject subject) {
        Claims.adds(subject.explainer(Fixture.trial(subject)).explain(Fixture.row()), 1e-12);
    }

    private static void sampledEfficiency(Subject subject) {
        for (long seed = 1; seed <= 5; seed++) {
            UnanimityGame game = Fixture.tenPlayers(seed);
            Claims.adds(
                    subject.explainer(game.trial()
                                    .budget(Fixture.SAMPLED_COALITIONS)
                                    .seed(seed))
                            .explain(game.present()),
                    1e-12);
        }
    }

    private static void ends(Subject subject) {
        Trial trial = Fixture.trial(subject);
        OutputExplanation output =
                subject.explainer(trial).explain(Fixture.row()).outputs().get(0);
        double base = 0;
        for (double[] row : trial.background().rows().toRows()) {
            base += Fixture.score(row) / trial.background().size();
        }
        close(output.baseValue(), base, 1e-12 * Math.abs(base), "the base value");
        close(output.prediction(), Fixture.score(Fixture.row()), 0, "the prediction");
    }

    private static void unanimity(Subject subject) {
        for (int players = 1; players <= 12; players++) {
            UnanimityGame game = UnanimityGame.random(players, Math.min(players, 6), 2 * players, 20 + players);
            Trial trial = subject.has(SAMPLED) ? game.trial().budget(Math.max(14, 1 << players)) : game.trial();
            Explanation explanation = subject.explainer(trial).explain(game.present());
            close(
                    values(explanation),
                    game.values(subject.share()),
                    EXACTLY * game.size(subject.share()),
                    "values of " + players + " players");
        }
    }

    private static void bruteForce(Subject subject) {
        Trial trial = Fixture.trial(subject).predictor(Fixture.twoOutputs());
        for (double[] row : Fixture.table(4).toRows()) {
            Explanation explanation = subject.explainer(trial).explain(row);
            for (int k = 0; k < 2; k++) {
                Oracle oracle = Oracle.of(subject, trial, row, k);
                close(values(explanation, k), oracle.values(), EXACTLY * oracle.size(), "values of output " + k);
            }
        }
    }

    private static void linear(Subject subject) {
        int[] sizes = ExplainerConformance.isFull()
                ? new int[] {1, 2, 3, 30, 31, 32, 33, 34, 63, 64, 65, 127, 128, 500, 2000}
                : new int[] {1, 2, 3, 31, 32, 33, 63, 64, 65, 128};
        for (int players : sizes) {
            UnanimityGame game = UnanimityGame.linear(players, players);
            Explanation explanation = subject.explainer(game.trial().budget(Math.max(14, 4 * players)))
                    .explain(game.present());
            close(
                    values(explanation),
                    game.values(subject.share()),
                    1e-10 * game.size(subject.share()),
                    "values of " + players + " players");
        }
    }

    private static void pairs(Subject subject) {
        int[] sizes = ExplainerConformance.isFull() ? new int[] {20, 50, 100, 300, 1000} : new int[] {20, 50, 100};
        for (int players : sizes) {
            UnanimityGame game = UnanimityGame.random(players, 2, 3 * players, players);
            Explanation explanation =
                    subject.explainer(game.trial().budget(4 * players)).explain(game.present());
            close(
                    values(explanation),
                    game.values(subject.share()),
                    1e-9 * game.size(subject.share()),
                    "values of " + players + " players");
        }
    }

    private static void symmetry(Subject subject) {
        Predictor symmetric = Predictor.ofScore(x -> x[0] * x[1] * x[2] + x[0] + x[1] + x[3] * x[4] + x[5])
                .threadSafe();
        Matrix rows = Fixture.background(subject).rows().copy();
        for (int r = 0; r < rows.rows(); r++) {
            rows.data()[r * rows.columns() + 1] = rows.data()[r * rows.columns()];
        }
        Trial trial = Trial.of(symmetric, Background.of(rows));
        double[] values = values(subject.explainer(trial).explain(1.5, 1.5, -0.5, 2, 0.25, 1));
        close(
                values[0],
                values[1],
                1e-12 * Math.abs(values[0]),
                "the value of the first of two players that are alike");
    }

    private static void dummy(Subject subject) {
        Predictor ignoring =
                Predictor.ofScore(x -> x[0] * x[1] * x[2] + x[4] * x[5]).threadSafe();
        Trial trial = Fixture.trial(subject).predictor(ignoring);
        double[] values = values(subject.explainer(trial).explain(Fixture.row()));
        double size = Arrays.stream(values).map(Math::abs).sum();
        close(values[3], 0, 1e-12 * size, "the value of a player that changes nothing");
    }

    private static void linearity(Subject subject) {
        Trial trial = Fixture.trial(subject);
        double[] first = values(subject.explainer(trial).explain(Fixture.row()));
        double[] second = values(subject.explainer(
                        trial.predictor(Predictor.ofScore(Fixture::other).threadSafe()))
                .explain(Fixture.row()));
        double[] both = values(subject.explainer(
                        trial.predictor(Predictor.ofScore(x -> 2 * Fixture.score(x) - 3 * Fixture.other(x))
                                .threadSafe()))
                .explain(Fixture.row()));
        double[] expected = new double[both.length];
        Arrays.setAll(expected, i -> 2 * first[i] - 3 * second[i]);
        double size = Arrays.stream(expected).map(Math::abs).sum();
        close(both, expected, EXACTLY * size, "values of 2 f − 3 g");
    }

    private static void monotonicity(Subject subject) {
        Trial trial = Fixture.trial(subject);
        double[] less = values(subject.explainer(trial).explain(Fixture.row()));
        // What player 3 adds to any coalition grows by its difference to the background, times a positive number.
        Matrix low = trial.background().rows().copy();
        double lowest = Double.POSITIVE_INFINITY;
        for (int r = 0; r < low.rows(); r++) {
            lowest = Math.min(lowest, Fixture.row()[3] - low.get(r, 3));
        }
        double shift = 1 - Math.min(0, lowest);
        Predictor more = Predictor.ofScore(
                        x -> Fixture.score(x) + (x[3] > Fixture.row()[3] + shift / 2 ? 8 * (1 + x[0] * x[0]) : 0))
                .threadSafe();
        double[] row = Fixture.row();
        row[3] += shift;
        double[] before = values(subject.explainer(trial).explain(row));
        double[] after = values(subject.explainer(trial.predictor(more)).explain(row));
        Claims.that(less.length == after.length, "players must stay the same");
        Claims.that(
                after[3] > before[3],
                "a player that adds more to every coalition must get more than " + before[3] + " but gets " + after[3]);
    }

    private static void scale(Subject subject) {
        for (int exponent : new int[] {40, -40}) {
            scaled(subject, Fixture.trial(subject), Fixture.row(), exponent);
        }
    }

    private static void sampledScale(Subject subject) {
        for (int exponent : new int[] {40, -40}) {
            scaled(subject, Fixture.sampled(subject), Fixture.sampledRow(subject), exponent);
        }
    }

    private static void huge(Subject subject) {
        scaled(subject, Fixture.trial(subject), Fixture.row(), 990);
    }

    private static void scaled(Subject subject, Trial trial, double[] row, int exponent) {
        double[] plain = values(subject.explainer(trial).explain(row));
        double[] scaled =
                values(subject.explainer(trial.predictor(mapped(trial.predictor(), y -> Math.scalb(y, exponent))))
                        .explain(row));
        double[] expected =
                Arrays.stream(plain).map(v -> Math.scalb(v, exponent)).toArray();
        sameBits(scaled, expected, "values of outputs × 2^" + exponent);
    }

    /** The same model with each output changed. */
    static Predictor mapped(Predictor predictor, Function<Double, Double> change) {
        Predictor mapped = rows -> {
            Matrix answers = predictor.predict(rows).copy();
            for (int i = 0; i < answers.data().length; i++) {
                answers.data()[i] = change.apply(answers.data()[i]);
            }
            return answers;
        };
        return predictor.isThreadSafe() ? mapped.threadSafe() : mapped;
    }

    private static void shift(Subject subject) {
        shifted(subject, 1024, 1e-12);
    }

    private static void offset(Subject subject) {
        // Multiples of 1/4096 below 2^53 / 4096 are doubles, so that the model itself rounds nothing.
        shifted(subject, 0x1p40, 1e-11);
    }

    private static void shifted(Subject subject, double shift, double tolerance) {
        Predictor coarse = Predictor.ofScore(x -> Math.rint(Fixture.score(x) * 4096) / 4096)
                .threadSafe();
        Trial trial = Fixture.trial(subject).predictor(coarse);
        double[] plain = values(subject.explainer(trial).explain(Fixture.row()));
        double[] shifted = values(subject.explainer(trial.predictor(mapped(coarse, y -> y + shift)))
                .explain(Fixture.row()));
        double size = Arrays.stream(plain).map(Math::abs).sum();
        close(shifted, plain, tolerance * size, "values of the model + " + shift);
    }

    private static void permuted(Subject subject) {
        int[] order = {3, 5, 0, 4, 1, 2};
        Trial trial = Fixture.trial(subject);
        double[] plain = values(subject.explainer(trial).explain(Fixture.row()));
        Matrix rows = trial.background().rows();
        double[] data = new double[rows.data().length];
        for (int i = 0; i < data.length; i++) {
            data[i] = rows.get(i / order.length, order[i % order.length]);
        }
        Predictor back = Predictor.ofScore(x -> {
            double[] own = new double[order.length];
            for (int c = 0; c < order.length; c++) {
                own[order[c]] = x[c];
            }
            return Fixture.score(own);
        });
        double[] row = new double[order.length];
        double[] expected = new double[order.length];
        for (int c = 0; c < order.length; c++) {
            row[c] = Fixture.row()[order[c]];
            expected[c] = plain[order[c]];
        }
        Trial moved = Trial.of(back.threadSafe(), Background.of(Matrix.wrap(rows.rows(), order.length, data)));
        double size = Arrays.stream(plain).map(Math::abs).sum();
        close(values(subject.explainer(moved).explain(row)), expected, EXACTLY * size, "values of permuted players");
    }

    private static void constant(Subject subject) {
        Trial trial =
                Fixture.trial(subject).predictor(Predictor.ofScore(x -> 0.1).threadSafe());
        double[] values = values(subject.explainer(trial).explain(Fixture.row()));
        for (double value : values) {
            close(value, 0, 0, "a value of a constant model");
        }
        Claims.that(values.length == FeatureGroups.singles(Fixture.SCHEMA).players(), "no player may be missing");
    }
}
