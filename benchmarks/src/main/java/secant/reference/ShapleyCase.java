package secant.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Link;

/** A case of kind {@code shapley}, read and checked as a whole before anything of it is replayed. */
final class ShapleyCase {

    /** What must come out on the scale of one link. */
    static final class Expected {

        final Matrix linkFx;
        final double[] baseValue;
        final double[][][] shapley;

        private Expected(CaseValue given, int rows, int outputs, int players) {
            linkFx = readMatrix(given.get("link_fx"), rows, outputs);
            baseValue = given.get("base_value").vector(outputs);
            shapley = readTable(given.get("shapley"), rows, outputs, players);
        }
    }

    final String name;
    final ReferenceModel model;
    final Matrix backgroundRows;
    final double[] backgroundWeights;
    final int[][] players;
    final Background background;
    final FeatureGroups groups;
    final Matrix rows;
    final Matrix fx;
    final Map<Link, Expected> expected = new LinkedHashMap<>();
    final Optional<double[]> gameTable;
    final Optional<double[][][]> closedForm;
    final boolean hasTreePathDependent;

    private ShapleyCase(CaseValue file) {
        name = file.caseName();
        int columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
        model = ModelReader.read(file.get("model"), columns);
        backgroundRows = file.get("background").matrix(columns);
        backgroundWeights = file.find("background_weights")
                .map(weights -> weights.vector(backgroundRows.rows()))
                .orElseGet(() -> equalWeights(backgroundRows.rows()));
        rows = file.get("rows").matrix(columns);
        players = file.find("groups")
                .map(groups -> groups.items().stream().map(CaseValue::integers).toArray(int[][]::new))
                .orElseGet(() -> singles(columns));
        Schema schema = file.find("feature_names")
                .map(names -> Schema.numeric(names.texts()))
                .orElseGet(() -> Schema.unnamed(columns));
        background = Background.builder(schema, backgroundRows)
                .weights(backgroundWeights)
                .build();
        groups = readGroups(file, schema);
        CaseValue answers = file.get("expected");
        fx = readMatrix(answers.get("fx"), rows.rows(), model.outputs());
        for (Link link : readLinks(file)) {
            CaseValue given = answers.get(lowerCase(link));
            expected.put(link, new Expected(given, rows.rows(), model.outputs(), players.length));
        }
        gameTable = file.find("game_table_row0").map(table -> readGameTable(table.get("values")));
        closedForm = file.find("closed_form").map(this::readClosedForm);
        hasTreePathDependent = answers.find("tree_path_dependent").isPresent();
    }

    /**
     * Reads a case.
     *
     * @throws MalformedCaseException if anything in it is not of the schema
     */
    static ShapleyCase read(CaseValue file) {
        try {
            return new ShapleyCase(file);
        } catch (IllegalArgumentException e) { // from the schema, the background or the groups
            throw new MalformedCaseException("case " + file.caseName() + ": " + e.getMessage(), e);
        }
    }

    static String lowerCase(Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }

    private static double[] equalWeights(int rows) {
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static int[][] singles(int columns) {
        return IntStream.range(0, columns).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
    }

    private FeatureGroups readGroups(CaseValue file, Schema schema) {
        Optional<CaseValue> given = file.find("groups");
        FeatureGroups.Builder builder = FeatureGroups.builder(schema);
        if (given.isPresent()) {
            Optional<CaseValue> names = file.find("group_names");
            for (int p = 0; p < players.length; p++) {
                int player = p;
                builder.group(
                        names.map(all -> all.items(players.length).get(player).text())
                                .orElse("group " + player),
                        players[player]);
            }
        }
        FeatureGroups groups = builder.build();
        if (groups.players() != players.length) {
            throw file.get("groups").mustBe("lists that have every column");
        }
        file.find("n_players").ifPresent(count -> count.integer(players.length, players.length));
        return groups;
    }

    private static List<Link> readLinks(CaseValue file) {
        EnumSet<Link> known = EnumSet.of(Link.IDENTITY, Link.LOGIT);
        return file.find("links")
                .map(links ->
                        links.items().stream().map(link -> link.oneOf(known)).toList())
                .orElse(List.of(Link.IDENTITY));
    }

    private static Matrix readMatrix(CaseValue value, int rows, int columns) {
        value.items(rows);
        return value.matrix(columns);
    }

    private static double[][][] readTable(CaseValue value, int rows, int outputs, int players) {
        List<double[][]> table = new ArrayList<>();
        for (CaseValue row : value.items(rows)) {
            table.add(readMatrix(row, outputs, players).toRows());
        }
        return table.toArray(double[][][]::new);
    }

    private double[] readGameTable(CaseValue values) {
        if (players.length > ShapleyReplay.MOST_EXACT_PLAYERS) {
            throw values.mustBe("absent above " + ShapleyReplay.MOST_EXACT_PLAYERS + " players");
        }
        return values.vector(1 << players.length);
    }

    /** Of one output it is given without the level of outputs. */
    private double[][][] readClosedForm(CaseValue value) {
        List<CaseValue> given = value.items(rows.rows());
        if (model.outputs() > 1 || given.get(0).items().stream().anyMatch(CaseValue::isArray)) {
            return readTable(value, rows.rows(), model.outputs(), players.length);
        }
        return given.stream()
                .map(row -> new double[][] {row.vector(players.length)})
                .toArray(double[][][]::new);
    }
}
