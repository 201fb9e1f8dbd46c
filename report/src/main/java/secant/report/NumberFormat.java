package secant.report;

import static java.util.Objects.requireNonNull;

/**
 * How a picture writes numbers. Whatever is asked for, a number never gets more digits than its standard error supports.
 * The same in every locale of the machine.
 *
 * @param digits the most significant digits of an attribution, 1 to {@value #MOST_DIGITS}; answers of 1 and more get one
 *     more
 * @param separators what stands before decimals and between thousands
 */
public record NumberFormat(int digits, Separators separators) {

    static final int MOST_DIGITS = 12;

    /** What stands before decimals and between thousands. */
    public enum Separators {
        /** {@code 12345.6} */
        POINT(".", false),

        /** {@code 12345,6} */
        COMMA(",", false),

        /** {@code 12 345.6}, with a narrow space that does not break; from five digits on, as ISO 80000-1 has it. */
        POINT_AND_SPACES(".", true),

        /** {@code 12 345,6} */
        COMMA_AND_SPACES(",", true);

        private final String mark;
        private final boolean grouped;

        Separators(String mark, boolean grouped) {
            this.mark = mark;
            this.grouped = grouped;
        }

        /** Brings a number as {@link Rounded} writes it into this form. */
        String of(String number) {
            int point = number.indexOf('.');
            int whole = point >= 0 ? point : number.length();
            return grouped(number.substring(0, whole)) + (point >= 0 ? mark + number.substring(point + 1) : "");
        }

        private String grouped(String whole) {
            int digits = whole.startsWith("−") || whole.startsWith("+") ? whole.length() - 1 : whole.length();
            boolean number = whole.chars().skip(whole.length() - digits).allMatch(c -> c >= '0' && c <= '9');
            if (!grouped || !number || digits < GROUPED_FROM) {
                return whole;
            }
            StringBuilder spaced = new StringBuilder(whole);
            for (int at = whole.length() - 3; at > whole.length() - digits; at -= 3) {
                spaced.insert(at, NARROW_SPACE);
            }
            return spaced.toString();
        }
    }

    private static final int GROUPED_FROM = 5;
    private static final char NARROW_SPACE = '\u202f';

    /** Three digits and a decimal point. */
    public static final NumberFormat DEFAULT = new NumberFormat(Rounded.VALUE_DIGITS, Separators.POINT);

    public NumberFormat {
        requireNonNull(separators, "separators");
        if (digits < 1 || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("digits must be 1 to " + MOST_DIGITS + " but are " + digits);
        }
    }

    /**
     * Chooses other separators.
     *
     * @param separators what stands before decimals and between thousands
     * @return this format with them
     */
    public NumberFormat with(Separators separators) {
        return new NumberFormat(digits, separators);
    }

    /**
     * Chooses how many digits numbers have at most.
     *
     * @param digits the most significant digits, 1 to {@value #MOST_DIGITS}
     * @return this format with them
     */
    public NumberFormat withDigits(int digits) {
        return new NumberFormat(digits, separators);
    }

    String of(double value, double standardError) {
        return separators.of(Rounded.of(value, standardError, digits));
    }

    String signed(double value, double standardError) {
        return separators.of(Rounded.signed(value, standardError, digits));
    }

    String error(double value, double standardError, double error) {
        return separators.of(Rounded.error(value, standardError, error, digits));
    }

    String withError(double value, double standardError) {
        return signed(value, standardError) + plusMinus(value, standardError);
    }

    String plusMinus(double value, double standardError) {
        return Rounded.supports(standardError) ? " ± " + error(value, standardError, standardError) : "";
    }

    String level(double value) {
        return separators.of(Rounded.level(value, digits));
    }

    /** This format, with as many digits more as it takes to tell two levels apart. */
    NumberFormat telling(double one, double other) {
        NumberFormat format = this;
        while (one != other && format.digits < MOST_DIGITS && format.level(one).equals(format.level(other))) {
            format = format.withDigits(format.digits + 1);
        }
        return format.level(one).equals(format.level(other)) ? this : format; // alike but for rounding
    }

    String tick(double value, int stepExponent) {
        return separators.of(Rounded.atStep(value, stepExponent));
    }

    /** Writes a short number as it is. */
    String plain(double value) {
        return separators.of(Rounded.plain(value));
    }
}
