package secant.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.explanation.Explanation;

/**
 * A player and its value in one row, ready to be read: {@code Home = rent}, or {@code colour (red = 1, green = 0)} for a
 * player of several columns, or {@code alcohol > 13.68} where the attribution is of a condition.
 *
 * @param name the player's name, nothing hidden
 * @param value its value, nothing hidden; empty where there is none
 * @param condition what the attribution is of, nothing hidden; empty where it is the value
 * @param group whether the player stands for several columns, or for one of another name
 */
record PlayerLabel(String name, String value, String condition, boolean group) {

    /** Nobody reads on after this many characters, and names can be of any length. */
    static final int LONGEST = 300;

    static PlayerLabel of(Explanation explanation, int player) {
        return new PlayerLabel(
                shown(explanation.players().name(player)),
                // A word or a segment that is explained is there: that goes without saying.
                Report.subject(explanation).equals("row") ? shown(value(explanation, player)) : "",
                shown(explanation.condition(player).orElse("")),
                isGroup(explanation.players(), player));
    }

    /** As {@link Explanation#formatValue}, but numbers have no more digits than a reader takes in. */
    private static String value(Explanation explanation, int player) {
        FeatureGroups players = explanation.players();
        int[] columns = players.columns(player);
        if (!isGroup(players, player)) {
            return value(explanation, players.schema().feature(columns[0]), columns[0]);
        }
        return Arrays.stream(columns)
                .mapToObj(column -> {
                    Feature feature = players.schema().feature(column);
                    return feature.name() + " = " + value(explanation, feature, column);
                })
                .collect(Collectors.joining(", "));
    }

    private static String value(Explanation explanation, Feature feature, int column) {
        double value = explanation.row()[column];
        return feature instanceof Feature.Numeric && !Double.isNaN(value)
                ? Rounded.given(value)
                : feature.format(value);
    }

    /** A label without a value. */
    static PlayerLabel of(String name) {
        return new PlayerLabel(shown(name), "", "", false);
    }

    static boolean isGroup(FeatureGroups players, int player) {
        int[] columns = players.columns(player);
        return columns.length > 1
                || !players.name(player)
                        .equals(players.schema().feature(columns[0]).name());
    }

    /** {@return what follows the head: {@code  = rent}, {@code  (red = 1, green = 0)} or nothing} */
    String suffix() {
        if (!condition.isEmpty() || (value.isEmpty() && !group)) {
            return "";
        }
        return group ? " (" + value + ")" : " = " + value;
    }

    /** {@return the name, or the condition, which has the name in it} */
    String head() {
        return condition.isEmpty() ? name : condition;
    }

    /** {@return the whole label} */
    String text() {
        return head() + suffix();
    }

    /** {@return the value, and the condition behind it where there is one} */
    String valueAndCondition() {
        return condition.isEmpty() ? value : value + " (" + condition + ")";
    }

    static String shown(String text) {
        return VisibleText.of(text, LONGEST);
    }
}
