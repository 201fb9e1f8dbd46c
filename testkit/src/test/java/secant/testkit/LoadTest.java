package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.explanation.Explainer;
import secant.explanation.Explanation;

/** Many threads for long, and little memory. */
class LoadTest {

    private static final int THREADS = 64;

    /** Enough rows that threads seldom work on the same one, and few enough to explain them all beforehand. */
    private static final int ROWS = 97;

    @ParameterizedTest
    @ValueSource(strings = {"KernelShap", "Lime, stable"})
    void explain_64ThreadsOnOneExplainer_equalsSequential(String name) throws Exception {
        load(name, 20);
    }

    /** 64 threads × 10,000 explanations each. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"KernelShap", "Lime, stable"})
    void explain_64ThreadsFor10000ExplanationsEach_equalsSequential(String name) throws Exception {
        load(name, 10_000);
    }

    private static void load(String name, int each) throws Exception {
        Subject subject = Explainers.every().get(name);
        Trial trial = subject.has(Capability.SURROGATE) ? Fixture.trial(subject).budget(200) : Fixture.trial(subject);
        Matrix table = Fixture.table(ROWS);
        Explainer alone = subject.explainer(trial);
        List<Explanation> expected = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            expected.add(alone.explain(table.row(r)));
        }
        Explainer shared = subject.explainer(trial);
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                tasks.add(() -> {
                    int different = 0;
                    for (int i = 0; i < each; i++) {
                        int row = (first * 31 + i) % ROWS;
                        different += shared.explain(table.row(row)).equals(expected.get(row)) ? 0 : 1;
                    }
                    return different;
                });
            }
            for (Future<Integer> result : pool.invokeAll(tasks)) {
                assertThat(result.get()).as("explanations that differ").isZero();
            }
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> thread.getName().startsWith("ForkJoinPool.commonPool"));
        for (Thread thread : left) {
            thread.join(5000); // those of a pool that has terminated may be at their last steps
        }
        left.removeIf(thread -> !thread.isAlive());
        assertThat(left).as("threads left behind").isEmpty();
    }

    /** 50 columns of 100,000 rows are 40 MB; whatever grows with coalitions × background would not fit beside them. */
    @Test
    void explain_100000BackgroundRowsIn64Megabytes_fits() throws Exception {
        assertThat(fork("100000", "200").lines()).contains("explained 50 players of 100000 rows, values off by 0.0");
    }

    private static String fork(String... arguments) throws Exception {
        Path output = Files.createTempFile("small-heap", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path").replace(";", File.pathSeparator),
                    SmallHeap.class.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
        }
    }
}
