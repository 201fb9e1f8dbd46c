package secant.data;

import java.util.concurrent.TimeUnit;
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

/** Cutting a square picture of smooth colours into segments: quickshift with the default kernel, and SLIC. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SegmentingBenchmark {

    /** Pixels to each side. */
    @Param({"64", "224"})
    public int side;

    private int[] pixels = new int[0];

    /** Paints waves of three colours. */
    @Setup
    public void setUp() {
        pixels = new int[side * side];
        for (int p = 0; p < pixels.length; p++) {
            int line = p / side;
            double x = 8.0 * (p % side) / side;
            double y = 8.0 * line / side;
            int red = (int) (127 + 127 * StrictMath.sin(x));
            int green = (int) (127 + 127 * StrictMath.sin(y));
            int blue = (int) (127 + 127 * StrictMath.sin(x + y));
            pixels[p] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
    }

    /** {@return the labels of quickshift} */
    @Benchmark
    public int[] quickshift() {
        return Segmenter.quickshift(4, 200, 0.2).segment(side, side, pixels.clone());
    }

    /** {@return the labels of about 100 segments} */
    @Benchmark
    public int[] slic() {
        return Segmenter.slic(100, 10).segment(side, side, pixels.clone());
    }
}
