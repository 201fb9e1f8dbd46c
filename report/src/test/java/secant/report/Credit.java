package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** Explanations of a made-up credit model: 13 players, of numbers, categories and a one-hot block, some values missing. */
final class Credit {

    static final String OUTPUT = "default";

    private static final Schema SCHEMA = Schema.of(
            Feature.numeric("Income"),
            Feature.numeric("Age"),
            Feature.numeric("Amount"),
            Feature.numeric("Months employed"),
            Feature.numeric("Number of times 60 to 89 days past due but not worse in the last two years"),
            Feature.numeric("Revolving utilisation of unsecured lines"),
            Feature.numeric("Debt ratio"),
            Feature.categorical("Home", "rent", "mortgage", "own", "with parents"),
            Feature.categorical(
                    "Purpose",
                    "car",
                    "furniture",
                    "education",
                    "holiday",
                    "business",
                    "debt consolidation",
                    "medical",
                    "other"),
            Feature.categorical("Married", "no", "yes"),
            Feature.numeric("Dependants"),
            Feature.numeric("Open lines"),
            Feature.numeric("north"),
            Feature.numeric("south"));

    static final FeatureGroups PLAYERS =
            FeatureGroups.builder(SCHEMA).group("Region", "north", "south").build();

    private static final double[] WEIGHTS = {0.2, -0.55, -0.3, 0.4, -0.25, 0.7, 0.9, 0.12, -0.35, 0.06, 0.03, 0.05, 0.02
    };

    private Credit() {}

    static Explanation row(int index) {
        return row(new Random(17L * index + 1), index);
    }

    static Explanations rows(int count) {
        List<Explanation> rows = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            rows.add(row(r));
            indices.add(r < 5 ? r : r + 2);
        }
        return Explanations.of(
                rows,
                indices,
                List.of(
                        new Explanations.Failure(
                                5,
                                new IllegalArgumentException(
                                        "column 7 ('Home') of row 5 must be a whole number from 0 to 3, the index of a category, but is 9.0")),
                        new Explanations.Failure(6, new IllegalStateException())),
                List.of());
    }

    private static Explanation row(Random random, int index) {
        double[] row = {
            Math.round(18000 + 60000 * random.nextDouble() * random.nextDouble()),
            20 + random.nextInt(50),
            500.0 * (1 + random.nextInt(40)),
            random.nextInt(5) == 0 ? Double.NaN : random.nextInt(240),
            Math.max(0, random.nextInt(8) - 5),
            Math.round(1000 * random.nextDouble()) / 1000.0,
            Math.round(1000 * random.nextDouble()) / 1000.0,
            random.nextInt(4),
            random.nextInt(8),
            random.nextInt(12) == 0 ? Double.NaN : random.nextInt(2),
            random.nextInt(4),
            random.nextInt(15),
            0,
            0
        };
        row[12 + random.nextInt(2)] = 1;
        double[] centred = {
            0.3 - (row[12] - 0.5),
            (row[0] - 33000) / 14000,
            (row[1] - 45) / 15,
            (row[2] - 10000) / 6000,
            Double.isNaN(row[3]) ? 0.6 : (row[3] - 120) / 70,
            row[4],
            (row[5] - 0.5) * 2,
            row[6] - 0.5,
            new double[] {1.1, -0.4, -0.9, 0.5}[(int) row[7]],
            row[8] / 4 - 1,
            Double.isNaN(row[9]) ? 0 : row[9] - 0.5,
            row[10] - 1.5,
            0
        };
        List<Attribution> attributions = new ArrayList<>();
        double prediction = -1.1243;
        for (int p = 0; p < WEIGHTS.length; p++) {
            double value = WEIGHTS[p] * centred[p] * (0.8 + 0.4 * random.nextDouble());
            double error = value == 0 ? 0 : 0.004 + 0.035 * Math.abs(value) * random.nextDouble();
            attributions.add(new Attribution(PLAYERS.name(p), value, index % 3 == 2 ? 0 : error));
            prediction += value;
        }
        return Explanation.of(
                "Kernel SHAP",
                PLAYERS,
                row,
                List.of(new OutputExplanation(OUTPUT, -1.1243, prediction, attributions)),
                new Fidelity.Additive(2.2e-16, false, 41.7),
                provenance("LOGIT"));
    }

    static Provenance provenance(String link) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("coalitions", "2048");
        options.put("paired", "true");
        return new Provenance(
                "0.1.0",
                options,
                42,
                link,
                100,
                "3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855e",
                2048,
                204800,
                StopReason.BUDGET,
                List.of("1 of the background's 100 probabilities was clipped to 1 − 1e-15."));
    }
}
