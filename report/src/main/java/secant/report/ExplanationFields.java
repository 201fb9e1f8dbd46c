package secant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;
import secant.explanation.Provenance;
import secant.explanation.StopReason;
import tools.jackson.core.JsonGenerator;

/** The fields of explanations in JSON, written and read side by side so that the two stay inverse to each other. */
final class ExplanationFields {

    private static final String BACKGROUND_ERRORS = "backgroundErrors";

    private static final String INTERACTIONS = "interactions";

    private ExplanationFields() {}

    /** Writes which columns and players explanations are of. */
    static void writePlayers(JsonGenerator json, FeatureGroups players) {
        json.writeArrayPropertyStart("features");
        for (Feature feature : players.schema().features()) {
            json.writeStartObject();
            json.writeStringProperty("name", feature.name());
            if (feature instanceof Feature.Categorical categorical) {
                JsonText.strings(json, "categories", categorical.categories());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("players");
        for (int p = 0; p < players.players(); p++) {
            json.writeStartObject();
            json.writeStringProperty("name", players.name(p));
            json.writeArrayPropertyStart("columns");
            for (int column : players.columns(p)) {
                json.writeNumber(column);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static FeatureGroups readPlayers(JsonPlace features, JsonPlace players) {
        List<Feature> columns = new ArrayList<>();
        for (JsonPlace feature : features.items()) {
            boolean categorical = feature.has("categories");
            if (categorical) {
                feature.only("name", "categories");
            } else {
                feature.only("name");
            }
            String name = feature.get("name").text();
            columns.add(
                    categorical
                            ? new Feature.Categorical(
                                    name, feature.get("categories").texts())
                            : Feature.numeric(name));
        }
        FeatureGroups.Builder groups = FeatureGroups.builder(Schema.of(columns));
        for (JsonPlace player : players.items()) {
            player.only("name", "columns");
            int[] members = player.get("columns").items().stream()
                    .mapToInt(JsonPlace::integer)
                    .toArray();
            groups.group(player.get("name").text(), members);
        }
        FeatureGroups read = groups.build();
        if (read.players() != players.items().size()) {
            throw players.wrong("an array that has every column in one player,");
        }
        return read;
    }

    /** Writes what one explanation does not share with others of the same players. */
    static void writeBody(JsonGenerator json, Explanation explanation) {
        json.writeStringProperty("method", explanation.method());
        JsonText.numbers(json, "row", explanation.row());
        if (!explanation.conditions().isEmpty()) {
            JsonText.strings(json, "conditions", explanation.conditions());
        }
        explanation.text().ifPresent(text -> SubjectFields.write(json, text));
        explanation.image().ifPresent(image -> SubjectFields.write(json, image));
        json.writeArrayPropertyStart("outputs");
        for (OutputExplanation output : explanation.outputs()) {
            json.writeStartObject();
            json.writeStringProperty("name", output.output());
            JsonText.number(json, "baseValue", output.baseValue());
            JsonText.number(json, "prediction", output.prediction());
            JsonText.numbers(json, "values", output.values());
            double[] errors = output.attributions().stream()
                    .mapToDouble(Attribution::standardError)
                    .toArray();
            JsonText.numbers(json, "standardErrors", errors);
            if (hasBackgroundErrors(output)) {
                double[] backgroundErrors = output.attributions().stream()
                        .mapToDouble(
                                attribution -> attribution.backgroundError().orElseThrow())
                        .toArray();
                JsonText.numbers(json, BACKGROUND_ERRORS, backgroundErrors);
            }
            explanation.interactions(output.output()).ifPresent(found -> writeInteractions(json, found));
            json.writeEndObject();
        }
        json.writeEndArray();
        writeFidelity(json, explanation.fidelity());
        writeProvenance(json, explanation.provenance());
    }

    private static boolean hasBackgroundErrors(OutputExplanation output) {
        return output.attributions().stream()
                .anyMatch(attribution -> attribution.backgroundError().isPresent());
    }

    /** Checks that this is an object of the fields of one explanation and some before them. */
    static void onlyBody(JsonPlace body, String... before) {
        List<String> fields = new ArrayList<>(List.of(before));
        fields.addAll(List.of("method", "row", "outputs", "fidelity", "provenance"));
        for (String optional : List.of("conditions", "text", "picture")) {
            if (body.has(optional)) {
                fields.add(optional);
            }
        }
        body.only(fields.toArray(String[]::new));
    }

    static Explanation readBody(JsonPlace body, FeatureGroups players) {
        double[] row =
                body.get("row").items().stream().mapToDouble(JsonPlace::cell).toArray();
        List<OutputExplanation> outputs = new ArrayList<>();
        List<Interactions> interactions = new ArrayList<>();
        for (JsonPlace output : body.get("outputs").items()) {
            OutputExplanation read = readOutput(output, players);
            outputs.add(read);
            if (output.has(INTERACTIONS)) {
                interactions.add(readInteractions(output.get(INTERACTIONS), read.output(), players));
            }
        }
        Explanation explanation = Explanation.of(
                        body.get("method").text(),
                        players,
                        row,
                        outputs,
                        readFidelity(body.get("fidelity"), outputs.size()),
                        readProvenance(body.get("provenance")))
                .withInteractions(interactions);
        if (body.has("conditions")) {
            items(body.get("conditions"), players.players());
            explanation = explanation.withConditions(body.get("conditions").texts());
        }
        if (body.has("text")) {
            explanation = explanation.withText(SubjectFields.readText(body.get("text")));
        }
        return body.has("picture")
                ? explanation.withImage(SubjectFields.readPicture(body.get("picture")))
                : explanation;
    }

    private static OutputExplanation readOutput(JsonPlace output, FeatureGroups players) {
        List<String> fields = new ArrayList<>(List.of("name", "baseValue", "prediction", "values", "standardErrors"));
        for (String optional : List.of(BACKGROUND_ERRORS, INTERACTIONS)) {
            if (output.has(optional)) {
                fields.add(optional);
            }
        }
        output.only(fields.toArray(String[]::new));
        boolean backgroundErrors = output.has(BACKGROUND_ERRORS);
        List<JsonPlace> values = items(output.get("values"), players.players());
        List<JsonPlace> errors = items(output.get("standardErrors"), players.players());
        List<JsonPlace> ofBackground =
                backgroundErrors ? items(output.get(BACKGROUND_ERRORS), players.players()) : List.of();
        List<Attribution> attributions = new ArrayList<>(values.size());
        for (int p = 0; p < values.size(); p++) {
            attributions.add(new Attribution(
                    players.name(p),
                    values.get(p).finite(),
                    magnitude(errors.get(p)),
                    backgroundErrors ? OptionalDouble.of(magnitude(ofBackground.get(p))) : OptionalDouble.empty()));
        }
        return new OutputExplanation(
                output.get("name").text(),
                output.get("baseValue").finite(),
                output.get("prediction").finite(),
                attributions);
    }

    private static double magnitude(JsonPlace place) {
        double magnitude = place.unbounded();
        if (!(magnitude >= 0)) {
            throw place.wrong("0 or more");
        }
        return magnitude;
    }

    private static List<JsonPlace> items(JsonPlace array, int wanted) {
        return items(array, wanted, "player");
    }

    private static List<JsonPlace> items(JsonPlace array, int wanted, String each) {
        List<JsonPlace> items = array.items();
        if (items.size() != wanted) {
            throw array.wrong("an array of " + wanted + ", one a " + each + ",");
        }
        return items;
    }

    private static void writeFidelity(JsonGenerator json, Fidelity fidelity) {
        json.writeObjectPropertyStart("fidelity");
        if (fidelity instanceof Fidelity.Additive additive) {
            json.writeStringProperty("type", "additive");
            JsonText.number(json, "additivityGap", additive.additivityGap());
            json.writeBooleanProperty("exact", additive.exact());
            JsonText.number(json, "condition", additive.condition());
        } else if (fidelity instanceof Fidelity.NotAdditive notAdditive) {
            json.writeStringProperty("type", "notAdditive");
            JsonText.number(json, "gap", notAdditive.gap());
            json.writeBooleanProperty("exact", notAdditive.exact());
        } else if (fidelity instanceof Fidelity.LocalSurrogate surrogate) {
            writeSurrogate(json, surrogate);
        } else {
            throw new IllegalArgumentException(
                    "format secant-explanation/1 has no place for a fidelity of " + fidelity.getClass());
        }
        json.writeEndObject();
    }

    private static void writeSurrogate(JsonGenerator json, Fidelity.LocalSurrogate surrogate) {
        json.writeStringProperty("type", "local surrogate");
        JsonText.number(json, "effectiveShare", surrogate.effectiveShare());
        JsonText.number(json, "matchedShare", surrogate.matchedShare().orElse(Double.NaN));
        json.writeArrayPropertyStart("fits");
        for (Fidelity.LocalSurrogate.Fit fit : surrogate.fits()) {
            json.writeStartObject();
            JsonText.number(json, "weightedR2", fit.weightedR2().orElse(Double.NaN));
            JsonText.number(json, "localPrediction", fit.localPrediction());
            JsonText.number(json, "predictionGap", fit.predictionGap());
            JsonText.number(json, "condition", fit.condition());
            JsonText.number(json, "shrinkage", fit.shrinkage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Fidelity readFidelity(JsonPlace fidelity, int outputs) {
        return switch (fidelity.get("type").text()) {
            case "additive" -> readAdditive(fidelity);
            case "notAdditive" -> readNotAdditive(fidelity);
            case "local surrogate" -> readSurrogate(fidelity, outputs);
            default -> throw fidelity.get("type").wrong("\"additive\", \"notAdditive\" or \"local surrogate\"");
        };
    }

    private static Fidelity readSurrogate(JsonPlace fidelity, int outputs) {
        fidelity.only("type", "effectiveShare", "matchedShare", "fits");
        List<Fidelity.LocalSurrogate.Fit> fits = new ArrayList<>();
        for (JsonPlace fit : fidelity.get("fits").items()) {
            fit.only("weightedR2", "localPrediction", "predictionGap", "condition", "shrinkage");
            fits.add(new Fidelity.LocalSurrogate.Fit(
                    optional(fit.get("weightedR2")),
                    fit.get("localPrediction").finite(),
                    fit.get("predictionGap").finite(),
                    fit.get("condition").unbounded(),
                    fit.get("shrinkage").finite()));
        }
        if (fits.size() != outputs) {
            throw fidelity.get("fits").wrong("an array of " + outputs + ", one an output,");
        }
        return new Fidelity.LocalSurrogate(
                fits, fidelity.get("effectiveShare").finite(), optional(fidelity.get("matchedShare")));
    }

    private static OptionalDouble optional(JsonPlace place) {
        double value = place.cell();
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Fidelity readAdditive(JsonPlace fidelity) {
        fidelity.only("type", "additivityGap", "exact", "condition");
        return new Fidelity.Additive(
                fidelity.get("additivityGap").unbounded(),
                fidelity.get("exact").truth(),
                fidelity.get("condition").unbounded());
    }

    private static Fidelity readNotAdditive(JsonPlace fidelity) {
        fidelity.only("type", "gap", "exact");
        return new Fidelity.NotAdditive(
                fidelity.get("gap").unbounded(), fidelity.get("exact").truth());
    }

    private static void writeInteractions(JsonGenerator json, Interactions interactions) {
        int players = interactions.players().size();
        double[] mains = new double[players];
        double[] mainErrors = new double[players];
        double[] pairs = new double[players * (players - 1) / 2];
        double[] pairErrors = new double[pairs.length];
        int next = 0;
        for (int i = 0; i < players; i++) {
            mains[i] = interactions.main(i);
            mainErrors[i] = interactions.mainStandardError(i);
            for (int j = i + 1; j < players; j++) {
                pairs[next] = interactions.pair(i, j);
                pairErrors[next] = interactions.pairStandardError(i, j);
                next++;
            }
        }
        json.writeObjectPropertyStart(INTERACTIONS);
        json.writeStringProperty("index", interactions.index().name());
        JsonText.numbers(json, "mains", mains);
        JsonText.numbers(json, "mainStandardErrors", mainErrors);
        JsonText.numbers(json, "pairs", pairs);
        JsonText.numbers(json, "pairStandardErrors", pairErrors);
        json.writeEndObject();
    }

    private static Interactions readInteractions(JsonPlace place, String output, FeatureGroups groups) {
        place.only("index", "mains", "mainStandardErrors", "pairs", "pairStandardErrors");
        int players = groups.players();
        int pairs = players * (players - 1) / 2;
        return Interactions.of(
                readIndex(place.get("index")),
                output,
                groups.names(),
                readTable(items(place.get("mains"), players), items(place.get("pairs"), pairs, "pair")),
                readTable(
                        items(place.get("mainStandardErrors"), players),
                        items(place.get("pairStandardErrors"), pairs, "pair")));
    }

    /** Main effects, then pairs (0, 1), (0, 2), …, (1, 2), …: as a symmetric table. */
    private static Matrix readTable(List<JsonPlace> mains, List<JsonPlace> pairs) {
        int players = mains.size();
        double[] table = new double[players * players];
        int next = 0;
        for (int i = 0; i < players; i++) {
            table[i * players + i] = mains.get(i).unbounded();
            for (int j = i + 1; j < players; j++) {
                double value = pairs.get(next++).unbounded();
                table[i * players + j] = value;
                table[j * players + i] = value;
            }
        }
        return Matrix.wrap(players, players, table);
    }

    private static InteractionIndex readIndex(JsonPlace place) {
        for (InteractionIndex index : InteractionIndex.values()) {
            if (index.name().equals(place.text())) {
                return index;
            }
        }
        throw place.wrong("one of " + List.of(InteractionIndex.values()));
    }

    private static void writeProvenance(JsonGenerator json, Provenance provenance) {
        json.writeObjectPropertyStart("provenance");
        json.writeStringProperty("version", provenance.version());
        json.writeArrayPropertyStart("options"); // no object: those keep no order, nor any text as a name
        provenance.options().forEach((name, value) -> {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeStringProperty("value", value);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberProperty("seed", provenance.seed());
        json.writeStringProperty("link", provenance.link());
        json.writeNumberProperty("backgroundSize", provenance.backgroundSize());
        json.writeStringProperty("backgroundFingerprint", provenance.backgroundFingerprint());
        json.writeNumberProperty("coalitions", provenance.coalitions());
        json.writeNumberProperty("modelRows", provenance.modelRows());
        json.writeStringProperty("stopReason", provenance.stopReason().name());
        JsonText.strings(json, "warnings", provenance.warnings());
        json.writeEndObject();
    }

    private static Provenance readProvenance(JsonPlace provenance) {
        provenance.only(
                "version",
                "options",
                "seed",
                "link",
                "backgroundSize",
                "backgroundFingerprint",
                "coalitions",
                "modelRows",
                "stopReason",
                "warnings");
        return new Provenance(
                provenance.get("version").text(),
                readOptions(provenance.get("options")),
                provenance.get("seed").longInteger(),
                provenance.get("link").text(),
                provenance.get("backgroundSize").integer(),
                provenance.get("backgroundFingerprint").text(),
                provenance.get("coalitions").longInteger(),
                provenance.get("modelRows").longInteger(),
                readStopReason(provenance.get("stopReason")),
                provenance.get("warnings").texts());
    }

    private static Map<String, String> readOptions(JsonPlace options) {
        Map<String, String> read = new LinkedHashMap<>();
        for (JsonPlace option : options.items()) {
            option.only("name", "value");
            if (read.put(option.get("name").text(), option.get("value").text()) != null) {
                throw option.wrong("an option not named before");
            }
        }
        return read;
    }

    private static StopReason readStopReason(JsonPlace place) {
        for (StopReason reason : StopReason.values()) {
            if (reason.name().equals(place.text())) {
                return reason;
            }
        }
        throw place.wrong("one of " + List.of(StopReason.values()));
    }

    /** Writes explanations that share their players, and the failures. */
    static void writeAll(JsonGenerator json, Explanations explanations) {
        if (explanations.size() > 0) {
            writePlayers(json, explanations.get(0).players());
        } else {
            json.writeArrayPropertyStart("features");
            json.writeEndArray();
            json.writeArrayPropertyStart("players");
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("explanations");
        for (int i = 0; i < explanations.size(); i++) {
            json.writeStartObject();
            json.writeNumberProperty("rowIndex", explanations.rowOf(i));
            writeBody(json, explanations.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("failures");
        for (Explanations.Failure failure : explanations.failures()) {
            json.writeStartObject();
            json.writeNumberProperty("rowIndex", failure.row());
            json.writeStringProperty("type", RecordedFailure.typeOf(failure.cause()));
            json.writeStringProperty("message", failure.cause().getMessage()); // null where there is none
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonText.strings(json, "warnings", explanations.warnings());
    }

    static Explanations readAll(JsonPlace document) {
        List<Explanation> explanations = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        List<JsonPlace> bodies = document.get("explanations").items();
        if (!bodies.isEmpty()) {
            FeatureGroups players = readPlayers(document.get("features"), document.get("players"));
            for (JsonPlace body : bodies) {
                onlyBody(body, "rowIndex");
                rows.add(body.get("rowIndex").integer());
                explanations.add(readBody(body, players));
            }
        }
        List<Explanations.Failure> failures = new ArrayList<>();
        for (JsonPlace failure : document.get("failures").items()) {
            failure.only("rowIndex", "type", "message");
            failures.add(new Explanations.Failure(
                    failure.get("rowIndex").integer(),
                    RecordedFailure.read(failure.get("type"), failure.get("message"))));
        }
        return Explanations.of(
                explanations, rows, failures, document.get("warnings").texts());
    }
}
