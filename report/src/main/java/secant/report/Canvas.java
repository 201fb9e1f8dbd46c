package secant.report;

/**
 * What a picture is drawn on.
 *
 * @param id distinguishes the picture from others of the same page
 * @param frame where labels and plot go
 * @param theme the paper
 * @param scales on which scales axes of answers are
 */
record Canvas(String id, Frame frame, Theme theme, Scales scales) {

    /** The class of what only counts on the link's scale, and of what only counts on the model's own. */
    static final String ON_LINK = "on-link";

    static final String ON_OWN = "on-own";

    /** The scales of axes that show answers. Attributions have but one: a difference of log-odds is no probability. */
    enum Scales {
        /** That of the link. */
        LINK,

        /** That of the link, and beside log-odds a second axis in probabilities. */
        BOTH,

        /** That of the link or the model's own, of which a page shows one at a time. */
        EITHER
    }

    static Canvas of(String id, Frame frame) {
        return new Canvas(id, frame, Theme.LIGHT, Scales.LINK);
    }

    /** A canvas as a section asks for it, and where it does not, of this width and theme. */
    static Canvas of(String id, PictureOptions options, int width, Theme theme, Scales scales) {
        return new Canvas(
                id, Frame.of(options.width().orElse(width)), options.theme().orElse(theme), scales);
    }

    double width() {
        return frame.width();
    }

    /** Starts a picture of this canvas' width. */
    Svg picture(double height, String title, String description) {
        return Svg.picture(this, height, PlayerLabel.shown(title), description);
    }

    /** Whether an axis on the scale of this link gets a second one. */
    boolean showsProbability(String link) {
        return scales == Scales.BOTH && LinkedScale.isLogit(link);
    }

    /** Whether a picture of answers on the scale of this link holds them on the model's own as well. */
    boolean showsEither(String link) {
        return scales == Scales.EITHER && LinkedScale.hasOwn(link);
    }
}
