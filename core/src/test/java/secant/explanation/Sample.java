package secant.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import secant.data.FeatureGroups;
import secant.data.Schema;

/** Explanations to test with. */
final class Sample {

    static final FeatureGroups PLAYERS = FeatureGroups.singles(Schema.numeric("a", "b"));

    static final Fidelity EXACT = new Fidelity.Additive(0, true, 1);

    private Sample() {}

    static Provenance provenance() {
        return provenance(List.of());
    }

    static Provenance provenance(List<String> warnings) {
        return new Provenance(
                "1.0", Map.of("budget", "2"), 42, "IDENTITY", 10, "ab", 2, 22, StopReason.EXACT, warnings);
    }

    static OutputExplanation output(String name, double... values) {
        List<Attribution> attributions = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            attributions.add(new Attribution(String.valueOf((char) ('a' + p)), values[p], 0));
        }
        return new OutputExplanation(name, 1, 2, attributions);
    }

    /** An explanation of the row (a, b) by which each column is its own attribution. */
    static Explanation of(double... row) {
        return Explanation.of("test", PLAYERS, row, List.of(output("output", row)), EXACT, provenance());
    }
}
