package secant.lime;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of the open unit cube, from which samples are made by inverting distribution functions. A coordinate depends on
 * (kind, dimensions, count, seed, set) and on its own dimension and index alone, so that any stretch of any dimension
 * is made without the others, by any thread. Immutable.
 */
abstract sealed class UnitPoints {

    /** Sobol sequences have direction numbers for so many dimensions; those beyond are Latin hypercubes. */
    static final int SOBOL_DIMENSIONS = 1000;

    private static final double STEP = 0x1p-32;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // of SplitMix64

    final int dimensions;

    private UnitPoints(int dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * Chooses points.
     *
     * @param count how many points there are
     * @param set which of independent sets of points
     */
    static UnitPoints of(Points points, int dimensions, int count, long seed, int set) {
        long own = mix(seed ^ mix(set + 1L));
        return switch (points) {
            case RANDOM -> new Independent(dimensions, own);
            case LATIN_HYPERCUBE -> new LatinHypercube(dimensions, count, own);
            case SOBOL -> new ScrambledSobol(dimensions, count, own);
        };
    }

    /** Writes a dimension's coordinates of the points from {@code first} on. */
    abstract void fill(int dimension, int first, int count, double[] to);

    /** Spreads neighbouring seeds over all (the finalizer of SplitMix64: Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** Uniform and never 0. */
    private static double uniform(long bits) {
        return (bits >>> 11) * 0x1p-53 + 0x1p-54;
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** SplitMix64, whose state is a counter: the coordinate's own number, so that none waits for those before it. */
    private static final class Independent extends UnitPoints {

        private final long seed;

        Independent(int dimensions, long seed) {
            super(dimensions);
            this.seed = seed;
        }

        @Override
        void fill(int dimension, int first, int count, double[] to) {
            long state = seed + GOLDEN * ((long) first * dimensions + dimension + 1);
            long step = GOLDEN * dimensions;
            for (int i = 0; i < count; i++) {
                to[i] = uniform(mix(state));
                state += step;
            }
        }
    }

    /**
     * Each of n equal slices of each dimension holds one point. The slices are met in an order that is computed, not stored:
     * a permutation of the numbers below n by a keyed bijection of the next power of two, walked until it is below n.
     */
    private static final class LatinHypercube extends UnitPoints {

        private final int count;
        private final int mask;
        private final int shift;
        private final int[] keys;
        private final Independent jitter;

        LatinHypercube(int dimensions, int count, long seed) {
            super(dimensions);
            this.count = count;
            this.mask = count <= 1 ? 1 : (Integer.highestOneBit(count - 1) << 1) - 1;
            this.shift = Math.max(1, Integer.bitCount(mask) / 2);
            RandomGenerator random = generator(seed);
            this.keys = random.ints(2L * dimensions).toArray();
            this.jitter = new Independent(dimensions, random.nextLong());
        }

        @Override
        void fill(int dimension, int first, int count, double[] to) {
            jitter.fill(dimension, first, count, to);
            for (int i = 0; i < count; i++) {
                int slice = first + i;
                do {
                    slice = scatter(slice, keys[2 * dimension], keys[2 * dimension + 1]);
                } while (slice >= this.count);
                to[i] = (slice + to[i]) / this.count;
            }
        }

        /** Rounds of steps each of which can be undone, on as many bits as the mask has. */
        private int scatter(int slice, int key, int other) {
            int x = slice;
            for (int round = 0; round < 3; round++) {
                x = (x + (key >>> round)) & mask;
                x = (x * ((other >>> (8 * round)) | 1)) & mask;
                x ^= x >>> shift;
                x = (x * 0x9E3779B1) & mask;
                x ^= x >>> shift;
            }
            return x;
        }
    }

    /**
     * A Sobol sequence (direction numbers of Joe and Kuo 2008) in a nested uniform scramble by hashing (Owen 1995; Laine and
     * Karras 2011; the constants of Burley 2020), 32 bits deep.
     */
    private static final class ScrambledSobol extends UnitPoints {

        private final int scrambled;
        private final int bits;
        private final int[] directions;
        private final int[] keys;
        private final LatinHypercube rest;

        ScrambledSobol(int dimensions, int count, long seed) {
            super(dimensions);
            this.scrambled = Math.min(dimensions, SOBOL_DIMENSIONS);
            this.bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(count - 1));
            this.directions = directions(scrambled, bits);
            RandomGenerator random = generator(seed);
            this.keys = random.ints(scrambled).toArray();
            this.rest = new LatinHypercube(dimensions - scrambled, count, random.nextLong());
        }

        /**
         * Direction number b of a dimension, its bits reversed, is what point 2ᵇ differs by from the one before it, as points
         * are in the order of Gray's code.
         */
        private static int[] directions(int dimensions, int bits) {
            SobolSequenceGenerator sobol = new SobolSequenceGenerator(dimensions);
            int[] directions = new int[dimensions * bits];
            for (int b = 0; b < bits; b++) {
                double[] before = sobol.skipTo((1 << b) - 1);
                double[] at = sobol.nextVector();
                for (int d = 0; d < dimensions; d++) {
                    directions[d * bits + b] = reversed(before[d]) ^ reversed(at[d]);
                }
            }
            return directions;
        }

        private static int reversed(double coordinate) {
            return Integer.reverse((int) (long) (coordinate * 0x1p32));
        }

        @Override
        void fill(int dimension, int first, int count, double[] to) {
            if (dimension >= scrambled) {
                rest.fill(dimension - scrambled, first, count, to);
                return;
            }
            int from = dimension * bits;
            int key = keys[dimension];
            int point = 0;
            for (int gray = first ^ (first >>> 1); gray != 0; gray &= gray - 1) {
                point ^= directions[from + Integer.numberOfTrailingZeros(gray)];
            }
            for (int i = 0; i < count; i++) {
                to[i] = ((Integer.reverse(hash(point, key)) & 0xFFFFFFFFL) + 0.5) * STEP;
                int changed = Integer.numberOfTrailingZeros(first + i + 1);
                point ^= changed < bits ? directions[from + changed] : 0; // the last point has no next
            }
        }

        /** Each bit of the answer depends on itself and the bits below it alone. */
        private static int hash(int bits, int key) {
            int x = bits;
            x ^= x * 0x3d20adea;
            x += key;
            x *= (key >>> 16) | 1;
            x ^= x * 0x05526c56;
            x ^= x * 0x53a22864;
            return x;
        }
    }
}
