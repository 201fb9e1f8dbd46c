package secant.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;

@Timeout(60)
class RowsInParallelTest {

    private static final Executor NONE = task -> {
        throw new AssertionError("parallelism 1 needs no executor");
    };

    private final ExecutorService pool = Executors.newFixedThreadPool(8);

    @AfterEach
    void cleanUp() {
        Thread.interrupted();
        pool.shutdownNow();
    }

    /** Row r is (r, −r). */
    private static Matrix table(int rows) {
        double[] data = new double[2 * rows];
        Arrays.setAll(data, i -> i % 2 == 0 ? i / 2 : -(i / 2));
        return Matrix.wrap(rows, 2, data);
    }

    private Explanations run(int rows, Function<double[], Explanation> explain, int parallelism) {
        return RowsInParallel.run(table(rows), explain, parallelism, pool, ProgressListener.NONE);
    }

    /** As the door does: gives up with the flag set. */
    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void run_anyParallelism_givesTheSameInOrder(int parallelism) {
        Explanations explanations = run(100, Sample::of, parallelism);
        assertThat(explanations.all())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(r -> Sample.of(r, -r)).toList());
        assertThat(explanations.rowOf(99)).isEqualTo(99);
        assertThat(explanations.failures()).isEmpty();
        assertThat(explanations.warnings()).isEmpty();
    }

    @Test
    void run_parallelismOne_needsNoExecutor() {
        assertThat(RowsInParallel.run(table(3), Sample::of, 1, NONE, ProgressListener.NONE))
                .hasSize(3);
        assertThat(RowsInParallel.run(table(1), Sample::of, 8, NONE, ProgressListener.NONE))
                .hasSize(1);
    }

    @Test
    void run_noRows_givesNothing() {
        assertThat(run(0, Sample::of, 8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void run_impossibleParallelism_isRefused(int parallelism) {
        assertThatThrownBy(() -> run(3, Sample::of, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parallelism must be 1 or more but is " + parallelism);
    }

    @Test
    void run_parallelismFour_worksOnFourRowsAtOnceAndNoMore() {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Explanations explanations = run(
                40,
                row -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    four.countDown();
                    await(four);
                    inside.decrementAndGet();
                    return Sample.of(row);
                },
                4);
        assertThat(explanations).hasSize(40);
        assertThat(most).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void run_rowsThatFail_takeNothingFromTheOthers(int parallelism) {
        Explanations explanations = run(
                20,
                row -> {
                    if (row[0] == 3 || row[0] == 17) {
                        throw new IllegalStateException("row " + row[0]);
                    }
                    return Sample.of(row);
                },
                parallelism);
        assertThat(explanations).hasSize(18);
        assertThat(explanations.rowOf(3)).isEqualTo(4);
        assertThat(explanations.failures())
                .extracting(Explanations.Failure::row)
                .containsExactly(3, 17);
        assertThat(explanations.failures().get(1).cause()).hasMessage("row 17.0");
    }

    @Test
    void run_explainerThatGivesNothing_isAFailureOfItsRow() {
        Explanations explanations = run(3, row -> row[0] == 1 ? null : Sample.of(row), 1);
        assertThat(explanations.failures())
                .extracting(Explanations.Failure::row)
                .containsExactly(1);
        assertThat(explanations.failures().get(0).cause()).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void run_listener_hearsEveryRowOnceAndInOrder(int parallelism) {
        List<Long> heard = new ArrayList<>();
        RowsInParallel.run(table(50), Sample::of, parallelism, pool, progress -> heard.add(progress.done()));
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(i -> (long) i).toList());
    }

    @Test
    void run_listenerThatThrows_becomesAWarning() {
        Explanations explanations = RowsInParallel.run(table(5), Sample::of, 2, pool, progress -> {
            throw new IllegalStateException("window closed");
        });
        assertThat(explanations).hasSize(5);
        assertThat(explanations.warnings())
                .containsExactly("the progress listener threw java.lang.IllegalStateException: window closed at 1 of 5 "
                        + "and was not called again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void run_callerInterrupted_keepsFinishedRowsAndTheFlag(int parallelism) {
        Thread caller = Thread.currentThread();
        AtomicInteger inside = new AtomicInteger();
        Explanations explanations = run(
                100,
                row -> {
                    inside.incrementAndGet();
                    try {
                        if (row[0] == 20) {
                            caller.interrupt();
                        }
                        Thread.sleep(1);
                        checkInterrupt();
                        return Sample.of(row);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CancellationException("cancelled");
                    } finally {
                        inside.decrementAndGet();
                    }
                },
                parallelism);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(inside).hasValue(0);
        assertThat(explanations.size()).isBetween(10, 30);
        assertThat(explanations.get(5)).isEqualTo(Sample.of(5, -5));
        assertThat(explanations.failures()).hasSize(100 - explanations.size());
        assertThat(explanations.failures())
                .allSatisfy(failure -> assertThat(failure.cause()).isInstanceOf(CancellationException.class));
        assertThat(explanations.failures().get(explanations.failures().size() - 1))
                .satisfies(failure -> assertThat(failure.row()).isEqualTo(99))
                .satisfies(failure -> assertThat(failure.cause()).hasMessage("not reached before the interrupt"));
    }

    @Test
    void run_callerInterruptedWhileHelpersFinish_interruptsThem() {
        Thread caller = Thread.currentThread();
        AtomicInteger inside = new AtomicInteger();
        long start = System.nanoTime();
        Explanations explanations = run(
                2,
                row -> {
                    if (Thread.currentThread() == caller) {
                        while (inside.get() == 0) {
                            Thread.onSpinWait(); // until the helper has taken the other row
                        }
                        return Sample.of(row);
                    }
                    inside.incrementAndGet();
                    try {
                        Thread.sleep(100); // the caller waits for this helper by now
                        caller.interrupt();
                        Thread.sleep(TimeUnit.MINUTES.toMillis(1));
                        return Sample.of(row);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CancellationException("cancelled");
                    } finally {
                        inside.decrementAndGet();
                    }
                },
                2);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(inside).hasValue(0);
        assertThat(explanations).hasSize(1);
        assertThat(explanations.failures().get(0).cause()).hasMessage("cancelled");
    }

    @Test
    void run_interruptMeantForHelpers_doesNotReachThePoolsNextTask() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            // An executor that asks for the flag in the same breath: pools may clear it between tasks.
            List<Boolean> flags = new ArrayList<>();
            Thread caller = Thread.currentThread();
            CountDownLatch both = new CountDownLatch(2);
            RowsInParallel.run(
                    table(10),
                    row -> {
                        both.countDown();
                        await(both);
                        caller.interrupt();
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        throw new CancellationException("cancelled");
                    },
                    2,
                    task -> one.execute(() -> {
                        task.run();
                        flags.add(Thread.currentThread().isInterrupted());
                    }),
                    ProgressListener.NONE);
            assertThat(Thread.interrupted()).isTrue();
            one.submit(() -> {}).get();
            assertThat(flags).containsExactly(false);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void run_interruptLeftOverInThePool_doesNotStopTheRows() {
        Explanations explanations = RowsInParallel.run(
                table(200),
                row -> {
                    checkInterrupt();
                    return Sample.of(row);
                },
                4,
                task -> pool.execute(() -> {
                    Thread.currentThread().interrupt();
                    task.run();
                }),
                ProgressListener.NONE);
        assertThat(explanations.orThrow()).hasSize(200);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void run_error_propagatesAsItIsAndStopsTheRest(int parallelism) {
        Error error = new OutOfMemoryError("test");
        AtomicInteger explained = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> run(
                10_000,
                row -> {
                    if (row[0] == 10) {
                        throw error;
                    }
                    explained.incrementAndGet();
                    return sleepy(row);
                },
                parallelism));
        assertThat(thrown).isSameAs(error);
        assertThat(explained.get()).isLessThan(1000);
    }

    @Test
    void run_errorOfTheListenerInAHelper_propagates() {
        Thread caller = Thread.currentThread();
        Error error = new AssertionError("test");
        CountDownLatch heard = new CountDownLatch(1);
        assertThatThrownBy(() -> RowsInParallel.run(
                        table(2),
                        row -> {
                            if (Thread.currentThread() == caller) {
                                await(heard);
                            }
                            return Sample.of(row);
                        },
                        2,
                        pool,
                        progress -> {
                            heard.countDown();
                            if (Thread.currentThread() != caller) {
                                throw error;
                            }
                        }))
                .isSameAs(error);
    }

    private static Explanation sleepy(double[] row) {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("cancelled");
        }
        return Sample.of(row);
    }

    @Test
    void run_executorThatRejects_isReportedWithoutDoingTheRows() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger explained = new AtomicInteger();
        Executor takesOne = task -> {
            if (taken.incrementAndGet() > 1) {
                await(begun); // so that the first helper is at work
                throw new RejectedExecutionException("full");
            }
            pool.execute(task);
        };
        assertThatThrownBy(() -> RowsInParallel.run(
                        table(10_000),
                        row -> {
                            explained.incrementAndGet();
                            begun.countDown();
                            return sleepy(row);
                        },
                        4,
                        takesOne,
                        ProgressListener.NONE))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("full");
        assertThat(explained.get()).isLessThan(1000);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void run_nestedOnAPoolOfOne_doesNotDeadlock() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            Future<Explanations> outer = one.submit(() -> RowsInParallel.run(
                    table(4),
                    row -> RowsInParallel.run(table(3), Sample::of, 3, one, ProgressListener.NONE)
                            .get(2),
                    4,
                    one,
                    ProgressListener.NONE));
            assertThat(outer.get(30, TimeUnit.SECONDS).all())
                    .hasSize(4)
                    .allMatch(explanation -> explanation.equals(Sample.of(2, -2)));
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void run_poolShutDownMeanwhile_theCallerDoesWhatHelpersGiveBack() {
        CountDownLatch atWork = new CountDownLatch(5);
        Thread caller = Thread.currentThread();
        Explanations explanations = run(
                40,
                row -> {
                    atWork.countDown();
                    await(atWork);
                    if (Thread.currentThread() == caller) {
                        pool.shutdownNow();
                    } else {
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                    }
                    checkInterrupt();
                    return Sample.of(row);
                },
                5);
        assertThat(explanations.failures()).isEmpty();
        assertThat(explanations).hasSize(40);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void run_nestedOnTheSamePool_doesNotDeadlock() {
        Explanations explanations = run(
                50,
                row -> RowsInParallel.run(table(8), Sample::of, 8, pool, ProgressListener.NONE)
                        .get(7),
                8);
        assertThat(explanations.all()).hasSize(50).containsOnly(Sample.of(7, -7));
    }

    @Test
    void run_executorThatRunsInTheCaller_worksAndKeepsTheCallersInterrupt() {
        assertThat(RowsInParallel.run(table(9), Sample::of, 4, Runnable::run, ProgressListener.NONE))
                .hasSize(9);
        Thread.currentThread().interrupt();
        Explanations explanations = RowsInParallel.run(
                table(9),
                row -> {
                    checkInterrupt();
                    return Sample.of(row);
                },
                4,
                Runnable::run,
                ProgressListener.NONE);
        assertThat(explanations).isEmpty();
        assertThat(explanations.failures()).hasSize(9);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void run_finished_leavesThePoolOpen() throws Exception {
        run(20, Sample::of, 8);
        assertThat(pool.isShutdown()).isFalse();
        assertThat(pool.submit(() -> 7).get()).isEqualTo(7);
    }

    @Test
    void run_helpersThatNeverStart_areNotWaitedFor() {
        AtomicReference<Runnable> late = new AtomicReference<>();
        AtomicInteger explained = new AtomicInteger();
        Explanations explanations = RowsInParallel.run(
                table(5),
                row -> {
                    explained.incrementAndGet();
                    return Sample.of(row);
                },
                2,
                late::set,
                ProgressListener.NONE);
        assertThat(explanations).hasSize(5);
        late.get().run(); // long after: has nothing to do
        assertThat(explained).hasValue(5);
    }
}
