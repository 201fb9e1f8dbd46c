package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.data.Token;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;

/** One section of every kind that has a picture, from fixed explanations, and what each is for. */
final class Gallery {

    /**
     * A picture of the gallery.
     *
     * @param section what it shows
     * @param question what it answers
     * @param use when to take it
     */
    record Exhibit(ReportSection section, String question, String use) {}

    private Gallery() {}

    static Map<String, Exhibit> exhibits() {
        Explanations rows = Credit.rows(200);
        Explanations few = Credit.rows(60);
        Map<String, Exhibit> all = new LinkedHashMap<>();
        all.put(
                "waterfall",
                new Exhibit(
                        new ReportSection.Waterfall(Credit.row(1), Credit.OUTPUT),
                        "Why this answer?",
                        "One row, step by step: the first picture to show to whom a decision concerns."));
        all.put(
                "force",
                new Exhibit(
                        new ReportSection.Force(Credit.row(1), Credit.OUTPUT),
                        "What pushes this answer up, what down?",
                        "One row in one line, where balance matters more than order."));
        all.put(
                "bars",
                new Exhibit(
                        new ReportSection.Bars(wine(), "barolo"),
                        "Which conditions count here?",
                        "LIME: coefficients of a local model with the conditions that they are of."));
        all.put(
                "text",
                new Exhibit(
                        new ReportSection.Text(review(), "positive"),
                        "Which words say so?",
                        "A text, with each word on the ground of its attribution."));
        all.put(
                "image",
                new Exhibit(
                        new ReportSection.Image("Where it sees a boat", scene(), "boat", 3),
                        "Where does the model look?",
                        "A picture beside its segments, tinted by their attributions."));
        all.put(
                "interaction-matrix",
                new Exhibit(
                        new ReportSection.InteractionMatrix(interacting(), Credit.OUTPUT),
                        "Which players act together?",
                        "One row's interactions, or their mean sizes over many."));
        all.put(
                "importance",
                new Exhibit(
                        ReportSection.Importance.of(rows, Credit.OUTPUT),
                        "What matters on the whole?",
                        "Many rows: mean |attribution| with the intervals that so few rows allow."));
        all.put(
                "beeswarm",
                new Exhibit(
                        new ReportSection.Beeswarm(rows, Credit.OUTPUT),
                        "Which values push which way?",
                        "Many rows, none left out: a point each, coloured by value."));
        all.put(
                "violin",
                new Exhibit(
                        new ReportSection.Violin(rows, Credit.OUTPUT),
                        "How are attributions spread?",
                        "So many rows that points would pile up."));
        all.put(
                "dependence",
                new Exhibit(
                        new ReportSection.Dependence(
                                dependent(rows), Credit.OUTPUT, "Revolving utilisation of unsecured lines"),
                        "How does the attribution follow the value?",
                        "One player of numbers; the colour is the player that it depends on the most."));
        all.put(
                "dependence-categories",
                new Exhibit(
                        new ReportSection.Dependence(
                                "How Married matters", rows, Credit.OUTPUT, "Married", Optional.of("Home")),
                        "How does the attribution follow the category?",
                        "One player of categories, here coloured by another; missing values stand apart."));
        all.put(
                "heatmap",
                new Exhibit(
                        new ReportSection.Heatmap(rows, Credit.OUTPUT),
                        "Are there kinds of rows?",
                        "All rows at a glance, like ones beside each other."));
        all.put(
                "stacked-force",
                new Exhibit(
                        new ReportSection.StackedForce(rows, Credit.OUTPUT),
                        "What pushes each of many rows?",
                        "Forces beside each other: groups of rows with the same reasons stand out."));
        all.put(
                "decision",
                new Exhibit(
                        new ReportSection.Decision(few, Credit.OUTPUT),
                        "How do answers come apart?",
                        "A line a row through all players; unusual paths stand out."));
        all.put(
                "cohorts",
                new Exhibit(
                        ReportSection.Cohorts.found(rows, Credit.OUTPUT),
                        "Does it matter the same to everyone?",
                        "Groups of rows side by side, given or found by a small tree."));
        all.put(
                "comparison",
                new Exhibit(
                        new ReportSection.Comparison("version 1", few, "version 2", second(few), Credit.OUTPUT),
                        "What did the new version change?",
                        "Two models, or two methods, on the same rows: moved ranks and flipped signs."));
        all.put(
                "picks",
                new Exhibit(
                        new ReportSection.Picks(List.of(
                                new ReportSection.Picks.PickedRow(17, 0.46, 0.46),
                                new ReportSection.Picks.PickedRow(3, 0.21, 0.67),
                                new ReportSection.Picks.PickedRow(88, 0.11, 0.78),
                                new ReportSection.Picks.PickedRow(41, 0.05, 0.83))),
                        "Which rows show most of it?",
                        "Rows that a submodular pick chose, and what they cover."));
        return all;
    }

    static Explanation wine() {
        String[] names = {"alcohol", "flavanoids", "proline", "colour intensity", "ash", "hue", "malic acid"};
        String[] conditions = {
            "alcohol > 13.68",
            "flavanoids > 2.88",
            "680 < proline ≤ 985",
            "3.22 < colour intensity ≤ 4.69",
            "ash ≤ 2.21",
            "0.96 < hue ≤ 1.12",
            "malic acid > 3.08"
        };
        double[] row = {13.9, 3.1, 845, 4.2, 2.1, 1.04, 3.4};
        double[] values = {0.252, 0.131, 0.092, -0.048, -0.046, 0.012, -0.004};
        double[] errors = {0.013, 0.012, 0.012, 0.011, 0.012, 0.01, 0.009};
        FeatureGroups players = FeatureGroups.singles(Schema.numeric(names));
        List<Attribution> attributions = new ArrayList<>();
        for (int p = 0; p < names.length; p++) {
            attributions.add(new Attribution(names[p], values[p], errors[p]));
        }
        return Explanation.of(
                        "LIME",
                        players,
                        row,
                        List.of(new OutputExplanation("barolo", 0.31, 0.87, attributions)),
                        new Fidelity.LocalSurrogate(
                                List.of(new Fidelity.LocalSurrogate.Fit(
                                        OptionalDouble.of(0.72), 0.70, 0.17, 3.5, 0.06)),
                                0.97,
                                OptionalDouble.of(0.26)),
                        Credit.provenance("IDENTITY"))
                .withConditions(List.of(conditions));
    }

    static Explanation review() {
        String text = "The first hour is slow, and the score does it no favours.\n"
                + "But the last act is a wonder: tender, funny and, in one long shot, quietly devastating. "
                + "I left with wet eyes and a stupid grin.";
        String[] words = {"slow", "no favours", "wonder", "tender", "funny", "devastating", "stupid", "grin", "last act"
        };
        double[] values = {-1.1, -0.62, 1.74, 0.9, 0.71, 0.22, -0.55, 0.48, 0.03};
        return text(text, words, values);
    }

    static Explanation text(String text, String[] words, double[] values) {
        List<List<Token>> spans = new ArrayList<>();
        for (String word : words) {
            int at = text.indexOf(word);
            spans.add(List.of(new Token(at, at + word.length())));
        }
        FeatureGroups players = FeatureGroups.singles(Schema.numeric(words));
        return Games.of(players, "positive", "LOGIT", -0.2, values, new double[values.length])
                .withText(TextSpans.of(text, spans));
    }

    /** A boat on the sea below an evening sky, in eight segments. */
    static Explanation scene() {
        int width = 96;
        int height = 64;
        int[] pixels = new int[width * height];
        int[] labels = new int[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                boolean sea = y > 40;
                double wave = StrictMath.sin(x / 5.0 + y) * 8;
                pixels[i] = sea
                        ? colour(40 + wave, 92 + wave, 140 + wave - (y - 40))
                        : colour(250 - y * 1.4, 190 - y * 0.6 - x / 6.0, 120 + y * 1.6);
                labels[i] = sea ? (x < 48 ? 3 : 4) : (y < 20 ? (x < 48 ? 0 : 1) : 2);
                if (StrictMath.hypot(x - 74, y - 14) < 8) {
                    pixels[i] = colour(255, 240, 190);
                    labels[i] = 5;
                }
                boolean hull = y >= 40 && y < 48 && x > 26 + (y - 40) && x < 58 - (y - 40);
                boolean sail = y >= 14 && y < 38 && x >= 42 && x < 42 + (y - 14) / 1.6;
                if (hull) {
                    pixels[i] = colour(110, 54, 40);
                    labels[i] = 6;
                } else if (sail || (x >= 40 && x < 42 && y > 12 && y < 40)) {
                    pixels[i] = colour(245, 244, 238);
                    labels[i] = 7;
                }
            }
        }
        double[] values = {0.02, -0.04, -0.21, 0.34, 0.27, -0.06, 1.12, 0.83};
        String[] names = {"sky left", "sky right", "horizon", "sea left", "sea right", "sun", "hull", "sail"};
        return Games.of(FeatureGroups.singles(Schema.numeric(names)), "boat", "LOGIT", -1.3, values, new double[8])
                .withImage(SegmentedImage.of(width, height, pixels, labels));
    }

    private static int colour(double red, double green, double blue) {
        return 0xFF000000 | byteOf(red) << 16 | byteOf(green) << 8 | byteOf(blue);
    }

    private static int byteOf(double level) {
        return (int) Math.min(255, Math.max(0, level));
    }

    /** A row of the credit model with made-up interactions that add up to its attributions. */
    static Explanation interacting() {
        return withInteractions(Credit.row(4), 7);
    }

    static Explanation withInteractions(Explanation row, long seed) {
        int count = row.players().players();
        Random random = new Random(seed);
        double[] cells = new double[count * count];
        String output = row.outputs().get(0).output();
        List<Attribution> attributions = row.outputs().get(0).attributions();
        for (int i = 0; i < count; i++) {
            cells[i * count + i] += attributions.get(i).value();
            for (int j = 0; j < i; j++) {
                double pair = attributions.get(i).value() * attributions.get(j).value() * random.nextGaussian();
                cells[i * count + j] = pair;
                cells[j * count + i] = pair;
                cells[i * count + i] -= pair / 2;
                cells[j * count + j] -= pair / 2;
            }
        }
        return row.withInteractions(List.of(Interactions.of(
                InteractionIndex.K_SII,
                output,
                row.players().names(),
                Matrix.wrap(count, count, cells),
                Matrix.zeros(count, count))));
    }

    /** The credit model's rows, with a use of credit lines that counts more for the old than for the young. */
    static Explanations dependent(Explanations rows) {
        List<Explanation> all = new ArrayList<>();
        for (Explanation row : rows) {
            List<Attribution> changed = new ArrayList<>(row.outputs().get(0).attributions());
            Attribution lines = changed.get(6);
            changed.set(6, new Attribution(lines.player(), lines.value() * (row.row()[1] - 10) / 35, 0));
            double prediction = row.outputs().get(0).baseValue()
                    + changed.stream().mapToDouble(Attribution::value).sum();
            all.add(Explanation.of(
                    row.method(),
                    row.players(),
                    row.row(),
                    List.of(new OutputExplanation(Credit.OUTPUT, -1.1243, prediction, changed)),
                    row.fidelity(),
                    row.provenance()));
        }
        return Explanations.of(all);
    }

    /** What another version of the credit model makes of the same rows. */
    static Explanations second(Explanations first) {
        List<Explanation> all = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Random random = new Random(i);
            OutputExplanation output = first.get(i).outputs().get(0);
            List<Attribution> changed = new ArrayList<>();
            double prediction = output.baseValue();
            for (Attribution attribution : output.attributions()) {
                int p = changed.size();
                double factor = p == 1 ? 1.9 : p == 6 ? 0.35 : p == 8 ? -0.6 : 0.8 + 0.4 * random.nextDouble();
                double value = attribution.value() * factor + 0.05 * random.nextGaussian();
                changed.add(new Attribution(attribution.player(), value, 0.02));
                prediction += value;
            }
            all.add(Explanation.of(
                    first.get(i).method(),
                    first.get(i).players(),
                    first.get(i).row(),
                    List.of(new OutputExplanation(output.output(), output.baseValue(), prediction, changed)),
                    first.get(i).fidelity(),
                    first.get(i).provenance()));
            indices.add(first.rowOf(i));
        }
        return Explanations.of(all, indices, List.of(), List.of());
    }

    /** Many rows of many players: numbers, a few of them missing, and categories. */
    static Explanations table(int rows, int players, String name) {
        Feature[] features = new Feature[players];
        for (int p = 0; p < players; p++) {
            String unique = name + (players == 1 ? "" : " " + p);
            features[p] = p % 7 == 3
                    ? Feature.categorical(unique, name + " a", name + " b", name + " c", "d")
                    : Feature.numeric(unique);
        }
        FeatureGroups groups = FeatureGroups.singles(Schema.of(features));
        List<Explanation> all = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            Random random = new Random(31L * r + 5);
            double[] row = new double[players];
            List<Attribution> attributions = new ArrayList<>();
            double prediction = -0.4;
            for (int p = 0; p < players; p++) {
                row[p] = p % 7 == 3 ? random.nextInt(4) : random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
                double value = (Double.isNaN(row[p]) ? 0.3 : row[p] - (p % 7 == 3 ? 1.5 : 0))
                        * (p % 2 == 0 ? 1 : -1)
                        * (1.2 / (1 + p % 40))
                        * (0.8 + 0.4 * random.nextDouble());
                attributions.add(new Attribution(groups.name(p), value, 0.02 + 0.05 * random.nextDouble()));
                prediction += value;
            }
            all.add(Explanation.of(
                    "Kernel SHAP",
                    groups,
                    row,
                    List.of(new OutputExplanation("y", -0.4, prediction, attributions)),
                    new Fidelity.Additive(0, true, 1),
                    Credit.provenance("LOGIT")));
        }
        return Explanations.of(all);
    }
}
