package secant.kernelshap;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import secant.masking.Coalitions;

/**
 * Drawing coalitions: distinct ones of half of the players ({@link #oneSize}), the sizes of a design by the Shapley kernel
 * ({@link #sizes}), and a whole sequence of complement pairs ({@link #sequence}): 2 × players + 2,048 coalitions, or all there
 * are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CoalitionSamplingBenchmark {

    private static final int MOST = 2048;

    /** Players. */
    @Param({"10", "30", "100", "300", "1000"})
    public int players;

    private int pairs;
    private int count;
    private CoalitionSampler sampler = new CoalitionSampler(1, 1, random());
    private long[] words = new long[0];

    /** Makes room. */
    @Setup
    public void setUp() {
        pairs = Math.min(players + MOST / 2, PairedRun.allPairs(players));
        count = (int) Math.min(MOST, SizeClass.binomial(players, players / 2));
        sampler = new CoalitionSampler(players, Coalitions.words(players), random());
        words = new long[count * Coalitions.words(players)];
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    /** {@return the words of up to 2,048 coalitions of one size} */
    @Benchmark
    public long[] oneSize() {
        Arrays.fill(words, 0);
        sampler.draw(players / 2, count, words, 0);
        return words;
    }

    /** {@return how many pairs of each size the Shapley kernel asks for} */
    @Benchmark
    public double[] sizes() {
        return PairSequence.expected(players, pairs, 0);
    }

    /** {@return the pairs, smallest coalitions first} */
    @Benchmark
    public Coalitions sequence() {
        return PairSequence.draw(players, pairs, 1).coalitions();
    }
}
