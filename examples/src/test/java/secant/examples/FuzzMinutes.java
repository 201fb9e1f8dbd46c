package secant.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Runs Jazzer on every {@link FuzzTarget} for some seconds each, two at a time, from the committed corpus: a program of the
 * profile {@code fuzz}. What is found ends it, with the input in {@code target/fuzz}; it belongs into the corpus, which
 * {@link FuzzCorpusTest} tries from then on.
 */
final class FuzzMinutes {

    private static final int AT_A_TIME = 2;

    /** What takes longer hangs; the first input also loads all classes, on a machine that may have other work. */
    private static final int SECONDS_FOR_ONE_INPUT = 60;

    private record Run(FuzzTarget target, Process process, Path log) {}

    private FuzzMinutes() {}

    /**
     * Fuzzes.
     *
     * @param arguments the module's folder, how many seconds each target gets, and the seed: the same one begins with the same inputs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path module = Path.of(arguments[0]);
        Deque<FuzzTarget> waiting = new ArrayDeque<>(Arrays.asList(FuzzTarget.values()));
        List<FuzzTarget> failed = new ArrayList<>();
        Deque<Run> running = new ArrayDeque<>();
        while (!waiting.isEmpty() || !running.isEmpty()) {
            while (!waiting.isEmpty() && running.size() < AT_A_TIME) {
                running.add(start(waiting.remove(), module, arguments[1], arguments[2]));
            }
            Run run = running.remove();
            if (run.process.waitFor() != 0) {
                failed.add(run.target);
            }
            tell(run);
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("fuzzing found something in " + failed);
        }
    }

    private static Run start(FuzzTarget target, Path module, String seconds, String seed) throws IOException {
        Path work = Files.createDirectories(module.resolve("target/fuzz/" + target.folder()));
        Path log = work.resolveSibling(target.folder() + ".log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Dsecant.fuzz=" + target.name(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=secant.**",
                "--custom_hook_includes=secant.**",
                "-max_total_time=" + seconds,
                "-seed=" + seed,
                "-timeout=" + SECONDS_FOR_ONE_INPUT,
                "-max_len=16384",
                "-rss_limit_mb=3000",
                "-artifact_prefix=" + work.resolveSibling(target.folder() + "-"),
                work.toString(),
                module.resolve("src/test/fuzz/" + target.folder()).toString());
        Process process = new ProcessBuilder(command)
                .directory(new File(module.toString(), "target"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Run(target, process, log);
    }

    private static void tell(Run run) throws IOException {
        List<String> lines = Files.readAllLines(run.log, java.nio.charset.StandardCharsets.ISO_8859_1);
        System.out.println(run.target + ", exit " + run.process.exitValue() + ":");
        lines.subList(Math.max(0, lines.size() - (run.process.exitValue() == 0 ? 2 : 40)), lines.size())
                .forEach(System.out::println);
    }
}
