package secant.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import secant.data.Matrix;
import secant.data.Tokenizer;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.lime.FeatureSelection;
import secant.lime.LimeMode;
import secant.lime.LimeParts;
import secant.lime.TextLime;
import secant.masking.Coalitions;
import secant.masking.HiddenTokens;
import secant.masking.MaskedSubject;
import secant.masking.TextMasker;
import secant.masking.TextUnit;

/**
 * Replays cases of kind {@code lime_text}: recorded texts, answers and regressions are compared one by one; what the lime
 * package gave over many seeds is compared with what {@link LimeMode#COMPATIBLE} gives over many seeds.
 */
final class TextLimeReplay {

    private static final double TOLERANCE = 1e-9; // relative to the largest magnitude of what is compared
    private static final double KERNEL_WIDTH = 25; // of the recorded regressions: the lime package's default
    private static final double DISTANCE_SCALE = 100;

    private final CaseValue file;
    private final int seeds;
    private final TfidfLogistic model;
    private final List<CaseValue> docs;
    private final List<Outcome> outcomes = new ArrayList<>();

    private TextLimeReplay(CaseValue file, int seeds) {
        this.file = file;
        this.seeds = seeds;
        this.model = TfidfLogistic.read(file.get("model"));
        this.docs = file.get("docs").items();
    }

    /**
     * Replays a case.
     *
     * @param seeds how many seeds to run each configuration with, 2 or more
     */
    static List<Outcome> replay(CaseValue file, int seeds) {
        return new TextLimeReplay(file, seeds).replay();
    }

    private List<Outcome> replay() {
        CaseValue expected = file.get("expected");
        LargestError answers = new LargestError();
        List<CaseValue> probabilities = expected.get("p").items(docs.size());
        for (int d = 0; d < docs.size(); d++) {
            answers.add(answer(docs.get(d).text()), probabilities.get(d).number(), 1);
        }
        check("p", answers);
        int core = 0;
        for (CaseValue recorded : expected.get("regression_cores").items()) {
            core("core" + core++, recorded);
        }
        int entry = 0;
        for (CaseValue recorded : expected.get("statistics").items()) {
            statistics("statistics" + entry++, recorded);
        }
        return outcomes;
    }

    private double answer(String text) {
        return model.predict(List.of(text))[0][0];
    }

    private void check(String quantity, LargestError error) {
        outcomes.add(new Outcome.Checked(file.caseName(), quantity, error.value(), TOLERANCE, ""));
    }

    // ---- what does not depend on seeds

    private void core(String quantity, CaseValue recorded) {
        String doc = docs.get(recorded.get("doc").integer(0, docs.size() - 1)).text();
        List<String> composed = new ArrayList<>();
        MaskedSubject game = TextMasker.builder(texts -> {
                    composed.addAll(texts);
                    return model.predict(texts);
                })
                .tokenizer(words())
                .build()
                .mask(doc);
        List<String> words =
                recorded.get("words").items().stream().map(CaseValue::text).toList();
        Matrix interpretable = readMasks(recorded.get("masks"), words.size());
        int samples = interpretable.rows();
        composed.clear();
        double[] gains = new double[samples];
        game.gains(coalitions(interpretable), 0, samples, gains);

        List<CaseValue> texts = recorded.get("texts").items(samples);
        double[] y = recorded.get("y").vector(samples);
        double[] distances = recorded.get("distances").vector(samples);
        double[] weights = recorded.get("kernel_weights").vector(samples);
        boolean alike = game.groups().names().equals(words);
        LargestError errors = new LargestError();
        for (int i = 0; i < samples; i++) {
            alike &= composed.get(i).equals(texts.get(i).text());
            errors.add(game.baseValues()[0] + gains[i], y[i], 1);
            double distance = DISTANCE_SCALE * (1 - Math.sqrt(present(interpretable, i) / words.size()));
            errors.add(distance, distances[i], DISTANCE_SCALE);
            errors.add(LimeParts.kernel(KERNEL_WIDTH, distance), weights[i], 1);
        }
        LargestError different = new LargestError();
        different.add(alike ? 0 : 1);
        check(quantity + ".texts", different);
        check(quantity + ".answers_and_kernel", errors);
        for (CaseValue result : recorded.get("results").items()) {
            regression(quantity, interpretable, y, weights, result);
        }
    }

    private static double present(Matrix interpretable, int row) {
        double present = 0;
        for (int c = 0; c < interpretable.columns(); c++) {
            present += interpretable.get(row, c);
        }
        return present;
    }

    private static Coalitions coalitions(Matrix interpretable) {
        boolean[][] members = new boolean[interpretable.rows()][interpretable.columns()];
        for (int i = 0; i < members.length; i++) {
            for (int c = 0; c < members[i].length; c++) {
                members[i][c] = interpretable.get(i, c) == 1;
            }
        }
        return Coalitions.of(members);
    }

    private void regression(String quantity, Matrix interpretable, double[] y, double[] weights, CaseValue result) {
        int words = interpretable.columns();
        String method = result.get("feature_selection").text();
        int features = Math.min(words, result.get("num_features").integer(1, Integer.MAX_VALUE));
        LimeParts.Fit fit = LimeParts.fit(
                interpretable, Matrix.wrap(y.length, 1, y), weights, LimeReplay.selection(method, features), 1);
        double[] expected = new double[words];
        double scale = Math.abs(result.get("intercept").number());
        for (CaseValue weight : result.get("weights").items()) {
            List<CaseValue> pair = weight.items(2);
            expected[pair.get(0).integer(0, words - 1)] = pair.get(1).number();
            scale = Math.max(scale, Math.abs(pair.get(1).number()));
        }
        LargestError error = new LargestError();
        for (int c = 0; c < words; c++) {
            error.add(fit.coefficient(c), expected[c], scale);
        }
        error.add(fit.intercept(), result.get("intercept").number(), scale);
        error.add(fit.localPrediction(), result.get("local_pred").number(), scale);
        error.add(fit.score(), result.get("score_r2").number(), 1);
        check(quantity + "." + method + features, error);
    }

    /** Each mask is a string of 0 and 1, one a word, the first word leftmost. */
    private static Matrix readMasks(CaseValue masks, int words) {
        List<CaseValue> given = masks.items();
        Matrix design = Matrix.zeros(given.size(), words);
        for (int i = 0; i < given.size(); i++) {
            String mask = given.get(i).text();
            if (mask.length() != words || !mask.matches("[01]*")) {
                throw given.get(i).mustBe("a string of " + words + " characters 0 or 1");
            }
            for (int c = 0; c < words; c++) {
                design.data()[i * words + c] = mask.charAt(c) - '0';
            }
        }
        return design;
    }

    private static Tokenizer words() {
        return Tokenizer.matches(java.util.regex.Pattern.compile("[\\p{L}\\p{N}_]+"));
    }

    // ---- what depends on seeds

    private void statistics(String quantity, CaseValue recorded) {
        CaseValue config = recorded.get("config");
        String doc = docs.get(recorded.get("doc").integer(0, docs.size() - 1)).text();
        int words = recorded.get("words").items().size();
        boolean bag = config.get("bow").truth();
        TextMasker masker = TextMasker.builder(model)
                .tokenizer(words())
                .players(bag ? TextUnit.WORD : TextUnit.POSITION)
                .hidden(
                        bag
                                ? HiddenTokens.removed()
                                : HiddenTokens.replacedBy(
                                        config.get("mask_string").text()))
                .build();
        String method = config.get("feature_selection").text();
        FeatureSelection selection =
                LimeReplay.selection(method, config.get("num_features").integer(1, words));
        LimeReplay.Spread[] weights = LimeReplay.Spread.many(words);
        Map<String, LimeReplay.Spread> others = Map.of(
                "intercept", new LimeReplay.Spread(),
                "score_r2", new LimeReplay.Spread(),
                "local_pred", new LimeReplay.Spread());
        for (int seed = 0; seed < seeds; seed++) {
            Explanation explanation = TextLime.builder(masker)
                    .mode(LimeMode.COMPATIBLE)
                    .samples(config.get("num_samples").integer(2, Integer.MAX_VALUE))
                    .kernelWidth(config.get("kernel_width").number())
                    .featureSelection(selection)
                    .seed(seed)
                    .build()
                    .explain(doc);
            double[] values = explanation.outputs().get(0).values();
            for (int c = 0; c < words; c++) {
                if (values[c] != 0) {
                    weights[c].add(values[c]);
                }
            }
            Fidelity.LocalSurrogate.Fit fit =
                    ((Fidelity.LocalSurrogate) explanation.fidelity()).fits().get(0);
            Objects.requireNonNull(others.get("intercept"))
                    .add(explanation.outputs().get(0).baseValue());
            Objects.requireNonNull(others.get("score_r2")).add(fit.weightedR2().orElse(Double.NaN));
            Objects.requireNonNull(others.get("local_pred")).add(fit.localPrediction());
        }
        String name = quantity + "." + (bag ? "bag." : "positions.") + method + ".doc"
                + recorded.get("doc").integer();
        outcomes.addAll(LimeReplay.compare(file.caseName(), name, recorded, weights, others, seeds));
    }
}
