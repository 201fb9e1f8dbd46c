package secant.peers;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How much processor time LIME takes over that of its own calls of the model: the clock is inside the model, so that neither
 * other rows nor another state of the compiler is compared with. One row of 30 columns and 100 trees, as in {@link Compare}.
 *
 * <pre>{@code java -cp benchmarks/target/benchmarks.jar secant.peers.OwnCalls}</pre>
 */
public final class OwnCalls {

    private static final int WARM_UP = 800;
    private static final int EXPLANATIONS = 400;

    private final int warmUp;
    private final double[] ratios;
    private final LongSupplier processorTime;

    /**
     * @param warmUp explanations that are not counted
     * @param explanations those that are, 1 or more
     * @param processorTime nanoseconds that this thread has had
     */
    OwnCalls(int warmUp, int explanations, LongSupplier processorTime) {
        this.warmUp = warmUp;
        this.ratios = new double[explanations];
        this.processorTime = processorTime;
    }

    /**
     * Prints the table.
     *
     * @param args none
     */
    public static void main(String[] args) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("| explainer | ms of the model's calls | over them (quartiles) |\n|---|---|---|");
        Problem problem = Problem.trees(30, 6, 100, 1);
        for (Peer peer : Secant.lime()) {
            out.println(new OwnCalls(WARM_UP, EXPLANATIONS, threads::getCurrentThreadCpuTime).line(peer, problem));
        }
    }

    String line(Peer peer, Problem problem) {
        LongAdder inside = new LongAdder();
        Peer.Explaining explaining =
                peer.prepare(problem.timed(inside, processorTime)).orElseThrow();
        double[] calls = new double[ratios.length];
        for (int i = -warmUp; i < ratios.length; i++) {
            inside.reset();
            long start = processorTime.getAsLong();
            explaining.explain(problem.rows());
            double all = processorTime.getAsLong() - start;
            if (i >= 0) {
                calls[i] = inside.sum() / 1e6;
                ratios[i] = all / inside.sum();
            }
        }
        Arrays.sort(calls);
        Arrays.sort(ratios);
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.3f (%.3f to %.3f) |",
                peer.title(),
                median(calls),
                median(ratios),
                ratios[ratios.length / 4],
                ratios[ratios.length - 1 - ratios.length / 4]);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
