package secant.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A linear axis: takes values to pixels and says where its ticks are. */
final class Scale {

    /** Room on either side of the values, as a share of their span. */
    private static final double MARGIN = 0.04;

    /** Doubles closer than this share of their magnitude do not make an axis. */
    private static final double NARROWEST = 1e-12;

    /** A place on the axis that is labelled. */
    record Tick(double value, String label) {}

    private final double low;
    private final double high;
    private final double from;
    private final double to;
    private final NumberFormat numbers;

    private Scale(double low, double high, double from, double to, NumberFormat numbers) {
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
        this.numbers = numbers;
    }

    /** The same axis with its ticks in another format. */
    Scale in(NumberFormat format) {
        return new Scale(low, high, from, to, format);
    }

    /** Spans {@code low} to {@code high} exactly, or a little more where that is no span. */
    static Scale of(double low, double high, double from, double to) {
        double magnitude = Math.max(Math.abs(low), Math.abs(high));
        if (high / 2 - low / 2 > magnitude * NARROWEST) {
            return new Scale(low, high, from, to, NumberFormat.DEFAULT);
        }
        double half = magnitude == 0 ? 1 : Math.max(magnitude * 1e-3, Double.MIN_NORMAL);
        return new Scale(finite(low - half), finite(high + half), from, to, NumberFormat.DEFAULT);
    }

    /** Spans the values with some room on either side. */
    static Scale around(double low, double high, double from, double to) {
        double margin = (high * MARGIN - low * MARGIN);
        return of(finite(low - margin), finite(high + margin), from, to);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    /** Takes a value to its pixel. */
    double at(double value) {
        // Halves, since the span of two large doubles can overflow.
        return from + (to - from) * ((value / 2 - low / 2) / (high / 2 - low / 2));
    }

    /** As {@link #at}, but values beyond the axis go to its ends. */
    double clamped(double value) {
        return Math.min(Math.max(at(value), from), to);
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** Ticks at multiples of 1, 2 or 5 times a power of ten, whose labels do not touch. */
    List<Tick> ticks(double fontSize) {
        return ticks(label -> LabelWidth.of(label, fontSize) + fontSize);
    }

    /** As {@link #ticks(double)}, for labels that take other room than their width and a gap. */
    List<Tick> ticks(ToDoubleFunction<String> room) {
        for (int most = Math.max(2, (int) ((to - from) / 60)); most > 1; most--) {
            List<Tick> ticks = ticks(most);
            if (fit(ticks, room)) {
                return ticks;
            }
        }
        return List.of();
    }

    private List<Tick> ticks(int most) {
        double rough = Math.max((high / 2 - low / 2) / most * 2, Double.MIN_VALUE); // denormals halve to 0
        int exponent = (int) Math.floor(Math.log10(rough));
        for (; ; exponent++) {
            for (int digit : new int[] {1, 2, 5}) {
                double step = power(digit, exponent);
                if (step >= rough && step > 0) {
                    return multiples(step, digit, exponent);
                }
            }
        }
    }

    private List<Tick> multiples(double step, int digit, int exponent) {
        List<Tick> ticks = new ArrayList<>();
        BigDecimal unit = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
        double first = Math.ceil(low / step);
        for (double i = first; i * step <= high && ticks.size() < 50; i++) {
            double value = new BigDecimal(i).multiply(unit).doubleValue();
            ticks.add(new Tick(value, numbers.tick(value, exponent)));
        }
        return ticks;
    }

    private boolean fit(List<Tick> ticks, ToDoubleFunction<String> room) {
        for (int i = 1; i < ticks.size(); i++) {
            double gap = at(ticks.get(i).value()) - at(ticks.get(i - 1).value());
            double wide = room.applyAsDouble(ticks.get(i).label()) / 2
                    + room.applyAsDouble(ticks.get(i - 1).label()) / 2;
            if (!(gap >= wide)) {
                return false;
            }
        }
        return true;
    }

    private static double power(int digit, int exponent) {
        return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).doubleValue();
    }

    /** Takes what overflowed back to the largest doubles: it has to end up somewhere on the paper. */
    static double finite(double value) {
        return Math.min(Math.max(value, -Double.MAX_VALUE), Double.MAX_VALUE);
    }
}
