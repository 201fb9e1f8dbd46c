package secant.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A logarithmic axis: takes values above 0 to pixels and says where its ticks are. */
final class LogScale {

    /** Room on either side of the values, as a share of their span. */
    private static final double MARGIN = 0.04;

    /** Up to this many decades there are ticks at 2 and 5, too. */
    private static final double FEW_DECADES = 2.5;

    /** Exponents of ten from and to which numbers are written without one. */
    private static final int PLAIN_FROM = -4;

    private static final int PLAIN_TO = 6;

    private final double low;
    private final double high;
    private final double from;
    private final double to;

    private LogScale(double low, double high, double from, double to) {
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
    }

    /** Spans the values with some room on either side; a single one has half a decade. */
    static LogScale around(double[] values, double from, double to) {
        double low = Math.log10(Arrays.stream(values).min().orElse(1));
        double high = Math.log10(Arrays.stream(values).max().orElse(1));
        double margin = Math.max(MARGIN * (high - low), high - low < 0.5 ? 0.25 : 0);
        return new LogScale(low - margin, high + margin, from, to);
    }

    double at(double value) {
        return from + (to - from) * ((Math.log10(value) - low) / (high - low));
    }

    /** At powers of ten, every one or every few; at 2 and 5 times them where there are few. */
    List<Scale.Tick> ticks() {
        double[] digits = high - low <= FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
        int step = Math.max(1, (int) Math.ceil((high - low) / 8));
        List<Scale.Tick> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(low); exponent <= high; exponent++) {
            for (double digit : digits) {
                double value = Double.parseDouble(digit + "e" + exponent);
                boolean inside = Math.log10(value) >= low && Math.log10(value) <= high;
                if (inside && Math.floorMod(exponent, step) == 0) {
                    ticks.add(new Scale.Tick(value, label(value)));
                }
            }
        }
        return ticks;
    }

    /** A number as short as it is: 0.05, 20, 1e-6. */
    static String label(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return exponent >= PLAIN_FROM && exponent < PLAIN_TO
                ? exact.toPlainString()
                : exact.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
