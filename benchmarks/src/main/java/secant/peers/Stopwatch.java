package secant.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Takes times of an explainer and of the bare model in turns, so that what else goes on in the machine meets both alike,
 * and gives medians of their ratios. Ratios are of this thread's processor time: on a machine with nothing else to do that is
 * time on the clock, and on a busy one it leaves out how long others had it.
 */
final class Stopwatch {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What takes less, in nanoseconds, is warmed up for longer. */
    private static final long SHORT = 20_000_000L;

    /** What takes longer, in nanoseconds, is timed three times. */
    private static final long SLOW = 1_000_000_000L;

    /** What is slow for its arithmetic is compiled after some turns only. */
    private static final int FEWEST_TURNS = 10;

    private final int rounds;
    private final long warmUp;
    private final long atLeast;
    private final LongSupplier nanoTime;
    private final LongSupplier processorTime;

    /**
     * Sets how long things take.
     *
     * @param rounds how often both are timed, 1 or more
     * @param warmUp nanoseconds of processor time that both run before
     * @param atLeast nanoseconds of processor time that a timed piece of work takes: short work is repeated
     * @param nanoTime the clock
     * @param processorTime nanoseconds that this thread has had
     */
    Stopwatch(int rounds, long warmUp, long atLeast, LongSupplier nanoTime, LongSupplier processorTime) {
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.atLeast = atLeast;
        this.nanoTime = nanoTime;
        this.processorTime = processorTime;
    }

    Stopwatch(int rounds, long warmUp, long atLeast) {
        this(rounds, warmUp, atLeast, System::nanoTime, THREADS::getCurrentThreadCpuTime);
    }

    static Stopwatch quick() {
        return new Stopwatch(5, 1_000_000_000L, 50_000_000L);
    }

    static Stopwatch thorough() {
        return new Stopwatch(11, 3_000_000_000L, 50_000_000L);
    }

    Measured measure(Trial trial) {
        double[][] values = trial.work().get();
        long once = warmUp(trial);
        int repeats = (int) Math.max(1, Math.min(100_000, atLeast / Math.max(1, once)));
        int turns = once > SLOW ? Math.min(3, rounds) : rounds;
        double[] ratios = new double[turns];
        double[] times = new double[turns];
        double[] bareTimes = new double[turns];
        for (int i = 0; i < turns; i++) {
            long start = processorTime.getAsLong();
            bareTimes[i] = time(trial.bare(), repeats) / 1e6 / repeats / trial.rows();
            long between = processorTime.getAsLong();
            times[i] = time(trial::explain, repeats) / 1e6 / repeats / trial.rows();
            double bare = Math.max(1, between - start);
            ratios[i] = trial.modelRows() == 0 ? Double.NaN : (processorTime.getAsLong() - between) / bare;
        }
        Arrays.sort(ratios);
        Arrays.sort(times);
        Arrays.sort(bareTimes);
        double bytes = (double) allocated(trial::explain) - allocated(trial.bare());
        return new Measured(
                trial.problem(),
                trial.explainer(),
                trial.columns(),
                trial.background(),
                trial.rows(),
                times[turns / 2],
                trial.modelRows() == 0 ? Double.NaN : bareTimes[turns / 2],
                (double) trial.modelRows() / trial.rows(),
                ratios[turns / 2],
                ratios[turns / 4],
                ratios[turns - 1 - turns / 4],
                Math.max(0, bytes) / trial.rows(),
                trial.error(values));
    }

    /** Runs both for a while, and a few times unless that takes minutes; returns the nanoseconds of the last explanation. */
    private long warmUp(Trial trial) {
        long once = timed(trial::explain);
        long end = processorTime.getAsLong() + (once < SHORT ? 5 * warmUp : warmUp);
        int turns = once > SLOW ? 1 : FEWEST_TURNS;
        do {
            trial.bare().run();
            once = timed(trial::explain);
            turns--;
        } while (turns > 0 || processorTime.getAsLong() < end);
        return once;
    }

    private long timed(Runnable work) {
        long start = processorTime.getAsLong();
        work.run();
        return Math.max(1, processorTime.getAsLong() - start);
    }

    /** The median of how many times as long one takes on the clock as another, in turns. */
    double ratio(Runnable one, Runnable other) {
        one.run();
        other.run();
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = (double) time(one, 1) / time(other, 1);
        }
        Arrays.sort(ratios);
        return ratios[rounds / 2];
    }

    private long time(Runnable work, int repeats) {
        long start = nanoTime.getAsLong();
        for (int i = 0; i < repeats; i++) {
            work.run();
        }
        return Math.max(1, nanoTime.getAsLong() - start);
    }

    /** What the calling thread allocates. */
    static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
