package secant.kernelshap;

import java.util.random.RandomGenerator;

/** The two designs of others that are offered by name: that of shap 0.51 and that of the R package kernelshap 0.9.1. */
final class KernelSampling {

    /** shap draws at most this many sizes for each coalition that is left. */
    private static final int DRAWS_PER_COALITION = 4;

    /** shap's allowance for rounding where it decides whether a size is covered. */
    private static final double COVERED = 1 - 1e-8;

    private KernelSampling() {}

    /**
     * Draws as shap does: from the smallest size on, a size and its complement are evaluated in full while the budget that
     * is left, shared out by the kernel, covers them. Of the others coalitions are drawn by the kernel, each with its
     * complement if that is of another size; one that was drawn before adds weight and costs nothing. The drawn block
     * together weighs what the kernel leaves to its sizes.
     *
     * @param players M, 2 or more
     * @param budget at most 2^M − 2
     * @param seed of everything random
     */
    static DrawnCoalitions shap(int players, int budget, long seed) {
        int sizes = players / 2;
        int paired = (players - 1) / 2;
        double[] kernel = new double[sizes]; // of a size and its complement together
        double sum = 0;
        for (int size = 1; size <= sizes; size++) {
            kernel[size - 1] = (size <= paired ? 2.0 : 1.0) / ((double) size * (players - size));
            sum += kernel[size - 1];
        }
        DrawnCoalitions.Collector collector = new DrawnCoalitions.Collector(players, budget);
        double left = sum;
        int size = 1;
        while (size <= sizes) {
            double all = SizeClass.binomial(players, size) * (size <= paired ? 2 : 1);
            if (collector.left() * (kernel[size - 1] / left) / all < COVERED) {
                break;
            }
            collector.enumerate(size, size <= paired, kernel[size - 1] / sum / all);
            left -= kernel[size - 1];
            size++;
        }
        if (size <= sizes) {
            draw(collector, size, sizes, paired, kernel, Seeds.generator(seed, players, 0));
        }
        return collector.collect(left / sum);
    }

    private static void draw(
            DrawnCoalitions.Collector collector,
            int from,
            int sizes,
            int paired,
            double[] kernel,
            RandomGenerator random) {
        double[] upTo = new double[sizes + 1];
        for (int size = from; size <= sizes; size++) {
            upTo[size] = upTo[size - 1] + (size <= paired ? kernel[size - 1] / 2 : kernel[size - 1]);
        }
        CoalitionSampler sampler = collector.sampler(random);
        long draws = (long) DRAWS_PER_COALITION * collector.left();
        for (long draw = 0; draw < draws && collector.left() > 0; draw++) {
            int size = pick(upTo, from, random);
            if (collector.draw(sampler, size) && size <= paired && collector.left() > 0) {
                collector.addComplement();
            }
        }
    }

    /** The first size whose share of the whole is above a uniform number. */
    private static int pick(double[] upTo, int from, RandomGenerator random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int size = from;
        while (size < upTo.length - 1 && upTo[size] <= at) {
            size++;
        }
        return size;
    }

    /** How many coalitions a hybrid evaluates in full: those of up to a size, and their complements. */
    static double hybridCore(int players, int degree) {
        double core = 0;
        for (int size = 1; size <= Math.min(degree, players / 2); size++) {
            core += SizeClass.binomial(players, size) * (2 * size == players ? 1 : 2);
        }
        return core;
    }

    /**
     * Draws as R's kernelshap does: all coalitions of up to a size and their complements, each size with its share of the
     * kernel; of the others pairs of complements, their sizes drawn by the kernel.
     *
     * @param players M, more than 2 · degree
     * @param degree 1 or 2
     * @param budget at least {@link #hybridCore}
     * @param seed of everything random
     */
    static DrawnCoalitions hybrid(int players, int degree, int budget, long seed) {
        double[] upTo = new double[players - degree];
        double sum = 0;
        for (int size = 1; size < players; size++) {
            double kernel = 1.0 / ((double) size * (players - size));
            sum += kernel;
            if (size > degree && size < players - degree) {
                upTo[size] = upTo[size - 1] + kernel;
            }
        }
        DrawnCoalitions.Collector collector = new DrawnCoalitions.Collector(players, budget - budget % 2);
        for (int size = 1; size <= degree; size++) {
            collector.enumerate(
                    size, true, 1.0 / ((double) size * (players - size)) / sum / SizeClass.binomial(players, size));
        }
        RandomGenerator random = Seeds.generator(seed, players, 0);
        CoalitionSampler sampler = collector.sampler(random);
        for (int pairs = collector.left() / 2; pairs > 0; pairs--) {
            if (collector.draw(sampler, pick(upTo, degree + 1, random))) {
                collector.addComplement();
            }
        }
        return collector.collect(upTo[upTo.length - 1] / sum);
    }
}
