package secant.testkit;

import java.util.function.IntToDoubleFunction;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Semivalues of a model by brute force: every coalition of M ≤ 12 players against every background row, then Harsanyi's
 * dividends m(T) by the Möbius transform, then φ_i = Σ_{T ∋ i} m(T) · share(|T|).
 */
final class Oracle {

    private final double[] worths;
    private final double[] values;

    Oracle(
            Predictor predictor,
            Background background,
            FeatureGroups groups,
            Link link,
            double[] row,
            int output,
            IntToDoubleFunction share) {
        int players = groups.players();
        this.worths = new double[1 << players];
        for (int set = 0; set < worths.length; set++) {
            worths[set] = link.apply(mean(predictor, background, groups, row, output, set));
        }
        double[] dividends = worths.clone();
        for (int player = 0; player < players; player++) {
            for (int set = 0; set < dividends.length; set++) {
                dividends[set] -= (set >> player & 1) == 1 ? dividends[set ^ 1 << player] : 0;
            }
        }
        this.values = new double[players];
        for (int set = 1; set < dividends.length; set++) {
            double each = dividends[set] * share.applyAsDouble(Integer.bitCount(set));
            for (int player = 0; player < players; player++) {
                values[player] += (set >> player & 1) == 1 ? each : 0;
            }
        }
    }

    private static double mean(
            Predictor predictor, Background background, FeatureGroups groups, double[] row, int output, int set) {
        Matrix masked = background.rows().copy();
        for (int player = 0; player < groups.players(); player++) {
            for (int column : (set >> player & 1) == 1 ? groups.columns(player) : new int[0]) {
                for (int b = 0; b < masked.rows(); b++) {
                    masked.data()[b * masked.columns() + column] = row[column];
                }
            }
        }
        Matrix answers = predictor.predict(masked);
        double[] weights = background.weights();
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += weights[b] * answers.get(b, output);
        }
        return sum;
    }

    static Oracle of(Subject subject, Trial trial, double[] row, int output) {
        FeatureGroups groups = trial.groups()
                .orElseGet(() -> FeatureGroups.singles(trial.background().schema()));
        return new Oracle(trial.predictor(), trial.background(), groups, trial.link(), row, output, subject.share());
    }

    double[] values() {
        return values.clone();
    }

    double base() {
        return worths[0];
    }

    double prediction() {
        return worths[worths.length - 1];
    }

    double size() {
        double magnitudes = 0;
        for (double value : values) {
            magnitudes += Math.abs(value);
        }
        return Math.max(magnitudes, Math.max(Math.abs(base()), Math.abs(prediction())));
    }
}
