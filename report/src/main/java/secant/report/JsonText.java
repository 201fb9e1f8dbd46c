package secant.report;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as Secant writes it: ASCII only, so that lone surrogates and line separators survive any encoding; no {@code <},
 * so that it can stand inside a page; doubles in the shortest digits that read back to the same bits, on every JVM. And
 * as Secant reads it: strictly.
 */
final class JsonText {

    /** Deeper than any of our formats, and far from what would exhaust a stack. */
    private static final int DEEPEST = 32;

    /** Names of features are strings of any length; the array that holds the text is limit enough. */
    private static final int LONGEST = Integer.MAX_VALUE;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .characterEscapes(new NoLessThan())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** Writes one JSON value. */
    static String write(Consumer<JsonGenerator> content) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            content.accept(json);
        }
        return out.toString();
    }

    /** Parses one JSON value and nothing after it. */
    static JsonPlace read(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root.isMissingNode()) {
                throw new IllegalArgumentException("JSON must hold an object but the text is empty");
            }
            return new JsonPlace(root, "");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new IllegalArgumentException("not JSON that can be read" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Writes a double so that it reads back to the same bits: NaN as null, infinities as the strings Infinity and
     * -Infinity.
     */
    static void number(JsonGenerator json, double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (Double.isInfinite(value)) {
            json.writeString(Double.toString(value));
        } else {
            json.writeNumber(value);
        }
    }

    static void number(JsonGenerator json, String field, double value) {
        json.writeName(field);
        number(json, value);
    }

    static void numbers(JsonGenerator json, String field, double[] values) {
        json.writeArrayPropertyStart(field);
        for (double value : values) {
            number(json, value);
        }
        json.writeEndArray();
    }

    static void strings(JsonGenerator json, String field, Iterable<String> values) {
        json.writeArrayPropertyStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Writes less-than signs as escapes, beside what JSON asks for: a text that ends a script element cannot do so from within JSON. */
    private static final class NoLessThan extends CharacterEscapes {

        private static final long serialVersionUID = 1;
        private static final int DELETE = 0x7F;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_STANDARD;
            codes[DELETE] = ESCAPE_STANDARD; // a control character that JSON itself lets through
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int ch) {
            throw new IllegalStateException("all escapes are standard ones, not that of " + ch);
        }
    }
}
