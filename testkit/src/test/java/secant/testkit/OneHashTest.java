package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One hash of one batch, whatever the compiler, the locale, the time zone, the common pool, the threads and the JDK. It is
 * committed, so that other machines are held to the same bits; {@code -Dsecant.rewrite=true} writes it.
 */
class OneHashTest {

    private static final Path COMMITTED =
            GeneratedPage.root().resolve("testkit/src/test/resources/secant/testkit/fixed-batch.sha256");

    private static final List<String> COMPILERS = List.of("-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-Xint");
    private static final List<String> LOCALES = List.of("tr", "ar", "de", "hi", "th");
    private static final List<String> ZONES = List.of("Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "UTC");
    private static final int[] POOLS = {1, 2, 7, 16};
    private static final int[] THREADS = {1, 2, 8, 64};

    /** A JVM and what it is told. */
    record Configuration(String java, List<String> options, int threads) {

        @Override
        public String toString() {
            return java + " " + String.join(" ", options) + " with " + threads + " threads";
        }
    }

    private static Configuration configuration(String java, int compiler, int locale, int threads) {
        int pool = POOLS[(compiler + locale + threads) % POOLS.length];
        return new Configuration(
                java,
                List.of(
                        COMPILERS.get(compiler),
                        "-Duser.language=" + LOCALES.get(locale),
                        "-Duser.timezone=" + ZONES.get((locale + threads) % ZONES.size()),
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + pool),
                THREADS[threads]);
    }

    private static String ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** This JDK, and a 25 where there is one beside it. */
    private static List<String> javas() throws IOException {
        List<String> found = new ArrayList<>(List.of(ownJava()));
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> jdks = Files.list(folder)) {
                jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
                        .map(jdk -> jdk.resolve("bin/java"))
                        .filter(Files::isExecutable)
                        .limit(1)
                        .forEach(java -> found.add(java.toString()));
            }
        }
        return found;
    }

    /** Two that differ most from the JVM of the tests: C1 with other surroundings, here and on the other JDK. */
    static List<Configuration> some() throws IOException {
        List<Configuration> some = new ArrayList<>();
        some.add(configuration(ownJava(), 0, 0, 3));
        List<String> javas = javas();
        if (javas.size() > 1) {
            some.add(configuration(javas.get(1), 0, 4, 2));
        }
        return some;
    }

    static List<Configuration> all() throws IOException {
        List<Configuration> all = new ArrayList<>();
        for (String java : javas()) {
            for (int compiler = 0; compiler < COMPILERS.size(); compiler++) {
                for (int locale = 0; locale < LOCALES.size(); locale++) {
                    for (int threads = 0; threads < THREADS.length; threads++) {
                        all.add(configuration(java, compiler, locale, threads));
                    }
                }
            }
        }
        return all;
    }

    @Test
    void batch_here_hasTheCommittedHash() throws Exception {
        String hash = FixedBatch.hash(2);
        if (Boolean.getBoolean(GeneratedPage.REWRITE)) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, hash + "\n");
        }
        assertThat(hash).isEqualTo(Files.readString(COMMITTED).strip());
    }

    @ParameterizedTest
    @MethodSource("some")
    void batch_inSomeJvms_hasTheCommittedHash(Configuration configuration) throws Exception {
        assertThat(fork(configuration)).isEqualTo(Files.readString(COMMITTED).strip());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("all")
    void batch_inEveryJvm_hasTheCommittedHash(Configuration configuration) throws Exception {
        assertThat(fork(configuration)).isEqualTo(Files.readString(COMMITTED).strip());
    }

    @Test
    void configurations_ofTheFullForm_areManyEnough() throws Exception {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(48);
    }

    private static String fork(Configuration configuration) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(configuration.java());
        command.addAll(configuration.options());
        command.addAll(
                List.of("-Xmx256m", "-cp", System.getProperty("java.class.path").replace(";", File.pathSeparator)));
        command.add(FixedBatch.class.getName());
        command.add(Integer.toString(configuration.threads()));
        Path output = Files.createTempFile("fixed-batch", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(output, StandardCharsets.UTF_8).strip();
        } finally {
            Files.delete(output);
        }
    }
}
