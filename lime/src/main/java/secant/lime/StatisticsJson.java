package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Schema;

/** Statistics as JSON and back. The fields of a column depend on its kind; numbers are finite doubles, shortest digits. */
final class StatisticsJson {

    private static final String FORMAT = "secant-lime-statistics/1";

    /** With groups. */
    private static final String GROUPED_FORMAT = "secant-lime-statistics/2";

    /** Frequencies may miss 1 by their rounding. */
    private static final double ROUNDING = 1e-9;

    private StatisticsJson() {}

    static String write(TrainingStatistics statistics) {
        int groups = groups(statistics.groups());
        StringBuilder out = new StringBuilder("{\"format\":");
        JsonSyntax.writeText(out, groups > 0 ? GROUPED_FORMAT : FORMAT);
        out.append(",\"rows\":").append(statistics.rows()).append(",\"discretizer\":");
        JsonSyntax.writeText(out, statistics.discretizer());
        out.append(",\"columns\":[");
        for (int c = 0; c < statistics.schema().columns(); c++) {
            out.append(c == 0 ? "" : ",");
            writeColumn(out, statistics.schema().feature(c), statistics.column(c));
        }
        out.append(']');
        if (groups > 0) {
            out.append(",\"groups\":[");
            for (int p = 0; p < groups; p++) {
                out.append(p == 0 ? "" : ",");
                writeGroup(out, statistics, p);
            }
            out.append(']');
        }
        return out.append('}').toString();
    }

    /** How many players must be written as groups, so that all others are columns by themselves, in their order. */
    private static int groups(FeatureGroups players) {
        int groups = players.players();
        int next = players.schema().columns();
        while (groups > 0) {
            int[] columns = players.columns(groups - 1);
            boolean single = columns.length == 1
                    && columns[0] < next
                    && players.name(groups - 1)
                            .equals(players.schema().feature(columns[0]).name());
            if (!single) {
                return groups;
            }
            next = columns[0];
            groups--;
        }
        return 0;
    }

    private static void writeGroup(StringBuilder out, TrainingStatistics statistics, int p) {
        PlayerStatistics player = statistics.player(p);
        out.append("{\"name\":");
        JsonSyntax.writeText(out, statistics.groups().name(p));
        out.append(",\"columns\":[");
        String comma = "";
        for (int c : player.columns) {
            out.append(comma);
            JsonSyntax.writeText(out, statistics.schema().feature(c).name());
            comma = ",";
        }
        out.append(']');
        if (player.isGroup()) {
            out.append(",\"combinations\":[");
            for (int i = 0; i < player.combinations.length; i++) {
                out.append(i == 0 ? "[" : ",[");
                for (int m = 0; m < player.columns.length; m++) {
                    out.append(m == 0 ? "" : ",").append(player.combinations[i][m]);
                }
                out.append(']');
            }
            out.append(']');
            numbers(out, "frequencies", Arrays.copyOf(player.statistics.frequencies, player.combinations.length));
        }
        out.append('}');
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
        boolean grouped = document.has("groups");
        Map<String, JsonSyntax.Place> fields = grouped
                ? document.fields("format", "rows", "discretizer", "columns", "groups")
                : document.fields("format", "rows", "discretizer", "columns");
        JsonSyntax.Place format = JsonSyntax.field(fields, "format");
        String wanted = grouped ? GROUPED_FORMAT : FORMAT;
        if (!format.text().equals(wanted)) {
            throw format.mustBe('"' + wanted + (grouped ? "\", as there are groups" : "\""));
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
        Schema schema = Schema.of(features);
        FeatureGroups.Builder builder = FeatureGroups.builder(schema);
        List<PlayerStatistics> players = new ArrayList<>();
        if (grouped) {
            List<JsonSyntax.Place> groups = JsonSyntax.field(fields, "groups").items();
            if (groups.isEmpty()) {
                throw JsonSyntax.field(fields, "groups").mustBe("an array of at least 1 group");
            }
            groups.forEach(group -> readGroup(group, schema, columns, builder, players));
        }
        FeatureGroups groups = builder.build();
        for (int p = players.size(); p < groups.players(); p++) {
            players.add(PlayerStatistics.of(groups.columns(p)[0], columns.get(groups.columns(p)[0])));
        }
        return new TrainingStatistics(
                schema, (int) count, JsonSyntax.field(fields, "discretizer").text(), columns, groups, players);
    }

    private static void readGroup(
            JsonSyntax.Place group,
            Schema schema,
            List<ColumnStatistics> all,
            FeatureGroups.Builder groups,
            List<PlayerStatistics> players) {
        boolean single = !group.has("combinations");
        Map<String, JsonSyntax.Place> fields = single
                ? group.fields("name", "columns")
                : group.fields("name", "columns", "combinations", "frequencies");
        JsonSyntax.Place names = JsonSyntax.field(fields, "columns");
        int[] columns = names.items().stream()
                .mapToInt(name -> schema.names().indexOf(name.text()))
                .toArray();
        for (int m = 0; m < columns.length; m++) {
            if (columns[m] < 0 || (m > 0 && columns[m] <= columns[m - 1])) {
                throw names.mustBe("names of columns, in their order");
            }
        }
        if (single ? columns.length != 1 : columns.length < 2) {
            throw names.mustBe(single ? "1 column, as there are no combinations" : "2 columns or more");
        }
        groups.group(JsonSyntax.field(fields, "name").text(), columns);
        if (single) {
            players.add(PlayerStatistics.of(columns[0], all.get(columns[0])));
            return;
        }
        int[][] combinations = combinations(JsonSyntax.field(fields, "combinations"), columns, all);
        JsonSyntax.Place place = JsonSyntax.field(fields, "frequencies");
        double[] frequencies = frequencies(place, combinations.length);
        for (int m = 0; m < columns.length; m++) {
            double[] left = all.get(columns[m]).frequencies.clone();
            for (int i = 0; i < combinations.length; i++) {
                left[combinations[i][m]] -= frequencies[i];
            }
            if (!Arrays.stream(left).allMatch(rest -> Math.abs(rest) <= ROUNDING)) {
                throw place.mustBe("in agreement with those of the group's columns");
            }
        }
        players.add(PlayerStatistics.of(columns, all, combinations, frequencies));
    }

    private static int[][] combinations(JsonSyntax.Place place, int[] columns, List<ColumnStatistics> all) {
        List<JsonSyntax.Place> items = place.items();
        if (items.size() > PlayerStatistics.MOST_COMBINATIONS) {
            throw place.mustBe("an array of at most " + PlayerStatistics.MOST_COMBINATIONS);
        }
        int[][] combinations = new int[items.size()][columns.length];
        for (int i = 0; i < combinations.length; i++) {
            double[] cells = vector(items.get(i), columns.length);
            for (int m = 0; m < columns.length; m++) {
                int cell = (int) cells[m];
                if (cell != cells[m] || cell < 0 || cell >= all.get(columns[m]).frequencies.length) {
                    throw items.get(i).mustBe("the numbers of a bin or category of each column");
                }
                combinations[i][m] = cell;
            }
            if (i > 0 && Arrays.compare(combinations[i - 1], combinations[i]) >= 0) {
                throw items.get(i).mustBe("after the combination before it, in ascending order");
            }
        }
        return combinations;
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
