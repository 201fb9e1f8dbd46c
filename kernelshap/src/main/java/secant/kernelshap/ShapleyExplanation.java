package secant.kernelshap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.masking.MaskedSubject;

/** Puts estimated Shapley values and what they are of together, and checks that they add up. */
final class ShapleyExplanation {

    /** The largest gap between base value + Σ values and prediction that rounding explains, relative to their size. */
    private static final double ADDITIVITY_TOLERANCE = 1e-12;

    private static final String VERSION = version();

    private final MaskedSubject game;
    private final Estimate estimate;
    private final BackgroundErrors backgroundErrors;

    private ShapleyExplanation(MaskedSubject game, Estimate estimate, BackgroundErrors backgroundErrors) {
        this.game = game;
        this.estimate = estimate;
        this.backgroundErrors = backgroundErrors;
    }

    private static String version() {
        String version = KernelShap.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Writes an explanation.
     *
     * @param method the explainer's name
     * @param game what was explained
     * @param estimate the values of its players
     * @param backgroundErrors what is said of the background's part in their errors
     * @param seed of everything random in them
     * @param options what the explainer was set to
     * @throws ArithmeticException if a value overflows, or the values miss the prediction by more than rounding
     */
    static Explanation of(
            String method,
            MaskedSubject game,
            Estimate estimate,
            BackgroundErrors backgroundErrors,
            long seed,
            Map<String, String> options) {
        ShapleyExplanation parts = new ShapleyExplanation(game, estimate, backgroundErrors);
        List<OutputExplanation> outputs = parts.outputs();
        Fidelity fidelity = new Fidelity.Additive(checkAdditivity(outputs), estimate.exact(), estimate.condition());
        Explanation explanation = Explanation.of(
                method, game.groups(), game.row(), outputs, fidelity, provenance(game, estimate, seed, options));
        Explanation withText = game.text().map(explanation::withText).orElse(explanation);
        return game.image().map(withText::withImage).orElse(withText);
    }

    /** Writes an explanation that says nothing of the background's part in its errors. */
    static Explanation of(
            String method, MaskedSubject game, Estimate estimate, long seed, Map<String, String> options) {
        return of(method, game, estimate, BackgroundErrors.notAskedFor(), seed, options);
    }

    /**
     * Writes an explanation whose values are not meant to add up.
     *
     * @throws ArithmeticException if a value overflows
     */
    static Explanation notAdditive(
            String method, MaskedSubject game, Estimate estimate, long seed, Map<String, String> options) {
        List<OutputExplanation> outputs =
                new ShapleyExplanation(game, estimate, BackgroundErrors.notAskedFor()).outputs();
        double gap = 0;
        for (OutputExplanation output : outputs) {
            double sum = output.baseValue() - output.prediction();
            for (Attribution attribution : output.attributions()) {
                sum += attribution.value();
            }
            gap = Math.max(gap, Math.abs(sum));
        }
        Fidelity fidelity = new Fidelity.NotAdditive(gap, estimate.exact());
        return Explanation.of(
                method, game.groups(), game.row(), outputs, fidelity, provenance(game, estimate, seed, options));
    }

    /** How an estimate of a game came about. */
    static Provenance provenance(MaskedSubject game, Estimate estimate, long seed, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put("varying players", Integer.toString(game.players()));
        all.putAll(game.options());
        List<String> warnings = new ArrayList<>(game.warnings());
        warnings.addAll(estimate.warnings());
        return new Provenance(
                VERSION,
                Collections.unmodifiableMap(all),
                seed,
                game.link(),
                game.backgroundSize(),
                game.backgroundFingerprint(),
                estimate.coalitions(),
                game.modelRows(),
                estimate.stopReason(),
                warnings);
    }

    private List<OutputExplanation> outputs() {
        double[] base = game.baseValues();
        double[] predictions = game.predictions();
        int[] varying = game.varyingPlayers();
        List<String> names = game.outputNames();
        List<OutputExplanation> outputs = new ArrayList<>(names.size());
        for (int k = 0; k < names.size(); k++) {
            outputs.add(new OutputExplanation(names.get(k), base[k], predictions[k], attributions(k, varying)));
        }
        return outputs;
    }

    private List<Attribution> attributions(int output, int[] varying) {
        List<String> players = game.groups().names();
        List<Attribution> attributions = new ArrayList<>(players.size());
        int next = 0;
        for (int p = 0; p < players.size(); p++) {
            if (next < varying.length && varying[next] == p) {
                double value = estimate.value(output, next);
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("the value of '" + players.get(p) + "' for output '"
                            + game.outputNames().get(output) + "' overflows; scale the model's output");
                }
                attributions.add(new Attribution(
                        players.get(p),
                        value,
                        estimate.standardError(output, next),
                        backgroundErrors.of(output, next)));
                next++;
            } else {
                attributions.add(new Attribution(players.get(p), 0, 0, backgroundErrors.ofNothing()));
            }
        }
        return attributions;
    }

    private static double checkAdditivity(List<OutputExplanation> outputs) {
        double largest = 0;
        for (OutputExplanation output : outputs) {
            double sum = 0;
            double size = Math.max(Math.abs(output.baseValue()), Math.abs(output.prediction()));
            double magnitudes = 0;
            for (Attribution attribution : output.attributions()) {
                sum += attribution.value();
                magnitudes += Math.abs(attribution.value());
            }
            double gap = Math.abs(output.baseValue() + sum - output.prediction());
            // Below the smallest normal number, rounding errors no longer shrink with what is rounded.
            double scale = Math.max(Math.max(size, magnitudes), Double.MIN_NORMAL);
            if (!(gap <= ADDITIVITY_TOLERANCE * scale)) { // negated so that NaN fails too
                throw new ArithmeticException("values of output '" + output.output() + "' miss the prediction by " + gap
                        + ", more than rounding explains; is the model deterministic?");
            }
            largest = Math.max(largest, gap);
        }
        return largest;
    }
}
