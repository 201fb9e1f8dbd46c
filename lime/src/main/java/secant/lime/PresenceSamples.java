package secant.lime;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.util.CombinatoricsUtils;
import secant.masking.Coalitions;

/**
 * Which coalitions of present players a local model is fitted to, with their weights, dealt into groups that are
 * independent of each other. Depends on (players, samples, law, kernel, seed) alone. Immutable.
 *
 * <p>Compatible samples are the lime package's: the instance, then draws of its law, weighted by the kernel.
 *
 * <p>Stable samples have the same weighted law without its noise. The law and the kernel depend on a coalition's size
 * alone, so that their product is known for each size: a size gets draws in proportion to it, all of the same weight, and
 * a size with fewer coalitions than draws is enumerated and belongs to every group, as long as the others have
 * {@value #FEWEST_GROUPS} draws left. Under a symmetric law each draw comes with its complement, which takes the pairwise
 * interactions out of the error. If the samples reach every coalition, all are enumerated.
 */
final class PresenceSamples {

    /** The group of a sample that belongs to all of them. */
    static final int EVERY_GROUP = -1;

    /** A player that is absent from less than this share of the weight has a coefficient of rounding alone. */
    private static final double LEAST_ABSENT = 1e-12;

    /** Fewer say next to nothing of how far apart they are. */
    private static final int FEWEST_GROUPS = 4;

    private final int players;
    private final int stride;
    private final boolean exact;
    private final int groupCount;
    private long[] words;
    private double[] weights;
    private int[] groups;
    private int count;

    private PresenceSamples(int players, int capacity, int groupCount, boolean exact) {
        this.players = players;
        this.groupCount = groupCount;
        this.stride = Coalitions.words(players);
        this.exact = exact;
        this.words = new long[capacity * stride];
        this.weights = new double[capacity];
        this.groups = new int[capacity];
    }

    /** The samples of the lime package; the first is the instance. */
    static PresenceSamples compatible(int players, int samples, PresenceLaw law, ProximityKernel kernel, long seed) {
        PresenceSamples drawn = new PresenceSamples(players, samples, Math.min(LocalFit.GROUPS, samples), false);
        RandomGenerator random = stream(seed, players, 0);
        int[] order = identity(players);
        drawn.add(drawn.full(), 1, 0);
        for (int i = 1; i < samples; i++) {
            long[] coalition;
            if (law == PresenceLaw.TEXT) {
                coalition = drawn.draw(players - 1 - random.nextInt(players), order, random);
            } else {
                coalition = drawn.full();
                for (int w = 0; w < coalition.length; w++) {
                    coalition[w] &= random.nextLong();
                }
            }
            int present = Arrays.stream(coalition).mapToInt(Long::bitCount).sum();
            drawn.add(coalition, kernel.weight(law.distance(players, present)), i % LocalFit.GROUPS);
        }
        return drawn;
    }

    /**
     * Samples of the same weighted law with less noise.
     *
     * @throws IllegalArgumentException if the kernel leaves next to nothing but the coalition of all players, naming a width to try
     */
    static PresenceSamples stable(int players, int samples, PresenceLaw law, ProximityKernel kernel, long seed) {
        double[] masses = masses(players, samples, law, kernel);
        checkWidth(players, samples, law, kernel, masses);
        boolean exact = players < 31 && 1L << players <= samples + 2L;
        Classes classes = new Classes(players, masses, law.isSymmetric() && !exact);
        classes.pour(exact ? Double.POSITIVE_INFINITY : samples);
        PresenceSamples drawn = new PresenceSamples(players, samples + 2, exact ? 1 : classes.groups, exact);
        drawn.add(new long[drawn.stride], masses[0], EVERY_GROUP);
        drawn.add(drawn.full(), masses[players], EVERY_GROUP);
        for (int size = 1; size < players; size++) {
            if (classes.isEnumerated(size)) {
                drawn.enumerate(size, masses[size]);
            }
        }
        for (int g = 0; g < classes.groups && classes.massOfDrawn() > 0; g++) {
            drawn.drawGroup(classes, masses, g, stream(seed, players, g + 1));
        }
        return drawn;
    }

    private static void checkWidth(int players, int samples, PresenceLaw law, ProximityKernel kernel, double[] masses) {
        double absent = 0;
        for (int s = 0; s < players; s++) {
            absent += masses[s] * (players - s) / players;
        }
        if (absent > LEAST_ABSENT * Arrays.stream(masses).sum()) {
            return;
        }
        double nearest = law.distance(players, players - 1);
        double enough = nearest / 40;
        while (!isEnough(masses(players, samples, law, new ProximityKernel(enough)))) {
            enough *= 1.1;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "kernel width must leave weight to coalitions without some of the players but is %s, and the nearest of them"
                        + " is %.3g away; try a width of %.3g or more",
                kernel.width(),
                nearest,
                enough));
    }

    /** Whether the coalitions that lack a player weigh a quarter of what the whole does. */
    private static boolean isEnough(double[] masses) {
        int players = masses.length - 1;
        return Arrays.stream(masses, 0, players).sum() >= 0.25 * masses[players];
    }

    /** How much the coalitions of each size weigh together, as the lime package has it on average over its samples. */
    static double[] masses(int players, int samples, PresenceLaw law, ProximityKernel kernel) {
        double[] masses = new double[players + 1];
        for (int s = 0; s <= players; s++) {
            masses[s] = law.share(players, s) * kernel.weight(law.distance(players, s)) * (samples - 1) / samples;
        }
        masses[players] += 1.0 / samples; // the instance itself is always one of the samples
        return masses;
    }

    /** Sizes that are drawn together, and how many draws each gets. */
    private static final class Classes {

        private final int players;
        private final double[] masses;
        private final boolean paired;
        private final int last;
        private final boolean[] full;
        private final double[] expected;
        private int groups = LocalFit.GROUPS;
        private int drawsPerGroup;

        Classes(int players, double[] masses, boolean paired) {
            this.players = players;
            this.masses = masses;
            this.paired = paired;
            this.last = paired ? players / 2 : players - 1;
            this.full = new boolean[last + 1];
            this.expected = new double[last + 1];
        }

        double mass(int size) {
            return masses[size] + (paired && 2 * size != players ? masses[players - size] : 0);
        }

        private double population(int size) {
            return StrictMath.exp(CombinatoricsUtils.binomialCoefficientLog(players, size));
        }

        /** What enumerating a class costs. */
        private double cost(int size) {
            return paired && 2 * size != players ? 2 * population(size) : population(size);
        }

        void pour(double budget) {
            double left = budget;
            boolean overflowed = true;
            while (overflowed) {
                overflowed = false;
                double total = massOfDrawn();
                double pot = left;
                for (int size = 1; size <= last; size++) {
                    if (!full[size] && mass(size) > 0 && pot * mass(size) >= cost(size) * (1 - 1e-9) * total) {
                        full[size] = true;
                        left -= Math.rint(cost(size));
                        overflowed = true;
                    }
                }
            }
            if (massOfDrawn() > 0) {
                while (draws(left) < FEWEST_GROUPS && dearest() > 0) {
                    int size = dearest();
                    full[size] = false;
                    left += Math.rint(cost(size));
                }
                deal(draws(left));
            }
        }

        private double massOfDrawn() {
            double total = 0;
            for (int size = 1; size <= last; size++) {
                total += full[size] ? 0 : mass(size);
            }
            return total;
        }

        private int draws(double budget) {
            return (int) Math.min(budget / (paired ? 2 : 1), Integer.MAX_VALUE);
        }

        /** The enumerated class of the most coalitions, or 0 if none is. */
        private int dearest() {
            int dearest = 0;
            for (int size = 1; size <= last; size++) {
                if (full[size] && (dearest == 0 || cost(size) > cost(dearest))) {
                    dearest = size;
                }
            }
            return dearest;
        }

        /** Groups as large as each other, at least half as many as there may be, that leave the fewest draws over. */
        private void deal(int draws) {
            groups = Math.min(LocalFit.GROUPS, draws);
            for (int fewer = groups - 1; fewer >= LocalFit.GROUPS / 2; fewer--) {
                groups = draws % fewer < draws % groups ? fewer : groups;
            }
            drawsPerGroup = draws / groups;
            double total = massOfDrawn();
            for (int size = 1; size <= last; size++) {
                expected[size] = full[size] ? 0 : drawsPerGroup * mass(size) / total;
            }
        }

        boolean isEnumerated(int size) {
            return full[paired ? Math.min(size, players - size) : size];
        }
    }

    /** Systematic rounding of the expected draws with one uniform offset; every group has as many draws. */
    private void drawGroup(Classes classes, double[] masses, int group, RandomGenerator random) {
        double total = classes.massOfDrawn();
        double each = total / ((double) classes.drawsPerGroup * classes.groups);
        int[] order = identity(players);
        double offset = random.nextDouble();
        double level = 0;
        int before = 0;
        for (int size = 1; size <= classes.last; size++) {
            level += classes.expected[size];
            int upTo = (int) Math.min(classes.drawsPerGroup, Math.floor(level + offset));
            for (; before < upTo; before++) {
                long[] coalition = draw(size, order, random);
                if (classes.paired) {
                    double share = 2 * size == players ? 0.5 : masses[size] / classes.mass(size);
                    add(coalition, each * share, group);
                    long[] complement = full();
                    for (int w = 0; w < stride; w++) {
                        complement[w] ^= coalition[w];
                    }
                    add(complement, each * (1 - share), group);
                } else {
                    add(coalition, each, group);
                }
            }
        }
    }

    /** Draws a coalition of a size: the beginning of a shuffle of all players, which may start from any order. */
    private long[] draw(int size, int[] order, RandomGenerator random) {
        long[] coalition = new long[stride];
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(players - i);
            int player = order[j];
            order[j] = order[i];
            order[i] = player;
            coalition[player >>> 6] |= 1L << player;
        }
        return coalition;
    }

    /** Adds every coalition of a size, in lexicographic order of their members. */
    private void enumerate(int size, double mass) {
        int[] members = identity(size);
        int first = count;
        boolean more = true;
        while (more) {
            long[] coalition = new long[stride];
            for (int member : members) {
                coalition[member >>> 6] |= 1L << member;
            }
            add(coalition, mass, EVERY_GROUP);
            int i = size - 1;
            while (i >= 0 && members[i] == players - size + i) {
                i--;
            }
            more = i >= 0;
            if (more) {
                members[i]++;
                for (int j = i + 1; j < size; j++) {
                    members[j] = members[j - 1] + 1;
                }
            }
        }
        for (int i = first; i < count; i++) {
            weights[i] = mass / (count - first);
        }
    }

    private void add(long[] coalition, double weight, int group) {
        if (count == weights.length) {
            int capacity = Math.multiplyExact(2, count);
            words = Arrays.copyOf(words, Math.multiplyExact(capacity, stride));
            weights = Arrays.copyOf(weights, capacity);
            groups = Arrays.copyOf(groups, capacity);
        }
        System.arraycopy(coalition, 0, words, count * stride, stride);
        weights[count] = weight;
        groups[count] = group;
        count++;
    }

    private long[] full() {
        long[] all = new long[stride];
        Arrays.fill(all, -1L);
        if ((players & 63) != 0) {
            all[stride - 1] = (1L << players) - 1;
        }
        return all;
    }

    private static int[] identity(int size) {
        int[] identity = new int[size];
        Arrays.setAll(identity, i -> i);
        return identity;
    }

    private static RandomGenerator stream(long seed, int players, int group) {
        long position = ((long) players << 32) | group;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ mix(position + 1));
    }

    /** Spreads neighbouring positions over all seeds (the finalizer of SplitMix64: Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    Coalitions coalitions() {
        return Coalitions.wrap(players, count, Arrays.copyOf(words, count * stride));
    }

    int count() {
        return count;
    }

    /** How many groups there are, 1 if every coalition is there. */
    int groups() {
        return groupCount;
    }

    double weight(int sample) {
        return weights[sample];
    }

    /** The group of a sample, or {@link #EVERY_GROUP}. */
    int group(int sample) {
        return groups[sample];
    }

    /** Whether every coalition that weighs anything is there. */
    boolean isExact() {
        return exact;
    }
}
