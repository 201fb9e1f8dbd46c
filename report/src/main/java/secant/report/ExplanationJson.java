package secant.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import tools.jackson.core.JsonGenerator;

/**
 * Explanations as JSON and back, without loss: what is read equals what was written, every double to the bit.
 *
 * <p>The formats are {@value #ONE} and {@value #MANY}; their schema (draft 2020-12) is in the jar at
 * {@code /secant/report/explanation.schema.json}. Numbers are JSON numbers, except that a NaN is {@code null} and an
 * infinity is {@code "Infinity"} or {@code "-Infinity"}. The text is ASCII and holds no {@code <}.
 *
 * <p>Reading is strict: whatever the format does not have is refused, with where it stands. Nothing in a document is ever
 * run or loaded.
 */
public final class ExplanationJson {

    private static final String ONE = "secant-explanation/1";
    private static final String MANY = "secant-explanations/1";

    private ExplanationJson() {}

    /**
     * Writes one explanation.
     *
     * @param explanation the explanation
     * @return a JSON document
     */
    public static String write(Explanation explanation) {
        return document(ONE, json -> {
            ExplanationFields.writePlayers(json, explanation.players());
            ExplanationFields.writeBody(json, explanation);
        });
    }

    /**
     * Writes explanations and failures. Of a failure the type and the message are kept.
     *
     * @param explanations the explanations
     * @return a JSON document
     */
    public static String write(Explanations explanations) {
        return document(MANY, json -> ExplanationFields.writeAll(json, explanations));
    }

    /**
     * Writes one explanation into a file, in one step.
     *
     * @param explanation the explanation
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws UncheckedIOException if writing fails; an existing file is then as it was
     */
    public static void write(Explanation explanation, Path file) {
        AtomicFile.write(file, write(explanation));
    }

    /**
     * Writes explanations and failures into a file, in one step.
     *
     * @param explanations the explanations
     * @param file where; an existing file is replaced
     * @throws IllegalArgumentException if the path is a directory or in none
     * @throws UncheckedIOException if writing fails; an existing file is then as it was
     */
    public static void write(Explanations explanations, Path file) {
        AtomicFile.write(file, write(explanations));
    }

    /**
     * Reads one explanation.
     *
     * @param json a document of the format {@value #ONE}
     * @return the explanation
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Explanation read(String json) {
        JsonPlace document = open(json, ONE, "readAll");
        ExplanationFields.onlyBody(document, "format", "features", "players");
        return ExplanationFields.readBody(
                document, ExplanationFields.readPlayers(document.get("features"), document.get("players")));
    }

    /**
     * Reads one explanation from a file.
     *
     * @param file a document of the format {@value #ONE} in UTF-8
     * @return the explanation
     * @throws IllegalArgumentException if the file holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static Explanation read(Path file) {
        return read(textOf(file));
    }

    /**
     * Reads explanations and failures.
     *
     * @param json a document of the format {@value #MANY}
     * @return the explanations
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Explanations readAll(String json) {
        JsonPlace document = open(json, MANY, "read");
        document.only("format", "features", "players", "explanations", "failures", "warnings");
        return ExplanationFields.readAll(document);
    }

    /**
     * Reads explanations and failures from a file.
     *
     * @param file a document of the format {@value #MANY} in UTF-8
     * @return the explanations
     * @throws IllegalArgumentException if the file holds anything else
     * @throws UncheckedIOException if it cannot be read
     */
    public static Explanations readAll(Path file) {
        return readAll(textOf(file));
    }

    private static String document(String format, Consumer<JsonGenerator> fields) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("format", format);
            fields.accept(json);
            json.writeEndObject();
        });
    }

    private static JsonPlace open(String text, String format, String other) {
        JsonPlace document = JsonText.read(text);
        JsonPlace actual = document.get("format");
        if (!actual.text().equals(format)) {
            throw new IllegalArgumentException(actual.wrong('"' + format + '"').getMessage() + "; other formats need "
                    + other + " or another version of Secant");
        }
        return document;
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + " as UTF-8 text (" + e + ")", e);
        }
    }
}
