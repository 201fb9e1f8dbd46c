package secant.report;

/**
 * What the answers are that an axis shows.
 *
 * @param output the output's name
 * @param link the link on whose scale they are
 * @param numbers how they are written
 */
record Answers(String output, String link, NumberFormat numbers) {

    String axis() {
        return LinkedScale.axis(output, link);
    }

    String ownAxis() {
        return LinkedScale.ownAxis(output, link);
    }

    /** Writes a text with an answer in it, on either scale where the canvas asks for that. */
    void label(
            Svg svg,
            Canvas canvas,
            Ink ink,
            double x,
            double y,
            String anchor,
            String before,
            double answer,
            String... attributes) {
        if (!canvas.showsEither(link)) {
            svg.label(ink, x, y, anchor, before + numbers.level(answer), attributes);
            return;
        }
        svg.open("g", "class", Canvas.ON_LINK);
        svg.label(ink, x, y, anchor, before + numbers.level(answer), attributes);
        svg.close();
        svg.open("g", "class", Canvas.ON_OWN);
        svg.label(ink, x, y, anchor, before + own(answer), attributes);
        svg.close();
    }

    /** How wide such a text is at most. */
    double width(Canvas canvas, String before, double answer, double fontSize) {
        double onLink = LabelWidth.of(before + numbers.level(answer), fontSize);
        return canvas.showsEither(link) ? Math.max(onLink, LabelWidth.of(before + own(answer), fontSize)) : onLink;
    }

    private String own(double answer) {
        return numbers.of(LinkedScale.own(answer, link), 0);
    }
}
