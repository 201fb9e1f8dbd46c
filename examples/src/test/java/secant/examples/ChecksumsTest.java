package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A jar that is not listed is not held against anything, so that the list must not fall behind the versions. */
class ChecksumsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void checksums_everyJarOfTheseTests_areListed() throws Exception {
        Map<String, String> listed = new HashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve(".mvn/checksums/checksums.sha256"))) {
            String[] parts = line.split(" {2}", 2);
            listed.put(parts[1].substring(parts[1].lastIndexOf('/') + 1), parts[0]);
        }
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(path -> path.toString().endsWith(".jar") && !path.startsWith(ROOT))
                .toList();

        assertThat(jars).hasSizeGreaterThan(20);
        for (Path jar : jars) {
            assertThat(listed).containsEntry(String.valueOf(jar.getFileName()), sha256(jar));
        }
    }
}
