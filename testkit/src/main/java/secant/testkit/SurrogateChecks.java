package secant.testkit;

import static secant.testkit.Capability.NUMBERS;
import static secant.testkit.Capability.SAMPLED;
import static secant.testkit.Claims.close;
import static secant.testkit.Claims.that;
import static secant.testkit.Claims.values;

import java.util.Arrays;
import java.util.List;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.Fidelity.LocalSurrogate.Fit;
import secant.model.Predictor;

/** Local linear models that stand for the real one. */
final class SurrogateChecks {

    private SurrogateChecks() {}

    static List<Check> all() {
        return List.of(
                Check.surrogates(
                        "S-linear",
                        "a linear model is reproduced within the penalty's bias",
                        SurrogateChecks::linear,
                        NUMBERS),
                Check.surrogates(
                        "S-signs",
                        "coefficients of a row in the top of all columns have the slopes' signs",
                        SurrogateChecks::signs),
                Check.surrogates("S-order", "steeper slopes have larger coefficients", SurrogateChecks::order),
                Check.surrogates(
                        "S-constant",
                        "a constant model gives zeros, and a fidelity that is undefined",
                        SurrogateChecks::constant),
                Check.surrogates(
                        "S-units", "units × 2^30 change no coefficient", subject -> SurrogateChecks.units(subject, 30)),
                Check.surrogates(
                        "S-small-units",
                        "units × 2^-30 change no coefficient",
                        subject -> SurrogateChecks.units(subject, -30),
                        NUMBERS),
                Check.surrogates(
                        "S-constant-column",
                        "a column that never varies, and that the model ignores, has a coefficient of 0",
                        SurrogateChecks::constantColumn,
                        NUMBERS),
                Check.surrogates(
                        "S-far",
                        "a row far from the data is refused, not explained by zeros",
                        SurrogateChecks::far,
                        NUMBERS),
                Check.surrogates(
                        "S-effective",
                        "the effective share of samples is reported, and below 1 where they are weighted",
                        SurrogateChecks::effective),
                Check.surrogates(
                        "S-fidelity",
                        "R² is below 1 for a model that is not linear, and the gap is what it says",
                        SurrogateChecks::fidelity),
                Check.surrogates("S-scale", "outputs × 2^40 scale the coefficients", SurrogateChecks::scale),
                Check.surrogates(
                        "S-shift", "a constant added to the model changes the intercept alone", SurrogateChecks::shift),
                Check.surrogates(
                        "S-stability",
                        "coefficients of two seeds differ by no more than their standard errors say",
                        SurrogateChecks::stability,
                        SAMPLED),
                Check.surrogates(
                        "S-too-few",
                        "too few samples are refused with the least number",
                        SurrogateChecks::tooFew,
                        SAMPLED));
    }

    private static final double[] SLOPES = {4, -3, 2.5, -2, 1, -0.5};

    private static Trial linearTrial(Subject subject) {
        return Fixture.trial(subject).predictor(linearModel());
    }

    private static Predictor linearModel() {
        return Predictor.ofScore(x -> {
                    double sum = 1;
                    for (int c = 0; c < SLOPES.length; c++) {
                        sum += SLOPES[c] * x[c];
                    }
                    return sum;
                })
                .threadSafe();
    }

    private static Fidelity.LocalSurrogate fidelity(Explanation explanation) {
        that(
                explanation.fidelity() instanceof Fidelity.LocalSurrogate,
                "the fidelity must be of a local surrogate but is " + explanation.fidelity());
        return (Fidelity.LocalSurrogate) explanation.fidelity();
    }

    private static Fit fit(Explanation explanation) {
        return fidelity(explanation).fits().get(0);
    }

    private static void linear(Subject subject) {
        Explanation explanation = subject.explainer(linearTrial(subject)).explain(Fixture.row());
        Fit fit = fit(explanation);
        double r2 = fit.weightedR2().orElse(Double.NaN);
        that(r2 >= 1 - 1e-4, "R² of a linear model must be 1 but is " + r2);
        // A penalty α takes at most about α / Σ w of the coefficients: one part in a hundred, here.
        double prediction = explanation.outputs().get(0).prediction();
        close(fit.localPrediction(), prediction, 0.01 * Math.abs(prediction), "the local prediction of a linear model");
    }

    private static double[] top() {
        return new double[] {1.75, 1.75, 1.75, 1.75, 1.75, 1.75};
    }

    private static void signs(Subject subject) {
        double[] values = values(subject.explainer(linearTrial(subject)).explain(top()));
        for (int c = 0; c < 5; c++) {
            that(
                    values[c] * SLOPES[c] > 0,
                    "the coefficient of column " + c + " must have the sign of " + SLOPES[c] + " but is " + values[c]);
        }
    }

    private static void order(Subject subject) {
        double[] values = values(subject.explainer(linearTrial(subject)).explain(top()));
        that(
                Math.abs(values[0]) > Math.abs(values[3]) && Math.abs(values[3]) > Math.abs(values[5]),
                "coefficients must be in the order of the slopes " + Arrays.toString(SLOPES) + " but are "
                        + Arrays.toString(values));
        double ratio = values[0] / values[5];
        that(ratio < -5 && ratio > -12, "slopes of 4 and −0.5 must have coefficients like −8 but have like " + ratio);
    }

    private static void constant(Subject subject) {
        Explanation explanation = subject.explainer(Fixture.trial(subject)
                        .predictor(Predictor.ofScore(x -> 0.1).threadSafe()))
                .explain(Fixture.row());
        for (double value : values(explanation)) {
            close(value, 0, 0, "a coefficient of a constant model");
        }
        that(
                fit(explanation).weightedR2().isEmpty(),
                "R² of a constant model must be undefined but is "
                        + fit(explanation).weightedR2());
    }

    private static void units(Subject subject, int exponent) {
        double[] expected = values(subject.explainer(Fixture.trial(subject)).explain(Fixture.row()));
        int[] exponents = {exponent, 0, 0, exponent, exponent, 0};
        Matrix rows = Fixture.background(subject).rows().copy();
        for (int i = 0; i < rows.data().length; i++) {
            rows.data()[i] = Math.scalb(rows.data()[i], exponents[i % 6]);
        }
        double[] row = Fixture.row();
        for (int c = 0; c < 6; c++) {
            row[c] = Math.scalb(row[c], exponents[c]);
        }
        Predictor model = Predictor.ofScore(x -> {
            double[] plain = new double[6];
            Arrays.setAll(plain, c -> Math.scalb(x[c], -exponents[c]));
            return Fixture.score(plain);
        });
        double[] actual = values(subject.explainer(Trial.of(model.threadSafe(), Background.of(Fixture.SCHEMA, rows)))
                .explain(row));
        close(actual, expected, 1e-9 * Arrays.stream(expected).map(Math::abs).sum(), "coefficients in other units");
    }

    private static void constantColumn(Subject subject) {
        Matrix rows = Fixture.background(subject).rows().copy();
        for (int r = 0; r < rows.rows(); r++) {
            rows.data()[r * 6 + 2] = 0.5;
        }
        double[] row = Fixture.row();
        row[2] = 0.5;
        Predictor model = Predictor.ofScore(x -> 4 * x[0] - 3 * x[1] + x[4]).threadSafe();
        double[] values = values(subject.explainer(Trial.of(model, Background.of(Fixture.SCHEMA, rows)))
                .explain(row));
        double size = Arrays.stream(values).map(Math::abs).sum();
        close(values[2], 0, 1e-3 * size, "the coefficient of a column that never varies");
    }

    private static void far(Subject subject) {
        double[] row = Fixture.row();
        row[1] = 1e6;
        Throwable thrown =
                Faults.thrownBy(() -> subject.explainer(linearTrial(subject)).explain(row));
        Claims.contains(Faults.message(thrown), "income", "width");
    }

    private static void effective(Subject subject) {
        double share = fidelity(subject.explainer(Fixture.trial(subject)).explain(Fixture.row()))
                .effectiveShare();
        that(share > 0.01 && share <= 1, "the effective share must be above 0.01 and at most 1 but is " + share);
        double other = fidelity(subject.explainer(Fixture.trial(subject)).explain(1.5, 1.5, 1.5, 1.5, 1.5, 1.5))
                .effectiveShare();
        that((share == 1 && other == 1) || share != other, "the effective share of another row must be another");
    }

    private static void fidelity(Subject subject) {
        Explanation explanation = subject.explainer(Fixture.trial(subject)).explain(Fixture.row());
        Fit fit = fit(explanation);
        double r2 = fit.weightedR2().orElse(Double.NaN);
        that(r2 > 0 && r2 < 0.999, "R² of a model with interactions must be from 0 to 0.999 but is " + r2);
        double prediction = explanation.outputs().get(0).prediction();
        close(prediction, Fixture.score(Fixture.row()), 0, "the prediction");
        close(fit.predictionGap(), prediction - fit.localPrediction(), 1e-12, "the prediction gap");
    }

    private static void scale(Subject subject) {
        Trial trial = Fixture.trial(subject);
        double[] plain = values(subject.explainer(trial).explain(Fixture.row()));
        double[] scaled =
                values(subject.explainer(trial.predictor(AxiomChecks.mapped(trial.predictor(), y -> Math.scalb(y, 40))))
                        .explain(Fixture.row()));
        double[] expected = Arrays.stream(plain).map(v -> Math.scalb(v, 40)).toArray();
        close(scaled, expected, 1e-12 * Arrays.stream(expected).map(Math::abs).sum(), "coefficients of outputs × 2^40");
    }

    private static void shift(Subject subject) {
        Trial trial = Fixture.trial(subject);
        Explanation plain = subject.explainer(trial).explain(Fixture.row());
        Explanation shifted = subject.explainer(trial.predictor(AxiomChecks.mapped(trial.predictor(), y -> y + 0x1p30)))
                .explain(Fixture.row());
        double size = Arrays.stream(values(plain)).map(Math::abs).sum();
        close(values(shifted), values(plain), 1e-5 * size, "coefficients of the model + 2^30");
        close(
                shifted.outputs().get(0).baseValue() - 0x1p30,
                plain.outputs().get(0).baseValue(),
                1e-5 * size,
                "the intercept of the model + 2^30");
    }

    private static void stability(Subject subject) {
        Trial trial = Fixture.trial(subject).budget(2000);
        double rms = 0;
        double claimed = 0;
        int seeds = 8;
        for (int seed = 0; seed < seeds; seed++) {
            Explanation one = subject.explainer(trial.seed(2L * seed)).explain(Fixture.row());
            Explanation two = subject.explainer(trial.seed(2L * seed + 1)).explain(Fixture.row());
            for (int c = 0; c < 6; c++) {
                rms += Math.pow(values(one)[c] - values(two)[c], 2);
                claimed += Math.pow(Claims.errors(one)[c], 2) + Math.pow(Claims.errors(two)[c], 2);
            }
        }
        double ratio = Math.sqrt(rms / claimed);
        that(
                ratio > 0.4 && ratio < 2,
                "differences between seeds must be of the size of their standard errors but are " + ratio
                        + " times as large");
    }

    private static void tooFew(Subject subject) {
        for (int samples : new int[] {1, 0, -5}) {
            Throwable thrown = Faults.thrownBy(() ->
                    subject.explainer(Fixture.trial(subject).budget(samples)).explain(Fixture.row()));
            Claims.contains(Faults.message(thrown), "samples", "at least", Integer.toString(samples));
        }
    }
}
