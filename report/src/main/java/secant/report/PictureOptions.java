package secant.report;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one picture is to look, beside what it is of. What is left open here is up to the writer. Immutable.
 *
 * @param shown how many players to show, 1 or more; those of the largest magnitude
 * @param order the order of the players
 * @param width the picture's width in pixels, {@value #NARROWEST} or more; a page has a narrow form of it as well
 * @param theme the paper that it stands on
 * @param numbers how numbers are written
 */
public record PictureOptions(
        int shown, PlayerOrder order, OptionalInt width, Optional<Theme> theme, NumberFormat numbers) {

    static final int NARROWEST = 320;

    /** {@value ReportSection#SHOWN} players, the largest magnitude first, as wide and on such paper as the writer has it. */
    public static final PictureOptions DEFAULT = new PictureOptions(
            ReportSection.SHOWN, PlayerOrder.MAGNITUDE, OptionalInt.empty(), Optional.empty(), NumberFormat.DEFAULT);

    public PictureOptions {
        requireNonNull(order, "order");
        requireNonNull(width, "width");
        requireNonNull(theme, "theme");
        requireNonNull(numbers, "numbers");
        if (shown < 1) {
            throw new IllegalArgumentException("players shown must be 1 or more but is " + shown);
        }
        width.ifPresent(PictureOptions::checkWidth);
    }

    static int checkWidth(int pixels) {
        if (pixels < NARROWEST) {
            throw new IllegalArgumentException("picture width must be " + NARROWEST + " or more but is " + pixels);
        }
        return pixels;
    }

    /**
     * Chooses how many players to show.
     *
     * @param players how many, 1 or more
     * @return these options with that
     */
    public PictureOptions withShown(int players) {
        return new PictureOptions(players, order, width, theme, numbers);
    }

    /**
     * Chooses the order of the players.
     *
     * @param order the order
     * @return these options with that
     */
    public PictureOptions withOrder(PlayerOrder order) {
        return new PictureOptions(shown, order, width, theme, numbers);
    }

    /**
     * Chooses the width. Below 560 pixels labels stand above their marks.
     *
     * @param pixels the width, {@value #NARROWEST} or more
     * @return these options with that
     */
    public PictureOptions withWidth(int pixels) {
        return new PictureOptions(shown, order, OptionalInt.of(pixels), theme, numbers);
    }

    /**
     * Chooses the paper.
     *
     * @param theme light, dark, or as the reader has it
     * @return these options with that
     */
    public PictureOptions withTheme(Theme theme) {
        return new PictureOptions(shown, order, width, Optional.of(theme), numbers);
    }

    /**
     * Chooses how numbers are written.
     *
     * @param numbers the format
     * @return these options with that
     */
    public PictureOptions withNumbers(NumberFormat numbers) {
        return new PictureOptions(shown, order, width, theme, numbers);
    }

    /** Whether players stand from the largest magnitude to the smallest. */
    boolean isRanked() {
        return order == PlayerOrder.MAGNITUDE;
    }
}
