package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import secant.data.FeatureGroups;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;

/** Small explanations with given attributions, for tests. */
final class Games {

    static final String OUTPUT = "score";

    private Games() {}

    /** Players x0, x1, … with these attributions and no errors; the base value is 0. */
    static Explanation of(double... values) {
        return of(0, values, new double[values.length]);
    }

    static Explanation of(double base, double[] values, double[] errors) {
        return of(FeatureGroups.singles(Schema.unnamed(values.length)), OUTPUT, "IDENTITY", base, values, errors);
    }

    /** Players x0, x1, … with standard errors of 0 and these background errors; the base value is 0. */
    static Explanation withBackgroundErrors(double[] values, double... errors) {
        Explanation plain = of(values);
        List<Attribution> attributions = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            attributions.add(new Attribution("x" + p, values[p], 0, OptionalDouble.of(errors[p])));
        }
        OutputExplanation output = plain.outputs().get(0);
        return Explanation.of(
                plain.method(),
                plain.players(),
                plain.row(),
                List.of(new OutputExplanation(OUTPUT, 0, output.prediction(), attributions)),
                plain.fidelity(),
                plain.provenance());
    }

    static Explanation of(
            FeatureGroups players, String output, String link, double base, double[] values, double[] errors) {
        List<Attribution> attributions = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            attributions.add(new Attribution(players.name(p), values[p], errors[p]));
        }
        double prediction = base + Arrays.stream(values).sum();
        return Explanation.of(
                "Kernel SHAP",
                players,
                new double[players.schema().columns()],
                List.of(new OutputExplanation(output, base, prediction, attributions)),
                new Fidelity.Additive(0, true, 1),
                Credit.provenance(link));
    }
}
