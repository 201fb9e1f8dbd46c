package secant.masking;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.data.Background;

/**
 * Measures {@link Realism}. Immutable. Cost: at most 1,000 × background rows distances when it is made, 256 × background
 * rows for an explained row.
 */
final class RealismGauge {

    /** How many masked rows are looked at: the share is then known to ± 3 % or better. */
    static final int MASKED_ROWS = 256;

    /** How many background rows tell how far neighbours are. */
    private static final int MOST_PROBES = 1000;

    /** With fewer rows there is no 95 % quantile. */
    private static final int FEWEST_ROWS = 20;

    private static final double QUANTILE = 0.95;

    private final BackgroundMasker masker;
    private final StandardDistance distance;
    private final double reach;

    RealismGauge(BackgroundMasker masker) {
        Background background = masker.background();
        check(background);
        this.masker = masker;
        this.distance = new StandardDistance(background);
        this.reach = reach(background, masker.weights());
    }

    static void check(Background background) {
        if (background.size() < FEWEST_ROWS) {
            throw new IllegalArgumentException("realism needs at least " + FEWEST_ROWS
                    + " background rows to compare with but has " + background.size());
        }
    }

    private double reach(Background background, double[] weights) {
        int[] probes = probes(background.size());
        double[] nearest = new double[probes.length];
        double total = 0;
        for (int i = 0; i < probes.length; i++) {
            nearest[i] = nearest(background.rows().row(probes[i]), probes[i]);
            total += weights[probes[i]];
        }
        int[] order = IntStream.range(0, probes.length)
                .boxed()
                .sorted((a, b) -> Double.compare(nearest[a], nearest[b]))
                .mapToInt(i -> i)
                .toArray();
        int last = 0;
        double below = weights[probes[order[0]]];
        while (below < QUANTILE * total) { // which all of them together are not, whatever the order
            last++;
            below += weights[probes[order[last]]];
        }
        return nearest[order[last]];
    }

    private static int[] probes(int size) {
        int[] rows = IntStream.range(0, size).toArray();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(size);
        for (int i = 0; i < Math.min(size, MOST_PROBES); i++) {
            int j = i + random.nextInt(size - i);
            int swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
        return Arrays.copyOf(rows, Math.min(size, MOST_PROBES));
    }

    /** The squared distance to the nearest background row but one. */
    private double nearest(double[] row, int but) {
        double[] rows = masker.background().rows().data();
        double nearest = Double.POSITIVE_INFINITY;
        for (int b = 0; b < masker.weights().length; b++) {
            if (b != but) {
                double sum = 0;
                for (int c = 0; c < row.length && sum < nearest; c++) {
                    sum += distance.squared(c, row[c], rows[b * row.length + c]);
                }
                nearest = Math.min(nearest, sum);
            }
        }
        return nearest;
    }

    /** Looks at masked rows of one row. */
    Realism of(double[] row, int[] varying) {
        int players = varying.length;
        if (players < 2) {
            return new Realism(0, 0, Math.sqrt(reach));
        }
        StandIns standIns = new StandIns(masker, row, varying);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(players);
        int[] members = new int[players];
        int[] visible = new int[row.length];
        double[] masked = new double[row.length];
        int off = 0;
        for (int i = 0; i < MASKED_ROWS; i++) {
            int size = draw(players, random, members);
            int columns = masker.listColumns(varying, members, size, visible);
            standIns.choose(members, size, visible, columns);
            int chosen = choose(standIns, random.nextDouble());
            standIns.compose(chosen, 1, masked, 0);
            int made = standIns.backgroundRow(chosen);
            off += nearest(masked, made) > reach ? 1 : 0;
        }
        return new Realism(off / (double) MASKED_ROWS, MASKED_ROWS, Math.sqrt(reach));
    }

    /** A random coalition, every size from 1 to players − 1 with the same chance; members ascending. */
    private static int draw(int players, RandomGenerator random, int[] members) {
        int size = 1 + random.nextInt(players - 1);
        int drawn = 0;
        for (int p = 0; drawn < size; p++) { // Knuth, TAOCP 2, algorithm 3.4.2 S
            if (random.nextInt(players - p) < size - drawn) {
                members[drawn++] = p;
            }
        }
        return size;
    }

    private static int choose(StandIns standIns, double chance) {
        double below = 0;
        for (int i = 0; i < standIns.count() - 1; i++) {
            below += standIns.weights()[i];
            if (chance < below) {
                return i;
            }
        }
        return standIns.count() - 1;
    }
}
