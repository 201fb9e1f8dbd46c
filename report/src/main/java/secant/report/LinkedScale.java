package secant.report;

import secant.model.Link;

/** How values on a link's scale are announced to readers. */
final class LinkedScale {

    private LinkedScale() {}

    /** Names an axis: {@code default (log-odds)}. */
    static String axis(String output, String link) {
        return PlayerLabel.shown(output) + unit(link);
    }

    static boolean isLogit(String link) {
        return link.equals(Link.LOGIT.name());
    }

    /** Names the scale in parentheses: log-odds or log; nothing where the output is taken as it is. */
    static String unit(String link) {
        if (link.equals(Link.LOGIT.name())) {
            return " (log-odds)";
        }
        return link.equals(Link.LOG.name()) ? " (log)" : "";
    }

    /** Writes a value with what it means on the model's own scale: {@code 1.25, a probability of 0.777}. */
    static String level(double value, String link) {
        if (link.equals(Link.LOGIT.name())) {
            return Rounded.level(value) + ", a probability of " + Rounded.of(Link.LOGIT.invert(value), 0);
        }
        if (link.equals(Link.LOG.name())) {
            return Rounded.level(value) + ", that is " + Rounded.of(Link.LOG.invert(value), 0);
        }
        return Rounded.level(value);
    }
}
