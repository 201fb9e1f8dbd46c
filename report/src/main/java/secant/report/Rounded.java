package secant.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as people read them: no more digits than the standard error supports, a real minus sign, the same in every
 * locale.
 */
final class Rounded {

    /** Half the width of a 95 % interval, in standard errors. */
    static final double INTERVAL = 1.96;

    /** Digits of a standard error that are worth printing; one would hide a factor of up to two. */
    private static final int ERROR_DIGITS = 2;

    static final int VALUE_DIGITS = 3;

    /** Beyond these powers of ten numbers are written as 1.23e−7. */
    private static final int PLAIN_FROM = -4;

    private static final int PLAIN_TO = 7;

    /** Digits of a value that was given, not estimated; whole numbers have all of theirs. */
    private static final MathContext GIVEN = new MathContext(6);

    /** Larger ones are no longer exact to the unit. */
    private static final double LARGEST_WHOLE = 1e15;

    private Rounded() {}

    /** Rounds to three digits, or to fewer where the standard error supports fewer. */
    static String of(double value, double standardError) {
        return of(value, standardError, VALUE_DIGITS);
    }

    /** Rounds to as many digits as asked for, or to fewer where the standard error supports fewer. */
    static String of(double value, double standardError, int most) {
        return minus(digits(value, standardError, most));
    }

    /** As {@link #of}, with a plus sign before positive numbers. */
    static String signed(double value, double standardError) {
        return signed(value, standardError, VALUE_DIGITS);
    }

    static String signed(double value, double standardError, int most) {
        String text = of(value, standardError, most);
        boolean negative = text.startsWith("−");
        return negative || isZero(text) ? text : "+" + text;
    }

    /** Rounds an error to the decimals of the value that it belongs to, or to two digits where those show none of it. */
    static String error(double value, double standardError, double error, int most) {
        if (!Double.isFinite(error)) {
            return "unknown";
        }
        String digits = digits(value, standardError, most);
        int point = digits.indexOf('.');
        if (error != 0 && !digits.contains("e") && isPlain(error)) {
            String rounded = plain(error, point < 0 ? 0 : digits.length() - point - 1);
            if (!isZero(rounded)) {
                return rounded;
            }
        }
        return minus(significant(error, ERROR_DIGITS));
    }

    /** Rounds base values and predictions: to three decimals or four digits, whichever is less. */
    static String level(double value) {
        return level(value, VALUE_DIGITS);
    }

    /** As {@link #level(double)}, with other digits than three. */
    static String level(double value, int digits) {
        return minus(significant(value, Math.abs(value) < 1 ? digits : digits + 1));
    }

    /** Writes a value of a row: whole numbers as they are, others to six digits at most. */
    static String given(double value) {
        if (!Double.isFinite(value)) {
            return minus(infinite(value));
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            return minus(Long.toString((long) value));
        }
        BigDecimal rounded = new BigDecimal(value).round(GIVEN).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return minus(exponent < PLAIN_FROM || exponent >= PLAIN_TO ? scientific(rounded) : rounded.toPlainString());
    }

    /** Writes a short number as it is. */
    static String plain(double value) {
        return minus(new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
    }

    /** Writes a factor to six digits, as SVG reads it. */
    static String scale(double factor) {
        return new BigDecimal(factor).round(new MathContext(6)).toPlainString();
    }

    /** Whether a standard error says anything about how many digits count. */
    static boolean supports(double standardError) {
        return standardError > 0 && Double.isFinite(standardError);
    }

    /**
     * Writes a multiple of a power of ten with exactly the decimals that the power has; very large and very small ones with
     * an exponent where that is shorter.
     */
    static String atStep(double value, int stepExponent) {
        if (value == 0) {
            return stepExponent < 2 * PLAIN_FROM ? "0" : plain(0, Math.max(0, -stepExponent));
        }
        String plain = plain(value, Math.max(0, -stepExponent));
        if (exponent(value) >= PLAIN_TO || stepExponent < 2 * PLAIN_FROM) {
            int digits = Math.min(17, Math.max(1, exponent(value) - stepExponent + 1));
            String scientific = scientific(new BigDecimal(value).round(new MathContext(digits)));
            return minus(scientific.length() < plain.length() ? scientific : plain);
        }
        return minus(plain);
    }

    private static String digits(double value, double standardError, int most) {
        if (!Double.isFinite(value)) {
            return infinite(value);
        }
        if (!supports(standardError)) {
            return significant(value, most);
        }
        int supported = ERROR_DIGITS - 1 - exponent(standardError);
        if (value == 0) {
            return isPlain(standardError) ? plain(0, Math.min(supported, most)) : "0";
        }
        if (!isPlain(value)) {
            int digits = exponent(value) + supported + 1;
            return scientific(new BigDecimal(value).round(new MathContext(Math.max(1, Math.min(digits, most)))));
        }
        int worthwhile = Math.max(0, most - 1 - exponent(value));
        return plain(value, Math.min(supported, worthwhile));
    }

    private static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return infinite(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < PLAIN_FROM || exponent >= PLAIN_TO) {
            return scientific(rounded);
        }
        return plain(value, Math.max(0, digits - 1 - exponent)); // never rounds off whole numbers
    }

    /** Sums of very large attributions overflow. */
    private static String infinite(double value) {
        return Double.isNaN(value) ? "undefined" : value > 0 ? "∞" : "-∞";
    }

    private static boolean isPlain(double value) {
        int exponent = exponent(value);
        return exponent >= PLAIN_FROM && exponent < PLAIN_TO;
    }

    private static String plain(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString();
    }

    private static String scientific(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e" + exponent;
    }

    /** The power of ten of the leading digit. */
    private static int exponent(double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.precision() - exact.scale() - 1;
    }

    private static boolean isZero(String text) {
        return text.chars().allMatch(c -> c == '0' || c == '.');
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }
}
