package secant.testkit;

import static secant.testkit.Capability.ADDITIVE;
import static secant.testkit.Capability.EXACT;
import static secant.testkit.Capability.GROUPS;
import static secant.testkit.Capability.INTERACTIONS;
import static secant.testkit.Capability.LINK;
import static secant.testkit.Capability.SEMIVALUE;
import static secant.testkit.Capability.WEIGHTS;
import static secant.testkit.Claims.close;
import static secant.testkit.Claims.that;
import static secant.testkit.Claims.values;

import java.util.Arrays;
import java.util.List;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;
import secant.model.Link;
import secant.model.Predictor;

/** How rows become games: backgrounds, weights, links, groups, outputs, interactions. */
final class GameChecks {

    private static final double EXACTLY = 1e-11;

    private GameChecks() {}

    static List<Check> all() {
        return List.of(
                Check.values(
                        "A12-background-order",
                        "the order of background rows does not matter",
                        GameChecks::backgroundOrder),
                Check.values(
                        "A13-copies",
                        "k copies of a background row are the row with weight k",
                        GameChecks::copies,
                        WEIGHTS),
                Check.values(
                        "A14-weighted",
                        "weighted rows give what brute force finds; ratios of weights count alone, and a weight of 0 leaves a row out",
                        GameChecks::weighted,
                        WEIGHTS,
                        EXACT,
                        SEMIVALUE),
                Check.values(
                        "A15-own-background",
                        "a row that is the whole background gets zeros",
                        GameChecks::ownBackground),
                Check.values(
                        "A16-bitwise",
                        "'equal to the background' is bitwise: time stamps and tiny features keep their" + " values",
                        GameChecks::bitwise,
                        EXACT),
                Check.values("A16-signed-zero", "−0.0 is not 0.0", GameChecks::signedZero, EXACT),
                Check.all("A17-outputs", "several outputs are explained as each by itself", GameChecks::outputs, EXACT),
                Check.values(
                        "A19-groups",
                        "groups get what brute force finds for the grouped game",
                        GameChecks::groups,
                        GROUPS,
                        EXACT,
                        SEMIVALUE),
                Check.values("A19-group-names", "groups keep their names and order", GameChecks::groupNames, GROUPS),
                Check.values(
                        "A20-splits",
                        "main effects and halves of pairs add up to the values",
                        GameChecks::splits,
                        INTERACTIONS,
                        ADDITIVE),
                Check.values(
                        "A20-pairs",
                        "where only pairs interact, each gets its interaction and none its half",
                        GameChecks::pairs,
                        INTERACTIONS,
                        EXACT),
                Check.values(
                        "link-ends", "the link is applied to the mean over the background", GameChecks::linkEnds, LINK),
                Check.values(
                        "link-values",
                        "values on a link's scale are what brute force finds",
                        GameChecks::linkValues,
                        LINK,
                        EXACT,
                        SEMIVALUE),
                Check.values(
                        "link-domain", "outputs that a link does not take are refused", GameChecks::linkDomain, LINK),
                Check.values(
                        "link-clip",
                        "a probability of 1 under the logit is explained, and said to be clipped",
                        GameChecks::linkClip,
                        LINK),
                Check.values(
                        "exact-errors", "exact values have a standard error of 0", GameChecks::exactErrors, EXACT));
    }

    private static void backgroundOrder(Subject subject) {
        Trial trial = Fixture.trial(subject);
        Matrix rows = trial.background().rows();
        double[][] reversed = rows.toRows();
        for (int r = 0; r < reversed.length; r++) {
            reversed[r] = rows.row(reversed.length - 1 - r);
        }
        compare(
                subject,
                trial,
                trial.background(Background.of(Fixture.SCHEMA, Matrix.of(reversed))),
                "of reversed rows");
    }

    private static void compare(Subject subject, Trial one, Trial other, String what) {
        double[] expected = values(subject.explainer(one).explain(Fixture.row()));
        double[] actual = values(subject.explainer(other).explain(Fixture.row()));
        close(actual, expected, 1e-12 * Arrays.stream(expected).map(Math::abs).sum(), "values " + what);
    }

    private static void copies(Subject subject) {
        Trial trial = Fixture.trial(subject);
        Matrix few = Fixture.rows(3, 6, 5);
        double[][] copied = {few.row(0), few.row(1), few.row(1), few.row(1), few.row(2), few.row(2)};
        compare(
                subject,
                trial.background(Background.of(Fixture.SCHEMA, Matrix.of(copied))),
                trial.background(
                        Background.builder(Fixture.SCHEMA, few).weights(1, 3, 2).build()),
                "of weights instead of copies");
    }

    private static void weighted(Subject subject) {
        Matrix rows = Fixture.rows(3, 6, 5);
        Trial trial = weighted(subject, rows, 1, 5, 2);
        againstOracle(subject, trial);
        compare(subject, weighted(subject, rows, 0.75, 3.75, 1.5), trial, "of rescaled weights");
        compare(
                subject,
                weighted(subject, rows, 1, 0, 2),
                weighted(subject, Matrix.of(new double[][] {rows.row(0), rows.row(2)}), 1, 2),
                "with a row of weight 0");
    }

    private static Trial weighted(Subject subject, Matrix rows, double... weights) {
        return Fixture.trial(subject)
                .background(Background.builder(Fixture.SCHEMA, rows)
                        .weights(weights)
                        .build());
    }

    private static void againstOracle(Subject subject, Trial trial) {
        againstOracle(subject, trial, Fixture.row());
    }

    private static void againstOracle(Subject subject, Trial trial, double[] row) {
        Oracle oracle = Oracle.of(subject, trial, row, 0);
        double[] values = values(subject.explainer(trial).explain(row));
        close(values, oracle.values(), EXACTLY * oracle.size(), "values");
    }

    private static void ownBackground(Subject subject) {
        Background own =
                Background.of(Fixture.SCHEMA, Matrix.of(new double[][] {Fixture.row(), Fixture.row(), Fixture.row()}));
        Explanation explanation =
                subject.explainer(Fixture.trial(subject).background(own)).explain(Fixture.row());
        for (double value : values(explanation)) {
            close(value, 0, 0, "a value of a row that is the whole background");
        }
        OutputExplanation output = explanation.outputs().get(0);
        close(output.baseValue(), output.prediction(), 1e-15 * Math.abs(output.prediction()), "the base value");
    }

    private static void bitwise(Subject subject) {
        double stamp = 1.7e9;
        Predictor model =
                Predictor.ofScore(x -> (x[0] - stamp) * 64 + x[1] * 1e9).threadSafe();
        Background background = Background.of(Schema.numeric("time stamp", "concentration"), Matrix.of(new double[][] {
            {stamp, 1e-9}, {stamp, 2e-9}
        }));
        double[] values = values(subject.explainer(Trial.of(model, background)).explain(stamp + 0.25, 5e-9));
        close(values, new double[] {16, 3.5}, 1e-10, "values of a time stamp and a concentration");
    }

    private static void signedZero(Subject subject) {
        Predictor model = Predictor.ofScore(x -> Math.copySign(2, x[0]) + x[1]).threadSafe();
        Background background = Background.of(Matrix.of(new double[][] {{0.0, 1}}));
        double[] values = values(subject.explainer(Trial.of(model, background)).explain(-0.0, 2));
        close(values, new double[] {-4, 1}, 1e-12, "values of −0.0 against 0.0");
    }

    private static void outputs(Subject subject) {
        Trial trial = Fixture.trial(subject);
        Explanation both =
                subject.explainer(trial.predictor(Fixture.twoOutputs())).explain(Fixture.row());
        that(
                both.outputs().size() == 2,
                "outputs must be 2 but are " + both.outputs().size());
        Explanation first = subject.explainer(trial).explain(Fixture.row());
        Explanation second = subject.explainer(
                        trial.predictor(Predictor.ofScore(Fixture::other).threadSafe()))
                .explain(Fixture.row());
        int k = 0;
        for (Explanation alone : List.of(first, second)) {
            OutputExplanation expected = alone.outputs().get(0);
            OutputExplanation actual = both.outputs().get(k++);
            double size = Arrays.stream(expected.values()).map(Math::abs).sum();
            close(actual.values(), expected.values(), 1e-12 * size, "values of output " + (k - 1));
            close(actual.baseValue(), expected.baseValue(), 1e-12 * size, "the base value of output " + (k - 1));
            close(actual.prediction(), expected.prediction(), 0, "the prediction of output " + (k - 1));
        }
    }

    private static FeatureGroups threeGroups() {
        return FeatureGroups.builder(Fixture.SCHEMA)
                .group("money", "income", "debt")
                .group("rating", "score", "age")
                .build();
    }

    private static void groups(Subject subject) {
        againstOracle(subject, Fixture.trial(subject).groups(threeGroups()));
    }

    private static void groupNames(Subject subject) {
        Explanation explanation =
                subject.explainer(Fixture.trial(subject).groups(threeGroups())).explain(Fixture.row());
        that(
                explanation.players().names().equals(List.of("money", "rating", "tenure", "rate")),
                "players must be money, rating, tenure and rate but are "
                        + explanation.players().names());
    }

    private static Interactions interactions(Explanation explanation) {
        that(!explanation.interactions().isEmpty(), "the explanation must have interactions but has none");
        return explanation.interactions().get(0);
    }

    private static void splits(Subject subject) {
        Explanation explanation = subject.explainer(Fixture.trial(subject)).explain(Fixture.row());
        Matrix table = interactions(explanation).matrix();
        double[] values = values(explanation);
        double size = Arrays.stream(values).map(Math::abs).sum();
        for (int i = 0; i < values.length; i++) {
            close(Arrays.stream(table.row(i)).sum(), values[i], 1e-12 * size, "row " + i + " of the interactions");
        }
    }

    private static void pairs(Subject subject) {
        UnanimityGame game = UnanimityGame.random(7, 2, 9, 41);
        Interactions found = interactions(subject.explainer(game.trial()).explain(game.present()));
        double[] expected = new double[49];
        for (int t = 7; t < game.sets.length; t++) {
            expected[game.sets[t][0] * 7 + game.sets[t][1]] += game.worths[t];
            expected[game.sets[t][1] * 7 + game.sets[t][0]] += game.worths[t];
        }
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < i; j++) {
                close(found.pair(i, j), expected[i * 7 + j], 1e-10, "the interaction of " + j + " and " + i);
            }
        }
    }

    private static Predictor probability() {
        return Predictor.ofScore(x -> 1 / (1 + StrictMath.exp(-Fixture.score(x) / 4)))
                .threadSafe();
    }

    private static void linkEnds(Subject subject) {
        Trial trial = Fixture.trial(subject).predictor(probability()).link(Link.LOGIT);
        OutputExplanation output =
                subject.explainer(trial).explain(Fixture.row()).outputs().get(0);
        Oracle oracle = Oracle.of(subject, trial, Fixture.row(), 0);
        close(output.baseValue(), oracle.base(), 1e-12 * oracle.size(), "the base value");
        close(output.prediction(), oracle.prediction(), 1e-12 * oracle.size(), "the prediction");
    }

    private static void linkValues(Subject subject) {
        againstOracle(subject, Fixture.trial(subject).predictor(probability()).link(Link.LOGIT));
        Predictor rate = AxiomChecks.mapped(Fixture.model(), y -> StrictMath.exp(y / 8));
        againstOracle(subject, Fixture.trial(subject).predictor(rate).link(Link.LOG));
    }

    private static void linkDomain(Subject subject) {
        Predictor two = Predictor.ofScore(x -> x[0] == 1.5 ? 2.0 : 0.5).threadSafe();
        Throwable thrown = Faults.thrownBy(
                () -> subject.explainer(Fixture.trial(subject).predictor(two).link(Link.LOGIT))
                        .explain(Fixture.row()));
        Claims.contains(Faults.message(thrown), "2.0", "probability from 0 to 1");
    }

    private static void linkClip(Subject subject) {
        Predictor certain = Predictor.ofScore(x -> x[0] == 1.5 ? 1.0 : 0.5).threadSafe();
        Explanation explanation = subject.explainer(
                        Fixture.trial(subject).predictor(certain).link(Link.LOGIT))
                .explain(Fixture.row());
        that(
                explanation.provenance().warnings().stream()
                        .anyMatch(warning -> warning.contains("clip") || warning.contains("taken as")),
                "a clipped probability must be among the warnings, which are "
                        + explanation.provenance().warnings());
    }

    private static void exactErrors(Subject subject) {
        for (double error :
                Claims.errors(subject.explainer(Fixture.trial(subject)).explain(Fixture.row()))) {
            close(error, 0, 0, "the standard error of an exact value");
        }
    }
}
