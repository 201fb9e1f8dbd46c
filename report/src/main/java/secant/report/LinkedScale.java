package secant.report;

import secant.model.Link;

/** How values on a link's scale are announced to readers. */
final class LinkedScale {

    private LinkedScale() {}

    /** Names an axis: {@code default (log-odds)}. */
    static String axis(String output, String link) {
        return PlayerLabel.shown(output) + unit(link);
    }

    /** Names an axis on the model's own scale: {@code default (probability)}. */
    static String ownAxis(String output, String link) {
        return PlayerLabel.shown(output) + (isLogit(link) ? " (probability)" : "");
    }

    /** Whether the model's own scale is another one than the link's, and can be shown. */
    static boolean hasOwn(String link) {
        return isLogit(link) || link.equals(Link.LOG.name());
    }

    /** Takes a value on the link's scale to the model's own. */
    static double own(double value, String link) {
        return isLogit(link) ? Link.LOGIT.invert(value) : Link.LOG.invert(value);
    }

    /** Takes a value on the model's own scale to the link's. */
    static double onLink(double own, String link) {
        return isLogit(link) ? Link.LOGIT.apply(own) : Link.LOG.apply(own);
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
    static String level(double value, String link, NumberFormat numbers) {
        if (link.equals(Link.LOGIT.name())) {
            return numbers.level(value) + ", a probability of " + numbers.of(Link.LOGIT.invert(value), 0);
        }
        if (link.equals(Link.LOG.name())) {
            return numbers.level(value) + ", that is " + numbers.of(Link.LOG.invert(value), 0);
        }
        return numbers.level(value);
    }
}
