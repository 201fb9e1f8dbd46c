package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures in {@code docs/gallery} are what is drawn now, to the byte. After a change that was looked at,
 * {@code ./mvnw -pl report -am test -Dtest=GalleryTest -Dsurefire.failIfNoSpecifiedTests=false -Dsecant.gallery=write}
 * writes them anew.
 */
class GalleryTest {

    private static final Path FOLDER = Path.of("..", "docs", "gallery");

    static Stream<String> files() {
        return gallery().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void gallery_asDrawnNow_isWhatTheFolderHolds(String file) throws IOException {
        String drawn = gallery().get(file);
        if ("write".equals(System.getProperty("secant.gallery"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(file), drawn);
        }
        assertThat(Files.readString(FOLDER.resolve(file))).isEqualTo(drawn);
    }

    @Test
    void gallery_folder_holdsNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(gallery().keySet());
        }
    }

    @Test
    void exhibits_ofEveryKindOfPicture_areThere() {
        List<String> withoutPicture = List.of("Paragraph", "Card", "Failures");
        assertThat(Gallery.exhibits().values().stream()
                        .map(exhibit -> exhibit.section().getClass().getSimpleName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ReportSection.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .filter(kind -> !withoutPicture.contains(kind))
                        .toList());
    }

    /** The folder's files by name: a picture an exhibit, as the reader's system has it light or dark, and the page. */
    private static Map<String, String> gallery() {
        Map<String, String> files = new TreeMap<>();
        SvgWriter writer = new SvgWriter().withTheme(Theme.AUTO).withProbability();
        Gallery.exhibits().forEach((name, exhibit) -> files.put(name + ".svg", writer.write(exhibit.section())));
        files.put("README.md", page());
        return files;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Gallery

                Every picture that a report can hold, drawn from made-up explanations, and the question that it answers. The
                files are written by `GalleryTest` in the module `report`, which also fails when a picture changes. How to
                make them: [Reports](../guide/reports.md).

                ```
                ./mvnw -pl report -am test -Dtest=GalleryTest -Dsurefire.failIfNoSpecifiedTests=false -Dsecant.gallery=write
                ```
                """);
        Gallery.exhibits()
                .forEach((name, exhibit) -> page.append("\n## ")
                        .append(exhibit.question())
                        .append("\n\n`ReportSection.")
                        .append(exhibit.section().getClass().getSimpleName())
                        .append("`: ")
                        .append(exhibit.use())
                        .append("\n\n![")
                        .append(exhibit.section().title())
                        .append("](")
                        .append(name)
                        .append(".svg)\n"));
        return page.toString();
    }
}
