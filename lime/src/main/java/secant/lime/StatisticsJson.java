package secant.lime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import secant.data.Feature;
import secant.data.Schema;

/** Statistics as JSON and back. The fields of a column depend on its kind; numbers are finite doubles, shortest digits. */
final class StatisticsJson {

    private static final String FORMAT = "secant-lime-statistics/1";

    /** Frequencies may miss 1 by their rounding. */
    private static final double ROUNDING = 1e-9;

    private StatisticsJson() {}

    static String write(TrainingStatistics statistics) {
        StringBuilder out = new StringBuilder("{\"format\":");
        JsonSyntax.writeText(out, FORMAT);
        out.append(",\"rows\":").append(statistics.rows()).append(",\"discretizer\":");
        JsonSyntax.writeText(out, statistics.discretizer());
        out.append(",\"columns\":[");
        for (int c = 0; c < statistics.schema().columns(); c++) {
            out.append(c == 0 ? "" : ",");
            writeColumn(out, statistics.schema().feature(c), statistics.column(c));
        }
        return out.append("]}").toString();
    }

    private static void writeColumn(StringBuilder out, Feature feature, ColumnStatistics column) {
        out.append("{\"name\":");
        JsonSyntax.writeText(out, feature.name());
        if (feature instanceof Feature.Categorical categorical) {
            out.append(",\"categories\":[");
            String comma = "";
            for (String category : categorical.categories()) {
                out.append(comma);
                JsonSyntax.writeText(out, category);
                comma = ",";
            }
            out.append(']');
            numbers(out, "frequencies", column.frequencies);
        } else {
            out.append(",\"mean\":").append(column.mean);
            out.append(",\"scale\":").append(column.scale);
            out.append(",\"constant\":").append(column.constant);
            if (column.isBinned()) {
                numbers(out, "edges", column.edges);
                numbers(out, "frequencies", column.frequencies);
                numbers(out, "means", column.means);
                numbers(out, "deviations", column.deviations);
                numbers(out, "mins", column.mins);
                numbers(out, "maxs", column.maxs);
            }
        }
        out.append('}');
    }

    private static void numbers(StringBuilder out, String field, double[] values) {
        out.append(",\"").append(field).append("\":[");
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",").append(values[i]);
        }
        out.append(']');
    }

    static TrainingStatistics read(String json) {
        JsonSyntax.Place document = JsonSyntax.parse(json);
        Map<String, JsonSyntax.Place> fields = document.fields("format", "rows", "discretizer", "columns");
        JsonSyntax.Place format = JsonSyntax.field(fields, "format");
        if (!format.text().equals(FORMAT)) {
            throw format.mustBe('"' + FORMAT + '"');
        }
        JsonSyntax.Place rows = JsonSyntax.field(fields, "rows");
        double count = rows.number();
        if (!(count >= 1 && count <= Integer.MAX_VALUE && count == Math.rint(count))) {
            throw rows.mustBe("a whole number of 1 or more");
        }
        List<Feature> features = new ArrayList<>();
        List<ColumnStatistics> columns = new ArrayList<>();
        for (JsonSyntax.Place column : JsonSyntax.field(fields, "columns").items()) {
            readColumn(column, features, columns);
        }
        return new TrainingStatistics(
                Schema.of(features),
                (int) count,
                JsonSyntax.field(fields, "discretizer").text(),
                columns);
    }

    private static void readColumn(JsonSyntax.Place column, List<Feature> features, List<ColumnStatistics> columns) {
        double[] none = new double[0];
        if (column.has("categories")) {
            Map<String, JsonSyntax.Place> fields = column.fields("name", "categories", "frequencies");
            List<String> categories = JsonSyntax.field(fields, "categories").items().stream()
                    .map(JsonSyntax.Place::text)
                    .toList();
            features.add(
                    new Feature.Categorical(JsonSyntax.field(fields, "name").text(), categories));
            double[] frequencies = frequencies(JsonSyntax.field(fields, "frequencies"), categories.size());
            columns.add(new ColumnStatistics(0, 1, false, none, frequencies, none, none, none, none));
            return;
        }
        boolean binned = column.has("edges");
        Map<String, JsonSyntax.Place> fields = binned
                ? column.fields(
                        "name",
                        "mean",
                        "scale",
                        "constant",
                        "edges",
                        "frequencies",
                        "means",
                        "deviations",
                        "mins",
                        "maxs")
                : column.fields("name", "mean", "scale", "constant");
        features.add(Feature.numeric(JsonSyntax.field(fields, "name").text()));
        double mean = JsonSyntax.field(fields, "mean").number();
        JsonSyntax.Place scale = JsonSyntax.field(fields, "scale");
        if (!(scale.number() > 0)) {
            throw scale.mustBe("above 0");
        }
        boolean constant = JsonSyntax.field(fields, "constant").truth();
        if (!binned) {
            columns.add(new ColumnStatistics(mean, scale.number(), constant, none, none, none, none, none, none));
            return;
        }
        double[] edges = ascending(JsonSyntax.field(fields, "edges"));
        int bins = edges.length + 1;
        double[] mins = vector(JsonSyntax.field(fields, "mins"), bins);
        double[] maxs = vector(JsonSyntax.field(fields, "maxs"), bins);
        for (int b = 0; b < bins; b++) {
            if (!(mins[b] <= maxs[b])) {
                throw JsonSyntax.field(fields, "maxs").mustBe("nowhere below mins");
            }
        }
        double[] deviations = vector(JsonSyntax.field(fields, "deviations"), bins);
        for (double deviation : deviations) {
            if (!(deviation >= 0)) {
                throw JsonSyntax.field(fields, "deviations").mustBe("0 or more everywhere");
            }
        }
        columns.add(new ColumnStatistics(
                mean,
                scale.number(),
                constant,
                edges,
                frequencies(JsonSyntax.field(fields, "frequencies"), bins),
                vector(JsonSyntax.field(fields, "means"), bins),
                deviations,
                mins,
                maxs));
    }

    private static double[] ascending(JsonSyntax.Place place) {
        double[] values = vector(place, place.items().size());
        for (int i = 0; i < values.length; i++) {
            if (i > 0 && !(values[i - 1] < values[i])) {
                throw place.mustBe("an ascending array");
            }
        }
        if (values.length == 0) {
            throw place.mustBe("an array of at least 1 number");
        }
        return values;
    }

    private static double[] frequencies(JsonSyntax.Place place, int wanted) {
        double[] values = vector(place, wanted);
        double sum = 0;
        for (double value : values) {
            if (!(value >= 0)) {
                throw place.mustBe("0 or more everywhere");
            }
            sum += value;
        }
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw place.mustBe("an array that adds up to 1");
        }
        return values;
    }

    private static double[] vector(JsonSyntax.Place place, int wanted) {
        List<JsonSyntax.Place> items = place.items();
        if (items.size() != wanted) {
            throw place.mustBe("an array of " + wanted + " numbers");
        }
        return items.stream().mapToDouble(JsonSyntax.Place::number).toArray();
    }
}
