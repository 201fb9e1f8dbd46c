package secant.lime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of JSON (RFC 8259) as the statistics need, so that this module needs no library for it: objects without repeated
 * names, arrays, texts, finite numbers, true and false. Messages say where.
 */
final class JsonSyntax {

    private static final int DEEPEST = 8;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int QUOTED = 60;

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /**
     * A value and where it stands.
     *
     * @param value a map of texts to places, a list of places, a text, a number or a truth
     * @param path its JSON Pointer (RFC 6901)
     */
    record Place(Object value, String path) {

        /** The fields of an object that has exactly these. */
        Map<String, Place> fields(String... names) {
            Map<String, Place> fields = object();
            for (String name : fields.keySet()) {
                if (!Set.of(names).contains(name)) {
                    throw new IllegalArgumentException("unknown field '" + shortened(name) + "' in " + where()
                            + "; the fields are " + List.of(names));
                }
            }
            for (String name : names) {
                if (!fields.containsKey(name)) {
                    throw new IllegalArgumentException("field '" + name + "' is missing in " + where());
                }
            }
            return fields;
        }

        boolean has(String name) {
            return object().containsKey(name);
        }

        private Map<String, Place> object() {
            if (value instanceof Members members) {
                return members.all();
            }
            throw mustBe("an object");
        }

        List<Place> items() {
            if (value instanceof Items items) {
                return items.all();
            }
            throw mustBe("an array");
        }

        String text() {
            if (value instanceof String string) {
                return string;
            }
            throw mustBe("a text");
        }

        double number() {
            if (value instanceof Double number) {
                return number;
            }
            throw mustBe("a number");
        }

        boolean truth() {
            if (value instanceof Boolean truth) {
                return truth;
            }
            throw mustBe("true or false");
        }

        IllegalArgumentException mustBe(String wanted) {
            String found = value instanceof Members
                    ? "an object"
                    : value instanceof Items items
                            ? "an array of " + items.all().size()
                            : String.valueOf(value);
            return new IllegalArgumentException(where() + " must be " + wanted + " but is " + shortened(found));
        }

        private String where() {
            return path.isEmpty() ? "the document" : shortened(path);
        }
    }

    private record Members(Map<String, Place> all) {}

    private record Items(List<Place> all) {}

    static Place field(Map<String, Place> fields, String name) {
        Place place = fields.get(name);
        if (place == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return place;
    }

    private static String shortened(String found) {
        return found.length() <= QUOTED ? found : found.substring(0, QUOTED) + "…";
    }

    static Place parse(String text) {
        JsonSyntax json = new JsonSyntax(text);
        Place root = json.value("", 0);
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("nothing after the document");
        }
        return root;
    }

    private Place value(String path, int depth) {
        if (depth > DEEPEST) {
            throw wrong("at most " + DEEPEST + " levels");
        }
        space();
        return switch (peek()) {
            case '{' -> new Place(object(path, depth), path);
            case '[' -> new Place(array(path, depth), path);
            case '"' -> new Place(string(), path);
            case 't' -> new Place(word("true", Boolean.TRUE), path);
            case 'f' -> new Place(word("false", Boolean.FALSE), path);
            default -> new Place(number(), path);
        };
    }

    private Members object(String path, int depth) {
        Map<String, Place> fields = new LinkedHashMap<>();
        at++;
        space();
        while (peek() != '}') {
            if (!fields.isEmpty()) {
                expect(',');
                space();
            }
            int start = at;
            String name = string();
            space();
            expect(':');
            if (fields.put(name, value(path + "/" + name, depth + 1)) != null) {
                at = start;
                throw wrong("a name that was not there before");
            }
            space();
        }
        at++;
        return new Members(fields);
    }

    private Items array(String path, int depth) {
        List<Place> items = new ArrayList<>();
        at++;
        space();
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value(path + "/" + items.size(), depth + 1));
            space();
        }
        at++;
        return new Items(items);
    }

    private String string() {
        expect('"');
        StringBuilder read = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                at--;
                throw wrong("no bare control character");
            }
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        at--;
        throw wrong("an escape of JSON");
    }

    private Boolean word(String word, Boolean meaning) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return meaning;
    }

    private Double number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("a value");
        }
        double number = Double.parseDouble(matcher.group());
        if (Double.isInfinite(number)) {
            throw wrong("a number within the range of doubles");
        }
        at = matcher.end();
        return number;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more: it is cut off");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String wanted) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
            column = text.charAt(i) == '\n' ? 1 : column + 1;
        }
        return new IllegalArgumentException(
                "not JSON that can be read: line " + line + ", column " + column + " must have " + wanted);
    }

    /** Writes a text in ASCII, so that any encoding keeps it. */
    static void writeText(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~' || c == '<') {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 15, 16));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
