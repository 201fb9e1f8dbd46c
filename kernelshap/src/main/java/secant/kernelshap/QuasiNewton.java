package secant.kernelshap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Directions of limited-memory BFGS (Nocedal 1980: the two-loop recursion), with coordinates that may be held at bounds.
 * Not thread-safe.
 */
final class QuasiNewton {

    private static final int MEMORY = 8;

    /** Steps along which the slope hardly changes teach nothing. */
    private static final double LEAST_CURVATURE = 1e-10;

    private final int length;
    private final Deque<Step> steps = new ArrayDeque<>();

    QuasiNewton(int length) {
        this.length = length;
    }

    private record Step(Vector moved, Vector turned, double product) {}

    /** A vector that a record may hold. */
    private static final class Vector {

        private final double[] entries;

        Vector(double[] from, double[] to) {
            entries = new double[to.length];
            for (int j = 0; j < to.length; j++) {
                entries[j] = to[j] - from[j];
            }
        }

        double dot(double[] other) {
            double sum = 0;
            for (int j = 0; j < other.length; j++) {
                sum += entries[j] * other[j];
            }
            return sum;
        }

        void addTo(double[] sum, double factor) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += factor * entries[j];
            }
        }

        double square() {
            return dot(entries);
        }
    }

    /** Remembers a step. */
    void learn(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
        Vector moved = new Vector(from, to);
        Vector turned = new Vector(gradientFrom, gradientTo);
        double product = moved.dot(turned.entries);
        if (product > LEAST_CURVATURE * Math.sqrt(moved.square() * turned.square())) {
            if (steps.size() == MEMORY) {
                steps.removeLast();
            }
            steps.addFirst(new Step(moved, turned, product));
        }
    }

    /**
     * The direction to go.
     *
     * @param gradient where the search is
     * @param free which coordinates may move
     */
    double[] direct(double[] gradient, boolean[] free) {
        double[] direction = new double[length];
        double square = 0;
        for (int j = 0; j < length; j++) {
            direction[j] = free[j] ? -gradient[j] : 0;
            square += direction[j] * direction[j];
        }
        double[] factors = new double[steps.size()];
        int i = 0;
        for (Step step : steps) {
            factors[i] = step.moved.dot(direction) / step.product;
            step.turned.addTo(direction, -factors[i++]);
        }
        double scale = steps.isEmpty()
                ? Math.min(1, 1 / Math.sqrt(square))
                : steps.getFirst().product / steps.getFirst().turned.square();
        for (int j = 0; j < length; j++) {
            direction[j] *= square > 0 ? scale : 0;
        }
        for (Iterator<Step> oldest = steps.descendingIterator(); oldest.hasNext(); ) {
            Step step = oldest.next();
            step.moved.addTo(direction, factors[--i] - step.turned.dot(direction) / step.product);
        }
        for (int j = 0; j < length; j++) {
            direction[j] = free[j] ? direction[j] : 0;
        }
        return direction;
    }
}
