package secant.lime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

/** Words a local fit as an explanation. Used once, by one thread. */
final class LocalExplanation {

    private static final String VERSION = version();

    private final Lime lime;
    private final TrainingStatistics statistics;
    private final double[] row;
    private final LocalFit fit;
    private final Map<String, String> options = new LinkedHashMap<>();

    private static String version() {
        String version = Lime.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    LocalExplanation(Lime lime, double[] row, LocalFit fit) {
        this.lime = lime;
        this.statistics = lime.statistics;
        this.row = row;
        this.fit = fit;
        options.put("mode", lime.mode.name().toLowerCase(Locale.ROOT));
        options.put("discretizer", statistics.discretizer());
        options.put("distance", lime.distance.named());
        options.put("feature selection", lime.selection.named());
        options.put("ridge alpha", Double.toString(lime.ridge));
        options.put("sample limit", Integer.toString(lime.samples));
        options.put("sampling", lime.sampling.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Adds what was found on the way to the provenance. */
    void option(String name, String value) {
        options.put(name, value);
    }

    Explanation of(List<String> names, double[] answers, long asked, StopReason stop, List<String> warnings) {
        int players = lime.players.players();
        List<OutputExplanation> outputs = new ArrayList<>();
        for (int k = 0; k < answers.length; k++) {
            List<Attribution> attributions = new ArrayList<>(players);
            for (int p = 0; p < players; p++) {
                attributions.add(new Attribution(lime.players.name(p), fit.coefficient(k, p), fit.standardError(k, p)));
            }
            outputs.add(new OutputExplanation(names.get(k), fit.intercept(k), answers[k], attributions));
        }
        List<String> conditions = new ArrayList<>();
        for (int p = 0; p < players; p++) {
            conditions.add(statistics.condition(p, row));
        }
        return Explanation.of(
                        "LIME",
                        lime.players,
                        row,
                        outputs,
                        fit.fidelity(matchedShare()),
                        new Provenance(
                                VERSION,
                                options,
                                lime.seed,
                                "IDENTITY",
                                statistics.rows(),
                                lime.fingerprint,
                                0,
                                asked,
                                stop,
                                warnings))
                .withConditions(conditions);
    }

    private OptionalDouble matchedShare() {
        return IntStream.range(0, lime.players.players())
                .filter(p -> statistics.player(p).statistics.isBit())
                .mapToDouble(p -> Math.min(1, Math.max(0, fit.mean(p))))
                .average();
    }
}
