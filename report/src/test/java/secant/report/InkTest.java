package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast by WCAG 2.2: at least 4.5 for text and 3 for marks. */
class InkTest {

    private static final List<Ink> TEXT = List.of(Ink.TEXT, Ink.MUTED, Ink.RAISES, Ink.LOWERS);
    private static final List<Ink> MARKS =
            List.of(Ink.GUIDE, Ink.ERROR, Ink.MISSING, Ink.OTHER, Ink.RAISING, Ink.LOWERING, Ink.AMOUNT);

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void inks_onTheirPaper_haveContrast(Theme theme) {
        String paper = Ink.PAPER.on(theme);
        for (Ink ink : TEXT) {
            assertThat(contrast(ink.on(theme), paper)).as(ink + " " + theme).isGreaterThanOrEqualTo(4.5);
        }
        for (Ink ink : MARKS) {
            assertThat(contrast(ink.on(theme), paper)).as(ink + " " + theme).isGreaterThanOrEqualTo(3);
        }
        for (Ink bar : List.of(Ink.RAISES, Ink.LOWERS)) {
            assertThat(contrast(Ink.ON_BAR.on(theme), bar.on(theme)))
                    .as(bar + " " + theme)
                    .isGreaterThanOrEqualTo(4.5);
        }
        for (String colour : Ink.LOW_TO_HIGH) {
            assertThat(contrast(colour, paper)).as(colour + " " + theme).isGreaterThanOrEqualTo(3);
        }
        for (String colour : Ink.CATEGORIES) {
            assertThat(contrast(colour, paper)).as(colour + " " + theme).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void text_onTints_hasContrast(Theme theme) {
        for (Ink tint : List.of(Ink.RAISES, Ink.LOWERS)) {
            for (double opacity : new double[] {InteractionPicture.FULL, MarkedText.STRENGTHS * 0.12}) {
                for (Ink ground : List.of(Ink.PAPER, Ink.SHADE)) {
                    String mixed = mix(tint.on(theme), ground.on(theme), opacity);
                    assertThat(contrast(Ink.TEXT.on(theme), mixed))
                            .as(tint + " " + theme + " " + opacity + " on " + ground)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        }
    }

    /** Machado, Oliveira and Fernandes 2009, table 1: how colours look without red or green cones. */
    @Test
    void raisesAndLowers_withoutRedOrGreenCones_areFarApart() {
        double[] protan = {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998};
        double[] deutan = {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881};
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            for (double[] eyes : List.of(protan, deutan)) {
                double[] raises = seen(eyes, Ink.RAISES.on(theme));
                double[] lowers = seen(eyes, Ink.LOWERS.on(theme));
                double distance = 0;
                for (int c = 0; c < 3; c++) {
                    distance += (raises[c] - lowers[c]) * (raises[c] - lowers[c]);
                }
                assertThat(Math.sqrt(distance)).isGreaterThan(0.25); // of linear light; black to white is 1.7
            }
        }
    }

    private static double[] seen(double[] eyes, String colour) {
        double[] linear = linear(colour);
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                seen[i] += eyes[3 * i + j] * linear[j];
            }
        }
        return seen;
    }

    private static String mix(String above, String below, double opacity) {
        StringBuilder mixed = new StringBuilder("#");
        for (int c = 1; c < 7; c += 2) {
            double level = Integer.parseInt(above.substring(c, c + 2), 16) * opacity
                    + Integer.parseInt(below.substring(c, c + 2), 16) * (1 - opacity);
            mixed.append(String.format("%02x", Math.round(level)));
        }
        return mixed.toString();
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] linear = linear(colour);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] linear(String colour) {
        double[] linear = new double[3];
        for (int c = 0; c < 3; c++) {
            double level = Integer.parseInt(colour.substring(1 + 2 * c, 3 + 2 * c), 16) / 255.0;
            linear[c] = level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
