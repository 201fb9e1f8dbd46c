package secant.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A value in a JSON document together with where it stands, for messages: asked for one type, it gives that or says what
 * is wrong and where.
 *
 * @param node the value
 * @param path its JSON Pointer (RFC 6901)
 */
record JsonPlace(JsonNode node, String path) {

    /** Checks that this is an object of exactly these fields. */
    JsonPlace only(String... fields) {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        Collection<String> actual = node.propertyNames();
        Set<String> known = Set.of(fields);
        for (String name : actual) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + PlayerLabel.shown(name) + "' in " + where()
                        + "; the fields are " + List.of(fields));
            }
        }
        for (String name : fields) {
            if (!actual.contains(name)) {
                throw new IllegalArgumentException("field '" + name + "' is missing in " + where());
            }
        }
        return this;
    }

    boolean has(String field) {
        return node.isObject() && node.has(field);
    }

    JsonPlace get(String field) {
        if (!has(field)) {
            throw new IllegalArgumentException("field '" + field + "' is missing in " + where());
        }
        return new JsonPlace(node.get(field), path + "/" + field);
    }

    List<JsonPlace> items() {
        if (!node.isArray()) {
            throw wrong("an array");
        }
        List<JsonPlace> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            items.add(new JsonPlace(item, path + "/" + items.size()));
        }
        return items;
    }

    boolean isNull() {
        return node.isNull();
    }

    String text() {
        if (!node.isString()) {
            throw wrong("a string");
        }
        return node.stringValue();
    }

    List<String> texts() {
        return items().stream().map(JsonPlace::text).toList();
    }

    boolean truth() {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    int integer() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong("a whole number of 32 bits");
        }
        return node.intValue();
    }

    long longInteger() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("a whole number of 64 bits");
        }
        return node.longValue();
    }

    /** A number that is finite. */
    double finite() {
        double value = node.isNumber() ? node.numberValue().doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong("a number within the range of doubles");
        }
        return value;
    }

    /** A number or one of the strings {@code "Infinity"} and {@code "-Infinity"}. */
    double unbounded() {
        if (node.isString()) {
            return switch (node.stringValue()) {
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong("a number, \"Infinity\" or \"-Infinity\"");
            };
        }
        return finite();
    }

    /** As {@link #unbounded}, or null for NaN. */
    double cell() {
        return node.isNull() ? Double.NaN : unbounded();
    }

    private String where() {
        return path.isEmpty() ? "the document" : PlayerLabel.shown(path);
    }

    IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                where() + " must be " + wanted + " but is " + VisibleText.of(node.toString(), 80));
    }
}
