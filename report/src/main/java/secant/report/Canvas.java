package secant.report;

/**
 * What a picture is drawn on.
 *
 * @param id distinguishes the picture from others of the same page
 * @param frame where labels and plot go
 * @param theme the paper
 * @param probability whether axes in log-odds get a second one in probabilities
 */
record Canvas(String id, Frame frame, Theme theme, boolean probability) {

    static Canvas of(String id, Frame frame) {
        return new Canvas(id, frame, Theme.LIGHT, false);
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
        return probability && LinkedScale.isLogit(link);
    }
}
