package secant.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Points on a line, moved off it just so far that none covers another.
 *
 * <p>Points are placed from left to right, each as near to the line as those before it leave room. Where a swarm would
 * grow beyond its limit, the points that find no room are spread evenly over what room there is, and do overlap. Cost:
 * rows × (points that fit into one diameter's width)².
 */
final class Swarm {

    private static final double GOLDEN = 0.6180339887498949;

    private final double[] offsets;
    private final int crowded;

    private Swarm(double[] offsets, int crowded) {
        this.offsets = offsets;
        this.crowded = crowded;
    }

    /**
     * Places points.
     *
     * @param x where they are on the line
     * @param diameter how wide a point is
     * @param limit the farthest that a centre may be off the line
     */
    static Swarm of(double[] x, double diameter, double limit) {
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] offsets = new double[x.length];
        int[] placed = new int[x.length]; // a queue: from first to last, those that can still be in the way
        int first = 0;
        int last = 0;
        int crowded = 0;
        for (int point : order) {
            while (first < last && x[placed[first]] <= x[point] - diameter) {
                first++;
            }
            double offset = nearest(x, offsets, placed, first, last, x[point], diameter);
            if (Math.abs(offset) <= limit) {
                offsets[point] = offset;
                placed[last++] = point;
            } else {
                offsets[point] = limit * (2 * (crowded++ * GOLDEN % 1) - 1);
            }
        }
        return new Swarm(offsets, crowded);
    }

    /** Finds the free place nearest to the line: on it, or touching one of the points in the way. */
    private static double nearest(
            double[] x, double[] offsets, int[] placed, int first, int last, double at, double diameter) {
        int near = last - first;
        double[] candidates = new double[2 * near + 1];
        double[] below = new double[near];
        double[] above = new double[near];
        for (int i = 0; i < near; i++) {
            int other = placed[first + i];
            double dx = at - x[other];
            double dy = Math.sqrt(Math.max(0, diameter * diameter - dx * dx));
            below[i] = offsets[other] - dy;
            above[i] = offsets[other] + dy;
            candidates[2 * i] = below[i];
            candidates[2 * i + 1] = above[i];
        }
        double best = Double.POSITIVE_INFINITY;
        for (double candidate : candidates) {
            if (Math.abs(candidate) < Math.abs(best) && isFree(candidate, below, above)) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean isFree(double y, double[] below, double[] above) {
        double slack = 1e-9; // touching is allowed, and rounding must not turn it into overlapping
        for (int i = 0; i < below.length; i++) {
            if (y > below[i] + slack && y < above[i] - slack) {
                return false;
            }
        }
        return true;
    }

    double offset(int point) {
        return offsets[point];
    }

    /** How many points found no room. */
    int crowded() {
        return crowded;
    }

    /** The farthest that a point is off the line. */
    double reach() {
        return Arrays.stream(offsets).map(Math::abs).max().orElse(0);
    }
}
