package secant.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

/** Explanations of made-up tables of any size, with several outputs and any names. */
final class Table {

    private Table() {}

    /** Explanations with errors, in log-odds; numeric players with these names. */
    static Explanations of(int rows, int players, IntFunction<String> names, List<String> outputs) {
        Random random = new Random(3);
        Schema schema = Schema.of(IntStream.range(0, players)
                .mapToObj(names)
                .map(Feature::numeric)
                .toList());
        FeatureGroups groups = FeatureGroups.singles(schema);
        List<Explanation> explanations = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            double[] row = new double[players];
            for (int p = 0; p < players; p++) {
                row[p] = Math.round(random.nextGaussian() * 1000) / 1000.0;
            }
            List<OutputExplanation> parts = new ArrayList<>();
            for (int k = 0; k < outputs.size(); k++) {
                List<Attribution> attributions = new ArrayList<>();
                double prediction = -0.5 + k;
                for (int p = 0; p < players; p++) {
                    double value = row[p] * Math.cos(p + k) / (1 + p) + 0.05 * random.nextGaussian() / (1 + p);
                    attributions.add(new Attribution(groups.name(p), value, 0.01 + 0.05 * Math.abs(value)));
                    prediction += value;
                }
                parts.add(new OutputExplanation(outputs.get(k), -0.5 + k, prediction, attributions));
            }
            explanations.add(Explanation.of(
                    "Kernel SHAP",
                    groups,
                    row,
                    parts,
                    new Fidelity.Additive(1e-15, false, 12),
                    new Provenance(
                            "0.1.0", Map.of(), 7, "LOGIT", 100, "cafe", 2048, 204800, StopReason.BUDGET, List.of())));
        }
        return Explanations.of(explanations);
    }
}
