package secant.report;

import java.util.Optional;

/**
 * A colour of points and what it stands for.
 *
 * @param label what it stands for, nothing hidden
 * @param colour the colour on light paper
 * @param ink the ink, for a colour that is another one on dark paper
 */
record Swatch(String label, String colour, Optional<Ink> ink) {

    static Swatch of(String label, String colour) {
        return new Swatch(label, colour, Optional.empty());
    }

    static Swatch of(String label, Ink ink) {
        return new Swatch(label, ink.light(), Optional.of(ink));
    }

    /** Draws a path in this colour. */
    void path(Svg svg, String data, String... attributes) {
        if (ink.isPresent()) {
            svg.path(ink.get(), data, attributes);
        } else {
            svg.path(colour, data, attributes);
        }
    }
}
