package secant.report;

import secant.data.FeatureGroups;
import secant.explanation.Explanation;

/**
 * A player and its value in one row, ready to be read: {@code Home = rent}, or {@code colour (red = 1, green = 0)} for a
 * player of several columns.
 *
 * @param name the player's name, nothing hidden
 * @param value its value, nothing hidden; empty where there is none
 * @param group whether the player stands for several columns, or for one of another name
 */
record PlayerLabel(String name, String value, boolean group) {

    /** Nobody reads on after this many characters, and names can be of any length. */
    static final int LONGEST = 300;

    static PlayerLabel of(Explanation explanation, int player) {
        return new PlayerLabel(
                shown(explanation.players().name(player)),
                shown(explanation.formatValue(player)),
                isGroup(explanation.players(), player));
    }

    /** A label without a value. */
    static PlayerLabel of(String name) {
        return new PlayerLabel(shown(name), "", false);
    }

    static boolean isGroup(FeatureGroups players, int player) {
        int[] columns = players.columns(player);
        return columns.length > 1
                || !players.name(player)
                        .equals(players.schema().feature(columns[0]).name());
    }

    /** {@return what follows the name: {@code  = rent}, {@code  (red = 1, green = 0)} or nothing} */
    String suffix() {
        if (value.isEmpty() && !group) {
            return "";
        }
        return group ? " (" + value + ")" : " = " + value;
    }

    /** {@return the whole label} */
    String text() {
        return name + suffix();
    }

    static String shown(String text) {
        return VisibleText.of(text, LONGEST);
    }
}
