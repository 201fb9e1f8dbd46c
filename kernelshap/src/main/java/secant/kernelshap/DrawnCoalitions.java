package secant.kernelshap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import secant.masking.Coalitions;

/**
 * Coalitions for a weighted regression: first those of sizes that are evaluated in full, then those that were drawn.
 *
 * <p>What was drawn together is a unit: a coalition alone, or with its complement behind it. A coalition that was drawn
 * again is there once, with the weight of all its draws. Immutable; shares its arrays.
 */
final class DrawnCoalitions {

    private final Coalitions coalitions;
    private final double[] weights;
    private final int enumerated;
    private final int[] starts;
    private final int[] draws;

    private DrawnCoalitions(Coalitions coalitions, double[] weights, int enumerated, int[] starts, int[] draws) {
        this.coalitions = coalitions;
        this.weights = weights;
        this.enumerated = enumerated;
        this.starts = starts;
        this.draws = draws;
    }

    Coalitions coalitions() {
        return coalitions;
    }

    /** One a coalition. */
    double[] weights() {
        return weights;
    }

    /** How many coalitions come before the first that was drawn. */
    int enumerated() {
        return enumerated;
    }

    /** How many units were drawn. */
    int units() {
        return draws.length;
    }

    /** The first coalition of a unit; at {@link #units()} the end of the last. */
    int start(int unit) {
        return starts[unit];
    }

    /** How often a unit was drawn. */
    int draws(int unit) {
        return draws[unit];
    }

    /** Collects coalitions. Not thread-safe. */
    static final class Collector {

        private final int players;
        private final int stride;
        private final long[] words;
        private final double[] weights;
        private int count;
        private int enumerated;
        private final int[] starts;
        private final int[] draws;
        private int units;
        /** The unit that a coalition begins. */
        private final int[] unitAt;

        private final CoalitionSet drawn;

        /**
         * @param players M
         * @param capacity the most coalitions
         */
        Collector(int players, int capacity) {
            this.players = players;
            this.stride = Coalitions.words(players);
            this.words = new long[Math.multiplyExact(capacity, stride)];
            this.weights = new double[capacity];
            this.starts = new int[capacity + 1];
            this.draws = new int[capacity];
            this.unitAt = new int[capacity];
            this.drawn = new CoalitionSet(words, 0, stride, capacity);
        }

        /** How many coalitions there is room for. */
        int left() {
            return weights.length - count;
        }

        /** Draws for this collector. */
        CoalitionSampler sampler(RandomGenerator random) {
            return new CoalitionSampler(players, stride, random);
        }

        /**
         * Adds all coalitions of a size, each with its complement behind it if asked.
         *
         * @param weight of each coalition
         */
        void enumerate(int size, boolean withComplements, double weight) {
            int all = (int) SizeClass.binomial(players, size);
            long[] listed = new long[all * stride];
            CoalitionSampler.list(players, stride, size, listed);
            for (int c = 0; c < all; c++) {
                System.arraycopy(listed, c * stride, words, count * stride, stride);
                weights[count++] = weight;
                if (withComplements) {
                    complement(count - 1, count);
                    weights[count++] = weight;
                }
            }
            enumerated = count;
        }

        /** Draws a coalition of a size; says whether it is new, and added if so, with a weight of 1 a draw. */
        boolean draw(CoalitionSampler sampler, int size) {
            Arrays.fill(words, count * stride, (count + 1) * stride, 0);
            sampler.drawOne(size, words, count * stride);
            int first = drawn.firstEqual(count);
            if (first < count) {
                int unit = unitAt[first];
                draws[unit]++;
                for (int c = starts[unit]; c < end(unit); c++) {
                    weights[c]++;
                }
                return false;
            }
            unitAt[count] = units;
            starts[units] = count;
            draws[units++] = 1;
            weights[count++] = 1;
            return true;
        }

        private int end(int unit) {
            return unit == units - 1 ? count : starts[unit + 1];
        }

        /** Adds the complement of the coalition that was added last, to its unit. */
        void addComplement() {
            complement(count - 1, count);
            weights[count++] = 1;
        }

        private void complement(int of, int at) {
            for (int w = 0; w < stride; w++) {
                words[at * stride + w] = CoalitionBits.all(players, w) ^ words[of * stride + w];
            }
        }

        /**
         * Finishes.
         *
         * @param drawnWeight what the weights of drawn coalitions are to add up to
         */
        DrawnCoalitions collect(double drawnWeight) {
            double sum = 0;
            for (int c = enumerated; c < count; c++) {
                sum += weights[c];
            }
            for (int c = enumerated; c < count; c++) {
                weights[c] *= drawnWeight / sum;
            }
            starts[units] = count;
            return new DrawnCoalitions(
                    Coalitions.wrap(players, count, Arrays.copyOf(words, count * stride)),
                    Arrays.copyOf(weights, count),
                    enumerated,
                    Arrays.copyOf(starts, units + 1),
                    Arrays.copyOf(draws, units));
        }
    }
}
