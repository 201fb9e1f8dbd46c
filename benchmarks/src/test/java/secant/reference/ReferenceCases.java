package secant.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The case files among the test resources. */
final class ReferenceCases {

    private ReferenceCases() {}

    static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(ReferenceCases.class.getResource("/reference"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path file(String name) {
        return folder().resolve(name + ".json");
    }

    static CaseValue read(Path file) {
        try {
            return CaseValue.parse(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<ShapleyCase> shapley() throws IOException {
        List<Path> files = CaseReplay.list(folder());
        return files.stream()
                .map(ReferenceCases::read)
                .filter(file -> file.get("kind").text().equals("shapley"))
                .map(ShapleyCase::read);
    }
}
