package secant.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import secant.data.Feature;
import secant.data.Schema;

/**
 * Rows, what is to be predicted of them, and two columns of which the one decides in secret and the other in public.
 *
 * @param name the file's
 * @param schema what the columns are
 * @param rows one an array
 * @param labels 0 or 1, one a row
 * @param secret a column that may not be used
 * @param harmless a column that may
 */
record FoolingData(String name, Schema schema, List<double[]> rows, List<Double> labels, int secret, int harmless) {

    static List<FoolingData> all() throws IOException {
        return List.of(credit(), breastCancer(), diabetes());
    }

    private static FoolingData credit() throws IOException {
        Schema schema = Schema.of(
                Feature.numeric("Seniority"),
                Feature.categorical("Home", "owner", "rent", "parents", "priv", "other", "ignore"),
                Feature.numeric("Time"),
                Feature.numeric("Age"),
                Feature.categorical("Marital", "single", "married", "separated", "divorced", "widow"),
                Feature.categorical("Records", "no", "yes"),
                Feature.categorical("Job", "fixed", "freelance", "partime", "others"),
                Feature.numeric("Expenses"),
                Feature.numeric("Income"),
                Feature.numeric("Assets"),
                Feature.numeric("Debt"),
                Feature.numeric("Amount"),
                Feature.numeric("Price"));
        return read("credit", schema, "Status", "bad"::equals, "Age", "Seniority");
    }

    private static FoolingData breastCancer() throws IOException {
        List<String> names = new ArrayList<>(header("breast_cancer"));
        names.remove("class");
        Schema schema = Schema.numeric(names.toArray(String[]::new));
        return read("breast_cancer", schema, "class", "malignant"::equals, "mean_texture", "mean_smoothness");
    }

    private static FoolingData diabetes() throws IOException {
        List<Feature> features = new ArrayList<>();
        for (String name : header("diabetes")) {
            if (!name.equals("progression")) {
                features.add(name.equals("sex") ? Feature.categorical("sex", "1.0", "2.0") : Feature.numeric(name));
            }
        }
        return read(
                "diabetes",
                Schema.of(features),
                "progression",
                progression -> Double.parseDouble(progression) > 140,
                "sex",
                "bp");
    }

    private static List<String> header(String name) throws IOException {
        return List.of(lines(name).get(0).split(",", -1));
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream file = requireNonNull(FoolingData.class.getResourceAsStream(name + ".csv"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static FoolingData read(
            String name, Schema schema, String label, Predicate<String> isOne, String secret, String harmless)
            throws IOException {
        List<String> header = header(name);
        List<double[]> rows = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        List<String> lines = lines(name);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            rows.add(schema.features().stream()
                    .mapToDouble(feature -> {
                        String cell = cells[header.indexOf(feature.name())];
                        return feature instanceof Feature.Categorical categorical
                                ? categorical.index(cell)
                                : Double.parseDouble(cell);
                    })
                    .toArray());
            labels.add(isOne.test(cells[header.indexOf(label)]) ? 1.0 : 0.0);
        }
        return new FoolingData(name, schema, rows, labels, schema.indexOf(secret), schema.indexOf(harmless));
    }

    double median(int column) {
        double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
        return values[values.length / 2];
    }

    double[] column(int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    double mean(int column) {
        return Arrays.stream(column(column)).average().orElse(0);
    }

    double deviation(int column) {
        double mean = mean(column);
        double variance = Arrays.stream(column(column))
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return variance > 0 ? Math.sqrt(variance) : 1;
    }
}
