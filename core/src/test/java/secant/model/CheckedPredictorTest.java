package secant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;

@Timeout(60)
class CheckedPredictorTest {

    @AfterEach
    void clearTheInterruptFlag() {
        Thread.interrupted();
    }

    private static CheckedPredictor returning(Matrix answer) {
        return CheckedPredictor.of(rows -> answer);
    }

    @Test
    void predict_goodAnswer_isGivenBack() {
        CheckedPredictor door = CheckedPredictor.of(Predictor.ofScore(row -> 2 * row[0]));
        assertThat(door.predict(Matrix.of(new double[][] {{1}, {2}})).data()).containsExactly(2, 4);
        assertThat(door.calls()).isEqualTo(1);
    }

    @Test
    void of_outputNamesTwice_areRefused() {
        Predictor twins = new Predictor() {
            @Override
            public Matrix predict(Matrix rows) {
                return rows;
            }

            @Override
            public List<String> outputNames() {
                return List.of("good", "good");
            }
        };
        assertThatThrownBy(() -> CheckedPredictor.of(twins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output names must be distinct but are [good, good]");
    }

    @Test
    void predict_null_isRefused() {
        assertThatThrownBy(() -> returning(null).predict(Matrix.zeros(100, 1)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor returned null for 100 rows in call 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 101})
    void predict_wrongRowCount_saysBoth(int rows) {
        assertThatThrownBy(() -> returning(Matrix.zeros(rows, 1)).predict(Matrix.zeros(100, 1)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor returned " + rows + " rows for 100 in call 1");
    }

    @Test
    void predict_noOutputs_isRefused() {
        assertThatThrownBy(() -> returning(Matrix.zeros(3, 0)).predict(Matrix.zeros(3, 1)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor must return at least 1 output but returned 0 in call 1");
    }

    @Test
    void predict_otherOutputCountLater_isRefused() {
        CheckedPredictor door = CheckedPredictor.of(rows -> Matrix.zeros(rows.rows(), rows.rows()));
        door.predict(Matrix.zeros(2, 1));
        assertThatThrownBy(() -> door.predict(Matrix.zeros(3, 1)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor returned 3 outputs after 2 in earlier calls in call 2");
    }

    @Test
    void predict_otherOutputCountThanNames_isRefused() {
        Predictor named = ((Predictor) rows -> Matrix.zeros(rows.rows(), 3)).withOutputNames("no", "yes");
        assertThatThrownBy(() -> CheckedPredictor.of(named).predict(Matrix.zeros(1, 1)))
                .isInstanceOf(PredictorException.class)
                .hasMessage("predictor names 2 outputs but returned 3 in call 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void predict_notFinite_namesCallRowAndOutput(double bad) {
        AtomicInteger calls = new AtomicInteger();
        Predictor predictor = rows -> {
            Matrix answer = Matrix.zeros(rows.rows(), 2);
            answer.data()[7] = calls.incrementAndGet() == 3 ? bad : 0;
            return answer;
        };
        CheckedPredictor door = CheckedPredictor.of(predictor.withOutputNames("no", "yes"));
        door.predict(Matrix.zeros(5, 1));
        door.predict(Matrix.zeros(5, 1));
        PredictorException thrown = (PredictorException) catchThrowable(() -> door.predict(Matrix.zeros(5, 1)));
        assertThat(thrown).hasMessage("predictor returned " + bad + " as output 1 ('yes') for row 3 of call 3");
        assertThat(thrown.call()).isEqualTo(3);
        assertThat(thrown.row()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"no route to host,: no route to host", "-,''"})
    void predict_throwsOnTheThirdCall_namesItAndKeepsTheCause(String message, String said) {
        AtomicInteger calls = new AtomicInteger();
        RuntimeException cause = new IllegalStateException(message);
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            if (calls.incrementAndGet() == 3) {
                throw cause;
            }
            return rows;
        });
        door.predict(Matrix.zeros(4, 1));
        door.predict(Matrix.zeros(4, 1));
        PredictorException thrown = (PredictorException) catchThrowable(() -> door.predict(Matrix.zeros(4, 1)));
        assertThat(thrown)
                .hasMessage("predictor threw java.lang.IllegalStateException in call 3 of 4 rows" + said)
                .hasCause(cause);
        assertThat(thrown.call()).isEqualTo(3);
        assertThat(thrown.row()).isEmpty();
        assertThat(door.predict(Matrix.zeros(4, 1)).rows()).isEqualTo(4);
    }

    @Test
    void predict_checkedExceptionThrownSneakily_isTranslated() {
        Exception cause = new java.io.IOException("gone");
        CheckedPredictor door =
                CheckedPredictor.of(rows -> CheckedPredictorTest.<Matrix, RuntimeException>sneak(cause));
        assertThatThrownBy(() -> door.predict(Matrix.zeros(1, 1)))
                .isInstanceOf(PredictorException.class)
                .hasCause(cause);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Exception> T sneak(Exception e) throws E {
        throw (E) e;
    }

    @Test
    void predict_error_passesAsItIs() {
        for (Error error :
                List.of(new StackOverflowError(), new OutOfMemoryError("test"), new AssertionError("test"))) {
            CheckedPredictor door = CheckedPredictor.of(rows -> {
                throw error;
            });
            assertThatThrownBy(() -> door.predict(Matrix.zeros(1, 1))).isSameAs(error);
            assertThatThrownBy(() -> door.predict(Matrix.zeros(1, 1))).isSameAs(error); // the turn was given back
        }
    }

    @Test
    void predict_changesItsInput_answersAreUnharmed() {
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            double[] data = rows.data();
            for (int i = 0; i < data.length; i++) {
                data[i] *= 2;
            }
            return rows;
        });
        assertThat(door.predict(Matrix.ofRow(1, 2, 3)).data()).containsExactly(2, 4, 6);
    }

    @Test
    void predict_sameArrayEachTime_keepsThisThreadsAnswers() {
        double[] scores = new double[1];
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            scores[0] = rows.get(0, 0);
            return Matrix.wrap(1, 1, scores);
        });
        Matrix first = door.predict(Matrix.ofRow(1));
        door.predict(Matrix.ofRow(2));
        assertThat(first.data()).containsExactly(1);
    }

    @Test
    void predict_eightThreadsOnOneReusedArray_entersOneByOneAndAnswersRightly() throws Exception {
        double[] scores = new double[16];
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            for (int r = 0; r < scores.length; r++) {
                scores[r] = 3 * rows.get(r, 0);
                Thread.onSpinWait();
            }
            inside.decrementAndGet();
            return Matrix.wrap(scores.length, 1, scores);
        });
        int wrong = onThreads(8, thread -> {
            int mistakes = 0;
            for (int i = 0; i < 200; i++) {
                Matrix rows = Matrix.zeros(16, 1);
                java.util.Arrays.setAll(rows.data(), r -> thread * 1000 + r);
                Matrix answer = door.predict(rows);
                for (int r = 0; r < 16; r++) {
                    mistakes += answer.get(r, 0) == 3.0 * (thread * 1000 + r) ? 0 : 1;
                }
            }
            return mistakes;
        });
        assertThat(wrong).isZero();
        assertThat(most).hasValue(1);
        assertThat(door.calls()).isEqualTo(1600);
    }

    @Test
    void predict_declaredThreadSafe_letsThreadsInTogether() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CheckedPredictor door = CheckedPredictor.of(((Predictor) rows -> {
                    both.countDown();
                    await(both);
                    return rows;
                })
                .threadSafe());
        assertThat(onThreads(2, thread -> door.predict(Matrix.ofRow(1)).rows())).isEqualTo(2);
    }

    @Test
    void predict_reentrantPredictor_doesNotDeadlock() {
        AtomicReference<CheckedPredictor> door = new AtomicReference<>();
        door.set(CheckedPredictor.of(rows -> rows.rows() == 1
                ? rows
                : Matrix.wrap(rows.rows(), 1, new double[] {
                    door.get().predict(Matrix.ofRow(rows.get(0, 0))).get(0, 0),
                    door.get().predict(Matrix.ofRow(rows.get(1, 0))).get(0, 0)
                })));
        assertThat(door.get().predict(Matrix.of(new double[][] {{5}, {6}})).data())
                .containsExactly(5, 6);
        assertThat(door.get().calls()).isEqualTo(3);
        assertThat(door.get().fault("bad")).hasMessage("bad in call 1");
    }

    @Test
    void fault_otherThreadCalledSince_namesThisThreadsCall() throws Exception {
        CheckedPredictor door = CheckedPredictor.of(rows -> rows);
        door.predict(Matrix.ofRow(1));
        onThreads(1, thread -> door.predict(Matrix.ofRow(2)).rows());
        assertThat(door.calls()).isEqualTo(2);
        assertThat(door.fault("bad", 4)).hasMessage("bad for row 4 of call 1");
    }

    @Test
    void predict_interruptedBefore_doesNotCallAndKeepsTheFlag() {
        for (Predictor predictor : List.<Predictor>of(rows -> rows, ((Predictor) rows -> rows).threadSafe())) {
            CheckedPredictor door = CheckedPredictor.of(predictor);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> door.predict(Matrix.ofRow(1))).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(door.calls()).isZero();
        }
    }

    @Test
    void predict_interruptedDuring_isCancelledThoughAnswered() {
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            Thread.currentThread().interrupt();
            return rows;
        });
        assertThatThrownBy(() -> door.predict(Matrix.ofRow(1)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("explanation was interrupted between model calls");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void predict_interruptedAfterwards_cancelsTheNextCallOnly() {
        CheckedPredictor door = CheckedPredictor.of(rows -> rows);
        assertThat(door.predict(Matrix.ofRow(1)).rows()).isEqualTo(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> door.predict(Matrix.ofRow(1))).isInstanceOf(CancellationException.class);
        Thread.interrupted();
        assertThat(door.predict(Matrix.ofRow(1)).rows()).isEqualTo(1);
    }

    @Test
    void predict_interruptedWhileSleeping_isCancelledWithinAHundredMilliseconds() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Long> left = new AtomicReference<>();
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            started.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1).toMillis());
            } catch (InterruptedException e) {
                left.set(System.nanoTime());
                throw new IllegalStateException("swallowed", e);
            }
            return rows;
        });
        Cancelled cancelled = interruptOnce(door, started);
        assertThat(cancelled.thrown)
                .isInstanceOf(CancellationException.class)
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(cancelled.flag).isTrue();
        assertThat(cancelled.at - left.get()).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void predict_interruptedWhileWaitingForItsTurn_isCancelledBeforeTheTurnComes() throws Exception {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            occupied.countDown();
            await(release);
            return rows;
        });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Matrix> holder = pool.submit(() -> door.predict(Matrix.ofRow(1)));
            await(occupied);
            Cancelled cancelled = interruptOnce(door, new CountDownLatch(0));
            assertThat(cancelled.thrown).isInstanceOf(CancellationException.class);
            assertThat(cancelled.flag).isTrue();
            assertThat(door.calls()).isEqualTo(1);
            assertThat(holder.isDone()).isFalse();
            release.countDown();
            assertThat(holder.get().rows()).isEqualTo(1);
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }

    /** The interrupt was of a thread inside the model, not of the one that explains. */
    @Test
    void predict_workerInsideTheModelInterrupted_isAFaultOfTheModel() {
        CheckedPredictor door = CheckedPredictor.of(rows -> {
            throw new IllegalStateException(new ExecutionException(new InterruptedException()));
        });
        assertThatThrownBy(() -> door.predict(Matrix.ofRow(1))).isInstanceOf(PredictorException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private record Cancelled(Throwable thrown, boolean flag, long at) {}

    private static Cancelled interruptOnce(CheckedPredictor door, CountDownLatch started) throws Exception {
        AtomicReference<Cancelled> result = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            Throwable thrown = catchThrowable(() -> door.predict(Matrix.ofRow(1)));
            long at = System.nanoTime();
            result.set(new Cancelled(thrown, Thread.currentThread().isInterrupted(), at));
        });
        thread.start();
        await(started);
        Thread.sleep(20);
        thread.interrupt();
        thread.join();
        return result.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        int run(int thread) throws Exception;
    }

    private static int onThreads(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                tasks.add(() -> work.run(thread));
            }
            int sum = 0;
            for (Future<Integer> future : pool.invokeAll(tasks)) {
                sum += future.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void differences_someOutputs_areWarnedOfByTheirNames() {
        CheckedModel<?> named = CheckedModel.ofTexts(new TextPredictor() {
            @Override
            public double[][] predict(List<String> texts) {
                return new double[texts.size()][3];
            }

            @Override
            public List<String> outputNames() {
                return List.of("good", "fair", "bad");
            }
        });
        CheckedModel<?> pictures = CheckedModel.ofPictures(some -> new double[some.size()][2]);
        CheckedPredictor score = CheckedPredictor.of(Predictor.ofScore(row -> row[0]));

        assertThat(named.differences(new double[] {1, 2, 3}, new double[] {1, 2.5, 2}))
                .containsExactly(
                        "the model is not deterministic: asked twice for the explained text, output 'fair' moved by 0.5",
                        "the model is not deterministic: asked twice for the explained text, output 'bad' moved by 1.0");
        assertThat(pictures.differences(new double[] {1, 0}, new double[] {1, 0.25}))
                .containsExactly("the model is not deterministic: asked twice for the explained picture, output"
                        + " 'output 1' moved by 0.25");
        assertThat(score.differences(new double[] {0.1 + 0.2}, new double[] {0.3}))
                .containsExactly("the model is not deterministic: asked twice for the explained row, output 'output'"
                        + " moved by " + (0.1 + 0.2 - 0.3));
        assertThat(score.differences(new double[] {0.3}, new double[] {0.3})).isEmpty();
        assertThatThrownBy(() -> score.differences(new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("answers to compare must have the same outputs but have 2 and 1");
    }
}
