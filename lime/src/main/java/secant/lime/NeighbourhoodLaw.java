package secant.lime;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The law that one row's neighbourhood is drawn from: how wide it is, and each player's law.
 *
 * <p>With the Euclidean distance the kernel is a product over the columns, so that a sample's law times the kernel is a law
 * again, of which all columns are still independent: a bin's frequency is multiplied by c = exp(−1 / (2 width²)) unless it is
 * the row's own, and the normal N(m, 1) of a standardised number becomes N((m width² + x) / (1 + width²),
 * width² / (1 + width²)). Samples of the tilted law all count the same, or nearly so where columns are few enough for {@link
 * EvenCells}. So no sample is wasted on places where the kernel is
 * small, and an even spread of the points is not undone by weights. Immutable.
 */
final class NeighbourhoodLaw {

    /** A bit must be met as 0 and as 1 by so many samples, on average. */
    static final double FEWEST_SAMPLES = 10;

    /** Where the kernel is below e to the minus this at the centre of the neighbourhood, the row is not in it. */
    private static final double FARTHEST = 50;

    /** Narrower, relative to the numbers, a normal is made of few numbers only. */
    private static final double NARROWEST = 1e-12;

    /** Closer to 1 a tilt says nothing of a width. */
    private static final double LARGEST_TILT = 0.99;

    private final Lime lime;
    private final TrainingStatistics statistics;
    private final double[] row;
    private final double[] instance;
    private final boolean tilted;
    private final FoundWidth width;
    private final ColumnLaw[] laws;

    /**
     * A kernel width and how it was found.
     *
     * @param value the width; NaN while it is searched for
     * @param named how, for the provenance
     */
    record FoundWidth(double value, String named) {}

    /**
     * Finds the law.
     *
     * @param row the explained row; not copied
     * @param instance its features; not copied
     */
    NeighbourhoodLaw(Lime lime, double[] row, double[] instance) {
        this.lime = lime;
        this.statistics = lime.statistics;
        this.row = row;
        this.instance = instance;
        boolean searched = lime.width instanceof KernelWidth.BestFit;
        this.tilted = lime.isTilted();
        this.width = searched ? new FoundWidth(Double.NaN, "") : width();
        this.laws = new ColumnLaw[instance.length];
        for (int c = 0; c < laws.length; c++) {
            laws[c] = law(c);
        }
    }

    /** {@return whether the kernel is in the law, so that samples are not weighted} */
    boolean isTilted() {
        return tilted;
    }

    FoundWidth foundWidth() {
        return width;
    }

    /** {@return one a player; not to be written to} */
    ColumnLaw[] columns() {
        return laws;
    }

    private FoundWidth width() {
        if (lime.width instanceof KernelWidth.Fixed fixed) {
            return new FoundWidth(fixed.width(), "");
        }
        if (lime.width instanceof KernelWidth.PerSqrtFeature per) {
            return new FoundWidth(
                    per.factor() * Math.sqrt(instance.length), per.factor() + " · √" + statistics.playersNamed());
        }
        double share = ((KernelWidth.MatchedShare) lime.width).share();
        return new FoundWidth(widthOfShare(share), "for a matched share of " + share);
    }

    /** Halves the interval of the tilt until nothing is left: the share that agrees falls as the tilt rises to 1. */
    private double widthOfShare(double share) {
        double least = matched(1);
        double most = matched(0);
        if (!(share > least && share < most)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "matched share must be between %.4f, what training frequencies give this row, and %.4f, but is %s",
                    least,
                    most,
                    share));
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < 200 && Math.nextUp(low) < high; step++) {
            double middle = low + (high - low) / 2;
            if (matched(middle) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return widthOf(Math.min(low, Math.nextDown(1.0)));
    }

    static double tilt(double width) {
        return StrictMath.exp(-1 / (2 * width * width));
    }

    private static double widthOf(double tilt) {
        return Math.sqrt(-1 / (2 * StrictMath.log(tilt)));
    }

    private double matched(double tilt) {
        double sum = 0;
        int bits = 0;
        for (int p = 0; p < instance.length; p++) {
            ColumnStatistics column = statistics.player(p).statistics;
            if (column.isBit()) {
                int own = statistics.player(p).cell(row);
                if (column.frequencies[own] > 0) {
                    sum += ColumnLaw.shares(column, own, tilt)[own];
                }
                bits++;
            }
        }
        return sum / bits;
    }

    private ColumnLaw law(int p) {
        ColumnStatistics column = statistics.player(p).statistics;
        if (column.isBit()) {
            int own = statistics.player(p).cell(row);
            boolean seen = column.frequencies[own] > 0;
            double tilt = tilted && seen ? tilt(width.value()) : 1;
            return lime.evenCells ? ColumnLaw.ofEvenCells(column, own, tilt) : ColumnLaw.ofCells(column, own, tilt);
        }
        double mean = lime.sampling == Sampling.AROUND_INSTANCE ? instance[p] : 0;
        if (!tilted) {
            return ColumnLaw.ofNumbers(column, mean, lime.mode == LimeMode.STABLE && column.constant ? 0 : 1);
        }
        if (column.constant) {
            return ColumnLaw.ofNumbers(column, 0, 0);
        }
        return ColumnLaw.ofNumbers(column, mean + (instance[p] - mean) * (1 - stays()), Math.sqrt(stays()));
    }

    /** {@return width² / (1 + width²), by which a standard normal's variance is multiplied, for any width} */
    private double stays() {
        return 1 / (1 + 1 / (width.value() * width.value()));
    }

    /** {@return how many combinations of values there are, or 0 if they are more than that or a continuum} */
    long combinations(int most) {
        long product = 1;
        for (int p = 0; p < laws.length; p++) {
            product *= statistics.player(p).hasRanges() ? 0 : laws[p].values();
            if (product == 0 || product > most) {
                return 0;
            }
        }
        return product;
    }

    /** Refuses a tilted law of which so many samples could not tell anything. */
    void checkSpread(int samples) {
        IntStream.range(0, laws.length).filter(p -> laws[p].isBit()).forEach(p -> checkOutside(p, samples));
        if (lime.sampling == Sampling.AROUND_MEAN) {
            checkNear();
        }
    }

    private void checkOutside(int p, int samples) {
        int own = laws[p].own;
        double least = FEWEST_SAMPLES / samples;
        double frequency = statistics.player(p).statistics.frequencies[own];
        if (1 - frequency < least || 1 - laws[p].share(own) >= least) {
            return;
        }
        double wanted = least * frequency / ((1 - frequency) * (1 - least));
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "the kernel width must leave at least %.0f of the %d samples outside '%s' but is %s; try %.3g or more",
                FEWEST_SAMPLES,
                samples,
                statistics.condition(p, row),
                width.value(),
                widthOf(Math.min(wanted, LARGEST_TILT)) * 1.01));
    }

    /** Refuses a tilted law whose numbers differ by rounding alone. */
    void checkDistinct() {
        IntStream.range(0, laws.length).filter(p -> !laws[p].isBit()).forEach(this::checkDistinct);
    }

    private void checkDistinct(int p) {
        ColumnStatistics column = statistics.player(p).statistics;
        double size = 1 + Math.abs(instance[p]) + Math.abs(column.mean / column.scale);
        double least = NARROWEST * size;
        if (!column.constant && laws[p].spread < least) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the kernel width must leave samples of '%s' that differ by more than rounding but is %s; %s",
                    statistics.groups().name(p),
                    width.value(),
                    least < LARGEST_TILT
                            ? String.format(
                                    Locale.ROOT, "try %.3g or more", least / Math.sqrt(1 - least * least) * 1.01)
                            : "subtract a constant from the column, or cut it into bins"));
        }
    }

    private void checkNear() {
        double exponent = 0;
        for (int p = 0; p < laws.length; p++) {
            if (!laws[p].isBit() && !statistics.player(p).statistics.constant) {
                exponent += instance[p] * (1 - stays()) * instance[p] * stays() / 2;
            }
        }
        if (exponent > Math.max(FARTHEST, laws.length)) {
            int farthest = farthest();
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the row must be in the neighbourhood that is sampled but is far from the training rows, with '%s' %.3g"
                            + " standard deviations from their mean; check the row, sample around the instance, or try a"
                            + " kernel width of %.3g or more",
                    statistics.groups().name(farthest),
                    Math.abs(instance[farthest]),
                    width.value() * Math.sqrt(exponent / FARTHEST)));
        }
    }

    /** {@return the player of numbers in which the row is farthest from the training rows' mean, or −1} */
    int farthest() {
        int farthest = -1;
        for (int p = 0; p < laws.length; p++) {
            if (!laws[p].isBit()
                    && !(tilted && statistics.player(p).statistics.constant) // which the law leaves at its value
                    && (farthest < 0 || Math.abs(instance[p]) > Math.abs(instance[farthest]))) {
                farthest = p;
            }
        }
        return farthest;
    }
}
