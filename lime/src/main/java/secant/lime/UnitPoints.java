package secant.lime;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of the open unit cube, one after the other, from which samples are made by inverting distribution functions. A
 * sequence depends on (kind, dimensions, seed, replicate) alone. Not thread-safe.
 */
abstract sealed class UnitPoints {

    /** Sobol sequences have direction numbers for so many dimensions; those beyond are Latin hypercubes. */
    static final int SOBOL_DIMENSIONS = 1000;

    private static final double STEP = 0x1p-32;

    final int dimensions;

    private UnitPoints(int dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * Starts a sequence.
     *
     * @param count how many points will be taken
     * @param replicate which of independent sequences
     */
    static UnitPoints of(Points points, int dimensions, int count, long seed, int replicate) {
        long own = mix(seed ^ mix(replicate + 1L));
        return switch (points) {
            case RANDOM -> new Independent(dimensions, own);
            case LATIN_HYPERCUBE -> new LatinHypercube(dimensions, count, own);
            case SOBOL -> new ScrambledSobol(dimensions, count, own);
        };
    }

    /** Writes the next point. */
    abstract void next(double[] point);

    /** Spreads neighbouring seeds over all (the finalizer of SplitMix64: Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static final class Independent extends UnitPoints {

        private final RandomGenerator random;

        Independent(int dimensions, long seed) {
            super(dimensions);
            this.random = generator(seed);
        }

        @Override
        void next(double[] point) {
            for (int d = 0; d < dimensions; d++) {
                point[d] = (random.nextLong() >>> 11) * 0x1p-53 + 0x1p-54; // never 0
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
        private final RandomGenerator random;
        private int index;

        LatinHypercube(int dimensions, int count, long seed) {
            super(dimensions);
            this.count = count;
            this.mask = count <= 1 ? 1 : (Integer.highestOneBit(count - 1) << 1) - 1;
            this.shift = Math.max(1, Integer.bitCount(mask) / 2);
            this.random = generator(seed);
            this.keys = new int[2 * dimensions];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = random.nextInt();
            }
        }

        @Override
        void next(double[] point) {
            for (int d = 0; d < dimensions; d++) {
                point[d] = coordinate(d);
            }
            index++;
        }

        double coordinate(int d) {
            int slice = index;
            do {
                slice = scatter(slice, keys[2 * d], keys[2 * d + 1]);
            } while (slice >= count);
            return (slice + ((random.nextLong() >>> 11) * 0x1p-53 + 0x1p-54)) / count;
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

        private final SobolSequenceGenerator sobol;
        private final int scrambled;
        private final int[] keys;
        private final LatinHypercube rest;
        private final double[] restPoint;

        ScrambledSobol(int dimensions, int count, long seed) {
            super(dimensions);
            this.scrambled = Math.min(dimensions, SOBOL_DIMENSIONS);
            this.sobol = new SobolSequenceGenerator(scrambled);
            RandomGenerator random = generator(seed);
            this.keys = random.ints(scrambled).toArray();
            this.rest = new LatinHypercube(dimensions - scrambled, count, random.nextLong());
            this.restPoint = new double[dimensions - scrambled];
        }

        @Override
        void next(double[] point) {
            double[] raw = sobol.nextVector();
            for (int d = 0; d < scrambled; d++) {
                int reversed = Integer.reverse((int) (long) (raw[d] * 0x1p32));
                int bits = Integer.reverse(hash(reversed, keys[d]));
                point[d] = ((bits & 0xFFFFFFFFL) + 0.5) * STEP;
            }
            if (restPoint.length > 0) {
                rest.next(restPoint);
                System.arraycopy(restPoint, 0, point, scrambled, restPoint.length);
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
