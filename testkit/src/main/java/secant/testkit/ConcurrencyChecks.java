package secant.testkit;

import static secant.testkit.Claims.sameOutputs;
import static secant.testkit.Claims.that;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.model.Predictor;

/** Threads: sharing, cancelling, listening. */
final class ConcurrencyChecks {

    private static final int THREADS = 64;

    /** After the model's return; as wide as a busy machine needs. */
    private static final long CANCELLED_WITHIN_MS = 100;

    /** So many calls of a model that must not be shared take a while, or calls might miss each other. */
    private static final int LINGERING_CALLS = 4;

    private static final long LINGERING_NANOS = 20_000_000;

    private static final long PATIENCE_S = 30;
    private static final long FREE_WITHIN_S = 5;

    private ConcurrencyChecks() {}

    static List<Check> all() {
        return List.of(
                Check.all("threads-share", "64 threads on one explainer get what one gets", ConcurrencyChecks::share),
                Check.all(
                        "model-not-shared",
                        "a model that is not declared thread-safe is called by one thread at a time",
                        ConcurrencyChecks::modelNotShared),
                Check.all(
                        "interrupt",
                        "an interrupt ends the work at the model's return, with its flag set",
                        ConcurrencyChecks::interrupt),
                Check.all(
                        "interrupt-before",
                        "an interrupted thread does not call the model",
                        ConcurrencyChecks::interruptedBefore),
                Check.all(
                        "interrupt-table",
                        "an interrupted table keeps the rows that are finished",
                        ConcurrencyChecks::interruptTable),
                Check.all(
                        "listener-throws",
                        "a listener that throws changes nothing and is warned of",
                        ConcurrencyChecks::listenerThrows),
                Check.all(
                        "listener-told",
                        "a listener is told of progress up to the end, never backwards",
                        ConcurrencyChecks::listenerTold),
                Check.all(
                        "pool-of-one", "a busy pool of one thread does not stop a table", ConcurrencyChecks::poolOfOne),
                Check.all("pool-left-open", "the caller's pool is not closed", ConcurrencyChecks::poolLeftOpen),
                Check.all("no-leaked-thread", "no thread is left behind", ConcurrencyChecks::noLeakedThread),
                Check.all(
                        "deadline",
                        "a caller who waits only so long is not held up by an explainer that is still at work",
                        ConcurrencyChecks::deadline));
    }

    private static void share(Subject subject) throws Exception {
        Trial trial = DeterminismChecks.tableTrial(subject);
        Matrix table = DeterminismChecks.table(subject, 8);
        Explainer shared = subject.explainer(trial);
        Explainer alone = subject.explainer(trial);
        Explanation[] expected = new Explanation[table.rows()];
        for (int r = 0; r < expected.length; r++) {
            expected[r] = alone.explain(table.row(r));
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Explanation>> tasks = new ArrayList<>();
            for (int t = 0; t < 2 * THREADS; t++) {
                double[] row = table.row(t % expected.length);
                tasks.add(() -> shared.explain(row));
            }
            List<Future<Explanation>> results = pool.invokeAll(tasks);
            for (int t = 0; t < results.size(); t++) {
                sameOutputs(results.get(t).get(), expected[t % expected.length], "outputs in thread " + t);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void modelNotShared(Subject subject) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Predictor fragile = rows -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            if (calls.getAndIncrement() < LINGERING_CALLS) { // whoever is let in beside it comes meanwhile
                LockSupport.parkNanos(LINGERING_NANOS);
            }
            Matrix answers = Fixture.model().predict(rows);
            inside.decrementAndGet();
            return answers;
        };
        Explainer shared =
                subject.explainer(Fixture.trial(subject).predictor(fragile).batchRows(8));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Explanation>> tasks = new ArrayList<>();
            for (int t = 0; t < 16; t++) {
                tasks.add(() -> shared.explain(Fixture.row()));
            }
            for (Future<Explanation> result : pool.invokeAll(tasks)) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
        }
        that(most.get() == 1, "one thread at a time must call the model but " + most + " did");
    }

    /** A model that is busy for a while in each call, deaf to interrupts, and says when it returned last. */
    private static final class Busy {

        final CountDownLatch called = new CountDownLatch(1);
        volatile boolean armed;
        volatile boolean released;
        volatile long returned;
        final AtomicInteger callsAfterwards = new AtomicInteger();

        Predictor predictor() {
            return rows -> {
                if (armed) {
                    if (released) {
                        callsAfterwards.incrementAndGet();
                    }
                    called.countDown();
                    while (!released) {
                        Thread.onSpinWait();
                    }
                    returned = System.nanoTime();
                }
                return Fixture.model().predict(rows);
            };
        }
    }

    private static void interrupt(Subject subject) throws Exception {
        Busy busy = new Busy();
        Explainer explainer = subject.explainer(
                Fixture.trial(subject).predictor(busy.predictor()).batchRows(4));
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        AtomicLong ended = new AtomicLong();
        Thread worker = new Thread(() -> {
            try {
                explainer.explain(Fixture.row());
            } catch (Throwable e) {
                thrown.set(e);
            }
            ended.set(System.nanoTime());
            flag.set(Thread.currentThread().isInterrupted());
        });
        busy.armed = true;
        worker.start();
        that(busy.called.await(PATIENCE_S, TimeUnit.SECONDS), "the model must be called");
        worker.interrupt();
        busy.released = true;
        worker.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        that(!worker.isAlive(), "an interrupted explanation must end but goes on");
        that(
                thrown.get() instanceof CancellationException,
                "an interrupt must end in a CancellationException but ends in " + thrown.get());
        that(flag.get(), "the interrupt flag must be set again");
        that(
                busy.callsAfterwards.get() == 0,
                "the model must not be called after an interrupt but was " + busy.callsAfterwards + " times");
        long ms = TimeUnit.NANOSECONDS.toMillis(ended.get() - busy.returned);
        that(
                ms <= CANCELLED_WITHIN_MS,
                "the work must end within " + CANCELLED_WITHIN_MS + " ms of the model's return but took " + ms);
    }

    private static void interruptedBefore(Subject subject) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Predictor counting = rows -> {
            calls.incrementAndGet();
            return Fixture.model().predict(rows);
        };
        Explainer explainer = subject.explainer(Fixture.trial(subject).predictor(counting));
        calls.set(0);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                explainer.explain(Fixture.row());
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        worker.start();
        worker.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        that(
                thrown.get() instanceof CancellationException && calls.get() == 0,
                "an interrupted thread must be cancelled before the model is called, but it was called " + calls
                        + " times and ended in " + thrown.get());
    }

    private static void interruptTable(Subject subject) throws Exception {
        Matrix table = Fixture.table(5);
        Thread[] runner = new Thread[1];
        double[] third = table.row(2);
        Predictor interrupting = Predictor.ofScore(x -> {
            if (x[0] == third[0] && x[1] == third[1] && x[5] == third[5] && runner[0] != null) {
                runner[0].interrupt();
            }
            return Fixture.score(x);
        });
        Explainer explainer = subject.explainer(Fixture.trial(subject).predictor(interrupting));
        AtomicReference<@Nullable Explanations> found = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread worker = new Thread(() -> {
            runner[0] = Thread.currentThread();
            try {
                found.set(explainer.explain(table));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        worker.start();
        worker.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        @Nullable Explanations explanations = found.get();
        if (explanations == null) {
            throw new AssertionError("an interrupted table must return what is finished but throws " + thrown.get());
        }
        that(
                explanations.size() == 2 && explanations.failures().size() == 3,
                "rows 0 and 1 must be finished and 3 failed, but finished are " + explanations.size() + " and failed "
                        + explanations.failures());
        that(flag.get(), "the interrupt flag must be set again");
    }

    private static void listenerThrows(Subject subject) {
        Explainer explainer = subject.explainer(Fixture.trial(subject));
        Explanation expected = explainer.explain(Fixture.row());
        AtomicInteger told = new AtomicInteger();
        Explanation actual = explainer.explain(Fixture.row(), progress -> {
            told.incrementAndGet();
            throw new IllegalStateException("no interest");
        });
        sameOutputs(actual, expected, "outputs with a listener that throws");
        that(told.get() == 1, "a listener that throws must not be called again but was " + told + " times");
        that(
                actual.provenance().warnings().stream().anyMatch(warning -> warning.contains("no interest")),
                "what the listener threw must be among the warnings, which are "
                        + actual.provenance().warnings());
    }

    private static void listenerTold(Subject subject) {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        subject.explainer(Fixture.trial(subject)).explain(Fixture.table(4), progress -> {
            done.add(progress.done());
            totals.add(progress.total());
        });
        that(!done.isEmpty(), "the listener must be told of rows");
        for (int i = 1; i < done.size(); i++) {
            that(done.get(i) >= done.get(i - 1), "progress must not fall but goes " + done);
        }
        that(
                done.get(done.size() - 1) == 4 && totals.get(totals.size() - 1) == 4,
                "progress must end at 4 of 4 rows but goes " + done + " of " + totals);
    }

    private static void poolOfOne(Subject subject) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            Explainer explainer =
                    subject.explainer(Fixture.trial(subject).parallelism(4).executor(pool));
            Matrix table = Fixture.table(6);
            // The pool's only thread explains and asks the pool for help.
            Explanations nested = pool.submit(() -> explainer.explain(table)).get(FREE_WITHIN_S, TimeUnit.SECONDS);
            that(nested.size() == 6, "all 6 rows must be explained but " + nested.size() + " are");
        } finally {
            pool.shutdownNow();
        }
    }

    private static void poolLeftOpen(Subject subject) {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            subject.explainer(Fixture.trial(subject).parallelism(3).executor(pool))
                    .explain(Fixture.table(5))
                    .orThrow();
            that(!pool.isShutdown(), "the caller's pool must be left open");
        } finally {
            pool.shutdownNow();
        }
    }

    private static void noLeakedThread(Subject subject) throws Exception {
        Explainer explainer = subject.explainer(Fixture.trial(subject).parallelism(4));
        explainer.explain(Fixture.table(4)).orThrow(); // so that shared pools are warm
        Set<Thread> before = foreignThreads();
        for (int i = 0; i < 4; i++) {
            explainer.explain(Fixture.row());
            explainer.explain(Fixture.table(4)).orThrow();
        }
        Set<Thread> more = more(before);
        for (int i = 0; i < 50 && !more.isEmpty(); i++) {
            Thread.sleep(10);
            more = more(before);
        }
        that(more.isEmpty(), "no thread may be left behind but these are: " + more);
    }

    private static Set<Thread> more(Set<Thread> before) {
        Set<Thread> more = foreignThreads();
        more.removeAll(before);
        return more;
    }

    /** Threads other than the common pool's, which come and go by themselves. */
    private static Set<Thread> foreignThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getName().startsWith("ForkJoinPool.commonPool"));
        return threads;
    }

    private static void deadline(Subject subject) throws Exception {
        Busy busy = new Busy();
        Explainer explainer = subject.explainer(
                Fixture.trial(subject).predictor(busy.predictor()).batchRows(4));
        busy.armed = true;
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            Future<Explanation> future = pool.submit(() -> explainer.explain(Fixture.row()));
            that(busy.called.await(PATIENCE_S, TimeUnit.SECONDS), "the model must be called");
            future.cancel(true); // what a caller does whose time is over
            busy.released = true;
            // The pool's next task runs once its only thread is free again, and needs the explainer to be free, too.
            Future<Explanation> next = pool.submit(() -> explainer.explain(Fixture.row()));
            boolean free;
            try {
                free = next.get(FREE_WITHIN_S, TimeUnit.SECONDS) != null;
            } catch (TimeoutException e) {
                free = false;
            }
            that(free, "the explainer must be free for the next explanation but is not");
        } finally {
            pool.shutdownNow();
        }
    }
}
