package secant.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.Fidelity.LocalSurrogate.Fit;
import secant.explanation.OutputExplanation;
import tools.jackson.core.JsonGenerator;

/**
 * What a page's script draws waterfalls from: sets of rows with equal players, as compact JSON. The rows of the row list
 * are one set; a row that a waterfall shows and that is not among them is a set of its own. Not thread-safe.
 */
final class PageData {

    /** Enough that rounding to what is shown gives the same text as rounding the exact value, but for ties. */
    private static final MathContext DIGITS = new MathContext(7);

    /** Levels may be far from 0 and close to each other. */
    private static final MathContext LEVEL_DIGITS = new MathContext(14);

    private static final MathContext ERROR_DIGITS = new MathContext(3);

    /** The error of an attribution of which nothing is known but that it was sampled. */
    private static final int UNKNOWN = -1;

    private final @Nullable Explanations list;
    private final List<List<Explanation>> sets = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final IdentityHashMap<Explanation, Integer> places = new IdentityHashMap<>();

    /**
     * Where a section's subject is.
     *
     * @param output the output's index among all of the page; null without one
     * @param set the set of the row that a waterfall shows; null for other sections
     * @param index the row's index in its set; null for other sections
     * @param row the index in the list of the row that the section shows by itself; null without one
     * @param rows the indices in the list of the rows that the section shows, −1 for those that are not there; null where
     *     it shows those of the list or none
     */
    record Place(
            @Nullable String output,
            @Nullable String set,
            @Nullable String index,
            @Nullable String row,
            @Nullable String rows) {

        static final Place NOWHERE = new Place(null, null, null, null, null);
    }

    /**
     * Starts with the rows of a list.
     *
     * @param list the rows' explanations; null without a row list
     * @param most how many of them the page holds
     */
    PageData(@Nullable Explanations list, int most) {
        this.list = list;
        if (list != null) {
            List<Explanation> rows = list.all().subList(0, Math.min(most, list.size()));
            for (int i = 0; i < rows.size(); i++) {
                places.put(rows.get(i), i);
            }
            sets.add(rows);
            rows.get(0).outputs().forEach(output -> outputOf(output.output()));
        }
    }

    /** The index of an output among all of the page, by its name. */
    int outputOf(String name) {
        int known = outputs.indexOf(name);
        if (known >= 0) {
            return known;
        }
        outputs.add(name);
        return outputs.size() - 1;
    }

    /** Adds the row of a waterfall, unless it is there. */
    Place place(ReportSection.Waterfall waterfall) {
        Explanation explanation = waterfall.explanation();
        explanation.outputs().forEach(output -> outputOf(output.output()));
        Integer index = places.get(explanation);
        int set = 0;
        if (index == null) {
            index = 0;
            set = sets.size();
            sets.add(List.of(explanation));
        }
        return new Place(
                Integer.toString(outputOf(waterfall.output())),
                Integer.toString(set),
                Integer.toString(index),
                row(explanation),
                null);
    }

    /** Where a picture of one row is. */
    Place place(String output, Explanation explanation) {
        return new Place(Integer.toString(outputOf(output)), null, null, row(explanation), null);
    }

    /** Where a picture of many rows is. */
    Place place(String output, Explanations explanations) {
        return new Place(Integer.toString(outputOf(output)), null, null, null, rows(explanations));
    }

    Place place(String output) {
        return new Place(Integer.toString(outputOf(output)), null, null, null, null);
    }

    private @Nullable String row(Explanation explanation) {
        Integer index = places.get(explanation);
        return index == null ? null : index.toString();
    }

    private @Nullable String rows(Explanations explanations) {
        if (explanations.equals(list)) {
            return null;
        }
        return explanations.all().stream()
                .map(explanation -> String.valueOf(places.getOrDefault(explanation, -1)))
                .collect(Collectors.joining(" "));
    }

    String json() {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("list", list == null ? -1 : 0);
            JsonText.strings(
                    json, "outputs", outputs.stream().map(PlayerLabel::shown).toList());
            json.writeArrayPropertyStart("sets");
            for (int s = 0; s < sets.size(); s++) {
                set(json, sets.get(s), s == 0 ? list : null);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void set(JsonGenerator json, List<Explanation> rows, @Nullable Explanations numbered) {
        Explanation first = rows.get(0);
        int players = first.players().players();
        boolean local = rows.stream().allMatch(row -> row.fidelity() instanceof Fidelity.LocalSurrogate);
        json.writeStartObject();
        json.writeArrayPropertyStart("rows");
        for (int i = 0; i < rows.size(); i++) {
            json.writeNumber(numbered == null ? i : numbered.rowOf(i));
        }
        json.writeEndArray();
        json.writeBooleanProperty("numbered", numbered != null);
        json.writeBooleanProperty("local", local);
        words(json, first);
        JsonText.strings(
                json,
                "players",
                first.players().names().stream().map(PlayerLabel::shown).toList());
        columns(
                json,
                "values",
                rows,
                players,
                (row, p) -> PlayerLabel.of(row, p).suffix());
        if (rows.stream().anyMatch(row -> !row.conditions().isEmpty())) {
            columns(
                    json,
                    "heads",
                    rows,
                    players,
                    (row, p) -> PlayerLabel.of(row, p).condition());
        }
        json.writeArrayPropertyStart("outputs");
        for (int k = 0; k < first.outputs().size(); k++) {
            output(json, rows, k, local);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, Explanation explanation) {
        WaterfallSteps waterfall = WaterfallSteps.of(new ReportSection.Waterfall(
                explanation, explanation.outputs().get(0).output()));
        json.writeStringProperty("subject", Report.subject(explanation));
        json.writeStringProperty("start", waterfall.start());
        json.writeStringProperty("end", waterfall.end());
        json.writeStringProperty("known", waterfall.known());
    }

    /** A text of a row and a player. */
    private interface Cell {

        String of(Explanation row, int player);
    }

    /** Writes a list of texts a player; where they recur, the distinct ones and which of them each row has. */
    private static void columns(JsonGenerator json, String field, List<Explanation> rows, int players, Cell cell) {
        json.writeArrayPropertyStart(field);
        for (int p = 0; p < players; p++) {
            Map<String, Integer> distinct = new LinkedHashMap<>();
            List<String> texts = new ArrayList<>(rows.size());
            for (Explanation row : rows) {
                String text = cell.of(row, p);
                texts.add(text);
                distinct.putIfAbsent(text, distinct.size());
            }
            if (distinct.size() > rows.size() / 2) {
                json.writeStartArray();
                texts.forEach(json::writeString);
                json.writeEndArray();
            } else {
                json.writeStartObject();
                JsonText.strings(json, "of", distinct.keySet());
                json.writeArrayPropertyStart("at");
                for (String text : texts) {
                    json.writeNumber(distinct.getOrDefault(text, 0));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void output(JsonGenerator json, List<Explanation> rows, int output, boolean local) {
        OutputExplanation first = rows.get(0).outputs().get(output);
        json.writeStartObject();
        json.writeNumberProperty("index", outputOf(first.output()));
        json.writeStringProperty("name", PlayerLabel.shown(first.output()));
        json.writeStringProperty("link", rows.get(0).provenance().link());
        boolean oneBase =
                rows.stream().allMatch(row -> row.outputs().get(output).baseValue() == first.baseValue());
        numbers(
                json,
                "base",
                oneBase ? 1 : rows.size(),
                i -> rows.get(i).outputs().get(output).baseValue(),
                LEVEL_DIGITS);
        numbers(
                json,
                "answers",
                rows.size(),
                i -> rows.get(i).outputs().get(output).prediction(),
                LEVEL_DIGITS);
        if (local) {
            numbers(json, "local", rows.size(), i -> fit(rows.get(i), output).localPrediction(), DIGITS);
            numbers(
                    json,
                    "r2",
                    rows.size(),
                    i -> fit(rows.get(i), output).weightedR2().orElse(Double.NaN),
                    DIGITS);
        }
        json.writeArrayPropertyStart("values");
        boolean exact = true;
        for (Explanation row : rows) {
            for (Attribution attribution : row.outputs().get(output).attributions()) {
                number(json, attribution.value(), DIGITS);
                exact &= attribution.standardError() == 0;
            }
        }
        json.writeEndArray();
        if (!exact) {
            json.writeArrayPropertyStart("errors");
            for (Explanation row : rows) {
                for (Attribution attribution : row.outputs().get(output).attributions()) {
                    double error = attribution.standardError();
                    number(json, Double.isFinite(error) ? error : UNKNOWN, ERROR_DIGITS);
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static Fit fit(Explanation row, int output) {
        if (row.fidelity() instanceof Fidelity.LocalSurrogate surrogate) {
            return surrogate.fits().get(output);
        }
        throw new IllegalStateException("no local surrogate behind the " + row);
    }

    private static void numbers(
            JsonGenerator json, String field, int count, IntFunction<Double> of, MathContext digits) {
        json.writeArrayPropertyStart(field);
        for (int i = 0; i < count; i++) {
            number(json, of.apply(i), digits);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, double value, MathContext digits) {
        if (value == 0) {
            json.writeNumber(0);
        } else if (Double.isFinite(value)) {
            json.writeNumber(new BigDecimal(value).round(digits).stripTrailingZeros());
        } else {
            JsonText.number(json, value);
        }
    }
}
