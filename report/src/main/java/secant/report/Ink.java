package secant.report;

import java.util.List;

/**
 * The colours of pictures, in light and in dark. Each is an SVG presentation attribute, so that a picture needs no style
 * sheet, and a class, so that a page's style sheet can put the dark ones in their place.
 *
 * <p>Text has a contrast of at least 4.5 to what it stands on, marks of at least 3 (WCAG 2.2, AA). What raises the
 * answer is orange and what lowers it blue, which red-green colour blindness does not confuse; arrows and signs say it
 * too.
 */
enum Ink {
    PAPER("paper", "fill", "#ffffff", "#15181d"),
    TEXT("text", "fill", "#1f2328", "#e6e8eb"),
    MUTED("muted", "fill", "#59636e", "#9ba5b0"),
    RULE("rule", "stroke", "#e3e7eb", "#2a3038"),
    GUIDE("guide", "stroke", "#8b949e", "#6e7781"),
    RAISES("raises", "fill", "#b9480e", "#f2954f"),
    LOWERS("lowers", "fill", "#1f63b0", "#6cb0f5"),
    ON_BAR("on-bar", "fill", "#ffffff", "#15181d"),
    AMOUNT("amount", "fill", "#6a93c8", "#3f6ba5"),
    ERROR("error", "stroke", "#1f2328", "#f0f2f4"),
    HALO("halo", "stroke", "#ffffff", "#15181d"),
    MISSING("missing", "stroke", "#868e97", "#7d8690"),
    OTHER("other", "stroke", "#5b616b", "#a3abb5"),
    RAISING("raising", "stroke", "#b9480e", "#f2954f"),
    LOWERING("lowering", "stroke", "#1f63b0", "#6cb0f5"),
    SHADE("shade", "fill", "#eef1f4", "#232830"),
    BACKDROP("backdrop", "fill", "#c3cad2", "#3a424d");

    /**
     * Low to high values: blue, violet, orange, all of middling lightness, so that they stand out from light and from
     * dark paper.
     */
    static final List<String> LOW_TO_HIGH =
            List.of("#2b74d6", "#4a70d2", "#6a6cc8", "#8767b6", "#a0629c", "#b45f7e", "#c45e5e", "#d0613b", "#d9680f");

    /** Categories: six colours from Okabe and Ito's palette, those too pale for white paper darkened. */
    static final List<String> CATEGORIES = List.of("#0b78bd", "#d55e00", "#009468", "#b85c93", "#a87400", "#8c6b50");

    private final String cssClass;
    private final String attribute;
    private final String light;
    private final String dark;

    Ink(String cssClass, String attribute, String light, String dark) {
        this.cssClass = cssClass;
        this.attribute = attribute;
        this.light = light;
        this.dark = dark;
    }

    String cssClass() {
        return cssClass;
    }

    /** The attribute that it paints: {@code fill} or {@code stroke}. */
    String attribute() {
        return attribute;
    }

    String light() {
        return light;
    }

    String dark() {
        return dark;
    }

    /** The colour on a paper; what may change is light until a style sheet says otherwise. */
    String on(Theme theme) {
        return theme == Theme.DARK ? dark : light;
    }

    /** Style rules that give every class its dark colour. */
    static String darkRules() {
        StringBuilder rules = new StringBuilder();
        for (Ink ink : values()) {
            rules.append("svg .")
                    .append(ink.cssClass)
                    .append('{')
                    .append(ink.attribute)
                    .append(':')
                    .append(ink.dark)
                    .append('}');
        }
        return rules.toString();
    }
}
