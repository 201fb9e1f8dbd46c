package secant.lime;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether weighted samples are enough for a fit: there must be so many effective ones, and some of each player that do not
 * agree with the row. Immutable.
 */
final class EffectiveSamples {

    /** How many effective samples each player must have that do not agree with the row. */
    private static final double FEWEST_OUTSIDE = 1;

    private static final double WIDEST = 1e9;

    private final TrainingStatistics statistics;
    private final double[] row;
    private final int samples;
    private final NeighbourhoodMoments moments;
    private final int farthest;
    private final double[] instance;

    /**
     * Looks at a neighbourhood.
     *
     * @param row the explained row; not copied
     * @param instance its features; not copied
     * @param farthest the player of numbers in which it is farthest from the training rows, or −1
     */
    EffectiveSamples(
            TrainingStatistics statistics,
            double[] row,
            double[] instance,
            int farthest,
            int samples,
            NeighbourhoodMoments moments) {
        this.statistics = statistics;
        this.row = row;
        this.instance = instance;
        this.farthest = farthest;
        this.samples = samples;
        this.moments = moments;
    }

    /** How many effective samples a fit of so many features must have. */
    static int least(int features) {
        return Math.max(10, 2 * features);
    }

    /** Refuses weights that leave too few samples, or none at all beside those that agree with the row. */
    void check(LocalFit fit, double width) {
        int players = instance.length;
        int least = least(players);
        double effective = fit.effectiveSamples();
        double[] outside = new double[players];
        Arrays.setAll(outside, p -> effective * (1 - fit.mean(p)));
        if (isEnough(effective, outside)) {
            return;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "the neighbourhood must have at least %d effective samples for %d %s, and some that do not agree with"
                        + " the row in each, but has %.3g of %d at a kernel width of %.4g; try a width of %.3g or more%s%s",
                least,
                players,
                statistics.playersNamed(),
                effective,
                fit.samples(),
                width,
                enoughWidth(width),
                effective < least
                        ? String.format(
                                Locale.ROOT,
                                ", or %.0f samples or more",
                                Math.ceil(1.2 * fit.samples() * least / effective))
                        : "",
                farAway()));
    }

    /** Whether samples are enough, of which so many of each player do not agree with the row. */
    private boolean isEnough(double effective, double[] outside) {
        boolean enough = effective >= least(instance.length);
        for (int p = 0; p < instance.length; p++) {
            PlayerStatistics player = statistics.player(p);
            if (player.statistics.isBit()
                    && samples * (1 - player.statistics.frequencies[player.cell(row)])
                            >= NeighbourhoodLaw.FEWEST_SAMPLES) {
                enough &= outside[p] >= FEWEST_OUTSIDE; // the law has them, so that it is the kernel that has not
            }
        }
        return enough;
    }

    /** Widens until enough samples count; from their distances alone, without asking the model. */
    private double enoughWidth(double width) {
        double wider = width;
        boolean enough = false;
        while (!enough) {
            wider *= 1.5;
            double[] sums = new double[2];
            double[] outside = new double[instance.length];
            moments.weigh(new ProximityKernel(wider), (count, weights, words) -> {
                for (int i = 0; i < count; i++) {
                    sums[0] += weights[i];
                    sums[1] += weights[i] * weights[i];
                    for (int c = 0; c < words.length; c++) {
                        outside[c] += weights[i] * (1 - ((words[c] >>> i) & 1));
                    }
                }
            });
            double effective = sums[0] / sums[1] * sums[0];
            for (int c = 0; c < outside.length; c++) {
                outside[c] *= effective / sums[0];
            }
            enough = isEnough(effective, outside) || wider > width * WIDEST;
        }
        return wider * 1.01; // more than is lost when it is written with three digits
    }

    private String farAway() {
        return farthest < 0 || Math.abs(instance[farthest]) < 3
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; '%s' of the row is %.3g standard deviations from the training mean",
                        statistics.groups().name(farthest),
                        Math.abs(instance[farthest]));
    }
}
