package secant.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a case file that knows its place, so that whatever breaks the schema can be named. Every reader throws
 * {@link MalformedCaseException} where the value is of another kind than asked for.
 *
 * @param caseName the case that it belongs to
 * @param path where it stands, such as {@code model.trees[3].left}; empty for the whole file
 * @param node the value
 */
record CaseValue(String caseName, String path, JsonNode node) {

    private static final int LONGEST_QUOTE = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Parses a whole file.
     *
     * @param fileName names the case if it does not name itself by {@code id}
     * @param json the file's bytes
     */
    static CaseValue parse(String fileName, byte[] json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new MalformedCaseException("case " + fileName + ": not JSON: " + e.getOriginalMessage(), e);
        }
        CaseValue file = new CaseValue(fileName, "", root);
        if (!root.isObject()) {
            throw file.mustBe("an object");
        }
        return new CaseValue(file.find("id").map(CaseValue::text).orElse(fileName), "", root);
    }

    /** Reads a key that must be there. */
    CaseValue get(String key) {
        return find(key).orElseThrow(() -> member(key, node.get(key)).mustBe("given"));
    }

    /** Reads a key that may be absent or null. */
    Optional<CaseValue> find(String key) {
        if (!node.isObject()) {
            throw mustBe("an object");
        }
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(member(key, value));
    }

    private CaseValue member(String key, @Nullable JsonNode value) {
        return new CaseValue(
                caseName,
                path.isEmpty() ? key : path + "." + key,
                value == null ? MAPPER.getNodeFactory().nullNode() : value);
    }

    boolean isArray() {
        return node.isArray();
    }

    /** Reads an array. */
    List<CaseValue> items() {
        if (!node.isArray()) {
            throw mustBe("an array");
        }
        List<CaseValue> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            items.add(new CaseValue(caseName, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** Reads an array of a known length. */
    List<CaseValue> items(int length) {
        List<CaseValue> items = items();
        if (items.size() != length) {
            throw mustBe("an array of " + length);
        }
        return items;
    }

    /** Reads a finite number. */
    double number() {
        double number = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw mustBe("a finite number");
        }
        return number;
    }

    /** Reads a whole number. */
    int integer() {
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw mustBe("a whole number");
        }
        return (int) number;
    }

    /** Reads a whole number of a range. */
    int integer(int from, int to) {
        int number = integer();
        if (number < from || number > to) {
            throw mustBe("a whole number from " + from + " to " + to);
        }
        return number;
    }

    /** Reads true or false. */
    boolean truth() {
        if (!node.isBoolean()) {
            throw mustBe("true or false");
        }
        return node.booleanValue();
    }

    /** Lists the keys of an object. */
    List<String> keys() {
        if (!node.isObject()) {
            throw mustBe("an object");
        }
        return List.copyOf(node.propertyNames());
    }

    /** Reads a string. */
    String text() {
        if (!node.isString()) {
            throw mustBe("a string");
        }
        return node.stringValue();
    }

    /** Reads a string that is one of the choices' names in lower case. */
    <E extends Enum<E>> E oneOf(EnumSet<E> choices) {
        String text = text();
        for (E choice : choices) {
            if (lowerCase(choice).equals(text)) {
                return choice;
            }
        }
        throw mustBe("one of " + choices.stream().map(CaseValue::lowerCase).collect(Collectors.joining(", ")));
    }

    private static String lowerCase(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Reads an array of finite numbers. */
    double[] vector() {
        return items().stream().mapToDouble(CaseValue::number).toArray();
    }

    /** Reads an array of a known number of finite numbers. */
    double[] vector(int length) {
        return items(length).stream().mapToDouble(CaseValue::number).toArray();
    }

    /** Reads an array of whole numbers. */
    int[] integers() {
        return items().stream().mapToInt(CaseValue::integer).toArray();
    }

    /** Reads an array of a known number of whole numbers. */
    int[] integers(int length) {
        return items(length).stream().mapToInt(CaseValue::integer).toArray();
    }

    /** Reads an array of strings. */
    String[] texts() {
        return items().stream().map(CaseValue::text).toArray(String[]::new);
    }

    /** Reads an array of at least one row of a known number of finite numbers. */
    Matrix matrix(int columns) {
        List<CaseValue> rows = items();
        if (rows.isEmpty()) {
            throw mustBe("an array of at least 1 row");
        }
        double[] cells = new double[Math.multiplyExact(rows.size(), columns)];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r).vector(columns), 0, cells, r * columns, columns);
        }
        return Matrix.wrap(rows.size(), columns, cells);
    }

    /** Says what a value should have been. */
    MalformedCaseException mustBe(String rule) {
        return new MalformedCaseException(
                "case " + caseName + ": " + (path.isEmpty() ? "the file" : path) + " must be " + rule + " but is "
                        + quote(),
                null);
    }

    private String quote() {
        if (node.isArray()) {
            return "an array of " + node.size();
        }
        if (node.isObject()) {
            return "an object";
        }
        String text = node.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
