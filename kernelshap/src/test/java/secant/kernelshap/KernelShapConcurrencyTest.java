package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Progress;
import secant.model.Predictor;

@Timeout(60)
class KernelShapConcurrencyTest {

    private static final int COLUMNS = 14;

    private static final Predictor MODEL =
            Predictor.ofScore(x -> x[0] * x[1] * x[2] + Math.sin(x[3] * x[4]) + x[5] * x[13] - x[7]);

    private static Matrix gaussian(int rows, long seed) {
        RandomGenerator random = Game.random(seed);
        double[] data = new double[rows * COLUMNS];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return Matrix.wrap(rows, COLUMNS, data);
    }

    /** Rows that agree with the one background row in different numbers of columns, so that plans differ. */
    private static Matrix raggedRows(int rows, Matrix background) {
        Matrix table = gaussian(rows, 2);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(background.data(), 0, table.data(), r * COLUMNS, r % 3);
        }
        return table;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void explain_anyParallelism_givesTheSameBits(int parallelism) {
        Matrix background = gaussian(1, 1);
        Matrix rows = raggedRows(40, background);
        Explanations expected = KernelShap.builder(MODEL, Background.of(background))
                .coalitions(200)
                .build()
                .explain(rows);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Explanations actual = KernelShap.builder(MODEL.threadSafe(), Background.of(background))
                    .coalitions(200)
                    .parallelism(parallelism)
                    .executor(pool)
                    .build()
                    .explain(rows);
            assertThat(actual.all()).isEqualTo(expected.all());
        } finally {
            pool.shutdown();
        }
    }

    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void explain_sharedBy64Threads_equalsSequential(boolean threadSafe) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Predictor watched = rows -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Matrix answer = MODEL.predict(rows);
            inside.decrementAndGet();
            return answer;
        };
        Matrix background = gaussian(1, 1);
        Matrix rows = raggedRows(64, background);
        Predictor predictor = threadSafe ? watched.threadSafe() : watched;
        KernelShap shared = KernelShap.builder(predictor, Background.of(background))
                .coalitions(200)
                .build();
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try {
            List<Callable<Explanation>> tasks = new ArrayList<>();
            for (int r = 0; r < 64; r++) {
                double[] row = rows.row(r);
                tasks.add(() -> shared.explain(row));
            }
            List<Future<Explanation>> results = pool.invokeAll(tasks);
            KernelShap alone = KernelShap.builder(MODEL, Background.of(background))
                    .coalitions(200)
                    .build();
            for (int r = 0; r < 64; r++) {
                assertThat(results.get(r).get()).isEqualTo(alone.explain(rows.row(r)));
            }
        } finally {
            pool.shutdown();
        }
        if (!threadSafe) {
            assertThat(most.get()).isEqualTo(1);
        }
    }

    @Test
    void explain_interruptedDuringACall_stopsAtItsReturnAndKeepsTheFlag() throws Exception {
        CountDownLatch called = new CountDownLatch(3);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger calls = new AtomicInteger();
        boolean[] flag = {false};
        Predictor slow = rows -> {
            calls.incrementAndGet();
            called.countDown();
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
            while (System.nanoTime() < until) {
                Thread.onSpinWait(); // deaf to interrupts, as a model is
            }
            return MODEL.predict(rows);
        };
        KernelShap shap = KernelShap.builder(slow, Background.of(gaussian(1, 1)))
                .batchRows(1)
                .build();
        Thread explaining = new Thread(() -> {
            try {
                shap.explain(gaussian(1, 2).row(0));
            } catch (RuntimeException e) {
                thrown.set(e);
                flag[0] = Thread.currentThread().isInterrupted();
            }
        });
        explaining.start();
        called.await();
        long interrupted = System.nanoTime();
        int before = calls.get();
        explaining.interrupt();
        explaining.join();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - interrupted);
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(flag[0]).isTrue();
        assertThat(calls.get() - before).isLessThanOrEqualTo(1);
        assertThat(millis).isLessThan(30 + 100 + 200); // a call, the bound, and the scheduler's slack
    }

    @Test
    void explain_tableInterrupted_returnsFinishedRowsAndLeavesNobodyRunning() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        Predictor slow = rows -> {
            inside.incrementAndGet();
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                inside.decrementAndGet();
            }
            return MODEL.predict(rows);
        };
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            KernelShap shap = KernelShap.builder(slow.threadSafe(), Background.of(gaussian(1, 1)))
                    .coalitions(64)
                    .batchRows(16)
                    .parallelism(4)
                    .executor(pool)
                    .build();
            Thread caller = Thread.currentThread();
            Explanations explanations = shap.explain(gaussian(400, 2), progress -> {
                if (progress.done() == 20) {
                    caller.interrupt();
                }
            });
            assertThat(inside.get()).isZero();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(explanations.size()).isBetween(16, 40);
            assertThat(explanations.size() + explanations.failures().size()).isEqualTo(400);
            assertThat(explanations.failures()).allMatch(f -> f.cause() instanceof CancellationException);
            // The pool is as good as before: open, and nobody's interrupt flag is left set.
            for (int i = 0; i < 6; i++) {
                assertThat(pool.submit(() -> Thread.currentThread().isInterrupted())
                                .get())
                        .isFalse();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void explain_listener_hearsEveryRowInOrder() {
        List<Progress> heard = new ArrayList<>();
        KernelShap.builder(MODEL.threadSafe(), Background.of(gaussian(1, 1)))
                .coalitions(64)
                .parallelism(4)
                .build()
                .explain(gaussian(30, 2), heard::add);
        assertThat(heard).extracting(Progress::done).isSorted().hasSize(30).endsWith(30L);
        assertThat(heard).allMatch(p -> p.total() == 30 && !p.elapsed().isNegative());
    }

    @Test
    void explain_listenerThatThrows_costsNothingButAWarning() {
        KernelShap shap = KernelShap.builder(MODEL, Background.of(gaussian(1, 1)))
                .coalitions(64)
                .build();
        Explanations rows = shap.explain(gaussian(5, 2), progress -> {
            throw new IllegalStateException("bad listener");
        });
        assertThat(rows.size()).isEqualTo(5);
        assertThat(rows.warnings())
                .singleElement()
                .asString()
                .contains("bad listener")
                .contains("at 1 of 5");
        Explanation one = shap.explain(gaussian(1, 2).row(0), progress -> {
            throw new IllegalStateException("bad listener");
        });
        assertThat(one.provenance().warnings()).anyMatch(w -> w.contains("bad listener"));
    }

    @Test
    void explain_poolOfOneWithNestedWork_doesNotWaitForItself() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            KernelShap shap = KernelShap.builder(MODEL.threadSafe(), Background.of(gaussian(1, 1)))
                    .coalitions(64)
                    .parallelism(4)
                    .executor(pool)
                    .build();
            assertThat(pool.submit(() -> shap.explain(gaussian(10, 2)).size()).get())
                    .isEqualTo(10);
            assertThat(pool.isShutdown()).isFalse();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void explain_errorInTheModel_isThrownAsItIs() {
        Background background = Background.of(gaussian(1, 1));
        boolean[] broken = {false};
        Predictor dying = rows -> {
            if (broken[0]) {
                throw new OutOfMemoryError("model");
            }
            return MODEL.predict(rows);
        };
        KernelShap shap = KernelShap.builder(dying, background).coalitions(64).build();
        broken[0] = true;
        assertThatThrownBy(() -> shap.explain(gaussian(3, 2)))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("model");
    }

    @Test
    void explain_modelThatFailsForOneRow_keepsTheOthers() {
        Matrix rows = gaussian(6, 2);
        double poison = rows.get(2, 0);
        Predictor allergic = r -> {
            for (int i = 0; i < r.rows(); i++) {
                if (r.get(i, 0) == poison) {
                    throw new IllegalStateException("no such customer");
                }
            }
            return MODEL.predict(r);
        };
        Explanations explanations = KernelShap.builder(allergic, Background.of(gaussian(1, 1)))
                .coalitions(64)
                .build()
                .explain(rows);
        assertThat(explanations.size()).isEqualTo(5);
        assertThat(explanations.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.row()).isEqualTo(2);
            assertThat(failure.cause())
                    .hasMessageContaining("predictor threw java.lang.IllegalStateException in call")
                    .hasMessageContaining("no such customer")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        });
    }
}
