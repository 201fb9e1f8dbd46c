package secant.kernelshap;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random streams by (seed, position): whoever has the same place in the work has the same numbers. */
final class Seeds {

    private Seeds() {}

    static RandomGenerator generator(long seed, long position) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(at(seed, position));
    }

    /** The seed of a position. */
    static long at(long seed, long position) {
        return seed ^ mix(position + 1);
    }

    /** Spreads neighbouring positions over all seeds (the finalizer of SplitMix64: Steele, Lea and Flood 2014). */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
